"""Which way something is measured: a dam that is "84 metres high" may have any width."""

from __future__ import annotations

import re
from functools import lru_cache

_WAYS = {
    **dict.fromkeys("high higher highest tall taller tallest".split(), "height"),
    **dict.fromkeys("long longer longest".split(), "length"),
    **dict.fromkeys("wide wider widest broad broader across".split(), "width"),
    **dict.fromkeys("deep deeper deepest".split(), "depth"),
    **dict.fromkeys("thick thicker thickest".split(), "thickness"),
}
_WAY = "|".join(_WAYS)
_UNIT = r"(?:(?:kilo|centi|milli)?met(?:re|er)s?|k?m|cm|feet|foot|ft|miles?|inch(?:es)?|yards?)"
_TOLD = re.compile(rf"\b{_UNIT}[ -]({_WAY})\b", re.IGNORECASE)
_COMPARED = r"(?<!no )(?<!any )\b((?:high|tall|long|wid|broad|deep|thick)er)\b"
_ASKED = re.compile(
    rf"\bhow ({_WAY})\b|\b(?:which|what|who|is|are|was|were)\b.*?{_COMPARED}",
    re.IGNORECASE,
)


def measured_otherwise(question: str, sentence: str) -> bool:
    """Whether a sentence tells only of other ways of measuring than the one that the question asks of."""
    asked = _asked(question)
    told = {_WAYS[way.lower()] for way in _TOLD.findall(sentence)} if asked else frozenset[str]()
    return bool(told) and asked not in told


@lru_cache(maxsize=64)
def _asked(question: str) -> str:
    """The way that a question asks of, or nothing."""
    asked = _ASKED.search(question)
    return _WAYS[(asked[1] or asked[2]).lower()] if asked else ""
