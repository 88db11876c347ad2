"""Citations: a sentence of a snapshot with its article, its neighbours and a link that outlives the build."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from urllib.parse import quote

from qa.index.snapshot import Snapshot
from qa.types import ArticlePage, Citation, Evidence, Span


def citation_of(
    snapshot: Snapshot,
    row: int,
    score: float,
    highlights: tuple[Span, ...] = (),
    also: Sequence[int] = (),
    evidence: Evidence | None = None,
) -> Citation:
    """The sentence `row`; `also` are the rows of others that say the same."""
    number, start, end, _ = (int(value) for value in snapshot.sentences[row])
    article = snapshot.article_at(number)
    first, spans = snapshot.sentence_spans(article.id)
    place = row - first
    holders = [snapshot.article_ids[snapshot.sentences[other, 0]] for other in also]
    return Citation(
        text=article.text[start:end],
        start=start,
        end=end,
        score=round(score, 4),
        article=article.info,
        before=article.text[slice(*spans[place - 1])] if place else "",
        after=article.text[slice(*spans[place + 1])] if place + 1 < len(spans) else "",
        highlights=highlights,
        link=link_to(article.id, place, article.text[start:end], snapshot.manifest.build),
        also_in=tuple(name for name in dict.fromkeys(holders) if name != article.id),
        evidence=evidence,
    )


def link_to(article_id: str, sentence: int, text: str, build: str) -> str:
    """The address, on the server that answers, of a sentence (counted from 0) highlighted in its article.

    It carries a mark of the sentence's text, by which `find_cited` knows it again in a later build.
    """
    mark = f"{sentence}-{_mark(text)}"
    return f"/articles/{quote(article_id, safe='')}?b={build}&s={mark}#s{sentence}"


def find_cited(page: ArticlePage, mark: str) -> int | None:
    """The number, in this article, of the sentence that a link's `s` marks; the nearest of several of the same text.

    None where it is gone, or where the mark is none.
    """
    place, _, text = mark.partition("-")
    if not (place.isascii() and place.isdigit() and len(place) < 10):
        return None
    same = [number for number, span in enumerate(page.sentences) if _mark(page.article.text[slice(*span)]) == text]
    return min(same, key=lambda number: abs(number - int(place)), default=None)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
