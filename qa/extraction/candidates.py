"""The sentences that a summary is chosen from, with what has to stand together and what says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.arrays import Mask, Rows
from qa.deadline import in_time
from qa.extraction.centrality import Scores, distinct_stems
from qa.text.coherence import choosable, is_led, units
from qa.text.interviews import turns
from qa.text.languages import is_english, primary
from qa.text.near_duplicates import same_fact

_WORTH_A_LOOK = 0.6  # of the stems of the longer sentence, before two are compared word by word
_ALIKE = 0.5
_MOST_COMPARED = 500  # with one sentence, and those that share the most: a page may hold 6,000 that are all but alike


class NearDuplicates:
    """Which sentences of a pool say the same as one of them."""

    def __init__(self, texts: list[str], languages: Sequence[str] = ()) -> None:
        """`languages` as in `distinct_stems`."""
        self._texts = texts
        self._plain = [" ".join(text.casefold().split()) for text in texts]
        self._owner, self._terms = distinct_stems(texts, languages)
        self._size = np.bincount(self._owner, minlength=len(texts))

    def of(self, place: int) -> list[int]:
        """The others, ascending."""
        share = self._shares(place)
        near = np.flatnonzero(share >= _WORTH_A_LOOK)
        copies = {other for other in near.tolist() if self._plain[other] == self._plain[place]}
        rest = [other for other in near[np.argsort(-share[near], kind="stable")].tolist() if other not in copies]
        compared = in_time(rest[:_MOST_COMPARED])
        same = [other for other in compared if same_fact(self._texts[place], self._texts[other])]
        return sorted((copies - {place}).union(same))

    def alike(self, place: int) -> list[int]:
        """The others that share half of their stems with one, or more, those that share the most first."""
        share = self._shares(place)
        near = np.flatnonzero(share >= _ALIKE)
        order = near[np.argsort(-share[near], kind="stable")][: _MOST_COMPARED + 1]
        return [other for other in order.tolist() if other != place]

    def _shares(self, place: int) -> Scores:
        """(n,) which share of the stems of the longer of both each sentence has in common with one."""
        first, stop = np.searchsorted(self._owner, [place, place + 1])
        wanted = np.zeros(int(self._terms.max(initial=-1)) + 1, dtype=np.bool_)
        wanted[self._terms[first:stop]] = True
        shared = np.bincount(self._owner[wanted[self._terms]], minlength=len(self._texts))
        return np.asarray(shared / np.maximum(np.maximum(self._size, self._size[place]), 1), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Pool:
    """n sentences, those of an article together and in order.

    `rows` (n,) are their rows in the snapshot; `units[i]` the places in the pool of what has to stand with sentence i,
    itself among them, empty where it cannot stand; `target` (n,) whether it was asked for, or is there only to stand
    with others; `choosable` (n,) whether it could be a key sentence; `led` (n,) whether it must not open a summary;
    `bound` (n,) whether it asks in an interview, or answers and is not told without the question; `article` (n,)
    numbers from 0; `place` (n,) the place in its article; `paragraph` (n,) a number for each of all articles; `words`
    (n,) what white space divides; `same` tells which say the same; `languages` are theirs by ISO 639-1.
    """

    rows: Rows
    texts: list[str]
    words: Rows
    units: list[tuple[int, ...]]
    target: Mask
    choosable: Mask
    led: Mask
    bound: Mask
    article: Rows
    place: Rows
    paragraph: Rows
    same: NearDuplicates
    languages: list[str]


@dataclass(frozen=True, slots=True)
class Prose:
    """An article as this room knows it: its n sentences' texts, the paragraph of each, and the row of the first.

    `language` is a BCP 47 tag.
    """

    first_row: int
    texts: Sequence[str]
    paragraphs: Sequence[int]
    language: str = ""


def draw(articles: Sequence[Prose], rows: Rows) -> Pool:
    """The pool of the sentences `rows` (ascending) of `articles` (by row), and of those they have to stand with."""
    wanted = frozenset(rows.tolist())
    found: list[tuple[int, int, int, str]] = []  # row, article, place, text
    fit: list[bool] = []
    led: list[bool] = []
    bound: list[bool] = []
    paragraphs: list[tuple[int, int]] = []  # article, paragraph
    together: dict[int, tuple[int, ...]] = {}
    for article, prose in enumerate(in_time(articles)):
        first = prose.first_row
        groups = units(prose.texts, prose.paragraphs, prose.language)
        own = {first + place: tuple(first + other for other in unit) for place, unit in enumerate(groups)}
        together |= {row: unit for row, unit in own.items() if row in wanted}
        needed = {other for row in own if row in wanted for other in (row, *own[row])}
        drawn = [n for n in range(len(prose.texts)) if first + n in needed]
        texts = [prose.texts[n] for n in drawn]
        found += [(first + n, article, n, text) for n, text in zip(drawn, texts, strict=True)]
        fit += choosable(texts, prose.language)
        paragraphs += [(article, prose.paragraphs[n]) for n in drawn]
        spoken = turns(prose.texts, prose.paragraphs)
        answers = spoken.tied | spoken.asking
        bound += [not answers.isdisjoint(groups[n] or (n,)) for n in drawn]
        led += [n > 0 and is_led(text) and is_english(prose.language) for n, text in zip(drawn, texts, strict=True)]
    at = {row: place for place, (row, *_) in enumerate(found)}
    texts = [text for *_, text in found]
    languages = [primary(articles[article].language) for _, article, *_ in found]
    numbers = {paragraph: number for number, paragraph in enumerate(dict.fromkeys(paragraphs))}
    return Pool(
        rows=np.array([row for row, *_ in found], dtype=np.int64),
        texts=texts,
        words=np.array([len(text.split()) for text in texts], dtype=np.int64),
        units=[tuple(at[other] for other in together.get(row, ())) for row, *_ in found],
        target=np.array([row in wanted for row, *_ in found], dtype=np.bool_),
        choosable=np.array(fit, dtype=np.bool_),
        led=np.array(led, dtype=np.bool_),
        bound=np.array(bound, dtype=np.bool_),
        article=np.array([article for _, article, *_ in found], dtype=np.int64),
        place=np.array([place for _, _, place, _ in found], dtype=np.int64),
        paragraph=np.array([numbers[paragraph] for paragraph in paragraphs], dtype=np.int64),
        same=NearDuplicates(texts, languages),
        languages=languages,
    )
