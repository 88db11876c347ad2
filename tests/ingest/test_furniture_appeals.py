"""Marks of advertisements, buttons, times that reading takes, appeals for support; and sentences of like words."""

from pathlib import Path

import pytest

from qa.ingest.prose.furniture import is_furniture, prose_among
from tests.growth import grows_with_length_only

HERE = Path(__file__).parent
APPEALS = (HERE / "appeals.txt").read_text(encoding="utf-8").splitlines()
TALK = (HERE / "talk_of_appeals.txt").read_text(encoding="utf-8").splitlines()


def test_they_are_furniture():
    assert [line for line in APPEALS if not is_furniture(line)] == []


def test_sentences_of_like_words_stay():
    assert [line for line in TALK if is_furniture(line)] == []
    assert [line for line in TALK if prose_among(["One.", line, "Two."]) != (True, True, True)] == []


def test_what_somebody_says_stays():
    assert not is_furniture("“Our journalism is made possible by readers like you,” the editor said.")
    assert not is_furniture("“Chip in for our newsroom,” she told the crowd.")


@pytest.mark.parametrize("part", ["copy link ", "ad - scroll to ", "readers like you ", "4 min ", "our news "])
def test_time_grows_with_length_only(part):
    assert grows_with_length_only(is_furniture, part, 600)
