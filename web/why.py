"""Why a sentence is shown: what its evidence says, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa import Citation

_PARTS = {
    "late_interaction": "its words mean what those of the question mean",
    "in_context": "the same, with the sentence before it",
    "in_passage": "the same, with the passage it stands in",
    "dense": "the sentence as a whole means what the question means",
    "passage": "its passage as a whole does",
    "lexical": "it holds words of the question",
    "answer_type": "it holds the kind of thing that is asked for",
    "interrogative": "it is a question itself",
    "position": "where it stands in its article",
}
_LEAST = 0.0005  # what is nearer to nothing is not shown


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks for a sentence, or, below 0, against it."""

    what: str
    amount: str


def reasons(citation: Citation) -> tuple[Reason, ...]:
    """What speaks for a citation; none where its evidence was not asked for."""
    return tuple(_reasons(citation)) if citation.evidence else ()


def _reasons(citation: Citation) -> Iterator[Reason]:
    evidence = citation.evidence
    assert evidence  # noqa: S101
    if citation.probability is not None:
        yield Reason("how likely it answers, all in all", f"{citation.probability:.0%}")
    if evidence.reader is not None:
        yield Reason("read together with the question (log-odds)", _signed(evidence.reader, 2))
    if evidence.preference:
        yield Reason("what the question says of time, words or names (log-odds)", _signed(evidence.preference, 2))
    for name, what in _PARTS.items():
        if abs(value := evidence.parts[name]) >= _LEAST:
            yield Reason(what, _signed(value, 3))
    yield Reason("the sum of these, by which sentences are found", f"{evidence.score:.3f}")
    if evidence.reranker is not None:
        yield Reason("the reranker, by which the first are ordered", f"{evidence.reranker:.3f}")


def _signed(value: float, places: int) -> str:
    return f"{value:+.{places}f}".replace("-", "−")
