"""Summaries made of key sentences: of one article, of several, or of what an archive holds on a topic."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from qa.arrays import Rows
from qa.encoding.base import Encoder
from qa.errors import BadQuestion
from qa.extraction.candidates import Pool, Prose, draw
from qa.extraction.key_sentences import MAX_READ, pick
from qa.extraction.options import AS_USUAL, USUAL_SENTENCES, Length, Method, checked_length
from qa.index.candidates import FoundSentence, IndexedArticle
from qa.index.engine import Engine
from qa.retrieval.citation import citation_of
from qa.retrieval.highlights import highlights
from qa.retrieval.topic import find_on_topic
from qa.summary.types import MAX_NAMED, USUAL_TOPIC_SENTENCES, Summary
from qa.types import EVERYTHING, ArticleInfo, Filters, IndexInfo, Span

TOPIC_WORDS_PER_SENTENCE = 25  # by eye, on topics of seeds/: with 8 short sentences are chosen that say nothing alone
TOPIC_FOCUS = 3  # the power of relevance that sentences count by; by eye as well

SAME_ARTICLE = 0.7  # what a further sentence of an article already cited is worth in a summary of several
SAME_SOURCE = 0.9
SAME_DAY = 0.85


def summarize_articles(
    engine: Engine, ids: Sequence[str], length: Length = AS_USUAL, method: Method = "coverage"
) -> Summary:
    """The key sentences of these articles, of MAX_READ at the head of each. Nothing is encoded.

    Raises NotFound, BadQuestion.
    """
    started = time.perf_counter()
    ids = tuple(dict.fromkeys(ids))
    if not 1 <= len(ids) <= MAX_NAMED:
        raise BadQuestion(f"1 to {MAX_NAMED} articles can be summarized together, not {len(ids)}", "qa articles")
    length = checked_length(length, USUAL_SENTENCES)
    articles = _by_row(map(_head, engine.articles(ids)))
    pool = draw_of(articles, np.concatenate([article.rows for article in articles]))
    picked = pick(pool, np.ones(len(pool.rows)), length, method, engine.vectors, kin=_kin(articles, pool))
    reason = None if picked else _too_short(length)
    return _summary(engine.info(), None, articles, pool, picked, [()] * len(picked), reason, started)


def key_sentences(
    engine: Engine, article_id: str, length: Length = AS_USUAL, method: Method = "coverage"
) -> tuple[int, ...]:
    """The numbers, in the article, of its key sentences. Raises NotFound, BadQuestion."""
    article = _head(*engine.articles([article_id]))
    pool = draw_of([article], article.rows)
    length = checked_length(length, USUAL_SENTENCES)
    picked = pick(pool, np.ones(len(pool.rows)), length, method, engine.vectors)
    return tuple(pool.place[list(picked)].tolist())


def summarize_topic(
    engine: Engine,
    encoder: Encoder,
    topic: str,
    length: Length = AS_USUAL,
    filters: Filters = EVERYTHING,
    method: Method = "coverage",
) -> Summary:
    """What the archive says on a topic, by sentences of several articles, sources and days. The topic alone is encoded.

    Raises BadQuestion.
    """
    started = time.perf_counter()
    length = checked_length(length, USUAL_TOPIC_SENTENCES)
    found = find_on_topic(engine, encoder, topic, filters)
    pool = draw_of(found.articles, found.rows)
    relevance = np.full(len(pool.rows), found.relevance.min(initial=1))
    relevance[pool.target] = found.relevance
    kin = _kin(found.articles, pool)
    picked = pick(pool, relevance**TOPIC_FOCUS, length, method, engine.vectors, TOPIC_WORDS_PER_SENTENCE, kin)
    chosen = list(picked)
    codes = engine.token_codes(pool.rows[chosen])
    marks = highlights(encoder, found.topic, [pool.texts[place] for place in chosen], codes)
    reason = found.reason or (None if picked else _too_short(length))
    return _summary(engine.info(), found.topic, found.articles, pool, picked, marks, reason, started)


def draw_of(articles: Sequence[IndexedArticle], rows: Rows) -> Pool:
    """The pool of the sentences `rows` (ascending) of `articles` (by row)."""
    return draw([Prose(article.first_row, article.texts(), article.paragraphs()) for article in articles], rows)


def _kin(articles: Sequence[IndexedArticle], pool: Pool) -> list[tuple[Rows, float]]:
    """Labels by article, source and day with what they discount; none for a single article, which has one of each."""
    if not pool.article.any():
        return []
    infos = [article.article.info for article in articles]
    labels = ([info.source for info in infos], [str(info.published) for info in infos])
    numbers = (np.unique(of_each, return_inverse=True)[1][pool.article] for of_each in labels)
    return list(zip((pool.article, *numbers), (SAME_ARTICLE, SAME_SOURCE, SAME_DAY), strict=True))


def _summary(
    index: IndexInfo,
    about: str | None,
    articles: Sequence[IndexedArticle],
    pool: Pool,
    picked: Mapping[int, float],
    marks: Sequence[tuple[Span, ...]],
    reason: str | None,
    started: float,
) -> Summary:
    cited = [
        citation_of(
            _sentence(articles, pool, place),
            index.build,
            gain,
            places,
            (articles[pool.article[other]].article.id for other in pool.same.of(place)),
        )
        for (place, gain), places in zip(picked.items(), marks, strict=True)
    ]
    return Summary(
        about=about,
        citations=tuple(sorted(cited, key=lambda citation: _day(citation.article))),
        reason=reason,
        articles=tuple(_newest_first(article.article.info for article in articles)),
        index=index,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def _sentence(articles: Sequence[IndexedArticle], pool: Pool, place: int) -> FoundSentence:
    return articles[int(pool.article[place])].sentence(int(pool.place[place]))


def _head(article: IndexedArticle) -> IndexedArticle:
    """What is read of it: the time that a choice takes grows faster than the text."""
    return replace(article, spans=article.spans[:MAX_READ])


def _by_row(articles: Iterable[IndexedArticle]) -> list[IndexedArticle]:
    return sorted(articles, key=lambda article: article.first_row)


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
