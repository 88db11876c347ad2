"""Lines that recur in an outlet's articles: they belong to its pages, and no rule has to know them.

Articles that name no source are those of one outlet where they lie in one folder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from qa.index.library import Library
from qa.ingest.identity import outlet_of
from qa.ingest.prose.furniture import folded_line, lines_that_may_recur
from qa.ingest.prose.own_lines import lists_of_own, own_lines
from qa.types import Article, Span

_ALL_UP_TO = 500  # articles: so few are all read, and with that compared with their digests
_AT_ONCE = 200  # articles
LEAST = 8  # articles that a line stands in
SHARE = 0.05  # of the articles of its outlet
MOST_LOST = 0.3  # of a body: what would lose more is a copy of a story that was printed so often


def learn_furniture(library: Library, outlets: Iterable[str]) -> None:
    """Find what recurs in the articles of these outlets, remember it, and take it out of those that are held.

    What was learned stays learned: the lines that were taken out cannot be counted again.
    """
    if library.count() <= _ALL_UP_TO:
        outlets = set(map(outlet_of, library.articles()))
    known = library.furniture()
    for outlet in sorted(set(filter(None, outlets))):
        held = known.get(outlet, frozenset())
        if learned := learned_lines(library, outlet, held):
            known[outlet] = held | learned
            library.note_furniture(known)
            each = ((article, without_furniture(article, known[outlet])) for article in library.articles_of(outlet))
            library.put([without for article, without in each if without != article])


def learned_lines(library: Library, outlet: str, known: Collection[str]) -> frozenset[str]:
    """The lines besides those `known` that recur in the articles of an outlet, as `folded_line` has them.

    They are counted by their hashes: where none is new, only articles that were never counted are read.
    """
    pending = library.without_lines(outlet)
    for start in range(0, len(pending), _AT_ONCE):
        articles = [library.article(each) for each in pending[start : start + _AT_ONCE]]
        library.put_lines((article, _hashes(lines_that_may_recur(_lines(article)))) for article in articles)
    held, count = library.lines(outlet)
    hashes, counts = np.unique(held, return_counts=True)
    recurring = frozenset(hashes[counts >= max(LEAST, SHARE * count)].tolist()) - {*_hashes(known).tolist()}
    return frozenset(_written(library, outlet, recurring)) if recurring else frozenset()


def _written(library: Library, outlet: str, recurring: frozenset[int]) -> set[str]:
    """The lines that have these hashes."""
    found: dict[int, str] = {}
    for article in library.articles_of(outlet):
        lines = sorted(lines_that_may_recur(_lines(article)))
        found.update(
            (number, line) for number, line in zip(_hashes(lines).tolist(), lines, strict=True) if number in recurring
        )
        if len(found) == len(recurring):
            break
    return set(found.values())


def _hashes(lines: Iterable[str]) -> NDArray[np.int64]:
    """(n,) of each line 8 bytes of its hash, the same in every process."""
    return np.frombuffer(b"".join(blake2b(line.encode(), digest_size=8).digest() for line in lines), "<i8")


def without_furniture(article: Article, furniture: Collection[str]) -> Article:
    """The article without the paragraphs that are such lines, as `folded_line` has them, and none of its own."""
    if not furniture:
        return article
    lines = [article.text[slice(*span)] for span in article.body]
    taken = {place for place, line in enumerate(lines) if folded_line(line) in furniture}
    if taken:
        taken -= own_lines(lines, article.language) | lists_of_own(lines, taken)
    body = tuple(span for place, span in enumerate(article.body) if place not in taken)
    lost = _length(article.body) - _length(body)
    return replace(article, body=body) if 0 < lost <= MOST_LOST * _length(article.body) else article


def _lines(article: Article) -> Iterator[str]:
    """The paragraphs that are one line of the page, and may be of every page."""
    paragraphs = [article.text[slice(*span)] for span in article.body]
    own = own_lines(paragraphs, article.language)
    return (each for place, each in enumerate(paragraphs) if place not in own and "\n" not in each)


def _length(body: Collection[Span]) -> int:
    return sum(end - start for start, end in body)
