"""A summary as a terminal shows it: a sentence that leans on the one before has it beside it, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from qa.command.render_summaries import summary_text
from qa.summary.types import Summary
from qa.types import ArticleInfo, Citation, IndexInfo

MAYOR, CLOSED, LATER = "Ada Lind runs the town.", "She closed the bridge in May.", "But it may open again in June."
ARTICLE = ArticleInfo("bridge", "The bridge", "The Example Gazette", date(2019, 5, 3), None)


def shown(*cited: tuple[str, str]) -> Sequence[str]:
    """The lines of a summary of sentences, each given with the one before it."""
    citations = tuple(
        Citation(text, 0, len(text), 1.0, ARTICLE, before, "", (), "/articles/bridge", ()) for before, text in cited
    )
    index = IndexInfo("default", "b", 1, 3, None, None)
    return summary_text(Summary(None, citations, None, (ARTICLE,), index, 1.0)).split("\n")


def test_the_sentence_before_stands_in_brackets() -> None:
    assert shown((MAYOR, CLOSED))[2:4] == [f"   [{MAYOR}]", f"1. {CLOSED}"]


@pytest.mark.parametrize(("before", "text"), [(MAYOR, CLOSED), (MAYOR.replace(" runs", "\nruns"), CLOSED)])
def test_it_is_not_shown_where_it_is_cited_above(before: str, text: str) -> None:
    assert not any("[Ada" in line for line in shown(("", MAYOR), (before, text)))


def test_nor_where_others_are_cited_between_them() -> None:
    lines = shown(("", MAYOR), (MAYOR, CLOSED), (CLOSED, LATER))
    assert [line for line in lines if line.startswith("   [")] == []
    lines = shown(("", MAYOR), ("", "Boats wait."), (MAYOR, CLOSED))
    assert [line for line in lines if line.startswith("   [")] == []


def test_it_is_shown_where_it_is_cited_below_or_not_at_all() -> None:
    assert f"   [{MAYOR}]" in shown((MAYOR, CLOSED), ("", MAYOR))
    assert f"   [{CLOSED}]" in shown(("", MAYOR), (CLOSED, LATER))


def test_what_leans_on_nothing_has_nothing_beside_it() -> None:
    assert not any(line.startswith("   [") for line in shown((CLOSED, MAYOR)))
