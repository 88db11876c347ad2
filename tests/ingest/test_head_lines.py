"""Writers, named fields and all together from the lines above an article, and what of them is prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ingest.head.head_lines import read_head
from qa.ingest.head.metadata import Head
from qa.types import Details
from tests.growth import grows_with_length_only
from tests.ingest.heads import LAMP, OCT_1, OCT_2, PROSE, Told, read, told


@pytest.mark.parametrize(
    ("lines", "byline", "source"),
    [
        ("By Ada Finch\n\nOctober 1, 2019", "Ada Finch", ""),
        ("By Ada Finch\nOctober 1, 2019", "Ada Finch", ""),
        ("By Ada Finch, Example News\n\nOctober 1, 2019", "Ada Finch", "Example News"),
        ("By Ada Finch\nExample News\n\nPublished\n1 October 2019", "Ada Finch", "Example News"),
        ("By Ada Finch\nExample News, Tarnwick\n\nOctober 1, 2019", "Ada Finch", "Example News"),
        ("By Ada Finch\n\nStaff Writer\n\nOctober 1, 2019", "Ada Finch", ""),
        ("By ADA FINCH FOR THE HERALD\n\nOctober 1, 2019", "ADA FINCH", "THE HERALD"),
        ("By Ada Finch and Tom Birk\n\nOctober 1, 2019", "Ada Finch and Tom Birk", ""),
        ("By Ada Finch | October 1, 2019", "Ada Finch", ""),
        ("By Ada Finch on October 1, 2019", "Ada Finch", ""),
        ("By Ada Finch, October 1, 2019", "Ada Finch", ""),
        ("By Ada Finch - The Example Gazette - October 1, 2019", "Ada Finch", "The Example Gazette"),
        ("Posted on October 1, 2019 by Ada Finch", "Ada Finch", ""),
        ("Posted by Ada Finch on October 1, 2019", "Ada Finch", ""),
        ("October 1, 2019\nBy Ada Finch", "Ada Finch", ""),
        ("October 1, 2019 By Ada Finch", "Ada Finch", ""),
        ("Ada Finch in Tarnwick\n\nTue 1 Oct 2019 10.12 BST", "Ada Finch", ""),
        ("Ada Finch\n\nOctober 1, 2019", "Ada Finch", ""),
        ("Ada Finch, Staff Writer\n\nOctober 1, 2019", "Ada Finch", ""),
        ("Ada Finch\n\nAssociated Press\n\nOctober 1, 2019", "Ada Finch", "Associated Press"),
        ("Von Ada Finch\n\n1. Oktober 2019, 10:12 Uhr", "Ada Finch", ""),
        ("By Ada Finch\n\nMayor says the lamp is old\n\nOctober 1, 2019", "Ada Finch", ""),
    ],
)
def test_writers(lines, byline, source):
    assert told(f"{LAMP}\n\n{lines}") == Told(LAMP, source, OCT_1, byline)


def test_an_export_of_a_database():
    lines = (
        "3 of 40 DOCUMENTS\n\nThe Example Gazette\n\nOctober 1, 2019 Tuesday\nFinal Edition\n\n"
        f"{LAMP}\n\nBYLINE: By ADA FINCH\n\nSECTION: NEWS; Pg. 1\n\nLENGTH: 512 words\n\nDATELINE: TARNWICK"
    )
    assert told(lines) == Told(LAMP, "The Example Gazette", OCT_1, "ADA FINCH", section="NEWS")


def test_lines_with_keys():
    lines = f"Title: {LAMP}\nDate: October 1, 2019\nSource: The Example Gazette\nBy: Ada Finch\nSection: World"
    assert told(lines) == Told(LAMP, "The Example Gazette", OCT_1, "Ada Finch", section="World")
    head = read_head(
        f"Headline: {LAMP}\nURL: https://example.com/lamp\nLanguage: en_gb\nUpdated: 2019-10-02\n\n{PROSE}"
    )
    assert (head.title, head.url, head.language, head.details.updated) == (
        LAMP,
        "https://example.com/lamp",
        "en-GB",
        OCT_2,
    )


@pytest.mark.parametrize("sender", ["finch@example.com (Ada Finch)", "Ada Finch <finch@example.com>"])
def test_headers_of_usenet(sender):
    lines = f"From: {sender}\nNewsgroups: misc.news\nSubject: {LAMP}\nDate: Tue, 1 Oct 2019 10:12:00 GMT\nLines: 30"
    assert told(lines) == Told(LAMP, published=OCT_1, byline="Ada Finch")


@pytest.mark.parametrize(
    "first",
    [
        *(PROSE, "Will they talk?", "“They will talk.”", "x" * 201, "Short", "Paris fell on June 14, 1940."),
        *("He lives in the U.S.", "Talks:", "Talks will resume,", "- Talks will resume.", "talks resume", "Q: Why?"),
    ],
)
def test_prose_is_not_taken_for_a_head(first):
    text = first if first == "Short" else f"{first}\n\n{PROSE}"
    assert read_head(text) == Head()


@pytest.mark.parametrize(
    "text",
    [
        f"No title\n{PROSE}",
        "On October 1, 2019\nthe lamp went dark. Nobody knows why.",
        "The board will meet on\nOctober 1, 2019.\n\nNobody knows why.",
        "October 1, 2019 was a dark day for the harbor.\n\nNobody knows why.",
        "The battle of Tarnwick, May 3, 1863\nwas lost. Nobody knows why.",
        "By Ada Finch\nand her brothers the lamp was lit. Nobody knows why.",
        "By the river they wept.\n\nNobody knows why.",
        "Published in 1912, the book made him rich.\n\nNobody knows why.",
        "Fifty years ago\nthe lamp went dark.\n\nOctober 1, 2019\n\nNobody knows why.",
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n\nThe poem was read in the harbor.",
        "The keeper said on Sunday that nobody\nhad been in danger.\n\nOctober 1, 2019\n\nNobody knows why.",
        "It was dark. Nobody knew why.\n\nBy Ada Finch\n\nNobody knows why.",
    ],
)
def test_a_paragraph_is_prose_whatever_its_lines_look_like(text):
    assert read_head(text) == Head()


def test_front_matter_and_a_header_line_together():
    text = f"---\ndate: 2019-10-02\ntitle: Opinion | {LAMP}\n---\nThe Example Gazette - October 1, 2019\n\n{PROSE}"
    assert read(text) == (LAMP, "The Example Gazette", OCT_2, PROSE)
    assert dict(read_head(text).details.told_by) == {
        "published": "field",
        "title": "field",
        "source": "header line",
        "section": "header line",
    }


def test_what_was_told_by_the_lines():
    text = f"World\n\n{LAMP}\n\nBy Ada Finch, Example News\n\nPublished Oct. 1, 2019 | Updated Oct. 2, 2019\n\n{PROSE}"
    names = ("title", "source", "published", "byline", "updated", "section")
    assert read_head(text) == Head(
        end=text.index("\n\nTalks"),
        title=LAMP,
        source="Example News",
        published=OCT_1,
        details=Details("Ada Finch", OCT_2, "World", told_by=tuple((name, "header line") for name in names)),
    )


HEADS = st.sampled_from(
    [
        LAMP,
        "By Ada Finch",
        "October 1, 2019",
        "Published",
        "LOCAL NEWS",
        "Share",
        "# A",
        "A b",
        "a",
        "Title: B",
        "World |",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(st.one_of(HEADS, st.just(""))).map("\n".join)))
def test_no_text_is_an_error(text):
    head = read_head(text)
    assert 0 <= head.end <= len(text)
    assert len(head.title) <= 200


@given(st.lists(HEADS, max_size=8))
def test_prose_is_never_eaten(lines):
    text = "\n\n".join([*lines, PROSE, "Second paragraph of prose."])
    assert text[read_head(text).end :].endswith(f"{PROSE}\n\nSecond paragraph of prose.")


@pytest.mark.parametrize(
    "part", ["A b\n\n", "May 3, 2019 ", "By Ada Finch, ", "Share\n", "word ", "A - B | ", "\n", "a: b\n"]
)
def test_time_grows_with_the_length(part):
    assert grows_with_length_only(read_head, part, 40_000)
