from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from qa import Abandoned
from tests.waiting import wait
from web import admission
from web.admission import Lane, Lanes, Overloaded


def here() -> bool:
    return False


def start(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_who_comes_first_is_first() -> None:
    lane, order = Lane(1, 3), []
    lane.enter(here)

    def take(number: int) -> None:
        lane.enter(here)
        order.append(number)
        lane.leave()

    threads = []
    for number in range(3):
        threads.append(start(lambda number=number: take(number)))
        wait(lambda number=number: len(lane._row) == number + 1)
    with pytest.raises(Overloaded):
        lane.enter(here)
    lane.leave()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2]
    lane.enter(here)  # the place is free again
    assert lane._free == 0


def test_who_has_left_or_waited_too_long_stands_in_nobodys_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "LOOK_SECONDS", 0.01)
    lane = Lane(1, 1)
    lane.enter(here)
    with pytest.raises(Abandoned):
        lane.enter(lambda: True)
    monkeypatch.setattr(admission, "WAIT_SECONDS", 0.02)
    with pytest.raises(Overloaded, match="too long"):
        lane.enter(here)
    lane.leave()
    lane.enter(here)


def test_health_checks_need_no_place_and_every_other_request_has_a_thread() -> None:
    lanes = Lanes(4)
    assert [lanes.of(name) for name in ("health.healthz", "static", None)] == [None] * 3
    kinds = [lanes.of(name) for name in ("api.ask", "api.summarize", "pages.article")]
    assert [lane.threads for lane in kinds if lane] == [36, 18, 36]
    assert lanes.threads == 36 + 18 + 36 + admission.PROBES
