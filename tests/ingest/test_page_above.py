"""What a page leaves above, beside and below an article, line by line; characters that show nothing."""

from datetime import date

import pytest

from qa.ingest.head.head_lines import read_head
from qa.ingest.prose.body import paragraphs
from qa.ingest.prose.furniture import prose_among
from qa.ingest.prose.visible import visible

LAMP = "Lamp of Cape Farrow goes dark"
PROSE = "The lamp of Cape Farrow went dark on Sunday. A fuse had melted."
OCT_1, OCT_2 = date(2019, 10, 1), date(2019, 10, 2)


def read(text: str) -> tuple[str, date | None, str]:
    """Title, day, and what is left as prose."""
    head = read_head(text)
    return head.title, head.published, "\n".join(text[start:end] for start, end in paragraphs(text, head.end))


@pytest.mark.parametrize(
    "above",
    [
        "News\nSport\nWeather\nTravel",
        "Home\nNews\nSports\nOpinion\nCulture\nBooks\nVideo",
        "NEWS | TARNWICK",
        "News › Tarnwick",
        "Tarnwick / News",
        "Tarnwick » News » Lamps",
        "EXCLUSIVE | POLITICS",
        "US Edition",
        "EN | DE | FR",
        "☰ Menu",
        "Before you continue",
        "Your choices regarding cookies",
        "Follow Us\nFacebook",
        "Search example.com",
        "Search for:",
        "52°F",
        "We Care About Your Privacy\n\nWe and our 842 partners store data.\n\nI Accept",
        "Privacy Policy\nCookie Policy\nDo Not Sell My Information",
        "Photo: Ada Finch\nCaption: The lamp",
        "Share\nSave\nComments 12",
    ],
)
def test_what_stands_above_a_title(above):
    assert read(f"{above}\n\n{LAMP}\n\nOctober 1, 2019\n\n{PROSE}") == (LAMP, OCT_1, PROSE)
    assert read(f"{above}\n\n{LAMP}\n\n{PROSE}")[::2] == (LAMP, PROSE)


def test_the_section_of_a_bar():
    assert read_head(f"NEWS | TARNWICK\n\n{LAMP}\n\nOctober 1, 2019\n\n{PROSE}").details.section == "NEWS"
    assert read_head(f"NEWS | TARNWICK\n\n{LAMP}\n\nOctober 1, 2019\n\n{PROSE}").source == ""


@pytest.mark.parametrize("title", ["Film | Lost Hours", "News of the lamp", "Follow us to the lamp", "Fish / Chips"])
def test_titles_that_look_alike(title):
    assert read(f"{title}\n\nA night on the cape\n\nOctober 1, 2019\n\n{PROSE}")[1:] == (OCT_1, PROSE)
    assert read(f"{title}\n\nA night on the cape\n\nOctober 1, 2019\n\n{PROSE}")[0] in title


@pytest.mark.parametrize("label", ["In pictures", "Video", "Quiz", "WATCH"])
def test_a_labelled_title_above_its_day_or_its_prose_and_a_link_above_a_title(label):
    for below in ("October 1, 2019\n\n", "By Ada Finch\n\n", ""):
        title, _, prose = read(f"{label}: {LAMP}\n\n{below}{PROSE}")
        assert (title, prose) == (LAMP, PROSE)
    link = f"{label}: Nine goats on a pier"
    assert read(f"{link}\n\n{LAMP}\n\nOctober 1, 2019\n\n{PROSE}") == (LAMP, OCT_1, PROSE)
    assert read(f"{LAMP}\n\n{link}\n\nOctober 1, 2019\n\n{PROSE}") == (LAMP, OCT_1, PROSE)
    assert read(f"{LAMP}\n\nOctober 1, 2019\n\n{PROSE}\n\n{link}") == (LAMP, OCT_1, PROSE)


@pytest.mark.parametrize(
    ("line", "updated"),
    [
        ("Posted at 10:12 AM, Oct 01, 2019 and last updated 11:40 AM, Oct 02, 2019", OCT_2),
        ("Published October 1, 2019 and updated on October 2, 2019", OCT_2),
        ("Veröffentlicht am 1. Oktober 2019 und aktualisiert am 2. Oktober 2019", OCT_2),
        ("Tue., Oct. 1, 2019timer4 min. read", None),
        ("October 1,\u200b 2019", None),
        ("October\u00a01,\u202f2019", None),
    ],
)
def test_lines_with_a_day(line, updated):
    text = f"{LAMP}\n\n{line}\n\n{PROSE}"
    assert read(text) == (LAMP, OCT_1, PROSE)
    assert read_head(text).details.updated == updated


@pytest.mark.parametrize("line", ["Publié le 01/10/2019 à 10:12", "Issued on: 01/10/2019 - 10:12", "01/10/2019"])
def test_a_day_with_two_readings_is_none_and_no_prose(line):
    assert read(f"{LAMP}\n\n{line}\n\n{PROSE}") == (LAMP, None, PROSE)


def test_two_days_without_a_label_are_no_change():
    text = f"{LAMP}\n\nOctober 1, 2019 and October 2, 2019\n\n{PROSE}"
    assert read_head(text).details.updated is None


@pytest.mark.parametrize("town", ["Tarnwick", "Tarnwick, Mass.", "Harbor City", "Port-Louis"])
@pytest.mark.parametrize("behind", [" (AP) — ", " (Example Wire) -- "])
def test_a_dateline_in_small_letters(town, behind):
    text = f"{LAMP}\n\n{town}, Oct. 1, 2019{behind}{PROSE}"
    assert read(text)[:2] == (LAMP, OCT_1)
    assert read(text)[2].endswith(PROSE)


@pytest.mark.parametrize(
    "prose",
    [
        "Tarnwick, May 3, 1863 — the battle was lost.",
        "On Tarnwick, Oct. 1, 2019, he said (AP).",
        "Tarnwick fell on May 3, 1863 (a Sunday) — and was lost.",
    ],
)
def test_no_dateline(prose):
    assert read(f"{LAMP}\n\n{prose} {PROSE}")[1] is None


@pytest.mark.parametrize(
    "byline", ["By Ada Finch\u200b", "By\u00a0Ada Finch", "\u200bBy Ada Finch", "By Ada\u00ad Finch"]
)
def test_characters_that_show_nothing(byline):
    text = f"\u200b{LAMP}\n\u200b\n{byline}\n\nOctober 1, 2019\n\n{PROSE}"
    assert read(text) == (LAMP, OCT_1, PROSE)
    assert read_head(text).details.byline == "Ada Finch"


def test_what_is_seen_of_a_line():
    assert visible("\ufeff Lamp\u00a0of Cape\u200b Far\u00adrow\u200e") == "Lamp of Cape Farrow"
    assert visible("\u200b\u00a0") == ""
    assert visible("می\u200cروم") == "می\u200cروم"
    assert visible("a  b ") == "a  b "


def kept(*blocks: str) -> list[str]:
    return [block for block, is_own in zip(blocks, prose_among(blocks), strict=True) if is_own]


@pytest.mark.parametrize(
    "menu",
    [
        ("Home", "News", "Sport", "Weather"),
        ("News", "Sports", "Opinion"),
        ("News", "Local", "Subscribe", "Arts & Culture"),
    ],
)
def test_names_of_sections_below_one_another(menu):
    assert kept(PROSE, *menu, PROSE) == [PROSE, PROSE]
    assert kept(PROSE, *menu) == [PROSE]


def test_one_or_two_names_of_sections_may_be_headings():
    assert kept(PROSE, "Health", PROSE, "Education", PROSE, "Crime", PROSE) == [
        *(PROSE, "Health", PROSE, "Education", PROSE, "Crime", PROSE)
    ]
    assert kept(PROSE, "Health", "Crime", PROSE) == [PROSE, "Health", "Crime", PROSE]


@pytest.mark.parametrize("heading", ["Tags", "Topics:", "TAGS", "Filed under:"])
def test_what_stands_below_tags(heading):
    assert kept(PROSE, heading, "Lamps", "Cape Farrow", "Keepers of the coast") == [PROSE]
    assert kept(PROSE, heading, "Lamps", PROSE, "Keepers") == [PROSE, PROSE, "Keepers"]
    assert kept(PROSE, heading, "Nobody was on the pier.") == [PROSE, "Nobody was on the pier."]


def test_a_heading_of_galleries_and_of_responses():
    assert kept(PROSE, "More galleries", "Old lamps of the coast") == [PROSE]
    assert kept(PROSE, "2 Responses to “Lamp goes dark”", "Amos says:", "They knew of the fuse.") == [PROSE]
    assert kept(PROSE, "2 Responses to “Lamp goes dark”", "They knew.")[-1] == "They knew."
