"""Reordering the best candidates by a cross-encoder, for users who have one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa.encoding.model_files import load_model, model_folder
from qa.errors import EngineUnavailable
from qa.retrieval.ranking import Ranking

RERANKED = 20  # candidates: a cross-encoder reads question and sentence together, some 10 ms each on one core


class Reranker(Protocol):
    """What answering needs of a cross-encoder."""

    name: str

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """(len(texts),) how well each text answers, higher for better; any range."""
        ...


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers on the CPU (Nogueira and Cho, 2019, arXiv 1901.04085)."""

    def __init__(self, model: str, threads: int | None = None) -> None:
        """Load by folder or by name in the local cache; `threads` bounds torch. Raises EngineUnavailable."""
        self.name = model
        self._model = load_model(model_folder(model), "CrossEncoder", threads)
        if self._model.num_labels != 1:
            raise EngineUnavailable(
                f"the model {model!r} sorts into {self._model.num_labels} classes; reranking takes one score",
                "hf download cross-encoder/ms-marco-MiniLM-L6-v2",
            )

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """(len(texts),) the model's scores."""
        pairs = [(question, text) for text in texts]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32)


def rerank(reranker: Reranker, question: str, ranking: Ranking) -> Ranking:
    """The first RERANKED of a ranking in the order of the reranker's scores, then the others as they were."""
    if not len(ranking):
        return ranking
    texts = [sentence.text for sentence in ranking.sentences[:RERANKED]]
    scores = reranker.scores(question, texts).tolist()
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    return ranking.first(order, [replace(ranking.evidence[place], reranker=scores[place]) for place in order])
