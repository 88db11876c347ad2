"""Checking a question and reading what it says about itself: whose report, of which time, the latest or the first.

What is read is told with the answer and can be taken back: `literal` asks the question as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from qa.errors import BadQuestion
from qa.retrieval.asked_source import ABOUT, asked_source
from qa.text.abbreviations import explained, names, other_forms, with_form
from qa.text.date_periods import in_words, period_asked
from qa.text.languages import ENGLISH, NAMES, asked_in
from qa.text.words import is_stop_word, word_spans
from qa.types import Filters, ReadAs

MAX_QUESTION_CHARS = 1000
MIN_QUOTED_WORDS = 3  # fewer between quotation marks are a name
TOPIC_WORDS = 2  # so few without a "who" or "was" name something

# Halves of a surrogate pair: JSON and addresses can carry them, and no tokenizer reads them.
_UNENCODABLE = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
_POLITE = re.compile(
    r"^(?:(?:please|kindly|hello|hi|hey|(?:can|could|would) (?:you|someone|anybody)|tell me|i(?:'d| would) like to know"
    r"|i (?:want|need) to know|i was wondering|do you know|does anyone know|find out)\b[,:]?\s+)+(?=\w)",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\b(?:latest|newest|most recent(?:ly)?|current(?:ly)?|now|nowadays|at present|so far)\b", re.I)
_FIRST = re.compile(r"\b(?:first|earliest|original(?:ly)?|initial(?:ly)?)\b", re.I)
_QUOTED = re.compile(r"[“\"«„]([^”\"»“]{8,})[”\"»“]")


@dataclass(frozen=True, slots=True)
class QuestionRead:
    """A question as it is searched: its `text`, the other `forms` of short and full names in it, `filters` with what it
    names.

    `is_topic` where it names something and asks nothing of it; `period` are the days it names, `order` the end of the
    archive it asks for, `quoted` what must be met word by word; `unheld` names a source that the archive does not hold.
    """

    text: str
    filters: Filters
    forms: tuple[str, ...] = ()
    is_topic: bool = False
    period: tuple[date, date] | None = None
    order: Literal["latest", "first", ""] = ""
    quoted: tuple[str, ...] = ()
    read_as: tuple[ReadAs, ...] = ()
    unheld: str = ""

    @property
    def missing(self) -> str:
        """Why nothing can answer, or ""."""
        return f"The archive holds no article of “{self.unheld}”." if self.unheld else ""

    @property
    def searched(self) -> str:
        """What models and words are given: a name that the archive writes otherwise must meet it there."""
        return " ".join([self.text, *(f"({form})" for form in self.forms)])

    def worded_as(self, texts: Sequence[str]) -> str:
        """What a reader is given: each name as more of `texts`, which may answer, have it."""
        text = self.text
        for each in self.read_as:
            if each.kind == "abbreviation":
                as_asked, as_meant = (sum(names(other, name) for other in texts) for name in (each.asked, each.meant))
                text = with_form(text, each.asked, each.meant) if as_meant > as_asked else text
        return text


def checked(question: str, what: str = "question", example: str = 'qa ask "what caused Hanoi to fail"') -> str:
    """The question, or topic, on one line. Raises BadQuestion."""
    question = " ".join(question.translate(_UNENCODABLE).split())
    if not any(char.isalnum() for char in question):
        raise BadQuestion(f"the {what} is empty", example)
    if len(question) > MAX_QUESTION_CHARS:
        raise BadQuestion(f"the {what} has {len(question):,} characters; {MAX_QUESTION_CHARS:,} are read")
    return question


def checked_filters(filters: Filters) -> Filters:
    """The filters, if there can be an article between their dates. Raises BadQuestion."""
    if filters.since and filters.until and filters.since > filters.until:
        raise BadQuestion(f"since ({filters.since}) is later than until ({filters.until})")
    return filters


def read_question(
    question: str,
    filters: Filters,
    sources: Sequence[str],
    last: date | None,
    languages: Sequence[str] = (ENGLISH,),
    unread: Collection[str] = (),
) -> QuestionRead:
    """What a checked question says of itself, in an archive of these `sources` and `languages` whose last article is
    of `last`; nothing of the kinds `unread`."""
    text = _POLITE.sub("", question)
    quoted = tuple(quote for quote in _QUOTED.findall(text) if len(quote.split()) >= MIN_QUOTED_WORDS)
    read = QuestionRead(text, filters, quoted=quoted)
    read = read if "source" in unread else _with_source(read, sources)
    read = _with_time(read, last, unread)
    read = _as_topic(read)
    read = read if "abbreviation" in unread else _with_forms(read, other_forms(read.text))
    if (language := asked_in(read.text, languages)) and language not in languages:
        read = replace(read, read_as=(*read.read_as, ReadAs("language", "", NAMES.get(language, language))))
    return read


def with_explained(read: QuestionRead, texts: Iterable[str]) -> QuestionRead:
    """With the other forms of names in it that `texts` explain; the same where they explain none that was not known."""
    pairs = dict.fromkeys(pair for pair in explained(texts) if not {*pair} & {*read.forms})
    return _with_forms(read, other_forms(read.text, pairs)) if pairs else read


def _with_forms(read: QuestionRead, found: Iterable[tuple[str, str]]) -> QuestionRead:
    forms = tuple(found)
    if not forms:
        return read
    read_as = (ReadAs("abbreviation", asked, meant) for asked, meant in forms)
    return replace(read, forms=(*read.forms, *(meant for _, meant in forms)), read_as=(*read.read_as, *read_as))


def _as_topic(read: QuestionRead) -> QuestionRead:
    """What a source wrote about something, and a name or two alone, are no questions that a sentence could answer."""
    if read.filters.source and (about := ABOUT.match(read.text)):
        return replace(read, text=about[1], is_topic=True)
    words = [read.text[slice(*span)] for span in word_spans(read.text)]
    return replace(read, is_topic=len(words) <= TOPIC_WORDS and not any(map(is_stop_word, words)))


def _with_source(read: QuestionRead, sources: Sequence[str]) -> QuestionRead:
    """With the source that the question wants to hear, and without its name, where it names one as reporting."""
    if read.filters.source or not (asked := asked_source(read.text, sources)):
        return read
    if (unquoted := _unquoted(read.text)) != read.text and not asked_source(unquoted, sources):
        return read  # it is named in what is quoted alone
    if not asked.meant:
        return replace(read, unheld=asked.name)
    if len(asked.meant) > 1:
        return read
    (source,) = asked.meant
    as_read = ReadAs("source", asked.name, source)
    filters = replace(read.filters, source=source)
    return replace(read, text=asked.text, filters=filters, read_as=(*read.read_as, as_read))


def _unquoted(text: str) -> str:
    """The same with blanks for what stands in quotation marks."""
    return _QUOTED.sub(lambda quote: " " * len(quote[0]), text)


def _with_time(read: QuestionRead, last: date | None, unread: Collection[str]) -> QuestionRead:
    """With the days that the question names, or the end of the archive that it asks for."""
    named = period_asked(_unquoted(read.text), last)
    if named and "period" not in unread:
        as_read = ReadAs("period", read.text[named.start : named.end], in_words(named.first, named.last))
        return replace(read, period=(named.first, named.last), read_as=(*read.read_as, as_read))
    if "latest" not in unread and (found := _LATEST.search(read.text)):
        return replace(read, order="latest", read_as=(*read.read_as, ReadAs("latest", found[0], "the latest")))
    if "first" not in unread and (found := _FIRST.search(read.text)):
        return replace(read, order="first", read_as=(*read.read_as, ReadAs("first", found[0], "the earliest")))
    return read
