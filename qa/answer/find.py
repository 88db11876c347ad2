"""From a question to its candidates in order: read, searched, read together with the question, ordered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from qa.answer.definitions import with_definitions
from qa.answer.preferences import by_date, what_is_missing, with_preferences
from qa.answer.reader import reread
from qa.answer.several import read_sides
from qa.deadline import check_time
from qa.encoding.base import Encoder
from qa.encoding.reading import Reader
from qa.index.engine import Engine
from qa.retrieval.query import QuestionRead, read_question, with_explained
from qa.retrieval.question_shape import Side, sides_of
from qa.retrieval.ranking import Ranking
from qa.retrieval.search import search
from qa.retrieval.spelling import spelt
from qa.stages import stage
from qa.types import EVERYTHING, Filters

SOURCES = 1000  # that a question may name
# A longer question is compared and not read: of those the reader was taught on, one in a thousand is longer, and of
# multihop_facts, which asks in 40 words and more, it put the right article first for .48; comparing does for .80.
READ_WORDS = 28
WORDED_BY = 20  # of the best sentences, whose short or full forms of names the question is read in


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates in the order in which they are shown, and how the question was read.

    `missing` says why nothing can answer it, or is empty; `sides` is how many things it compares, of which the first
    candidates tell.
    """

    ranking: Ranking
    read: QuestionRead
    missing: str = ""
    sides: int = 0


def find(
    engine: Engine,
    encoder: Encoder,
    reader: Reader | None,
    question: str,
    filters: Filters = EVERYTHING,
    literal: bool = False,
    unread: Collection[str] = (),
) -> Found:
    """The candidates for a checked question, best first; where it is `literal`, as it stands, and with nothing read
    out of it that is of the kinds `unread`, those of ReadAs."""
    check_time()
    info, read = engine.info(), QuestionRead(question, filters)
    if not literal:
        languages = engine.languages()
        read = read_question(question, filters, engine.sources(SOURCES), info.last, languages, unread)
        if "spelling" not in unread:
            text, respelled = spelt(engine, encoder, read.text)
            read = replace(read, text=text, read_as=(*read.read_as, *respelled))
    with stage("search"):
        found = search(engine, encoder, read.searched, read.filters)
        if not literal and "abbreviation" not in unread:
            explained = with_explained(read, [each.text for each in found.sentences])
            if explained is not read:
                known = found.candidates.articles
                read, found = explained, search(engine, encoder, explained.searched, explained.filters, read=known)
        ranking = with_preferences(found, read)
    check_time()
    sides: tuple[Side, ...] = ()
    asked = read.worded_as([each.text for each in ranking.sentences[:WORDED_BY]])
    if reader and not read.is_topic and len(asked.split()) <= READ_WORDS:
        sides = () if literal else sides_of(asked)
        with stage("read"):
            compared = read_sides(reader, asked, sides, ranking) if sides else None
            sides, ranking = (sides, compared) if compared else ((), reread(reader, asked, ranking))
    ranking = by_date(ranking, read) if len(ranking) and not sides else ranking
    ranking = with_definitions(ranking, read.text)
    return Found(ranking, read, what_is_missing(ranking, read, info.first, info.last), len(sides))
