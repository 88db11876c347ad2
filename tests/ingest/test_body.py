"""Paragraphs, without what a web page leaves around an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ingest.prose.body import paragraphs
from tests.growth import grows_with_length_only

WRAPPED = "The council met on Monday to\ndiscuss the bridge, which had\nbeen closed since the flood."


def prose(text: str, start: int = 0) -> list[str]:
    return [text[begin:end] for begin, end in paragraphs(text, start)]


def test_empty_lines_divide():
    assert paragraphs("One.\n\nTwo.") == ((0, 4), (6, 10))


def test_hard_wrapped_lines_are_one_paragraph():
    assert prose(f"{WRAPPED}\n\n{WRAPPED}") == [WRAPPED, WRAPPED]


def test_one_crlf_is_one_line_end():
    assert prose("x" * 120 + "\r\n" + "Two.") == ["x" * 120, "Two."]
    assert prose(WRAPPED.replace("\n", "\r\n")) == [WRAPPED.replace("\n", "\r\n")]


def test_an_empty_line_may_hold_spaces_of_any_kind():
    assert prose(f"{WRAPPED}\n\xa0\t\n{WRAPPED}") == [WRAPPED, WRAPPED]


def test_prose_begins_where_the_head_ends_and_is_trimmed():
    assert paragraphs("Title\n\n  Text. \n", 5) == ((9, 14),)
    assert paragraphs("", 0) == paragraphs(" \n\n ", 0) == ()


@pytest.mark.parametrize(
    "furniture", ["Sign up for our newsletter", "Share on Facebook\nShare on X", "Sign up for our\ndaily newsletter"]
)
@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_furniture_is_no_paragraph(furniture, end):
    assert prose(f"{furniture}{end}One is enough.{end}{furniture}{end}Two are more.") == [
        "One is enough.",
        "Two are more.",
    ]


def test_words_of_furniture_within_a_wrapped_paragraph():
    text = "Not one of the nine who spoke had seen it, and the board asked for\ncomments. It got forty."
    assert prose(text) == [text]


def test_nothing_but_furniture():
    assert paragraphs("Advertisement\n\nSubscribe\n\n* * *\n\nMay 3, 2019") == ()


def test_a_long_run_of_spaces_takes_no_longer_than_its_length():
    assert prose("x" + " " * 300_000 + "x") == ["x" + " " * 300_000 + "x"]
    assert grows_with_length_only(lambda spaces: prose(f"x{spaces}x"), " ", 300_000)


@pytest.mark.parametrize(
    "part", ["One is enough. ", "One is\nenough.\n", "Share\n", "\n\n", "1\n\n", "Comments\n\nA\n\n"]
)
def test_time_grows_with_the_length(part):
    assert grows_with_length_only(prose, part, 40_000)


LINES = st.lists(
    st.sampled_from(["\n", "\r", "\r\n", "\u2028", "\u2029", "\f", " ", "\t", "\xa0", "\x85", "\x1c", "Share"])
)
TEXTS = st.one_of(
    st.text(), st.tuples(LINES, st.text(), LINES, st.text()).map(lambda parts: "".join(map("".join, parts)))
)
SENTENCES = st.sampled_from(
    ["The lamp went out.", "Nobody had\nbeen on the pier.", "“Light it again,” he said.", "Why?"]
)


@given(TEXTS, st.integers(0, 20))
def test_spans_ascend_are_disjoint_trimmed_and_not_empty(text, start):
    previous = start
    for begin, end in paragraphs(text, start):
        assert previous <= begin < end <= len(text)
        assert text[begin:end] == text[begin:end].strip()
        previous = end


@given(st.lists(SENTENCES, min_size=1), st.sampled_from(["\n\n", "\r\n\r\n", "\u2029", "\n \n\n"]))
def test_nothing_of_an_article_is_lost(sentences, empty):
    assert prose(empty.join(sentences)) == sentences
