"""The names of months in the languages of many archives, beside those that CLDR has (by babel)."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale

from qa.ingest.dates.publication_dates import days_told, parse_date

MAY_13 = date(2019, 5, 13)
LANGUAGES = (
    *"en de fr es it pt nl sv nb da pl ru tr cs sk fi hu ro id el uk ar th hi bn mr gu ta te ka hy he fa ur kk".split(),
    *"bg be sr mk hr sl et lv lt fil vi is af sw sq gl az".split(),
)
OTHER_MONTH = {"listopad", "listopada"}  # November in Polish, and October in Croatian


@pytest.mark.parametrize("language", [*LANGUAGES, "sr_Latn", "ar_LB", "ar_MA"])
def test_every_name_of_cldr_is_known(language: str) -> None:
    months = Locale.parse(language).months
    named = [(month, name) for form in ("format", "stand-alone") for month, name in months[form]["wide"].items()]
    named = [(month, name) for month, name in named if language != "hr" or name not in OTHER_MONTH]
    missed = [name for month, name in named if parse_date(f"13 {name} 2019") != date(2019, month, 13)]
    assert len(named) >= 22
    assert missed == []


@pytest.mark.parametrize(
    "text",
    """วันจันทร์ที่ 13 พฤษภาคม 2562
13 พ.ค. 2562 เวลา 10:12 น.
13 พฤษภาคม 2019
Thứ hai, ngày 13 tháng 5 năm 2019
13 tháng 5, 2019 10:12
13 Tháng Năm 2019, thứ Hai
सोमवार, 13 मई 2019
13 मई, 2019 को
১৩ মে ২০১৯
সোমবার ১৩ই মে ২০১৯
2019 წლის 13 მაისი
יום שני, 13 במאי 2019
13 أيار 2019
الاثنين 13 ماي 2019
13 مه 2019
понеделник, 13 май 2019
панядзелак 13 мая 2019
Пнд, 13 мая 2019 г. 12:15
13 трав. 2019
понедељак, 13. мај 2019.
ponedjeljak, 13. svibnja 2019.
13. kvě 2019
2019 m. gegužės 13 d.
2019. gada 13. maijs
dilluns, 13 de maig de 2019
2019. 05. 13.
2019. 5. 13 오후 10:58""".splitlines(),
)
def test_dates_in_more_languages(text: str) -> None:
    assert parse_date(text) == MAY_13


def test_marks_that_change_a_letter_are_part_of_the_day() -> None:
    line = "Pr\u030cidano 13. kve\u030ctna 2019 ok"
    (told,) = days_told(line)
    assert (line[told.start : told.end], told.day) == ("13. kve\u030ctna 2019", MAY_13)


@pytest.mark.parametrize(
    "text",
    [
        *("13 มกรา 2562 บาท", "5 там 2019", "iPad Pro 11 2019", "the dub 11 2019", "Ian 13, 2019", "13 พฤษภาคม 3019"),
        *("Tháng 13 2019", "13 tháng 13 2019", "Ngày 13 tháng 5", "मई 2019", "13 мая 20195"),
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert parse_date(text) is None
