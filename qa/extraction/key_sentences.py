"""The key sentences of texts: what is chosen by which method, and those of a single article."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qa.arrays import Rows, Vectors
from qa.errors import BadQuestion
from qa.extraction.candidates import Pool, Prose, draw
from qa.extraction.centrality import centroid, lexrank, pacsum, word_overlap
from qa.extraction.coverage import Coverage, Weights, decay
from qa.extraction.options import MAX_WORDS, USUAL_SENTENCES, Length, Method
from qa.extraction.selection import MaximalMarginalRelevance, select
from qa.text.languages import ENGLISH
from qa.text.roles import gives_reason

MAX_COMPARED = 2_000  # sentences, by the methods that compare every two: 130 MB
MAX_READ = 10_000  # sentences of one article, for those at its head: .7 s at its first build

# A number of sentences is chosen by content, for the facts that a reader must learn ("nuggets", ranked by an editor, of
# 18 articles of seeds/, all in view when this was chosen): three sentences hold .606 of them, the first three .534, as
# the most ROUGE-1 may be expected of .516. On cnndm_summeval they lose .028 ROUGE-1, being half as long again.
#   same paragraph 1, .85, .5                .566, .604, .606
#   with stop words                          .619 (of topics .656 instead of .694)
SAME_PARAGRAPH = 0.7  # what a further sentence of a paragraph already told from is worth
# Of ten articles and of the six of `open`, all in view when this was chosen, three sentences hold .641 and .602 with 13
# and 6 % filler (1 .609 and .599 with 20 and 11, 1.2 .614, .602, 1.8 .655, .594); of `held_back`'s .671 with 11, as 1.
REASON = 1.4  # what a sentence that may say why is worth beside another

# What was measured in ROUGE-1 when three sentences were chosen as words are now: on cnndm_summeval against the
# highlights (Lead-3 .422, sumy's LexRank .355), on bbc_dev as many words as the reference has (.654, .678), whose
# references a program seems to have chosen (sumy's TextRank .785). The decays and the words were chosen on a plateau of
# the former, where a step more or less costs .002 and 100 articles tell no finer; that centrality counts, and as the
# share, on a third of the latter.
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
# Of a number of words asked for, how many a person's summary has. Of as many as the first three sentences have
# (Lead .422), on cnndm_summeval: .3 .423, .4 .428, .5 .428, .7 .422, 1 .418; on every sixth article of bbc_dev, whose
# references are half the text, 1 .742, as here .743.
SHORTER = 0.5
LONG_SHARE = 2.5  # times the share of the text that is asked for, up to all of the words
WORDS_PER_SENTENCE = 8  # that a person's summary shares with the article, when sentences are asked for

KEY_SENTENCES_BY = "content-5"  # what an article's key sentences are kept by: raise it when another could be chosen

_CENTRALITY: Mapping[Method, Callable[[Vectors], Weights]] = {
    "pacsum": pacsum,
    "lexrank": lexrank,
    "centroid": centroid,
}


@dataclass(frozen=True, slots=True)
class _Budget:
    """Room for `sentences`, or for `words`; `expected` words of a person's summary, a `share` in [0, 1] of the text."""

    sentences: int | None
    words: int | None
    expected: float
    share: float


def key_sentence_numbers(texts: Sequence[str], paragraphs: Sequence[int], language: str = "") -> tuple[int, ...]:
    """The numbers of the USUAL_SENTENCES key sentences of an article, of its first MAX_READ."""
    prose = Prose(0, texts[:MAX_READ], paragraphs[:MAX_READ], language)
    pool = draw([prose], np.arange(len(prose.texts), dtype=np.int64))
    budget = _budget(pool, Length(USUAL_SENTENCES), WORDS_PER_SENTENCE)
    alike = np.ones(len(pool.rows))
    return tuple(pool.place[list(_covered(pool, alike, alike, budget, (), REASON))].tolist())


def pick(
    pool: Pool,
    relevance: Weights,
    length: Length,
    method: Method,
    vectors: Callable[[Rows], Vectors],
    words_per_sentence: int = WORDS_PER_SENTENCE,
    kin: Sequence[tuple[Rows, float]] = (),
    by_place: Weights | None = None,
    reason: float = REASON,
) -> dict[int, float]:
    """The places in the pool of the key sentences, ascending, and what each brought; `relevance` is (n,), 1 at most.

    `vectors` gives those of rows, to the methods that compare them; `kin` is as in `select`; `by_place` (n,) in [0, 1]
    is how far a sentence's place in its article counts (all of it by default), `reason` what a sentence is worth that
    may say why. Raises BadQuestion.
    """
    if not len(pool.rows):
        return {}
    budget = _budget(pool, length, words_per_sentence)
    if method == "coverage":
        by_place = np.ones(len(pool.rows)) if by_place is None else by_place
        return _covered(pool, relevance, by_place, budget, kin, reason)
    objective = _comparing(pool, relevance, method, vectors)
    return select(pool, objective, budget.sentences, budget.words, pool.same.of, kin)


def _budget(pool: Pool, length: Length, words_per_sentence: int) -> _Budget:
    total = int(pool.words[pool.target].sum())
    words = math.floor(length.ratio * total + 1e-9) if length.ratio else length.words
    if words is not None and words > MAX_WORDS:
        raise BadQuestion(f"a ratio of {length.ratio:g} makes {words:,} words here; {MAX_WORDS:,} at most")
    expected = words_per_sentence * (length.sentences or 0) if words is None else _expected(words, total)
    return _Budget(length.sentences, words, expected, min(expected / max(total, 1), 1.0))


def _expected(words: int, total: int) -> float:
    """The words of a person's summary where ours may have so many: the fewer, the less of the text is asked for."""
    return words * min(1.0, max(SHORTER, LONG_SHARE * words / max(total, 1)))


def _covered(
    pool: Pool,
    relevance: Weights,
    by_place: Weights,
    budget: _Budget,
    kin: Sequence[tuple[Rows, float]],
    reason: float,
) -> dict[int, float]:
    """The more of the text is asked for, the less its top decides and the more the whole. A number of sentences is
    chosen by content, and from several paragraphs."""
    by_content = budget.sentences is not None
    central = word_overlap(pool.texts, pool.languages)
    prior = decay(pool.place, SENTENCE_DECAY * (1 - budget.share) * by_place) * central**budget.share
    weights = relevance * decay(pool.place, WORD_DECAY)
    prior *= _reasons(pool, reason) if by_content else 1.0
    objective = Coverage(pool.texts, weights, relevance * prior, budget.expected, by_content, pool.languages)
    apart = [(pool.paragraph, SAME_PARAGRAPH)] if by_content else []
    return select(pool, objective, budget.sentences, budget.words, pool.same.of, [*kin, *apart])


def _reasons(pool: Pool, reason: float) -> Weights:
    """(n,) `reason` for what may say why, as far as that is known of the language."""
    told = zip(pool.texts, pool.languages, strict=True)
    return np.array([reason if language == ENGLISH and gives_reason(text) else 1.0 for text, language in told])


def _comparing(
    pool: Pool, relevance: Weights, method: Method, vectors: Callable[[Rows], Vectors]
) -> MaximalMarginalRelevance:
    if len(pool.rows) > MAX_COMPARED:
        what = f"{method} compares every two sentences: {MAX_COMPARED:,} at most, not {len(pool.rows):,}"
        raise BadQuestion(what, "qa summarize … --method coverage")
    held = vectors(pool.rows)
    return MaximalMarginalRelevance(relevance * _CENTRALITY[method](held), held)
