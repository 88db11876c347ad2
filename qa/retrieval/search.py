"""Retrieval: the candidates that vectors and words find for a question, in order."""

from __future__ import annotations

from qa.encoding.base import Encoder, codec_of
from qa.index.candidates import Query, ReadArticle
from qa.index.engine import Engine
from qa.retrieval.ranking import Ranking, rank
from qa.text.words import question_terms
from qa.types import EVERYTHING, Filters

# From each retriever. The sentences of 10 passages besides held .003 more right ones, and cost as much again.
CANDIDATES = 50


def search(
    engine: Engine,
    encoder: Encoder,
    question: str,
    filters: Filters = EVERYTHING,
    limit: int = CANDIDATES,
    read: tuple[ReadArticle, ...] = (),
) -> Ranking:
    """The candidate sentences for a question, best first; none where `filters` let no article through.

    Each retriever gives at most `limit`. The engine is asked once, and reads none of the articles `read` again.
    """
    encoded = encoder.encode_question(question)
    query = Query(encoded.vector, encoded.ids, question_terms(question, engine.languages()), read)
    return rank(engine.candidates(query, filters, limit), encoded, question, codec_of(encoder))
