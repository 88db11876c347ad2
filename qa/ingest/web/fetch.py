"""Asking the web for one page at a time: within limits, slowly, and only for what robots.txt leaves open."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from qa.errors import SourceError
from qa.ingest.web.address import Place, Unreached, machines, place_of, shown
from qa.ingest.web.request import AGENT, Answer, ask

MOST_REDIRECTS = 5
SECONDS_BETWEEN_REQUESTS = 1.0  # to one host
LONGEST_DELAY = 30.0  # seconds: what robots.txt asks for beyond that is not waited for
_NOT_NOW = frozenset({408, 425, 429})  # besides the errors of the server
_MOVED = frozenset({301, 302, 303, 307, 308})
_LONGEST_ROBOTS = 500_000  # bytes; RFC 9309 wants at least these to be read

Kinds = Collection[str]


class Client:
    """Asks for addresses, and remembers of each host when it was asked and what its robots.txt says."""

    def __init__(
        self,
        allow_private: bool = False,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allow_private = allow_private
        self._now = now
        self._sleep = sleep
        self._last: dict[str, float] = {}  # host: when it was asked
        self._robots: dict[str, RobotFileParser | str] = {}  # origin: its rules, or why there are none

    def get(self, address: str, kinds: Kinds) -> Answer:
        """What stands at an address, of one of these content types. Raises SourceError with the reason."""
        answer = self._followed(address, kinds, heeding=True)
        if answer.status != 200:
            kind = Unreached if answer.status in _NOT_NOW or answer.status >= 500 else SourceError
            raise kind(f"its answer is {answer.said}")
        return answer

    def _followed(self, address: str, kinds: Kinds, heeding: bool) -> Answer:
        """The answer at the end of all redirects, each of which is checked as the first address is."""
        answer = self._asked(address, kinds, heeding)
        for _ in range(MOST_REDIRECTS):
            if answer.status not in _MOVED or not answer.location:
                return answer
            address = _joined(answer.address, answer.location)
            try:
                answer = self._asked(address, kinds, heeding)
            except SourceError as error:
                raise type(error)(f"sends on to {shown(address)}: {error.message}") from error
        if answer.status in _MOVED:
            raise SourceError(f"more than {MOST_REDIRECTS} redirects")
        return answer

    def _asked(self, address: str, kinds: Kinds, heeding: bool) -> Answer:
        place = place_of(address, self._allow_private)
        found = machines(place, self._allow_private)
        rules = self._rules(place) if heeding else None
        if rules and not _allows(rules, place):
            raise SourceError(f"the robots.txt of {place.host} asks not to fetch it")
        self._wait(place.host, rules)
        return ask(place, found, kinds)

    def _wait(self, host: str, rules: RobotFileParser | None) -> None:
        asked_for = rules.crawl_delay(AGENT) if rules else None
        due = self._last.get(host, -LONGEST_DELAY) + max(
            min(int(asked_for or 0), LONGEST_DELAY), SECONDS_BETWEEN_REQUESTS
        )
        if (left := due - self._now()) > 0:
            self._sleep(left)
        self._last[host] = self._now()

    def _rules(self, place: Place) -> RobotFileParser:
        """What robots.txt says; a host that does not tell whether it has one is not asked (RFC 9309)."""
        if place.origin not in self._robots:
            self._robots[place.origin] = self._read_rules(place)
        rules = self._robots[place.origin]
        if isinstance(rules, str):
            raise Unreached(f"the robots.txt of {place.host} cannot be had, and without it nothing is asked: {rules}")
        return rules

    def _read_rules(self, place: Place) -> RobotFileParser | str:
        try:
            answer = self._followed(f"{place.origin}/robots.txt", (), heeding=False)
        except SourceError as error:
            return error.message
        if answer.status == 200:
            return _parsed(answer.body[:_LONGEST_ROBOTS].decode("utf-8-sig", "replace"))
        return _parsed("") if 400 <= answer.status < 500 else answer.said


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise SourceError("redirects to what is no address") from error


def _parsed(text: str) -> RobotFileParser:
    """The rules of a robots.txt, without the lines at which the parser would break down."""
    lines = text.splitlines()
    rules = RobotFileParser()
    try:
        rules.parse(lines)
    except ValueError:
        rules = RobotFileParser()
        rules.parse([line for line in lines if _is_sound(line)])
    return rules


def _is_sound(line: str) -> bool:
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:
        return False
    return True


def _allows(rules: RobotFileParser, place: Place) -> bool:
    try:
        return rules.can_fetch(AGENT, place.address)
    except ValueError:
        return False
