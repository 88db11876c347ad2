"""A paragraph's large first letter belongs to its word; a word of one letter is left alone."""

from __future__ import annotations

import pytest

from qa.ingest.head.head_lines import read_head
from qa.ingest.prose.body import paragraphs
from qa.text.sentences import split
from qa.text.unbroken import unbroken
from qa.text.words import word_spans, words_of

WHOLE = {
    "T\nhe council": "The council",
    "T he council": "The council",
    "T\n\nhe council": "The council",
    "“T he bridge": "“The bridge",
    "W HEN the": "WHEN the",
    "W HEN THE": "WHEN THE",
    "I N the beginning": "IN the beginning",
    "I t was": "It was",
    "A fter the": "After the",
    "A\nmerican": "American",
    "M\nillford": "Millford",
    "P resident Roe": "President Roe",
    "It fell.\n\nT he council": "It fell.\n\nThe council",
}
TWO_WORDS = [
    *("A man went", "I went", "A\nman", "I\nwent", "A round of talks", "A side of beef", "A t-shirt", "S o-called"),
    *("T shirts sold", "E coli spread", "C sections rose", "X rays", "M illford", "T.\nhe", "It fell. T cells"),
    *("T O Morris said", "U S officials", "Y es que no", "E il mare", "O no"),
]


@pytest.mark.parametrize("text", WHOLE)
def test_the_letter_is_part_of_its_word(text: str) -> None:
    assert unbroken(text).text == WHOLE[text]


@pytest.mark.parametrize("text", TWO_WORDS)
def test_a_word_of_one_letter_stays_one(text: str) -> None:
    assert unbroken(text).text == text


def test_words_and_sentences_keep_their_places() -> None:
    text = "T\nhe council voted. W\nHEN it was late, it left."
    assert words_of(text)[0] == "The"
    assert text[slice(*next(word_spans(text)))] == "T\nhe"
    assert split(text, [(0, len(text))], "en")[0].text == "T\nhe council voted."


@pytest.mark.parametrize("gap", ["\n", "\n\n", " \r\n", " "])
def test_a_text_file(gap: str) -> None:
    text = f"Bridge closed\n\nMay 3, 2019\n\nT{gap}he council of Millford voted on Monday to close it.\n\nIt was old.\n"
    head = read_head(text)
    assert head.title == "Bridge closed"
    found = [text[slice(*span)] for span in paragraphs(text, head.end)]
    assert found == [f"T{gap}he council of Millford voted on Monday to close it.", "It was old."]


def test_without_a_head_the_letter_is_no_title() -> None:
    text = "T\nhe council of Millford voted on Monday to close\nthe bridge over the river.\n"
    head = read_head(text)
    assert head.title == ""
    assert [text[slice(*span)] for span in paragraphs(text, head.end)] == [text.strip()]
