"""Lines above a text that name what they tell: "Title: ...", "BYLINE: ...", the headers of Usenet."""

from __future__ import annotations

import re

from qa.ingest.prose.furniture_words import ROLE_WORDS

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
_MOST_NAME_WORDS = 14
_UNNAMED = re.compile(  # what stands beside names in small letters
    rf"(?:and|und|et|y|e|&|of|the|for|at|in|from|with|by|de|del|des|du|di|da|van|von|der|la|le|al|bin|{ROLE_WORDS}"
    r"|writers?|reporters?|correspondents?|editors?|columnists?|contributors?|photographers?|agency|agencies|wire"
    r"|services?|reports?|\S{0,80}[.@/]\S{1,80})[,;.]?",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[?？!…,;]$|\?\s|^\S+\.$|\b(?:I|Yes|No|We|It|They|Why|What|How|When|Where|But|So)\b(?!\.)")
_MOST_SMALL_WORDS = 4  # of a name all in small letters


def read_keyed(line: str) -> tuple[str, str] | None:
    """The field and its value; the field is "" where nothing is made of it. None where a line names none."""
    match = _KEYED.fullmatch(line)
    if match is None:
        return None
    field = _FIELDS.get(match["key"].lower().replace(" ", "-"))
    return None if field is None else (field, match["value"].strip(' \t"“”*'))


def is_name(value: str) -> bool:
    """Whether a value may be the name of a writer or of a paper, and not what somebody says."""
    words = value.split()
    if len(words) > _MOST_NAME_WORDS or _NO_NAME.search(value):
        return False
    named = [word for word in words if not _UNNAMED.fullmatch(word)]
    if not named or value.islower():
        return not value.endswith(".") and len(words) <= _MOST_SMALL_WORDS
    small = sum(word[0].islower() for word in named)
    return 2 * small < len(named) and not (small and value.endswith("."))
