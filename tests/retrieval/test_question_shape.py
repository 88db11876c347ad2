"""Which questions ask for several answers, and what two things a comparison compares."""

from __future__ import annotations

import pytest

from qa.retrieval.question_shape import asks_for_several, sides_of


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("Which bridge is longer, Torm or Kask?", "torm", "kask"),
        ("Is the Torm bridge longer than the Kask bridge?", "torm", "kask"),
        ("Does Brix earn more money than Alvero?", "brix", "alvero"),
        ("Did Norland or Estavia ground the plane first?", "norland", "estavia"),
        ("Which country has more people: Norland or Estavia?", "norland", "estavia"),
        ("what is the difference between the Oslo summit and the Vienna summit", "oslo", "vienna"),
        ("Compare the 2018 and 2019 reports.", "2018", "2019"),
        ("How do the Oslo and Vienna summits differ?", "oslo", "vienna"),
        ("inflation in Norland vs. Estavia", "norland", "estavia"),
        ("Who is older, Anna Lindqvist or Erik Lindqvist?", "anna", "erik"),  # the surname tells nothing
    ],
)
def test_a_comparison_has_two_sides(question: str, one: str, other: str) -> None:
    first, second = sides_of(question)
    assert (one in first.name, other in first.name) == (True, False)
    assert (one in second.name, other in second.name) == (False, True)
    assert other not in first.question.lower()
    assert one not in second.question.lower()


@pytest.mark.parametrize(
    "question",
    [
        "What caused the talks to fail?",
        "Did the minister resign or was he fired?",
        "Who said that one or two died?",
        "",
    ],
)
def test_other_questions_have_none(question: str) -> None:
    assert sides_of(question) == ()


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which countries grounded the plane?", True),
        ("What new sanctions did the council impose?", True),
        ("In which cities did people protest?", True),
        ("Who were the winners?", True),
        ("What are the demands of the drivers?", True),
        ("Name the members of the crew", True),
        ("Which country still flies the plane?", False),
        ("What was the reason?", False),
        ("What is the bus service called?", False),
        ("Who was the winner?", False),
        ("How many people died?", False),
    ],
)
def test_a_list_is_asked_for_in_the_plural(question: str, several: bool) -> None:
    assert asks_for_several(question) is several
