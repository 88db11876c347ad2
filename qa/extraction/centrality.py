"""How central each sentence is among others: measures from the literature, each one function.

Those by vectors take unit rows (n, d) in the order of the text. All give (n,) scores, higher for more central.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows, Vectors
from qa.text.languages import ENGLISH
from qa.text.words import stems

Scores = NDArray[np.float64]  # (n,)

PACSUM_BACKWARD = -0.2  # what an edge to an earlier sentence counts, where one to a later counts 1
LEXRANK_THRESHOLD = 0.1  # similarities below it are no edges, as in the paper
LEXRANK_DAMPING = 0.85
_STEPS, _TOLERANCE = 100, 1e-9


def pacsum(vectors: Vectors) -> Scores:
    """Position-aware directed centrality (Zheng and Lapata, "Sentence Centrality Revisited", 2019, arXiv 1906.03508).

    A sentence that later ones resemble is central; one that resembles earlier ones repeats them. Similarities count
    from the lowest of the text (the paper's beta of 0: higher ones did worse on cnndm_summeval).
    """
    similar = vectors.astype(np.float64) @ vectors.T
    others = similar[~np.eye(len(similar), dtype=np.bool_)]
    edges = similar - (others.min() if others.size else 0.0)
    scores: Scores = np.triu(edges, 1).sum(axis=1) + PACSUM_BACKWARD * np.tril(edges, -1).sum(axis=1)
    return scores


def lexrank(vectors: Vectors) -> Scores:
    """Continuous LexRank (Erkan and Radev, 2004) over vectors: where a walk along similarities comes to rest."""
    edges = vectors.astype(np.float64) @ vectors.T
    edges[edges < LEXRANK_THRESHOLD] = 0
    walk = edges / np.maximum(edges.sum(axis=1, keepdims=True), 1e-12)
    uniform = np.full(len(vectors), 1 / max(len(vectors), 1))
    scores = uniform
    for _ in range(_STEPS):
        before, scores = scores, (1 - LEXRANK_DAMPING) * uniform + LEXRANK_DAMPING * (scores @ walk)
        if np.abs(scores - before).max(initial=0) < _TOLERANCE:
            break
    return scores


def centroid(vectors: Vectors) -> Scores:
    """Cosine to the mean of all (Radev et al., 2004; over vectors Rossiello et al., 2017)."""
    mean = vectors.sum(axis=0, dtype=np.float64)
    scores: Scores = vectors @ (mean / max(float(np.linalg.norm(mean)), 1e-12))
    return scores


def word_overlap(texts: Sequence[str], languages: Sequence[str] = ()) -> Scores:
    """Degree in TextRank's graph (Mihalcea and Tarau, 2004): shared stems over the logarithms of both lengths.

    In [0, 1], 1 for the most central; all 1 where no sentence shares a word with another. Sentences of one length are
    taken together, so that time and memory grow as the text and not as its square. `languages` as in `distinct_stems`.
    """
    owner, terms = distinct_stems(texts, languages)
    size = np.bincount(owner, minlength=len(texts))
    log_size = np.log1p(size)
    degree = np.zeros(len(texts))
    for length in np.unique(size[size > 0]).tolist():
        holders = np.bincount(terms[size[owner] == length], minlength=int(terms.max()) + 1)
        shared = np.bincount(owner, weights=holders[terms], minlength=len(texts)) - size * (size == length)
        degree += shared / (log_size + np.log1p(length))
    most = degree.max(initial=0)
    scores: Scores = degree / most if most > 0 else np.ones(len(texts))
    return scores


def distinct_stems(texts: Sequence[str], languages: Sequence[str] = ()) -> tuple[Rows, Rows]:
    """(o,) which text, ascending, and (o,) the number of a stem it holds, each once; `languages` are those of the texts
    by ISO 639-1, English by default."""
    known: dict[str, int] = {}
    bags = map(stems, texts, languages or [ENGLISH] * len(texts))
    held = [[known.setdefault(stem, len(known)) for stem in dict.fromkeys(bag)] for bag in bags]
    owner = np.repeat(np.arange(len(held)), [len(terms) for terms in held])
    return owner, np.array([term for terms in held for term in terms], dtype=np.int64)
