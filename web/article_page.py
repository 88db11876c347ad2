"""The page of one article: what is known of it and from where, its text, and what stands near it in the archive."""

from __future__ import annotations

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from qa import USUAL_SENTENCES, ArticlePage, NotFound, find_cited, link_to
from web.archive import archive
from web.indexes import here
from web.reading import Fields
from web.text import article_html

RELATED = 5
QUICK = 200_000  # articles: of more, those related are looked for when they are asked for


def show(article_id: str, given: Fields) -> ResponseReturnValue:
    """One article, its key sentences at its head.

    A link of an earlier build leads to its sentence where that now stands, and says so where it is gone.
    """
    build, mark = given.get("b"), given.get("s")
    page = _page(article_id, build)
    number = find_cited(page, mark) if mark else None
    if mark and number is not None and not mark.startswith(f"{number}-"):
        start, end = page.sentences[number]
        return redirect(here(link_to(article_id, number, page.article.text[start:end], page.index.build)))
    key, catalogue = _key(page), archive().catalogue()
    looks = page.index.articles <= QUICK or bool(given.get("related"))
    return render_template(
        "article.html",
        page=page,
        article=page.article,
        text=article_html(page, key),
        key=key,
        gone=bool(mark) and number is None,
        earlier=not mark and build not in (None, "", page.index.build),
        told=dict(page.article.details.told_by),
        provenance=provenance(page),
        copies=catalogue.copies(article_id),
        related=catalogue.related(article_id, RELATED) if looks else None,
    )


def _page(article_id: str, build: str | None) -> ArticlePage:
    try:
        return archive().article(article_id)
    except NotFound as error:
        if build and build != archive().info().build:
            raise NotFound(f"{error.message} any more; the link is of build {build}", error.fix) from error
        raise


def _key(page: ArticlePage) -> tuple[int, ...]:
    """The sentences to show at the head of an article; none of one that is as short as its summary."""
    return page.key if len(page.sentences) > USUAL_SENTENCES else ()


def provenance(page: ArticlePage) -> list[tuple[str, str, str]]:
    """What is known of an article, as name, value, and what told it: empty where that was not noted."""
    article, details = page.article, page.article.details
    told = dict(details.told_by)
    known = {
        "title": article.title,
        "source": article.source,
        "byline": details.byline,
        "published": str(article.published or ""),
        "updated": str(details.updated or ""),
        "section": details.section,
        "language": article.language,
        "url": article.url or "",
        "id": article.id,
    }
    return [(name, value, told.get(name, "")) for name, value in known.items() if value]
