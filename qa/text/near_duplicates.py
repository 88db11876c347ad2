"""Near-duplicates: one sentence as several papers printed it.

Folding hides all but one of them, so what decides is precision: two sentences are the same when they say the same words
in the same order. Passed over is a closed list, of what papers set differently around and in an agency's sentence:
datelines and credits, house style (spelling, figures, articles, "that" for "which", "on" before a day, "also"), who is
named as the source, and where it stands. Any other word decides, on one side as on both: an adverb or an adjective
narrows what is said ("nearly sank", "former mayor"), and a time, place or condition added holds an answer that the
other lacks. So does their order: "On Monday, Roe promised to resign" does not say when he will.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.deadline import in_time
from qa.text.datelines import Dateline, split_dateline
from qa.text.english import FULL_MONTH_NAMES, WEEKDAY_NAMES
from qa.text.house_style import BOUNDARY, tokens

_WORTH_A_LOOK = 0.4  # of the longer's words as they stand; a dateline beside 8 words leaves more
CUT_SHARE = 0.85  # of its words that a sentence cut off by an ellipsis must still have
_CUT_WORDS = 8  # and no fewer

_WEEKDAYS = frozenset(WEEKDAY_NAMES.lower().split("|"))
_MONTHS = frozenset(FULL_MONTH_NAMES.lower().split("|"))
_RELATIVE = frozenset("today yesterday tonight".split())
_DAYS = _WEEKDAYS | _RELATIVE
_PARTS_OF_DAY = frozenset("morning afternoon evening night".split())
_ARTICLES = frozenset("a an the that which also".split())
_NEED_ARTICLE = frozenset("few little most number".split())  # "few came" and "a few came" are two facts
_SAY = frozenset("say says said stated".split())
_OFFICIAL = frozenset(
    "officials police authorities official city county fire government local military state".split()
)  # fmt: skip
_PRONOUNS = frozenset("he she they".split())
_SOURCES = frozenset("officials police authorities".split())
_QUOTES = frozenset('"“”«»„')
_SETTINGS = (("in", "statement"), ("to", "reporters"), ("at", "news", "conference"), ("at", "press", "conference"))
_SPEAKER_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence taken apart: `words` is what is said, `speaker` and `said_on` who is named for it and the day of that.

    `plain` is the sentence without case and line ends; `flat` are all words, the source's too; `cut` is whether an
    ellipsis ends it, `quoted` whether it has quote marks.
    """

    plain: str
    dateline: Dateline
    words: tuple[str, ...]
    speaker: tuple[str, ...]
    said_on: tuple[str, ...]
    flat: tuple[str, ...]
    cut: bool
    quoted: bool


def group(texts: Sequence[str], limit: int) -> list[list[int]]:
    """The places in `texts`, in their order, of at most `limit` sentences that differ, each with its near-duplicates.

    A sentence is compared with the first of each group, so that groups do not grow by small steps. For each text there
    are at most `limit` quick looks at the words shared, and it is taken apart once, if any of them is worth it.
    """
    groups: list[list[int]] = []
    words = [frozenset(text.casefold().split()) for text in texts]
    for place, text in enumerate(in_time(texts)):
        for members in groups:
            first = members[0]
            if _share(words[first], words[place]) >= _WORTH_A_LOOK and same_fact(texts[first], text):
                members.append(place)
                break
        else:
            if len(groups) < limit:
                groups.append([place])
    return groups


def same_fact(one: str, other: str) -> bool:
    """Whether one is the other as another paper would print it."""
    return _are_same(_taken_apart(one), _taken_apart(other))


def _are_same(one: _Statement, other: _Statement) -> bool:
    if one.plain == other.plain:
        return one.plain != ""
    if one.words == other.words:
        same = one.words != () and _same_source(one, other)
    else:
        same = _is_cut(one, other) or _is_cut(other, one)
    return same and one.dateline.agrees(other.dateline)


def _is_cut(short: _Statement, whole: _Statement) -> bool:
    """The first words of the other; the last may have lost its end."""
    count = len(short.flat) - 1
    if not short.cut or count + 1 < max(_CUT_WORDS, CUT_SHARE * len(whole.flat)) or len(whole.flat) <= count:
        return False
    return short.flat[:count] == whole.flat[:count] and whole.flat[count].startswith(short.flat[count])


def _same_source(one: _Statement, other: _Statement) -> bool:
    """The same speaker, or beside none officials, or "he" of a quotation; the day of saying may be left out."""
    if one.speaker and other.speaker:
        return one.speaker == other.speaker and _same_days(one.said_on, other.said_on)
    speaker = {*one.speaker, *other.speaker}
    if speaker <= _PRONOUNS:
        return not speaker or (one.quoted and other.quoted)
    return speaker <= _OFFICIAL and not speaker.isdisjoint(_SOURCES)


def _same_days(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Also where one says "today" and the other names the day."""
    if not one or not other or one == other:
        return True
    pair = {*one, *other}
    return len(one) == len(other) == 1 and len(pair & _WEEKDAYS) == 1 and len(pair & _RELATIVE) == 1


@lru_cache(maxsize=4096)
def _taken_apart(text: str) -> _Statement:
    dateline = split_dateline(text)
    words = _without_light_words(tokens(dateline.sentence))
    segments = _segments(words)
    segments, speaker, said_on = _attributed(segments)
    return _Statement(
        plain=" ".join(text.casefold().split()),
        dateline=dateline,
        words=tuple(word for segment in segments for word in segment),
        speaker=tuple(word for word in speaker if word != "office"),
        said_on=said_on,
        flat=tuple(word for word in words if word != BOUNDARY),
        quoted=not _QUOTES.isdisjoint(text),
        cut=dateline.sentence.rstrip("\"”’')]").endswith(("…", "...", ". . .")),
    )


def _without_light_words(words: list[str]) -> list[str]:
    kept: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        light = (
            (word in _ARTICLES and following not in _NEED_ARTICLE)
            or (word == "on" and (following in _DAYS or following in _MONTHS))
            or (word in ("has", "have", "had") and following in _SAY)
            or (word in ("and", "but") and not any(mark != BOUNDARY for mark in kept))
            or (word == "reporters" and kept[-1:] == ["say"])
        )
        if word in _SAY or (word in ("told", "tells") and following == "reporters"):
            word = "say"
        if word == "no" and following == BOUNDARY:
            word = "no,"  # "No, ferries sail"
        if not light:
            kept.append(word)
    return kept


def _segments(words: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word != BOUNDARY:
            parts[-1].append(word)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def _attributed(segments: list[list[str]]) -> tuple[list[list[str]], tuple[str, ...], tuple[str, ...]]:
    """The segments without the one that names the source, the words for the source, and the days among them."""
    if len(segments) > 1:
        for place in reversed(range(len(segments))):
            source = _source(segments[place])
            if source is not None:
                return segments[:place] + segments[place + 1 :], *_days_apart(source)
    return _led_by_source(segments)


def _source(segment: list[str]) -> list[str] | None:
    """Who, in "the mayor said Friday", "said the mayor" and "according to the mayor", with the day."""
    words = segment[1:] if segment[0] == "and" else segment
    if "added" in words and all(map(_is_day, words[words.index("added") + 1 :])):  # no object: it is said
        words = ["say" if word == "added" else word for word in words]
    if words[:2] == ["according", "to"] and len(words) <= _SPEAKER_WORDS + 2:
        return words[2:]
    if "say" not in words or len(words) > 2 * _SPEAKER_WORDS:
        return None
    at = words.index("say")
    rest = _without_settings(words[at + 1 :])
    if at == 0:
        return rest or None
    is_speaker = at <= _SPEAKER_WORDS and "who" not in words and all(_is_day(word) for word in rest)
    return words[:at] + rest if is_speaker else None


def _led_by_source(segments: list[list[str]]) -> tuple[list[list[str]], tuple[str, ...], tuple[str, ...]]:
    first = segments[0] if segments else []
    at = first.index("say") if "say" in first else 0
    if not 0 < at <= _SPEAKER_WORDS or "who" in first[:at]:
        return segments, (), ()
    speaker, rest = first[:at], first[at + 1 :]
    while taken := next((n for n in (1, 2, 3) if _is_day_or_setting(rest[:n])), 0):
        speaker, rest = speaker + (rest[:1] if taken == 1 else []), rest[taken:]
    said = [part for part in (rest, *segments[1:]) if part]
    return (said, *_days_apart(speaker)) if said else (segments, (), ())


def _is_day_or_setting(words: list[str]) -> bool:
    return (len(words) == 1 and _is_day(words[0])) or tuple(words) in _SETTINGS


def _without_settings(words: list[str]) -> list[str]:
    for setting in _SETTINGS:
        for at in range(len(words)):
            if tuple(words[at : at + len(setting)]) == setting:
                return words[:at] + words[at + len(setting) :]
    return words


def _days_apart(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(word for word in words if not _is_day(word)), tuple(word for word in words if _is_day(word))


def _is_day(word: str) -> bool:
    return word in _DAYS or word in _PARTS_OF_DAY


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other), 1)
