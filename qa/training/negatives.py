"""Sentences that look like answers and are none: what a search by words finds for a question elsewhere."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from qa.index.bm25 import BM25Index, BM25Writer
from qa.text.words import question_terms, stems
from qa.training.questions import Document, Example, holds

FOUND = 24  # that are looked at, for each question
KEPT = 8

Place = tuple[Document, int]  # a sentence by its number


def mine(examples: Sequence[Example], documents: Sequence[Document]) -> list[tuple[Place, ...]]:
    """For each example at most KEPT sentences of other documents, the likeliest first, that BM25 takes for its answer.

    None holds the answer's words, and none stands in the example's own document as well.
    """
    with tempfile.TemporaryDirectory() as folder:
        places = _index(documents, Path(folder))
        index = BM25Index(Path(folder))
        return [_negatives(example, index, places) for example in examples]


def _index(documents: Sequence[Document], folder: Path) -> list[Place]:
    """Write the BM25 index of all sentences, each under its title, and give the place of each; copies stand once."""
    writer, places, seen = BM25Writer(), [], set()
    for document in documents:
        for number, sentence in enumerate(document.sentences):
            if sentence.text not in seen:
                seen.add(sentence.text)
                places.append((document, number))
                writer.add(stems(f"{document.title} {sentence.text}"))
    writer.write(folder)
    return places


def _negatives(example: Example, index: BM25Index, places: Sequence[Place]) -> tuple[Place, ...]:
    terms = question_terms(example.question)
    best = index.best(terms, FOUND)
    scores = index.scores(terms, best)
    own = {sentence.text for sentence in example.document.sentences}
    found = (places[row] for row in best[np.argsort(-scores, kind="stable")].tolist())
    kept = [
        (document, number)
        for document, number in found
        if document.sentences[number].text not in own and not holds(document.sentences[number].text, example.answers)
    ]
    return tuple(kept[:KEPT])
