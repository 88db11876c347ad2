"""Answers of more than one sentence: one for each side of a comparison, and the different items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.answer.reader import in_order, merit, read_candidates, with_verdicts
from qa.encoding.reading import Reader
from qa.index.candidates import FoundSentence
from qa.retrieval.question_shape import Side
from qa.retrieval.ranking import Ranking
from qa.text.words import stems
from qa.types import Citation

SIDE_WINDOWS = (3,)  # that are read of each side
LOOKED_AT = 20
_FIGURE = re.compile(r"\d[\d.,]*")


def read_sides(reader: Reader, asked: str, sides: Sequence[Side], ranking: Ranking) -> Ranking | None:
    """The same candidates, those of each side read with the question asked of it alone; the best of each comes first.

    None where one sentence answers what was `asked` of both, and where a side has none: then it is no comparison that
    this archive can make, or none at all.
    """
    if _told_in_one(reader, asked, sides, ranking):
        return None
    rows: list[int] = []
    words = max(len(side.question.split()) for side in sides)
    for side, other in zip(sides, reversed(sides), strict=True):
        own = [sentence for sentence in ranking.sentences[:LOOKED_AT] if _is_of(sentence, side, other)]
        verdicts = read_candidates(reader, side.question, own, SIDE_WINDOWS)
        own_rows = {sentence.row for sentence in own} & verdicts.keys()
        ranking = with_verdicts(ranking, {row: verdicts[row] for row in own_rows})
        best = [found for found in ranking.evidence if found.row in own_rows]
        rows.extend(found.row for found in sorted(best, key=lambda found: -merit(found, words))[:1])
    if len(rows) < len(sides):
        return None
    ranking = in_order(ranking, words)
    order = sorted(range(len(ranking)), key=lambda n: ranking.evidence[n].row not in rows)
    return ranking.first(order, [ranking.evidence[n] for n in order])


def _told_in_one(reader: Reader, asked: str, sides: Sequence[Side], ranking: Ranking) -> bool:
    """Whether a sentence that names all sides, with a figure for each, answers."""
    words = ((sentence, frozenset(stems(sentence.text))) for sentence in ranking.sentences[:LOOKED_AT])
    named = [sentence for sentence, held in words if all(side.name <= held for side in sides)]
    own = [sentence for sentence in named if len(_FIGURE.findall(sentence.text)) >= len(sides)]
    verdicts = read_candidates(reader, asked, own, (1,)) if own else {}
    return any(verdicts[sentence.row].log_odds >= 0 for sentence in own if sentence.row in verdicts)


def _is_of(sentence: FoundSentence, side: Side, other: Side) -> bool:
    """Whether a sentence names this side and not the other; where it names neither, its neighbours or its title may."""
    for text in (sentence.text, sentence.before, sentence.article.title):
        words = frozenset(stems(text))
        named, other_named = side.name <= words, other.name <= words
        if named or other_named:
            return named and not other_named
    return False


def with_other_answers(citations: Sequence[Citation]) -> Iterator[bool]:
    """Of each citation, whether its answer says something that those before it do not."""
    said: set[str] = set()
    for citation in citations:
        words = frozenset(stems(citation.text[slice(*citation.answer)] if citation.answer else citation.text))
        yield not words or bool(words - said)
        said |= words
