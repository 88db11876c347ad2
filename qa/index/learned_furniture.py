"""Lines that recur in a source's articles: they belong to its pages, and no rule has to know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from qa.index.library import Library
from qa.ingest.prose.furniture import folded_line, recurring_lines
from qa.types import Article, Span

LEAST = 8  # articles that a line stands in
SHARE = 0.05  # of the articles of its source
MOST_LOST = 0.3  # of a body: what would lose more is a copy of a story that was printed so often


def learn_furniture(library: Library) -> None:
    """Find what recurs in the library, remember it by source, and take it out of the articles held.

    What was learned stays learned: the lines that were taken out cannot be counted again.
    """
    known = library.furniture()
    learned = {
        source: known.get(source, frozenset()) | found for source, found in learned_lines(library.articles()).items()
    }
    if {source: found for source, found in learned.items() if found} == known:
        return
    library.note_furniture({source: found for source, found in learned.items() if found})
    changed = [
        without
        for article in library.articles()
        if (without := without_furniture(article, learned.get(article.source, ()))) != article
    ]
    library.put(changed)


def learned_lines(articles: Iterable[Article]) -> dict[str, frozenset[str]]:
    """By source, the lines that recur in its articles, as `folded_line` has them."""
    lines: dict[str, list[list[str]]] = defaultdict(list)
    for article in articles:
        if article.source:
            lines[article.source].append([line for span in article.body for line in _lines(article, span)])
    return {source: recurring_lines(texts, LEAST, SHARE) for source, texts in lines.items()}


def without_furniture(article: Article, furniture: Collection[str]) -> Article:
    """The article without the paragraphs that are such lines, as `folded_line` has them."""
    if not furniture:
        return article
    body = tuple(span for span in article.body if folded_line(article.text[slice(*span)]) not in furniture)
    lost = _length(article.body) - _length(body)
    return replace(article, body=body) if 0 < lost <= MOST_LOST * _length(article.body) else article


def _lines(article: Article, span: Span) -> Iterator[str]:
    """A paragraph, where it is one line of the page."""
    text = article.text[slice(*span)]
    if "\n" not in text:
        yield text


def _length(body: Collection[Span]) -> int:
    return sum(end - start for start, end in body)
