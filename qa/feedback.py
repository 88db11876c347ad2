"""What readers said of answers, in a database beside the index, and a question set made of it.

Of who said it nothing is kept, and of when only the day.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from qa.errors import unusable_database
from qa.index.layout import existing_index

Verdict = Literal["useful", "wrong-sentence", "wrong-article", "rightly-unanswered"]
VERDICTS: tuple[Verdict, ...] = ("useful", "wrong-sentence", "wrong-article", "rightly-unanswered")
MOST = 100_000  # kept; what is said after that is not
_SCHEMA = """CREATE TABLE IF NOT EXISTS feedback (
    question TEXT NOT NULL, verdict TEXT NOT NULL, article TEXT NOT NULL, sentence TEXT NOT NULL, build TEXT NOT NULL,
    day TEXT NOT NULL
) STRICT"""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was said of a sentence shown for a question, or, without an article, of there being no answer."""

    question: str
    verdict: Verdict
    article: str = ""
    sentence: str = ""
    build: str = ""
    day: str = ""


def add_feedback(indexes: Path, name: str, said: Feedback) -> None:
    """Keep it, if there is room. Raises NoIndex, SourceError."""
    with _open(indexes, name) as database, database:
        ((held,),) = database.execute("SELECT count(*) FROM feedback").fetchall()
        if held < MOST:
            row = astuple(said)[:-1]
            database.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?)", (*row, said.day or str(date.today())))


def read_feedback(indexes: Path, name: str) -> list[Feedback]:
    """All that was said, in its order. Raises NoIndex, SourceError."""
    with _open(indexes, name) as database:
        return [Feedback(*row) for row in database.execute("SELECT * FROM feedback ORDER BY rowid")]


def questions_of(said: Iterable[Feedback]) -> list[dict[str, Any]]:
    """The questions whose answer is known by what was said, as a question set has them; readers who differ are counted.

    A question of which only wrong sentences or articles were named is left out: what would be right is not known.
    """
    by_question: dict[str, list[Feedback]] = defaultdict(list)
    for each in said:
        by_question[" ".join(each.question.split()).casefold()].append(each)
    return [record for group in by_question.values() if (record := _record(group))]


def _record(said: Sequence[Feedback]) -> dict[str, Any] | None:
    useful = Counter((each.article, each.sentence) for each in said if each.verdict == "useful")
    verdicts = Counter(each.verdict for each in said)
    if verdicts["rightly-unanswered"] > (useful.total() or verdicts["wrong-sentence"]):
        return {"text": said[0].question, "answerable": False}
    if not useful:
        return None
    ((article, sentence), _) = useful.most_common(1)[0]
    return {"text": said[0].question, "answerable": True, "article": article, "sentence": sentence}


def counts_of(said: Iterable[Feedback]) -> Mapping[str, int]:
    """By verdict, how often it was given."""
    found = Counter(each.verdict for each in said)
    return {verdict: found[verdict] for verdict in VERDICTS if found[verdict]}


@contextmanager
def _open(indexes: Path, name: str) -> Iterator[sqlite3.Connection]:
    path = existing_index(indexes, name) / "feedback.db"
    try:
        with closing(sqlite3.connect(path, timeout=5)) as database:
            database.execute(_SCHEMA)
            yield database
    except sqlite3.Error as error:
        raise unusable_database(path, error) from error
