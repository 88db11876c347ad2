"""Lines that only a column's width ended are one paragraph."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ingest.prose.line_breaks import paragraph_spans
from qa.ingest.prose.lines import lines_of
from tests.growth import grows_with_length_only

PARAGRAPHS = (
    "The lighthouse at Cape Farrow went dark on Sunday for the first time since it was built, and the keeper said that "
    "no ship had been in danger. A fuse had melted. He lit two lanterns and waited for the engineer, who came by boat.",
    "Nobody in Lakeside had known that the lamp still burned oil until the winter of 1961.",
    "The harbor board wants to replace the lamp, the lens and the stairs, which would cost more than the tower. "
    "Its chairman, Jon Wade, called that a bargain. The vote is set for Tuesday in Harbor City, where the board meets.",
    "Two fishermen watched from the pier.",
)
GERMAN = (
    "Der Leuchtturm am Kap Farn ging am Sonntag zum ersten Mal seit seinem Bau aus, und der Wärter sagte, dass kein "
    "Schiff in Gefahr gewesen sei. Eine Sicherung war geschmolzen. Er zündete zwei Laternen an und wartete aufs Boot."
)


def read(text: str, alone: frozenset[str] = frozenset()) -> list[str]:
    return [text[start:end] for start, end in paragraph_spans(text, 0, alone.__contains__)]


def unwrapped(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in read(text)]


@pytest.mark.parametrize("width", [28, 40, 55, 64, 72, 80, 100, 110, 120])
@pytest.mark.parametrize("indent", ["", "  ", "\t"])
def test_columns_with_empty_lines_between_paragraphs(width, indent):
    text = "\n\n".join(textwrap.fill(paragraph, width, initial_indent=indent) for paragraph in PARAGRAPHS)
    assert unwrapped(text) == list(PARAGRAPHS)


@pytest.mark.parametrize("width", [28, 40, 55, 64, 72, 80, 100, 110, 120])
def test_columns_whose_paragraphs_are_indented(width):
    text = "\n".join(textwrap.fill(paragraph, width, initial_indent="   ") for paragraph in PARAGRAPHS)
    assert unwrapped(text) == list(PARAGRAPHS)


@pytest.mark.parametrize("width", [40, 64, 72, 100])
def test_columns_whose_paragraphs_end_in_a_short_line(width):
    text = "\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert " ".join(unwrapped(text)) == " ".join(PARAGRAPHS)
    assert all(paragraph.endswith(".") for paragraph in read(text))


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=2, max_size=6), st.integers(36, 120))
def test_no_sentence_is_cut_at_any_width(paragraphs, width):
    text = "\n".join(textwrap.fill(paragraph, width) for paragraph in [PARAGRAPHS[0], *paragraphs])
    assert all(paragraph.endswith(".") and paragraph[0].isupper() for paragraph in read(text))


def test_a_language_that_writes_nouns_with_capitals():
    assert unwrapped(textwrap.fill(GERMAN, 40)) == [GERMAN]


def test_a_script_without_cases_or_spaces():
    line = "灯台は日曜日に建設以来初めて消えた"
    text = f"{line}\n{line}\n{line}\n灯台守は語った。"
    assert read(text) == [text]


def test_text_all_in_capitals():
    text = textwrap.fill(PARAGRAPHS[0].upper(), 60)
    assert read(text) == [text]


@pytest.mark.parametrize("hyphen", ["-", "\u00ad", "\u2010"])
def test_a_word_cut_at_the_end_of_a_line(hyphen):
    lines = ("The keeper said on Sun", "day that the lan", "tern had gone out while the engineer was in Lake", "side.")
    text = f"{hyphen}\n".join(lines)
    assert read(text) == [text]


def test_a_sentence_whose_lines_are_of_any_length():
    text = "The keeper of the lighthouse said on Sunday that\nnobody\nhad been in danger."
    assert read(text) == [text]


def test_a_name_behind_a_title_at_the_end_of_a_line():
    text = (
        "The lamp was lit on Sunday by Mr.\nWade, who had come from the pier to\nsee what the keeper was doing there."
    )
    assert read(text) == [text]


@pytest.mark.parametrize("title", ["Msgr.", "Cpt.", "Insp.", "Rev.", "Cmdr.", "Wm."])
def test_any_title_at_the_end_of_a_line_has_its_name_in_the_next(title):
    text = f"The lamp was lit on Sunday by {title}\nWade, who had come from the pier."
    assert read(text) == [text]
    assert read(f"{title}\nWade") == [title, "Wade"]


def test_a_day_behind_its_month_at_the_end_of_a_line():
    text = (
        "The board of the harbor met on Feb.\n3, and nobody lit the lamp of the old tower\nfor the rest of the month."
    )
    assert read(text) == [text]


@pytest.mark.parametrize("width", [28, 55, 64, 72, 100])
@pytest.mark.parametrize("apart", ["\n\n", "\n\n\n", "\n \n\n\n"])
def test_lines_with_an_empty_line_behind_each(width, apart):
    lines = [textwrap.fill(paragraph, width).replace("\n", "\n\n") for paragraph in PARAGRAPHS]
    assert unwrapped(apart.join(lines)) == list(PARAGRAPHS)


def test_two_lines_that_go_on_across_empty_lines():
    text = "The keeper said that the lamp of the tower\n\nhad gone out while he was in town,\n\nand nobody saw it."
    assert read(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(PARAGRAPHS),
        "flour and sugar from the mill\n\nfour large eggs of the farm\n\nbutter and milk of the same",
        "The lamp of the old tower is lit\n\nKeeper wins a medal of the harbor\n\nFog is expected on Tuesday",
        "The lamp of the old tower is lit\n\nby oil from the harbor.\n\nNobody knew.\n\nHe left.\n\nShe did not.",
    ],
)
def test_empty_lines_between_paragraphs_stay(text):
    assert read(text) == text.split("\n\n")


def test_a_line_of_more_than_a_column_is_a_paragraph():
    first, second = "word " * 30 + "end.", "Another " * 20 + "end."
    assert read(f"{first}\n{second}") == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Flour\nTwo large eggs\nMilk",
        "flour\neggs\nmilk",
        "Lakeside 3, Harbor City 2\nCape Farrow 4, Ashwell 1",
        "Harbor board split over lamp\nKeeper wins second medal\nFog expected on Tuesday",
        "- The lamp is old.\n- The lens is cracked.\n- The stairs are steep.",
        "• lamp and oil for the winter\n• lens and stairs of the tower",
        "1. Light the lamp.\n2. Ring the bell.",
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you",
        "Q: Who lit the lamp?\nA: The keeper did.",
    ],
)
def test_the_lines_of_a_list_are_no_sentence(text):
    assert read(text) == text.split("\n")


def test_a_list_as_wide_as_the_column_around_it():
    names = ["Harbor City Lions 3, Lakeside Owls 2"] * 7
    text = "\n".join([textwrap.fill(PARAGRAPHS[0], 38), *names])
    assert read(text)[-7:] == names


def test_a_heading_above_a_column():
    text = textwrap.fill(PARAGRAPHS[0], 40)
    assert read(f"THE LAMP OF CAPE FARROW GOES DARK\n{text}") == ["THE LAMP OF CAPE FARROW GOES DARK", text]


def test_a_line_that_stands_alone_is_in_no_sentence():
    text = "The keeper lit two lanterns on Sunday and waited.\nShare this\nShare that\nHe went home on Monday."
    assert read(text, frozenset({"Share this", "Share that"})) == text.split("\n")
    bread = "Share this bread with all the gulls of the harbor"
    within = f"On the wall of the tower the keeper wrote the words\n{bread}\nand with the fishermen."
    assert read(within, frozenset({bread})) == [within]


@pytest.mark.parametrize(
    "break_", ["\f", "\n\f", "\n\n12\n\n", "\n\n- 12 -\n\n", "\n\f12\n", "\n12\n\f\n", "\n\nPage 3 of 9\n\n"]
)
def test_a_sentence_goes_on_over_the_end_of_a_page(break_):
    text = f"The keeper of the lighthouse had lit two{break_}lanterns before the engineer came."
    assert read(text) == [text]


@pytest.mark.parametrize("break_", ["\n\f\n", "\n\n- 12 -\n\n", "\n\f12\n", "\n12\n\f\n"])
def test_a_paragraph_ends_with_a_page(break_):
    text = f"The keeper lit two lanterns.{break_}The engineer came by boat."
    assert read(text) == ["The keeper lit two lanterns.", "The engineer came by boat."]


def test_a_number_alone_that_is_no_page_stays():
    assert read("Lamps lit on Sunday\n\n12\n\nThey burned until dawn.") == [
        "Lamps lit on Sunday",
        "12",
        "They burned until dawn.",
    ]
    assert read("12") == ["12"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028"])
def test_line_ends_of_every_kind(end):
    wrapped = textwrap.fill(PARAGRAPHS[0], 60).replace("\n", end)
    assert read(f"{wrapped}{end}{end}Two.{end} \xa0{end}Three.") == [wrapped, "Two.", "Three."]


def test_a_paragraph_separator_divides_alone():
    assert read("One\u2029two.") == ["One", "two."]


def test_lines_know_their_place():
    lines = list(lines_of("One.\n\n\t two \f  3\u2029four", 0))
    assert [(line.start, line.end, line.words, line.indent) for line in lines] == [
        (0, 4, "One.", 0),
        (8, 11, "two", 9),
        (15, 16, "3", 2),
        (17, 21, "four", 0),
    ]
    assert [(line.after_empty, line.after_page, line.case, line.is_ended) for line in lines] == [
        (False, False, "upper", True),
        (True, False, "lower", False),
        (False, True, "upper", False),
        (True, False, "lower", False),
    ]


@pytest.mark.parametrize("part", [" ", "\n", "\n ", "a\n", "A\n", "- a\n", "12\n\n", "a b.\n", "A-\n", "\f1\n", "灯\n"])
def test_time_grows_with_the_length(part):
    assert grows_with_length_only(read, part, 30_000)
