"""The day, and the paper beside it, from the lines above an article."""

from datetime import date

import pytest

from qa.ingest.head.head_lines import read_head
from tests.ingest.heads import LAMP, OCT_1, OCT_2, PROSE, Told, read, told


@pytest.mark.parametrize(
    "header",
    [
        "- The Washington Times - Tuesday, October 1, 2019",
        "The Washington Times - Tuesday, October 1, 2019",
        "– The Washington Times – Oct. 1, 2019",
        "The Washington Times | 2019-10-01",
        "The Washington Times — Tue., Oct. 1st, 2019",
        "The Washington Times, October 1, 2019",
        "The Washington Times, Tuesday 1 October 2019",
        "The Washington Times (October 1, 2019)",
        "The Washington Times • October 1, 2019",
        "October 1, 2019 – The Washington Times",
        "October 1, 2019 / 10:12 AM / The Washington Times",
    ],
)
def test_header_line(header):
    assert read(f"{header}\n\n{PROSE}") == ("", "The Washington Times", OCT_1, PROSE)


def test_a_date_alone_is_a_header_without_a_source():
    assert read(f"October 1, 2019\n\n{PROSE}") == ("", "", OCT_1, PROSE)


@pytest.mark.parametrize(
    ("day", "updated"),
    [
        ("October 1, 2019", None),
        ("Published October 1, 2019", None),
        ("Published: October 1, 2019 at 10:12 a.m.", None),
        ("Published\n1 October 2019", None),
        ("Posted on\n\nOctober 1, 2019", None),
        ("First published on Tue 1 Oct 2019 10.12 BST", None),
        ("10:12 AM EDT, Tue October 1, 2019", None),
        ("October 1, 2019 · 5 min read", None),
        ("HARBOR CITY, October 1, 2019", None),
        ("Harbor City, October 1, 2019", None),
        ("1 de octubre de 2019", None),
        ("Published: October 1, 2019 | Updated: October 2, 2019 at 9 a.m.", OCT_2),
        ("PUBLISHED: 10:12, 1 October 2019 | UPDATED: 11:40, 2 October 2019", OCT_2),
        ("Posted: Oct. 1, 2019 10:12 AM Updated: Oct. 2, 2019 9:00 AM", OCT_2),
        ("Published\n1 October 2019\nUpdated\n2 October 2019", OCT_2),
        ("Tue 1 Oct 2019 10.12 BST\nLast modified on Wed 2 Oct 2019 09.00 BST", OCT_2),
        ("Publié le 1 octobre 2019 à 10h12 - Mis à jour le 2 octobre 2019", OCT_2),
    ],
)
def test_lines_with_a_day(day, updated):
    assert told(f"{LAMP}\n\n{day}") == Told(LAMP, published=OCT_1, updated=updated)
    assert told(f"{LAMP}\n{day}") == Told(LAMP, published=OCT_1, updated=updated)


def test_a_change_is_the_best_that_is_known_of_the_day():
    assert told(f"{LAMP}\n\nUpdated 5:14 PM ET, Tue October 1, 2019") == Told(LAMP, published=OCT_1, updated=OCT_1)


def test_a_sentence_below_the_title_is_no_prose_above_a_byline_or_a_label_and_prose_above_a_bare_day():
    sentence = "A fuse had melted, the keeper says."
    assert told(f"{LAMP}\n\n{sentence}\n\nBy Ada Finch") == Told(LAMP, byline="Ada Finch")
    assert told(f"{LAMP}\n\n{sentence}\n\nPublished October 1, 2019") == Told(LAMP, published=OCT_1)
    assert told(f"{LAMP}\n\n{sentence}\n\nOctober 1, 2019") == Told(
        LAMP, published=OCT_1, left=f"{sentence}\n\nOctober 1, 2019"
    )


def test_the_entries_of_a_chronicle_are_no_publication_dates():
    entries = "October 1, 2019\n\nThe lamp goes dark.\n\nOctober 2, 2019\n\nIt is lit again."
    assert told(f"{LAMP}\n\nA short history\n\n{entries}") == Told(LAMP, left=f"A short history\n\n{entries}")
    assert told(f"{LAMP}\n\nIt burned for years.\n\n{entries}") == Told(LAMP, left=f"It burned for years.\n\n{entries}")


@pytest.mark.parametrize("place", ["TARNWICK", "TARNWICK, Mass.", "HARBOR CITY"])
@pytest.mark.parametrize("behind", [" — ", " (Example Wire) - ", "--", " -- "])
def test_a_dateline_tells_the_day_and_is_prose(place, behind):
    text = f"{LAMP}\n\n{place}, Oct. 1, 2019{behind}{PROSE}"
    head = read_head(text)
    assert (head.title, head.published, text[head.end :].strip()[:8]) == (LAMP, OCT_1, place[:8])
    assert head.details.told_by == (("published", "dateline"), ("title", "header line"))


@pytest.mark.parametrize("line", ["CNN —", "Harbor City, Example News —"])
def test_a_dateline_alone_on_its_line_is_no_title(line):
    assert told(line) == Told()
    assert told(f"{LAMP}\n\n{line}") == Told(LAMP)


@pytest.mark.parametrize(
    "line", ["The Kiln Post - May 1, 2019", "- Paper 1 - Tuesday, May 1, 2019", "- Harbor One - May 1, 2019"]
)
def test_a_name_and_a_day_are_a_header_whatever_the_paper_is_called(line):
    for text in (
        f"{line}\n\nThe kiln was lit. It will burn.\n",
        f"Kiln lit\n\n{line}\n\nThe kiln was lit. It will burn.\n",
    ):
        head = read_head(text)
        assert head.source in ("The Kiln Post", "Paper 1", "Harbor One")
        assert (head.published, text[head.end :].strip()) == (date(2019, 5, 1), "The kiln was lit. It will burn.")
