"""Days in the notations of many programs and languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ingest.dates.date_notations import DayOrder
from qa.ingest.dates.publication_dates import DayTold, beside_a_day, date_in_name, days_told, parse_date
from tests.growth import grows_with_length_only

OCT_1 = date(2019, 10, 1)
MAY_13 = date(2019, 5, 13)


@pytest.mark.parametrize(
    "text",
    """2019-10-01
2019-10-01T08:00:00Z
2019-10-01T08:00:00.000+02:00
2019-10-01 08:00
2019-10-01 08:00:00 UTC
2019/10/01
2019/10/1
2019.10.01
20191001
20191001T080000Z
20191001080000
201910010800
01.10.2019
1. 10. 2019
01.10.19
2019-Oct-01
1-Oct-2019
1-Oct-19
Oct 1, '19
October 1, 2019
Oct. 1, 2019
Oct 1 2019
OCTOBER 1, 2019
october 1st, 2019
October the 1st, 2019
1 October 2019
1st Oct. 2019
1st of October 2019
1 October, 2019
Tuesday, October 1, 2019
Tue 1 Oct 2019
Tuesday 1 October 2019
Oct. 1-2, 2019
1/2 October 2019
Tue, 01 Oct 2019 23:59:59 GMT
1 Oct 2019 08:00:00 +0900
Tue, 1 Oct 2019 08:00:00 +0200 (CEST)
Tue Oct 01 08:00:00 +0000 2019
Tue Oct  1 08:00:00 2019
Tue Oct 1 08:00:00 UTC 2019
October 1, 2019 at 10:12 a.m.
October 1, 2019 10:12pm EDT
5:14 PM ET, Tue October 1, 2019
10:12, 1 October 2019
Tue 1 Oct 2019 10.12 BST
October 1, 2019 12 noon Eastern
Published October 1, 2019
Posted on October 1, 2019
Published: October 1, 2019 at 10:12 a.m. | Updated: October 2, 2019 at 9 a.m.
Updated October 2, 2019; first published October 1, 2019
Last updated on October 1, 2019
1. Oktober 2019
Dienstag, 1. Okt. 2019, 10:12 Uhr
Veröffentlicht am 1. Oktober 2019
1er octobre 2019
mardi 1 octobre 2019 à 10h12
Publié le 1 octobre 2019 à 10h12, mis à jour le 2 octobre 2019
1 de octubre de 2019
1º de octubre del 2019
martes, 1 de octubre de 2019
1 ottobre 2019
1 de outubro de 2019
terça-feira, 1 de outubro de 2019
1 oktober 2019
den 1. oktober 2019
1 października 2019 r.
1 октября 2019 г.
вторник, 1 октября 2019, 10:12
2019年10月1日
2019年10月1日（火）10時12分
2019年10月01日 星期二
2019년 10월 1일
１ October 2019""".splitlines(),
)
def test_dates(text):
    assert parse_date(text) == parse_date(f"  {text} ") == OCT_1


@pytest.mark.parametrize(
    "month",
    [
        *("January Januar janvier enero gennaio janeiro januari stycznia января".split()),
        *("Jan. Jänner janv. ene. gen. styczeń янв.".split()),
    ],
)
def test_january(month):
    assert parse_date(f"13 {month} 2019") == date(2019, 1, 13)


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (2, "Feb février febrero febbraio fevereiro lutego февраля"),
        (3, "Mar März Maerz mars marzo março maart marts marca марта"),
        (4, "Apr avril abril aprile kwietnia апреля"),
        (5, "May Mai mayo maggio maio mei maj maja мая"),
        (6, "June Juni juin junio giugno junho czerwca июня"),
        (7, "July Juli juillet julio luglio julho lipca июля"),
        (8, "Aug août agosto augustus augusti sierpnia августа"),
        (9, "Sept Sep. septembre septiembre settembre setembro września сентября"),
        (11, "Nov novembre noviembre novembro listopada ноября"),
        (12, "Dec Dez. décembre diciembre dicembre dezembro desember grudnia декабря"),
    ],
)
def test_months(month, names):
    assert {parse_date(f"13 {name} 2019") for name in names.split()} == {date(2019, month, 13)}


@pytest.mark.parametrize("text", ["13/05/2019", "05/13/2019", "13-05-2019", "5/13/19", "13/5/19", "5/13/2019 10:12 AM"])
def test_an_order_that_only_one_reading_has(text):
    assert parse_date(text) == parse_date(text, day_first=True) == parse_date(text, day_first=False) == MAY_13


@pytest.mark.parametrize("text", ["05/03/2019", "5/3/2019", "05-03-2019", "5/3/19", "Published 5/3/2019 at 10:12"])
def test_an_order_that_is_open(text):
    assert parse_date(text) is None
    assert parse_date(text, day_first=True) == date(2019, 3, 5)
    assert parse_date(text, day_first=False) == date(2019, 5, 3)


def test_one_day_in_either_order():
    assert parse_date("05/05/2019") == date(2019, 5, 5)


@pytest.mark.parametrize(
    "value",
    [
        *(
            1569888000,
            1569974399,
            1569888000.5,
            1569888000000,
            "1569888000",
            "1569888000.25",
            "1569888000000",
            20191001,
        ),
        *({"$date": "2019-10-01T00:00:00Z"}, {"$date": 1569888000000}, {"$date": {"$numberLong": "1569888000000"}}),
        {"$numberLong": "1569888000000"},
    ],
)
def test_numbers_and_what_databases_write(value):
    assert parse_date(value) == OCT_1


def test_years_of_two_digits():
    assert parse_date("13-May-68") == date(2068, 5, 13)
    assert parse_date("13-May-69") == date(1969, 5, 13)


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "1499-12-31", "2201-01-01"])
def test_years_that_stand_for_no_date(text):
    assert parse_date(text) is None
    assert parse_date("1500-01-01") == date(1500, 1, 1)


@pytest.mark.parametrize(
    "value",
    [
        *("2019-99-99", "2019-10-0123", "2019-10", "May", "May 2019", "12", "123456", "1234567", "", "      ", "2019"),
        *("555-123-4567", "(555) 123-4567", "+1 555 123 4567", "Feb. 30, 2019", "October 32, 2019", "Tuesday"),
        *("12 34 56 78", "31/31/2019", "1 Oct 99999 1:1:1", "1 Oct 2019 1:1:1 +9999999999", "x" * 121, "1.2.19"),
        *("Bridge of May 3, 2019", "May 3, 2019 was a Friday", "On May 3, 2019, he left", "Version 1.10.2019-3"),
        *("20191399", "99999999", "5551234567", "99999999999999", "١٢", "10:12", "2 hours ago"),
        *(
            None,
            2019.1,
            True,
            0,
            -1569888000,
            1e300,
            float("nan"),
            [["2019-10-01"]],
            {"date": "2019-10-01"},
            b"2019-10-01",
        ),
        *({"$date": None}, {"$date": {"$date": {"$date": "2019-10-01"}}}, {}),
    ],
)
def test_no_dates(value):
    assert parse_date(value) is None


@given(st.one_of(st.text(max_size=120), st.text("0123456789-/.,: +'OctMayTueAMPG年月日", min_size=6, max_size=40)))
def test_no_text_is_an_error(text):
    assert parse_date(text) is None or isinstance(parse_date(text), date)
    assert all(0 <= told.start < told.end <= len(text) for told in days_told(text))


def test_days_that_a_line_tells():
    line = "Updated: Oct. 2, 2019 | Published: 1 Oct 2019, 5/3/2019"
    assert days_told(line) == (DayTold(9, 21, date(2019, 10, 2), True), DayTold(35, 45, OCT_1, False))
    assert days_told("5/3/2019", DayOrder(slashed=False)) == (DayTold(0, 8, date(2019, 5, 3)),)


@pytest.mark.parametrize(
    ("rest", "nothing"),
    [
        ("Published on Friday at 10:12 a.m. EDT", True),
        ("", True),
        ("GMT+2, Uhr", True),
        ("Harbor", False),
        ("12", False),
    ],
)
def test_what_stands_beside_a_day(rest, nothing):
    assert beside_a_day(rest) is nothing


@pytest.mark.parametrize(
    "name",
    """2019-10-01-lamp-goes-dark
2019-10-01
2019-10-01.txt
2019_10_01_lamp
2019.10.01 lamp
20191001_lamp
20191001-lamp.html
20191001
gazette_20191001_p1
Gazette 2019-10-01.txt
archive/2019/10/01/lamp.txt
archive\\2019-10-01-lamp.txt
2018-01-01-export/2019-10-01-lamp.txt
https://example.com/news/2019/10/01/lamp
https://example.com/2019/oct/01/lamp?page=2018/05/05/
HTTPS://EXAMPLE.COM/2019/10/1/
https://example.com/2019/1001/lamp
https://example.com/20191001/lamp#2018-05-05
https://example.com/story/2019-10-01-lamp""".splitlines(),
)
def test_a_day_in_a_name(name):
    assert date_in_name(name) == OCT_1


@pytest.mark.parametrize(
    "name",
    """linux-2026-1-release
lamp-20191001
the-day-of-2001-09-11
20191399
20191001123
uk-20191399
555-123-4567
2019-555-0123
2019-10-1
2019-02-30-lamp
1019-05-03
99991231
2019/10/lamp
https://example.com/2019/10/
https://2019-10-01.example.com/lamp
https://example.com/a?d=/2019/10/01/
part-1/of-2""".splitlines(),
)
def test_no_day_in_a_name(name):
    assert date_in_name(name) is None


@given(st.text(max_size=80))
def test_any_name(name):
    assert date_in_name(name) is None or isinstance(date_in_name(name), date)


@pytest.mark.parametrize("part", ["2019-10-01 ", "May 3, ", "1 ", "1/2/", "de ", "2019年", "/2019/10", "published "])
def test_time_grows_with_the_length(part):
    assert grows_with_length_only(days_told, part, 20_000)
    assert grows_with_length_only(date_in_name, part, 20_000)
