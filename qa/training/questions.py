"""Reading a training set: documents cut into sentences, questions with the sentences that answer them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.text.sentences import split
from qa.text.words import plain
from qa.types import Sentence, Span

MIN_CONTENT_WORDS = 4
DOCUMENTS, QUESTIONS = "docs.jsonl", "questions.jsonl"
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Document:
    """A text by its sentences. `family` is what it was cut from: documents of one family are near misses of another."""

    id: str
    family: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question of a document. `right` are the numbers of its sentences that answer, none where it does not.

    `unsure` are sentences that hold the answer's words without being marked; `span` is the answer in the first of
    `right`, as characters of that sentence.
    """

    question: str
    document: Document
    right: tuple[int, ...]
    unsure: frozenset[int]
    span: Span | None
    answers: tuple[str, ...]


def read_set(folder: Path) -> list[Example]:
    """The examples of a folder that holds docs.jsonl and questions.jsonl. Raises SourceError.

    Left out are questions whose answer occurs several times (`n_occ`: the mark is a guess), those said to have too few
    words of their own (`content_words`: "Which committee?"), and those whose answer no sentence holds.
    """
    documents = {record["id"]: record for record in _records(folder / DOCUMENTS, ("id", "text"))}
    cut: dict[str, Document] = {}
    examples: list[Example] = []
    for record in _records(folder / QUESTIONS, ("question", "doc_id", "answerable")):
        vague = record.get("n_occ", 1) > 1 or record.get("content_words", MIN_CONTENT_WORDS) < MIN_CONTENT_WORDS
        if vague or record["doc_id"] not in documents:
            continue
        name = str(record["doc_id"])
        if name not in cut:
            cut[name] = _document(f"{folder.name}:", documents[name])
        examples.extend(_example(record, cut[name]))
    return examples


def _document(prefix: str, record: Mapping[str, Any]) -> Document:
    text = str(record["text"])
    title = str(record.get("title") or "").replace("_", " ")
    body = [match.span() for match in _PARAGRAPH.finditer(text)]
    name = str(record["id"])
    return Document(prefix + name, prefix + name.rpartition("#")[0] if "#" in name else "", title, split(text, body))


def _example(record: Mapping[str, Any], document: Document) -> Iterator[Example]:
    answers = record.get("answers") or []
    right: list[int] = []
    span: Span | None = None
    for answer in answers:
        start, end = answer["start"], answer["start"] + len(answer["text"])
        for number, sentence in enumerate(document.sentences):
            if sentence.start < end and start < sentence.end and _mostly_inside(start, end, sentence):
                if number not in right:
                    right.append(number)
                if span is None and sentence.start <= start and end <= sentence.end:
                    span = (start - sentence.start, end - sentence.start) if right[0] == number else None
    if bool(right) != bool(record["answerable"]):
        return
    words = tuple(words for answer in answers if (words := plain(answer["text"])).strip())
    unsure = {n for n, sentence in enumerate(document.sentences) if n not in right and holds(sentence.text, words)}
    yield Example(str(record["question"]), document, tuple(right), frozenset(unsure), span, words)


def _mostly_inside(start: int, end: int, sentence: Sentence) -> bool:
    """Whether more than half of [start, end), or of the sentence, lies in the other."""
    shared = min(end, sentence.end) - max(start, sentence.start)
    return 2 * shared > min(end - start, sentence.end - sentence.start)


def holds(text: str, answers: tuple[str, ...]) -> bool:
    """Whether one of `answers`, each `plain`, stands in `text` as whole words."""
    words = plain(text)
    return any(answer in words for answer in answers)


def _records(path: Path, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                record = json.loads(line)
                if missing := [name for name in needed if name not in record]:
                    raise SourceError(f"{path}, line {number}: no {', '.join(missing)}")
                yield record
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}", "qa train-reader FOLDER ...") from error
    except ValueError as error:
        raise SourceError(f"{path} is not JSON, one record a line: {error}", "qa train-reader FOLDER ...") from error
