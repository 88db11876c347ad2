"""An answer as a terminal shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qa.command.render_answers import answer_text
from qa.types import Answer, ArticleInfo, Citation, IndexInfo, ReadAs

ARTICLE = ArticleInfo("harbor", "Storm closes the harbor", "The Example Gazette", date(2019, 10, 1), None)
CITED = Citation("A storm closed it\non Monday.", 75, 103, 1.8, ARTICLE, "", "", ((2, 7),), "/articles/harbor", ())
ANSWER = Answer(
    question="What closed it?",
    read_as=(),
    answered=True,
    confidence=0.912,
    reason=None,
    citations=(replace(CITED, probability=0.912, answer=(2, 7)),),
    related=(),
    notes=(),
    index=IndexInfo("default", "b", 1, 2, None, None),
    took_ms=20.0,
)
PLACE = "   — Storm closes the harbor, The Example Gazette, 2019-10-01 [harbor, characters 75–103]"


def test_the_words_that_answer_and_how_likely_they_do() -> None:
    assert answer_text(ANSWER) == "\n".join(
        ["Answered, confidence 91%:", "", "1. A storm closed it on Monday.", "   answer: storm (91%)", PLACE]
    )


def test_what_is_related_stands_apart_and_answers_nothing() -> None:
    related = replace(ANSWER, related=(replace(CITED, probability=0.2),))
    assert answer_text(related).endswith(f"Also related:\n\n2. A storm closed it on Monday.\n{PLACE}")


def test_how_the_question_was_read_comes_first_and_notes_follow_the_answers() -> None:
    read_as = (ReadAs("spelling", "clsoed", "closed"), ReadAs("language", "", "German"))
    text = answer_text(replace(ANSWER, read_as=read_as, notes=("Two articles differ.",)))
    assert text.startswith("Read “clsoed” as closed.\n\nAnswered")
    assert text.endswith(f"{PLACE}\n\nTwo articles differ.")


def test_where_nothing_is_near_nothing_is_announced() -> None:
    none = replace(ANSWER, answered=False, reason="No sentence fits.", citations=())
    assert answer_text(none) == "The archive does not answer this. No sentence fits."
    assert answer_text(replace(none, citations=(CITED,))).startswith(f"{answer_text(none)} Nearest first:\n\n1. ")
