import pytest

from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.summary.briefing import brief
from qa.summary.reasons import may_say_why, names_cause
from tests.encoders import HashEncoder
from tests.summary.test_briefing import TOPIC, Told, under

TWO_CAUSES = """Ferry stays in dock

- The Example Gazette - Tuesday, October 1, 2019

The ferry of Port Ellen stopped sailing on Monday, and nobody sails from its dock.

Ferry tickets of Port Ellen are blue because a storm spilt what was red.

Nobody sails from its dock on Monday because a storm had broken the wall.
"""


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("It gave as its reason a threat to the harbor.", True),
        ("The change is meant to support the talks.", True),
        ("Shares fell, since no buyer was found.", True),
        ("Moisture led to rust.", True),
        ("The mayor saw no reason to wait.", False),
        ("Nobody could say what caused the fall.", False),
        ("More than 100 boats have sunk since the storm began.", False),
        ("Shares fell, since May, by half.", False),
        ("A clamp sprang open, so that it had to be examined.", False),
    ],
)
def test_words_of_cause(text, cause):
    assert names_cause(text) is cause


def test_what_was_feared_is_no_reason():
    assert not may_say_why("For a time it was feared that the towers would go as well.")
    assert may_say_why("They fear that it might last forever; others feared the police.")


def test_of_two_causes_that_of_what_happened_comes_first(tmp_path):
    (tmp_path / "ferry.txt").write_text(TWO_CAUSES, "utf-8")
    build_index([tmp_path / "ferry.txt"], tmp_path / "indexes", "default", HashEncoder())
    engine = open_current(tmp_path / "indexes", "default")
    why = under(brief(engine, HashEncoder(), TOPIC, reader=Told(0.0)))["why"]
    best = max(why, key=lambda citation: citation.score)
    assert "had broken" in best.text
