"""Reading question and sentence together: which of the best candidates answer, and by which of their words.

Retrieval tells what a sentence is about; whether it answers shows only when it is read with the question in mind.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qa.encoding.reading import NEIGHBOUR_CHARS, Reader, Verdict, window_of
from qa.index.candidates import FoundSentence
from qa.retrieval.ranking import Ranking
from qa.types import Evidence

READ_FIRST = 4  # windows
READ_IN_ALL = 7  # where none of the first answers for sure
SURE = 3.0  # log-odds
W_EVIDENCE = 1.0  # of retrieval's score, beside the reader's log-odds
SHARE = 0.2  # what a log-odds of preference is worth in retrieval's score


def reread(reader: Reader, question: str, ranking: Ranking) -> Ranking:
    """The candidates that were read in the order of their merit, then the others as they were."""
    verdicts = read_candidates(reader, question, ranking.sentences)
    evidence = [
        replace(found, reader=verdicts[found.row].log_odds, answer=verdicts[found.row].answer)
        if found.row in verdicts
        else found
        for found in ranking.evidence
    ]
    return in_order(Ranking(ranking.candidates, ranking.places, tuple(evidence)))


def in_order(ranking: Ranking) -> Ranking:
    """The same candidates by merit, those that were read before those that were not."""
    evidence, places = ranking.evidence, ranking.places
    order = sorted(range(len(ranking)), key=lambda n: (evidence[n].reader is None, -merit(evidence[n])))
    return Ranking(ranking.candidates, tuple(places[n] for n in order), tuple(evidence[n] for n in order))


def merit(evidence: Evidence) -> float:
    """What a candidate is ordered by: in log-odds where it was read, in retrieval's score where not."""
    if evidence.reader is None:
        return evidence.score + SHARE * evidence.preference
    return evidence.reader + W_EVIDENCE * evidence.score + evidence.preference


def read_candidates(reader: Reader, question: str, sentences: Sequence[FoundSentence]) -> dict[int, Verdict]:
    """By row, the verdicts on the best of `sentences`, which are in order of evidence.

    Each is read between its neighbours; those of `sentences` that stand in the window of a better one are read there.
    More windows are read where the first hold no sure answer.
    """
    wanted = {sentence.row for sentence in sentences}
    verdicts: dict[int, Verdict] = {}
    read = 0
    for most in (READ_FIRST, READ_IN_ALL):
        if max((verdict.log_odds for verdict in verdicts.values()), default=-math.inf) >= SURE:
            break
        chosen = list(_uncovered(sentences, verdicts.keys(), most - read))
        read += len(chosen)
        windows = [window_of(title, texts) for title, _, texts in chosen]
        for (_, rows, _), found in zip(chosen, reader.read(question, windows), strict=True):
            for row, verdict in zip(rows, found, strict=True):
                if row in wanted:
                    verdicts.setdefault(row, verdict)
    return verdicts


def _uncovered(
    sentences: Sequence[FoundSentence], read: Iterable[int], limit: int
) -> Iterator[tuple[str, list[int], list[str]]]:
    """Windows of the first sentences that neither `read` nor the window of a better one covers: title, rows, texts."""
    covered = set(read)
    for sentence in sentences:
        if limit and sentence.row not in covered:
            limit -= 1
            before, after = sentence.before[-NEIGHBOUR_CHARS:], sentence.after[:NEIGHBOUR_CHARS]
            around = [(sentence.row - 1, before), (sentence.row, sentence.text), (sentence.row + 1, after)]
            rows, texts = zip(*[(row, text) for row, text in around if text], strict=True)
            covered.update(rows)
            yield sentence.article.title, list(rows), list(texts)
