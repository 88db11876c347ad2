"""Summaries made of key sentences: of one article, of several, or of what an archive holds on a topic."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import numpy as np

from qa.encoding.base import Encoder
from qa.errors import BadQuestion
from qa.extraction.candidates import Pool
from qa.extraction.centrality import centroid, lexrank, pacsum, word_overlap
from qa.extraction.coverage import Coverage, Weights, decay
from qa.extraction.selection import MaximalMarginalRelevance, Objective, select
from qa.index.snapshot import Snapshot
from qa.retrieval.citation import citation_of
from qa.retrieval.highlights import highlights
from qa.retrieval.topic import find_on_topic
from qa.summary.candidates import draw
from qa.summary.types import Length, Summary
from qa.types import ArticleInfo, Filters, Rows, Span, Vectors

Method = Literal["coverage", "pacsum", "lexrank", "centroid"]
METHODS: tuple[Method, ...] = ("coverage", "pacsum", "lexrank", "centroid")
_CENTRALITY: Mapping[Method, Callable[[Vectors], Weights]] = {
    "pacsum": pacsum,
    "lexrank": lexrank,
    "centroid": centroid,
}

AS_USUAL = Length()  # as many sentences as follows
USUAL_SENTENCES = 3
USUAL_TOPIC_SENTENCES = 6
MAX_SENTENCES = 100
MAX_WORDS = 10_000
MAX_NAMED = 100  # articles
MAX_COMPARED = 2_000  # sentences, by the methods that compare every two: 130 MB

# What was measured, in ROUGE-1: on cnndm_summeval three sentences against the journalists' highlights (Lead-3 .422,
# sumy's LexRank .355), on bbc_dev as many words as the reference has (.654, .678), whose references a program seems to
# have chosen (sumy's TextRank .785). The decays and the words were chosen on a plateau of the former, where a step more
# or less costs .002 and 100 articles tell no finer; that centrality counts, and as the share, on a third of the latter.
# `qa evaluate` of both folders repeats it.
#   as shipped then                          .429   .735   (since then .430 and .732, by stricter rules of what stands)
#   word decay 0, .25, .75, 1, 1.5           .414, .422, .425, .423, .417
#   sentence decay 0, .1, .2, .3, .5         .413, .423, .430, .427, .422
#   words per sentence 6, 7, 9, 10, 12, 14   .421, .427, .427, .427, .424, .422
#   without centrality                       .427   .67
#   without stop words                       .424   .73
#   any sentence, without what it needs      .420   .76
# Centrality by vectors instead of words gave .70 on bbc_dev; likeness to the first sentence, numbers, names, quotation
# marks and PacSum's scores as further factors changed .001 at most; a regression on twenty such features .35.
WORD_DECAY = 0.5  # the words of a sentence are (1 + place)^-.5 times as likely in a summary
SENTENCE_DECAY = 0.25  # and its own sharing of them is worth (1 + place)^-.25; less so the longer the summary is
WORDS_PER_SENTENCE = 8  # that a person's summary shares with the article, when sentences are asked for
TOPIC_WORDS_PER_SENTENCE = 25  # by eye, on topics of seeds/: with 8 short sentences are chosen that say nothing alone
TOPIC_FOCUS = 3  # the power of relevance that sentences count by; by eye as well

SAME_ARTICLE = 0.7  # what a further sentence of an article already cited is worth in a summary of several
SAME_SOURCE = 0.9
SAME_DAY = 0.85
_EVERYTHING = Filters()


def summarize_articles(
    snapshot: Snapshot, ids: Sequence[str], length: Length = AS_USUAL, method: Method = "coverage"
) -> Summary:
    """The key sentences of these articles. Nothing is encoded. Raises NotFound, BadQuestion."""
    started = time.perf_counter()
    ids = tuple(dict.fromkeys(ids))
    if not 1 <= len(ids) <= MAX_NAMED:
        raise BadQuestion(f"1 to {MAX_NAMED} articles can be summarized together, not {len(ids)}", "qa articles")
    length = checked_length(length, USUAL_SENTENCES)
    pool = draw(snapshot, article_rows(snapshot, ids))
    picked = pick(snapshot, pool, np.ones(len(pool.rows)), length, method)
    reason = None if picked else _too_short(length)
    return _summary(snapshot, None, pool, picked, [()] * len(picked), reason, started)


def key_sentences(
    snapshot: Snapshot, article_id: str, length: Length = AS_USUAL, method: Method = "coverage"
) -> tuple[int, ...]:
    """The numbers, in the article, of its key sentences. Raises NotFound, BadQuestion."""
    pool = draw(snapshot, article_rows(snapshot, [article_id]))
    length = checked_length(length, USUAL_SENTENCES)
    picked = pick(snapshot, pool, np.ones(len(pool.rows)), length, method)
    return tuple(pool.place[list(picked)].tolist())


def summarize_topic(
    snapshot: Snapshot,
    encoder: Encoder,
    topic: str,
    length: Length = AS_USUAL,
    chosen: Filters = _EVERYTHING,
    method: Method = "coverage",
) -> Summary:
    """What the archive says on a topic, by sentences of several articles, sources and days. The topic alone is encoded.

    Raises BadQuestion.
    """
    started = time.perf_counter()
    length = checked_length(length, USUAL_TOPIC_SENTENCES)
    found = find_on_topic(snapshot, encoder, topic, chosen)
    pool = draw(snapshot, found.rows)
    relevance = np.full(len(pool.rows), found.relevance.min(initial=1))
    relevance[pool.target] = found.relevance
    picked = pick(snapshot, pool, relevance**TOPIC_FOCUS, length, method, TOPIC_WORDS_PER_SENTENCE)
    marks = highlights(snapshot, encoder, found.topic, pool.rows[list(picked)]) if picked else []
    reason = found.reason or (None if picked else _too_short(length))
    return _summary(snapshot, found.topic, pool, picked, marks, reason, started)


def pick(
    snapshot: Snapshot,
    pool: Pool,
    relevance: Weights,
    length: Length,
    method: Method = "coverage",
    words_per_sentence: int = WORDS_PER_SENTENCE,
) -> dict[int, float]:
    """The places in the pool of the key sentences, ascending, and what each brought; `relevance` is (n,), 1 at most."""
    if not len(pool.rows):
        return {}
    total = int(pool.words[pool.target].sum())
    words = math.floor(length.ratio * total + 1e-9) if length.ratio else length.words
    if words is not None and words > MAX_WORDS:
        raise BadQuestion(f"a ratio of {length.ratio:g} makes {words:,} words here; {MAX_WORDS:,} at most")
    expected = words_per_sentence * (length.sentences or 0) if words is None else words
    objective = _objective(snapshot, pool, relevance, expected / max(total, 1), expected, method)
    return select(pool, objective, length.sentences, words, pool.same.of, _kin(snapshot, pool))


def article_rows(snapshot: Snapshot, ids: Iterable[str]) -> Rows:
    """The rows of all sentences of these articles, ascending. Raises NotFound."""
    spans = [snapshot.sentence_spans(name) for name in ids]
    return np.sort(np.concatenate([first + np.arange(len(own), dtype=np.int64) for first, own in spans]))


def checked_length(length: Length, usual: int) -> Length:
    """The length, `usual` sentences where none is given. Raises BadQuestion."""
    given = [value for value in (length.sentences, length.words, length.ratio) if value is not None]
    if not given:
        return Length(sentences=usual)
    if len(given) > 1:
        raise BadQuestion("a summary's length is a number of sentences, or of words, or a ratio: one of them")
    if length.ratio is not None and not 0 < length.ratio <= 1:
        raise BadQuestion(f"the ratio must be above 0 and at most 1, not {length.ratio:g}")
    for value, most, unit in ((length.sentences, MAX_SENTENCES, "sentences"), (length.words, MAX_WORDS, "words")):
        if value is not None and not 1 <= value <= most:
            raise BadQuestion(f"a summary has 1 to {most:,} {unit}, not {value:,}")
    return length


def _objective(
    snapshot: Snapshot, pool: Pool, relevance: Weights, share: float, expected: float, method: Method
) -> Objective:
    if method != "coverage":
        if len(pool.rows) > MAX_COMPARED:
            what = f"{method} compares every two sentences: {MAX_COMPARED:,} at most, not {len(pool.rows):,}"
            raise BadQuestion(what, "qa summarize … --method coverage")
        vectors = snapshot.sentence_vectors.of(pool.rows)
        return MaximalMarginalRelevance(relevance * _CENTRALITY[method](vectors), vectors)
    share = min(share, 1.0)  # of the text that is asked for: the more, the less the top decides and the more the whole
    prior = decay(pool.place, SENTENCE_DECAY * (1 - share)) * word_overlap(pool.texts) ** share
    return Coverage(pool.texts, relevance * decay(pool.place, WORD_DECAY), relevance * prior, expected)


def _kin(snapshot: Snapshot, pool: Pool) -> list[tuple[Rows, float]]:
    """Labels by article, source and day with what they discount; none for a single article, which has one of each."""
    if not pool.article.any():
        return []
    infos = [snapshot.article_at(number).info for number in np.unique(snapshot.sentences[pool.rows, 0]).tolist()]
    labels = ([info.source for info in infos], [str(info.published) for info in infos])
    numbers = (np.unique(of_each, return_inverse=True)[1][pool.article] for of_each in labels)
    return list(zip((pool.article, *numbers), (SAME_ARTICLE, SAME_SOURCE, SAME_DAY), strict=True))


def _summary(
    snapshot: Snapshot,
    about: str | None,
    pool: Pool,
    picked: Mapping[int, float],
    marks: Sequence[tuple[Span, ...]],
    reason: str | None,
    started: float,
) -> Summary:
    cited = [
        citation_of(snapshot, int(pool.rows[place]), gain, places, pool.rows[pool.same.of(place)].tolist())
        for (place, gain), places in zip(picked.items(), marks, strict=True)
    ]
    numbers = np.unique(snapshot.sentences[pool.rows[pool.target], 0]).tolist()
    return Summary(
        about=about,
        citations=tuple(sorted(cited, key=lambda citation: _day(citation.article))),
        reason=reason,
        articles=tuple(_newest_first(snapshot.article_at(number).info for number in numbers)),
        index=snapshot.info(),
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def _newest_first(articles: Iterable[ArticleInfo]) -> list[ArticleInfo]:
    return sorted(articles, key=lambda article: article.published or date.min, reverse=True)


def _day(article: ArticleInfo) -> date:
    """For the order by date; the undated come last."""
    return article.published or date.max


def _too_short(length: Length) -> str:
    if length.words:
        asked = f"{length.words:,} word{'' if length.words == 1 else 's'}"
    else:
        asked = f"the words that a ratio of {length.ratio or 0:g} allows"
    return f"No sentence fits into {asked}."
