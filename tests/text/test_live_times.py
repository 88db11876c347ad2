"""The times at the heads of a live blog's entries: out of its sentences, and what they tell of days."""

from __future__ import annotations

from datetime import date

import pytest

from qa.ingest.prose.body import paragraphs
from qa.text.live_times import entry_days
from tests.growth import grows_with_length_only

NEWS = ("The harbor is quiet again.", "Two ferries sail for Port Ellen.", "A tree fell on the coastal road.")
DAY, NEXT = date(2019, 5, 3), date(2019, 5, 4)


def live(times: tuple[str, ...], between: str = " ") -> str:
    entries = (f"{time}{between}{news}" for time, news in zip(times, NEWS, strict=True))
    return "Storm over Millford: live\n\n" + "\n\n".join(entries) + "\n"


def prose(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)][1:]


@pytest.mark.parametrize(
    ("times", "between"),
    [
        (("14.32", "14.10", "13.55"), " "),
        (("2:05 p.m.", "1:50 p.m.", "11 a.m."), "\n\n"),
        (("2:05 p.m. ET", "2:15 p.m. ET", "2:20 p.m. ET"), " – "),
        (("14:32 GMT (15:32 BST)"[:9], "14:10 GMT", "13:55 GMT"), "\n"),
        (("14.32 Uhr", "14.10 Uhr", "13.55 Uhr"), " | "),
        (("14h32", "14h40", "15h02"), " "),
        (("[9:32am]", "[9:10am]", "[8:55am]"), " "),
        (("3 May 2019, 14:32", "3 May 2019, 14:10", "3 May 2019, 13:55"), "\n\n"),
        (("Posted at 14:32 3 May", "Posted at 14:10 3 May", "Posted at 13:55 3 May"), "\n\n"),
        (("00.20", "23.50", "22.10"), " "),
    ],
)
def test_a_time_at_the_head_of_an_entry_is_no_part_of_its_sentence(times: tuple[str, ...], between: str) -> None:
    assert prose(live(times, between)) == list(NEWS)


@pytest.mark.parametrize(
    "times",
    [
        ("14.32", "Nobody knows:", "13.55"),  # too few
        ("12:43 a.m.:", "1:00 a.m.:", "8:06 a.m.:"),  # a chronicle tells when
        ("14.32", "9.10", "13.55"),  # no clock runs so
        ("At 14.32", "At 14.10", "At 13.55"),
        ("14.32 percent:", "15.10 percent:", "16.55 percent:"),
    ],
)
def test_other_numbers_at_the_heads_of_paragraphs_stay(times: tuple[str, ...]) -> None:
    assert prose(live(times)) == [f"{time} {news}" for time, news in zip(times, NEWS, strict=True)]


@pytest.mark.parametrize(
    ("times", "updated", "days"),
    [
        (("00.20", "23.50", "22.10"), NEXT, [NEXT, DAY, DAY]),  # the newest first
        (("22.10", "23.50", "00.20"), NEXT, [DAY, DAY, NEXT]),
        (("00.20", "23.50", "22.10"), None, []),  # begun that day, or over? that can't be told
        (("00.20", "23.50", "22.10"), date(2019, 5, 9), []),
        (("14.32", "14.10", "13.55"), NEXT, []),  # all of its day of publication
        (("4 May, 0:20", "23:50", "3 May, 22:10"), None, [NEXT, NEXT, DAY]),
        (("0:20 on May 4", "23:50 on May 3", "22:10 on May 3"), None, [NEXT, DAY, DAY]),
    ],
)
def test_the_days_of_entries(times: tuple[str, ...], updated: date | None, days: list[date]) -> None:
    text = live(times, "\n\n")
    found = entry_days(text, paragraphs(text), DAY, updated)
    assert [day for _, day in found] == days
    assert [start for start, _ in found] == [text.index(news) for news in NEWS][: len(days)]
    assert entry_days(text, paragraphs(text), None, updated) == []


def test_the_work_grows_with_the_text() -> None:
    assert grows_with_length_only(lambda text: entry_days(text, [(0, len(text))], DAY, NEXT), "14.32 A\n\n", 40_000)
