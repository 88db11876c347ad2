"""The articles of a snapshot and where their sentences stand: articles.db, sentences.npy and facets.npy."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Mask, Rows
from qa.errors import IndexDamaged, NotFound
from qa.index.candidates import FoundSentence, IndexedArticle, ReadArticle
from qa.index.facets import Facets
from qa.index.rows import FACTS, article_of, details_column, details_of
from qa.ingest.identity import content_hash
from qa.types import Article, ArticleInfo, Filters

STORE_FILES = ("articles.db", "facets.npy", "sentences.npy")

# Pages of 16 KB: 50,000 articles of 1 kB are kept in .18 s of a core's time and 65 MB; with 4 KB it is .28 and 70.
_SCHEMA = """
PRAGMA page_size = 16384;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, heading TEXT NOT NULL,
    source TEXT NOT NULL, published TEXT, url TEXT, language TEXT NOT NULL, details TEXT NOT NULL, body TEXT NOT NULL,
    text TEXT NOT NULL,
    content_hash TEXT NOT NULL, first_row INTEGER NOT NULL, stop_row INTEGER NOT NULL, key_sentences TEXT NOT NULL
) STRICT;
CREATE TABLE sources (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE languages (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
"""
_BOUNDS = """SELECT first_row FROM before.articles WHERE number = ? UNION ALL
    SELECT stop_row FROM before.articles WHERE number = ?"""
_KEEP = """INSERT INTO main.articles SELECT number + ?, id, title, heading, source, published, url, language, details,
    body, text, content_hash, first_row + ?, stop_row + ?, key_sentences FROM before.articles
    WHERE number >= ? AND number < ? ORDER BY number"""
_NEWEST = "CREATE INDEX newest ON articles (published DESC, id)"
_INFO = "id, heading, source, published, url"
_ARTICLE = (
    "id, text, body, title, source, published, url, '', language, 0, details"  # rows.ARTICLE; '' and 0: the library's
)
Places = tuple[int, int]  # the first, and the one behind the last
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_AT_ONCE = 500  # articles by one query; SQLite takes 32,766 parameters


class ArticleStore:
    """Articles by id, by number and by page, and sentences by row; safe to read from several threads."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open those of the index `name`. Raises IndexDamaged."""
        self._folder = folder
        self._name = name
        self._lock = threading.Lock()
        self.address = f"{(folder / 'articles.db').resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._database = sqlite3.connect(self.address, uri=True, check_same_thread=False)
            self.sentences: NDArray[np.int32] = _mapped(folder / "sentences.npy")
            self._facets: NDArray[np.int32] = _mapped(folder / "facets.npy")
        except (OSError, ValueError, sqlite3.Error) as error:
            raise IndexDamaged(f"{folder} cannot be opened: {error}", "qa build") from error

    def __len__(self) -> int:
        return len(self._facets)

    def articles(self, ids: Iterable[str]) -> list[IndexedArticle]:
        """These articles with their sentences, each once and in their order. Raises NotFound."""
        ids = tuple(dict.fromkeys(ids))
        found = {
            row[0]: self._indexed(row) for row in self._of(f"{_ARTICLE}, first_row, stop_row, key_sentences", "id", ids)
        }
        if missing := [name for name in ids if name not in found]:
            raise NotFound(f"no article {', '.join(map(repr, missing))} in the index {self._name!r}", "qa articles")
        return [found[name] for name in ids]

    def each(self, ids: Sequence[str] | None = None) -> Iterator[IndexedArticle]:
        """These articles, each once and in their order, some hundred at a time; all, in the order of rows, where none
        are named. Raises NotFound."""
        ids = self.ids() if ids is None else [*dict.fromkeys(ids)]
        for start in range(0, len(ids), _AT_ONCE):
            yield from self.articles(ids[start : start + _AT_ONCE])

    def infos(self, ids: Iterable[str]) -> dict[str, ArticleInfo]:
        """By id, what these articles are called; those that are not here are left out."""
        return {row[0]: _info(row) for row in self._of(_INFO, "id", tuple(ids))}

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """By id, the numbers of these articles; those that are not here are left out."""
        return dict(self._of("id, number", "id", tuple(ids)))

    def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """By number, the ids of these articles."""
        return dict(self._of("number, id", "number", tuple(numbers)))

    def ids(self) -> list[str]:
        """The id of every article, by number."""
        return [row[0] for row in self._all("SELECT id FROM articles ORDER BY number")]

    def facts(self) -> list[tuple[str | None, ...]]:
        """For each article, in the order of rows: id, source, published, url, content hash, language, details."""
        return self._all(f"SELECT {FACTS} FROM articles ORDER BY number")

    def listing(self, first: int = 0, limit: int | None = None) -> list[ArticleInfo]:
        """What articles are called, from place `first` on: newest first, the undated last."""
        query = f"SELECT {_INFO} FROM articles ORDER BY published DESC, id LIMIT ? OFFSET ?"
        return [_info(row) for row in self._all(query, -1 if limit is None else limit, first)]

    @cached_property
    def newest(self) -> NDArray[np.int32]:
        """(m,) the numbers of all articles, newest first, the undated last."""
        rows = self._all("SELECT number FROM articles ORDER BY published DESC, id")
        return np.array([row[0] for row in rows], dtype=np.int32)

    def called(self, numbers: Iterable[int]) -> dict[int, ArticleInfo]:
        """By number, what these articles are called."""
        return {row[0]: _info(row[1:]) for row in self._of(f"number, {_INFO}", "number", tuple(numbers))}

    def undated(self, limit: int) -> tuple[int, list[str]]:
        """How many articles have no date, and the ids of the first."""
        ((count,),) = self._all("SELECT count(*) FROM articles WHERE published IS NULL")
        ids = self._all("SELECT id FROM articles WHERE published IS NULL ORDER BY id LIMIT ?", limit)
        return count, [row[0] for row in ids]

    @cached_property
    def facets(self) -> Facets:
        """The day, the source and the language of each article."""
        sources, languages = (dict(self._all(f"SELECT number, name FROM {of}")) for of in ("sources", "languages"))
        return Facets(self._facets, sources, languages)

    def holding(self, rows: Sequence[int] | Rows, read: Sequence[ReadArticle] = ()) -> tuple[ReadArticle, ...]:
        """The articles of these sentences beside those of `read`, of which none is read again."""
        wanted = self.sentences[np.asarray(rows, dtype=np.int64), 0]
        missing = np.setdiff1d(wanted, [self.sentences[held.first_row, 0] for held in read]).tolist()
        columns = f"text, language, details, first_row, stop_row, {_INFO}"
        return (*read, *(self._read(*row) for row in self._of(columns, "number", missing)))

    def found(self, rows: Sequence[int] | Rows, articles: Iterable[ReadArticle]) -> list[FoundSentence]:
        """These sentences of these articles with their neighbours, in their order."""
        rows = np.asarray(rows, dtype=np.int64)
        held = {int(self.sentences[each.first_row, 0]): each for each in articles}
        owners = [held[number] for number in self.sentences[rows, 0].tolist()]
        return [owner.sentence(row - owner.first_row) for row, owner in zip(rows.tolist(), owners, strict=True)]

    def allowed(self, filters: Filters) -> Mask | None:
        """(m,) which articles a filter lets through; None when it lets all."""
        return self.facets.allowed(filters, lambda ids: self.numbers(ids).values())

    def close(self) -> None:
        """Close the database; memory maps go with the object."""
        self._database.close()

    def _indexed(self, row: Sequence[Any]) -> IndexedArticle:
        *columns, first, stop, key = row
        spans = np.array(
            self.sentences[first:stop, 1:3]
        )  # read at once: from the mapped file it took ten times as long
        return IndexedArticle(article_of(columns), first, spans, tuple(json.loads(key)))

    def _read(self, text: str, language: str, details: str, first: int, stop: int, *info: Any) -> ReadArticle:
        corrections = details_of(details).corrections if '"corrections"' in details else ()
        return ReadArticle(_info(info), text, language, corrections, first, self.sentences[first:stop, 1:3])

    def _of(self, columns: str, by: str, values: Sequence[str | int]) -> Iterator[tuple[Any, ...]]:
        """Rows of the articles whose id, or number, is one of `values`; half a surrogate pair is in no id."""
        values = [value for value in values if not (isinstance(value, str) and _SURROGATE.search(value))]
        for start in range(0, len(values), _AT_ONCE):
            some = values[start : start + _AT_ONCE]
            yield from self._all(f"SELECT {columns} FROM articles WHERE {by} IN ({', '.join('?' * len(some))})", *some)

    def _all(self, query: str, *values: str | int) -> list[Any]:
        try:
            with self._lock:
                return self._database.execute(query, values).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the second where text was altered
            raise IndexDamaged(f"{self._folder / 'articles.db'} cannot be read: {error}", "qa build") from error


class ArticleWriter:
    """Writes what an ArticleStore reads; articles in the order of their numbers, sentences in the order of rows."""

    def __init__(self, folder: Path, before: ArticleStore | None = None) -> None:
        """Begin in an empty folder; articles of `before` can be kept. Raises OSError, sqlite3.Error."""
        self._folder = folder
        self._database = sqlite3.connect((folder / "articles.db").resolve().as_uri(), uri=True)
        self._database.executescript(_SCHEMA)
        if before:
            self._database.execute("ATTACH ? AS before", [before.address])
        self._sentences: list[NDArray[np.int32]] = []
        self._facets: list[NDArray[np.int32]] = []  # (k, 3) of k articles each
        self._count = 0  # of articles
        self._sources: dict[str, int] = {}
        self._languages: dict[str, int] = {}
        self._rows = self._passages = 0

    def __enter__(self) -> ArticleWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        with closing(self._database):
            if kind is None:
                self._finish()

    def add(
        self, article: Article, offsets: NDArray[np.int32], passage_of: NDArray[np.int32], key: Sequence[int]
    ) -> None:
        """Add an article with the places of its n sentences (n, 2), their passages (n,), and its key sentences."""
        number, first, stop = self._count, self._rows, self._rows + len(offsets)
        published = article.published.isoformat() if article.published else None
        columns = (
            *(number, article.id, article.title, article.heading, article.source, published, article.url),
            *(article.language, details_column(article.details)),
            *(json.dumps(article.body), article.text, content_hash(article)),
            *(first, stop, json.dumps(list(key))),
        )
        self._database.execute(f"INSERT INTO articles VALUES ({', '.join('?' * len(columns))})", columns)
        owner = np.full((len(offsets), 1), number, dtype=np.int32)
        self._sentences.append(np.hstack([owner, offsets, passage_of[:, None] + self._passages]).astype(np.int32))
        day = article.published.toordinal() if article.published else 0
        source, language = _number(self._sources, article.source), _number(self._languages, article.language)
        self._facets.append(np.array([[day, source, language]], dtype=np.int32))
        self._count += 1
        self._rows = stop
        self._passages += int(passage_of.max(initial=-1)) + 1

    def keep(self, before: ArticleStore, first: int, stop: int) -> tuple[Places, Places]:
        """Add the articles of the numbers [first, stop), at least one, of the store that was given; returns the places
        of their sentences and of their passages in it."""
        moved = self._count - first
        (begin,), (end,) = self._database.execute(_BOUNDS, (first, stop - 1)).fetchall()
        self._database.execute(_KEEP, (moved, self._rows - begin, self._rows - begin, first, stop))
        table = before.sentences[begin:end]
        from_passage, to_passage = (int(table[0, 3]), int(table[-1, 3]) + 1) if len(table) else (0, 0)
        self._sentences.append(table + np.array([moved, 0, 0, self._passages - from_passage], dtype=np.int32))
        days, sources, languages = before.facets.table[first:stop].T
        sources = _renumbered(sources, before.facets.source_names, self._sources)
        languages = _renumbered(languages, before.facets.language_names, self._languages)
        self._facets.append(np.stack([days, sources, languages], axis=1))
        self._count += stop - first
        self._rows += end - begin
        self._passages += to_passage - from_passage
        return (begin, end), (from_passage, to_passage)

    def _finish(self) -> None:
        for table, names in (("sources", self._sources), ("languages", self._languages)):
            self._database.executemany(f"INSERT INTO {table} (name, number) VALUES (?, ?)", names.items())
        self._database.execute(_NEWEST)
        self._database.commit()
        np.save(self._folder / "sentences.npy", np.concatenate([np.empty((0, 4), dtype=np.int32), *self._sentences]))
        np.save(self._folder / "facets.npy", np.concatenate([np.empty((0, 3), dtype=np.int32), *self._facets]))


def _number(numbers: dict[str, int], name: str) -> int:
    """The number of a name, which gets the next where it has none."""
    return numbers.setdefault(name, len(numbers))


def _renumbered(before: NDArray[np.int32], names: Mapping[int, str], numbers: dict[str, int]) -> NDArray[np.int32]:
    """(n,) what these numbers of `names` are in `numbers`, where new ones come in the order of their first places."""
    held, firsts, places = np.unique(before, return_index=True, return_inverse=True)
    now = np.empty(len(held), dtype=np.int32)
    for place in np.argsort(firsts).tolist():
        now[place] = _number(numbers, names[int(held[place])])
    return now[places]


def _mapped(path: Path) -> NDArray[np.int32]:
    """By memory map, as an ordinary array: of the other kind a slice takes 5 µs more, and an answer needs hundreds."""
    return np.asarray(np.load(path, mmap_mode="r"))


def _info(row: Sequence[Any]) -> ArticleInfo:
    name, heading, source, day, url = row
    return ArticleInfo(name, heading, source, date.fromisoformat(day) if day else None, url)
