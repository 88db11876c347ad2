from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qa import Filter
from web.params import NAMES, BadParameter, Wanted, only, wanted


def test_everything_given() -> None:
    fields = {"question": " why ", "k": "7", "since": "2019-01-02", "until": "3 January 2019", "source": " A "}
    chosen = Filter(date(2019, 1, 2), date(2019, 1, 3), "A")
    assert wanted(fields | {"explain": "true"}) == Wanted("why", 7, chosen, True)


def test_nothing_given_and_a_form_left_empty() -> None:
    nothing = Wanted("", 3, Filter(), False)
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
