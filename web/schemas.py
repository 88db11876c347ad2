"""What can be asked of the service: the models that check a request describe the API, and the tools of `qa mcp`, too.

The pages read their forms by the same models.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from qa import (
    MAX_CITATIONS,
    MAX_ENTRIES,
    MAX_NAMED,
    MAX_QUESTION_CHARS,
    MAX_SENTENCES,
    METHODS,
    USUAL_ENTRIES,
    Filters,
    Length,
    Method,
)
from web.kinds import DAY, FLAG, RATIO, TEXT, BadParameter, Kind, ids, one_of, some_of, text, whole

DEFAULT_CITATIONS = 3
MAX_PAGE = 1_000_000
MOST_WORDS = 2_000  # of a summary: the command writes longer ones, but here others wait
UNREAD = ("source", "period", "latest", "first", "spelling", "abbreviation")  # what may be left in a question
_FILTER = ("since", "until", "source", "language")
_LENGTH = ("sentences", "words", "ratio")

Index = Annotated[str, TEXT, Field(description="Which index, where there are several; the first where none is named.")]
Short = SkipJsonSchema[Annotated[str, TEXT]]  # `q`, which stands for what each model is about
Page = Annotated[int, whole(MAX_PAGE), Field(description="Which page, from 1 on.")]
Said = Kind(TEXT.read, {"type": "string", "minLength": 1, "maxLength": MAX_QUESTION_CHARS})
Articles = Annotated[tuple[str, ...], ids(MAX_NAMED)]


class Asked(BaseModel):
    """What one asks for; a field that is empty, or null, was not given."""

    ABOUT: ClassVar = ""  # of what is called `q` for short, the long name

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _only_given(cls, fields: Any) -> Any:
        if not isinstance(fields, Mapping):
            return fields
        given = {name: value for name, value in fields.items() if value is not None and value != ""}
        if "q" in given and cls.ABOUT in given:
            raise BadParameter(f"{cls.ABOUT} and q, which is short for it, exclude each other")
        return given

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Of its fields, what it is about before the filters that many have."""
        return tuple(sorted(cls.model_fields, key=(*_FILTER, "index").__contains__))


class Filtered(Asked):
    """Which articles may answer."""

    since: Annotated[
        date | None, DAY, Field(description="Only articles published on this day or later; not later than until.")
    ] = None
    until: Annotated[date | None, DAY, Field(description="Only articles published on this day or earlier.")] = None
    source: Annotated[str, TEXT, Field(description="Only articles of this source.")] = ""
    language: Annotated[str, TEXT, Field(description="Only articles in this language, by its tag, such as en.")] = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise BadParameter(f"since must not be later than until: {self.since} is later than {self.until}")
        return self

    @property
    def filters(self) -> Filters:
        """The same for the archive."""
        return Filters(self.since, self.until, self.source or None, self.language or None)


class Question(Filtered):
    """A question and how it is to be answered."""

    ABOUT: ClassVar = "question"
    NEEDS: ClassVar = ("question",)
    EXAMPLE: ClassVar = {"question": "What caused the Hanoi summit to fail?", "k": 2, "since": "2019-01-01"}

    question: Annotated[str, Said, Field(description="What is asked, in a sentence.")] = ""
    q: Short = ""
    k: Annotated[int, whole(MAX_CITATIONS), Field(description="So many citations at most.")] = DEFAULT_CITATIONS
    explain: Annotated[bool, FLAG, Field(description="Tell what speaks for each sentence.")] = False
    literal: Annotated[bool, FLAG, Field(description="Read nothing out of the question.")] = False
    unread: Annotated[
        tuple[str, ...], some_of(*UNREAD), Field(description="The kinds of read_as to leave in the question.")
    ] = ()
    b: Annotated[
        str, TEXT, Field(description="The build that is to answer, which must be kept; usually the newest.")
    ] = ""

    @property
    def words(self) -> str:
        """What is asked, under either name."""
        return self.question or self.q


class Ask(Question):
    """A question to one of the indexes."""

    index: Index = ""


class Summarize(Filtered):
    """What is to be summarized, and how: either a topic (`about`) or some articles (`id` or `ids`)."""

    ABOUT: ClassVar = "about"
    EXAMPLE: ClassVar = {"about": "the Hanoi summit", "sentences": 4, "since": "2019-01-01"}

    about: Annotated[str, TEXT, Field(description="A topic.")] = ""
    q: Short = ""
    id: Annotated[Articles, Field(description="Articles, by id; may stand several times.")] = ()
    ids: Annotated[Articles, Field(description="The same, by a name that suits a list.")] = ()
    sentences: Annotated[int | None, whole(MAX_SENTENCES), Field(description="So many sentences at most.")] = None
    words: Annotated[int | None, whole(MOST_WORDS), Field(description="So many words at most.")] = None
    ratio: Annotated[float | None, RATIO, Field(description="This share of the words at most.")] = None
    method: Annotated[Method, one_of(*METHODS), Field(description="By what key sentences are found.")] = METHODS[0]
    briefing: Annotated[bool, FLAG, Field(description="What happened, why, who says what, what came next.")] = False
    index: Index = ""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.topic and self.named:
            raise BadParameter("about, which is a topic, and id, which names articles, exclude each other")
        if self.named and self.filters != Filters():
            raise BadParameter(f"{', '.join(_FILTER)} go with about, which is a topic, and not with id")
        if len(self.named) > MAX_NAMED:
            raise BadParameter(f"id must name {MAX_NAMED} articles at most, not {len(self.named):,}")
        if (self.sentences, self.words, self.ratio).count(None) < len(_LENGTH) - 1:
            raise BadParameter(f"{', '.join(_LENGTH)} exclude each other: give one of them")
        if self.briefing and not (self.topic and self.is_plain):
            raise BadParameter(f"briefing goes with about, and neither with {', '.join(_LENGTH)} nor with method")
        return self

    @property
    def topic(self) -> str:
        """The topic, under either name."""
        return self.about or self.q

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of the articles, under either name, each once."""
        return tuple(dict.fromkeys((*self.id, *self.ids)))

    @property
    def length(self) -> Length:
        """How long it may be."""
        return Length(self.sentences, self.words, self.ratio)

    @property
    def is_plain(self) -> bool:
        """Whether nothing was said of how it is to be made."""
        return self.length == Length() and self.method == METHODS[0]


class Unfold(Filtered):
    """A topic, and the most dates that its timeline may have."""

    ABOUT: ClassVar = "topic"
    NEEDS: ClassVar = ("topic",)
    EXAMPLE: ClassVar = {"topic": "US-North Korea talks", "entries": 8}

    topic: Annotated[str, Said, Field(description="What the story is about.")] = ""
    q: Short = ""
    entries: Annotated[int, whole(MAX_ENTRIES), Field(description="So many dates at most.")] = USUAL_ENTRIES
    index: Index = ""

    @property
    def words(self) -> str:
        """The topic, under either name."""
        return self.topic or self.q


class Look(Filtered):
    """A page of the articles that hold these words and that the filters let through."""

    EXAMPLE: ClassVar = {"q": "summit", "until": "2019-12-31"}

    q: Annotated[str, text(MAX_QUESTION_CHARS), Field(description="Words of the title or of the text.")] = ""
    page: Page = 1
    index: Index = ""


class OnePage(Asked):
    """A page of a list."""

    page: Page = 1
    index: Index = ""


class OneIndex(Asked):
    """Nothing but which index is meant; what else there is, as in the link of a citation, changes nothing."""

    model_config = ConfigDict(extra="ignore")

    index: Index = ""
