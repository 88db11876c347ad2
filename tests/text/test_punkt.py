"""Punkt comes out of nltk without the rest of it, and leaves nltk as whoever else imports it wants it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

SPLIT = """
import sys
from qa.text.sentences import split
text = "Mr. Lind left. He was late."
assert [sentence.text for sentence in split(text, [(0, len(text))])] == ["Mr. Lind left.", "He was late."]
"""
ALONE = """
assert not {"nltk", "scipy", "sklearn"} & {*sys.modules}, "all of nltk was imported"
import nltk
assert nltk.probability.FreqDist("aab")["a"] == 2
assert nltk.tokenize.punkt.PunktSentenceTokenizer().tokenize("One. Two.") == ["One.", "Two."]
"""


def run(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_splitting_imports_punkt_alone_and_nltk_can_be_imported_whole_afterwards() -> None:
    run(SPLIT + ALONE)


def test_what_has_imported_nltk_before_keeps_it() -> None:
    run("import nltk\nbefore = nltk.tokenize.punkt" + SPLIT + "assert sys.modules['nltk.tokenize.punkt'] is before")
