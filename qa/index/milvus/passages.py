"""Passages as they are fetched for candidates: the texts of their sentences, and the codes of their tokens."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows
from qa.encoding.token_codec import Codes
from qa.encoding.types import EncodedArticle
from qa.index.candidates import CandidateTokens
from qa.index.milvus.client import Milvus
from qa.index.milvus.schema import packed, unpacked
from qa.types import Article


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """Consecutive sentences [first, stop) of one article, by row: `texts` and `spans` in their article, and the codes
    of their tokens, those of sentence i from `ends[i]` to `ends[i + 1]`."""

    number: int
    article: int
    first: int
    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    codes: Codes
    ends: NDArray[np.int64]
    vector: NDArray[np.float32] | None = None

    @property
    def stop(self) -> int:
        """The row after its last."""
        return self.first + len(self.texts)

    def codes_of(self, row: int) -> Codes:
        """(t, size) the codes of one of its sentences."""
        place = row - self.first
        return self.codes[self.ends[place] : self.ends[place + 1]]


def passage_rows(
    article: Article, number: int, encoded: EncodedArticle, first_row: int, first_passage: int
) -> Iterable[dict[str, Any]]:
    """The passages of a part of an article, whose first sentence and passage are these, as the collection has them."""
    bounds = np.flatnonzero(np.diff(encoded.passage_of, prepend=-1, append=-1))
    ends = np.concatenate([[0], np.cumsum(encoded.token_counts)])
    for place, (start, stop) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
        spans = encoded.offsets[start:stop].tolist()
        said = {
            "texts": [article.text[a:b] for a, b in spans],
            "spans": spans,
            "tokens": encoded.token_counts[start:stop].tolist(),
        }
        yield {
            "number": first_passage + place,
            "vector": encoded.passage_vectors[place].astype(np.float32),
            "article": number,
            "first": first_row + start,
            "said": packed(json.dumps(said).encode()),
            "codes": packed(encoded.token_codes[ends[start] : ends[stop]].tobytes()),
        }


class PassageIndex:
    """The passages of a build."""

    def __init__(self, milvus: Milvus, collection: str, code_size: int) -> None:
        self._milvus, self._collection, self.code_size = milvus, collection, code_size

    def of(self, numbers: Sequence[int] | Rows, vectors: bool = False) -> dict[int, HeldPassage]:
        """By number, these passages, with their vectors where they are wanted."""
        columns = ["number", "article", "first", "said", "codes", *(["vector"] if vectors else [])]
        numbers = [int(number) for number in numbers]
        return {
            int(row["number"]): self._held(row)
            for row in self._milvus.rows(self._collection, "number", numbers, columns)
        }

    def near(self, vector: NDArray[np.float32], limit: int, given: Mapping[str, Any]) -> dict[int, tuple[int, float]]:
        """By number, the article and the cosine of the passages nearest to a unit vector (d,), the nearest first."""
        numbers = self._milvus.search(self._collection, "vector", vector, limit, given=given)
        rows = self._milvus.rows(self._collection, "number", numbers, ["number", "article", "vector"])
        held = {int(row["number"]): (int(row["article"]), float(np.dot(row["vector"], vector))) for row in rows}
        return {number: held[number] for number in numbers}

    def _held(self, row: dict[str, Any]) -> HeldPassage:
        said = json.loads(unpacked(row["said"]))
        return HeldPassage(
            number=int(row["number"]),
            article=int(row["article"]),
            first=int(row["first"]),
            texts=tuple(said["texts"]),
            spans=tuple((start, end) for start, end in said["spans"]),
            codes=np.frombuffer(unpacked(row["codes"]), np.uint8).reshape(-1, self.code_size),
            ends=np.concatenate([[0], np.cumsum(said["tokens"], dtype=np.int64)]),
            vector=np.array(row["vector"], np.float32) if "vector" in row else None,
        )


def tokens_around(
    rows: Rows, passages: Sequence[int], held: dict[int, HeldPassage], before: Rows, code_size: int
) -> CandidateTokens:
    """The codes that late interaction reads for these sentences, of these passages: `held` has all that it takes."""
    distinct, passage_of = np.unique(np.asarray(passages, dtype=np.int64), return_inverse=True)
    own = [held[number] for number in distinct.tolist()]
    first, stop = (np.array([getattr(each, end) for each in own], dtype=np.int64) for end in ("first", "stop"))
    around = [row for each in own for row in range(each.first, each.stop)]
    read = np.union1d(np.array(around, dtype=np.int64), before)
    by_row = {row: passage for passage in held.values() for row in range(passage.first, passage.stop)}
    codes = [by_row[row].codes_of(row) for row in read.tolist()]
    return CandidateTokens(
        codes=np.concatenate([np.empty((0, code_size), np.uint8), *codes]),
        starts=np.concatenate([[0], np.cumsum([len(each) for each in codes], dtype=np.int64)]),
        own=np.searchsorted(read, rows),
        before=np.searchsorted(read, before),
        passages=np.stack([np.searchsorted(read, first), np.searchsorted(read, stop)], axis=1),
        passage_of=passage_of,
    )
