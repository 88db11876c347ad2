from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from qa import Abandoned, Archive, Length, TookTooLong, limited
from qa.deadline import check_time, in_time


def test_without_a_limit_there_is_time() -> None:
    check_time()
    assert list(in_time("ab")) == ["a", "b"]


def test_what_is_late_stops_and_what_follows_does_not() -> None:
    def work() -> Iterator[int]:
        for number in in_time(range(10**9)):
            time.sleep(0.005)
            yield number

    with limited(0.02), pytest.raises(TookTooLong, match=r"longer than the 0\.02 s a request may take"):
        assert sum(work()) < 10
    check_time()


def test_a_limit_within_another_ends_with_it() -> None:
    with limited(60):
        with limited(0), pytest.raises(TookTooLong):
            check_time()
        check_time()


def test_what_nobody_waits_for_stops() -> None:
    left = [False, False, True]
    with limited(60, lambda: left.pop(0)), pytest.raises(Abandoned):
        list(in_time("abcd"))
    assert left == []


def test_summaries_and_timelines_keep_to_it(archive: Archive) -> None:
    with limited(0):
        for work in (
            lambda: archive.summarize(["harbor"], Length(words=50)),
            lambda: archive.summarize_topic("the harbor of Port Ellen closed by a storm"),
            lambda: archive.timeline("the harbor of Port Ellen closed by a storm"),
        ):
            with pytest.raises(TookTooLong):
                work()
