"""ROUGE (Lin, 2004) as the package rouge-score has it: stemmed, F1. An optional dependency, imported only here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from qa.errors import EngineUnavailable
from qa.text.sentences import split

_NAMES = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeLsum": "ROUGE-Lsum"}


def rouge(references: Sequence[str], sentences: Sequence[str]) -> dict[str, float]:
    """F1 against the first reference; where there are several, also of the best of them ("ROUGE-1 best").

    Raises EngineUnavailable.
    """
    summary = "\n".join(sentences)
    first, *others = (_lined(reference) for reference in references)
    scores = _scorer().score(first, summary)
    found = {label: float(scores[name].fmeasure) for name, label in _NAMES.items()}
    if others:
        best = _scorer().score_multi([first, *others], summary)
        found |= {f"{label} best": float(best[name].fmeasure) for name, label in _NAMES.items()}
    return found


@cache
def _lined(text: str) -> str:
    """A sentence a line, as ROUGE-Lsum wants it."""
    return "\n".join(sentence.text for sentence in split(text, [(0, len(text))]))


@cache
def _scorer() -> Any:
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError as error:
        raise EngineUnavailable("rouge-score is not installed", "pip install -e '.[evaluate]'") from error
    return RougeScorer(list(_NAMES), use_stemmer=True)
