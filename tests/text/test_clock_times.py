import pytest

from qa.text.clock_times import without_clock_times


@pytest.mark.parametrize(
    "time",
    [
        "2:49 p.m.",
        "2:49 pm",
        "11 a.m.",
        "11am",
        "2.49 p.m. local time",
        "9 p.m. ET",
        "14:30 GMT",
        "14.30 Uhr",
        "6:05 a.m. (EST)",
        "8 p.m. Eastern time",
    ],
)
def test_times_of_the_day(time):
    told = without_clock_times(f"The ministry put it at {time} and named no cause.")
    assert told.split() == "The ministry put it at and named no cause.".split()


@pytest.mark.parametrize(
    "text",
    [
        "He ran it in 1:59:40.2, faster than 2:01:39 p.m. runners.",
        "They won 3:2 after 2.30 meters.",
        "A pm of 11 amps, 12 Am., 25 p.m., 910 a.m.",
        "On Feb. 28, 2019, at 14.30 it ended.",
        "Section 12:30 prime ministers (PM) and 11 AMs",
    ],
)
def test_other_numbers_stay(text):
    assert without_clock_times(text) == text
