"""Lines and paragraphs of the page around an article, and sentences of articles that only talk about such things."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.ingest.prose.body import is_boilerplate, paragraphs
from qa.ingest.prose.furniture import (
    MAX_NOTICE_CHARS,
    corrections,
    folded_line,
    is_furniture,
    lines_that_may_recur,
    prose_among,
)
from tests.growth import grows_with_length_only

HERE = Path(__file__).parent
FURNITURE = (HERE / "furniture.txt").read_text(encoding="utf-8").splitlines()
PROSE = (HERE / "talk_of_furniture.txt").read_text(encoding="utf-8").splitlines()


def test_furniture():
    assert [line for line in FURNITURE if not is_furniture(line)] == []


def test_a_sentence_that_talks_about_such_things_stays():
    assert [line for line in PROSE if is_furniture(line)] == []


def test_it_stays_among_others():
    assert [line for line in PROSE if prose_among(["One.", line, "Two."]) != (True, True, True)] == []


def test_the_old_name():
    assert is_boilerplate is is_furniture


def test_a_notice_may_be_set_in_a_column():
    assert is_furniture("Sign up for our\ndaily newsletter  and\nread it first.")
    assert is_furniture("Sign up for our\u2009daily\xa0newsletter")


def test_quotation_marks_of_any_kind():
    assert is_furniture("Editor’s note: The lamp was lit again.")
    assert is_furniture("Don’t miss")


def test_a_long_paragraph_is_never_furniture():
    assert is_furniture("Copyright © 2019 Harbor Radio. " + "and so on " * 60)
    assert not is_furniture("Copyright © 2019 Harbor Radio. " + "and so on " * (MAX_NOTICE_CHARS // 10))


def test_captions_that_run_into_one_another_are_a_gallery_however_long():
    number = (
        "Hide Caption {} of 9 Photos: The lamp of Cape Farrow is seen from the pier in a storm. " + "It is dark. " * 20
    )
    assert is_furniture("".join(map(number.format, (1, 2, 3))))
    credit = "Ada Finch/Harbor Post/Getty Images The keeper lights the lamp. " + "It shines far. " * 30
    assert is_furniture(credit * 2)
    assert not is_furniture("Ada Finch lights the lamp of Cape Farrow each night. " + "It shines far. " * 80)


def test_what_stands_behind_the_last_sentence_is_left_out():
    lamp = "The lamp of Cape Farrow went dark on Sunday. A fuse had melted."
    for tail in (
        "Keep reading.",
        "Read more. Keep reading.",
        "Sign up for our newsletter here.",
        "Contributing: Ada Roe",
        "Read more",
        "Watch the moment here",
    ):
        (span,) = paragraphs(f"{lamp} {tail}")
        assert span == (0, len(lamp))
    assert paragraphs("Dark. Keep reading.") == ((0, len("Dark.")),)
    for own in (
        "5. Facebook",
        f"{lamp} Keep reading to him, she asked.",
        "He works for U.S. News & World Report.",
        lamp,
    ):
        assert paragraphs(own) == ((0, len(own)),)


def test_a_name_alone_above_the_first_paragraph_is_a_byline():
    assert kept("Ada R. Finch", "The lamp of Cape Farrow went dark on Sunday.") == [
        "The lamp of Cape Farrow went dark on Sunday."
    ]
    assert kept("The lamp of Cape Farrow went dark.", "Port Ellen", "It was lit again.")[1] == "Port Ellen"
    assert kept("Port Ellen") == ["Port Ellen"]


def kept(*blocks: str) -> list[str]:
    own = prose_among(blocks)
    assert len(own) == len(blocks)
    return [block for block, is_own in zip(blocks, own, strict=True) if is_own]


LAMP = "The lamp of Cape Farrow went dark on Sunday."
FUSE = "A fuse had melted, the keeper said."


@pytest.mark.parametrize(
    "heading",
    """More on this story
Related Internet links
Related stories:
READ MORE
Most read
You may also like
More from Harbor Radio
Also in the news
Mehr zum Thema
À lire aussi""".splitlines(),
)
def test_titles_below_a_heading_of_links(heading):
    titles = ("Harbor board split over lamp", "Will the keeper stay?", "3 hours ago")
    assert kept(LAMP, heading, *titles) == [LAMP]
    assert kept(LAMP, heading, *titles, FUSE, "A heading") == [LAMP, FUSE, "A heading"]


def test_a_sentence_below_such_a_heading_stays():
    assert kept("Related stories", LAMP, "Lamps") == [LAMP, "Lamps"]
    assert kept("Related stories are told in every harbor.", "Lamps") == [
        "Related stories are told in every harbor.",
        "Lamps",
    ]


def test_so_many_titles_are_no_links():
    titles = tuple(f"Lamp number {number}" for number in range(20))
    assert kept(LAMP, "Read more", *titles) == [LAMP, *titles[12:]]


@pytest.mark.parametrize(
    "heading", ["Comments (3)", "34 comments", "Comments", "3 Comments:", "Leave a comment", "2 Kommentare"]
)
@pytest.mark.parametrize(
    "mark",
    [
        "Reply",
        "keeper77 wrote on Oct. 2, 2019 at 3:14 pm:",
        "Jon W. 2 days ago",
        "Report Reply Like 12",
        "Jon Wade says:",
        "Oct. 2, 2019 at 8 pm",
        "@harborwatch Shame on them all.",
        "Anonymous",
    ],
)
def test_comments_of_readers_and_all_behind_them(heading, mark):
    assert kept(LAMP, heading, mark, "They knew of the fuse since March.", FUSE) == [LAMP]


def test_a_count_of_comments_is_only_a_line_where_none_follow():
    assert kept("34 comments", LAMP, "Reply", FUSE) == [LAMP, FUSE]
    assert kept(LAMP, "View comments (12)", FUSE) == [LAMP, FUSE]


def test_an_article_in_one_block():
    below = "Related stories\nHarbor board split\nKeeper resigns\nCopyright 2019 Harbor Radio"
    text = f"Share on Facebook\nShare on X\n{LAMP}\n{below}"
    assert [text[start:end] for start, end in paragraphs(text)] == [LAMP]


@pytest.mark.parametrize(
    "tail",
    [
        " (Reporting by Ada Finch; Editing by Tom Birk)",
        " (Writing by Ada Finch in Tarnwick; Editing by Tom Birk and Ines Holt)",
        " (Compiled by Ada Finch)",
        " - 30 -",
        " ___",
    ],
)
def test_a_note_behind_the_last_sentence(tail):
    text = f"{LAMP}\n\n{FUSE}{tail}"
    assert paragraphs(text) == ((0, len(LAMP)), (len(LAMP) + 2, len(LAMP) + 2 + len(FUSE)))


def test_brackets_behind_a_sentence_that_are_its_own():
    text = f"{FUSE} (Writing on the wall says so.)"
    assert paragraphs(text) == ((0, len(text)),)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Correction: The tower has 212 steps.", ("Correction: The tower has 212 steps.",)),
        (
            "Correction: Oct. 3, 2019\n\nAn earlier version of this article\nmisstated the height of the tower.",
            ("Correction: Oct. 3, 2019 An earlier version of this article misstated the height of the tower.",),
        ),
        ("CORRECTION\n\nThe tower has 212 steps.", ("CORRECTION The tower has 212 steps.",)),
        (
            "This story has been corrected to show that the lamp was lit again on Monday.",
            ("This story has been corrected to show that the lamp was lit again on Monday.",),
        ),
        (
            "[Editor’s note: The keeper’s name was changed.]\n\nClarification (Oct. 3): The board has nine members.",
            (
                "[Editor’s note: The keeper’s name was changed.]",
                "Clarification (Oct. 3): The board has nine members.",
            ),
        ),
        (
            "This article was amended on 3 October 2019. The tower is at Cape Farrow, not at Ashwell.",
            ("This article was amended on 3 October 2019. The tower is at Cape Farrow, not at Ashwell.",),
        ),
        (
            "Because of an editing error, an earlier version of this article put the tower at Ashwell.",
            ("Because of an editing error, an earlier version of this article put the tower at Ashwell.",),
        ),
        ("This story has been updated with the keeper’s reply.", ()),
        ("The correction of the map took nine years.", ()),
        ("Correction officers went on strike.", ()),
    ],
)
def test_corrections(text, notes):
    assert corrections(f"{LAMP}\n\n{text}\n\n{FUSE}") == notes


@pytest.mark.parametrize("heading", ["Correction: Oct. 3, 2019", "Corrections and clarifications", "Editor’s note:"])
def test_a_correction_and_its_heading_are_no_prose(heading):
    assert kept(LAMP, heading, "The tower has 212 steps.", FUSE) == [LAMP, FUSE]


def test_corrections_are_read_from_where_the_text_begins():
    head = "Correction: none.\n\n"
    assert corrections(f"{head}{LAMP}", len(head)) == ()


def test_lines_that_may_recur_in_a_source():
    lines = [
        "Harbor Radio is heard on 12 waves",
        FUSE,
        "YOUR HARBOR: YOUR RADIO",
        "your harbor your radio",
        "x" * 200,
        "!",
    ]
    assert lines_that_may_recur(lines) == {
        "harbor radio is heard on 0 waves",
        folded_line(FUSE),
        "your harbor your radio",
    }
    assert lines_that_may_recur([]) == set()


def test_how_recurring_lines_are_compared():
    assert folded_line("Heard on 102.5, Sundays — in Málaga!") == "heard on 0 0 sundays in málaga"


WORDS = st.sampled_from(
    "email Share facebook X and or on , | / 12 Ada Finch of the Getty comments read more Also: here reply ( ) . ? - "
    "© 2019 Oct. 3, newsletter our your we use cookies follow Photo by AP in contributed to this story version earlier "
    "article said misstated Reporting Editing ; _ # www.a.com a@b.com 30 END".split()
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_line_is_read(line):
    assert is_furniture(line) in (True, False)
    assert len(prose_among([line, line])) == 2


@pytest.mark.parametrize(
    "part", ["email ", "email", "Share. ", ". ", "Ada Finch/", "| 30 ", "contributed ", "photo credit: ", "a@b.c "]
)
def test_time_grows_with_the_number_of_lines_only(part):
    line = (part * MAX_NOTICE_CHARS)[: MAX_NOTICE_CHARS - 1]
    assert grows_with_length_only(lambda text: prose_among(text.split("\n")), line + "\n", 40 * MAX_NOTICE_CHARS)
