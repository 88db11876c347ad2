"""The collections of a build, what they are called, and how bytes of any length are kept in them.

cuttings_<index>__<build>__sentences   what is searched: a vector, the weights of the words, and what filters look at
cuttings_<index>__<build>__passages    what is shown and weighed of the sentences of a passage: texts and token codes
cuttings_<index>__<build>__articles    each article, whole, and what it is called
cuttings_<index>__<build>__terms       in how many sentences each stem occurs
cuttings_<index>__<build>__facts       the manifest, and some bytes an article: days, sources, languages, stories
cuttings_<index>                       an alias: the facts of the build in use

A build is whole once it has facts: they are written last, under another name, and renamed.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Kind = Literal["key", "integer", "text", "texts", "vector", "weights"]

SENTENCES, PASSAGES, ARTICLES, TERMS, FACTS, UNFINISHED = (
    "sentences",
    "passages",
    "articles",
    "terms",
    "facts",
    "unfinished",
)
MOST_CHARACTERS = 60_000  # of a text, of which Milvus takes 65,535 bytes
_LONGEST_TERM = 100
_ODD = re.compile(r"[^A-Za-z0-9]")
_CODED = re.compile(r"_([0-9a-f]{2})")


@dataclass(frozen=True, slots=True)
class Field:
    """A column. What is `indexed` is asked for, or filtered by; a `key` is the only one of its collection."""

    name: str
    kind: Kind
    indexed: bool = False


_FLAT = Field("flat", "vector")  # (1,) 0: Milvus takes no collection without a vector

FIELDS: dict[str, tuple[Field, ...]] = {
    SENTENCES: (
        Field("row", "key"),
        Field("vector", "vector"),
        Field("words", "weights"),
        Field("passage", "integer"),
        Field("article", "integer", indexed=True),
        Field("day", "integer", indexed=True),
        Field("source", "integer", indexed=True),
        Field("language", "integer", indexed=True),
    ),
    PASSAGES: (
        Field("number", "key"),
        Field("vector", "vector"),
        Field("article", "integer"),
        Field("first", "integer"),
        Field("said", "texts"),
        Field("codes", "texts"),
    ),
    ARTICLES: (
        Field("number", "key"),
        Field("digest", "text", indexed=True),
        Field("called", "texts"),
        Field("whole", "texts"),
        _FLAT,
    ),
    TERMS: (
        Field("number", "key"),
        Field("term", "text", indexed=True),
        Field("initial", "text", indexed=True),
        Field("letters", "integer", indexed=True),
        Field("sentences", "integer"),
        _FLAT,
    ),
    FACTS: (Field("number", "key"), Field("name", "text"), Field("value", "texts"), _FLAT),
}
DATA = (SENTENCES, PASSAGES, ARTICLES, TERMS)  # what facts are the facts of


def alias_of(index: str) -> str:
    """The alias of an index."""
    return f"cuttings_{_coded(index)}"


def collection_of(index: str, build: str, kind: str) -> str:
    """The name of a collection: letters, digits and underscores are all that Milvus takes."""
    return f"{alias_of(index)}__b{_coded(build)}__{kind}"


def build_of(collection: str) -> str:
    """The build that a collection was made for."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), collection.rsplit("__", 2)[1][1:])


def packed(data: bytes) -> list[str]:
    """Bytes as texts, compressed where that makes them smaller."""
    text = base64.b64encode(zlib.compress(data, 1)).decode()
    return [text[start : start + MOST_CHARACTERS] for start in range(0, len(text), MOST_CHARACTERS)]


def unpacked(texts: Sequence[str]) -> bytes:
    """The bytes of such texts."""
    return zlib.decompress(base64.b64decode("".join(texts)))


def digest_of(article_id: str) -> str:
    """By what an article is found: its id may be of any length and hold any character."""
    return sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()


def key_of_term(term: str) -> str:
    """By what a term is found: itself, unless it is no word."""
    return term if len(term) <= _LONGEST_TERM else f"#{sha256(term.encode()).hexdigest()}"


def _coded(name: str) -> str:
    return _ODD.sub(lambda found: f"_{ord(found[0]):02x}", name)
