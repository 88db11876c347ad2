"""bm25s: search by words alone, stemmed, without the commonest."""

from __future__ import annotations

import json
from pathlib import Path

import bm25s
import Stemmer
from child import Found, Sentence


class Words:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self) -> None:
        self._stemmer = Stemmer.Stemmer("english")

    def build(self, sentences: list[Sentence], source: Path) -> None:
        """Also after a change: it has none of its own."""
        self._held = list(sentences)
        self._index = bm25s.BM25()
        self._index.index(self._tokens([each.indexed for each in sentences]), show_progress=False)
        self._index.save(str(self._folder / "bm25"))
        (self._folder / "sentences.json").write_text(json.dumps(self._held), "utf-8")

    def open(self, sentences: list[Sentence]) -> None:
        self._index = bm25s.BM25.load(str(self._folder / "bm25"))
        self._held = [Sentence(*each) for each in json.loads((self._folder / "sentences.json").read_text("utf-8"))]

    def ask(self, question: str, k: int) -> list[Found]:
        rows, scores = self._index.retrieve(self._tokens([question]), k=k, show_progress=False)
        held = ((self._held[row], score) for row, score in zip(rows[0], scores[0], strict=True))
        return [Found(each.article, each.start, each.text, float(score)) for each, score in held]

    def add(self, sentences: list[Sentence], source: Path) -> None:
        self.build([*self._held, *sentences], source)

    def remove(self, article: str, sentences: list[Sentence]) -> None:
        self.build([each for each in self._held if each.article != article], self._folder)

    def _tokens(self, texts: list[str]) -> object:
        return bm25s.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False)


def make(folder: Path) -> Words:
    return Words(folder)
