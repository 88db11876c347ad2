"""Texts cut along spans, for templates that mark some of the pieces."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from flask import request
from markupsafe import Markup

from qa import ArticlePage, is_furniture

Span = tuple[int, int]  # [start, end) in characters of a text

_SPECIAL = re.compile(r"[&<>\r]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `number` is that of its span, None between spans."""

    text: str
    number: int | None


def cut(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None, first: int = 0) -> tuple[Piece, ...]:
    """`text[start:end]` in pieces that join to the same; the spans lie in it, ascending, numbered from `first`."""
    pieces, place, stop = [], start, len(text) if end is None else end
    for number, (begin, close) in enumerate(spans, first):
        pieces += [Piece(text[place:begin], None), Piece(text[begin:close], number)]
        place = close
    return tuple(piece for piece in [*pieces, Piece(text[place:stop], None)] if piece.text)


def article_html(page: ArticlePage, marked: Collection[int] = ()) -> Markup:
    """The article from its first paragraph to its end, each sentence in an element of its own, numbered from 0;
    those `marked` are key.

    What stands above the first paragraph is what the title, source and date were read from. Made here and not in a
    template, which took 15 times as long: an article may have 60,000 sentences.
    """
    text, body, sentences = page.article.text, page.article.body, page.sentences
    key = frozenset(marked)
    parts: list[str] = []
    first = 0
    for (start, end), following in zip(body, [*(start for start, _ in body[1:]), len(text)], strict=True):
        stop = first
        while stop < len(sentences) and sentences[stop][1] <= end:
            stop += 1
        parts += ["<p>", *_paragraph(text, start, end, sentences[first:stop], first, key), "</p>"]
        parts += _between(text[end:following], at_end=following == len(text))
        first = stop
    return Markup("".join(parts))


def _paragraph(
    text: str, start: int, end: int, sentences: Sequence[Span], first: int, key: frozenset[int]
) -> Iterator[str]:
    exact = _exact if _SPECIAL.search(text, start, end) else str  # most paragraphs hold none
    place = start
    for number, (begin, close) in enumerate(sentences, first):
        kind = "sentence key" if number in key else "sentence"
        yield f'{exact(text[place:begin])}<span id="s{number}" class="{kind}">{exact(text[begin:close])}</span>'
        place = close
    yield exact(text[place:end])


def _between(text: str, at_end: bool) -> Iterator[str]:
    """What is no prose: a heading between two paragraphs, or an ornament, as a line of its own; what was left around
    the article, folded. White space as it is."""
    core = text.strip()
    before, _, after = text.partition(core) if core else (text, "", "")
    yield _exact(before)
    lines = sum(bool(line.strip()) for line in core.splitlines())
    if lines > 1 or (core and at_end) or (is_furniture(core) and any(map(str.isalnum, core))):
        yield f'<details class="other"><summary>{count(lines, "line")} left out</summary>{_exact(core)}</details>'
    elif core:
        yield f'<p class="other">{_exact(core)}</p>'
    yield _exact(after)


def _exact(text: str) -> str:
    """Escaped, and with its carriage returns, which a browser would make line feeds of."""
    return escape(text, quote=False).replace("\r", "&#13;") if _SPECIAL.search(text) else text


def root() -> str:
    """The path that the application stands under, which links of the library know nothing of."""
    return request.root_path.rstrip("/")


def day(value: date) -> str:
    """A date in words: 1 October 2019."""
    return f"{value.day} {value:%B} {value.year}"


def month(value: date) -> str:
    """A month in words: October 2019."""
    return f"{value:%B} {value.year}"


def month_end(value: date) -> date:
    """The last day of a month."""
    return value.replace(day=monthrange(value.year, value.month)[1])


def count(number: int, noun: str) -> str:
    """A number of things in words: 1 article, 1,200 articles."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def size(amount_of_bytes: int) -> str:
    """A number of bytes in words: 3.4 MB."""
    amount, units = float(amount_of_bytes), ["bytes", "kB", "MB", "GB", "TB"]
    while amount >= 1000 and len(units) > 1:
        amount, units = amount / 1000, units[1:]
    return f"{amount:.1f} {units[0]}" if units[0] != "bytes" else f"{amount_of_bytes} bytes"


def duration(seconds: int) -> str:
    """A time in words: 40 seconds, 12 minutes, 3 hours."""
    for unit, length in (("hour", 3600), ("minute", 60)):
        if seconds >= 1.5 * length:
            return f"{round(seconds / length)} {unit}s"
    return "a second" if seconds <= 1 else f"{seconds} seconds"


def sureness(confidence: float) -> str:
    """A confidence in a word."""
    return "very likely" if confidence >= 0.85 else "likely" if confidence >= 0.6 else "uncertain"
