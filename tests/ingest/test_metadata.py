"""Title, source and date from what stands above an article."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ingest.fields import from_fields
from qa.ingest.front_matter import read_front_matter
from qa.ingest.head_lines import read_head
from qa.ingest.metadata import Head, language_tag
from qa.ingest.publication_dates import parse_date

OCT_1 = date(2019, 10, 1)
PROSE = "Talks will resume on Saturday. Nobody knows why."


def read(text: str) -> tuple[str, str, date | None, str]:
    """Title, source, date, and what is left as prose."""
    head = read_head(text)
    return head.title, head.source, head.published, text[head.end :].strip()


@pytest.mark.parametrize(
    "header",
    [
        "- The Washington Times - Tuesday, October 1, 2019",
        "The Washington Times - Tuesday, October 1, 2019",
        "– The Washington Times – Oct. 1, 2019",
        "The Washington Times | 2019-10-01",
        "The Washington Times — Tue., Oct. 1st, 2019",
        "By Guy Taylor - The Washington Times - Tuesday, October 1, 2019",
    ],
)
def test_header_line(header):
    assert read(f"{header}\n\n{PROSE}") == ("", "The Washington Times", OCT_1, PROSE)


def test_a_date_alone_is_a_header_without_a_source():
    assert read(f"October 1, 2019\n\n{PROSE}") == ("", "", OCT_1, PROSE)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_title_before_and_after_the_header(end):
    header, blank = "The Example Gazette - October 1, 2019", end * 2
    expected = ("Talks to resume", "The Example Gazette", OCT_1, PROSE)
    assert read(f"{header}{blank}Talks to resume{blank}{PROSE}") == expected
    assert read(f"Talks to resume{blank}{header}{blank}{PROSE}") == expected
    assert read(f"Talks to resume{end}{header}{end}{PROSE}") == expected


def test_boilerplate_and_bylines_are_no_titles():
    text = f"Advertisement\n\nBy Jane Q. Doe and John Roe\n\nTalks to resume\n\n{PROSE}"
    assert read(text) == ("Talks to resume", "", None, PROSE)
    assert read(f"By Jane Doe\n\n{PROSE}")[0] == ""


@pytest.mark.parametrize(
    "first",
    [PROSE, "Will they talk?", "“They will talk.”", "x" * 201, "Short", "Paris fell on June 14, 1940."],
)
def test_prose_is_not_taken_for_a_head(first):
    text = first if first == "Short" else f"{first}\n\n{PROSE}"
    assert read_head(text) == Head()


def test_a_short_line_without_an_empty_line_after_it_is_prose():
    assert read_head(f"No title\n{PROSE}") == Head()


def test_front_matter():
    text = f"""---
title: "Talks: the next round"
source: Meridian Wire
date: 2019-10-01
url: https://example.org/talks?id=1
---
{PROSE}"""
    assert read_head(text) == Head(
        end=text.index("Talks will"),
        title="Talks: the next round",
        source="Meridian Wire",
        published=OCT_1,
        url="https://example.org/talks?id=1",
    )


@pytest.mark.parametrize(
    "value",
    ["2019-10-01", "2019-10-01 12:30:00", "2019-10-01T23:59:00+09:00", "'2019-10-01'", '"October 1, 2019"', "20191001"],
)
def test_front_matter_dates(value):
    assert read_front_matter(f"---\ntitle: T\npublished: {value}\n---\n").published == OCT_1


@pytest.mark.parametrize("title", ["1984", "Yes", "0xff", "1:30", "3.10", "#MeToo turns two", "null and void"])
def test_a_title_stays_as_it_is_written(title):
    quoted = f'"{title}"' if "#" in title else title
    assert read_front_matter(f"---\ntitle: {quoted}\n---\n").title == title


def test_malformed_yaml_is_read_line_by_line():
    head = read_front_matter("---\ntitle: Talks: a new round\ndate: 2019-10-01\n---\n")
    assert (head.title, head.published) == ("Talks: a new round", OCT_1)


def test_front_matter_and_a_header_line_together():
    text = f"---\ndate: 2019-10-02\n---\nThe Example Gazette - October 1, 2019\n\n{PROSE}"
    assert read(text) == ("", "The Example Gazette", date(2019, 10, 2), PROSE)


@pytest.mark.parametrize(
    "block",
    [
        "- a list\n- no mapping",
        "just words",
        "",
        "title: T\nlong: " + "x" * 20_001,
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(block):
    assert read_front_matter(f"---\n{block}\n---\nText.") == Head()


def test_front_matter_that_never_ends():
    assert read_front_matter(f"---\ntitle: T\n\n{PROSE}") == Head()


def test_alias_bombs_and_huge_numbers_do_no_harm():
    lines = ["a0: &a0 {x: 1}"]
    for i in range(1, 10):
        lines.append(
            f"a{i}: &a{i}\n  <<: [{', '.join([f'*a{i - 1}'] * 10)}]\n  list: [{', '.join([f'*a{i - 1}'] * 10)}]"
        )
    bomb = "\n".join([*lines, "title: *a9", "source: Gazette"])
    assert read_front_matter(f"---\n{bomb}\n---\n").source == "Gazette"
    assert (
        read_front_matter(f"---\nsource: Gazette\nurl: 0x{'f' * 9000}\ntitle: {'9' * 9000}\n---\n").source == "Gazette"
    )
    assert read_front_matter("---\n" + "[" * 5000 + "\n---\n") == Head()


def test_yaml_tags_make_no_objects():
    head = read_front_matter("---\ntitle: !!python/object/apply:os.getcwd []\nsource: Gazette\n---\n")
    assert (head.title, head.source) == ("", "Gazette")


@pytest.mark.parametrize(
    "text",
    """2019-10-01
2019-10-01T08:00:00Z
2019-10-01 08:00
October 1, 2019
Oct. 1, 2019
Oct 1 2019
OCTOBER 1, 2019
october 1st, 2019
1 October 2019
1st Oct. 2019
Tuesday, October 1, 2019
Tue 1 Oct 2019
Tuesday 1 October 2019
2019/10/01
20191001
01.10.2019
Tue, 01 Oct 2019 23:59:59 GMT
1 Oct 2019 08:00:00 +0900""".splitlines(),
)
def test_dates(text):
    assert parse_date(text) == parse_date(f"  {text} ") == OCT_1


def test_sept_is_a_month_too():
    assert parse_date("Sept. 17, 2018") == parse_date("Sep 17, 2018") == date(2018, 9, 17)


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "1499-12-31", "2201-01-01"])
def test_years_that_stand_for_no_date(text):
    assert parse_date(text) is None
    assert parse_date("1500-01-01") == date(1500, 1, 1)


@pytest.mark.parametrize(
    "value",
    [
        *("2019-99-99", "2019-10-0123", "2019-10", "May", "May 2019", "12", "123456", "1234567", "", "      "),
        *("555-123-4567", "(555) 123-4567", "+1 555 123 4567", "Feb. 30, 2019", "October 32, 2019", "Tuesday"),
        *("12 34 56 78", "10/01/2019", "1 Oct 99999 1:1:1", "1 Oct 2019 1:1:1 +9999999999", "x" * 61),
        *(None, 20191001, 2019.1, True, ["2019-10-01"], {"date": "2019-10-01"}, b"2019-10-01"),
    ],
)
def test_no_dates(value):
    assert parse_date(value) is None


@given(st.one_of(st.text(max_size=60), st.text("0123456789-/.,: +OctMayTueAMPG", min_size=6, max_size=40)))
def test_no_text_is_an_error(text):
    assert parse_date(text) is None or isinstance(parse_date(text), date)
    assert read_head(text).end <= len(text)


@pytest.mark.parametrize("url", ["http://example.org", "HTTPS://example.org/a?b=c#d", "https://例え.jp/ü"])
def test_web_addresses(url):
    assert from_fields({"url": url}).url == url


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "ftp://example.org", "//example.org"),
        *("https://", "https://a b", 'https://a"onclick=', "https://a<script>", "https://a\x07", "https://a\ud800"),
        *("https://" + "a" * 2000, "see https://example.org", 5, None, ["https://example.org"], {"a": 1}, ""),
    ],
)
def test_other_addresses_are_dropped(url):
    assert from_fields({"url": url}).url is None


def test_hostile_field_types():
    hostile = {"title": ["a"], "source": {"a": "b"}, "date": 5, "url": 7, 5: "five", None: "none"}
    assert from_fields(hostile) == Head()
    assert from_fields({"title": 1984, "source": 2.5}) == Head(title="1984", source="2.5")
    assert from_fields({"title": "a\n b\t c"}).title == "a b c"
    assert from_fields({"title": "x" * 300, "source": "y" * 300}) == Head(title="x" * 200, source="y" * 200)


def test_field_names():
    assert from_fields({"Title": "T", "PUBLISHER": "P", "Date": "2019-10-01"}) == Head(0, "T", "P", OCT_1)
    assert from_fields({"published": "2019-10-01", "date": "2018-01-01"}).published == OCT_1


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        (" DE ", "de"),
        ("en_us", "en-US"),
        ("PT-br", "pt-BR"),
        ("zh-hant-TW", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
        ("yue", "yue"),
        ("English", ""),
        ("e", ""),
        ("en-", ""),
        ("en US", ""),
        ("en-GB; q=1", ""),
        ("und", ""),
        ("", ""),
        (None, ""),
        (5, ""),
        (["en"], ""),
    ],
)
def test_language_tags(written, tag):
    assert language_tag(written) == tag


def test_the_language_in_front_matter():
    assert read_front_matter("---\ntitle: T\nlang: no\n---\n").language == "no"  # YAML 1.1 takes it for false
    assert read_front_matter("---\ntitle: T\nLanguage: en_GB\n---\n").language == "en-GB"
    assert read_front_matter("---\ntitle: T\n---\n").language == ""


def test_characters_that_yaml_can_write_and_no_file_can_hold():
    head = read_front_matter('---\ntitle: "a\\0b\\uD800c"\nsource: "s\\0"\n---\n')
    assert (head.title, head.source) == ("a\ufffdb\ufffdc", "s\ufffd")
    head = read_front_matter('---\ntitle: "a \\UFFFFFFFF"\nsource: Gazette\n---\n')
    assert (head.title, head.source) == ("a \\UFFFFFFFF", "Gazette")
