"""Interviews: an answer stands with its question, however the two are told apart."""

from __future__ import annotations

import pytest

from qa.text.coherence import choosable, units
from qa.text.interviews import NO_TURNS, turns, unlabelled
from tests.growth import grows_with_length_only

WHY, WHO = "Why does the iron bridge have to go?", "Who pays for the new one?"
BECAUSE, STATE, REST = "Four of its piers are cracked.", "The state pays half.", "We borrow the rest."


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Q: ", "A: "),
        ("Q. ", "A. "),
        ("Question: ", "Answer: "),
        ("Frage: ", "Antwort: "),
        ("Gazette: ", "Ada Lind: "),
        ("SCOTT PIKE, HOST: ", "ADA LIND (mayor): "),
        ("Ada Finch, who asks for us all: ", "LIND: "),
        ("Q: ", ""),
        ("– ", "– "),
        ("—", "—"),
    ],
)
def test_an_answer_is_told_by_labels_and_dashes(asks: str, answers: str) -> None:
    texts = [asks + WHY, answers + BECAUSE, asks + WHO, answers + STATE, REST]
    assert units(texts, [0, 1, 2, 3, 3]) == [(0, 1), (0, 1), (2, 3), (2, 3), (2, 3, 4)]
    assert units(texts, [0] * 4 + [1]) == units(texts, [0, 1, 2, 3, 3]) or asks in ("– ", "—")  # a line break or none


@pytest.mark.parametrize("paragraphs", [[0, 1, 2, 3, 3, 4, 5], [0, 0, 1, 1, 1, 2, 2]])
def test_questions_that_begin_paragraphs_need_no_label(paragraphs: list[int]) -> None:
    texts = [WHY, BECAUSE, WHO, STATE, REST, "When does it open?", "In 2022."]
    assert units(texts, paragraphs) == [(0, 1), (0, 1), (2, 3), (2, 3), (2, 3, 4), (5, 6), (5, 6)]
    assert turns(texts[:4], paragraphs[:4]) == NO_TURNS  # two may ask for effect


def test_a_question_of_several_sentences_stays_whole_unless_it_is_long() -> None:
    texts = ["Q: It is old.", "It is dear.", "Does it go?", "A: Yes.", "Q: When?", "A: Soon."]
    assert units(texts, [0, 0, 0, 1, 2, 3])[3] == (0, 1, 2, 3)
    longer = ["Q: It is old.", "It rusts.", "Trains shake.", "Does it go?", "A: Yes.", "Q: When?", "A: Soon."]
    assert units(longer, [0, 0, 0, 0, 1, 2, 3])[4] == (3, 4)


def test_a_label_names_who_speaks() -> None:
    texts = [
        "Jane Roe has the story.",
        "JANE ROE: I stood on the bridge.",
        "LEE DOE: It is too old for us.",
        "We wept.",
    ]
    assert units(texts, [0, 1, 2, 2]) == [(0,), (1,), (1, 2), (1, 2, 3)]  # "it" and "we" point back all the same
    assert unlabelled("SCOTT PIKE, HOST: The bridge has to go.") == "The bridge has to go."


@pytest.mark.parametrize(
    "texts",
    [
        ["Is it old?", "Kaha Kikna, analyst at Troika, said: it is.", "Is it dear?", "Paul Coll, a trader, said: no."],
        ["Will it fall?", "The time is 9:30.", "See https://example.org.", "It stood."],
        ["Note: the ferry is closed.", "Who knows?", "Nobody does."],
        [],
    ],
)
def test_other_prose_is_no_interview(texts: list[str]) -> None:
    assert turns(texts, [0] * len(texts)).tied == frozenset()


def test_in_other_languages_too() -> None:
    texts = ["F: Warum muss die Brücke weg?", "A: Weil sie bricht.", "F: Wer zahlt?", "A: Das Land, sagt er uns."]
    assert units(texts, [0, 1, 2, 3], "de") == [(0, 1), (0, 1), (2, 3), (2, 3)]
    assert units(["Er sagte:", "„Sie bricht.“", "Sie bricht."], [0, 0, 1], "de") == [(0, 1), (1,), (2,)]
    assert choosable(["Die alte Brücke der Stadt muss weg, sagte er „heute“."], "de") == [True]
    assert choosable(
        ["市議会は月曜日に古い橋の閉鎖を決めたと発表した。", "橋。", "市議会は月曜日に古い橋の閉鎖を決めましたか？"],
        "ja",
    ) == [
        True,
        False,
        False,
    ]


def test_the_work_grows_with_the_text() -> None:
    assert grows_with_length_only(lambda text: turns([text, "A?"] * 2, [0] * 4), "Ada Lind, a ", 40_000)
