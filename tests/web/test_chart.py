from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from qa import MonthCount
from web.chart import BASE, LABEL, TOP, WIDTH, Bar, Tick, chart


def months(first: date, *articles: int) -> tuple[MonthCount, ...]:
    """Months in a row from `first` on."""
    start = 12 * first.year + first.month - 1
    return tuple(
        MonthCount(date((start + n) // 12, (start + n) % 12 + 1, 1), count) for n, count in enumerate(articles)
    )


def test_nothing_is_no_chart() -> None:
    assert chart(()) is None


def test_one_month_is_a_slender_bar_in_the_middle() -> None:
    drawn = chart(months(date(2019, 3, 1), 7))
    assert drawn
    assert drawn.bars == (Bar(300, 40, 40, 120, "March 2019: 7 articles", date(2019, 3, 1), 7),)
    assert drawn.ticks == (Tick(320, "March 2019", "middle"),)
    assert (drawn.most, drawn.description) == (7, "7 articles, in March 2019.")


def test_four_months_one_of_them_without_articles() -> None:
    """Each takes 160 of 640: the bars stand around 80, 240 and 560, a quarter of 120 for each of 4 articles high."""
    drawn = chart(months(date(2018, 11, 1), 1, 4, 0, 3))
    assert drawn
    assert drawn.bars == (
        Bar(60, 130, 40, 30, "November 2018: 1 article", date(2018, 11, 1), 1),
        Bar(220, 40, 40, 120, "December 2018: 4 articles", date(2018, 12, 1), 4),
        Bar(540, 70, 40, 90, "February 2019: 3 articles", date(2019, 2, 1), 3),
    )
    assert drawn.ticks == (Tick(0, "November 2018", "start"), Tick(640, "February 2019", "end"))
    assert drawn.most == 4
    assert drawn.description == "8 articles from November 2018 to February 2019; the most, 4, in December 2018."


def test_few_articles_beside_many_are_seen() -> None:
    drawn = chart(months(date(2019, 1, 1), 1, 1000))
    assert drawn
    assert [(bar.y, bar.height) for bar in drawn.bars] == [(158, 2), (40, 120)]
    assert drawn.description.startswith("1,001 articles from")


def test_forty_months_are_thinner_and_named_by_years() -> None:
    """Each takes 16, its bar 12; January 2019 is the third month, January 2022 the thirty-ninth: no room for it."""
    drawn = chart(months(date(2018, 11, 1), *[2] * 40))
    assert drawn
    assert [(bar.x, bar.width) for bar in drawn.bars[:2]] == [(2, 12), (18, 12)]
    assert drawn.ticks == (Tick(32, "2019", "start"), Tick(224, "2020", "start"), Tick(416, "2021", "start"))


def test_two_hundred_and_forty_months_are_named_every_fifth_year() -> None:
    """Each takes 2.667, its bar 2; a year takes 32, and labels stand 80 apart or more."""
    drawn = chart(months(date(2001, 7, 1), *[1] * 240))
    assert drawn
    assert [(bar.x, bar.width) for bar in drawn.bars[:2]] == [(0.33, 2), (3, 2)]
    assert [(tick.x, tick.label) for tick in drawn.ticks] == [(112, "2005"), (272, "2010"), (432, "2015")]


@pytest.mark.parametrize("count", [1, 2, 12, 23, 24, 25, 36, 120, 240, 1200])
@pytest.mark.parametrize("month", [1, 2, 12])
def test_nothing_overlaps_and_nothing_is_outside(count: int, month: int) -> None:
    drawn = chart(months(date(1919, month, 1), *range(1, count + 1)))
    assert drawn
    assert len(drawn.bars) == count
    assert drawn.ticks
    for bar in drawn.bars:
        assert 0 <= bar.x < bar.x + bar.width <= WIDTH
        assert TOP <= bar.y < BASE
        assert bar.y + bar.height == pytest.approx(BASE, abs=0.02)
    assert all(left.x + left.width < right.x for left, right in pairwise(drawn.bars))
    years = [tick for tick in drawn.ticks if tick.label.isdigit()]
    assert all(left.x + LABEL < right.x for left, right in pairwise(years))
    assert all(0 <= tick.x <= WIDTH - LABEL for tick in years)
