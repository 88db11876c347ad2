"""Articles and encodings as rows of the library, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from qa.encoding.types import EncodedArticle
from qa.index.schema import row_digest
from qa.ingest.identity import content_hash
from qa.types import NO_DETAILS, Article, Details, as_json

ARTICLE = "articles.id, text, body, title, source, published, url, origin, language, id_given, details"
ARTICLE_WIDTH = ARTICLE.count(",") + 1
ARTICLE_ROW = (
    "articles.id, articles.content_hash, title, source, published, url, origin, body, text, language, id_given, details"
)
# What `outlet_of` gives for an article: its source, or its origin up to the last "/".
OF_OUTLET = "CASE source WHEN '' THEN rtrim(origin, replace(origin, '/', '')) ELSE source END = ?"
FACTS = "id, source, published, url, content_hash, language, details"  # by which a snapshot is what a library is
ENCODING = (
    "dimensions, offsets, passage_of, sentence_vectors, passage_vectors,"
    " token_counts, token_ids, token_codes, code_size"
)
ENCODING_ROW = f"encodings.content_hash, encoder_id, {ENCODING}"
PART_ROW = f"content_hash, encoder_id, number, {ENCODING}"
KEY_SENTENCES_ROW = "key_sentences.content_hash, made_by, numbers"


def article_row(article: Article) -> tuple[str | int | None, ...]:
    """An article as ARTICLE_ROW, with the digest that is kept beside it."""
    published = article.published.isoformat() if article.published else None
    row = (
        article.id,
        content_hash(article),
        article.title,
        article.source,
        published,
        article.url,
        article.origin,
        json.dumps(article.body),
        article.text,
        article.language,
        int(article.id_given),
        details_column(article.details),
    )
    return (*row, row_digest(*row))


def article_of(row: Sequence[Any]) -> Article:
    """An article of the columns ARTICLE."""
    name, text, body, title, source, published, url, origin, language, id_given, details = row
    return Article(
        id=name,
        text=text,
        body=tuple((start, end) for start, end in json.loads(body)),
        title=title,
        source=source,
        published=date.fromisoformat(published) if published else None,
        url=url,
        origin=origin,
        language=language,
        id_given=bool(id_given),
        details=details_of(details),
    )


def details_column(details: Details) -> str:
    """Details as one column; "" where there are none."""
    told = {name: value for name, value in as_json(details).items() if value}
    return json.dumps(told, ensure_ascii=False) if told else ""


def details_of(column: str) -> Details:
    """The details of such a column."""
    if not column:
        return NO_DETAILS
    told = json.loads(column)
    return Details(
        byline=told.get("byline", ""),
        updated=date.fromisoformat(told["updated"]) if "updated" in told else None,
        section=told.get("section", ""),
        corrections=tuple(told.get("corrections", ())),
        told_by=tuple((field, by) for field, by in told.get("told_by", ())),
    )


def encoding_columns(encoded: EncodedArticle) -> tuple[int | bytes, ...]:
    """An encoding as the columns ENCODING."""
    return (
        encoded.sentence_vectors.shape[1],
        encoded.offsets.astype("<i4").tobytes(),
        encoded.passage_of.astype("<i4").tobytes(),
        encoded.sentence_vectors.astype("<f2").tobytes(),
        encoded.passage_vectors.astype("<f2").tobytes(),
        encoded.token_counts.astype("<i4").tobytes(),
        encoded.token_ids.astype("<i4").tobytes(),
        encoded.token_codes.tobytes(),
        encoded.token_codes.shape[1],
    )


def encoded_of(dimensions: int, *columns: Any) -> EncodedArticle:
    """An encoding of the columns ENCODING."""
    offsets, passage_of, sentences, passages, counts, ids, codes, code_size = columns
    return EncodedArticle(
        offsets=np.frombuffer(offsets, "<i4").reshape(-1, 2),
        passage_of=np.frombuffer(passage_of, "<i4"),
        sentence_vectors=np.frombuffer(sentences, "<f2").reshape(-1, dimensions),
        passage_vectors=np.frombuffer(passages, "<f2").reshape(-1, dimensions),
        token_counts=np.frombuffer(counts, "<i4"),
        token_ids=np.frombuffer(ids, "<i4"),
        token_codes=np.frombuffer(codes, "u1").reshape(-1, code_size),
    )
