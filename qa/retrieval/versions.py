"""The versions of a story: who else prints a sentence, which sentence was corrected, and by which."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

import numpy as np

from qa.arrays import Rows
from qa.deadline import in_time
from qa.index.candidates import FoundSentence, IndexedArticle, ReadArticle
from qa.index.engine import Engine
from qa.text.versions import NEAR, Telling, called_wrong, corrects, is_told_within, may_be_note
from qa.types import ArticleInfo

MOST_READ = 40  # articles of a story, the first that were printed
MOST_OF_NOTE = 2 * NEAR  # sentences: a longer article is no note; and of another, those that it may correct unseen
_FIRST_ROW = attrgetter("first_row")


@dataclass(frozen=True, slots=True)
class _Note:
    """A note of correction: all that it says, and by number its sentences that call something wrong."""

    held: ReadArticle
    about: str
    said: Mapping[int, str]

    def correcting(self, text: str) -> int | None:
        """The number of its sentence that corrects this one."""
        return next((number for number, said in self.said.items() if corrects(said, self.about, text)), None)


class Versions:
    """What other versions of their stories hold beside the sentences of some articles. Each is read once, and looked
    through, near the place of a sentence, when that is asked for."""

    def __init__(
        self,
        engine: Engine,
        ids: Iterable[str],
        notes: Iterable[str],
        read: Iterable[ReadArticle],
        found: Iterable[int] = (),
    ) -> None:
        """Of the articles `ids`, of which `notes` may be notes that correct another; `read` were read before. The
        sentences `found` are held against notes wherever they stand."""
        ids, self._may_be_notes, self._found = tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(notes)), tuple(found)
        self._stories = {name: story[:MOST_READ] for name, story in engine.same_story(ids).items()}
        told = [each for story in self._stories.values() for each in story]
        self._held = _held(engine, [*told, *(ids if self._may_be_notes else ())], read)
        self._by_row = sorted((held for held in self._held.values() if len(held.spans)), key=_FIRST_ROW)
        self._tellings: dict[str, Telling] = {}
        self._corrected: dict[int, int] = {}

    def corrected(self, row: int) -> int:
        """The row of the sentence that corrects this one; its own where none does."""
        if row not in self._corrected:
            self._corrected[row] = next(self._correcting(row), row)
        return self._corrected[row]

    def current(self, rows: Rows) -> Rows:
        """Of these rows (n,) those of sentences that tell of no mistake, and of which no other is the correction or the
        whole; all of them where that leaves none."""
        held = {row for row in rows.tolist() if not self._tells_of_mistake(row)}
        by = {row: self.corrected(row) for row in in_time(held)}
        gone = {row for row in held if by[row] != row and by[row] in held}
        gone |= {row for row in in_time(held) if self._is_part(row, held)}
        return np.array(sorted(held - gone or {*rows.tolist()}), np.int64)

    def superseded(self, row: int) -> tuple[FoundSentence, ...]:
        """The sentences that this one corrects, each text once."""
        old = {found.row: found for found in (*self._older(row), *self._noted(row))}
        return tuple({found.text: found for found in old.values() if self.corrected(found.row) == row}.values())

    def also_in(self, sentence: FoundSentence) -> tuple[str, ...]:
        """The other articles of its story that hold it, or what a paper cut it to, the first that was printed first."""
        others = (held.info.id for held in self._others(sentence))
        return tuple(name for name in others if self._telling(name).holds(sentence.text, sentence.number))

    def outlets(self, sentence: FoundSentence, also: Sequence[str]) -> int:
        """How many sources, of those of `also` that tell its story and its own, print the sentence; 0 for one alone."""
        story = self._stories.get(sentence.article.id, ())
        names = {sentence.article.source or sentence.article.id}
        names.update(self._held[name].info.source or name for name in also if name in story and name in self._held)
        return len(names) if len(names) > 1 else 0

    def is_cut(self, short: FoundSentence, full: FoundSentence) -> bool:
        """Whether a paper cut a sentence of the same story to this one."""
        return full.article.id in self._stories.get(short.article.id, ()) and is_told_within(short.text, full.text)

    def _at(self, row: int) -> FoundSentence | None:
        """A sentence of what was read; None for a title, and where there was no need to read."""
        place = bisect_right(self._by_row, row, key=_FIRST_ROW) - 1
        number = row - self._by_row[place].first_row if place >= 0 else -1
        return self._by_row[place].sentence(number) if 0 <= number < len(self._by_row[place].spans) else None

    def _telling(self, name: str) -> Telling:
        if name not in self._tellings:
            self._tellings[name] = Telling(self._held[name].texts())
        return self._tellings[name]

    def _others(self, sentence: FoundSentence) -> list[ReadArticle]:
        """The other versions of its story."""
        name = sentence.article.id
        return [self._held[other] for other in self._stories.get(name, ()) if other != name]

    def _correcting(self, row: int) -> Iterator[int]:
        """The rows of what corrects a sentence: in later versions of its story, then in notes."""
        found = self._at(row)
        if found is None or self._tells_of_mistake(row):
            yield from self._said_instead(row)
            return
        old = self._held[found.article.id]
        for new in self._others(found):
            if _supersedes(new, old):
                number = self._telling(old.info.id).corrected_in(found.number, self._telling(new.info.id))
                if number is not None:
                    yield new.first_row + number
        for note in self._notes:
            if _may_correct(note.held, old) and (number := note.correcting(found.text)) is not None:
                yield note.held.first_row + number

    def _said_instead(self, row: int) -> Iterator[int]:
        """The row of what a note says is right, behind the sentence by which it tells of a mistake."""
        for note in self._notes:
            number = row - note.held.first_row
            if 0 <= number < len(note.held.spans):
                yield from (note.held.first_row + right for right in sorted(note.said) if right > number)

    def _older(self, row: int) -> Iterator[FoundSentence]:
        """What a sentence may correct in earlier versions of its story."""
        if new := self._at(row):
            for old in self._others(new):
                if _supersedes(self._held[new.article.id], old):
                    telling = self._telling(old.info.id)
                    yield from map(old.sentence, telling.like(new.text, telling.near(new.number)))

    def _noted(self, row: int) -> Iterator[FoundSentence]:
        """What a sentence of a note may correct."""
        for note in self._notes:
            if row - note.held.first_row in note.said:
                seen = (each for held in self._held.values() for each in held.rows[:MOST_OF_NOTE].tolist())
                for old in filter(None, map(self._at, dict.fromkeys((*seen, *self._found)))):
                    by = note.correcting(old.text) if _may_correct(note.held, self._held[old.article.id]) else None
                    if by == row - note.held.first_row:
                        yield old

    @cached_property
    def _notes(self) -> list[_Note]:
        return list(filter(None, (_note_of(self._held[name]) for name in self._may_be_notes)))

    def _tells_of_mistake(self, row: int) -> bool:
        found = self._at(row)
        return found is not None and found.article.id in self._may_be_notes and may_be_note(found.text)

    def _is_part(self, row: int, held: Set[int]) -> bool:
        """Whether another of these rows is that of the sentence which a paper cut to this one."""
        if (found := self._at(row)) is None:
            return False
        for name in self._stories.get(found.article.id, ()):
            telling, first = self._telling(name), self._held[name].first_row
            near = [n for n in telling.near(found.number) if first + n in held]
            if any(is_told_within(found.text, telling.texts[n]) for n in telling.like(found.text, near)):
                return True
        return False


def versions_among(engine: Engine, articles: Sequence[IndexedArticle]) -> Versions:
    """Those of these articles' stories, and of what the notes among them correct."""
    read = [held.as_read for held in articles]
    return Versions(engine, [held.info.id for held in read], [held.info.id for held in read if held.corrections], read)


def versions_beside(engine: Engine, sentences: Sequence[FoundSentence], read: Iterable[ReadArticle] = ()) -> Versions:
    """Those of the articles that these sentences stand in, and of what the notes among them correct; `read` were read
    before."""
    notes = [found.article.id for found in sentences if may_be_note(f"{found.article.title} {found.text}")]
    ids = [found.article.id for found in sentences]
    return Versions(engine, ids, notes, read, [found.row for found in sentences])


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


def standing_for(
    groups: Sequence[Sequence[int]], sentences: Sequence[FoundSentence], versions: Versions
) -> dict[int, list[int]]:
    """By the place of what corrects others, the places of those that `told_once` lets give way to it."""
    place_of = {found.row: place for place, found in enumerate(sentences)}
    by: dict[int, list[int]] = {}
    for first, *_ in groups:
        if (place := _corrected(first, sentences, versions, place_of)) != first:
            by.setdefault(place, []).append(first)
    return by


def _corrected(place: int, sentences: Sequence[FoundSentence], versions: Versions, place_of: Mapping[int, int]) -> int:
    """The place of what corrects a sentence, and of what corrects that; its own where nothing does."""
    passed = {place}
    while (row := versions.corrected(sentences[place].row)) in place_of and place_of[row] not in passed:
        place = place_of[row]
        passed.add(place)
    return place


def _held(engine: Engine, ids: Iterable[str], read: Iterable[ReadArticle]) -> dict[str, ReadArticle]:
    """These articles by id; only those that are not among `read` are read."""
    ids, known = tuple(dict.fromkeys(ids)), {held.info.id: held for held in read}
    known |= {held.article.id: held.as_read for held in engine.articles(name for name in ids if name not in known)}
    return {name: known[name] for name in ids}


def _note_of(held: ReadArticle) -> _Note | None:
    texts = held.texts() if len(held.spans) <= MOST_OF_NOTE else []
    about = f"{held.info.title} {' '.join(texts)}"
    said = {number: text for number, text in enumerate(texts) if called_wrong(text)}
    return _Note(held, about, said) if said and may_be_note(f"{about} {' '.join(held.corrections)}") else None


def _may_correct(note: ReadArticle, old: ReadArticle) -> bool:
    return note is not old and _is_no_later(old.info, note.info)


def _supersedes(new: ReadArticle, old: ReadArticle) -> bool:
    """Whether one version of a story takes the place of another: it was corrected, or is a later one of that paper."""
    if bool(new.corrections) != bool(old.corrections):
        return bool(new.corrections)
    one, other = new.info, old.info
    same_paper = bool(one.source) and one.source == other.source
    return same_paper and one.published != other.published and _is_no_later(other, one)


def _is_no_later(one: ArticleInfo, other: ArticleInfo) -> bool:
    return one.published is not None and other.published is not None and one.published <= other.published
