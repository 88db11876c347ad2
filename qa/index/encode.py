"""Encoding what an encoder has not yet encoded, and choosing the key sentences of each article."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.encoding.base import Encoder, encoding_id
from qa.encoding.late_chunking import encode_all
from qa.encoding.types import EncodedArticle, EncoderFacts
from qa.extraction.key_sentences import MAX_READ, key_sentence_numbers
from qa.index.activity import Progress, Say
from qa.index.candidates import IndexedArticle
from qa.index.library import Library
from qa.types import Article

if TYPE_CHECKING:
    from qa.encoding.distributed import Workers

_ENCODE_BATCH = 200  # sentences: about a second of encoding, which is what a killed build can lose
_KEY_BATCH = 200  # articles


def encode_pending(
    library: Library,
    encoder: Encoder,
    progress: Progress,
    say: Say,
    before: EncoderFacts | None,
    workers: Workers | None = None,
) -> int:
    """Encode what this encoder has not yet encoded, a commit every second or so; returns the number of articles.

    Where there are `workers`, they do it, and the encoder is not used.
    """
    encoding = encoding_id(encoder)
    pending = library.pending(encoding)
    again = before is not None and before.encoding_id != encoding and bool(pending)
    if before and again:
        sentences_before = sum(library.sentences_by(before.encoding_id).values())
        say(
            f"the encoder changed from {before.encoding_id} to {encoding}:"
            f" {len(pending):,} articles, about {sentences_before:,} sentences, are encoded again"
        )
    characters = library.characters(pending) if again else 0
    batch: list[tuple[Article, EncodedArticle]] = []
    sentences = unsaved = 0
    read = 0
    began = time.monotonic()
    progress("encoding", 0, len(pending), 0)
    try:
        for done, (article, parts) in enumerate(_encoded(library, pending, encoder, workers, say), start=1):
            encoded, count = library.put_beginning(encoding, article, parts)
            batch.append((article, encoded))
            sentences += count
            unsaved += count
            read += len(article.text)
            if unsaved >= _ENCODE_BATCH or done == len(pending):
                library.put_encoded(encoding, batch)
                batch.clear()
                unsaved = 0
                if again:
                    again = False
                    say(f"that takes about {_duration((time.monotonic() - began) / read * (characters - read))}")
            progress("encoding", done, len(pending), sentences)
    except KeyboardInterrupt:
        library.put_encoded(encoding, batch)
        raise
    return len(pending)


def _encoded(
    library: Library, pending: Sequence[str], encoder: Encoder, workers: Workers | None, say: Say
) -> Iterator[tuple[Article, Iterable[EncodedArticle]]]:
    """These articles with the parts of their encodings, here in their order, by workers as they are done."""
    articles = (library.article(name) for name in pending)
    if not pending:
        return iter(())  # for neither model nor workers are needed then
    if workers is None:
        return encode_all(articles, encoder)
    from qa.encoding.distributed import encode_by

    return iter(encode_by(workers, articles, say))


def _duration(seconds: float) -> str:
    number, unit = (round(seconds / 60), "minute") if seconds > 90 else (max(1, round(seconds)), "second")
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def choose_key_sentences(library: Library, encoding_id: str, progress: Progress) -> None:
    """Choose those of every article where it was not done yet, some hundred to a commit."""
    pending = library.without_key_sentences(encoding_id)
    sentences = 0
    if pending:
        progress("summarizing", 0, len(pending), 0)
    for start in range(0, len(pending), _KEY_BATCH):
        batch: list[tuple[Article, tuple[int, ...]]] = []
        try:
            for article_id in pending[start : start + _KEY_BATCH]:
                article, offsets = library.with_offsets(encoding_id, article_id)
                batch.append((article, _key_sentences(article, offsets)))
                sentences += len(offsets)
                progress("summarizing", start + len(batch), len(pending), sentences)
        finally:  # what is done is kept, also when it is stopped
            library.put_key_sentences(encoding_id, batch)


def _key_sentences(article: Article, offsets: NDArray[np.int32]) -> tuple[int, ...]:
    held = IndexedArticle(article, 0, offsets[:MAX_READ])
    return key_sentence_numbers(held.texts(), held.paragraphs(), article.language)
