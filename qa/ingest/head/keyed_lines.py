"""Lines above a text that name what they tell: "Title: ...", "BYLINE: ...", the headers of Usenet."""

from __future__ import annotations

import re

_KEYS = {
    "title": "title headline hed titel titre título titolo subject betreff",
    "published": "date published publication-date publish-date pubdate pub-date datum fecha data posted",
    "updated": "updated modified last-modified last-updated",
    "source": "source publication publisher newspaper paper outlet quelle fuente fonte bron",
    "byline": "by author authors byline writer reporter from autor auteur autore",
    "section": "section category desk rubrik rubrique sección sezione",
    "url": "url link permalink address uri",
    "language": "language lang sprache langue idioma",
    "": "subtitle length words location dateline newsgroups message-id organization lines references path xref "
    "nntp-posting-host reply-to content-type tags keywords id edition page pages load-date publication-type summary-id",
}
_FIELDS = {key: field for field, keys in _KEYS.items() for key in keys.split()}
_KEYED = re.compile(r"(?P<key>[^\W\d_][\w-]{0,20}(?: [\w-]{1,10})?) ?: ?(?P<value>\S.*|)")


def read_keyed(line: str) -> tuple[str, str] | None:
    """The field and its value; the field is "" where nothing is made of it. None where a line names none."""
    match = _KEYED.fullmatch(line)
    if match is None:
        return None
    field = _FIELDS.get(match["key"].lower().replace(" ", "-"))
    return None if field is None else (field, match["value"].strip(' \t"“”'))
