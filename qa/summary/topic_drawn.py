"""What is drawn of an archive to tell of a topic: its sentences, each with what it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from qa.encoding.base import Encoder
from qa.extraction.candidates import Pool
from qa.extraction.coverage import Weights
from qa.index.engine import Engine
from qa.retrieval.topic import OnTopic, find_on_topic
from qa.retrieval.versions import versions_among
from qa.summary.cited import Drawn, drawn_of
from qa.types import Filters

# Of nuggets of twelve topics of seeds/, all in view when these were chosen, six sentences hold .694. Without the power
# of nearness .51, with 8 .654, 16 .684; where a place counts the same in every article, and own words nowhere more than
# elsewhere .671; with each sentence beside the one it leans on .669.
WORDS_PER_SENTENCE = 25  # 18 .68
ARTICLE_FOCUS = 12  # the power of its article's nearness that a sentence counts by
FADES = 4  # an article is told of by its lead; one that is less near by 1/FADES, by what it says on the topic alone
OWN_FOCUS = 4  # the power of how near that is by its own words


@dataclass(frozen=True, slots=True)
class TopicDrawn:
    """The sentences on a topic; `relevance` (n,) is what each counts, `by_place` (n,) how far its place does."""

    found: OnTopic
    drawn: Drawn
    relevance: Weights
    by_place: Weights


def draw_topic(
    engine: Engine, encoder: Encoder, topic: str, filters: Filters, beside_the_one_before: bool
) -> TopicDrawn:
    """The sentences on `topic`; those that lean on the one before may stand `beside_the_one_before`, uncited.

    Raises BadQuestion.
    """
    found = find_on_topic(engine, encoder, topic, filters)
    versions = versions_among(engine, found.articles)
    drawn = drawn_of(found.articles, versions.current(found.rows), versions)
    if beside_the_one_before:
        drawn = replace(drawn, pool=_each_beside_the_one_before(drawn.pool))
    return TopicDrawn(found, drawn, *_focused(found, drawn.pool))


def _focused(found: OnTopic, pool: Pool) -> tuple[Weights, Weights]:
    """(n,) what each sentence counts, and how far its place in its article does."""
    near = found.nearness[pool.article]
    by_place = np.clip(1 - FADES * (1 - near), 0, 1)
    at = np.minimum(np.searchsorted(found.rows, pool.rows), max(len(found.rows) - 1, 0))
    relevance = np.where(pool.target, found.relevance[at], found.relevance.min(initial=1))
    own = np.where(pool.target, found.own[at], 1.0)
    return relevance * near**ARTICLE_FOCUS * own ** (OWN_FOCUS * (1 - by_place)), by_place


def _each_beside_the_one_before(pool: Pool) -> Pool:
    """The same, but a sentence that leans on the one before alone may be cited without it: it is shown beside it."""
    leaning = [len(unit) == 2 and unit[-1] == place for place, unit in enumerate(pool.units)]
    freed = pool.target & ~pool.bound & np.array(leaning, dtype=np.bool_)
    return replace(
        pool,
        units=[(n,) if free else unit for n, (unit, free) in enumerate(zip(pool.units, freed.tolist(), strict=True))],
    )
