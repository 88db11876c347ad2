"""The paragraphs of a text, without what a web page leaves around an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.types import Span

MAX_BOILERPLATE_CHARS = 200
_WRAP_COLUMNS = 100  # no line longer: the text is hard-wrapped, and one line end is not a paragraph's

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
# An empty line may hold spaces of any kind. The look-behind lets a long run of spaces be tried once, not from each.
_BLANK = re.compile(r"(?:(?<![^\S\r\n\u2028\u2029])[^\S\r\n\u2028\u2029]*+(?>\r\n|[\r\n\u2028\u2029])){2,}|\u2029")

# Whole lines only, and short ones: a sentence of an article that talks about newsletters stays.
_BOILERPLATE = re.compile(
    r"""(?:
      (?:please\s+)?sign\s+up\s+(?:now\s+|here\s+|today\s+)?(?:for|to)\b.{0,80}\b(?:newsletters?|alerts?|updates?|emails?)\b.{0,40}
    | (?:manage|daily|our|get\s+our|more)\s+newsletters?(?:\s+(?:sign-?ups?|subscriptions?|preferences|settings|archive))?
    | (?:©|(?:copyright|\(c\))\s*(?:©|\(c\)|by\b|(?:19|20)\d\d)).{0,160}
    | .{0,120}\b(?-i:A(?:ll|LL))\s+rights\s+reserved\b.{0,60}
    | (?:please\s+)?(?:read|see|review)\s+our\s+(?:comment|comments|commenting|community)\s+(?:policy|guidelines|rules)\b.{0,60}
    | click\s+(?:here|to)\b.{0,80}
    | (?:view|show|hide|read|load|post|add|leave|see|write)\s+(?:\w+\s+){0,2}comments?(?:\s+\(?\d+\)?)?
    | (?:\d+\s+)?comments?
    | comments?\s+(?:are|is)\s+(?:now\s+|currently\s+)?(?:closed|disabled|moderated|turned\s+off)\b.{0,60}
    | advertisement|sponsored(?:\s+content)?
    | (?:advertisement\s*[-–—]?\s*)?(?:story|article)\s+continues\s+(?:below|after).{0,40}
    | (?:share|tweet|print|email|save)(?:\s+(?:this|on|via|article|story|link|facebook|twitter|x|or|and))*
    | follow\s+(?:us|@?\w+(?:\s+\w+){0,3})\s+on\s+(?:twitter|facebook|instagram|x|youtube|linkedin|tiktok)\b.{0,60}
    | subscribe(?:\s+(?:now|today|here)(?:\s+(?:and|to|for)\b.{0,80})?|\s+(?:to|for)\s+our\b.{0,60})?
    | (?:read\s+(?:more|next|also)|related(?:\s+\w+)?|recommended|more\s+from\s+(?!.*\.\s*$).{1,40}|see\s+also|most\s+(?:read|popular)|trending(?:\s+now)?)(?:\s*:.{0,160})?
    | this\s+(?:article|story|report)\s+(?:is|was)\s+(?:based|compiled)\b.{0,60}\b(?:wire|agency)\b.{0,40}
    | .{1,80}\bcontributed\s+to\s+this\s+(?:report|story|article)
    | (?:we\s+use|this\s+(?:web\s?)?site\s+uses)\s+cookies\b.{0,120}
    | (?:terms\s+of\s+(?:use|service)|privacy\s+policy|cookie\s+policy|contact\s+us|about\s+us)(?:\s*[|·•]\s*.{1,80})?
    | (?:skip|jump)\s+to\s+(?:main\s+)?content | back\s+to\s+top | log\s+in | sign\s+in | register
    )[\s.!…»>→]*""",
    re.IGNORECASE | re.VERBOSE,
)


def paragraphs(text: str, start: int = 0) -> tuple[Span, ...]:
    """The prose of `text` from character `start` on: trimmed, non-empty, ascending, without boilerplate."""
    spans = (_trimmed(text, block) for block in _blocks(text, start))
    return tuple(span for span in spans if span[0] < span[1] and not is_boilerplate(text[slice(*span)]))


def is_boilerplate(paragraph: str) -> bool:
    """Whether a trimmed paragraph belongs to the page an article was copied from, not to the article."""
    return len(paragraph) <= MAX_BOILERPLATE_CHARS and bool(_BOILERPLATE.fullmatch(paragraph))


def _blocks(text: str, start: int) -> Iterator[Span]:
    for begin, end in _between(_BLANK, text, start):
        lines = [line.span() for line in _LINE.finditer(text, begin, end)]
        if not _is_wrapped(text, lines):
            yield from lines
        elif lines:
            yield lines[0][0], lines[-1][1]


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Prose broken into lines of about one width: none long, and none but the last short."""
    widths = [end - begin for begin, end in lines]
    if len(widths) < 2 or max(widths) > _WRAP_COLUMNS:
        return False
    return min(widths[:-1]) > max(widths) / 2


def _between(separator: re.Pattern[str], text: str, start: int) -> Iterator[Span]:
    for match in separator.finditer(text, start):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _trimmed(text: str, span: Span) -> Span:
    part = text[span[0] : span[1]]
    left = len(part) - len(part.lstrip())
    return span[0] + left, span[0] + len(part.rstrip()) if part.strip() else span[0]
