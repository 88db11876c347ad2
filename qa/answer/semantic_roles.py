"""Who did it to whom: a sentence of the same two names and the same deed tells it as it is asked, or the other way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from qa.answer.role_asked import IS, MUTUAL, deed_stem, gives_part_asked
from qa.text.words import is_stop_word, word_spans
from qa.types import Span

_BY = "by"
_ASKS = frozenset("did does do has have had will would can could".split())


def told_as_asked(question: str, sentence: str) -> bool | None:
    """False of "Alvero sued Brix" for "What did Brix sue Alvero over?", true of "Alvero was sued by Brix"; false of it
    as well for "Who sued Alvero?".

    None where question and sentence do not share two names with the same deed between them, or one of which the
    sentence plainly says whether it does the deed or has it done to it.
    """
    of_both = _both_told_as_asked(question, sentence)
    return gives_part_asked(question, sentence) if of_both is None else of_both


def _both_told_as_asked(question: str, sentence: str) -> bool | None:
    beginnings = _beginnings(question)
    lowered = sentence.lower()
    if sum(beginning in lowered for beginning in beginnings) < 3:  # of two names and a deed; most share fewer
        return None
    (asked, asked_stems), told = _question(question), _words(sentence)
    names = _names(told, frozenset(asked_stems))
    if len(names) != 2:
        return None
    told_stems = _stems(told)
    places = [_place(told_stems[first:end], asked_stems) for first, end in names]
    one, other = sorted(place for place in places if place) if all(places) else ((0, 0), (0, 0))
    before = [word.lower() for word in asked[: one[0]] if word.lower() not in ("the", "a", "an")]
    if one[1] > other[0] or one == other or not before:
        return None
    is_passive = before[-1] in IS and _BY in asked[one[1] : other[0]]
    if before[-1] not in _ASKS and not is_passive:
        return None
    deed = one[1]  # right behind who does it: "did Brix sue", not "did Brix lawyers sue"
    if deed == other[0] or is_stop_word(asked[deed]) or asked_stems[deed] in MUTUAL:
        return None
    done = next((n for n in range(names[0][1], names[1][0]) if told_stems[n] == asked_stems[deed]), None)
    if done is None:
        return None
    return (places[0] == one) == (is_passive == _is_passive(told[: names[1][0]], done))


@lru_cache(maxsize=64)
def _question(question: str) -> tuple[list[str], list[str]]:
    """Its words and their stems."""
    words = _words(question)
    return words, _stems(words)


@lru_cache(maxsize=64)
def _beginnings(question: str) -> tuple[str, ...]:
    """How the words of a question begin that carry its subject; none where it does not ask what somebody did."""
    words = _words(question)
    asks = any(word.lower() in _ASKS for word in words) or _BY in words
    subject = {word.lower() for word in words if not is_stop_word(word)}
    return tuple(word[:3] for word in sorted(subject)) if asks else ()


def _stems(words: Sequence[str]) -> list[str]:
    return [deed_stem(word) for word in words]


def _is_passive(words: Sequence[str], deed: int) -> bool:
    """Whether it is done by what is named behind: "sued by", "was sued"."""
    return _BY in words[deed:] or any(word.lower() in IS for word in words[max(0, deed - 2) : deed])


def _words(text: str) -> list[str]:
    return [text[slice(*span)] for span in word_spans(text)]


def _names(words: Sequence[str], wanted: frozenset[str]) -> list[Span]:
    """The runs of words in capitals whose stems are all `wanted`, as [first, end)."""
    is_name = [word[0].isupper() and not is_stop_word(word) and wanted.issuperset(_stems([word])) for word in words]
    runs = [[*group] for named, group in groupby(range(len(words)), key=is_name.__getitem__) if named]
    return [(run[0], run[-1] + 1) for run in runs]


def _place(name: Sequence[str], stems: Sequence[str]) -> Span | None:
    """Where a name stands whole among the stems of a question."""
    starts = (n for n in range(len(stems)) if list(stems[n : n + len(name)]) == list(name))
    first = next(starts, None)
    return None if first is None else (first, first + len(name))
