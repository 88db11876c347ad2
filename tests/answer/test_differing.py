"""Answers of two articles to one question: which of them differ, and which tell of two things."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa.answer.ask import ask
from qa.answer.differing import differing_answers
from qa.types import ArticleInfo, Citation, Superseded
from tests.answer.test_preferences import archive_of
from tests.encoders import HashEncoder, WordReader

MAY_3, MAY_4, MAY_31, OCT_1 = date(2019, 5, 3), date(2019, 5, 4), date(2019, 5, 31), date(2019, 10, 1)


def cited(name: str, day: date | None, told: str, title: str = "", before: str = "") -> Citation:
    """Of the article `name`; the words that answer stand in brackets."""
    start, end = told.index("["), told.index("]") - 1
    text = told.replace("[", "").replace("]", "")
    article = ArticleInfo(name, title or f"Report {name}", "Gazette", day, None)
    return Citation(text, 0, len(text), 1.0, article, before, "", (), "/", (), 0.9, (start, end))


def note(question: str, one: str, other: str, first: date | None = MAY_3, second: date | None = MAY_4) -> bool:
    return bool(differing_answers(question, [cited("a", first, one), cited("b", second, other)]))


@pytest.mark.parametrize(
    ("question", "one", "other", "second"),
    [
        # a "not"
        (
            "Will the tram run on Sundays?",
            "The tram will [not] run on Sundays.",
            "The tram will run on [Sundays], the board decided.",
            MAY_31,
        ),
        ("Does the mill close?", "The mill is [not to close], Roe said.", "Roe said the mill is [to close].", MAY_4),
        (
            "Did Pike attend the vote?",
            "Pike did [not] attend the vote.",
            "[Pike attended] the vote, and left early.",
            MAY_4,
        ),
        # a day that was moved
        (
            "When does work on the weir begin?",
            "Work on the weir is to begin in [September] and cost $3 million.",
            "Work on the weir is to begin in [November], later than planned.",
            MAY_31,
        ),
        (
            "When will the line open?",
            "The line will open on [June 20].",
            "The line will open [on July 3], the guild said.",
            MAY_31,
        ),
        # a number
        (
            "How many miners died at Torm?",
            "The shaft fell in, and [12] miners died at Torm.",
            "[Fourteen] miners died at Torm, Roe said on Monday.",
            MAY_4,
        ),
        (
            "What will the weir of Torm cost?",
            "The weir of Torm will cost [$3 million].",
            "The weir of Torm will cost [$4.5 million], twice what a mill does.",
            MAY_31,
        ),
        ("How many votes did Aster get?", "Aster got [5,310] votes, and Pike few.", "Aster got [5,301] votes.", MAY_4),
        # who did it to whom
        (
            "Who sued Alvero?",
            "[Brix] sued Alvero over a patent, his lawyer said.",
            "Alvero sued [Brix] over a patent, court papers show.",
            MAY_4,
        ),
        ("Who beat Skarn?", "[Torm] beat Skarn, to the joy of many.", "Skarn beat [Torm]; few saw it.", MAY_4),
    ],
)
def test_answers_that_differ(question: str, one: str, other: str, second: date) -> None:
    found = differing_answers(question, [cited("a", MAY_3, one), cited("b", second, other)])
    assert found == (f"Two articles differ: “Report a” of 2019-05-03, and “Report b” of {second}.",)
    assert note(question, other, one, second, MAY_3)
    assert not note(question, one, other, MAY_3, OCT_1)  # by then it may be another one
    assert not note(question, one, other, MAY_3, None)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        # two answers of a list
        ("Which towns banned ships?", "The town of [Alta] banned ships.", "The town of [Vard] banned ships."),
        ("Which days were miners hurt?", "Two miners were hurt on [May 1].", "Two miners were hurt on [May 2]."),
        ("Which days will the mill close?", "The mill will close on [May 20].", "The mill will close on [May 27]."),
        # different days, names or things
        ("Will the mill open?", "The mill will [not] open.", "[The mill] will pay those who open its lock."),
        ("When will the line open?", "The line will open on [June 20].", "The line will open on [Thursday, June 20]."),
        (
            "How many people were hurt?",
            "[Two] people were hurt at Torm on Monday.",
            "[Six] people were hurt at Torm on Friday.",
        ),
        (
            "How many points did Roe score?",
            "Roe scored [20] points against Oxley.",
            "Roe scored [25] points against Skarn.",
        ),
        ("How many people were hurt?", "[Two] people were hurt in the crash.", "[Six] people were hurt in the fire."),
        ("When did Pike meet Roe?", "Pike met Roe on [May 1].", "Pike met Roe on [April 3]."),
        ("When is the hearing?", "The hearing is to begin [on Friday].", "The hearing is to begin [May 3]."),
        ("Who beat Skarn?", "[Torm] beat Skarn on Monday.", "Skarn beat [Torm] on Friday."),
        ("Did Pike attend?", "Pike did [not] attend the vote on Monday.", "[Pike attended] the vote on Thursday."),
        # what was not so by then, and what is told more or less exactly
        ("Was the boy found?", "The boy has [not] been found.", "[The boy] was found."),
        ("Was the boy found?", "The boy was [not yet] found.", "[The boy] was found."),
        ("How many miners died?", "[At least 12] miners died at Torm.", "[Fourteen] miners died at Torm."),
        ("How many miners died?", "[14] miners died at Torm.", "[Fourteen] miners died at Torm, Roe said."),
        ("What will it cost?", "The weir will cost [$3,000,000].", "The weir will cost [$3 million]."),
        ("What will it cost?", "The weir will cost [$1.48 billion].", "The weir will cost [$1.5 billion]."),
        ("How many voted?", "[5,310] people voted at Torm.", "[5,300] people voted at Torm."),
        # more than one number, no number, and other words than those that answer
        ("How many miners died?", "[12 of 40] miners died at Torm.", "[Fourteen] miners died at Torm."),
        ("Who won?", "[Aster] won the race for mayor.", "[Pike] won the race for mayor."),
        ("Who won the race?", "[Aster] won the race by 12 votes.", "[Aster] won the race by 14 votes."),
        ("What was sold?", "Torm sold [its mill], and not its ships.", "Torm sold [its mill]."),
        (
            "Hoeveel mensen zijn er gedood?",
            "Er zijn [12] mensen gedood in de mijn.",
            "Er zijn [14] mensen gedood in de mijn.",
        ),
    ],
)
def test_answers_that_do_not(question: str, one: str, other: str) -> None:
    assert not note(question, one, other)
    assert not note(question, other, one)


def test_what_was_over_when_the_other_was_told_was_not_moved() -> None:
    one, other = "The hearing is to begin on [May 20].", "The hearing is to begin on [July 3]."
    assert note("When is the hearing?", one, other, MAY_3, date(2019, 5, 6))
    assert not note("When is the hearing?", one, other, MAY_3, MAY_31)


def test_articles_on_two_events_do_not_differ() -> None:
    question, one, other = "How many were hurt in the crash?", "[Two] people were hurt.", "[Six] people were hurt."
    torm = cited("a", MAY_3, one, before="A bus crash closed the road at Torm.")
    skarn = cited("b", MAY_3, other, before="A bus crash closed the road at Skarn.")
    fire = cited("c", MAY_3, other, before="A fire closed the road at Torm.")
    again = cited("d", MAY_3, other, before="The crash at Torm was caused by ice.")
    assert [bool(differing_answers(question, [torm, each])) for each in (skarn, fire, again)] == [False, False, True]


def test_what_names_other_places_does_not_differ() -> None:
    question, told = "How many people were hurt?", "{} old people were badly hurt in the mill at {}."
    torm, skarn, again = (
        cited(place + count, MAY_3, told.format(f"[{count}]", place), before="A quake shook Lorne County.")
        for place, count in (("Torm", "Two"), ("Skarn", "Six"), ("Torm", "Six"))
    )
    assert [bool(differing_answers(question, [torm, each])) for each in (skarn, again)] == [False, True]


def test_what_does_not_answer_and_what_one_article_says_twice_do_not_differ() -> None:
    one, other = (
        cited("a", MAY_3, "The tram will [not] run on Sundays."),
        cited("a", MAY_3, "The tram will [run] on Sundays."),
    )
    assert not differing_answers("Will the tram run on Sundays?", [one, other])
    related = Citation(other.text, 0, len(other.text), 1.0, cited("b", MAY_4, "[x]").article, "", "", (), "/", ())
    assert not differing_answers("Will the tram run on Sundays?", [one, related])


def test_a_correction_differs_from_what_a_third_article_tells() -> None:
    wrong = "The ferry Nordlys sank off Torm, and 12 passengers died."
    old = ArticleInfo("old", "Ferry sinks", "Gazette", MAY_3, None)
    told = cited("note", MAY_31, "It was [14], not 12.", "Correction: victims of the ferry")
    told = Citation(*[getattr(told, name) for name in list(Citation.__slots__)[:-1]], (Superseded(wrong, old, "/"),))
    question = "How many passengers died?"
    third = cited("third", MAY_4, "The ferry Nordlys sank off Torm, and [15] passengers died.", "Toll rises")
    assert differing_answers(question, [third, told]) == (
        "Two articles differ: “Toll rises” of 2019-05-04, and “Correction: victims of the ferry” of 2019-05-31.",
    )
    same = cited("third", MAY_4, "The ferry Nordlys sank off Torm, and [14] passengers died.")
    other = cited("third", MAY_4, "Rescuers pulled [40] people from the water.")
    assert [differing_answers(question, [each, told]) for each in (same, other)] == [(), ()]


def test_an_answer_says_that_two_articles_differ(tmp_path: Path, encoder: HashEncoder) -> None:
    told = (
        "The tram will not run on Sundays.",
        "The tram will run on Sundays, a council of Lorne decided.",
    )
    records = (
        {"id": str(n), "title": f"Report {n}", "date": f"2019-05-0{n}", "text": text} for n, text in enumerate(told, 1)
    )
    snapshot = archive_of(tmp_path, encoder, *records)
    answer = ask(snapshot, encoder, "Will the tram run on Sundays?", reader=WordReader()).answer
    one, other = (f"“{each.article.title}” of {each.article.published}" for each in answer.citations)
    assert answer.notes == (f"Two articles differ: {one}, and {other}.",)
