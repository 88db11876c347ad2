from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from qa import MAX_NAMED, Filters, Length
from web.kinds import BadParameter, whole
from web.reading import Fields, only, read
from web.schemas import Ask, Asked, OneIndex, OnePage, Question, Summarize, Unfold


def test_everything_given() -> None:
    fields = {"question": " why ", "k": "7", "since": "2019-01-02", "until": "3 January 2019", "source": " A "}
    asked = read(Question, fields | {"explain": "true", "literal": "1", "unread": "period", "b": "x"})
    assert (asked.words, asked.k, asked.explain, asked.literal, asked.b) == ("why", 7, True, True, "x")
    assert asked.filters == Filters(date(2019, 1, 2), date(2019, 1, 3), "A")
    assert asked.unread == ("period",)


@pytest.mark.parametrize("model", [Question, Ask, Summarize, Unfold])
def test_nothing_given_and_a_form_left_empty(model: type[Asked]) -> None:
    names = list(model.model_fields)
    assert read(model, {}) == read(model, dict.fromkeys(names, "")) == read(model, dict.fromkeys(names)) == model()
    assert (Question().words, Question().k, Question().filters) == ("", 3, Filters())
    assert (Summarize().topic, Summarize().named, Summarize().length) == ("", (), Length())
    assert (Unfold().words, Unfold().entries) == ("", 12)


@pytest.mark.parametrize(("model", "long"), [(Question, "question"), (Summarize, "about"), (Unfold, "topic")])
def test_q_is_the_short_name_and_stands_alone(model: type[Asked], long: str) -> None:
    shorter, longer = read(model, {"q": "words", long: ""}), read(model, {long: "words", "q": None})
    assert {getattr(each, "topic" if model is Summarize else "words") for each in (shorter, longer)} == {"words"}
    with pytest.raises(BadParameter, match=f"{long} and q, which is short for it, exclude each other"):
        read(model, {"q": "one", long: "other"})


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"k": "abc"}, "k must be a whole number from 1 to 20, not 'abc'"),
        ({"k": "0"}, "k must be a whole number from 1 to 20, not 0"),
        ({"k": 21}, "k must be a whole number from 1 to 20, not 21"),
        ({"k": "-1"}, "k must be a whole number from 1 to 20, not '-1'"),
        ({"k": "１"}, "k must be a whole number from 1 to 20, not '１'"),
        ({"k": True}, "k must be a whole number from 1 to 20, not True"),
        ({"k": 2.5}, "k must be a whole number from 1 to 20, not 2.5"),
        ({"k": "2.5"}, "k must be a whole number from 1 to 20, not '2.5'"),
        ({"k": float("inf")}, "k must be a whole number from 1 to 20, not inf"),
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
def test_what_is_refused_is_named(fields: Fields, message: str) -> None:
    with pytest.raises(BadParameter) as caught:
        read(Question, fields)
    assert caught.value.message == message


def test_unknown_parameters_are_named() -> None:
    assert only({"page": 1}, OnePage) == {"page": 1}
    assert only({"b": "a build", "s": "1-x"}, OneIndex)  # as in the link of a citation
    with pytest.raises(BadParameter, match="unknown parameter 'pages'; known are page, index"):
        only({"pages": "2019"}, OnePage)


@pytest.mark.parametrize("most", [1, 5, 9, 10, 20, 99, 100, 1234, 2000])
def test_the_pattern_of_digits_takes_what_is_read(most: int) -> None:
    pattern = whole(most).schema["anyOf"][1]["pattern"]
    assert [number for number in range(3000) if re.search(pattern, str(number))] == list(range(1, most + 1))
    assert re.search(pattern, f"000{most}")
    assert whole(most).read(f"000{most}", "k") == most


def test_a_summary_of_a_topic() -> None:
    fields = {"about": " sanctions ", "since": "2019-01-02", "words": "2000", "method": "centroid"}
    asked = read(Summarize, fields)
    assert (asked.topic, asked.named, asked.method, asked.is_plain) == ("sanctions", (), "centroid", False)
    assert (asked.filters, asked.length) == (Filters(since=date(2019, 1, 2)), Length(words=2_000))


def test_a_summary_of_articles_keeps_ids_as_they_are_and_each_once() -> None:
    asked = read(Summarize, {"id": ["b ", "a", "", "b "], "ids": [None, " c/d", "a"], "sentences": 100})
    assert (asked.topic, asked.named) == ("", ("b ", "a", " c/d"))
    assert asked.length == Length(sentences=100)
    assert read(Summarize, {"ids": "one"}).named == ("one",)
    assert len(read(Summarize, {"id": [str(n) for n in range(MAX_NAMED)]}).named) == MAX_NAMED


@pytest.mark.parametrize("ratio", [1, 1.0, "1", " 1.0 "])
def test_a_ratio_may_be_the_whole(ratio: Any) -> None:
    assert read(Summarize, {"ratio": ratio}).length == Length(ratio=1.0)
    assert read(Summarize, {"ratio": ".25"}).length == read(Summarize, {"ratio": 0.25}).length == Length(ratio=0.25)


@pytest.mark.parametrize(("given", "number"), [("5e-324", 5e-324), ("2.5E-1", 0.25), ("1e0", 1.0)])
def test_a_ratio_may_have_an_exponent(given: str, number: float) -> None:
    assert read(Summarize, {"ratio": given}).ratio == number


@pytest.mark.parametrize("given", [2.0, "2.0", " 002.00 "])
def test_a_whole_number_may_have_a_point(given: Any) -> None:
    """To JSON Schema 2.0 is an integer."""
    k = read(Question, {"k": given}).k
    assert (k, type(k)) == (2, int)


def ratio_not(shown: str) -> str:
    return f"ratio must be a number above 0 and at most 1, such as 0.25, not {shown}"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"ratio": 0}, ratio_not("0")),
        ({"ratio": "1.01"}, ratio_not("'1.01'")),
        ({"ratio": "-.5"}, ratio_not("'-.5'")),
        ({"ratio": "1e-999"}, ratio_not("'1e-999'")),
        ({"ratio": "1e3"}, ratio_not("'1e3'")),
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
def test_what_of_a_summary_is_refused_is_named(fields: Fields, message: str) -> None:
    with pytest.raises(BadParameter) as caught:
        read(Summarize, fields)
    assert caught.value.message == message
