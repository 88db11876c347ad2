"""What the question says of itself, applied to what was found: its time, its quotation, the latest or the first.

Near-equal sentences, one fact as several reports have it, are told apart by the dates of their articles alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from heapq import heappop, heappush
from itertools import combinations

from qa.answer.definitions import defined_name, definition_of
from qa.answer.dimensions import measured_otherwise
from qa.answer.names import is_known, names_a_namesake, names_in
from qa.answer.reader import SHARE, in_order, merit
from qa.answer.semantic_roles import told_as_asked
from qa.index.candidates import FoundSentence
from qa.retrieval.query import QuestionRead
from qa.retrieval.ranking import Ranking
from qa.text.date_periods import days_named, in_words
from qa.text.dates import date_mentions
from qa.text.languages import is_english
from qa.text.words import is_stop_word, plain, stem, stems, word_spans
from qa.types import Citation, Evidence

IN_PERIOD = 1.0  # log-odds for a sentence of the time asked for, and against any other
PUBLISHED_THEN = 1.5
UNKNOWN_NAME = -2.0  # for all, where nothing that was found mentions a name of the question
NAMESAKE = -6.0  # for all, where it tells of others of that surname: no answer, however well it fits
QUOTED = 3.0  # for one that holds the words quoted
# For one that tells it the other way round. Of 27,000 questions and the sentences that answer them (SQuAD, NQ, news of
# our own) 75 are found to be told as they are asked, and 7 are taken for the other way round.
REVERSED = -2.5
MEASURED_OTHERWISE = -2.5  # for one that tells how high something is where its width is asked for
DEFINES = 5.0  # for one that says who or what it is that is asked for: of 70 found in news 4 did not
NO_DEFINITION = -1.5
REPORTED_WITHIN = timedelta(days=7)
LONG = timedelta(days=366)
NEAR_EQUAL = 0.6  # of the content words of both
NEAR_MERIT = 2.0  # log-odds: no further below the best
LOOKED_AT = 20
PREFERRED = 30  # that are in the order of merit: as many as seven windows hold, and more than are looked at for copies
# What is asked for may be of another time than the one named: "When was the bridge opened that fell in 2018?"
_OF_ANOTHER_TIME = re.compile(
    r"^(?:when|since when|how (?:long|old)|(?:in )?(?:what|which) (?:year|month|day|date))\b"
    r"|\w\W+(?:that|which|who|whose|whom|where|when|since|after|before|until|by)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_NEGATIONS = frozenset(("no", "not", "never"))
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million no not"
    " never".split()
)


def with_preferences(ranking: Ranking, read: QuestionRead) -> Ranking:
    """The same candidates in order, with what the question's time, quotation and names say for each or against it."""
    around = [f"{each.article.title}\n{each.before}\n{each.text}\n{each.after}" for each in ranking.sentences]
    asked = _without_time(read.worded_as(around), read)
    unknown = UNKNOWN_NAME if any(not is_known(name, around) for name in names_in(asked)) else 0.0
    unknown = NAMESAKE if unknown and names_a_namesake(asked, around) else unknown
    evidence = [
        replace(found, preference=liked + unknown)
        for found, liked in zip(ranking.evidence, _preferences(ranking, read), strict=True)
    ]
    return in_order(Ranking(ranking.candidates, ranking.places, tuple(evidence)), _words(read))


def _without_time(text: str, read: QuestionRead) -> str:
    """A question without the words that name its time, of which "April" is no name that something must mention."""
    for each in read.read_as:
        if each.kind == "period":
            text = re.sub(rf"(?<!\w){re.escape(each.asked)}(?!\w)", " ", text)
    return text


def _preferences(ranking: Ranking, read: QuestionRead) -> list[float]:
    """Of each candidate, which are in the order of retrieval's score; 0 of those that no preference could bring among
    the first PREFERRED, for to read days costs a millisecond a sentence."""
    most = (PUBLISHED_THEN if read.period else 0.0) + (QUOTED if read.quoted else 0.0)
    most += DEFINES if defined_name(read.text) else 0.0
    liked: list[float] = []
    best: list[float] = []  # a heap of their merits
    for found, sentence in zip(ranking.evidence, ranking.sentences, strict=True):
        if len(best) == PREFERRED and found.score + SHARE * most < best[0]:
            break
        liked.append(_preference(sentence, read))
        heappush(best, found.score + SHARE * liked[-1])
        if len(best) > PREFERRED:
            heappop(best)
    return [*liked, *[0.0] * (len(ranking) - len(liked))]


def _preference(sentence: FoundSentence, read: QuestionRead) -> float:
    liked = 0.0
    if read.period:
        liked += near_period(sentence, *read.period)
    if read.quoted:
        liked += QUOTED if all(holds_words(sentence.text, quote) for quote in read.quoted) else 0.0
    if is_english(sentence.language) and told_as_asked(read.text, sentence.text) is False:
        liked += REVERSED
    if is_english(sentence.language) and measured_otherwise(read.text, sentence.text):
        liked += MEASURED_OTHERWISE
    if is_english(sentence.language) and (name := defined_name(read.text)):
        liked += DEFINES if definition_of(name, sentence.text) else NO_DEFINITION
    return liked


def near_period(sentence: FoundSentence, first: date, last: date) -> float:
    """What a time asked for says for a sentence: most where its article came out then, less where it tells of it. Of a
    long one, in which most of an archive may lie, it only says something against what is known to lie outside."""
    published = sentence.article.published
    then = published is not None and first <= published <= last
    told = PUBLISHED_THEN if then else IN_PERIOD if in_period(sentence, first, last) else -IN_PERIOD
    if last - first > LONG:
        return told - PUBLISHED_THEN if published else 0.0
    return told


def in_period(sentence: FoundSentence | Citation, first: date, last: date) -> bool:
    """Whether a sentence names a day of [first, last], or its article came out then or within a week."""
    published = sentence.article.published
    if published and first <= published and published - last <= REPORTED_WITHIN:
        return True
    return _names_day_of(sentence.text, published, first, last)


def _names_day_of(text: str, published: date | None, first: date, last: date) -> bool:
    return any(mention.first <= last and first <= mention.last for mention in days_named(text, published))


def outside_period(shown: Sequence[FoundSentence | Citation], read: QuestionRead) -> str:
    """That nothing shown is of the time asked for, nor stands beside it; "" where it is, or may be."""
    if not read.period or not shown or any(_may_be_of(sentence, *read.period) for sentence in shown):
        return ""
    return f"Nothing shown here is of {in_words(*read.period)}."


def _may_be_of(sentence: FoundSentence | Citation, first: date, last: date) -> bool:
    published = sentence.article.published
    around = f"{sentence.article.title}\n{sentence.before}\n{sentence.after}"
    return not published or in_period(sentence, first, last) or _names_day_of(around, published, first, last)


def holds_words(text: str, quote: str) -> bool:
    """Whether the words of `quote` stand in `text` in their order, whatever stands between words."""
    return plain(quote) in plain(text)


def what_is_missing(ranking: Ranking, read: QuestionRead, first: date | None, last: date | None) -> str:
    """Why nothing of the archive can answer: words that no sentence holds, a time that it does not reach; or ""."""
    sentences = ranking.sentences
    for quote in read.quoted:
        if not any(holds_words(sentence.text, quote) for sentence in sentences):
            return f"No article that was found holds the words “{quote}”."
    if read.period and (beyond := _beyond(*read.period, first, last)):
        return read.missing if any(in_period(sentence, *read.period) for sentence in sentences) else beyond
    if read.period and sentences and _tells_otherwhen(sentences[0], read):
        return f"The nearest sentence found tells of another time than {in_words(*read.period)}."
    return "" if read.unheld and sentences and _cites(sentences[0].text, read.unheld) else read.missing


def _tells_otherwhen(sentence: FoundSentence, read: QuestionRead) -> bool:
    """Whether it names a day that was over when it was printed, and none of the time asked for stands in or beside it,
    and nothing else in the question may be of that time."""
    published = sentence.article.published
    named = [each for each in date_mentions(sentence.text, published) if published and each.first <= published]
    asks_then = not _OF_ANOTHER_TIME.search(_without_time(read.text, read))
    return bool(named and asks_then and outside_period([sentence], read))


def _cites(text: str, name: str) -> bool:
    """Whether a sentence names it, as what another source reported or as what it tells of."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return found is not None and found[0][0].isupper()


def _beyond(begins: date, ends: date, first: date | None, last: date | None) -> str:
    """That the archive does not reach [begins, ends]; "" where it does."""
    if last and begins > last:
        return f"The archive ends on {last}."
    return f"The archive begins on {first}." if first and ends < first else ""


def by_date(ranking: Ranking, read: QuestionRead) -> Ranking:
    """The best and what is near-equal to it in the order of their articles' dates: the latest first, where the answer
    changed or the latest is asked for, and the earliest where that is."""
    evidence, sentences = ranking.evidence[:LOOKED_AT], ranking.sentences[:LOOKED_AT]
    words = _words(read)
    least = merit(evidence[0], words) - NEAR_MERIT * (SHARE if evidence[0].reader is None else 1)
    near = [
        n
        for n, sentence in enumerate(sentences)
        if _kind(evidence[n]) == _kind(evidence[0])
        and merit(evidence[n], words) >= least
        and sentence.article.published
        and near_equal(sentences[0].text, sentence.text)
    ]
    if not read.order and not any(contradict(sentences[0].text, sentences[n].text) for n in near):
        return ranking
    turned = sorted(near, key=lambda n: _age(sentences[n], read.order == "first"))
    order = list(range(len(ranking)))
    for place, n in zip(near, turned, strict=True):
        order[place] = n
    return ranking.first(order, [ranking.evidence[n] for n in order])


def _words(read: QuestionRead) -> int:
    return len(read.text.split())


def _kind(evidence: Evidence) -> tuple[bool, float]:
    """What near-equal sentences have to share: both read or neither, and as much preferred."""
    return evidence.reader is None, evidence.preference


def _age(sentence: FoundSentence, earliest_first: bool) -> int:
    published = sentence.article.published or date.min
    return published.toordinal() if earliest_first else -published.toordinal()


def near_equal(one: str, other: str) -> bool:
    """Whether two sentences share most of their content words, numbers aside."""
    first, second = _content(one), _content(other)
    return len(first & second) >= NEAR_EQUAL * max(1, len(first | second))


@lru_cache(maxsize=64)
def _content(text: str) -> frozenset[str]:
    """The stems of its content words, of which one sentence is compared with many."""
    return frozenset(stems(_NUMBER.sub(" ", text)))


def differences(citations: Sequence[Citation]) -> tuple[str, ...]:
    """That articles differ, where near-equal citations of two hold other numbers or roles, or one a "not"."""
    for one, other in combinations(citations, 2):
        apart = one.article.id != other.article.id
        differ = contradict(one.text, other.text) or roles_reversed(one.text, other.text)
        if apart and differ and near_equal(one.text, other.text):
            return (f"Two articles differ: {named(one)}, and {named(other)}.",)
    return ()


def contradict(one: str, other: str) -> bool:
    """Whether two near-equal sentences hold each a number or a name that the other lacks, or one of them a "not"."""
    first, second = facts(one), facts(other)
    return bool(first - second and second - first) or (_NEGATIONS & first) != (_NEGATIONS & second)


def roles_reversed(one: str, other: str) -> bool:
    """Whether two sentences of the same words name the same two in another order: "Brix sued Alvero over a patent"."""
    if sorted(stems(one)) != sorted(stems(other)) or plain(one).count(" by ") != plain(other).count(" by "):
        return False
    first, second = ([word for word in stems(text) if word in _named_stems(one)] for text in (one, other))
    return first != second


def _named_stems(text: str) -> frozenset[str]:
    words = (text[slice(*span)] for span in word_spans(text))
    return frozenset(stem(word) for word in words if word[0].isupper() and not is_stop_word(word))


def facts(text: str) -> frozenset[str]:
    """The numbers of a sentence, in figures and in words, its names, and its "not"."""
    words = plain(_NUMBER.sub(" ", text)).split()
    return frozenset(_NUMBER.findall(text)) | (_NUMBER_WORDS & frozenset(words)) | frozenset(names_in(text))


def named(citation: Citation) -> str:
    """An article by its title and day."""
    when = f" of {citation.article.published}" if citation.article.published else ""
    return f"“{citation.article.title}”{when}"
