"""Which word of an archive one is misspelt for, compared as whole words and not as stems."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.index.bm25 import BM25Index, BM25Writer
from qa.index.slips import nearest_word
from qa.text.words import stem, stems

TEXTS = [
    "The ferry sank with 200 passengers aboard, and the ferry’s captain died.",
    "The Morandi Bridge collapsed in Genoa on Tuesday.",
    "After the collapse of the bridge people left; more collapses were feared.",
    "Wirecard's shares fell by 20 percent, as an angel does.",
    "Boeing told the government in Hanoi that Freis was right.",
    "The photographers, in Iraq and Vienna, failed at the summit.",
    "The editor wrote to the swindled.",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> BM25Index:
    folder = tmp_path_factory.mktemp("words")
    writer = BM25Writer()
    for text in TEXTS:
        writer.add(stems(text))
    writer.write(folder)
    return BM25Index(folder)


def nearest(index: BM25Index, word: str) -> str | None:
    near = index.stems_near(word, "en") if index.unknown([stem(word)]) else []
    return nearest_word(word, near, "en", lambda term: [TEXTS[row] for row in index.some(term, 10)])


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("fery", "ferry"),  # not its stem, "ferri", nor "Freis", two letters of whose stem are exchanged
        ("ferrry", "ferry"),
        ("pasengers", "passengers"),
        ("pasenger", "passengers"),  # in another number
        ("Brigde", "bridge"),  # without the capital of the name where the word is written without
        ("brige", "bridge"),  # the stem of which lies further off
        ("peple", "people"),
        ("colapse", "collapse"),
        ("colapsed", "collapsed"),
        ("colapses", "collapses"),
        ("Wirecrad", "Wirecard"),  # which is written with a possessive alone
        ("boieng", "Boeing"),  # whose stem is "boe"
        ("hannoi", "Hanoi"),
        ("goverment", "government"),
        ("viena", "Vienna"),
        ("sumnit", "summit"),  # one letter wrong of six
        ("fialed", "failed"),
        ("photographrs", "photographers"),
        ("phtoographer", "photographers"),
    ],
)
def test_the_word_that_a_misspelt_one_is(index: BM25Index, word: str, meant: str) -> None:
    assert nearest(index, word) == meant


@pytest.mark.parametrize(
    "word",
    [
        "percentage",  # another word than "percent", which begins it
        "swindlers",
        "hanoi",  # known itself
        "collapsing",  # by another form
        "iran",  # another word than "Iraq"
        "anger",  # than "angel"
        "anoi",  # the first letter is seldom wrong
        "zanzibar",
        "editorship",
    ],
)
def test_a_word_that_is_misspelt_for_none(index: BM25Index, word: str) -> None:
    assert nearest(index, word) is None


def test_of_several_the_most_frequent_that_is_nearest(tmp_path: Path) -> None:
    texts = ["The mister spoke.", "A minister and a monster.", "The minister.", "The monster, the minister"]
    writer = BM25Writer()
    for text in texts:
        writer.add(stems(text))
    writer.write(tmp_path)
    index = BM25Index(tmp_path)
    near = index.stems_near("minster", "en")
    assert near[0] in ("minist", "monster")
    assert nearest_word("minster", near, "en", lambda term: [texts[row] for row in index.some(term, 10)]) == "minister"


def test_words_of_another_language(tmp_path: Path) -> None:
    texts = ["Die Brücken der Autobahn sind alt.", "Ärzte prüften die Brücke.", "Der Übergang ist gesperrt."]
    writer = BM25Writer()
    for text in texts:
        writer.add(stems(text, "de"))
    writer.write(tmp_path)
    index = BM25Index(tmp_path)
    for word, meant in {"Brüken": "Brücken", "Autobhan": "Autobahn", "Ubregang": "Übergang", "Bahn": None}.items():
        near = index.stems_near(word, "de")
        assert nearest_word(word, near, "de", lambda term: [texts[row] for row in index.some(term, 9)]) == meant
