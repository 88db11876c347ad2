"""Metadata from named fields."""

from datetime import date

import pytest

from qa.ingest.head.fields import from_fields
from qa.ingest.head.metadata import Head, told

OCT_1 = date(2019, 10, 1)


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


def test_hostile_types():
    hostile = {"title": ["a"], "source": {"a": "b"}, "date": 5, "url": 7, 5: "five", None: "none"}
    assert from_fields(hostile) == Head()
    assert from_fields({"title": 1984, "source": 2.5}) == told(Head(title="1984", source="2.5"), "field")
    assert from_fields({"title": "a\n b\t c"}).title == "a b c"
    long = Head(title="x" * 200, source="y" * 200)
    assert from_fields({"title": "x" * 300, "source": "y" * 300}) == told(long, "field")


def test_names():
    head = from_fields({"Title": "T", "PUBLISHER": "P", "Date": "2019-10-01"})
    assert head == told(Head(0, "T", "P", OCT_1), "field")
    assert from_fields({"published": "2019-10-01", "date": "2018-01-01"}).published == OCT_1
