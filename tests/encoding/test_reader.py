"""The reader that ships for the default model."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from qa.encoding.reader import reader_of
from qa.encoding.reading import Reader, window_of
from tests.encoders import HashEncoder

pytestmark = pytest.mark.model
BRIDGE = (
    "The bridge at Torm opened on Saturday.",
    "It is 2,310 metres long.",
    "The engineer Ulla Stenberg designed it.",
)


@pytest.fixture(scope="module")
def reader(model) -> Reader:
    found = reader_of(model)
    assert found is not None
    return found


def test_an_encoder_that_none_was_taught_on_has_none() -> None:
    assert reader_of(HashEncoder()) is None


def test_it_reads_as_much_as_is_asked_for(model, reader) -> None:
    fast = reader_of(model, reads="fast")
    assert fast is not None
    assert max(fast.rounds) < max(reader.rounds)
    assert reader_of(model, reads="none") is None


@pytest.mark.parametrize(
    ("question", "right", "answer"),
    [
        ("Who designed the bridge at Torm?", 2, "Ulla Stenberg"),
        ("who designed the bridge at torm", 2, "Ulla Stenberg"),
        ("How long is the bridge at Torm?", 1, "2,310 metres"),
        ("When did the bridge at Torm open?", 0, "Saturday"),
    ],
)
def test_the_sentence_that_answers_and_its_words(reader: Reader, question: str, right: int, answer: str) -> None:
    [verdicts] = reader.read(question, [window_of("Longest bridge of Estavia opens", BRIDGE)])
    best = max(range(3), key=lambda n: verdicts[n].log_odds)
    assert best == right
    assert answer in BRIDGE[best][slice(*verdicts[best].answer)]


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("What did Bjørn Sørensen win?", "what did bjorn sorensen win"),
        ("When did Łódź get its trams?", "when did lodz get its trams"),
        ("Who met Ægir Guðmundsson in the Königstraße?", "who met aegir gudmundsson in the konigstrasse"),
    ],
)
def test_letters_with_marks_are_read_as_they_are_typed(reader: Reader, question: str, typed: str) -> None:
    texts = ["Bjørn Sørensen won the race in Łódź.", "Þóra met Ægir Guðmundsson in the Königstraße in 1901."]
    window = window_of("", texts)
    assert reader.read(question, [window]) == reader.read(typed, [window])
    [[first, second]] = reader.read("Who won the race in Lodz?", [window])
    assert first.log_odds > max(0.0, second.log_odds)
    assert texts[0][slice(*first.answer)] == "Bjørn Sørensen"


def test_a_question_that_nothing_answers_gets_less_than_one_that_something_does(reader: Reader) -> None:
    window = window_of("Longest bridge of Estavia opens", BRIDGE)
    best = {
        question: max(verdict.log_odds for verdict in reader.read(question, [window])[0])
        for question in (
            "Who designed the bridge at Torm?",
            "How much did the bridge at Torm cost?",
            "Who won the cup?",
        )
    }
    designed, cost, cup = best.values()
    assert designed > cost + 1
    assert designed > cup + 3


def test_several_threads_at_once(reader: Reader) -> None:
    windows = [window_of("", BRIDGE), window_of("A title", BRIDGE[:1])]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: reader.read("Who designed it?", windows), range(16)))
    assert [[len(verdicts) for verdicts in some] for some in found] == [[3, 1]] * 16
    for some in found:
        assert some[0][2].log_odds == pytest.approx(found[0][0][2].log_odds, abs=1e-3)
