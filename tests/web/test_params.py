from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qa import MAX_NAMED, Filters, Length
from web.fields import BadParameter, only
from web.params import (
    NAMES,
    SUMMARY_NAMES,
    TIMELINE_NAMES,
    Wanted,
    WantedSummary,
    WantedTimeline,
    wanted,
    wanted_summary,
    wanted_timeline,
)


def test_everything_given() -> None:
    fields = {"question": " why ", "k": "7", "since": "2019-01-02", "until": "3 January 2019", "source": " A "}
    chosen = Filters(date(2019, 1, 2), date(2019, 1, 3), "A")
    assert wanted(fields | {"explain": "true", "literal": "1"}) == Wanted("why", 7, chosen, True, True)


def test_nothing_given_and_a_form_left_empty() -> None:
    nothing = Wanted("", 3, Filters(), False, False)
    assert wanted({}) == nothing
    assert wanted(dict.fromkeys(NAMES, "")) == nothing
    assert wanted(dict.fromkeys(NAMES)) == nothing


def test_q_is_the_short_name_and_question_comes_first() -> None:
    assert wanted({"q": "short"}).question == "short"
    assert wanted({"q": "short", "question": "long"}).question == "long"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"k": "abc"}, "k must be a whole number from 1 to 20, not 'abc'"),
        ({"k": "0"}, "k must be a whole number from 1 to 20, not 0"),
        ({"k": 21}, "k must be a whole number from 1 to 20, not 21"),
        ({"k": "-1"}, "k must be a whole number from 1 to 20, not '-1'"),
        ({"k": "１"}, "k must be a whole number from 1 to 20, not '１'"),
        ({"k": True}, "k must be a whole number from 1 to 20, not True"),
        ({"k": 2.0}, "k must be a whole number from 1 to 20, not 2.0"),
        ({"k": float("nan")}, "k must be a whole number from 1 to 20, not nan"),
        ({"k": [1]}, "k must be a whole number from 1 to 20, not [1]"),
        ({"k": "9" * 5000}, f"k must be a whole number from 1 to 20, not '{'9' * 39}…"),
        ({"since": "2019-99-99"}, "since must be a date such as 2019-10-01, not '2019-99-99'"),
        ({"until": "soon"}, "until must be a date such as 2019-10-01, not 'soon'"),
        ({"since": 20190101}, "since must be a string, not a number"),
        (
            {"since": "2019-01-02", "until": "2019-01-01"},
            "since must not be later than until: 2019-01-02 is later than 2019-01-01",
        ),
        ({"question": ["why"]}, "question must be a string, not a list"),
        ({"question": {"a": 1}}, "question must be a string, not an object"),
        ({"question": 7}, "question must be a string, not a number"),
        ({"q": False}, "q must be a string, not a boolean"),
        ({"source": "\ud800"}, "source holds half a character (a lone surrogate)"),
        ({"explain": "maybe"}, "explain must be true or false, not 'maybe'"),
        ({"explain": 1}, "explain must be a string, not a number"),
    ],
)
def test_what_is_refused_is_named(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(BadParameter) as caught:
        wanted(fields)
    assert caught.value.message == message


def test_unknown_parameters_are_named() -> None:
    assert only({"k": 1}, ("k",)) == {"k": 1}
    with pytest.raises(BadParameter, match="unknown parameter 'sinse'; known are k, since"):
        only({"sinse": "2019"}, ("k", "since"))


def test_a_summary_of_a_topic() -> None:
    fields = {"about": " sanctions ", "q": "other", "since": "2019-01-02", "words": "2000", "method": "centroid"}
    chosen = Filters(since=date(2019, 1, 2))
    assert wanted_summary(fields) == WantedSummary("sanctions", (), chosen, Length(words=2_000), "centroid")


def test_a_summary_of_articles_keeps_ids_as_they_are_and_each_once() -> None:
    ids = ("b ", "a", " c/d")
    summary = wanted_summary({"id": ["b ", "a", "", "b "], "ids": [None, " c/d"], "sentences": 100})
    assert summary == WantedSummary("", ids, Filters(), Length(sentences=100), "coverage")
    assert wanted_summary({"ids": "one"}).ids == ("one",)
    assert len(wanted_summary({"id": [str(n) for n in range(MAX_NAMED)]}).ids) == MAX_NAMED


@pytest.mark.parametrize("ratio", [1, 1.0, "1", " 1.0 "])
def test_a_ratio_may_be_the_whole(ratio: Any) -> None:
    assert wanted_summary({"ratio": ratio}).length == Length(ratio=1.0)
    assert wanted_summary({"ratio": ".25"}).length == wanted_summary({"ratio": 0.25}).length == Length(ratio=0.25)


def test_a_timeline() -> None:
    assert wanted_timeline({"q": "fire", "entries": "50"}) == WantedTimeline("fire", Filters(), 50)
    assert wanted_timeline({"topic": "Brexit", "q": "fire"}) == WantedTimeline("Brexit", Filters(), 12)


def test_forms_of_summaries_and_timelines_left_empty() -> None:
    for empty in ({}, dict.fromkeys(SUMMARY_NAMES, ""), dict.fromkeys(SUMMARY_NAMES)):
        assert wanted_summary(empty) == WantedSummary("", (), Filters(), Length(), "coverage")
    for empty in ({}, dict.fromkeys(TIMELINE_NAMES, ""), dict.fromkeys(TIMELINE_NAMES)):
        assert wanted_timeline(empty) == WantedTimeline("", Filters(), 12)


def ratio_not(shown: str) -> str:
    return f"ratio must be a number above 0 and at most 1, such as 0.25, not {shown}"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"ratio": 0}, ratio_not("0")),
        ({"ratio": "1.01"}, ratio_not("'1.01'")),
        ({"ratio": "-.5"}, ratio_not("'-.5'")),
        ({"ratio": "1e-3"}, ratio_not("'1e-3'")),
        ({"ratio": "nan"}, ratio_not("'nan'")),
        ({"ratio": float("nan")}, ratio_not("nan")),
        ({"ratio": float("inf")}, ratio_not("inf")),
        ({"ratio": True}, ratio_not("True")),
        ({"ratio": [0.5]}, ratio_not("[0.5]")),
        ({"sentences": 101}, "sentences must be a whole number from 1 to 100, not 101"),
        ({"words": "0"}, "words must be a whole number from 1 to 2000, not 0"),
        ({"sentences": 3, "words": 50}, "sentences, words, ratio exclude each other: give one of them"),
        ({"words": 50, "ratio": "0.5"}, "sentences, words, ratio exclude each other: give one of them"),
        ({"method": "lead"}, "method must be one of coverage, pacsum, lexrank, centroid, not 'lead'"),
        ({"about": ["a"]}, "about must be a string, not a list"),
        ({"ids": {"a": 1}}, "ids must be a string or a list of strings, not hold an object"),
        ({"ids": ["a", 7]}, "ids must be a string or a list of strings, not hold a number"),
        ({"id": ["\ud800"]}, "id holds half a character (a lone surrogate)"),
        ({"id": [str(n) for n in range(101)]}, "id must name 100 articles at most, not 101"),
        ({"id": ["a"], "until": "2019"}, "until must be a date such as 2019-10-01, not '2019'"),
        (
            {"id": ["a"], "source": "b"},
            "since, until, source, language go with about, which is a topic, and not with id",
        ),
    ],
)
def test_what_of_a_summary_is_refused_is_named(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(BadParameter) as caught:
        wanted_summary(fields)
    assert caught.value.message == message
