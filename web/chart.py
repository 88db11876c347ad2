"""The geometry of a chart of coverage: articles by month as bars, all lengths in units of the drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa import MonthCount
from web.text import count, month

WIDTH, HEIGHT = 640, 192  # of the drawing, which is scaled to the page
TOP, BASE = 40, 160  # where the bar of the highest count ends, and where all bars stand
FILL = 0.75  # of a month's width that its bar takes
WIDEST, LOWEST = 40, 2  # a bar of few months stays slender, one of few articles is still seen
BY_YEAR = 24  # months from which on years are named below; two of them begin in it
LABEL = 60  # the width of a year in the letters of a narrow screen, where the drawing is half as large
APART = 80  # from one year's label to the next
STEPS = (1, 2, 5, 10, 20, 50, 100)  # years from one label to the next


@dataclass(frozen=True, slots=True)
class Bar:
    """The articles of one month; `x` and `y` are of the upper left corner."""

    x: float
    y: float
    width: float
    height: float
    label: str
    month: date
    articles: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A label below the bars; `anchor`, "start", "middle" or "end", is the side of it that stands at `x`."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of the months that have articles, over their whole time; the axis goes from 0 to `most`, at `top`."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    most: int
    description: str
    width: int = WIDTH
    height: int = HEIGHT
    top: int = TOP
    base: int = BASE


def chart(coverage: Sequence[MonthCount]) -> Chart | None:
    """The chart of months in a row, first to last; None where there are none."""
    if not coverage:
        return None
    slot = WIDTH / len(coverage)
    most = max(item.articles for item in coverage)
    bars = tuple(_bar(number, item, slot, most) for number, item in enumerate(coverage) if item.articles)
    return Chart(bars, tuple(_ticks(coverage, slot)), most, _description(bars, most))


def _bar(number: int, item: MonthCount, slot: float, most: int) -> Bar:
    width = min(FILL * slot, WIDEST)
    height = max((BASE - TOP) * item.articles / most, LOWEST)
    return Bar(
        x=round((number + 0.5) * slot - width / 2, 2),
        y=round(BASE - height, 2),
        width=round(width, 2),
        height=round(height, 2),
        label=f"{month(item.month)}: {count(item.articles, 'article')}",
        month=item.month,
        articles=item.articles,
    )


def _ticks(coverage: Sequence[MonthCount], slot: float) -> Iterator[Tick]:
    """The months at both ends, or of a longer time years, as many as there is room for, each where it begins."""
    if len(coverage) == 1:
        yield Tick(WIDTH / 2, month(coverage[0].month), "middle")
    elif len(coverage) < BY_YEAR:
        yield Tick(0, month(coverage[0].month), "start")
        yield Tick(WIDTH, month(coverage[-1].month), "end")
    else:
        step = next((step for step in STEPS if 12 * step * slot >= APART), STEPS[-1])
        for number, item in enumerate(coverage):
            x = round(number * slot, 2)
            if item.month.month == 1 and item.month.year % step == 0 and x + LABEL <= WIDTH:
                yield Tick(x, str(item.month.year), "start")


def _description(bars: Sequence[Bar], most: int) -> str:
    total = count(sum(bar.articles for bar in bars), "article")
    if len(bars) == 1:
        return f"{total}, in {month(bars[0].month)}."
    peak = next(bar for bar in bars if bar.articles == most)
    return f"{total} from {month(bars[0].month)} to {month(bars[-1].month)}; the most, {most}, in {month(peak.month)}."
