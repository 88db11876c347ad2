"""Question sets: articles, questions of them, and which places in the articles answer which question."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa.errors import BadQuestion, SourceError
from qa.retrieval.query import checked


@dataclass(frozen=True, slots=True)
class Place:
    """Characters [start, end) of one article's text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is known of its answer; whatever is not known is empty.

    `articles` maps the ids of relevant articles to their grade (1 and up), `candidates` those of judged articles to
    theirs (0 and up); `answers` are strings any one of which is the answer.
    """

    id: str
    text: str
    answerable: bool
    answers: tuple[str, ...] = ()
    articles: Mapping[str, int] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    sentence: str = ""  # the sentence that answers, in the one of `articles`
    candidates: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions of the articles that `source` holds. `sha256` is of all the files read."""

    name: str
    source: Path
    questions: tuple[Question, ...]
    sha256: str


def read_question_set(folder: Path) -> QuestionSet:
    """Read a folder of corpus.jsonl and queries.jsonl (qrels.tsv, spans.jsonl, candidates.tsv where it has them), or
    of articles and questions.jsonl. Raises SourceError.
    """
    corpus, queries = folder / "corpus.jsonl", folder / "queries.jsonl"
    source = corpus if corpus.is_file() else folder
    path = queries if queries.is_file() else folder / "questions.jsonl"
    if not path.is_file():
        raise SourceError(f"{folder} has no queries.jsonl and no questions.jsonl", "qa evaluate seeds")
    relevant, candidates = _judgements(folder / "qrels.tsv"), _judgements(folder / "candidates.tsv")
    places = _places(folder / "spans.jsonl")
    questions = tuple(
        _question(record, relevant.get(name, {}), places.get(name, ()), candidates.get(name, {}))
        for name, record in _questions(path)
    )
    if not questions:
        raise SourceError(f"{path} holds no question", "qa evaluate seeds")
    for question in questions:
        if question.answerable and not (question.places or question.articles or question.answers):
            message = f"{path}: of question {question.id!r} neither an answer nor a relevant article is known"
            raise SourceError(message, "add one, or say that it is not answerable")
    return QuestionSet(folder.resolve().name, source, questions, _sha256(source, path))


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions of one file: {"text", "answerable", and "article" and "sentence", or "answers"}.

    Raises SourceError.
    """
    return tuple(_question(record, {}, (), {}) for _, record in _questions(path))


def _question(
    record: dict[str, Any], relevant: dict[str, int], places: tuple[Place, ...], candidates: dict[str, int]
) -> Question:
    article, sentence = str(record.get("article") or ""), str(record.get("sentence") or "")
    answers = tuple(str(answer) for answer in record.get("answers") or ())
    articles = {name: grade for name, grade in relevant.items() if grade > 0} or ({article: 1} if article else {})
    known = record.get("answerable")
    return Question(
        id=str(record["id"]),
        text=str(record["text"]),
        answerable=bool(articles or places or sentence or answers) if known is None else bool(known),
        answers=answers,
        articles=articles,
        places=places,
        sentence=sentence,
        candidates=candidates,
    )


def _questions(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    seen: set[str] = set()
    for number, record in read_records(path):
        name = str(record.setdefault("id", f"line {number}"))
        try:
            checked(str(record.get("text") or ""))
        except BadQuestion as error:
            raise SourceError(f"{path}, line {number}: {error.message}", "mend that line") from error
        answers = record.get("answers") or []
        if not isinstance(answers, list) or not all(isinstance(answer, str) for answer in answers):
            raise SourceError(f"{path}, line {number}: answers are a list of strings", "mend that line")
        if name in seen:
            raise SourceError(f"{path}, line {number}: a second question {name!r}", "mend that line")
        seen.add(name)
        yield name, record


def _places(path: Path) -> dict[str, tuple[Place, ...]]:
    places: dict[str, tuple[Place, ...]] = defaultdict(tuple)
    for number, record in read_records(path) if path.is_file() else ():
        try:
            place = Place(str(record["doc_id"]), int(record["start"]), int(record["end"]))
            places[str(record["query_id"])] += (place,)
        except (KeyError, TypeError, ValueError) as error:
            raise SourceError(f"{path}, line {number}: no query_id, doc_id, start and end", "mend it") from error
    return places


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    """Question id to article id to grade."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in enumerate(_read(path).splitlines() if path.is_file() else (), start=1):
        try:
            question, article, grade = line.split("\t")
            grades[question][article] = max(int(grade), grades[question].get(article, 0))
        except ValueError as error:
            raise SourceError(f"{path}, line {number}: no question, article and grade", "mend that line") from error
    return grades


def read_records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a .jsonl file, each with the number of its line. Raises SourceError."""
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise SourceError(f"{path}, line {number}: not JSON ({error})", "mend that line") from error
        if not isinstance(record, dict):
            raise SourceError(f"{path}, line {number}: not a JSON object", "mend that line")
        yield number, record


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {error}", "mend or remove it") from error


def _sha256(source: Path, questions: Path) -> str:
    """Of the articles, the questions and the judgements, by name and content."""
    folder = questions.parent
    files = [path for path in sorted(source.iterdir()) if path.is_file()] if source.is_dir() else [source]
    beside = [folder / name for name in ("qrels.tsv", "spans.jsonl", "candidates.tsv")]
    return sha256_of([*files, questions, *(path for path in beside if path.is_file())])


def sha256_of(files: Iterable[Path]) -> str:
    """Of these files, by name and content, each once."""
    digest = hashlib.sha256()
    for path in dict.fromkeys(files):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()
