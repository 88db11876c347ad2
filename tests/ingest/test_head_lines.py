"""Title, paper, day, writers and section from the lines above an article."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ingest.head.head_lines import read_head
from qa.ingest.head.metadata import Head
from qa.types import Details
from tests.growth import grows_with_length_only

OCT_1, OCT_2 = date(2019, 10, 1), date(2019, 10, 2)
PROSE = "Talks will resume on Saturday. Nobody knows why."
LAMP = "Lamp of Cape Farrow goes dark"


def read(text: str) -> tuple[str, str, date | None, str]:
    """Title, source, date, and what is left as prose."""
    head = read_head(text)
    return head.title, head.source, head.published, text[head.end :].strip()


@dataclass(frozen=True)
class Told:
    """What a head tells, and what else is left above PROSE."""

    title: str = ""
    source: str = ""
    published: date | None = None
    byline: str = ""
    updated: date | None = None
    section: str = ""
    left: str = ""


def told(lines: str) -> Told:
    text = f"{lines}\n\n{PROSE}"
    head = read_head(text)
    left = text[head.end :].strip().removesuffix(PROSE).strip()
    details = head.details
    return Told(head.title, head.source, head.published, details.byline, details.updated, details.section, left)


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


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_title_before_and_after_the_header(end):
    header, blank = "The Example Gazette - October 1, 2019", end * 2
    expected = ("Talks to resume", "The Example Gazette", OCT_1, PROSE)
    assert read(f"{header}{blank}Talks to resume{blank}{PROSE}") == expected
    assert read(f"Talks to resume{blank}{header}{blank}{PROSE}") == expected
    assert read(f"Talks to resume{end}{header}{end}{PROSE}") == expected
    assert read(f"Talks to resume - {header}{blank}{PROSE}") == expected


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


def test_boilerplate_and_bylines_are_no_titles():
    text = f"Advertisement\n\nBy Jane Q. Doe and John Roe\n\nTalks to resume\n\n{PROSE}"
    assert read(text) == ("Talks to resume", "", None, PROSE)
    assert read(f"By Jane Doe\n\n{PROSE}") == ("", "", None, PROSE)
    assert told("Ada Finch\n\nUSA TODAY") == Told("", "USA TODAY", byline="Ada Finch")


@pytest.mark.parametrize(
    "title",
    [
        "Will the lamp be lit again?",
        "Lit again!",
        "The lamp is out.",
        "Harbor board sues U.S.",
        "Keeper: 'Not my fault'",
        "“Not my fault,” says keeper of Cape Farrow",
        "Lamp in Ashwell, Mass., goes dark",
        "LAMP OF CAPE FARROW GOES DARK",
        "2019 was dark",
    ],
)
@pytest.mark.parametrize("day", ["October 1, 2019", "By Ada Finch\n\nOctober 1, 2019"])
def test_titles_of_any_form_above_what_is_certain(title, day):
    text = f"{title}\n\n{day}\n\n{PROSE}"
    assert read(text) == (title, "", OCT_1, PROSE)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Harbor board replaces lamp that\nhas burned for ninety years", "that\nhas"),
        ("Lamp of Cape Farrow goes dark on the\nFourth of July", "the\nFourth"),
        ("LAMP OF CAPE FARROW\nGOES DARK", "FARROW\nGOES"),
    ],
)
@pytest.mark.parametrize("below", ["", "\n\nOctober 1, 2019", "\nBy Ada Finch"])
def test_a_title_of_two_lines(lines, title, below):
    assert title in lines
    found = told(f"{lines}{below}")
    assert (found.title, found.left) == (lines.replace("\n", " "), "")


@pytest.mark.parametrize(
    "subtitle",
    [
        "Keeper says a fuse had melted",
        "Keeper says a fuse had melted\n\nBoard meets on Tuesday",
        "A VOTE IN THE HARBOR",
    ],
)
def test_subtitles(subtitle):
    assert told(f"{LAMP}\n\n{subtitle}\n\nOctober 1, 2019") == Told(LAMP, published=OCT_1)
    assert told(f"{LAMP}\n{subtitle}\n\nOctober 1, 2019") == Told(LAMP, published=OCT_1)


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


@pytest.mark.parametrize(
    ("lines", "section"),
    [
        (f"LOCAL NEWS\n\n{LAMP}\n\nOctober 1, 2019", "LOCAL NEWS"),
        (f"Opinion\n{LAMP}\nOctober 1, 2019", "Opinion"),
        (f"Opinion | {LAMP}\n\nOctober 1, 2019", "Opinion"),
        (f"EXCLUSIVE: {LAMP}\n\nOctober 1, 2019", "EXCLUSIVE"),
        (f"{LAMP}\n\nWorld | October 1, 2019", "World"),
        (f"SECTION: News; Pg. 1\n\n{LAMP}\n\nOctober 1, 2019", "News"),
    ],
)
def test_kickers(lines, section):
    assert told(lines) == Told(LAMP, published=OCT_1, section=section)


def test_a_kicker_without_a_day():
    assert told(f"Local News\n\n{LAMP}") == Told(LAMP, section="Local News")
    assert told("Local News") == Told(section="Local News")


@pytest.mark.parametrize(
    "above",
    [
        "We value your privacy\n\nWe and our partners store cookies on your device.\n\nAccept all\n\nReject all",
        "Home > News > Local",
        "Home\nNews\nSport\nWeather",
        "Skip to content\n\nMenu",
        "3 of 40 DOCUMENTS",
        "https://example.com/lamp.jpg",
        "Share\n\n34 comments",
    ],
)
def test_the_page_above_a_title(above):
    assert told(f"{above}\n\n{LAMP}\n\nOctober 1, 2019") == Told(LAMP, published=OCT_1)
    assert told(f"{above}\n\n{LAMP}") == Told(LAMP)


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


def test_an_address_above_the_title():
    assert read_head(f"https://example.com/lamp\n\n{LAMP}\n\n{PROSE}").url == "https://example.com/lamp"


@pytest.mark.parametrize("line", [f"# {LAMP}", f"## {LAMP} ##", f"**{LAMP}**", f"{LAMP}\n======", f"{LAMP}\n---"])
def test_marks_of_markdown(line):
    assert told(line) == Told(LAMP)
    assert told(f"{line}\n\n*October 1, 2019*") == Told(LAMP, published=OCT_1)


def test_a_heading_of_markdown_needs_no_empty_line():
    assert read(f"# {LAMP}\n{PROSE}") == (LAMP, "", None, PROSE)
    assert read_head(f"# 1. FC Lamp wins\n\n{PROSE}").title == "# 1. FC Lamp wins"  # without the mark: a list


@pytest.mark.parametrize(
    ("title", "source"),
    [
        (f"{LAMP} - The Example Times", "The Example Times"),
        (f"Opinion | {LAMP} | The Example Times", "The Example Times"),
        (f"{LAMP} – Harbor Radio", "Harbor Radio"),
        (f"{LAMP} | News | example.com", "example.com"),
    ],
)
def test_the_name_of_the_paper_behind_the_title(title, source):
    found = told(f"{title}\n\nOctober 1, 2019")
    assert (found.title, found.source) == (LAMP, source)
    assert told(f"{title}\n\nMeridian - October 1, 2019").title == LAMP
    found = told(f"{LAMP} - Meridian\n\n- Meridian - October 1, 2019")
    assert (found.title, found.source) == (LAMP, "Meridian")


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


def test_only_so_many_lines_may_be_a_title_and_what_is_below():
    lines = "\n\n".join(f"A lamp number {number}" for number in range(6))
    assert read_head(f"{lines}\n\nOctober 1, 2019\n\n{PROSE}").published is None


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


def test_a_note_of_correction_below_a_short_article_is_no_part_of_its_head() -> None:
    text = (
        "- The Example Gazette - Monday, May 6, 2019\n\nState to pay for bridge\n\n"
        "The state will pay for a new bridge over the Mill River, the governor said.\n\n"
        "She signed the bill at the town hall.\n\nCorrection: May 8, 2019\n\nIt is iron, not wood.\n"
    )
    head = read_head(text)
    assert (head.title, head.published) == ("State to pay for bridge", date(2019, 5, 6))
    assert text[head.end :].lstrip().startswith("The state will pay")


@pytest.mark.parametrize(
    "mark", ["CORRECTED: ", "CORRECTION - ", "CORRECTED-REFILE-", "(CORRECTED) ", "Clarification: "]
)
def test_the_headline_of_a_corrected_story_is_its_title(mark: str) -> None:
    """Such a line looks like the note on a correction, which is no part of the article."""
    head = read_head(f"{mark}{LAMP}\n\nThe Cape Post - October 1, 2019\n\n{PROSE}")
    assert (head.title, head.published) == (LAMP, OCT_1)
    assert head.details.corrections == (head.details.section,) == (mark.strip(" -:()"),)


def test_a_note_on_a_correction_is_no_title() -> None:
    note = "Correction: An earlier version of this article misstated the age of the lamp"
    head = read_head(f"{note}\n\n{LAMP}\n\nOctober 1, 2019\n\n{PROSE}")
    assert head.title == LAMP
