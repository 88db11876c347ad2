"""What an engine gives for a question, fetched once: all that ranking, reading, highlights and citations need."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows
from qa.encoding.token_codec import Codes
from qa.text.words import Term
from qa.types import Article, ArticleInfo, Span

Scores = NDArray[np.float32]  # (c,) one for each candidate


@dataclass(frozen=True, slots=True)
class Query:
    """A question as an engine needs it: its unit `vector` (d,), its `token_ids` (q,) and its words' stems.

    `read` are the articles that were read for it before.
    """

    vector: NDArray[np.float32]
    token_ids: NDArray[np.int32]
    terms: tuple[Term, ...]
    read: tuple[ReadArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence with what is shown around it. `number` counts it in its article, from 0; `row` is its id.

    `text` equals characters [start, end) of its article; `before` and `after` are its neighbours there, or empty. A
    title has the number -1.
    """

    row: int
    number: int
    start: int
    end: int
    text: str
    before: str
    after: str
    article: ArticleInfo
    language: str = ""  # of the article, as a BCP 47 tag


@dataclass(frozen=True, slots=True)
class CandidateTokens:
    """Token codes of s sentences: the candidates, those before them, and the rest of their passages.

    `codes` (t, size), those of sentence i from `starts[i]` to `starts[i + 1]`. `own` (c,) and `before` (c,) are the
    places, among the s, of each candidate and of the one before it (itself where it is the first of its article);
    `passages` (p, 2) are ranges of the s, one a passage, and `passage_of` (c,) says which is a candidate's.
    """

    codes: Codes
    starts: NDArray[np.int64]
    own: Rows
    before: Rows
    passages: Rows
    passage_of: Rows


@dataclass(frozen=True, slots=True)
class Candidates:
    """c sentences that may answer, ascending by row, with the evidence that the engine has for each.

    `dense` and `passage` (c,) are cosines of the question to sentence and passage; `lexical` (c,) is BM25 as a share,
    in [0, 1], of the most the question could score; `idf` (q,) weighs the question's tokens. `searched` is how many
    sentences the filters let through. `articles` are those that were read for the question so far.
    """

    sentences: tuple[FoundSentence, ...]
    rows: Rows
    dense: Scores
    passage: Scores
    lexical: Scores
    idf: NDArray[np.float32]
    tokens: CandidateTokens
    searched: int
    articles: tuple[ReadArticle, ...] = ()

    def with_title(self, place: int) -> Candidates:
        """These and, as the last, the title of the article of the one at `place`, found by the same evidence."""
        sentence, tokens, own = self.sentences[place], self.tokens, len(self.tokens.starts) - 1
        return replace(
            self,
            sentences=(*self.sentences, title_of(sentence)),
            rows=np.append(self.rows, title_row(sentence.row)),
            dense=np.append(self.dense, self.dense[place]),
            passage=np.append(self.passage, self.passage[place]),
            lexical=np.append(self.lexical, self.lexical[place]),
            tokens=replace(
                tokens,
                starts=np.append(tokens.starts, tokens.starts[-1]),  # none of the title's own are kept
                own=np.append(tokens.own, own),
                before=np.append(tokens.before, own),
                passage_of=np.append(tokens.passage_of, tokens.passage_of[place]),
            ),
        )

    def codes_of(self, place: int) -> Codes:
        """(t, size) the token codes of one candidate."""
        own = int(self.tokens.own[place])
        return self.tokens.codes[self.tokens.starts[own] : self.tokens.starts[own + 1]]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as a question reads it: n sentences, rows [first_row, first_row + n), `spans` (n, 2) in its text.

    `corrections` are what it says that it corrects.
    """

    info: ArticleInfo
    text: str
    language: str
    corrections: tuple[str, ...]
    first_row: int
    spans: NDArray[np.int32]

    @property
    def rows(self) -> Rows:
        """(n,) of its sentences."""
        return np.arange(self.first_row, self.first_row + len(self.spans), dtype=np.int64)

    def texts(self) -> list[str]:
        """The texts of its sentences."""
        return [self.text[start:end] for start, end in self.spans.tolist()]

    def sentence(self, number: int) -> FoundSentence:
        """Its sentence of this number, from 0."""
        spans = self.spans[max(0, number - 1) : number + 2].tolist()
        place = 1 if number else 0
        around = [self.text[start:end] for start, end in spans]
        return FoundSentence(
            row=self.first_row + number,
            number=number,
            start=spans[place][0],
            end=spans[place][1],
            text=around[place],
            before=around[0] if place else "",
            after=around[place + 1] if place + 1 < len(around) else "",
            article=self.info,
            language=self.language,
        )


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article with its n sentences: rows [first_row, first_row + n), `spans` (n, 2) in its text.

    `key` are the numbers of its key sentences.
    """

    article: Article
    first_row: int
    spans: NDArray[np.int32]
    key: tuple[int, ...] = ()

    @property
    def as_read(self) -> ReadArticle:
        """What a question needs of it."""
        article = self.article
        corrections = article.details.corrections
        return ReadArticle(article.info, article.text, article.language, corrections, self.first_row, self.spans)

    @property
    def rows(self) -> Rows:
        """(n,) of its sentences."""
        return self.as_read.rows

    def texts(self) -> list[str]:
        """The texts of its sentences."""
        return self.as_read.texts()

    def paragraphs(self) -> list[int]:
        """The number of each sentence's paragraph."""
        ends = [end for _, end in self.article.body]
        return [int(number) for number in np.searchsorted(ends, self.spans[:, 0], side="right")]

    def sentence(self, number: int) -> FoundSentence:
        """Its sentence of this number, from 0."""
        return self.as_read.sentence(number)


def title_row(row: int) -> int:
    """The id of the title above the sentence `row`, as long as a question is answered; and the other way about."""
    return -1 - row


def title_of(sentence: FoundSentence) -> FoundSentence:
    """The title above a sentence as a sentence of its own: `number` is -1, its offsets are those of the title."""
    title, row = sentence.article.title, title_row(sentence.row)
    return replace(sentence, row=row, number=-1, start=0, end=len(title), text=title, before="", after="")


def span_list(spans: NDArray[np.int32]) -> tuple[Span, ...]:
    """(n, 2) as tuples."""
    return tuple((start, end) for start, end in spans.tolist())
