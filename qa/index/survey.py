"""What a build would make of some sources, without building: `qa build --dry-run`."""

from __future__ import annotations

import time
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile

import numpy as np
from numpy.typing import NDArray

from qa.encoding.base import Encoder, encoding_id
from qa.encoding.late_chunking import encode_all, encode_article, joined
from qa.errors import SourceError
from qa.index.layout import index_folder
from qa.index.learned_furniture import without_furniture
from qa.index.library import Library
from qa.index.settled_days import orders_of_outlets, settled
from qa.index.stories import prose_of
from qa.index.update import absolute
from qa.ingest.dates.day_orders import PRINTED_DAY
from qa.ingest.formats import format_of
from qa.ingest.identity import WITHIN, Identities, content_hash, file_of, outlet_of
from qa.ingest.sources import read_sources
from qa.text.copies import clusters, signature
from qa.types import Article, Refusal

SAMPLE_CHARS = 60_000  # that are encoded to tell how fast this machine is; some seconds


@dataclass(frozen=True, slots=True)
class Survey:
    """What some sources hold. `files` count those on the disk by the name of their format ("" where it is none that is
    read), also those that are refused, an archive as one; `kinds` and `languages` count articles ("" where the language
    is not told); `copies` tell once more, in nearly the same words, one of `stories`; `seconds` is how long what is not
    encoded yet, `to_encode` articles, will take."""

    files: Mapping[str, int]
    articles: int
    kinds: Mapping[str, int]
    languages: Mapping[str, int]
    first: date | None
    last: date | None
    undated: int
    characters: int
    stories: int
    copies: int
    to_encode: int
    seconds: int
    refusals: tuple[Refusal, ...]


def survey(
    sources: Sequence[Path], indexes: Path, name: str, encoder: Encoder, renamed: Mapping[str, str] | None = None
) -> Survey:
    """Read the sources, or those that the index was made of, and encode a little of them. Nothing is written.

    Raises SourceError for a source that does not exist.
    """
    path = index_folder(indexes, name) / "library.db"
    held: set[str] = set()
    furniture: Mapping[str, frozenset[str]] = {}
    known, fields, made_of = [], dict(renamed or {}), absolute(sources)
    if path.exists():
        with Library(path, readonly=True) as library:
            held = set(library.sentences_by(encoding_id(encoder)))
            furniture = library.furniture()
            known, fields = library.known(), library.fields() | fields
            made_of = made_of or library.sources()
    files: dict[str, str] = {}
    kinds: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    days: list[date | None] = []
    printed: dict[int, Article] = {}
    refusals: list[Refusal] = []
    sample: list[Article] = []
    characters = waiting = to_encode = 0
    told = _Told()
    for item in read_sources([source for source in made_of if source.exists()], Identities(known), fields):
        if (file := file_of(item.origin)) not in files:
            files[file] = _format(file)
        if isinstance(item, Refusal):
            refusals.append(item)
            continue
        item = without_furniture(item, furniture.get(outlet_of(item), ()))
        kinds[_kind(item.origin)] += 1
        languages[item.language.partition("-")[0]] += 1
        characters += len(item.text)
        told.add(item)
        if PRINTED_DAY in dict(item.details.told_by):
            printed[len(days)] = replace(item, text="", body=())
        days.append(item.published)
        if content_hash(item) not in held:
            to_encode += 1
            waiting += len(item.text)
            if sum(len(each.text) for each in sample) < SAMPLE_CHARS:
                sample.append(item)
    _settle(days, printed)
    dated = [day for day in days if day]
    stories = told.stories(days)
    return Survey(
        files=dict(Counter(files.values()).most_common()),
        articles=sum(kinds.values()),
        kinds=dict(kinds.most_common()),
        languages=dict(languages.most_common()),
        first=min(dated, default=None),
        last=max(dated, default=None),
        undated=len(days) - len(dated),
        characters=characters,
        stories=len(stories),
        copies=sum(map(len, stories)) - len(stories),
        to_encode=to_encode,
        seconds=round(waiting * _seconds_a_character(sample, encoder)),
        refusals=tuple(refusals),
    )


def _settle(days: list[date | None], printed: Mapping[int, Article]) -> None:
    """The days of articles, by their places, as a build settles those that print them in numbers."""
    orders = orders_of_outlets(printed.values())
    for place, article in printed.items():
        days[place] = settled(article, lambda: orders).published


class _Told:
    """The stories of articles that are read once: their prose waits, packed, in a file without a name."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  # which lives as long as this does
        self._signatures: list[NDArray[np.uint32]] = []
        self._lengths: list[int] = []
        self._ends = [0]

    def add(self, article: Article) -> None:
        """The next one."""
        prose = prose_of(article)
        self._signatures.append(signature(prose))
        self._lengths.append(max(1, len(prose)))
        self._ends.append(self._ends[-1] + self._file.write(zlib.compress(prose.encode("utf-8", "surrogatepass"), 1)))

    def stories(self, days: Sequence[date | None]) -> list[tuple[int, ...]]:
        """Those that several tell, each as the places of its articles, of which these are the days."""
        with self._file:
            if not self._signatures:
                return []
            return clusters(np.array(self._signatures), self._prose, days, self._lengths)

    def _prose(self, place: int) -> str:
        self._file.seek(self._ends[place])
        packed = self._file.read(self._ends[place + 1] - self._ends[place])
        return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def _format(file: str) -> str:
    with suppress(OSError, SourceError):
        found = format_of(Path(file))
        return found.name if found else ""
    return ""


def _kind(origin: str) -> str:
    """The suffix of the file, or the member of an archive, that an article is of."""
    name = origin.rpartition(WITHIN)[2] or origin
    file, colon, line = name.rpartition(":")
    return PurePosixPath(file if colon and line.isdigit() else name).suffix.lower()


def _seconds_a_character(sample: Sequence[Article], encoder: Encoder) -> float:
    """By the clock, over the sample, whose first article is encoded once before to warm up."""
    if not sample:
        return 0.0
    encode_article(sample[0], encoder)
    began = time.perf_counter()
    for _, parts in encode_all(sample, encoder):
        joined(list(parts))
    return (time.perf_counter() - began) / sum(len(article.text) for article in sample)
