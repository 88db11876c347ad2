"""Title, source and date from what stands above an article: front matter, a header line, a title line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from qa.ingest.body import is_boilerplate
from qa.ingest.decode import storable

MAX_TITLE_CHARS = 200
MAX_URL_CHARS = 2000
MAX_FRONT_MATTER_CHARS = 20_000
_FIRST_YEAR, _LAST_YEAR = 1500, 2200
_HEAD_LINES = 16  # a header line and a title stand among the first lines, or nowhere

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LINE = re.compile(r"[^\r\n]+")
_VISIBLE = re.compile(r"\S")
_EMPTY_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t]*[\r\n]")
_BYLINE = re.compile(r"[Bb][Yy](?: (?:and|[A-Z][\w.'’-]*,?)){2,8}$")  # By Jane Q. Doe and John Roe
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\x00-\x1f\x7f\ud800-\udfff]+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[-–—|]\s+")
_PUNCTUATION_AT_END = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-[A-Za-z\d]{1,8}){0,4}")
_DATE_FORMS = ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text; the prose begins at character `end`."""

    end: int = 0
    title: str = ""
    source: str = ""
    published: date | None = None
    url: str | None = None
    language: str = ""


def read_head(text: str) -> Head:
    """The metadata at the top of a plain text or Markdown article."""
    head = read_front_matter(text)
    return _read_lines(text, head)


def read_front_matter(text: str) -> Head:
    """The block between two lines of `---` at the very top, if there is one."""
    match = _FRONT_MATTER.match(text, 0, MAX_FRONT_MATTER_CHARS)
    fields = _fields(match[1]) if match else None
    if match is None or not fields:
        return Head()
    return replace(from_fields(fields), end=match.end())


def from_fields(fields: Mapping[str, Any]) -> Head:
    """Metadata from the keys of front matter or of a record; unknown keys and empty values are passed over."""
    known = {str(key).lower(): value for key, value in fields.items()}
    return Head(
        title=_name(known.get("title")),
        source=_name(known.get("source") or known.get("publisher")),
        published=parse_date(known.get("published") or known.get("date")),
        url=_web_address(known.get("url")),
        language=language_tag(known.get("language") or known.get("lang")),
    )


def language_tag(value: object) -> str:
    """A BCP 47 tag (RFC 5646) in its usual capitals, as "zh-Hant-TW", also from "zh_hant_tw"; "" for anything else."""
    tag = _line(value).replace("_", "-")
    if not _LANGUAGE_TAG.fullmatch(tag):
        return ""
    primary, *subtags = tag.lower().split("-")
    cased = (
        part.upper() if len(part) == 2 else part.title() if part.isalpha() and len(part) == 4 else part
        for part in subtags
    )
    return "" if primary == "und" else "-".join([primary, *cased])


def parse_date(value: object) -> date | None:
    """A calendar date from an ISO 8601 or RFC 2822 string or from English words; None for anything else.

    0001-01-01 and 9999-12-31 stand for "no date" in many an export; so do all years that printed no news.
    """
    if not isinstance(value, str) or not 6 <= len(value.strip()) <= 60:
        return None
    words = _WEEKDAY.sub("", value.strip())
    plain = " ".join(re.sub(r"(?<=[A-Za-z])\.|,", " ", words).split())
    plain = re.sub(r"(?i)\bsept\b", "Sep", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", plain))
    found = _iso(words) or _in_words(plain) or _rfc(value)
    return found if found and _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _iso(text: str) -> date | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", text):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _in_words(text: str) -> date | None:
    if text.isdigit() and len(text) != len("20191001"):
        return None  # %Y%m%d would take fewer digits too
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _rfc(text: str) -> date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _fields(block: str) -> Mapping[str, Any] | None:
    """The block as YAML, or line by line where it is not (an unquoted colon in a title is common).

    BaseLoader makes strings of all values (a title such as 1984 or Yes stays one) and has no merge keys, whose
    aliases can multiply without end.
    """
    import yaml

    try:
        fields = yaml.load(block, yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):  # "\UFFFFFFFF" is no character
        pairs = (line.partition(":") for line in block.splitlines())
        fields = {key.strip(): value.strip(" \t\"'") for key, colon, value in pairs if colon}
    return fields if isinstance(fields, dict) else None


def _read_lines(text: str, head: Head) -> Head:
    """Take a header line, a date line and a title line from the top, in any order; stop at the first prose."""
    for line in islice(_LINE.finditer(text, head.end), _HEAD_LINES):
        content = line[0].strip()
        header = _header(content)
        if not content or _BYLINE.match(content) or is_boilerplate(content):
            continue
        if header:
            published = head.published or header[1]
            head = replace(head, end=line.end(), source=head.source or header[0], published=published)
        elif not head.title and _is_title(text, line):
            head = replace(head, end=line.end(), title=content)
        else:
            break
    return head


def _header(line: str) -> tuple[str, date] | None:
    """Source and date of a line such as `- The Example Gazette - Tuesday, October 1, 2019`."""
    if len(line) > MAX_TITLE_CHARS:
        return None
    parts = _SEPARATOR.split(line.strip("-–—| \t"))
    published = parse_date(parts[-1])
    if published is None:
        return None
    return (parts[-2].strip() if len(parts) > 1 else ""), published


def _is_title(text: str, line: re.Match[str]) -> bool:
    """A short line without an end mark, an empty line or a header after it, and something to be the title of."""
    if len(line[0].strip()) > MAX_TITLE_CHARS or _PUNCTUATION_AT_END.search(line[0].strip()):
        return False
    following = _LINE.search(text, line.end())
    alone = _EMPTY_LINE.match(text, line.end()) or (following and _header(following[0].strip()))
    return bool(alone) and _VISIBLE.search(text, line.end()) is not None


def _name(value: object) -> str:
    """Storable: YAML and JSON can write NUL and lone surrogates, which no file holds as such."""
    return storable(_line(value))[:MAX_TITLE_CHARS]


def _line(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""


def _web_address(value: object) -> str | None:
    """Only http and https: an address ends up in a link, and `javascript:` must not."""
    address = _line(value)
    return address if len(address) <= MAX_URL_CHARS and _WEB_ADDRESS.fullmatch(address) else None
