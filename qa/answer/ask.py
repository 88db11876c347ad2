"""From ranked sentences to an answer: citations, a confidence, and whether the archive answers at all."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress
from operator import not_

from qa.answer.confidence import CITED, CITED_ITEM, CITED_SIDE, confidence_of, probability_of, threshold_of
from qa.answer.differing import differing_answers
from qa.answer.find import Found, find
from qa.answer.preferences import differences, outside_period
from qa.answer.several import with_other_answers
from qa.encoding.base import Encoder
from qa.encoding.reading import Reader
from qa.index.engine import Engine
from qa.retrieval.citation import citation_of
from qa.retrieval.highlights import highlights
from qa.retrieval.query import QuestionRead, checked, checked_filters
from qa.retrieval.question_shape import asks_for_several
from qa.retrieval.ranking import Ranking
from qa.retrieval.reranking import Reranker, rerank
from qa.retrieval.versions import standing_for, told_once, versions_beside
from qa.stages import stage
from qa.text.languages import NAMES
from qa.text.near_duplicates import group
from qa.types import EVERYTHING, MAX_CITATIONS, Answer, Citation, Filters

_NOTES_AMONG = 20  # of the best sentences, which may be of a note that corrects another article
_AS_LIKELY = 0.05  # of a score: by more, one of two copies stands in a better place


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, the ranking that it was made of, and its confidence before rounding."""

    answer: Answer
    ranking: Ranking
    confidence: float


def ask(
    engine: Engine,
    encoder: Encoder,
    question: str,
    limit: int = 3,
    filters: Filters = EVERYTHING,
    explain: bool = False,
    literal: bool = False,
    reader: Reader | None = None,
    reranker: Reranker | None = None,
    unread: Collection[str] = (),
) -> Asked:
    """Answer `question` with at most `limit` (1 to MAX_CITATIONS) sentences. Raises BadQuestion, IndexMismatch.

    Of several only those are shown as answers that each answer by themselves; the others are related. A reranker orders
    the citations; the confidence stays that of the best evidence found, for which it was fitted.
    """
    started = time.perf_counter()
    question = checked(question)
    found = find(engine, encoder, reader, question, checked_filters(filters), literal, unread)
    ranking = found.ranking
    confidence = confidence_in(engine, question, ranking)
    answered = bool(len(ranking)) and not found.missing and confidence >= threshold_of(ranking.evidence[0])
    if reranker:
        ranking = rerank(reranker, question, ranking)
    limit = max(1, min(limit, MAX_CITATIONS))
    with stage("cite"):
        cited = tuple(cite(engine, replace(found, ranking=ranking), encoder, question, limit, explain))
    best = list(_are_answers(cited, found)) if answered else [True] * len(cited)
    citations = tuple(compress(cited, best))
    otherwhen = tuple(filter(None, [outside_period(citations, found.read)]))
    held = engine.languages()
    answer = Answer(
        question=question,
        read_as=found.read.read_as,
        answered=answered,
        confidence=round(confidence, 3),
        reason=None if answered else found.missing or " ".join((_reason(ranking, found.read, held), *otherwhen)),
        citations=citations if answered else tuple(map(without_answer, citations)),
        related=tuple(map(without_answer, compress(cited, map(not_, best)))),
        notes=(*_differences(found.read.text, citations), *otherwhen) if answered else (),
        index=engine.info(),
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )
    return Asked(answer, ranking, confidence)


def _differences(question: str, citations: Sequence[Citation]) -> tuple[str, ...]:
    return differences(citations) or differing_answers(question, citations)


def _are_answers(cited: Sequence[Citation], found: Found) -> Iterator[bool]:
    """Of each citation, whether it answers by itself: more easily one that tells of the other side of a comparison, or
    of a list something new."""
    read = any(one.reader is not None for one in found.ranking.evidence)
    several = asks_for_several(found.read.text)
    for n, (one, is_new) in enumerate(zip(cited, with_other_answers(cited), strict=True)):
        least = CITED_SIDE if n < found.sides else CITED_ITEM if several else CITED
        yield n == 0 or not read or ((one.probability or 0.0) >= least and (is_new or not several))


def confidence_in(engine: Engine, question: str, ranking: Ranking) -> float:
    """The probability, in [0, 1], that the first of `ranking` answers the question."""
    return confidence_of(ranking.evidence, len(question.split()), ranking.candidates.searched, engine.calibration)


def cite(
    engine: Engine, found: Found, encoder: Encoder, question: str, limit: int, explain: bool
) -> Iterator[Citation]:
    """The first `limit` different sentences; articles that hold the same one are named in `also_in`."""
    info, words, ranking = engine.info(), len(question.split()), found.ranking
    sentences = ranking.sentences
    groups = [_earliest_first(members, ranking) for members in group([each.text for each in sentences], 2 * limit)]
    near = {*range(min(len(sentences), _NOTES_AMONG)), *(members[0] for members in groups)}
    versions = versions_beside(engine, [sentences[place] for place in sorted(near)], ranking.candidates.articles)
    corrected = standing_for(groups, sentences, versions)
    groups = told_once(groups, sentences, versions)[:limit]
    leaders = [members[0] for members in groups]
    codes = [ranking.candidates.codes_of(ranking.places[leader]) for leader in leaders]
    texts, tags = [sentences[leader].text for leader in leaders], [sentences[leader].language for leader in leaders]
    marked = highlights(encoder, found.read.searched, texts, codes, tags)  # encoded already, to be searched

    def likely(place: int) -> float:
        evidence = ranking.evidence[place]
        return probability_of(evidence, words, ranking.candidates.searched, engine.calibration)

    for (leader, *others), places in zip(groups, marked, strict=True):
        also = (sentences[other].article.id for other in others)
        evidence = ranking.evidence[leader]
        yield citation_of(
            sentences[leader],
            info.build,
            evidence.score,
            places,
            also,
            max(map(likely, [leader, *corrected.get(leader, [])])),  # what is right answers as what it corrects does
            evidence.answer,
            evidence if explain else None,
            versions,
        )


def _earliest_first(members: Sequence[int], ranking: Ranking) -> list[int]:
    """Copies of one sentence: where several were read alike, the first that was printed is shown, and stands first."""
    best = ranking.evidence[members[0]]

    def order(place: int) -> tuple[bool, bool, date, int]:
        evidence, day = ranking.evidence[place], ranking.sentences[place].article.published
        likely = evidence.score >= best.score - _AS_LIKELY and (evidence.answer is None) == (best.answer is None)
        return not likely, day is None, day or date.max, place

    return sorted(members, key=order)


def without_answer(citation: Citation) -> Citation:
    """The same where it is shown for what it is about: no words of it answer."""
    return replace(citation, answer=None)


def _reason(ranking: Ranking, read: QuestionRead, languages: Sequence[str]) -> str:
    if not len(ranking):
        return f"The archive holds no sentence{_narrowed(read.filters)}."
    spoken = [each.meant for each in read.read_as if each.kind == "language"]
    if spoken:
        held = " and ".join(NAMES.get(language, language) for language in languages)
        return f"The question seems to be in {spoken[0]}; the articles are read in {held}."
    return f"No sentence{_narrowed(read.filters)} fits the question well enough to be its answer."


def _narrowed(filters: Filters) -> str:
    """What was asked to hold of an article, in words."""
    given = {
        "dates": filters.since or filters.until,
        "source": filters.source,
        "language": filters.language,
        "articles": filters.articles is not None or filters.without,
    }
    names = [name for name, value in given.items() if value]
    return f" within the {' and '.join(names)} given" if names else ""
