"""What the service gives, of an archive and of what is asked, for whoever asks: the pages, the API, `qa mcp`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qa import Answer, Archive, ArticleInfo, IndexInfo, NotFound, Sentence, Summary, Timeline
from web.kinds import BadParameter
from web.schemas import Look, Question, Summarize, Unfold

PAGE_ARTICLES = 100


@dataclass(frozen=True, slots=True)
class Listing:
    """Page `page` of `pages`, which begins with article `first` of `total`; all counted from 1."""

    total: int
    first: int
    page: int
    pages: int
    articles: tuple[ArticleInfo, ...]


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """An article with its sentences; `key` are the numbers, from 0, of those that are key."""

    id: str
    title: str
    source: str
    published: date | None
    url: str | None
    text: str
    sentences: tuple[Sentence, ...]
    key: tuple[int, ...]
    index: IndexInfo


def at(archive: Archive, build: str, name: str = "b") -> Archive:
    """The archive as of a build, "" for the newest. Raises BadParameter, of `name`, where that is not kept."""
    try:
        return archive.at(build) if build else archive
    except NotFound as error:
        raise BadParameter(f"{name} must be a build that is kept, not {build[:40]!r}") from error


def answer(archive: Archive, wanted: Question) -> Answer:
    """The question answered. Raises BadQuestion, BadParameter for a build that is not kept, and what Archive raises."""
    options = {"unread": wanted.unread} if wanted.unread else {}
    asked = at(archive, wanted.b)
    return asked.ask(wanted.words, wanted.k, wanted.filters, wanted.explain, wanted.literal, **options)


def summary(archive: Archive, wanted: Summarize) -> Summary:
    """The articles named, or else the topic, summarized. Raises NotFound, BadQuestion, and what Archive raises."""
    if wanted.named:
        return archive.summarize(wanted.named, wanted.length, wanted.method)
    if wanted.briefing:
        return archive.brief(wanted.topic, wanted.filters)
    if not wanted.topic:
        raise BadParameter("about, which is a topic, or id, which names articles, must be given")
    return archive.summarize_topic(wanted.topic, wanted.length, wanted.filters, wanted.method)


def timeline(archive: Archive, wanted: Unfold) -> Timeline:
    """The timeline of the topic. Raises BadParameter, BadQuestion, and what Archive raises."""
    if not wanted.words:
        raise BadParameter("topic must be given")
    return archive.timeline(wanted.words, wanted.filters, wanted.entries)


def listing(archive: Archive, wanted: Look) -> Listing | None:
    """The page of the list that is wanted; beyond the last page there is none."""
    first = (wanted.page - 1) * PAGE_ARTICLES
    found = archive.catalogue().find(wanted.filters, wanted.q, first, PAGE_ARTICLES)
    pages = max(1, -(-found.total // PAGE_ARTICLES))
    return Listing(found.total, first + 1, wanted.page, pages, found.articles) if wanted.page <= pages else None


def article(archive: Archive, article_id: str) -> WholeArticle:
    """One article. Raises NotFound, IndexUnusable."""
    page = archive.article(article_id)
    text, info = page.article.text, page.article.info
    sentences = tuple(Sentence(start, end, text[start:end]) for start, end in page.sentences)
    return WholeArticle(
        info.id, info.title, info.source, info.published, info.url, text, sentences, page.key, page.index
    )
