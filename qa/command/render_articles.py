"""Articles and lists of them as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.command.terminal import wrapped
from qa.types import Article, ArticleInfo, ArticlePage, Span


def articles_text(articles: Sequence[ArticleInfo]) -> str:
    """One line an article: date, id, source, title."""
    rows = [(str(item.published or "undated"), item.id, item.source, item.title) for item in articles]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    return "\n".join(
        "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[3]]) for row in rows
    )


def article_text(page: ArticlePage) -> str:
    """The article's head, then each sentence with its offsets."""
    article = page.article
    told = dict(article.details.told_by)
    day = f"{article.published or 'undated'}{_by(told, 'published')}"
    updated = f"updated {article.details.updated}" if article.details.updated else ""
    facts = (article.heading, article.source, article.details.byline, day, updated, article.url or "")
    lines = [*(fact for fact in facts if fact), *article.details.corrections, ""]
    return "\n".join([*lines, *(_line(article, span) for span in page.sentences)])


def removed_text(page: ArticlePage) -> str:
    """The lines of the article's text that are not indexed, with their offsets."""
    return "\n".join(_line(page.article, span) for span in page.article.removed) or "nothing was left out"


def _line(article: Article, span: Span) -> str:
    label = f"{span[0]:>6}–{span[1]:<6} "
    return wrapped(" ".join(article.text[slice(*span)].split()), label, " " * len(label))


def _by(told: Mapping[str, str], field: str) -> str:
    """What a field was taken from, where that is not the article's own word for it."""
    return f" (by its {told[field]})" if told.get(field) in ("file name", "folder", "address", "guess") else ""
