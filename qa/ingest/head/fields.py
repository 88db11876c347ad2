"""Metadata and text from named fields: of front matter, of a record, as many programs name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit

from qa.ingest.dates.date_notations import USUAL_ORDER, DayOrder
from qa.ingest.dates.day_orders import PRINTED_DAY, DayOrders, printed_day
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.head.metadata import Head, byline_of, language_tag, name_of, told, web_address
from qa.types import Details

# By which names a field is known, the surest first; in any case, and with "-", "_", "." or blanks in them or not.
_NAMES = {
    "title": "title headline headlines headlinemain head hedline hl1 heading articletitle documenttitle webtitle "
    "posttitle newstitle storytitle ogtitle dctitle titre titulo titel titolo titular uberschrift schlagzeile otsikko "
    "tytul name",
    "text": "text content maintext body articlebody fulltext articletext bodytext story storytext articlecontent "
    "rawcontent contenttext bodyhtml contenthtml textcontent bodies bodymain bodyxhtml bodyrichtext cleanedtext "
    "cleantext plaintext articlehtml storybody newsbody newstext pagecontent postcontent posttext selftext "
    "contentelements paragraphs transcript texte texto testo inhoud inhalt volltext artikeltext contenu contenido "
    "conteudo contenuto brodtext contents article document html",
    "abstract": "description summary abstract snippet leadparagraph lead teaser trailtext excerpt shortdescription "
    "ogdescription",
    "published": "published date publishdate datepublish publishedat publisheddate pubdate datepublished "
    "publicationdate publishedtime firstpublished webpublicationdate dateline firstpublicationdate firstpublishdate "
    "publishedon publishedutc publishedparsed publishtime publisheddatetime articlepublishedtime articledate storydate "
    "newsdate postdate posted postedat postedon dateposted issuedate issued dateissued displaydate datetimepub created "
    "createdat createdutc datecreated contentcreated firstcreated timestamp datetime versioncreated dcdate "
    "dcdateissued dcissued dctermsissued dctermsavailable dccreated dctermscreated prismpublicationdate "
    "citationpublicationdate citationonlinedate citationdate datum erscheinungsdatum veroffentlicht veroffentlichtam "
    "publicatiedatum fecha fechapublicacion fechadepublicacion datedepublication publiele datapubblicazione "
    "datadipubblicazione datapublicacao datadepublicacao publiceringsdatum dato data time",
    "updated": "updated modified datemodify datemodified updatedat modifiedat lastmodified lastupdated modifieddate "
    "updateddate dateupdated updatedparsed articlemodifiedtime ogupdatedtime articleupdated dateupdate dctermsmodified "
    "dcmodified dcdatemodified prismmodificationdate lastmod versioncreated aktualisiert actualizado aggiornato",
    "source": "sourcehostname sitename source sourcename publication publisher outlet newspaper publicationname "
    "provider journal site medianame newspapertitle copyrightholder ogsitename mediaoutlet newssource ispartof "
    "dcpublisher quelle zeitung fuente periodico giornale testata fonte jornal bron krant tidning avis media",
    "domain": "sourcedomain domain hostname sourceurl host",
    "url": "url link canonicalurl weburl permalink articleurl href uri source canonical ogurl",
    "byline": "byline author authors by creator writer writers articleauthor dccreator autor autorin autores auteur "
    "autore verfasser forfatter",
    "section": "section sectionname category categories desk newsdesk kicker articlesection ressort rubrique "
    "seccion sezione rubriek",
    "language": "language lang locale langcode inlanguage oglocale dclanguage sprache langue idioma lingua taal",
}
FIELDS = tuple(_NAMES)
_KNOWN = {field: tuple(names.split()) for field, names in _NAMES.items()}
# They may name something else, which has parts: a person, a picture, the record of an article.
_PLAIN_ONLY = frozenset("name article document html media time data".split())
# Under these a record holds fields in a record of its own, and under those some that are not its text.
_WRAPPED = "_source"  # of a hit of Elasticsearch
_HOLD_FIELDS = tuple("fields attributes properties article story post content document doc node data".split())
_HOLD_METADATA = ("metadata", "meta", "meta_data")
_PARTS = tuple(
    "name main title value text #text $date $numberlong $oid default content url rendered original basic".split()
)
_TEXT_PARTS = ("text", "value", "content", "body", "rendered", "basic", "html")
_OF_A_HEAD = frozenset("kicker title byline date author_info".split())  # paragraphs of such a type are none
_STROKED = str.maketrans("łø", "lo")  # which no normal form takes apart
_NOT_LETTERS = re.compile(r"[^a-z0-9$#]+")
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_EMAIL = re.compile(r"\s*<[^<>@\s]+@[^<>\s]+>")
_ONE_WORD = re.compile(r"[\x21-\x7e]{1,500}")  # the name or the address of a document
_NUMBERS = re.compile(r"(?<![\d-])\d{1,2}[-./] ?\d{1,2}[-./] ?\d{2}")
_MOST_NAMES = 50
_DEEPEST = 4  # how far a value may be nested in others


def from_fields(
    fields: Mapping[str, Any], renamed: Mapping[str, str] | None = None, orders: DayOrders | None = None
) -> Head:
    """Metadata from the keys of front matter or of a record; unknown keys and empty values are passed over.

    `renamed` says of a field by which key it goes here: {"title": "kop"}. `orders` settle dates such as 5/3/2019.
    """
    known = _by_plain_name(fields, renamed)
    source, address = _source(known), _value(known, "url", only_address=True)
    order = orders.of(source) if orders else USUAL_ORDER
    head = Head(
        title=name_of(_value(known, "title")),
        source=name_of(source),
        published=_day(known, "published", order),
        url=web_address(address),
        language=language_tag(_value(known, "language")),
        details=Details(
            byline=byline_of(_names(known, "byline")),
            updated=_day(known, "updated", order),
            section=name_of(_names(known, "section")),
            told_by=((PRINTED_DAY, printed),) if (printed := "" if orders else _printed(known)) else (),
        ),
    )
    return told(head, "field")


def text_in(fields: Mapping[str, Any], renamed: Mapping[str, str] | None = None) -> str:
    """The text of a record, of its abstract where there is no other; "" where it has none."""
    known = _by_plain_name(fields, renamed)
    return _first_text(known, "text") or _first_text(known, "abstract")


def has_text(fields: Mapping[str, Any]) -> bool:
    """Whether a record has a text, and not only an abstract."""
    return bool(_first_text(_by_plain_name(fields, None), "text"))


def text_names(names: Iterable[str], renamed: Mapping[str, str] | None = None) -> list[str]:
    """Those of the names under which a text may stand."""
    known = {*_KNOWN["text"], *_KNOWN["abstract"]}
    own = (renamed or {}).get("text", "").lower()
    return [name for name in names if _plain(name) in known or (own and name.lower() == own)]


def dates_in(fields: Mapping[str, Any], renamed: Mapping[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """What the record says of days, as it stands, each behind the name of its source."""
    known = _by_plain_name(fields, renamed)
    found = (value for field in ("published", "updated") for value in _days(known, field))
    for value in found:
        if isinstance(value, str) and _NUMBERS.search(value):
            yield _source(known), value


def _by_plain_name(fields: Mapping[str, Any], renamed: Mapping[str, str] | None) -> dict[str, Any]:
    """The values of a record, and what only the records within it tell."""
    known: dict[str, Any] = {}
    for record in (fields, *_within(fields)):
        for key, value in record.items():
            name = _plain(key)
            if key != _WRAPPED and not known.get(name) and not (name in _PLAIN_ONLY and _has_parts(value)):
                known[name] = _of_main_role(value)
    for field, key in (renamed or {}).items():
        known[_KNOWN[field][0]] = next((fields[name] for name in fields if str(name).lower() == key.lower()), None)
    return known


def _plain(key: object) -> str:
    return _NOT_LETTERS.sub("", normalize("NFKD", str(key).lower().translate(_STROKED)))


def _within(fields: Mapping[str, Any], depth: int = _DEEPEST // 2) -> list[Mapping[str, Any]]:
    """The records that hold some of a record's fields, as {"fields": {"bodyText": …}}; of metadata what is no text."""
    parts = {str(key).lower(): part for key, part in fields.items() if depth and isinstance(part, Mapping)}
    held = [part for name in (_WRAPPED, *_HOLD_FIELDS) if (part := parts.get(name))]
    texts = {*_KNOWN["text"], *_KNOWN["abstract"]}
    metadata = [
        {key: value for key, value in part.items() if _plain(key) not in texts}
        for name in _HOLD_METADATA
        if (part := parts.get(name))
    ]
    return [each for part in held for each in (part, *_within(part, depth - 1))] + metadata


def _has_parts(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and any(isinstance(each, Mapping) for each in value))


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


def _source(known: Mapping[str, Any]) -> str:
    return str(_value(known, "source", not_address=True) or _host(_value(known, "domain")))


def _day(known: Mapping[str, Any], field: str, order: DayOrder) -> Any:
    """The first value that is a day."""
    found = (parse_date(value, day_first=order.slashed, dots_day_first=order.dotted) for value in _days(known, field))
    return next(filter(None, found), None)


def _printed(known: Mapping[str, Any]) -> str:
    first = next(filter(None, _days(known, "published")), None)
    return printed_day(first) if isinstance(first, str) else ""


def _days(known: Mapping[str, Any], field: str) -> Iterator[Any]:
    """What may be a day: a value, the values of a list, or the year, the month and the day in one (as feedparser)."""
    for name in _KNOWN[field]:
        value = known.get(name)
        if not isinstance(value, (list, tuple)):
            yield _flat(value)
        elif len(value) > 2 and all(isinstance(part, int) for part in value[:3]):
            yield "-".join(f"{part:02}" for part in value[:3])
        else:
            yield from map(_flat, value[:_MOST_NAMES])


def _names(known: Mapping[str, Any], field: str) -> str:
    """Names, or what else there may be several of, one after the other."""
    value = next((known[name] for name in _KNOWN[field] if known.get(name)), "")
    values = value[:_MOST_NAMES] if isinstance(value, (list, tuple)) else [value]
    named = ", ".join(str(flat) for each in values if (flat := _flat(each)) not in (None, ""))
    return _EMAIL.sub("", named)


def _flat(value: Any, depth: int = _DEEPEST) -> Any:
    """The one value of a record within the record; None for anything else that is no single value."""
    if not depth or isinstance(value, (bool, list, tuple)):
        return None
    if isinstance(value, Mapping):
        parts = {str(key).lower(): part for key, part in value.items()}
        return next((_flat(parts[name], depth - 1) for name in _PARTS if parts.get(name)), None)
    return value.strip() if isinstance(value, str) else value


def _first_text(known: Mapping[str, Any], field: str) -> str:
    texts = ((name, _text(known.get(name))) for name in _KNOWN[field])
    return next(
        (text for name, text in texts if text.strip() and not (name in _PLAIN_ONLY and _ONE_WORD.fullmatch(text))), ""
    )


def _text(value: Any, depth: int = _DEEPEST) -> str:
    """A text, or paragraphs in a list."""
    if isinstance(value, str) or not depth:
        return value if isinstance(value, str) else ""
    if isinstance(value, (list, tuple)):
        return "\n\n".join(filter(None, (_text(item, depth - 1) for item in value if not _is_of_a_head(item))))
    if isinstance(value, Mapping):
        parts = {str(key).lower(): part for key, part in value.items()}
        return next((text for name in _TEXT_PARTS if (text := _text(parts.get(name), depth - 1))), "")
    return ""


def _is_of_a_head(item: Any) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("type"), str) and item["type"] in _OF_A_HEAD


def _host(value: Any) -> str:
    """The host of an address, or the host that it is, without "www."."""
    host = urlsplit(value if "//" in value else f"//{value}").hostname if isinstance(value, str) else ""
    return (host or "").removeprefix("www.")
