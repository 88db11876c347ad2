"""What can be asked of a choice of key sentences: how long, and by which method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.errors import BadQuestion

Method = Literal["coverage", "pacsum", "lexrank", "centroid"]
METHODS: tuple[Method, ...] = ("coverage", "pacsum", "lexrank", "centroid")

USUAL_SENTENCES = 3
MAX_SENTENCES = 100
MAX_WORDS = 10_000


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be, by one of three: it is never longer, and shorter only where the text has no more.

    `sentences` counts them; `words` is what white space divides; `ratio` is a share of the words, in (0, 1].
    """

    sentences: int | None = None
    words: int | None = None
    ratio: float | None = None


AS_USUAL = Length()  # as many sentences as usual


def checked_length(length: Length, usual: int) -> Length:
    """The length, `usual` sentences where none is given. Raises BadQuestion."""
    given = [value for value in (length.sentences, length.words, length.ratio) if value is not None]
    if not given:
        return Length(sentences=usual)
    if len(given) > 1:
        raise BadQuestion("a summary's length is a number of sentences, or of words, or a ratio: one of them")
    if length.ratio is not None and not 0 < length.ratio <= 1:
        raise BadQuestion(f"the ratio must be above 0 and at most 1, not {length.ratio:g}")
    for value, most, unit in ((length.sentences, MAX_SENTENCES, "sentences"), (length.words, MAX_WORDS, "words")):
        if value is not None and not 1 <= value <= most:
            raise BadQuestion(f"a summary has 1 to {most:,} {unit}, not {value:,}")
    return length
