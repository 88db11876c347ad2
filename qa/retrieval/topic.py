"""What of an archive is on a topic: its sentences, each with how near it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np

from qa.encoding.base import Encoder
from qa.errors import BadQuestion
from qa.extraction.coverage import Weights
from qa.index.snapshot import Snapshot
from qa.retrieval.query import checked
from qa.retrieval.search import search
from qa.text.words import stems
from qa.types import Filters, Rows

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
    """Sentences of a snapshot on a topic, ascending by `rows` (n,); `relevance` (n,) in (0, 1], 1 for the nearest.

    `reason` says why there are none.
    """

    topic: str
    rows: Rows
    relevance: Weights
    reason: str | None


def find_on_topic(snapshot: Snapshot, encoder: Encoder, topic: str, chosen: Filters) -> OnTopic:
    """The sentences on `topic` of the MAX_ARTICLES articles nearest to it; none where the best is not near enough.

    Raises BadQuestion.
    """
    topic = checked(topic, "topic", 'qa timeline "the Hanoi summit"')
    if chosen.since and chosen.until and chosen.since > chosen.until:
        raise BadQuestion(f"since ({chosen.since}) is later than until ({chosen.until})")
    ranked = search(snapshot, encoder, topic, snapshot.rows(chosen), CANDIDATES) if stems(topic) else []
    best = ranked[0].score if ranked else 0.0
    least = max(MIN_SCORE, MIN_SHARE * best) if best >= MIN_BEST else np.inf
    near = [evidence for evidence in ranked if evidence.score >= least]
    rows = np.array([evidence.row for evidence in near], dtype=np.int64)
    owner = snapshot.sentences[rows, 0]
    nearest = list(islice(dict.fromkeys(owner.tolist()), MAX_ARTICLES))
    order = np.argsort(rows)
    kept = order[np.isin(owner[order], nearest)]
    relevance = np.array([evidence.score for evidence in near], dtype=np.float64)[kept] / (best or 1)
    return OnTopic(topic, rows[kept], relevance, None if near else NOTHING)
