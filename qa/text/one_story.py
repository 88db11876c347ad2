"""Whether two articles are one story: the shorter stands in the longer, and they tell no two facts in the same words.

What stands in what is measured by shingles, runs of WIDTH words (Broder, "On the resemblance and containment of
documents", 1997), after datelines, credits and house style are folded away. That alone takes the report on a match for
a copy of the report on the last. So the sentences that are not the same are read side by side: two that have their
words in common but for names and numbers are one sentence in which facts were replaced. One or two among many facts are
a correction, more are another event, and so is another day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from qa.text.datelines import split_dateline
from qa.text.english import FULL_MONTH_NAMES, WEEKDAY_NAMES
from qa.text.house_style import BOUNDARY, tokens
from qa.text.unbroken import unbroken

Shingles = NDArray[np.uint64]  # (n,) of an article, in the order of its words

WIDTH = 3  # words
# Measured on the articles of tests/text/stories.py and, looked through by eye, on 1,500 of the evaluation sets: there
# copies share .94 or more, and two reports of one event, of which one was written from the other, up to .73.
CONTAINED = 0.75  # of the shorter's shingles that the longer must have
_BRIEF = 30  # words; what is shorter stands in many an article, and is a copy only of what is no longer than it is
_CUT_DOWN = 0.6  # of the longer: what is shorter than that must stand at its beginning
_ON_TOP_OF_SHORT, _ON_TOP_OF_LONG = 25, 50  # words that a paper may set before the story
_SHARED_BELOW = 15  # words that must then follow, or half of all
_FACTS_SHARED = 0.65  # of the shorter's names and numbers that must stand in shingles of the longer
_FACTS_A_CORRECTION, _CORRECTIONS = 10, 3  # one of so many of the shorter may be replaced, and so many at most
_SAME_FRAME = 0.8  # of the words that are no facts, of the sentence that has more of them

_HEAD_LINES, _HEAD_WORDS = 3, 15
_CHARS_AT_ONCE = 200_000
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_PROSE_ENDS = re.compile(r"[.!?…:;,。！？।][\"'”’»)\]]{0,3}$")
_SENTENCE_ENDS = re.compile(r"(?:[.!?…][\"'”’»)\]]{0,3}\s(?![a-z])|[。！？।])")
_WRITTEN = re.compile(r"\w+(?:[.'’]\w+)*\.?")

# As in qa/text/near_duplicates.py: "on Friday".
_NO_WORDS = frozenset(("a", "an", "the", "that", "which", "also", "on", BOUNDARY))
_WEEKDAYS = frozenset(WEEKDAY_NAMES.lower().split("|"))
_MONTHS = frozenset(FULL_MONTH_NAMES.lower().split("|"))
_DAYS = _WEEKDAYS | _MONTHS
_MULTIPLIERS = frozenset("hundred thousand million billion trillion dozen".split())
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)  # odd, with mixed bits


@dataclass(frozen=True, slots=True)
class Story:
    """An article taken apart: its words as any paper would print them, and which of them are names and numbers.

    `shingles[i]` begins at word i, `in_order` are the same by size; `sentence` (words,) is the number of each word's
    sentence, `is_fact` (words,) whether it is a name or a number.
    """

    words: tuple[str, ...]
    shingles: Shingles
    in_order: Shingles
    sentence: NDArray[np.int32]
    is_fact: NDArray[np.bool_]

    def facts(self) -> frozenset[str]:
        """Each once."""
        return frozenset(compress(self.words, self.is_fact))


def read_story(text: str) -> Story:
    """The prose of an article, its headline and byline left out where they stand above it."""
    sentences = list(_sentences(text))
    names = _names(text)
    words = tuple(word for sentence in sentences for word in sentence)
    shingles = shingles_of(words)
    return Story(
        words,
        shingles,
        np.sort(shingles),
        np.repeat(np.arange(len(sentences), dtype=np.int32), [len(sentence) for sentence in sentences]),
        np.array([_is_number(word) or word in names for word in words], np.bool_),
    )


def words_of(text: str) -> Iterator[str]:
    """The words of an article as any paper would print them, read many sentences at once: faster than one by one, and
    "A" is then an article wherever it stands."""
    for paragraphs in _parts(_prose(text)):
        prose = " ; ".join(split_dateline(paragraph).sentence for paragraph in paragraphs)
        yield from (word for word in tokens(prose) if word not in _NO_WORDS and word != "A")


def _parts(paragraphs: Iterable[str]) -> Iterator[list[str]]:
    """So many paragraphs at once that their words take some megabytes: a book's take hundreds."""
    part, size = [], 0
    for paragraph in paragraphs:
        part.append(paragraph)
        size += len(paragraph)
        if size >= _CHARS_AT_ONCE:
            yield part
            part, size = [], 0
    if part:
        yield part


def shingles_of(words: Iterable[str]) -> Shingles:
    """A number for each run of WIDTH words, the same in every process; of fewer words one, of none none."""
    each = np.fromiter(map(_number, words), np.uint64)
    if not len(each):
        return each
    each = np.pad(each, (0, max(0, WIDTH - len(each))))
    count = len(each) - WIDTH + 1
    mixed: Shingles = np.zeros(count, np.uint64)
    for step in range(WIDTH):
        mixed += each[step : step + count] * _FACTORS[step]
    mixed ^= mixed >> np.uint64(29)
    return mixed * _FACTORS[:1]


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def are_copies(one: Story, other: Story) -> bool:
    """Whether one is the other as another paper would print it: shortened, with something added, with a correction."""
    short, long = sorted((one, other), key=lambda story: (len(story.words), story.words))
    if not short.words:
        return False
    found = _found(short, long)
    if found.mean() < CONTAINED:
        return False
    held, used = _covered(short, found), _covered(long, _found(long, short))
    return _begin_alike(short, held, used) and _tell_the_same(short, held, long, used)


def _found(story: Story, other: Story) -> NDArray[np.bool_]:
    """Which of its shingles the other has as well."""
    places = np.minimum(np.searchsorted(other.in_order, story.shingles), len(other.in_order) - 1)
    found: NDArray[np.bool_] = other.in_order[places] == story.shingles
    return found


def _covered(story: Story, found: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which words stand in one of the shingles that were found."""
    covered = np.zeros(len(found) + WIDTH - 1, np.bool_)
    for step in range(WIDTH):
        covered[step : step + len(found)] |= found
    return covered[: len(story.words)]


def _begin_alike(short: Story, held: NDArray[np.bool_], used: NDArray[np.bool_]) -> bool:
    """Papers cut the end; what has only the end in common is what stands below every notice, or a later story with the
    first one below its own beginning."""
    if len(short.words) < _BRIEF and used.mean() < CONTAINED:
        return False
    much_longer = len(short.words) < _CUT_DOWN * len(used)
    return _soon(held, _ON_TOP_OF_SHORT) and (not much_longer or _soon(used, _ON_TOP_OF_LONG))


def _soon(shared: NDArray[np.bool_], on_top: int) -> bool:
    enough = min(_SHARED_BELOW, len(shared) // 2)
    return int(shared[: on_top + enough].sum()) >= enough


def _tell_the_same(short: Story, held: NDArray[np.bool_], long: Story, used: NDArray[np.bool_]) -> bool:
    if short.is_fact.any() and held[short.is_fact].mean() < _FACTS_SHARED:
        return False
    replaced: set[str] = set()
    others = _differing(long, used)
    for frame, facts in _differing(short, held):
        alike = max(others, key=lambda other: (_likeness(frame, other[0]), len(facts & other[1])), default=None)
        if alike is None or _likeness(frame, alike[0]) < _SAME_FRAME:
            continue
        gone, come = facts - alike[1], alike[1] - facts
        if _is_another_day(gone, come):
            return False
        if gone - _DAYS and come - _DAYS:  # not "Friday" for "May 3"
            replaced |= gone - _DAYS
    return len(replaced) <= min(_CORRECTIONS, len(short.facts()) // _FACTS_A_CORRECTION)


def _differing(story: Story, shared: NDArray[np.bool_]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The sentences that the other has not just so: the words around their facts, and the facts."""
    found = []
    for number in np.unique(story.sentence[~shared]):
        first, end = np.searchsorted(story.sentence, (number, number + 1))
        facts = frozenset(compress(story.words[first:end], story.is_fact[first:end]))
        found.append((frozenset(story.words[first:end]) - facts, facts))
    return found


def _likeness(frame: frozenset[str], other: frozenset[str]) -> float:
    return len(frame & other) / max(len(frame), len(other), 1)


def _is_another_day(gone: frozenset[str], come: frozenset[str]) -> bool:
    return any(not gone.isdisjoint(days) and not come.isdisjoint(days) for days in (_WEEKDAYS, _MONTHS))


def _sentences(text: str) -> Iterator[tuple[str, ...]]:
    for paragraph in _prose(text):
        yield from _sentences_of(paragraph)


@lru_cache(maxsize=8192)
def _sentences_of(paragraph: str) -> tuple[tuple[str, ...], ...]:
    """Kept, for one copy is read after another."""
    prose = split_dateline(paragraph).sentence
    ends = [0, *(match.end() for match in _SENTENCE_ENDS.finditer(prose)), len(prose)]
    return tuple(words for start, end in pairwise(ends) if (words := _words(prose[start:end])))


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(word for word in tokens(sentence) if word not in _NO_WORDS)


def _prose(text: str) -> list[str]:
    """The paragraphs, without a headline and a byline above them."""
    parted = _BLANK_LINE.split(unbroken(text).text)
    paragraphs = [
        kept for part in (parted if len(parted) > 1 else parted[0].split("\n")) if (kept := " ".join(part.split()))
    ]
    heads = 0
    while heads < min(_HEAD_LINES, len(paragraphs) - 1) and _is_head(paragraphs[heads]):
        heads += 1
    return paragraphs[heads:]


def _is_head(paragraph: str) -> bool:
    return len(paragraph.split()) <= _HEAD_WORDS and _PROSE_ENDS.search(paragraph[-5:]) is None


def _names(text: str) -> frozenset[str]:
    """The words that this text has with a capital letter only."""
    written = set(_WRITTEN.findall(text))
    small = {word.rstrip(".") for word in written if word[0].islower()}
    names = sorted(word for word in written if word[0].isupper() and word.lower().rstrip(".") not in small)
    return frozenset(tokens(" ; ".join(names)))


@lru_cache(maxsize=50_000)
def _is_number(word: str) -> bool:
    return any(char.isdigit() for char in word) or word in _MULTIPLIERS
