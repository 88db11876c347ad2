"""A build on Milvus, open for questions: sentences are found there, and fetched are those that may answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from qa.arrays import Mask, Rows, Vectors
from qa.encoding.token_codec import Codes, codec_for
from qa.index.candidates import Candidates, FoundSentence, IndexedArticle, Query
from qa.index.manifest import Manifest
from qa.index.milvus.articles import MilvusArticles
from qa.index.milvus.client import VECTOR_INDEXES, Milvus, listed
from qa.index.milvus.facts import read_facts
from qa.index.milvus.passages import HeldPassage, PassageIndex, tokens_around
from qa.index.milvus.schema import ARTICLES, DATA, PASSAGES, SENTENCES, TERMS
from qa.index.milvus.words import TermIndex
from qa.index.milvus.write import check_counts
from qa.index.open_build import OpenBuild
from qa.index.stories import StoryIndex
from qa.index.tokens import TokenFrequencies
from qa.text.words import Term
from qa.types import ArticleInfo, Filters

_MOST_FOUND = 16_384  # by one search of Milvus
_SEARCHES = 4  # at most for the articles that hold a word: beyond 16,384 sentences, those of the best


@dataclass(frozen=True, slots=True)
class _Around:
    """The passages of c sentences, by number, and those their neighbours are in: `of` (c,), `before` (c,) rows."""

    of: list[int]
    held: dict[int, HeldPassage]
    before: Rows


class MilvusSnapshot(OpenBuild):
    """One build; safe to use from several threads."""

    store: MilvusArticles

    def __init__(self, milvus: Milvus, facts: str, name: str, verify: bool = True) -> None:
        """Open the build with these `facts`; `verify` has it counted, and its indexes read. Raises IndexDamaged."""
        self._milvus, self.name = milvus, name
        self._facts = read_facts(milvus, facts)
        self.manifest: Manifest = self._facts.manifest
        self._names = {kind: self.manifest.files[kind][1] for kind in DATA}
        for collection in self._names.values():
            milvus.load(collection)
        if verify:
            check_counts(milvus, self.manifest.files)
            self._warm_up()
        self.store = MilvusArticles(milvus, self._names[ARTICLES], self._facts, name)
        self._given = VECTOR_INDEXES[self._facts.named["vectors"][0]][1]
        code_size = codec_for(self.manifest.weights_id, self.manifest.dimensions).size
        self._passages = PassageIndex(milvus, self._names[PASSAGES], code_size)
        self._terms = TermIndex(milvus, self._names[TERMS], self.manifest.sentences)
        self._tokens = TokenFrequencies(self._facts.frequencies, self.manifest.weights_id)

    @property
    def stories(self) -> StoryIndex:
        """Which articles tell one story."""
        return self._facts.stories

    def candidates(self, query: Query, filters: Filters, limit: int) -> Candidates:
        """The best `limit` sentences by vector and the best `limit` by words, together."""
        allowed = self.store.allowed(filters)
        searched = self.manifest.sentences if allowed is None else int(self._facts.counts[allowed].sum())
        asked = self._terms.asked(query.terms)
        rows = self._found(query, asked.weights, limit, self._where(filters, allowed)) if searched and limit else []
        columns = ["row", "vector", "words", "passage"]
        held = {int(row["row"]): row for row in self._milvus.rows(self._names[SENTENCES], "row", rows, columns)}
        around = self._around(rows, [int(held[row]["passage"]) for row in rows], vectors=True)
        passages = [around.held[number] for number in around.of]
        found = np.array(rows, dtype=np.int64)
        return Candidates(
            sentences=tuple(self._sentences(rows, around)),
            rows=found,
            dense=self._vectors([held[row]["vector"] for row in rows]) @ query.vector,
            passage=self._vectors([passage.vector for passage in passages]) @ query.vector,
            lexical=asked.shares([held[row]["words"] for row in rows]),
            idf=self._tokens.idf(query.token_ids),
            tokens=tokens_around(found, around.of, around.held, around.before, self._passages.code_size),
            searched=searched,
        )

    def sentences(self, rows: Sequence[int] | Rows) -> list[FoundSentence]:
        """These sentences, in their order."""
        rows = [int(row) for row in rows]
        return self._sentences(rows, self._around(rows, self._passages_of(rows)))

    def token_codes(self, rows: Sequence[int] | Rows) -> list[Codes]:
        """(t, size) for each of these sentences: the codes of its tokens."""
        rows = [int(row) for row in rows]
        numbers = self._passages_of(rows)
        held = self._passages.of(sorted(set(numbers)))
        return [held[number].codes_of(row) for row, number in zip(rows, numbers, strict=True)]

    def vectors(self, rows: Rows) -> Vectors:
        """(len(rows), d) the vectors of these sentences."""
        found = self._milvus.rows(self._names[SENTENCES], "row", {int(row) for row in rows}, ["row", "vector"])
        held = {int(row["row"]): row["vector"] for row in found}
        return self._vectors([held[int(row)] for row in rows])

    def articles(self, ids: Iterable[str]) -> list[IndexedArticle]:
        """These articles, each once and in their order. Raises NotFound."""
        return self.store.articles(ids)

    def _holding(self, term: Term) -> Rows:
        """Of a word of more sentences than Milvus gives at once, the articles in which it weighs most."""
        weights, found = self._terms.asked((term,)).weights, np.empty(0, dtype=np.int64)
        for _ in range(_SEARCHES if weights else 0):
            where = f"article not in {listed(found.tolist())}" if len(found) else ""
            rows = self._milvus.search(self._names[SENTENCES], "words", weights, _MOST_FOUND, where)
            owners = np.searchsorted(self._facts.starts, np.array(rows, dtype=np.int64), side="right") - 1
            found = np.union1d(found, owners).astype(np.int64)
            if len(rows) < _MOST_FOUND:
                break
        return found

    def _near(self, article: IndexedArticle, limit: int, least: float) -> list[int]:
        own = self._passages.of(sorted(set(self._passages_of(article.rows.tolist()))), vectors=True)
        mean = self._vectors([passage.vector for passage in own.values()]).mean(axis=0)
        mean /= max(float(np.linalg.norm(mean)), 1e-9)
        near = self._passages.near(mean, limit, self._given).values()
        return list(dict.fromkeys(number for number, cosine in near if cosine >= least))

    def listing(self, first: int = 0, limit: int | None = None) -> list[ArticleInfo]:
        """What articles are called, from place `first` on: newest first, the undated last."""
        return self.store.listing(first, limit)

    def languages(self) -> tuple[str, ...]:
        """By whose rules the words were stemmed, by ISO 639-1."""
        return tuple(self._facts.named["stemmed"])

    def _unknown(self, stems: Sequence[str]) -> list[str]:
        return self._terms.unknown(stems)

    def _stems_near(self, word: str, language: str) -> list[str]:
        return self._terms.stems_near(word, language)

    def _some_with(self, stem: str, limit: int) -> list[int]:
        return self._milvus.search(self._names[SENTENCES], "words", self._terms.asked(((stem,),)).weights, limit)

    def close(self) -> None:
        """Nothing: the connection is that of the builds, and serves the next one too."""

    def _warm_up(self) -> None:
        """So that no question waits for what is read when it is first needed."""
        unit = np.eye(1, self.manifest.dimensions, dtype=np.float32)[0]
        self._milvus.warm(self._names[SENTENCES], "vector", unit)
        self._milvus.warm(self._names[SENTENCES], "words", {0: 1.0})

    def _found(self, query: Query, weights: dict[int, float], limit: int, where: str) -> list[int]:
        collection, limit = self._names[SENTENCES], min(limit, _MOST_FOUND)
        by_vector = self._milvus.search(collection, "vector", query.vector, limit, where, self._given)
        by_words = self._milvus.search(collection, "words", weights, limit, where) if weights else []
        return sorted({*by_vector, *by_words})

    def _where(self, filters: Filters, allowed: Mask | None) -> str:
        """What lets the sentences through that a filter lets through, as an expression of Milvus."""
        if allowed is None:
            return ""
        if filters.articles is not None:
            return f"article in {listed(np.flatnonzero(allowed).tolist())}"  # at most those that it names
        since = f"day >= {filters.since.toordinal()}" if filters.since else ""
        until = f"day > 0 and day <= {filters.until.toordinal()}" if filters.until else ""
        facets = self.store.facets
        source = f"source in {listed(facets.sources_called(filters.source))}" if filters.source else ""
        language = f"language in {listed(facets.languages_called(filters.language))}" if filters.language else ""
        gone = sorted(self.store.numbers(filters.without).values())
        without = f"article not in {listed(gone)}" if gone else ""
        return " and ".join(filter(None, (since, until, source, language, without)))

    def _passages_of(self, rows: Sequence[int]) -> list[int]:
        """The passage of each of these sentences."""
        found = self._milvus.rows(self._names[SENTENCES], "row", set(rows), ["row", "passage"])
        held = {int(row["row"]): int(row["passage"]) for row in found}
        return [held[row] for row in rows]

    def _around(self, rows: Sequence[int], numbers: list[int], vectors: bool = False) -> _Around:
        """The passages of these sentences, and those beside them that hold the sentence before or after one of them."""
        held = self._passages.of(sorted(set(numbers)), vectors)
        starts, beside, before = self._facts.starts, set[int](), []
        for row, number in zip(rows, numbers, strict=True):
            passage = held[number]
            first, stop = starts[passage.article], starts[passage.article + 1]
            before.append(max(row - 1, int(first)))
            beside |= {number - 1} if row == passage.first and row > first else set()
            beside |= {number + 1} if row + 1 == passage.stop and row + 1 < stop else set()
        held |= self._passages.of(sorted(beside - held.keys()))
        return _Around(numbers, held, np.array(before, dtype=np.int64))

    def _sentences(self, rows: Sequence[int], around: _Around) -> list[FoundSentence]:
        called = self.store.with_languages({around.held[number].article for number in around.of})
        return [
            self._sentence(row, around.held[number], around.held, called)
            for row, number in zip(rows, around.of, strict=True)
        ]

    def _sentence(
        self, row: int, passage: HeldPassage, held: dict[int, HeldPassage], called: dict[int, tuple[ArticleInfo, str]]
    ) -> FoundSentence:
        place = row - passage.first
        last, following = held.get(passage.number - 1), held.get(passage.number + 1)
        within = (
            *passage.texts[max(0, place - 1) : place],
            passage.texts[place],
            *passage.texts[place + 1 : place + 2],
        )
        before = within[0] if place else self._beside(passage, last, -1)
        after = within[-1] if place + 1 < len(passage.texts) else self._beside(passage, following, 0)
        info, language = called[passage.article]
        return FoundSentence(
            row=row,
            number=row - int(self._facts.starts[passage.article]),
            start=passage.spans[place][0],
            end=passage.spans[place][1],
            text=passage.texts[place],
            before=before,
            after=after,
            article=info,
            language=language,
        )

    def _beside(self, passage: HeldPassage, other: HeldPassage | None, place: int) -> str:
        """The last or the first sentence of the passage beside, where that is of the same article."""
        return other.texts[place] if other and other.article == passage.article else ""

    def _vectors(self, vectors: Sequence[Any]) -> Vectors:
        """(n, d) as one array."""
        return np.array(vectors, dtype=np.float32).reshape(-1, self.manifest.dimensions)
