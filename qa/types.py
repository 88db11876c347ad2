"""The frozen dataclasses that travel between the steps, in the order of the flow."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Literal, get_args

Span = tuple[int, int]  # [start, end) in characters of a text
Reads = Literal["full", "fast", "none"]  # how much of the best passages is read together with the question
READS: tuple[Reads, ...] = get_args(Reads)
HEADING_CHARS = 80
MAX_CITATIONS = 20  # that an answer has
_LINE = re.compile(r"[^\s](?:[^\r\n]*[^\s])?")


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What an article is called: everything but its text. `title` is never empty."""

    id: str
    title: str
    source: str
    published: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Details:
    """What else an article tells of itself.

    `corrections` are the notes by which it was corrected, in its own words. `told_by` says of a field, here or of the
    article, what it was taken from: ("published", "file name").
    """

    byline: str = ""
    updated: date | None = None
    section: str = ""
    corrections: tuple[str, ...] = ()
    told_by: tuple[tuple[str, str], ...] = ()


NO_DETAILS = Details()


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text as it was read, and which parts of that text are prose.

    `body` holds the paragraphs, ascending and disjoint; header lines and boilerplate lie outside it.
    Every offset in the system counts characters of `text`.
    """

    id: str
    text: str
    body: tuple[Span, ...]
    title: str = ""
    source: str = ""
    published: date | None = None
    url: str | None = None
    origin: str = ""  # the file, and for records the line, it was read from
    language: str = ""  # BCP 47, as "pt-BR"; "" where it was not said
    id_given: bool = False  # by the record itself: it stays, unless a record of another file has it
    details: Details = NO_DETAILS

    @property
    def heading(self) -> str:
        """The title, or the opening words where an article came without one."""
        return self.title or heading_of(self.text[slice(*self.body[0])] if self.body else self.text)

    @property
    def removed(self) -> tuple[Span, ...]:
        """The lines of its text that are no prose: its head, headings, and what stood around it on a page."""
        edges = [0, *(edge for span in self.body for edge in span), len(self.text)]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        return tuple(match.span() for start, end in gaps for match in _LINE.finditer(self.text, start, end))

    @property
    def info(self) -> ArticleInfo:
        """What it is called."""
        return ArticleInfo(self.id, self.heading, self.source, self.published, self.url)


def heading_of(prose: str) -> str:
    """The opening words of `prose`, at most HEADING_CHARS characters."""
    words = " ".join(prose[: 4 * HEADING_CHARS].split())
    if len(words) <= HEADING_CHARS:
        return words
    return words[:HEADING_CHARS].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not indexed, and why; how often it was tried, and since when."""

    origin: str
    reason: str
    attempts: int = field(default=1, compare=False)
    since: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its article: `article.text[start:end] == text`, always."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may answer: published within [since, until], from one source, in one language, of these ids alone
    (`articles`), and not of those (`without`)."""

    since: date | None = None
    until: date | None = None
    source: str | None = None
    language: str | None = None
    articles: frozenset[str] | None = None
    without: frozenset[str] = frozenset()


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one sentence: what each part contributes to `score`, which is their sum and ranks."""

    row: int
    late_interaction: float  # IDF-weighted mean of each question token's best cosine in the sentence
    in_context: float  # the same, with the sentence before it counted in
    in_passage: float  # the same, over the whole passage
    dense: float  # cosine of question and sentence
    passage: float  # cosine of question and passage
    lexical: float  # BM25 of sentence and title, as a share of the best this question could score here
    answer_type: float  # the sentence holds a date where the question asks when, and so on
    interrogative: float  # below 0 where the sentence is a question itself
    position: float  # 0 for the first sentence of an article, a little less for each further one
    score: float
    reader: float | None = None  # log-odds that it answers, of the reader that was shown question and sentence together
    answer: Span | None = None  # and which of its characters do
    preference: float = 0.0  # log-odds: what the question's own words say for it, of a time, a quotation
    reranker: float | None = None  # the score of a cross-encoder of the user's, by which the first are ordered

    @property
    def parts(self) -> dict[str, float]:
        """By name, what adds up to the score."""
        return {each.name: getattr(self, each.name) for each in fields(self)[1 : 1 + _PARTS]}


_PARTS = 9


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the shipped confidence is bent to an archive: log-odds times `slope`, plus `bias` (Platt, 1999)."""

    slope: float = 1.0
    bias: float = 0.0
    questions: int = 0  # that it was fitted on; 0: as shipped
    read: bool = False  # fitted where a reader had read the sentences


SHIPPED = Calibration()


@dataclass(frozen=True, slots=True)
class Superseded:
    """A sentence that another one corrects, with the article that it stands in."""

    text: str
    article: ArticleInfo
    link: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence copied from an article: `article.text[start:end] == text`, or its title, where `part` says so.

    `highlights` are the places in `text` of the words that matched, `answer` that of the words that answer, where it
    was read; `probability` is that it answers, in [0, 1], of a sentence found for a question; `before` and `after` are
    its neighbours in the article; `also_in` names other articles that hold the same sentence, or nearly so, in order of
    evidence. Where several sources print its story, `outlets` counts them; `supersedes` are the sentences that it
    corrects.
    """

    text: str
    start: int
    end: int
    score: float
    article: ArticleInfo
    before: str
    after: str
    highlights: tuple[Span, ...]
    link: str
    also_in: tuple[str, ...]
    probability: float | None = None
    answer: Span | None = None
    part: Literal["text", "title"] = "text"  # of the article, whose characters are meant
    evidence: Evidence | None = None  # only when asked to explain
    outlets: int | None = None
    supersedes: tuple[Superseded, ...] | None = None


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """Which snapshot answered, and what it holds."""

    name: str
    build: str
    articles: int
    sentences: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ReadAs:
    """Something that a question says of itself, in its own words (`asked`) and as it was read (`meant`)."""

    kind: Literal["source", "period", "latest", "first", "spelling", "abbreviation", "language"]
    asked: str
    meant: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Citations in order of evidence, each of which answers; `related` are the next, which may help.

    `read_as` is what the question says of itself, `notes` what to know of the answer. When `answered` is false the
    citations are only the nearest, and `reason` says why. `confidence` is the probability,
    in [0, 1], that the first citation answers the question.
    """

    question: str
    read_as: tuple[ReadAs, ...]
    answered: bool
    confidence: float
    reason: str | None
    citations: tuple[Citation, ...]
    related: tuple[Citation, ...]
    notes: tuple[str, ...]
    index: IndexInfo
    took_ms: float


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article and the spans of its sentences in `article.text`, of one snapshot.

    `key` are the numbers of its key sentences, when they were asked for.
    """

    article: Article
    sentences: tuple[Span, ...]
    index: IndexInfo
    key: tuple[int, ...] = ()


_ONLY_IF_ASKED = {
    "sections",
    "notes",
    "read_as",
    "evidence",
    "probability",
    "answer",
    "reader",
    "reranker",
    "plan",
    "outlets",
    "supersedes",
}


def as_json(value: Any) -> Any:
    """A dataclass (or a list of them) as plain JSON values; dates as YYYY-MM-DD, what was not asked for left out."""
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        value = asdict(value)
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items() if not (key in _ONLY_IF_ASKED and item is None)}
    return value
