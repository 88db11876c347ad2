"""Text exports of clipping databases: several articles in one file (LexisNexis, Factiva)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from qa.errors import SourceError
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.encodings.decode import decoded, storable
from qa.ingest.encodings.mojibake import mended
from qa.ingest.head.head_lines import read_head
from qa.ingest.head.metadata import Head, article_of, byline_of, is_note, language_tag, name_of, told, with_encoding
from qa.ingest.prose.body import paragraphs
from qa.ingest.readers.long_text import encoding_at_start, opened
from qa.ingest.readers.text import MAX_FILE_BYTES, read_bytes
from qa.types import Article, Details, Refusal

_NUMBERED = re.compile(
    r"(?m)^[ \t]*(?:(?:Document )?\d{1,5} of \d{1,6} DOCUMENTS?|End of Document)[ \t]*\r?$", re.IGNORECASE
)
_COVER = re.compile(r"(?m)^(?:Download Request|Time Of Request|Send To|Terms|Project ID):", re.IGNORECASE)
_FACTIVA_END = re.compile(r"(?m)^Document [A-Z]{2,12}\d{4}\w{5,40}[ \t]*\r?$")
_FACTIVA_CODE = re.compile(
    r"(?m)^(SE|HD|BY|CR|WC|PD|ET|SN|SC|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|PUB|AN)[ \t]+(?=\S)|^(LP|TD)[ \t]*\r?$"
)
_BODY_CODES = ("LP", "TD")
_RIGHTS = re.compile(r"(?:\d[\d,]* words?$|copyright\b|©|all rights reserved)", re.IGNORECASE)
_KEYED = re.compile(
    r"(BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|GRAPHIC|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|SUBJECT|JOURNAL-CODE"
    r"|SERIES|CORRECTION):\s*(.*)$",
    re.IGNORECASE,
)
_BODY_ENDS = re.compile(
    r"(?:LOAD-DATE|LANGUAGE|GRAPHIC|PUBLICATION-TYPE|SUBJECT|JOURNAL-CODE):|Classification$", re.IGNORECASE
)
_LINE = re.compile(r"[^\r\n]+")
_LANGUAGES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "italian": "it"}
_HEAD_LINES = 40
_COVER_LINES = 2  # at least, of what was searched for and by whom


def is_clippings(text: str) -> bool:
    """Whether a text is such an export."""
    return bool(_NUMBERED.search(text) or _FACTIVA_END.search(text))


def read_clippings(path: Path) -> Iterator[Article | Refusal]:
    """Each article of the export. Raises SourceError where there is none."""
    text, guessed = _opened(path)
    with text:
        yield from _articles(text, path.stem, guessed)


def _opened(path: Path) -> tuple[TextIO, str]:
    """The text, held as a whole where it is not long, and its encoding where that is a guess."""
    if path.stat().st_size <= MAX_FILE_BYTES:
        export = decoded(read_bytes(path))
        return io.StringIO(export.text, newline=""), export.guessed
    guess = encoding_at_start(path)
    return opened(path), "" if guess.sure else guess.encoding


def _articles(text: TextIO, stem: str, guessed: str) -> Iterator[Article | Refusal]:
    is_factiva = _FACTIVA_END.search(text.read(MAX_FILE_BYTES))
    text.seek(0)
    parts = _parts(text, _FACTIVA_END if is_factiva else _NUMBERED)
    first = list(islice(parts, 2))
    several = len(first) > 1
    for number, part in enumerate(chain(first, parts), start=1):
        head, prose = _factiva(part) if is_factiva else _lexis(part)
        head = with_encoding(told(head, "export"), guessed)
        name, origin = (f"{stem}-{number}", str(number)) if several else (stem, "")
        body = tuple(
            span for span in paragraphs(prose, head.end, is_note(head)) if prose[slice(*span)] not in _BODY_CODES
        )
        article = article_of(head, name, prose, body, origin=origin)
        if article.body:
            yield article
        else:
            yield Refusal(origin, "no text of an article in it")
    if not first:
        raise SourceError("no article in this export")


def _parts(lines: Iterable[str], ends: re.Pattern[str]) -> Iterator[str]:
    """What stands between the lines that end articles. Raises SourceError where that is too long for one."""
    held: list[str] = []
    chars = 0
    for line in chain(lines, ("",)):
        if line and not ends.match(line):
            held.append(line)
            chars += len(line)
            if chars > MAX_FILE_BYTES:
                raise SourceError(f"an article of more than {MAX_FILE_BYTES:,} characters")
            continue
        part = mended(storable("".join(held))).strip("\r\n\f")
        if part.strip() and len(_COVER.findall(part)) < _COVER_LINES:
            yield part
        held, chars = [], 0


def _factiva(part: str) -> tuple[Head, str]:
    """By its two-letter codes where the export has them, else by the order of its lines."""
    codes = [(match.start(), match.end(), match[1] or match[2]) for match in _FACTIVA_CODE.finditer(part)]
    if not {"HD", "LP"} <= {code for _, _, code in codes}:
        return _lexis(part)
    ends = [start for start, _, _ in codes[1:]] + [len(part)]
    values = {code: (end, stop) for (_, end, code), stop in zip(codes, ends, strict=True)}
    told_of = {code: " ".join(part[start:stop].split()) for code, (start, stop) in values.items()}
    last = values.get("TD", values["LP"])
    head = Head(
        end=values["LP"][0],
        title=name_of(told_of["HD"]),
        source=name_of(told_of.get("SN")),
        published=parse_date(told_of.get("PD")),
        language=_language(told_of.get("LA", "")),
        details=Details(byline=byline_of(told_of.get("BY")), section=name_of(told_of.get("SE"))),
    )
    return head, part[: last[1]].rstrip()


def _lexis(part: str) -> tuple[Head, str]:
    """Lines before and after that of the day, keyed lines, the text, and keyed lines again."""
    lines = [(match.start(), match.end(), match[0].strip()) for match in _LINE.finditer(part)]
    keyed: dict[str, str] = {}
    before: list[str] = []
    after: list[str] = []
    published, end = None, 0
    for _, stop, line in lines[:_HEAD_LINES]:
        match = _KEYED.match(line)
        if match:
            keyed[match[1].upper()] = match[2]
        elif line.lower() == "body":
            end = stop
            break
        elif published is None and (day := parse_date(line)):
            published = day
        elif "LENGTH" in keyed:  # the last of the lines above an old export's text
            break
        elif not _RIGHTS.match(line):
            (before if published is None else after).append(line)
        end = stop
    if not keyed:
        return read_head(part), part
    stop = next((start for start, _, line in lines if start >= end and _BODY_ENDS.match(line)), len(part))
    head = Head(
        end=end,
        title=name_of(before[0] if len(before) > 1 else after[-1] if after else ""),
        source=name_of(before[-1] if before else ""),
        published=published or parse_date(keyed.get("LOAD-DATE")),
        language=_language(keyed.get("LANGUAGE", "")),
        details=Details(
            byline=byline_of(keyed.get("BYLINE")), section=name_of(keyed.get("SECTION", "").partition(";")[0])
        ),
    )
    return head, part[:stop].rstrip()


def _language(written: str) -> str:
    word = written.strip().split(";")[0].split(" ")[0].lower()
    return language_tag(_LANGUAGES.get(word, word if len(word) == 2 else ""))
