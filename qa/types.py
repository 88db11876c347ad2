"""The frozen dataclasses that travel between the steps, in the order of the flow."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]  # [start, end) in characters of a text
Vectors = NDArray[np.float32]  # (n, d), unit rows
Rows = NDArray[np.int64]  # (n,) row numbers of an index
Mask = NDArray[np.bool_]  # (n,) which rows may be returned

HEADING_CHARS = 80


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What an article is called: everything but its text. `title` is never empty."""

    id: str
    title: str
    source: str
    published: date | None
    url: str | None


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

    @property
    def heading(self) -> str:
        """The title, or the opening words where an article came without one."""
        return self.title or heading_of(self.text[slice(*self.body[0])] if self.body else self.text)

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
class Passage:
    """Consecutive sentences [first, stop) of one article, as one text for the encoder.

    `text` is led by the title; `spans[i]` is the place of sentence `first + i` in it.
    """

    first: int
    stop: int
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class EncodedText:
    """What one pass of the encoder gives for one text.

    `vector` (d,) is the model's own pooled vector; `tokens` (t, d) are its token vectors, not normalized, special
    tokens left out; `ids` (t,) are their numbers in the vocabulary, `spans` (t, 2) the characters each covers.
    """

    vector: NDArray[np.float32]
    tokens: NDArray[np.float32]
    ids: NDArray[np.int32]
    spans: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class EncodedArticle:
    """An article's sentences and vectors as they are kept: n sentences, m passages, t tokens of the sentences.

    `offsets` (n, 2); `passage_of` (n,) in 0..m-1; vectors (n, d) and (m, d) with unit rows; `token_counts` (n,) sums
    to t; `token_ids` (t,) and `token_codes` (t, size) by the encoder's codec.
    """

    offsets: NDArray[np.int32]
    passage_of: NDArray[np.int32]
    sentence_vectors: NDArray[np.float16]
    passage_vectors: NDArray[np.float16]
    token_counts: NDArray[np.int32]
    token_ids: NDArray[np.int32]
    token_codes: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles may answer: published within [since, until], from one source."""

    since: date | None = None
    until: date | None = None
    source: str | None = None


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
    reranker: float | None = None  # the cross-encoder's own score, by which the first candidates are ordered


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the shipped confidence is bent to an archive: log-odds times `slope`, plus `bias` (Platt, 1999)."""

    slope: float = 1.0
    bias: float = 0.0
    questions: int = 0  # that it was fitted on; 0: as shipped


SHIPPED = Calibration()


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence copied from an article: `article.text[start:end] == text`.

    `highlights` are the places in `text` of the words that matched; `before` and `after` are its neighbours in the
    article; `also_in` names other articles that hold the same sentence, or nearly so, in order of evidence.
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
    evidence: Evidence | None = None  # only when asked to explain


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
class Answer:
    """Citations in order of evidence; when `answered` is false they are only the nearest, and `reason` says why.

    `confidence` is the probability, in [0, 1], that the first citation answers the question.
    """

    question: str
    answered: bool
    confidence: float
    reason: str | None
    citations: tuple[Citation, ...]
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


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be, by one of three: it is never longer, and shorter only where the text has no more.

    `sentences` counts them; `words` is what white space divides; `ratio` is a share of the words, in (0, 1].
    """

    sentences: int | None = None
    words: int | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Key sentences of some articles, copied, by date of article and in the order of the text.

    `about` is the topic, None where articles were named; `articles` are those summarized, newest first; without
    citations `reason` says why there are none. A citation's score is how much it adds, the first chosen the most.
    """

    about: str | None
    citations: tuple[Citation, ...]
    reason: str | None
    articles: tuple[ArticleInfo, ...]
    index: IndexInfo
    took_ms: float


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened on [first, last], a day or a month: a key sentence, and the others of the topic that date it so.

    `dated_by` is "text" where the sentence names the date, "article" where it is the day that the article's opening
    reports of, "publication" where the day of publication stands in for it;
    `sources` and `articles` count those that tell of it.
    """

    first: date
    last: date
    dated_by: str
    citation: Citation
    others: tuple[Citation, ...]
    sources: int
    articles: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many articles on the topic were published in the month that begins on `month`."""

    month: date
    articles: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """How a story unfolded, in order of date; `coverage` has every month from the first article on it to the last.

    Without entries `reason` says why there are none.
    """

    topic: str
    entries: tuple[TimelineEntry, ...]
    coverage: tuple[MonthCount, ...]
    reason: str | None
    index: IndexInfo
    took_ms: float


@dataclass(frozen=True, slots=True)
class Activity:
    """What a writer is doing to an index, or, where it is not `running` any more, was doing when it was stopped.

    `done` of `total` articles in this `stage`; a total of 0 is not known yet.
    """

    command: str
    process: int
    started: str
    stage: str = "starting"
    done: int = 0
    total: int = 0
    articles_per_second: float | None = None
    sentences_per_second: float | None = None
    seconds_left: int | None = None
    running: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What `qa build` would do now: articles against the snapshot in use, and how many of them it would encode."""

    new: int
    changed: int
    removed: int
    to_encode: int


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an index.

    `sources` are what it was made of; `builds` the snapshots kept, newest first; `refusals` are of the last reading;
    `activity` is of whoever writes now, or was stopped; `problem` is why a newer snapshot is not in use; `plan` is
    given only when asked for.
    """

    index: IndexInfo
    created: str
    encoder: str
    encoder_id: str
    calibration: Calibration
    sources: tuple[str, ...]
    builds: tuple[str, ...]
    bytes_on_disk: int
    refusals: tuple[Refusal, ...]
    activity: Activity | None
    problem: str | None
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `exit_status` is 0 where all is well, or where what is missing is made by the next command."""

    what: str
    ok: bool
    found: str
    fix: str = ""
    exit_status: int = 0


@dataclass(frozen=True, slots=True)
class EncoderFacts:
    """What a snapshot says of its encoder: the model's name, the id of its weights, the id of all vectors depend on."""

    name: str
    weights_id: str
    encoder_id: str
    dimensions: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over `n` questions, with the 95 % interval of its percentile bootstrap (Efron, 1979)."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one question set shows. `figures` holds only those that the set can tell; each is in [0, 1].

    `latency_ms` is the 50th and the 95th percentile of a question's time in this process; `sentences_per_second` is of
    the build, None where anything encoded before was reused; `risk_coverage` is a list of (coverage, risk).
    """

    name: str
    sha256: str
    index: IndexInfo
    questions: int
    answerable: int
    figures: dict[str, Figure]
    threshold: float
    latency_ms: tuple[float, float]
    sentences_per_second: float | None
    risk_coverage: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class SummaryEvaluation:
    """What a summary set shows: for each method its ROUGE figures, F1 in [0, 1], all at the same `length`."""

    name: str
    sha256: str
    index: IndexInfo
    documents: int
    length: str
    methods: dict[str, dict[str, Figure]]
    ms_per_summary: float


_ONLY_IF_ASKED = {"evidence", "reranker", "plan"}


def as_json(value: Any) -> Any:
    """A dataclass (or a list of them) as plain JSON values; dates as YYYY-MM-DD, what was not asked for left out."""
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        value = asdict(value)
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items() if not (key in _ONLY_IF_ASKED and item is None)}
    return value
