"""The days of a text, and what looks back or ahead in it, are found in time that grows with its length."""

from datetime import date

import pytest

from qa.text.date_cues import cues
from qa.text.dates import date_mentions
from tests.growth import grows_with_length_only

PUBLISHED = date(2019, 6, 13)

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "part",
    [
        *("1 ", "on ", "Feb. ", "Feb. 1 ", "Monday ", "in 2018 ", "last ", "said. A ", "the day before ", "May by "),
        *("the 1 of ", "a", "1", " ", "\n", "will ", "Mon, ", "2018-", "1-", "Feb.   ", "this past ", "every "),
        *("1/", "1.", "in '98 ", "over the weekend ", "Boxing Day ", "a week ago Monday ", "two days later "),
        *("hours ago ", "first quarter ", "Mon-\nday ", "x\u00ad", "a crash Monday ", "is Monday ", "A man on Monday "),
        *("in 2 days", "opens in a week. ", "the Monday before last ", "on the 3rd. ", "on 5/31/18 ", "Labor Day "),
        *("the eve of May 3 ", "two days after ", "a day after Monday ", "on Good Friday ", "3 days from now "),
    ],
)
def test_days_are_found_in_time_that_grows_with_length_only(part):
    assert grows_with_length_only(lambda text: date_mentions(text, PUBLISHED), part, 10_000)


@pytest.mark.parametrize(
    "part",
    [
        *("a ", "a", "a-", ", ", "1", "votes ", "is ", "and ", "told a a a to ", "agree to ", "order a a a to "),
        *("plan ", f"plan{' a' * 20} ", "moved a a to ", "comes a a a after ", "would not ", "until ", "fought until "),
        *("does ", "Does a vote ", "Will the ", "releases its report ", "its a "),
    ],
)
def test_cues_are_found_in_time_that_grows_with_length_only(part):
    assert grows_with_length_only(cues, part, 10_000)
