"""Metadata and text from named fields: of front matter, of a record, as many programs name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.head.metadata import Head, language_tag, name_of, told, web_address
from qa.types import Details

# By which names a field is known, the surest first; in any case, and with "-", "_", "." or blanks in them or not.
_NAMES = {
    "title": "title headline headlines headlinemain head hedline hl1 heading articletitle documenttitle webtitle",
    "text": "text content maintext body articlebody fulltext articletext bodytext story storytext articlecontent "
    "rawcontent contenttext bodyhtml contenthtml textcontent bodies bodymain bodyxhtml bodyrichtext",
    "abstract": "description summary abstract snippet leadparagraph lead teaser trailtext",
    "published": "published date publishdate datepublish publishedat publisheddate pubdate datepublished "
    "publicationdate publishedtime firstpublished webpublicationdate dateline firstpublicationdate issuedate issued "
    "dateissued created createdat datecreated contentcreated firstcreated timestamp datetime versioncreated",
    "updated": "updated modified datemodify datemodified updatedat modifiedat lastmodified lastupdated modifieddate "
    "updateddate dateupdated versioncreated",
    "source": "sourcehostname sitename source sourcename publication publisher outlet newspaper publicationname "
    "provider journal site medianame newspapertitle copyrightholder",
    "domain": "sourcedomain domain hostname sourceurl host",
    "url": "url link canonicalurl weburl permalink articleurl href uri source canonical",
    "byline": "byline author authors by creator writer writers",
    "section": "section sectionname category categories desk newsdesk kicker",
    "language": "language lang locale langcode",
}
FIELDS = tuple(_NAMES)
_KNOWN = {field: tuple(names.split()) for field, names in _NAMES.items()}
_PARTS = (
    "name",
    "main",
    "title",
    "value",
    "text",
    "#text",
    "$date",
    "$numberlong",
    "$oid",
    "default",
    "content",
    "url",
)
_NOT_LETTERS = re.compile(r"[^a-z0-9$#]+")
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_EMAIL = re.compile(r"\s*<[^<>@\s]+@[^<>\s]+>")
_MOST_NAMES = 50
_DEEPEST = 4  # how far a value may be nested in others


def from_fields(
    fields: Mapping[str, Any], renamed: Mapping[str, str] | None = None, day_first: bool | None = None
) -> Head:
    """Metadata from the keys of front matter or of a record; unknown keys and empty values are passed over.

    `renamed` says of a field by which key it goes here: {"title": "kop"}. `day_first` settles dates such as 5/3/2019.
    """
    known = _by_plain_name(fields, renamed)
    source, address = _value(known, "source", not_address=True), _value(known, "url", only_address=True)
    head = Head(
        title=name_of(_value(known, "title")),
        source=name_of(source or _host(_value(known, "domain"))),
        published=_day(known, "published", day_first),
        url=web_address(address),
        language=language_tag(_value(known, "language")),
        details=Details(
            byline=name_of(_names(known, "byline")),
            updated=_day(known, "updated", day_first),
            section=name_of(_names(known, "section")),
        ),
    )
    return told(head, "field")


def text_in(fields: Mapping[str, Any], renamed: Mapping[str, str] | None = None) -> str:
    """The text of a record, of its abstract where there is no other; "" where it has none."""
    known = _by_plain_name(fields, renamed)
    for field in ("text", "abstract"):
        for name in _KNOWN[field]:
            text = _text(known.get(name))
            if text.strip():
                return text
    return ""


def text_names(names: Iterable[str], renamed: Mapping[str, str] | None = None) -> list[str]:
    """Those of the names under which a text may stand."""
    known = {*_KNOWN["text"], *_KNOWN["abstract"]}
    own = (renamed or {}).get("text", "").lower()
    return [name for name in names if _NOT_LETTERS.sub("", name.lower()) in known or (own and name.lower() == own)]


def dates_in(fields: Mapping[str, Any], renamed: Mapping[str, str] | None = None) -> list[str]:
    """What the record says of days, as it stands."""
    known = _by_plain_name(fields, renamed)
    found = (_flat(known.get(name)) for field in ("published", "updated") for name in _KNOWN[field])
    return [value for value in found if isinstance(value, str) and value]


def _by_plain_name(fields: Mapping[str, Any], renamed: Mapping[str, str] | None) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for key, value in fields.items():
        known.setdefault(_NOT_LETTERS.sub("", str(key).lower()), _of_main_role(value))
    for field, key in (renamed or {}).items():
        known[_KNOWN[field][0]] = next((fields[name] for name in fields if str(name).lower() == key.lower()), None)
    return known


def _of_main_role(value: Any) -> Any:
    """Of what is told for several roles, as in ninjs 2 (IPTC), that of the main one; anything else as it is."""
    if not isinstance(value, list) or not all(isinstance(each, Mapping) and "role" in each for each in value):
        return value
    return next((each for each in value if each["role"] == "main"), value[0] if value else None)


def _value(known: Mapping[str, Any], field: str, only_address: bool = False, not_address: bool = False) -> Any:
    """The first value that stands under one of the field's names; "" where there is none."""
    for name in _KNOWN[field]:
        value = _flat(known.get(name))
        is_address = isinstance(value, str) and bool(_ADDRESS.match(value.strip()))
        if value in (None, "") or (only_address and not is_address) or (not_address and is_address):
            continue
        return value
    return ""


def _day(known: Mapping[str, Any], field: str, day_first: bool | None) -> Any:
    """The first value that is a day."""
    values = (_flat(known.get(name)) for name in _KNOWN[field])
    return next((day for value in values if (day := parse_date(value, day_first=day_first))), None)


def _names(known: Mapping[str, Any], field: str) -> str:
    """Names, or what else there may be several of, one after the other."""
    value = next((known[name] for name in _KNOWN[field] if known.get(name)), "")
    values = value[:_MOST_NAMES] if isinstance(value, (list, tuple)) else [value]
    return _EMAIL.sub("", ", ".join(str(flat) for each in values if (flat := _flat(each)) not in (None, "")))


def _flat(value: Any, depth: int = _DEEPEST) -> Any:
    """The one value of a record within the record; None for anything else that is no single value."""
    if not depth or isinstance(value, (bool, list, tuple)):
        return None
    if isinstance(value, Mapping):
        parts = {str(key).lower(): part for key, part in value.items()}
        return next((_flat(parts[name], depth - 1) for name in _PARTS if parts.get(name)), None)
    return value.strip() if isinstance(value, str) else value


def _text(value: Any, depth: int = _DEEPEST) -> str:
    """A text, or paragraphs in a list."""
    if isinstance(value, str) or not depth:
        return value if isinstance(value, str) else ""
    if isinstance(value, (list, tuple)):
        return "\n\n".join(filter(None, (_text(item, depth - 1) for item in value)))
    if isinstance(value, Mapping):
        parts = {str(key).lower(): part for key, part in value.items()}
        return next(
            (text for name in ("text", "value", "content", "body") if (text := _text(parts.get(name), depth - 1))), ""
        )
    return ""


def _host(value: Any) -> str:
    """The host of an address, or the host that it is, without "www."."""
    host = urlsplit(value if "//" in value else f"//{value}").hostname if isinstance(value, str) else ""
    return (host or "").removeprefix("www.")
