"""What of an archive is on a topic: its sentences, each with how near it is, and the articles they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows
from qa.encoding.base import Encoder
from qa.index.candidates import IndexedArticle
from qa.index.engine import Engine
from qa.retrieval.query import checked, checked_filters
from qa.retrieval.search import search
from qa.text.words import stems
from qa.types import Filters

CANDIDATES = 300  # from each retriever
MAX_ARTICLES = 100  # those whose best sentence is nearest
# A topic is held where the best sentence scores MIN_BEST; on it are those of MIN_SCORE and MIN_SHARE of the best. In
# seeds/ the best score was 1.86 to 2.38 for topics that it holds ("Notre-Dame fire", "sanctions"), for others .83 to
# 1.4, but up to 1.8 where it holds a word of them ("Nobel prize in literature"). Among the candidates of the former,
# sentences on the topic went down to .51 of the best, others up to .46.
MIN_BEST = 1.5
MIN_SCORE = 1.2
MIN_SHARE = 0.5
NOTHING = "No sentence of the archive is on this topic."


@dataclass(frozen=True, slots=True)
class OnTopic:
    """Sentences on a topic, ascending by `rows` (n,); `relevance` (n,) in (0, 1], 1 for the nearest.

    `articles` are those they stand in, by row; `reason` says why there are none.
    """

    topic: str
    rows: Rows
    relevance: NDArray[np.float64]
    articles: tuple[IndexedArticle, ...]
    reason: str | None


def find_on_topic(engine: Engine, encoder: Encoder, topic: str, filters: Filters) -> OnTopic:
    """The sentences on `topic` of the MAX_ARTICLES articles nearest to it; none where the best is not near enough.

    Raises BadQuestion.
    """
    topic = checked(topic, "topic", 'qa timeline "the Hanoi summit"')
    checked_filters(filters)
    scores, owners = _near(engine, encoder, topic, filters) if stems(topic) else ({}, {})
    nearest = tuple(islice(dict.fromkeys(owners.values()), MAX_ARTICLES))
    rows = np.array(sorted(row for row in scores if owners[row] in nearest), dtype=np.int64)
    relevance = np.array([scores[row] for row in rows.tolist()]) / max(scores.values(), default=1.0)
    articles = sorted(engine.articles(nearest), key=lambda article: article.first_row)
    return OnTopic(topic, rows, relevance, tuple(articles), None if scores else NOTHING)


def _near(engine: Engine, encoder: Encoder, topic: str, filters: Filters) -> tuple[dict[int, float], dict[int, str]]:
    """By row, the score and the article of each sentence that is near enough, the nearest first."""
    ranking = search(engine, encoder, topic, filters, CANDIDATES)
    best = ranking.evidence[0].score if len(ranking) else 0.0
    least = max(MIN_SCORE, MIN_SHARE * best) if best >= MIN_BEST else np.inf
    near = {evidence.row: evidence.score for evidence in ranking.evidence if evidence.score >= least}
    return near, {sentence.row: sentence.article.id for sentence in ranking.sentences if sentence.row in near}
