"""This service, as a library: it reads and splits the articles itself, which the others are spared."""

from __future__ import annotations

from pathlib import Path

from child import Found, Sentence

from qa import Archive
from qa.encoding.load import load_encoder
from qa.index.build import add_articles, build_index, remove_articles


class Cuttings:
    def __init__(self, folder: Path, reader: str) -> None:
        self._folder = folder
        self._reads = reader

    def load(self) -> None:
        self._encoder = load_encoder()

    def build(self, sentences: list[Sentence], source: Path) -> None:
        build_index([source], self._folder, "default", self._encoder)

    def open(self, sentences: list[Sentence]) -> None:
        self._archive = Archive(self._folder, load=lambda _: self._encoder, reads=self._reads, remembers=0)
        self._archive.warm_up()

    def ask(self, question: str, k: int) -> list[Found]:
        """The sentences in the order of evidence, whether it says that they answer or not."""
        answer = self._archive.ask(question, k)
        return [
            Found(each.article.id, each.start if each.part == "text" else -1, each.text, answer.confidence)
            for each in (*answer.citations, *answer.related)
        ]

    def add(self, sentences: list[Sentence], source: Path) -> None:
        add_articles([source], self._folder, "default", self._encoder)

    def remove(self, article: str, sentences: list[Sentence]) -> None:
        remove_articles([article], self._folder, "default", lambda: self._encoder)


def make(folder: Path, reader: str = "full") -> Cuttings:
    return Cuttings(folder, reader)
