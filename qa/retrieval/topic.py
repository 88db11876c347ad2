"""What of an archive is on a topic: its sentences, each with how near it is, and the articles they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Mask, Rows
from qa.encoding.base import Encoder
from qa.index.candidates import IndexedArticle
from qa.index.engine import Engine
from qa.retrieval.parties import OPENING, concerning, parties
from qa.retrieval.query import checked, checked_filters
from qa.retrieval.ranking import Ranking
from qa.retrieval.search import search
from qa.retrieval.spelling import spelt
from qa.text.languages import primary
from qa.text.words import stem, stems, word_spans
from qa.types import Evidence, Filters, ReadAs

CANDIDATES = 300  # from each retriever
MAX_ARTICLES = 100  # those whose best sentence is nearest
# A topic is held where the best sentence scores MIN_BEST; on it are those of MIN_SHARE of the best. In seeds/ the best
# score was 1.86 to 2.38 for topics that it holds ("Notre-Dame fire", "sanctions"), for others .83 to 1.4, but up to 1.8
# where it holds a word of them ("Nobel prize in literature"). Among the candidates of the former, sentences on the
# topic went down to .51 of the best, others up to .46.
MIN_BEST = 1.5
MIN_SHARE = 0.5
# An article is as near as its best sentences are in the mean, so that one passing mention makes it none of the topic.
# Nuggets of twelve topics of seeds/ that six sentences hold, by how many of the best: 5 .656, 6 .635, 8 .694, 10 .684;
# and by how near an article must be, of the nearest: .65 .631, .7 .685, .75 .694, .8 .661.
BEST_OF_ARTICLE = 8
MIN_NEARNESS = 0.75
# One whose title names the topic and whose first sentences have the rest of its words is on it if it is less near as
# well: of seeds/, those of a story of eight articles went down to .6 of the nearest, of other stories up to .45.
MIN_NAMING = 0.6
USUAL_FALL = (
    0.8  # of its best, what a short article's other sentences would score; that of sixteen nearest articles was .81
)
NOTHING = "No sentence of the archive is on this topic."

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OnTopic:
    """Sentences on a topic, ascending by `rows` (n,); `relevance` (n,) in (0, 1], 1 for the nearest.

    `own` (n,) in [0, 1] is how near each is by its own words, without what stands around it. `articles` are those they
    stand in, by row, `nearness` (a,) in (0, 1] how much each is on the topic, and `naming` (a,) whether it opens with
    all words of it; `reason` says why there are none. `read_as` is what the topic was misspelt for.
    """

    topic: str
    rows: Rows
    relevance: Values
    own: Values
    articles: tuple[IndexedArticle, ...]
    nearness: Values
    naming: Mask
    reason: str | None
    read_as: tuple[ReadAs, ...] = ()


def find_on_topic(engine: Engine, encoder: Encoder, topic: str, filters: Filters) -> OnTopic:
    """The sentences on `topic` of the articles that are on it; none where the best is not near enough.

    Raises BadQuestion.
    """
    topic, read_as = spelt(engine, encoder, checked(topic, "topic", 'qa timeline "the Hanoi summit"'))
    checked_filters(filters)
    ranking = _without_namesakes(search(engine, encoder, topic, filters, CANDIDATES), topic) if stems(topic) else None
    if not ranking or ranking.evidence[0].score < MIN_BEST:
        none = np.zeros(0)
        return OnTopic(topic, none.astype(np.int64), none, none, (), none, none.astype(np.bool_), NOTHING, read_as)
    evidence = {found.row: found for found in ranking.evidence}
    articles, nearness, naming = _near_articles(_nearest_articles(engine, ranking), evidence, topic)
    best = ranking.evidence[0].score
    rows = np.array([row for held in articles for row in held.rows.tolist() if row in evidence], dtype=np.int64)
    relevance = np.array([evidence[row].score for row in rows.tolist()]) / best
    near = (relevance >= MIN_SHARE) & np.isin(rows, _of_all_parties(articles, topic))
    own = np.array([_own(evidence[row]) for row in rows.tolist()])
    own = np.clip(own / max(map(_own, ranking.evidence)), 0, 1)
    reason = None if near.any() else NOTHING  # the article of the nearest sentence may be none of the nearest articles
    return OnTopic(topic, rows[near], relevance[near], own[near], articles, nearness, naming, reason, read_as)


def _without_namesakes(ranking: Ranking, topic: str) -> Ranking:
    """The same without sentences that have a word of the topic as a name alone, where one has all of the topic's words
    in small letters: on "the moon landing" none of President Moon."""
    wanted = frozenset(stems(topic))
    cased = [_cased(sentence.text, wanted) for sentence in ranking.sentences]
    is_common = len(wanted) > 1 and any(small == wanted and not named for small, named in cased)
    kept = [n for n, (small, named) in enumerate(cased) if not is_common or named <= small]
    return Ranking(ranking.candidates, tuple(ranking.places[n] for n in kept), tuple(ranking.evidence[n] for n in kept))


def _cased(text: str, wanted: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Of the stems `wanted` those that a sentence has in small letters, and those with a capital that it does not owe
    to beginning there."""
    words = [(text[start:end], start) for start, end in word_spans(text)]
    small = frozenset(stem(word) for word, _ in words if word.islower())
    return small & wanted, frozenset(stem(word) for word, start in words if start and word.istitle()) & wanted


def _of_all_parties(articles: Sequence[IndexedArticle], topic: str) -> list[int]:
    """The rows of what concerns both where the topic joins two parties; all rows where it does not, or none does.

    What follows a first sentence that concerns both does so as well, under whatever name: "the country", "the treaty".
    """
    named = parties(topic, articles)
    masks = [concerning(held, topic, named) for held in articles]
    concerned = [row for held, mask in zip(articles, masks, strict=True) for row in held.rows[mask | mask[:1]].tolist()]
    return concerned or [row for held in articles for row in held.rows.tolist()]


def _nearest_articles(engine: Engine, ranking: Ranking) -> list[IndexedArticle]:
    ids = dict.fromkeys(sentence.article.id for sentence in ranking.sentences)
    return sorted(engine.articles(islice(ids, MAX_ARTICLES)), key=lambda held: held.first_row)


def _near_articles(
    articles: Sequence[IndexedArticle], evidence: Mapping[int, Evidence], topic: str
) -> tuple[tuple[IndexedArticle, ...], Values, Mask]:
    """The articles on the topic, (a,) how much each is, and which name it. A sentence not found counts as the last that
    was."""
    least = min(found.score for found in evidence.values())
    nearness = np.array([_nearness(held, evidence, least) for held in articles])
    nearness = nearness / nearness.max()
    naming = np.array([_names(held, topic) for held in articles], dtype=np.bool_)
    headed = naming & np.array([_heads(held, topic) for held in articles], dtype=np.bool_)
    near = nearness >= np.where(headed, MIN_NAMING, MIN_NEARNESS)
    kept = tuple(held for held, is_near in zip(articles, near.tolist(), strict=True) if is_near)
    return kept, nearness[near], naming[near]


def _names(held: IndexedArticle, topic: str) -> bool:
    """Whether the title and the first sentences have all words of the topic."""
    opening = " ".join([held.article.title, *held.texts()[:OPENING]])
    return _words(held, topic) <= _words(held, opening)


def _heads(held: IndexedArticle, topic: str) -> bool:
    """Whether the title has a word of the topic."""
    return not _words(held, topic).isdisjoint(_words(held, held.article.title))


def _words(held: IndexedArticle, text: str) -> frozenset[str]:
    return frozenset(stems(text, primary(held.article.language)))


def _nearness(held: IndexedArticle, evidence: Mapping[int, Evidence], least: float) -> float:
    scores = sorted((evidence[row].score for row in held.rows.tolist() if row in evidence), reverse=True)
    found = scores[:BEST_OF_ARTICLE]
    there = min(BEST_OF_ARTICLE, len(held.spans))
    lacking = (BEST_OF_ARTICLE - there) * USUAL_FALL * scores[0]
    return float(sum(found) + (there - len(found)) * least + lacking) / BEST_OF_ARTICLE


def _own(found: Evidence) -> float:
    return found.late_interaction + found.dense + found.lexical
