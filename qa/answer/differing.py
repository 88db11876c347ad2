"""Answers to one question that differ: in their number, their day, their "not", or in who did it to whom.

Compared is the clause that answers, not the sentence: what two articles add to it differs as well. Two answers of a
list, plans of which one was over when the other was told, and what names other people, places or days do not differ:
they tell of two things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from qa.answer.names import names_in
from qa.answer.preferences import named, near_equal, roles_reversed
from qa.retrieval.question_shape import asks_for_several
from qa.text.dates import DateMention, date_mentions
from qa.text.english import MONTH_NAMES, WEEKDAY_NAMES
from qa.text.languages import ENGLISH, asked_in
from qa.text.words import plain, stem, stems
from qa.types import Citation, Span

# Of two articles, what is planned and what happened: what is told later may be of another event.
PLANNED_APART, APART = timedelta(days=62), timedelta(days=14)
LEAST_SHARED = 2  # content words of two clauses: a subject and a verb
ALIKE = 0.75  # of the content words of the longer clause
ASKED = 0.6  # of the content words of the question that stand in or around each sentence
_BOUND = re.compile(
    r"[;:—!?]|,(?!\s?\d{3}\b|\s\d{4}\b)|\.(?=\s|$)|\s(?:and|but|while|although|which|who|said|says|that)\s"
)
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w.]*\w)")
_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_SMALL = {word: float(n) for n, word in enumerate(_TO_TWENTY.split())}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_ROUGHLY = re.compile(
    r"\b(?:about|at least|at most|around|almost|nearly|roughly|some|more than|fewer than|less than|over|under|up to"
    r"|only|another|other|additional|further|or so|between|estimated|dozens)\b",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b(?:{MONTH_NAMES}|{WEEKDAY_NAMES})s?\b")
_PLANNED = re.compile(
    r"\b(?:will|would|shall|won['’]t|(?:is|are) (?:not )?(?:to|due|set|planned|expected|scheduled))\b"
)
_NOT = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b")
_NOT_BY_THEN = re.compile(r"\b(?:ha(?:s|ve|d)|yet|still|ever|any\s?more|longer)\b|ha(?:s|ve|d)n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The clause [start, end) of a sentence by which an article answers, and the words [first, last) that do."""

    text: str
    clause: Span
    words: Span
    published: date
    around: frozenset[str]  # the stems of its neighbours and its title, too
    named: frozenset[str]  # those of the names among them
    own: frozenset[str]  # those of the names that stand in the sentence, beside the words that answer

    @property
    def said(self) -> str:
        """The clause."""
        return self.text[slice(*self.clause)]

    @property
    def answer(self) -> str:
        """The words that answer."""
        return self.text[slice(*self.words)]

    def days(self, inside: bool) -> list[DateMention]:
        """What the words that answer name, or what the rest of the sentence does."""
        start, end = self.words
        named_days = date_mentions(self.text, self.published)
        return [day for day in named_days if (start < day.end and day.start < end) == inside]


def differing_answers(question: str, citations: Sequence[Citation]) -> tuple[str, ...]:
    """That two articles differ, where of two `citations` that answer `question` the answers do."""
    if asks_for_several(question):
        return ()
    wanted = frozenset(stems(question))
    for (one, first), (other, second) in combinations([(each, _answer_of(each)) for each in citations], 2):
        if one.article.id == other.article.id or first is None or second is None:
            continue
        differ = _of_one_thing(first, second, wanted) and _differ(first, second)
        if differ or _differs_from_corrected(one, other) or _differs_from_corrected(other, one):
            return (f"Two articles differ: {named(one)}, and {named(other)}.",)
    return ()


def _answer_of(cited: Citation) -> _Answer | None:
    if cited.answer is None or cited.article.published is None or cited.part == "title":
        return None
    if asked_in(cited.text) not in ("", ENGLISH):
        return None
    start, end = cited.answer
    bounds = [found for found in _BOUND.finditer(cited.text) if not (start <= found.start() and found.end() <= end)]
    begins = max((found.end() for found in bounds if found.end() <= start), default=0)
    ends = min((found.start() for found in bounds if found.start() >= end), default=len(cited.text))
    around = (cited.article.title, cited.before, cited.text, cited.after)
    return _Answer(
        text=cited.text,
        clause=(begins, ends),
        words=cited.answer,
        published=cited.article.published,
        around=frozenset(stems(" ".join(around))),
        named=frozenset().union(*map(_names, around)),
        own=_names(f"x - {cited.text[:start]} - {cited.text[end:]}"),
    )


def _of_one_thing(one: _Answer, other: _Answer, wanted: frozenset[str]) -> bool:
    """Whether both may tell of the same: the same subject and verb, names and days, and what the question asks of."""
    planned = all(_PLANNED.search(each.said) for each in (one, other))
    if abs(one.published - other.published) > (PLANNED_APART if planned else APART) or not wanted:
        return False
    if min(len(wanted & each.around) for each in (one, other)) < ASKED * len(wanted):
        return False
    if one.own - other.around and other.own - one.around:
        return False
    if one.named and other.named and not (one.named & other.around or other.named & one.around):
        return False
    days, other_days = one.days(inside=False), other.days(inside=False)
    return not days or not other_days or any(_overlap(day, each) for day in days for each in other_days)


def _names(text: str) -> frozenset[str]:
    """The stems of its names, those of days aside."""
    return frozenset(names_in(_DAY.sub(" ", text)))


def _overlap(one: DateMention, other: DateMention) -> bool:
    return one.first <= other.last and other.first <= one.last


def _differ(one: _Answer, other: _Answer) -> bool:
    if roles_reversed(one.said, other.said):
        return True
    if bool(_NOT.search(one.said)) != bool(_NOT.search(other.said)):
        late = any(_NOT_BY_THEN.search(each.said) for each in (one, other))
        return not late and _alike(_content(one.said), _content(other.said))
    if not _alike(_beside_answer(one), _beside_answer(other)):
        return False
    days, other_days = one.days(inside=True), other.days(inside=True)
    if days or other_days:
        return len(days) == len(other_days) == 1 and _is_moved(one, days[0], other, other_days[0])
    value, other_value = _value(one), _value(other)
    return value is not None and other_value is not None and not _is_rounded(value, other_value)


def _is_moved(one: _Answer, day: DateMention, other: _Answer, other_day: DateMention) -> bool:
    """Whether both days lay ahead when either article was printed, and are not the same."""
    last = max(one.published, other.published)
    return not _overlap(day, other_day) and min(day.first, other_day.first) > last


def _content(text: str) -> frozenset[str]:
    return frozenset(stems(_NUMBER.sub(" ", _NOT.sub(" ", text))))


def _beside_answer(each: _Answer) -> frozenset[str]:
    """The content words of a clause without a number, and without those that name the day or the number."""
    (begins, ends), (start, end) = each.clause, each.words
    numbers = {stem(word) for word in (*_SMALL, *_SCALES)}
    named_days = " ".join(each.text[day.start : day.end] for day in each.days(inside=True))
    told = f"{each.text[begins:start]} {each.answer} {each.text[end:ends]}"
    return _content(told) - numbers - frozenset(stems(named_days))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= LEAST_SHARED and shared >= ALIKE * max(len(one), len(other))


def _value(each: _Answer) -> float | None:
    """The one number of the words that answer; None of several, and of one that is only roughly told."""
    if _ROUGHLY.search(each.said):
        return None
    return _number_in(each.answer)


def _is_rounded(one: float, other: float) -> bool:
    """Whether two numbers are one, or the shorter is the other rounded: 1.48 and 1.5 billion, 5,310 and 5,300."""
    digits = min(len(f"{each:.12g}".replace(".", "").strip("0")) for each in (one, other))
    rounded = [float(f"{each:.{max(1, digits)}g}") for each in (one, other)]
    return one == other or rounded[0] == other or rounded[1] == one


def _number_in(text: str) -> float | None:
    words = plain(_NUMBER.sub(" ", text)).split()
    values = [float(found.replace(",", "")) for found in _NUMBER.findall(text)]
    values += [_SMALL[word] for word in words if word in _SMALL]
    scale = [_SCALES[word] for word in words if word in _SCALES]
    return values[0] * (scale[0] if scale else 1.0) if len(values) == 1 and len(scale) < 2 else None


def _differs_from_corrected(note: Citation, other: Citation) -> bool:
    """Whether a correction gives a number for what another article, beside the one corrected, tells with a third."""
    if not note.answer or not other.answer or other.supersedes:
        return False
    value, told = (_number_in(each.text[slice(*(each.answer or ()))]) for each in (note, other))
    if value is None or told is None or value == told:
        return False
    return any(old.article.id != other.article.id and near_equal(old.text, other.text) for old in note.supersedes or ())
