"""Misspelt words of a question: which are looked at, which are left, and what is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.index.build import build_index
from qa.index.snapshot import Snapshot, open_current
from qa.retrieval.spelling import doubtful, respelled, spelt
from tests.encoders import HashEncoder

ENGLISH = "percentage angela angel harbour strike vote ferry where which".split()
TEXT = """- The Example Gazette - Monday, March 4, 2019

The ferry of Port Ellen sank, and 200 passengers died. The harbor stayed closed. Angels sang of the Angelus.
Ten percent of the bridge collapsed; people who crossed the Morandi Bridge were hurt.
"""


class Pieces(HashEncoder):
    """Has the words of ENGLISH whole, and others in two pieces."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [1 if text.lower() in ENGLISH else 2 for text in texts]


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    place = tmp_path_factory.mktemp("spelling")
    (place / "ferry.txt").write_text(TEXT, "utf-8")
    build_index([place / "ferry.txt"], place, "default", HashEncoder())
    return open_current(place, "default")


def told(snapshot: Snapshot, text: str) -> list[tuple[str, str]]:
    return [(each.asked, each.meant) for each in spelt(snapshot, Pieces(), text)[1]]


def test_a_misspelt_word_is_replaced_where_it_stands_and_told() -> None:
    question = "What caused Hannoi to fial, and hannoi's again?"
    words = [question[slice(*span)] for span in doubtful(question)]
    assert words == ["caused", "Hannoi", "fial", "hannoi", "again"]
    text, changes = respelled(question, {"Hannoi": "Hanoi", "hannoi": "Hanoi", "fial": "fail"})
    assert text == "What caused Hanoi to fail, and Hanoi's again?"
    assert [(each.kind, each.asked, each.meant) for each in changes] == [
        ("spelling", "Hannoi", "Hanoi"),
        ("spelling", "fial", "fail"),
        ("spelling", "hannoi", "Hanoi"),
    ]
    assert respelled(question, {}) == (question, ())


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how many passengers died on the fery", "how many passengers died on the ferry"),
        ("How many pasengers died?", "How many passengers died?"),
        ("Who built the Brigde?", "Who built the bridge?"),
        ("how many peple did the brige colapse hurt", "how many people did the bridge collapsed hurt"),
        ("Elen's fery", "Ellen's ferry"),
        ("Why was the harbour closed?", "Why was the harbor closed?"),  # English too, in another spelling
    ],
)
def test_words_are_read_as_the_archive_writes_them(ferry: Snapshot, question: str, text: str) -> None:
    assert spelt(ferry, Pieces(), question)[0] == text


@pytest.mark.parametrize(
    "question",
    [
        "What percentage voted?",
        "Who is Angela?",
        "Who is Ferryd?",
        "Did angel strikes close a ferry?",
        "Which votes?",
        "1912",
    ],
)
def test_words_that_english_or_the_archive_has_are_left(ferry: Snapshot, question: str) -> None:
    assert told(ferry, question) == []


def test_no_word_of_an_archive_of_two_languages_is_doubted(tmp_path: Path) -> None:
    for language, text in (("en", "The ferry sank off Port Ellen."), ("de", "Die Fähre sank vor Port Ellen.")):
        (tmp_path / f"{language}.txt").write_text(f"---\nlanguage: {language}\n---\n{text}\n", "utf-8")
    build_index([tmp_path / "en.txt"], tmp_path, "one", HashEncoder())
    build_index([tmp_path / "en.txt", tmp_path / "de.txt"], tmp_path, "both", HashEncoder())
    assert told(open_current(tmp_path, "one"), "fery to Elllen") == [("fery", "ferry"), ("Elllen", "Ellen")]
    both = open_current(tmp_path, "both")
    assert both.languages() == ("de", "en")
    assert told(both, "fery to Elllen") == []


@pytest.mark.parametrize("question", ["Warum kollapsed die Brigde", "Pourquoi la brigde s'est effondré"])
def test_no_word_of_a_question_in_another_language_is_doubted(ferry: Snapshot, question: str) -> None:
    assert told(ferry, question) == []
    assert told(ferry, "why the brigde fell") == [("brigde", "bridge")]
