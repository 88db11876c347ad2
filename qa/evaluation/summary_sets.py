"""Summary sets: articles, and summaries that people, or a program, made of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.evaluation.question_sets import read_records, sha256_of

DOCUMENTS = "docs.jsonl"
_SHARE_OF_TEXT = 0.25  # a reference longer than this share of its article is compared at its own length


@dataclass(frozen=True, slots=True)
class Document:
    """An article by its id and text, and the reference summaries of it; the first is the one that counts."""

    id: str
    text: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SummarySet:
    """Articles that `source` holds, with references. `sha256` is of the file."""

    name: str
    source: Path
    documents: tuple[Document, ...]
    sha256: str

    @property
    def long(self) -> bool:
        """Whether references are long, as an excerpt is: then summaries are given as many words as each of them."""
        shares = sorted(len(d.references[0].split()) / max(len(d.text.split()), 1) for d in self.documents)
        return shares[len(shares) // 2] > _SHARE_OF_TEXT


def is_summary_set(folder: Path) -> bool:
    """Whether a folder holds a summary set."""
    return (folder / DOCUMENTS).is_file()


def read_summary_set(folder: Path) -> SummarySet:
    """Read a folder of docs.jsonl: {"id", "text", "summary", and "summaries" where there are several}.

    Raises SourceError.
    """
    path = folder / DOCUMENTS
    documents = tuple(_document(path, number, record) for number, record in read_records(path))
    if len({document.id for document in documents}) < len(documents):
        raise SourceError(f"{path}: two articles of one id", "mend it")
    if not documents:
        raise SourceError(f"{path} holds no article", "qa evaluate seeds")
    return SummarySet(folder.resolve().name, path, documents, sha256_of([path]))


def _document(path: Path, number: int, record: dict[str, Any]) -> Document:
    several = record.get("summaries") or []
    if not isinstance(several, list):
        raise SourceError(f"{path}, line {number}: summaries are a list of strings", "mend that line")
    given = [record.get("summary"), *several]
    references = tuple(dict.fromkeys(text for text in given if isinstance(text, str) and text.strip()))
    text = record.get("text")
    if not references or not isinstance(text, str) or not any(map(str.isalnum, text)) or "id" not in record:
        raise SourceError(f"{path}, line {number}: no id, text and summary", "mend that line")
    return Document(str(record["id"]), text, references)
