"""Reading question and sentence together: which of the best candidates answer, and by which of their words.

Retrieval tells what a sentence is about; whether it answers shows only when it is read with the question in mind.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain, islice

from qa.encoding.passages import MAX_TITLE_CHARS
from qa.encoding.reading import NEIGHBOUR_CHARS, Reader, Verdict, Window, window_of
from qa.index.candidates import FoundSentence, title_row
from qa.retrieval.ranking import Ranking
from qa.types import Evidence

SURE = 3.0  # log-odds: where a window answers so surely, no more are read
HOPELESS = -4.0  # nor where none of them does better
MAY_ANSWER = -2.0  # log-odds: what was read at the edge of a window and reaches them is read in the middle of its own
TITLE_MARGIN = 2.0  # log-odds by which a title must answer better than any sentence: it has a place of its own already
# Of retrieval's score, beside the log-odds: for a question of USUAL_WORDS or fewer, and what e times as many add,
# since the words of a long question say more of what is meant. Figures by weight stand in docs/reader.md. Not more:
# the questions of the sets, written beside the text, share more words with their answers than people's do. Not less for
# a shorter one: of "who is Stephen Biegun" the name is all there is.
W_EVIDENCE, W_LONGER = 2.0, 2.0
USUAL_WORDS = 8
# How much more late interaction with its passage counts, in score, for a sentence that was read: the reader judges the
# sentence, and less well whether what it reads is of the matter. Within a passage the order stays the reader's.
W_PASSAGE_READ = 2.0
SHARE = 0.2  # what a log-odds of preference is worth in retrieval's score


def reread(reader: Reader, question: str, ranking: Ranking) -> Ranking:
    """The candidates that were read in the order of their merit, then the others as they were.

    A title that answers better than any sentence is a candidate as well.
    """
    verdicts = read_candidates(reader, question, ranking.sentences)
    titles = {row: verdicts.pop(row) for row in [*verdicts] if row < 0}
    read = with_verdicts(ranking, verdicts)
    best = max((verdict.log_odds for verdict in verdicts.values()), default=-math.inf)
    for row, verdict in titles.items():
        if verdict.log_odds >= max(best, 0.0) + TITLE_MARGIN:
            read = read.with_title(title_row(row), verdict.log_odds, verdict.answer)
    return in_order(read, len(question.split()))


def with_verdicts(ranking: Ranking, verdicts: Mapping[int, Verdict]) -> Ranking:
    """The same candidates in the same order, with what the reader made of those of these rows."""
    evidence = [
        replace(found, reader=verdicts[found.row].log_odds, answer=verdicts[found.row].answer)
        if found.row in verdicts
        else found
        for found in ranking.evidence
    ]
    return Ranking(ranking.candidates, ranking.places, tuple(evidence))


def in_order(ranking: Ranking, words: int) -> Ranking:
    """The same candidates by merit for a question of `words`, those that were read before those that were not."""
    evidence, places = ranking.evidence, ranking.places
    order = sorted(range(len(ranking)), key=lambda n: (evidence[n].reader is None, -merit(evidence[n], words)))
    return Ranking(ranking.candidates, tuple(places[n] for n in order), tuple(evidence[n] for n in order))


def merit(evidence: Evidence, words: int) -> float:
    """What a candidate is ordered by: in log-odds where it was read, in retrieval's score where not."""
    if evidence.reader is None:
        return evidence.score + SHARE * evidence.preference
    found = evidence.score + W_PASSAGE_READ * evidence.in_passage
    return evidence.reader + evidence_weight(words) * found + evidence.preference


def evidence_weight(words: int) -> float:
    """What retrieval's score is worth, in log-odds a point, beside the reader of a question of `words`."""
    return W_EVIDENCE + W_LONGER * math.log(max(USUAL_WORDS, words) / USUAL_WORDS)


def read_candidates(
    reader: Reader,
    question: str,
    sentences: Sequence[FoundSentence],
    rounds: Sequence[int] = (),
) -> dict[int, Verdict]:
    """By row, the verdicts on the best of `sentences`, which are in order of evidence, and on titles by `title_row`.

    Each is read between its neighbours; those of `sentences` that stand in the window of a better one are read there.
    As many windows as the first of `rounds` (if none are given, of the reader's own) are read, and those up to the next
    number where these leave in doubt whether they answer.
    """
    wanted = {sentence.row for sentence in sentences}
    verdicts: dict[int, Verdict] = {}
    titled: set[str] = set()
    centred: set[int] = set()
    for most in rounds or reader.rounds:
        if verdicts and not HOPELESS < max(verdict.log_odds for verdict in verdicts.values()) < SURE:
            break
        following = chain(_aside(sentences, verdicts, centred), _uncovered(sentences, verdicts.keys()))
        chosen = list(islice(following, most - len(centred)))
        read = [_between_neighbours(sentence, titled) for sentence in chosen]
        for sentence, (_, rows), found in zip(
            chosen, read, reader.read(question, [window for window, _ in read]), strict=True
        ):
            centred.add(sentence.row)
            for row, verdict in zip(rows, found, strict=True):
                if row == sentence.row or (row not in verdicts and (row in wanted or row < 0)):
                    verdicts[row] = _of_whole(verdict, sentence) if row == sentence.row - 1 else verdict
    return verdicts


def _aside(
    sentences: Sequence[FoundSentence], verdicts: Mapping[int, Verdict], centred: Set[int]
) -> Iterator[FoundSentence]:
    """The likeliest of those read at the edge of another's window, which are judged too low there."""
    aside = [sentence for sentence in sentences if sentence.row in verdicts.keys() - centred]
    likeliest = max(aside, key=lambda sentence: verdicts[sentence.row].log_odds, default=None)
    if likeliest and verdicts[likeliest.row].log_odds >= MAY_ANSWER:
        yield likeliest


def _uncovered(sentences: Sequence[FoundSentence], read: Iterable[int]) -> Iterator[FoundSentence]:
    """The first sentences that neither `read` nor the window of a better one covers."""
    covered = set(read)
    for sentence in sentences:
        if sentence.row not in covered:
            covered.update(row for row, _ in _around(sentence))
            yield sentence


def _around(sentence: FoundSentence) -> list[tuple[int, str]]:
    """A sentence and its neighbours, with their rows."""
    before, after = sentence.before[-NEIGHBOUR_CHARS:], sentence.after[:NEIGHBOUR_CHARS]
    around = [(sentence.row - 1, before), (sentence.row, sentence.text), (sentence.row + 1, after)]
    return [(row, text) for row, text in around if text]


def _of_whole(verdict: Verdict, sentence: FoundSentence) -> Verdict:
    """The verdict on the sentence before this one, whose beginning the window may lack, by characters of all of it."""
    start, end = verdict.answer
    lacking = max(0, len(sentence.before) - NEIGHBOUR_CHARS)
    return replace(verdict, answer=(start + lacking, end + lacking))


def _between_neighbours(sentence: FoundSentence, titled: set[str]) -> tuple[Window, list[int]]:
    """The window of a sentence, with rows.

    The title of an article that is not yet among `titled` is judged as well: it then is a sentence of the window.
    """
    around, title = _around(sentence), sentence.article.title
    if sentence.article.id not in titled and has_title(sentence):
        titled.add(sentence.article.id)
        around.insert(0, (title_row(sentence.row), title[:MAX_TITLE_CHARS]))
        title = ""
    return window_of(title, [text for _, text in around]), [row for row, _ in around]


def has_title(sentence: FoundSentence) -> bool:
    """Whether the article has a title of its own, and not its opening words for one."""
    title = sentence.article.title
    opening = (text for text in (sentence.before, sentence.text) if text)
    return not title.endswith("…") and not any(title.startswith(" ".join(text.split())) for text in opening)
