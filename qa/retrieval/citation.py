"""Citations: a sentence with its article, its neighbours and a link that outlives the build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from urllib.parse import quote

from qa.index.candidates import FoundSentence
from qa.retrieval.versions import Versions
from qa.types import ArticlePage, Citation, Evidence, Span, Superseded


def citation_of(
    sentence: FoundSentence,
    build: str,
    score: float,
    highlights: tuple[Span, ...] = (),
    also: Iterable[str] = (),
    probability: float | None = None,
    answer: Span | None = None,
    evidence: Evidence | None = None,
    versions: Versions | None = None,
) -> Citation:
    """The citation of a sentence found in `build`; `also` are the ids of the articles that say the same.

    Others of its story, and what it corrects, come from `versions`.
    """
    story = versions.also_in(sentence) if versions else ()
    also_in = tuple(name for name in dict.fromkeys((*also, *story)) if name != sentence.article.id)
    superseded = versions.superseded(sentence.row) if versions else ()
    address = f"/articles/{quote(sentence.article.id, safe='')}?b={build}"
    return Citation(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        score=round(score, 4),
        article=sentence.article,
        before=sentence.before,
        after=sentence.after,
        highlights=highlights,
        link=address if sentence.number < 0 else _link_of(sentence, build),
        also_in=also_in,
        probability=None if probability is None else round(probability, 3),
        answer=answer,
        part="title" if sentence.number < 0 else "text",
        evidence=evidence,
        outlets=(versions.outlets(sentence, also_in) or None) if versions else None,
        supersedes=tuple(Superseded(old.text, old.article, _link_of(old, build)) for old in superseded) or None,
    )


def _link_of(sentence: FoundSentence, build: str) -> str:
    return link_to(sentence.article.id, sentence.number, sentence.text, build)


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
    outwards = sorted(range(len(page.sentences)), key=lambda number: abs(number - int(place)))
    return next((n for n in outwards if _mark(page.article.text[slice(*page.sentences[n])]) == text), None)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
