"""A topic as a briefing: what happened, why, who says what, what came next, each by sentences that a reader finds.

What happened is chosen as a summary is. For each further heading, sentences near the topic that may tell it by their
words are read with its question; without a reader those words decide.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np

from qa.answer.reader import read_candidates
from qa.encoding.base import Encoder
from qa.encoding.reading import Reader
from qa.extraction.candidates import Pool
from qa.extraction.coverage import Weights
from qa.extraction.key_sentences import pick
from qa.extraction.options import Length
from qa.index.candidates import FoundSentence
from qa.index.engine import Engine
from qa.summary.cited import cited, first_printed, kin_of, newest_first
from qa.summary.conflicts import conflicts
from qa.summary.dated import event_days, event_mentions
from qa.summary.reasons import BY_READER, may_say_why, of_reasons
from qa.summary.summarize import marked
from qa.summary.topic_drawn import WORDS_PER_SENTENCE, TopicDrawn, draw_topic
from qa.summary.types import Heading, Section, Summary
from qa.text.dates import DateMention
from qa.text.languages import is_english
from qa.text.roles import attributes, looks_ahead
from qa.text.words import stems
from qa.types import EVERYTHING, Filters

CHOSEN = 15  # sentences that the flat form would have, of which what happened is told, and the others where they fit
NO_MORE = 1.0  # is a reason worth there than another sentence: it has a heading of its own
SECTION_SENTENCES = 2  # of each other heading
WHAT_HAPPENED = 3  # of that heading, besides the first
WINDOWS = 3  # read for each heading: some 50 ms each on one core
CANDIDATES = 12  # of which they are
# What speaks for a sentence beside the reader, in log-odds. Of nuggets of six topics, and of five of `open`, both in
# view when it was chosen, a briefing without BY_CHOICE held .695 for .772, and .520 for .586.
BY_CHOICE = 3.0  # that the flat form would have it; not for a reason, which is seldom said twice
BY_WORDS = 1.0  # its own words
LEAST = 0.0  # of all that speaks for a sentence: a heading without one that good is left out
LEAST_REASON = 3.5
# Of briefings on sixteen topics, all in view when this and LEAST were chosen, 21 of 31 sentences on who says what carry
# no nugget, and 9 of 48 on what happened. With -1 for both, and one sentence less of what happened, as many hold .779,
# .597, .637 (now .782, .627, .637), and 49 of 133 carry none (44).
LEAST_SAID = 2.9
WORSE_REASON = 3.0  # a second reason may be by so much
MOST_SHARED = 0.6  # of the content words of the shorter of two sentences; more, and they tell the same

_Tells = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Question:
    heading: Heading
    words: str
    tells: _Tells
    only: bool  # a sentence stands under it that tells it by its words
    later: bool = False  # it tells of no day before that of what happened
    windows: int = WINDOWS
    by_reader: float = 1.0  # what a log-odds of the reader's counts
    least: float = LEAST
    worse: float = np.inf  # by which the second sentence may be


_QUESTIONS = (
    _Question("why", "Why did {} happen?", may_say_why, True, False, 4, BY_READER, LEAST_REASON, WORSE_REASON),
    _Question("who", "What did they say about {}?", attributes, True, least=LEAST_SAID),
    _Question("next", "What happened after {}?", looks_ahead, False, later=True),
)


def brief(
    engine: Engine, encoder: Encoder, topic: str, filters: Filters = EVERYTHING, reader: Reader | None = None
) -> Summary:
    """What the archive says on a topic, under headings; one that it has no sentence for is left out.

    Raises BadQuestion.
    """
    started = time.perf_counter()
    told = draw_topic(engine, encoder, topic, filters, beside_the_one_before=True)
    sections = {heading: picked for heading, picked in _sections(engine, told, reader).items() if picked}
    index = engine.info()
    marks = {heading: marked(engine, encoder, told, picked) for heading, picked in sections.items()}
    citations = {heading: cited(told.drawn, index.build, sections[heading], marks[heading]) for heading in sections}
    counts = [len(of_heading) for of_heading in citations.values()]
    first = np.cumsum([0, *counts]).tolist()[:-1]
    return Summary(
        about=told.found.topic,
        citations=tuple(citation for of_heading in citations.values() for citation in of_heading),
        reason=told.found.reason,
        articles=newest_first(told.drawn.articles),
        index=index,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
        sections=tuple(map(Section, citations, first, counts)),
        notes=conflicts(told.drawn, index.build, [place for picked in sections.values() for place in picked]) or None,
        read_as=told.found.read_as or None,
    )


def _sections(engine: Engine, told: TopicDrawn, reader: Reader | None) -> dict[Heading, dict[int, float]]:
    """By heading, places in the pool and what each brings; none stands under two.

    What happened begins with the sentence that brings the most, and ends with what no other heading has."""
    drawn, length, kin = told.drawn, Length(CHOSEN), kin_of(told.drawn)
    picked = pick(
        drawn.pool, told.relevance, length, "coverage", engine.vectors, WORDS_PER_SENTENCE, kin, told.by_place, NO_MORE
    )
    picked = first_printed(drawn, picked)
    lead = sorted(picked, key=lambda place: -picked[place])[:1]
    sections: dict[Heading, dict[int, float]] = {"what": {}}
    used = lead
    happened = next((_day(drawn.sentence(place)) for place in lead), None)
    for question in _QUESTIONS:
        prior = (
            of_reasons(engine, told, *lead) if question.heading == "why" and lead else _prior(told, question, picked)
        )
        found = _answers(told, question, reader, prior, used, happened if question.later else None)
        sections[question.heading] = found
        used = [*used, *found]
    rest = _best(drawn.pool, {place: picked[place] for place in picked if place not in used}, used, WHAT_HAPPENED)
    sections["what"] = dict(sorted({place: picked[place] for place in [*lead, *rest]}.items()))
    return sections


def _answers(
    told: TopicDrawn,
    question: _Question,
    reader: Reader | None,
    prior: Weights,
    used: Sequence[int],
    since: date | None,
) -> dict[int, float]:
    """The best sentences for one heading, of those that tell of no day before `since`."""
    pool = told.drawn.pool
    able = np.array([unit == (place,) for place, unit in enumerate(pool.units)], dtype=np.bool_) & pool.choosable
    if question.only or reader is None:
        able &= np.array([question.tells(text) for text in pool.texts], dtype=np.bool_)
    ranked = (place for place in np.argsort(-prior, kind="stable").tolist() if able[place] and place not in used)
    places = (place for place in ranked if since is None or _is_since(told.drawn.sentence(place), since))
    if reader is None:
        scores = {place: float(prior[place]) for place in places}
    else:
        scores = _read(told, question, reader, list(islice(places, CANDIDATES)), prior.tolist())
    least = max(scores.values(), default=0.0) - question.worse
    return _best(pool, {place: score for place, score in scores.items() if score >= least}, used)


def _prior(told: TopicDrawn, question: _Question, picked: Mapping[int, float]) -> Weights:
    """(n,) what speaks for each sentence before it is read."""
    tells = np.array([question.tells(text) for text in told.drawn.pool.texts], dtype=np.bool_)
    prior: Weights = np.log(np.maximum(told.relevance, 1e-9)) + BY_WORDS * tells
    prior[list(picked)] += BY_CHOICE
    return prior


def _day(sentence: FoundSentence) -> date | None:
    """The day it tells of, or else its article's."""
    published = sentence.article.published
    days = event_days(_named(sentence), sentence.text, published)
    return days[0] if days else published


def _is_since(sentence: FoundSentence, day: date) -> bool:
    """Whether the last day it names, or else its article's, is not before this one, or is not known."""
    last = max((mention.last for mention in _named(sentence)), default=sentence.article.published)
    return last is None or last >= day


def _named(sentence: FoundSentence) -> tuple[DateMention, ...]:
    english = is_english(sentence.language)
    return event_mentions(sentence.text, sentence.article.published, sentence.before) if english else ()


def _read(
    told: TopicDrawn, question: _Question, reader: Reader, places: Sequence[int], prior: Sequence[float]
) -> dict[int, float]:
    sentences = [told.drawn.sentence(place) for place in places]
    place_of = {sentence.row: place for sentence, place in zip(sentences, places, strict=True)}
    verdicts = read_candidates(reader, question.words.format(told.found.topic), sentences, (question.windows,))
    read = {place_of[row]: question.by_reader * found.log_odds for row, found in verdicts.items() if row >= 0}
    scores = {place: log_odds + prior[place] for place, log_odds in read.items()}
    return {place: score for place, score in scores.items() if score >= question.least}


def _best(pool: Pool, scores: dict[int, float], used: Sequence[int], most: int = SECTION_SENTENCES) -> dict[int, float]:
    """The first `most` that tell what no other does."""
    said = [_words(pool, place) for place in used]
    chosen: dict[int, float] = {}
    for place in sorted(scores, key=lambda place: -scores[place]):
        words = _words(pool, place)
        if len(chosen) < most and not any(_shared(words, others) > MOST_SHARED for others in said):
            chosen[place] = scores[place]
            said.append(words)
    return dict(sorted(chosen.items()))


def _words(pool: Pool, place: int) -> frozenset[str]:
    return frozenset(stems(pool.texts[place], pool.languages[place]))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
