"""The language of a text by its letters (Lui and Baldwin, "langid.py", 2012)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier


def language_and_probability(text: str) -> tuple[str, float]:
    """ISO 639-1 of the likeliest language, and how likely it is."""
    language, probability = _identifier().classify(text)
    return str(language), float(probability)


def language_probabilities(text: str) -> dict[str, float]:
    """Of each language that it knows, ISO 639-1, how likely it is."""
    return dict(_identifier().rank(text))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
