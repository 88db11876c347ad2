"""The day of an article that prints it as 5/3/2019: in the order of the others that its outlet prints in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from qa.index.library import Library
from qa.ingest.dates.date_notations import USUAL_ORDER, DayOrder
from qa.ingest.dates.day_orders import PRINTED_DAY, DayOrders, in_order
from qa.ingest.guesses import GUESSES
from qa.ingest.identity import outlet_of
from qa.types import Article

_AT_ONCE = 500  # articles
_TELLER = ("published", "its outlet's other days")


def orders_of_outlets(articles: Iterable[Article]) -> dict[str, DayOrder]:
    """By outlet, the order of the days that these articles print in numbers."""
    printed: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for article in articles:
        printed[outlet_of(article)].append(("", dict(article.details.told_by)[PRINTED_DAY]))
    return {outlet: DayOrders(days).of("") for outlet, days in printed.items()}


def settled(article: Article, orders: Callable[[], Mapping[str, DayOrder]]) -> Article:
    """The article with its printed day in the order of its outlet; as it is where its file or address tells its day."""
    by = tuple(each for each in article.details.told_by if each != _TELLER)
    told = dict(by)
    if PRINTED_DAY not in told or told.get("published") in GUESSES:
        return article
    day = in_order(told[PRINTED_DAY], orders().get(outlet_of(article), USUAL_ORDER))
    if day and "published" not in told:
        by = (*by, _TELLER)
    return replace(article, published=day or article.details.updated, details=replace(article.details, told_by=by))


def settle_days(library: Library, read: Collection[str]) -> int:
    """Settle the days of all articles held; of those that were `read`, how many more have one now."""
    without_text = [replace(article, text="") for article in library.articles_that_tell(PRINTED_DAY)]
    orders, dated = orders_of_outlets(without_text), 0
    ids = [article.id for article in without_text if settled(article, lambda: orders) != article]
    for start in range(0, len(ids), _AT_ONCE):
        before = [library.article(name) for name in ids[start : start + _AT_ONCE]]
        batch = [settled(article, lambda: orders) for article in before]
        library.put(batch)
        days = [(old.published, new.published) for old, new in zip(before, batch, strict=True) if new.id in read]
        dated += sum(old is None for old, _ in days) - sum(new is None for _, new in days)
    return dated
