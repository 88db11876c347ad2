"""Several questions in one request, one after the other: they share its place and its deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import Field

from qa import Answer, BadQuestion, TookTooLong, as_json
from web.archive import answered
from web.errors import as_problem
from web.kinds import BadParameter, Kind, kind_of
from web.problems import Problem
from web.reading import only, read
from web.schemas import Asked, Index, Question

MAX_BATCH = 20  # questions


@dataclass(frozen=True, slots=True)
class Given:
    """A question that has an answer, which may be that the archive has none."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Failed:
    """A question that has a problem of its own: the others are answered all the same."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of each question, in their order."""

    answers: tuple[Given | Failed, ...]


def _read_questions(value: Any, name: str) -> tuple[Question, ...]:
    if not isinstance(value, (list, tuple)):
        raise BadParameter(f"{name} must be a list, not {kind_of(value)}")
    if not 1 <= len(value) <= MAX_BATCH:
        raise BadParameter(f"{name} must hold 1 to {MAX_BATCH} questions, not {len(value):,}")
    return tuple(_read_question(item, f"{name}[{number}]") for number, item in enumerate(value))


def _read_question(item: Any, place: str) -> Question:
    if not isinstance(item, (str, dict)):
        raise BadParameter(f"{place} must be a string or an object, not {kind_of(item)}")
    try:
        asked = read(Question, {"question": item} if isinstance(item, str) else only(item, Question))
    except BadParameter as error:
        raise BadParameter(f"{place}: {error.message}") from error
    if isinstance(item, dict) and not asked.words:
        raise BadParameter(f"{place}: question must be given")
    return asked


_SCHEMA: dict[str, Any] = {
    "type": "array",
    "minItems": 1,
    "maxItems": MAX_BATCH,
    "items": {"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/Question"}]},
}


class Batch(Asked):
    """Questions, each as a text alone or as an object with options of its own."""

    NEEDS: ClassVar = ("questions",)
    EXAMPLE: ClassVar = {"questions": ["Who met in Hanoi?", {"question": "Why did the Hanoi summit fail?", "k": 1}]}

    questions: Annotated[tuple[Question, ...], Kind(_read_questions, _SCHEMA), Field(description="1 to 20.")] = ()
    index: Index = ""


def answered_each(questions: Sequence[Question]) -> Iterator[dict[str, Any]]:
    """What became of each, as JSON. Raises what stands in the way of any question."""
    for question in questions:
        try:
            yield {"answer": as_json(answered(question))}
        except (BadParameter, BadQuestion, TookTooLong) as error:
            yield {"problem": as_problem(error)}


def count(body: Any) -> int:
    """How many questions a body that came in holds, for who counts them: from 1 to MAX_BATCH."""
    questions = body.get("questions") if isinstance(body, dict) else None
    return min(max(len(questions), 1), MAX_BATCH) if isinstance(questions, list) else 1
