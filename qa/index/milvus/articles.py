"""The articles of a build on Milvus: by id, by number and by page, as qa.index.articles gives them of a snapshot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Mask
from qa.errors import NotFound
from qa.index.candidates import IndexedArticle
from qa.index.facets import Facets
from qa.index.milvus.client import Milvus
from qa.index.milvus.facts import Facts
from qa.index.milvus.schema import digest_of, packed, unpacked
from qa.index.rows import article_of, details_column
from qa.ingest.identity import content_hash
from qa.types import Article, ArticleInfo, Filters

_AT_ONCE = 100  # whole articles by one query
_TOLD_AT_ONCE = 10_000  # articles without their text, held at a time


class MilvusArticles:
    """Articles by id and by number; what filters look at lies in memory, the articles do not."""

    def __init__(self, milvus: Milvus, collection: str, facts: Facts, name: str) -> None:
        self._milvus, self._collection, self._facts, self._name = milvus, collection, facts, name

    def __len__(self) -> int:
        return len(self._facts.counts)

    @property
    def facets(self) -> Facets:
        """The day, the source and the language of each article."""
        return self._facts.facets

    @property
    def newest(self) -> NDArray[np.int32]:
        """(m,) the numbers of all articles, newest first, the undated last."""
        return self._facts.newest

    def articles(self, ids: Iterable[str]) -> list[IndexedArticle]:
        """These articles with their sentences, each once and in their order. Raises NotFound."""
        return [*self.each(tuple(ids))]

    def each(self, ids: Sequence[str] | None = None) -> Iterator[IndexedArticle]:
        """These articles, each once and in their order, some at a time; all, in the order of rows, where none are
        named. Raises NotFound."""
        return self._whole(range(len(self)) if ids is None else self._numbers_of(ids))

    def infos(self, ids: Iterable[str]) -> dict[str, ArticleInfo]:
        """By id, what these articles are called; those that are not here are left out."""
        found = self.called(self.numbers(ids).values())
        return {info.id: info for info in found.values()}

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """By id, the numbers of these articles; those that are not here are left out."""
        digests = {digest_of(name): name for name in ids}
        rows = self._milvus.rows(self._collection, "digest", digests, ["number", "digest"])
        found = {digests[row["digest"]]: int(row["number"]) for row in rows}
        return {name: found[name] for name in digests.values() if name in found}

    def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """By number, the ids of these articles."""
        return {number: called[0] for number, called in self._called(numbers).items()}

    def called(self, numbers: Iterable[int]) -> dict[int, ArticleInfo]:
        """By number, what these articles are called."""
        return {number: _info(called) for number, called in self._called(numbers).items()}

    def with_languages(self, numbers: Iterable[int]) -> dict[int, tuple[ArticleInfo, str]]:
        """By number, what these articles are called, and the tags of their languages."""
        return {number: (_info(called), called[5]) for number, called in self._called(numbers).items()}

    def facts(self) -> Iterator[tuple[str | None, ...]]:
        """For each article, in the order of rows: id, source, published, url, content hash, language."""
        for start in range(0, len(self), _TOLD_AT_ONCE):
            for _, called in sorted(self._called(range(start, min(start + _TOLD_AT_ONCE, len(self)))).items()):
                name, _, source, day, url, language, content = called
                yield name, source, day, url, content, language

    def listing(self, first: int = 0, limit: int | None = None) -> list[ArticleInfo]:
        """What articles are called, from place `first` on: newest first, the undated last."""
        numbers = self.newest[first : None if limit is None else first + limit].tolist()
        infos = self.called(numbers)
        return [infos[number] for number in numbers]

    def undated(self, limit: int) -> tuple[int, list[str]]:
        """How many articles have no date, and the ids of the first."""
        numbers = np.flatnonzero(self.facets.days == 0)
        names = self.names(numbers[:limit].tolist())
        return len(numbers), [names[number] for number in sorted(names)]

    def allowed(self, filters: Filters) -> Mask | None:
        """(m,) which articles a filter lets through; None when it lets all."""
        return self.facets.allowed(filters, lambda ids: self.numbers(ids).values())

    def _numbers_of(self, ids: Iterable[str]) -> list[int]:
        ids = tuple(dict.fromkeys(ids))
        numbers = self.numbers(ids)
        if missing := [name for name in ids if name not in numbers]:
            raise NotFound(f"no article {', '.join(map(repr, missing))} in the index {self._name!r}", "qa articles")
        return [numbers[name] for name in ids]

    def _whole(self, numbers: Sequence[int]) -> Iterator[IndexedArticle]:
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            rows = self._milvus.rows(self._collection, "number", some, ["number", "whole"])
            held = {int(row["number"]): row["whole"] for row in rows}
            yield from (self._indexed(number, held[number]) for number in some)

    def _indexed(self, number: int, whole: list[str]) -> IndexedArticle:
        held = json.loads(unpacked(whole))
        spans = np.array(held["spans"], dtype=np.int32).reshape(-1, 2)
        return IndexedArticle(article_of(held["columns"]), int(self._facts.starts[number]), spans, tuple(held["key"]))

    def _called(self, numbers: Iterable[int]) -> dict[int, list[Any]]:
        rows = self._milvus.rows(self._collection, "number", list(numbers), ["number", "called"])
        return {int(row["number"]): json.loads(unpacked(row["called"])) for row in rows}


def article_columns(article: Article, number: int, spans: list[list[int]], key: Sequence[int]) -> dict[str, Any]:
    """An article as its collection has it. Where it was read from, and whether it named its id, the library knows."""
    published = article.published.isoformat() if article.published else None
    called = [
        *(article.id, article.heading, article.source, published, article.url, article.language),
        content_hash(article),
    ]
    columns = [
        *(article.id, article.text, json.dumps(article.body), article.title, article.source, published, article.url),
        *("", article.language, 0, details_column(article.details)),
    ]
    whole = {"columns": columns, "spans": spans, "key": list(key)}
    return {
        "number": number,
        "digest": digest_of(article.id),
        "called": packed(json.dumps(called).encode()),
        "whole": packed(json.dumps(whole).encode()),
        "flat": [0.0, 0.0],
    }


def _info(called: Sequence[Any]) -> ArticleInfo:
    name, heading, source, day, url = called[:5]
    return ArticleInfo(name, heading, source, date.fromisoformat(day) if day else None, url)
