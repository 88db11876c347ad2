"""The versions of a story: who else prints a sentence, which sentence was corrected, and by which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

import numpy as np

from qa.arrays import Rows
from qa.index.candidates import FoundSentence, IndexedArticle
from qa.index.engine import Engine
from qa.text.near_duplicates import same_fact
from qa.text.versions import corrected_pairs, corrects, is_told_within, may_be_note
from qa.types import Article

MOST_READ = 40  # articles of a story, the first that were printed


class Versions:
    """What other versions of their stories hold beside the sentences of some articles. Each is read once."""

    def __init__(self, engine: Engine, ids: Iterable[str], notes: Iterable[str] = ()) -> None:
        """Of the articles `ids`, of which `notes` may be notes that correct another."""
        ids, notes = tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(notes))
        told = {name: story[:MOST_READ] for name, story in engine.same_story(ids).items()}
        read = [*(each for story in told.values() for each in story), *(ids if notes else ())]
        self._held = {held.article.id: held for held in engine.articles(read)}
        self._stories = told
        self._told_of_mistakes = {row for name in notes for row in _telling_of_mistakes(self._held[name])}
        self._by: dict[int, FoundSentence] = {}
        self._instead_of: dict[int, list[FoundSentence]] = defaultdict(list)
        for old, new in self._corrections([self._held[name] for name in notes]):
            if old.row not in self._by and old.row not in self._told_of_mistakes:
                self._by[old.row] = new
                self._instead_of[new.row].append(old)

    def corrected(self, row: int) -> int:
        """The row of the sentence that corrects this one; its own where none does."""
        return self._by[row].row if row in self._by else row

    def current(self, rows: Rows) -> Rows:
        """Of these rows (n,) those of sentences that tell of no mistake, and of which no other is the correction or the
        whole."""
        held = set(rows.tolist()) - self._told_of_mistakes
        gone = {row for row in held if self.corrected(row) != row and self.corrected(row) in held}
        for story in dict.fromkeys(self._stories.values()):
            told = [each for name in story for each in _rows_and_texts(self._held[name]) if each[0] in held]
            gone |= {row for row, text in told if any(is_told_within(text, whole) for _, whole in told)}
        return np.array(sorted(held - gone), np.int64)

    def superseded(self, row: int) -> tuple[FoundSentence, ...]:
        """The sentences that this one corrects, each text once."""
        return tuple({found.text: found for found in self._instead_of.get(row, ())}.values())

    def also_in(self, sentence: FoundSentence) -> tuple[str, ...]:
        """The other articles of its story that hold it, or what a paper cut it to, the first that was printed first."""
        others = (name for name in self._stories.get(sentence.article.id, ()) if name != sentence.article.id)
        return tuple(name for name in others if _holds(self._held[name], sentence.text))

    def outlets(self, sentence: FoundSentence, also: Sequence[str]) -> int:
        """How many sources, of those of `also` that tell its story and its own, print the sentence; 0 for one alone."""
        story = self._stories.get(sentence.article.id, ())
        names = {sentence.article.source or sentence.article.id}
        names.update(self._held[name].article.source or name for name in also if name in story and name in self._held)
        return len(names) if len(names) > 1 else 0

    def is_cut(self, short: FoundSentence, full: FoundSentence) -> bool:
        """Whether a paper cut a sentence of the same story to this one."""
        return full.article.id in self._stories.get(short.article.id, ()) and is_told_within(short.text, full.text)

    def _corrections(self, notes: Sequence[IndexedArticle]) -> Iterator[tuple[FoundSentence, FoundSentence]]:
        """Sentences, each with the one that corrects it."""
        for story in dict.fromkeys(self._stories.values()):
            for old, new in permutations([self._held[name] for name in story], 2):
                if _supersedes(new.article, old.article):
                    for wrong, right in corrected_pairs(old.texts(), new.texts()):
                        yield old.sentence(wrong), new.sentence(right)
        for note in notes:
            yield from self._noted(note)

    def _noted(self, note: IndexedArticle) -> Iterator[tuple[FoundSentence, FoundSentence]]:
        texts = note.texts()
        about = f"{note.article.title} {' '.join(texts)}"
        if not may_be_note(f"{about} {' '.join(note.article.details.corrections)}"):
            return
        for held in self._held.values():
            if held.article.id != note.article.id and _is_no_later(held.article, note.article):
                for place, text in enumerate(held.texts()):
                    by = next((n for n, said in enumerate(texts) if corrects(said, about, text)), None)
                    if by is not None:
                        yield held.sentence(place), note.sentence(by)


def versions_among(engine: Engine, articles: Sequence[IndexedArticle]) -> Versions:
    """Those of these articles' stories, and of what the notes among them correct."""
    notes = [held.article.id for held in articles if held.article.details.corrections]
    return Versions(engine, [held.article.id for held in articles], notes)


def versions_beside(engine: Engine, sentences: Sequence[FoundSentence]) -> Versions:
    """Those of the articles that these sentences stand in, and of what the notes among them correct."""
    notes = [found.article.id for found in sentences if may_be_note(f"{found.article.title} {found.text}")]
    return Versions(engine, [found.article.id for found in sentences], notes)


def told_once(
    groups: Sequence[Sequence[int]], sentences: Sequence[FoundSentence], versions: Versions
) -> list[list[int]]:
    """Groups of places in `sentences`, each of sentences that say the same, as a reader is shown them.

    What was corrected gives way to the sentence that corrects it, where that was found as well, and what a paper cut
    joins the sentence it was cut from.
    """
    place_of = {found.row: place for place, found in enumerate(sentences)}
    group_of = {place: list(members) for members in groups for place in members}
    shown: list[list[int]] = []
    for members in groups:
        leader = _corrected(members[0], sentences, versions, place_of)
        if any(leader in others for others in shown):
            continue
        own = [leader, *(place for place in group_of.get(leader, []) if place != leader)]
        for others in shown:
            if versions.is_cut(sentences[leader], sentences[others[0]]):
                others += own
                break
            if versions.is_cut(sentences[others[0]], sentences[leader]):
                others[:0] = own
                break
        else:
            shown.append(own)
    return shown


def _corrected(place: int, sentences: Sequence[FoundSentence], versions: Versions, place_of: Mapping[int, int]) -> int:
    """The place of what corrects a sentence, and of what corrects that; its own where nothing does."""
    passed = {place}
    while (row := versions.corrected(sentences[place].row)) in place_of and place_of[row] not in passed:
        place = place_of[row]
        passed.add(place)
    return place


def _supersedes(new: Article, old: Article) -> bool:
    """Whether one version of a story takes the place of another: it was corrected, or is a later one of that paper."""
    corrected, other = bool(new.details.corrections), bool(old.details.corrections)
    if corrected != other:
        return corrected
    return bool(new.source) and new.source == old.source and new.published != old.published and _is_no_later(old, new)


def _telling_of_mistakes(note: IndexedArticle) -> Iterator[int]:
    return (row for row, text in _rows_and_texts(note) if may_be_note(text))


def _rows_and_texts(article: IndexedArticle) -> Iterator[tuple[int, str]]:
    return zip(article.rows.tolist(), article.texts(), strict=True)


def _is_no_later(one: Article, other: Article) -> bool:
    return one.published is not None and other.published is not None and one.published <= other.published


def _holds(article: IndexedArticle, sentence: str) -> bool:
    words = set(sentence.casefold().split())
    near = (text for text in article.texts() if 2 * len(words & set(text.casefold().split())) >= len(words))
    return any(same_fact(sentence, text) or is_told_within(text, sentence) for text in near)
