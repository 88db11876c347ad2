"""A small deterministic encoder for tests that are about something else than the model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from qa.encoding.reading import ROUNDS, Verdict, Window
from qa.encoding.types import EncodedText

_WORD = re.compile(r"\w+|[^\w\s]")


class HashEncoder:
    """Each word has a fixed random unit vector; a text is the mean of its words. Real, only small."""

    name = "hash"
    reach = 256
    variant = ""
    threads = 1

    def __init__(self, dimensions: int = 64, salt: str = "") -> None:
        self.weights_id = f"hash{salt}-{dimensions}"
        self.dimensions = dimensions
        self.encoded = 0  # texts that went through encode_documents
        self._salt = salt

    def use_threads(self, count: int) -> None:
        pass

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_WORD.findall(text)) for text in texts]

    def encode_documents(self, texts: Sequence[str]) -> list[EncodedText]:
        self.encoded += len(texts)
        return [self._encode(text) for text in texts]

    def encode_question(self, text: str) -> EncodedText:
        return self._encode(text)

    def token_spans(self, texts: Sequence[str]) -> list[np.ndarray]:
        return [self._encode(text).spans for text in texts]

    def _encode(self, text: str) -> EncodedText:
        words = list(_WORD.finditer(text))
        tokens = np.array([_vector(self._salt, word[0].lower(), self.dimensions) for word in words], dtype=np.float32)
        tokens = tokens.reshape(-1, self.dimensions)
        mean = tokens.mean(axis=0) if len(tokens) else np.ones(self.dimensions, dtype=np.float32)
        return EncodedText(
            vector=(mean / np.linalg.norm(mean)).astype(np.float32),
            tokens=tokens,
            ids=np.array([_number(self._salt, word[0].lower()) % 30_000 for word in words], dtype=np.int32),
            spans=np.array([word.span() for word in words], dtype=np.int64).reshape(-1, 2),
        )


@lru_cache(maxsize=10_000)
def _vector(salt: str, word: str, dimensions: int) -> np.ndarray:
    vector = np.random.default_rng(_number(salt, word)).standard_normal(dimensions)
    return vector / np.linalg.norm(vector)


@lru_cache(maxsize=10_000)
def _number(salt: str, word: str) -> int:
    return int.from_bytes(blake2b(f"{salt}{word}".encode(), digest_size=8).digest())


class WordReader:
    """A reader by words: a sentence answers the better the more of the question's words it has, the window none."""

    name = "words"
    rounds = ROUNDS["full"]

    def __init__(self) -> None:
        self.windows: list[Window] = []

    def read(self, question: str, windows: Sequence[Window]) -> list[list[Verdict]]:
        self.windows += windows
        asked = set(_WORD.findall(question.lower()))
        return [[self._verdict(window.text[start:end], asked) for start, end in window.spans] for window in windows]

    def _verdict(self, text: str, asked: set[str]) -> Verdict:
        found = [word for word in _WORD.finditer(text) if word[0].lower() in asked]
        return Verdict(6 * len(found) / max(1, len(asked)) - 3, found[-1].span() if found else (0, len(text)))
