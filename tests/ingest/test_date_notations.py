"""Days in the notations of more languages and programs, all of May 13, 2019, unless a test says otherwise."""

from datetime import date

import pytest

from qa.ingest.dates.publication_dates import DayTold, beside_a_day, days_told, parse_date
from tests.growth import grows_with_length_only

MAY_13 = date(2019, 5, 13)


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "ocak ledna leden januára tammikuuta január ianuarie Ιανουαρίου січня يناير"),
        (2, "şubat února februára helmikuuta február februarie Φεβρουαρίου лютого فبراير"),
        (3, "mart března maaliskuuta március martie maret Μαρτίου березня مارس"),
        (4, "nisan dubna apríla huhtikuuta április aprilie Απριλίου квітня أبريل"),
        (5, "mayıs MAYIS května mája toukokuuta május Μαΐου ΜΑΪΟΥ Μάιος травня مايو"),
        (6, "haziran června júna kesäkuuta június iunie Ιουνίου червня يونيو"),
        (7, "temmuz července heinäkuuta július iulie Ιουλίου липня يوليو"),
        (8, "ağustos srpna elokuuta augusztus agustus Αυγούστου серпня أغسطس"),
        (9, "eylül září syyskuuta szeptember septembrie Σεπτεμβρίου вересня سبتمبر"),
        (10, "ekim října lokakuuta október octombrie Οκτωβρίου жовтня أكتوبر"),
        (11, "kasım listopadu marraskuuta noiembrie Νοεμβρίου листопада نوفمبر"),
        (12, "aralık prosince joulukuuta decembrie Δεκεμβρίου грудня ديسمبر"),
    ],
)
def test_months_of_more_languages(month, names):
    assert {parse_date(f"13 {name} 2019") for name in names.split()} == {date(2019, month, 13)}


@pytest.mark.parametrize(
    "text",
    """Pazartesi, 13 Mayıs 2019, 10:12
Yayınlanma tarihi: 13 Mayıs 2019
pondělí 13. května 2019
maanantaina 13. toukokuuta 2019 klo 10.12
2019. május 13.
2019. május 13. hétfő
Δευτέρα, 13 Μαΐου 2019
понеділок, 13 травня 2019
الاثنين 13 مايو 2019
13.5.19
13.5.19, 10:12 Uhr
Mon, 13 May 19 10:12:00 EST
Mon, 13 May 19 10:12:00 +0200
13 May 19 10:12
20190513T223000-0400
20190513T2230+02
20190513T101200.000+02:00
["2019-05-13"]
/Date(1557736320000)/
/Date(1557736320000-0400)/
\\/Date(1557736320000)\\/
May 13,\u200b 2019
\u200e5/\u200e13/\u200e2019
\ufeffMay\u2060 13, 2019""".splitlines(),
)
def test_more_notations(text):
    assert parse_date(text) == MAY_13


def test_a_list_of_one_is_that_one():
    assert parse_date(["2019-05-13"]) == parse_date([1557736320]) == MAY_13
    assert parse_date(["2019-05-13", "2019-05-14"]) is None
    assert parse_date([]) is None


@pytest.mark.parametrize(
    "text",
    [
        *("13.13.19", "3.5.19", "1.2.19", "10.12.1", "Android 13.5.19", "13.5.19.1"),  # as often a version
        *("3 May 19", "3 May 19:30", "20190513-2019", "20190513T223000-99999"),
        *("/Date(5)/", "Date(1557736320000)", "3 mayıs", "13 marti 2019"),
    ],
)
def test_no_day(text):
    assert parse_date(text) is None


def test_months_of_two_languages_that_look_alike_stay_as_they_were():
    assert parse_date("13 listopada 2019") == parse_date("13. listopadu 2019") == date(2019, 11, 13)
    assert parse_date("13 lipca 2019") == parse_date("13 липня 2019") == date(2019, 7, 13)


def test_what_shows_nothing_stands_in_a_line_of_a_day():
    line = "\u200bUpdated: May\u200b 13,\u200b 2019\u200b"
    assert days_told(line) == (DayTold(10, 24, MAY_13, True),)
    assert beside_a_day("Pub\u00adlished on\u200b")
    assert not beside_a_day("Har\u00adbor")


@pytest.mark.parametrize("part", ["\u200b", "May\u200b ", "20190513t1012-", "3 May 19 10", "13.5.", "2019. "])
def test_time_grows_with_the_length(part):
    assert grows_with_length_only(days_told, part, 20_000)
