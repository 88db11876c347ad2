"""Summaries made of key sentences: of one article, of several, or of what an archive holds on a topic."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from qa.encoding.base import Encoder
from qa.errors import BadQuestion
from qa.extraction.candidates import Pool
from qa.extraction.key_sentences import MAX_READ, pick
from qa.extraction.options import AS_USUAL, USUAL_SENTENCES, Length, Method, checked_length
from qa.index.candidates import IndexedArticle
from qa.index.engine import Engine
from qa.retrieval.highlights import highlights
from qa.retrieval.versions import versions_among
from qa.summary.cited import cited, draw_of, drawn_of, first_printed, kin_of, newest_first
from qa.summary.topic_drawn import WORDS_PER_SENTENCE, TopicDrawn, draw_topic
from qa.summary.types import MAX_NAMED, USUAL_TOPIC_SENTENCES, Summary
from qa.types import EVERYTHING, Filters, Span


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
    versions = versions_among(engine, articles)
    drawn = drawn_of(articles, versions.current(np.concatenate([article.rows for article in articles])), versions)
    alike = np.ones(len(drawn.pool.rows))
    picked = pick(drawn.pool, alike, length, method, engine.vectors, kin=kin_of(drawn))
    picked = first_printed(drawn, picked, length.sentences is None)
    index = engine.info()
    return Summary(
        about=None,
        citations=cited(drawn, index.build, picked, [()] * len(picked)),
        reason=None if picked else _why_none(drawn.pool, length),
        articles=newest_first(articles),
        index=index,
        took_ms=_since(started),
    )


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
    told = draw_topic(engine, encoder, topic, filters, length.sentences is not None)
    drawn, kin = told.drawn, kin_of(told.drawn)
    picked = pick(drawn.pool, told.relevance, length, method, engine.vectors, WORDS_PER_SENTENCE, kin, told.by_place)
    picked = first_printed(drawn, picked, length.sentences is None)
    index = engine.info()
    return Summary(
        about=told.found.topic,
        citations=cited(drawn, index.build, picked, marked(engine, encoder, told, picked)),
        reason=told.found.reason or (None if picked else _why_none(drawn.pool, length)),
        articles=newest_first(drawn.articles),
        index=index,
        took_ms=_since(started),
        read_as=told.found.read_as or None,
    )


def marked(engine: Engine, encoder: Encoder, told: TopicDrawn, places: Iterable[int]) -> list[tuple[Span, ...]]:
    """The words of each of these sentences that the topic's match."""
    chosen = list(places)
    codes = engine.token_codes(told.drawn.pool.rows[chosen])
    texts = [told.drawn.pool.texts[place] for place in chosen]
    return highlights(encoder, told.found.topic, texts, codes, told.drawn.languages(chosen))


def _head(article: IndexedArticle) -> IndexedArticle:
    """What is read of it: the time that a choice takes grows faster than the text."""
    return replace(article, spans=article.spans[:MAX_READ])


def _by_row(articles: Iterable[IndexedArticle]) -> list[IndexedArticle]:
    return sorted(articles, key=lambda article: article.first_row)


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


def _why_none(pool: Pool, length: Length) -> str:
    if not len(pool.rows):
        return "There is no sentence to choose from."
    if length.words:
        asked = f"{length.words:,} word{'' if length.words == 1 else 's'}"
    else:
        asked = f"the words that a ratio of {length.ratio or 0:g} allows"
    return f"No sentence fits into {asked}."
