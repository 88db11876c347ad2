"""Sentences that look like answers and are none: those that the encoder finds nearest to a question.

The reader is given what retrieval finds, so that it learns on what retrieval finds (Gao, Dai and Callan, 2021: Rethink
Training of BERT Rerankers in Multi-Stage Retrieval Pipeline, arXiv 2101.08751).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from qa.encoding.base import Encoder
from qa.training.questions import Document, Example, holds

OWN, ELSEWHERE = 8, 6  # that are kept of the example's own document, and of all others
_LOOKED_AT = 24  # of others
_ENCODED = 512  # texts at a time

Place = tuple[Document, int]  # a sentence by its number


def mine(examples: Sequence[Example], documents: Sequence[Document], encoder: Encoder) -> list[tuple[Place, ...]]:
    """For each example the sentences nearest to its question that do not answer it, nearest first: at most OWN of its
    own document, then at most ELSEWHERE of others.

    Of its own document none is right or unsure; of others none holds the answer's words, or stands in its own as well.
    """
    places = [(document, number) for document in documents for number in range(len(document.sentences))]
    starts: dict[str, int] = {}
    for place, (document, _) in enumerate(places):
        starts.setdefault(document.id, place)
    vectors = _vectors([document.sentences[number].text for document, number in places], encoder)
    questions = _vectors([example.question for example in examples], encoder)
    mined: list[tuple[Place, ...]] = []
    for example, question in zip(examples, questions, strict=True):
        own = _own(example, vectors, question, starts[example.document.id])
        elsewhere = _elsewhere(example, places, vectors @ question)
        mined.append((*islice(own, OWN), *islice(elsewhere, ELSEWHERE)))
    return mined


def _vectors(texts: Sequence[str], encoder: Encoder) -> NDArray[np.float32]:
    parts = (encoder.encode_documents(texts[at : at + _ENCODED]) for at in range(0, len(texts), _ENCODED))
    return np.array([encoded.vector for part in parts for encoded in part], dtype=np.float32)


def _own(example: Example, vectors: NDArray[np.float32], question: NDArray[np.float32], start: int) -> Iterator[Place]:
    document = example.document
    near = np.argsort(-(vectors[start : start + len(document.sentences)] @ question), kind="stable")
    answers = {*example.right, *example.unsure}
    return ((document, number) for number in near.tolist() if number not in answers)


def _elsewhere(example: Example, places: Sequence[Place], near: NDArray[np.float32]) -> Iterator[Place]:
    seen = {sentence.text for sentence in example.document.sentences}
    most = min(len(near), _LOOKED_AT + len(seen))
    best = np.argpartition(-near, most - 1)[:most]
    for row in best[np.argsort(-near[best], kind="stable")].tolist():
        document, number = places[row]
        text = document.sentences[number].text
        if text not in seen and not holds(text, example.answers):
            seen.add(text)
            yield document, number
