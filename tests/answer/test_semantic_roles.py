"""Who did it to whom, by the order of two names around a deed."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answer.find import find
from qa.answer.preferences import REVERSED
from qa.answer.semantic_roles import told_as_asked
from tests.answer.test_preferences import archive_of
from tests.encoders import HashEncoder, WordReader


@pytest.mark.parametrize(
    ("question", "sentence", "as_asked"),
    [
        ("Why did Tarvik sue Ostrel?", "Tarvik sued Ostrel over a hinge.", True),
        ("Why did Tarvik sue Ostrel?", "Ostrel sued Tarvik over a logo.", False),
        ("why did tarvik sue ostrel", "Ostrel sued Tarvik over a logo.", False),
        ("Why did Tarvik sue Ostrel?", "Ostrel was sued by Tarvik over a hinge.", True),
        ("Why was Ostrel sued by Tarvik?", "Tarvik sued Ostrel over a hinge.", True),
        ("Why was Ostrel sued by Tarvik?", "Tarvik was sued by Ostrel over a logo.", False),
        ("When did Holm United defeat Skarn?", "Skarn defeated Holm United in May.", False),
        ("When did Holm United defeat Skarn?", "On Friday Holm United again defeated Skarn.", True),
        ("When did the Harbor Union accuse the Ministry?", "The Ministry accused the Harbor Union of lies.", False),
        ("When did Tarvik lose to Ostrel?", "Ostrel lost to Tarvik.", None),  # another word: not told from its letters
        ("When did Tarvik meet Ostrel?", "Ostrel meets Tarvik on Monday.", None),  # both do
        ("When did Tarvik sue?", "Ostrel sued Tarvik.", None),
        ("Why did Tarvik sue Ostrel?", "Tarvik and Ostrel sued the town.", None),
        ("Why did Tarvik sue Ostrel?", "Ostrel said that Tarvik sued it.", None),
        ("Why did Tarvik sue Ostrel?", "Pell sued Ostrel and Tarvik sued Pell.", None),
        ("Who sued Ostrel?", "Ostrel sued Tarvik.", False),
        ("Who sued Ostrel?", "Tarvik sued Ostrel.", True),
        ("Why did Tarholm deny Tarvik the key?", "Tarvik denied Tarholm the key.", False),
        ("What is the Tarvik design used on the Ostrel ferry?", "The Ostrel ferry has a design of Tarvik.", None),
        ("", "", None),
    ],
)
def test_roles(question: str, sentence: str, as_asked: bool | None) -> None:
    assert told_as_asked(question, sentence) is as_asked


@pytest.mark.parametrize(
    ("question", "right", "reversed_"),
    [
        ("What did Tarvik sue Ostrel over?", "Tarvik sued Ostrel.", "Ostrel sued Tarvik over the hinge of a lamp."),
        ("Who sued Ostrel?", "Tarvik sued Ostrel.", "Ostrel sued Tarvik over a hinge."),
        ("Whom did Ostrel sue?", "Ostrel sued Tarvik.", "Tarvik sued Ostrel over a hinge."),
    ],
)
def test_what_is_told_the_other_way_round_comes_after(
    tmp_path: Path, encoder: HashEncoder, question: str, right: str, reversed_: str
) -> None:
    texts = (reversed_, f"{right} It wanted a logo back.")
    snapshot = archive_of(tmp_path, encoder, *({"id": str(n), "text": text} for n, text in enumerate(texts)))
    ranking = find(snapshot, encoder, WordReader(), question).ranking
    liked = {
        sentence.text: found.preference for sentence, found in zip(ranking.sentences, ranking.evidence, strict=True)
    }
    assert liked == {reversed_: REVERSED, right: 0.0, "It wanted a logo back.": 0.0}
    assert ranking.sentences[0].text == right
