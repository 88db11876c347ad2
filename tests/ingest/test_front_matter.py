"""Metadata between two lines of `---` at the very top of a text."""

from datetime import date

import pytest
import yaml

from qa.ingest.head.front_matter import read_front_matter
from qa.ingest.head.metadata import Head, told

OCT_1 = date(2019, 10, 1)
PROSE = "Talks will resume on Saturday. Nobody knows why."


def test_front_matter():
    text = f"""---
title: "Talks: the next round"
source: Meridian Wire
date: 2019-10-01
url: https://example.org/talks?id=1
---
{PROSE}"""
    head = Head(
        end=text.index("Talks will"),
        title="Talks: the next round",
        source="Meridian Wire",
        published=OCT_1,
        url="https://example.org/talks?id=1",
    )
    assert read_front_matter(text) == told(head, "field")


@pytest.mark.parametrize(
    "value",
    ["2019-10-01", "2019-10-01 12:30:00", "2019-10-01T23:59:00+09:00", "'2019-10-01'", '"October 1, 2019"', "20191001"],
)
def test_dates(value):
    assert read_front_matter(f"---\ntitle: T\npublished: {value}\n---\n").published == OCT_1


@pytest.mark.parametrize("title", ["1984", "Yes", "0xff", "1:30", "3.10", "#MeToo turns two", "null and void"])
def test_a_title_stays_as_it_is_written(title):
    quoted = f'"{title}"' if "#" in title else title
    assert read_front_matter(f"---\ntitle: {quoted}\n---\n").title == title


def test_malformed_yaml_is_read_line_by_line():
    head = read_front_matter("---\ntitle: Talks: a new round\ndate: 2019-10-01\n---\n")
    assert (head.title, head.published) == ("Talks: a new round", OCT_1)


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


def test_the_language():
    assert read_front_matter("---\ntitle: T\nlang: no\n---\n").language == "no"  # YAML 1.1 takes it for false
    assert read_front_matter("---\ntitle: T\nLanguage: en_GB\n---\n").language == "en-GB"
    assert read_front_matter("---\ntitle: T\n---\n").language == ""


def test_characters_that_yaml_can_write_and_no_file_can_hold():
    head = read_front_matter('---\ntitle: "a\\0b\\uD800c"\nsource: "s\\0"\n---\n')
    assert (head.title, head.source) == ("a\ufffdb\ufffdc", "s\ufffd")
    head = read_front_matter('---\ntitle: "a \\UFFFFFFFF"\nsource: Gazette\n---\n')
    assert (head.title, head.source) == ("a \\UFFFFFFFF", "Gazette")


@pytest.mark.parametrize("opener", ["[", "{", "x: [", "[[],"])
def test_brackets_without_end_are_not_given_to_yaml(opener, monkeypatch):
    """Which takes seconds to say that they have no end."""
    monkeypatch.delattr(yaml, "load")
    block = (opener * 20_000)[:19_900]
    assert read_front_matter(f"---\n{block}\n---\nText.\n").title == ""
    assert read_front_matter(f"---\ntitle: T\n{block}\n---\n").title == "T"
