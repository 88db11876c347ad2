"""Whether a day named in a sentence of news lies ahead or behind: by its phrases, verbs, and what happened that day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.text import date_phrases as phrases
from qa.text import date_verbs as verbs
from qa.text.date_tense import Event, verb_events
from qa.text.date_words import IS

_NOW = frozenset(["present", "copula"])
_REACH = 80  # characters beside a mention that are looked at
_SKIPPED = 4  # verbs of clauses with "which" between a day and the verb it belongs to


@dataclass(frozen=True, slots=True)
class Cues:
    """What in a text looks back or forward, in order."""

    text: str
    events: tuple[Event, ...]
    places: tuple[int, ...]  # where each begins

    def of(self, start: int, end: int) -> str:
        """Of the mention [start, end): "past" (right after its verb), "back", "since"; "forward", "present" (a plan, by
        its tense), "copula" (so at present); "unsure", or "" where nothing tells.
        """
        before, after = self._before(start), self._after(end)
        near, ahead = self._near(start), self.text[end : end + _REACH]
        if phrases.HAPPENED.match(ahead) or phrases.FOLLOWING.search(near) or self._is_over(before, near):
            return "back"
        possessive = bool(phrases.POSSESSIVE.match(ahead))
        if before is None or (possessive and (before.kind == "copula" or _is_followed(before, near))):
            return "" if after is None or (possessive and _is_no_plan(after, near, ahead)) else _looks(after)
        if before.kind in _NOW:
            return self._planned(before, after, start, end)
        if before.kind == "back" and before.word and not phrases.ANNOUNCING.match(before.word):
            return "past" if phrases.RIGHT_BEFORE.fullmatch(self.text, before.end, start) else "back"
        return before.kind

    def is_booked(self, start: int, end: int) -> bool:
        """Whether the mention [start, end) is what something is "called for", or "come Sunday"."""
        possessive = phrases.POSSESSIVE.match(self.text, end)
        return bool(phrases.BOOKED.search(self._near(start))) and not possessive

    def _near(self, start: int) -> str:
        return self.text[max(0, start - _REACH) : start]

    def _before(self, start: int) -> Event | None:
        """The nearest event before, within the sentence."""
        at = bisect_left(self.places, start)
        for event in reversed(self.events[max(0, at - _SKIPPED) : at]):
            if event.kind == "end":
                return None
            if not (event.aside and event.word in verbs.REPORTING):
                return event
        return None

    def _after(self, end: int) -> Event | None:
        """The next event within the sentence, those of clauses that only explain a word left aside."""
        at = bisect_left(self.places, end)
        for event in self.events[at : at + _SKIPPED]:
            if event.kind == "end":
                return None
            if not event.aside:
                return event
        return None

    def _is_over(self, before: Event | None, near: str) -> bool:
        """What nobody plans happened that day; what is said in a report is said by now."""
        if before is not None and before.kind == "forward":
            return False
        if any(pattern.search(near) for pattern in (phrases.HAPPENED_ON, phrases.REPORTED_ON, phrases.MEASURED_BY)):
            return True
        report = phrases.REPORT_ON.search(near)
        planned = before and before.kind == "present" and report and before.word == (report[1] or "").lower()
        return bool(report) and not planned

    def _planned(self, before: Event, after: Event | None, start: int, end: int) -> str:
        """After a verb in the present, unless the one behind the mention is in the past: "officials Friday said"."""
        told = self.text[max(before.end, start - 2 * _REACH) : start]
        over = phrases.AFTER_ONE.search(told) or (before.word in IS and phrases.UNPLANNED.search(told))
        if over or phrases.CAPTION.search(self.text[max(0, start - 2 * _REACH) : start]):
            return "back"
        if after and after.kind == "back" and phrases.RIGHT_AFTER.fullmatch(self.text, end, after.start):
            return "back"
        return "forward" if (verbs.base(before.word) or before.word) in verbs.OF_PROGRAMMES else before.kind


def _looks(event: Event) -> str:
    """Which way a mention before an event looks: "on Monday he vowed to return" vows on Monday."""
    return "back" if event.word.endswith("ed") and event.word not in phrases.PLANNED else event.kind


def _is_followed(event: Event, near: str) -> bool:
    """What is now comes "after Friday's vote"."""
    return event.kind in _NOW and bool(phrases.AFTER.search(near))


def _is_no_plan(event: Event, near: str, ahead: str) -> bool:
    """What is so at present comes of the storm that day, or follows what was that day."""
    return event.kind in _NOW and bool(phrases.AFTER.search(near) or phrases.WEATHER.match(ahead))


def cues(text: str) -> Cues:
    """In time that grows with the length of the text."""
    events = tuple(_settled(text, _merged(text)))
    return Cues(text, events, tuple(event.start for event in events))


def _merged(text: str) -> Iterator[Event]:
    """Phrases and verbs, sentence by sentence."""
    begin, told = 0, list[Event]()
    for match in phrases.PHRASE.finditer(text):
        event = Event(*match.span(), str(match.lastgroup), phrases.first_word(match[0]))
        if event.kind != "end":
            told.append(event)
            continue
        yield from _sentence(text, begin, event.start, told)
        yield event
        begin, told = event.end, []
    yield from _sentence(text, begin, len(text), told)


def _sentence(text: str, begin: int, end: int, told: list[Event]) -> list[Event]:
    headline = not re.search(r"[.!?…]", text[max(begin, end - 3) : end + 1])
    return sorted([*told, *verb_events(text, begin, end, told, headline)], key=lambda event: event.start)


def _settled(text: str, events: Iterator[Event]) -> Iterator[Event]:
    """What lasted until a day is over where it is told in the past: "They fought it until Sunday"."""
    before: Event | None = None
    for event in events:
        if event.kind == "until":
            event = replace(event, kind="back" if before and _is_past_by_then(text, before, event) else "forward")
        yield event
        before = event if event.kind != "end" else None


def _is_past_by_then(text: str, before: Event, until: Event) -> bool:
    between = text[max(before.start, until.start - _REACH) : until.start]
    return before.kind == "back" and (before.word in verbs.LASTED or bool(phrases.NOT.search(between)))
