"""Which articles and questions are measured on, and the files in which every peer is given them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.evaluation.answers import spread
from qa.evaluation.question_sets import Question, QuestionSet, read_records
from qa.index.build import build_index
from qa.index.snapshot import Snapshot, open_current
from tests.encoders import HashEncoder


@dataclass(frozen=True, slots=True)
class Selection:
    """`source` holds the articles, `sentences` those of them as JSON; `one_source` and `one` the same of the article
    that is added and removed, which is none of them. `engine` has all, by which answers are judged."""

    name: str
    questions: tuple[Question, ...]
    articles: int
    count: int  # of sentences
    source: Path
    sentences: Path
    one_source: Path
    one: Path
    one_title: str
    engine: Snapshot


def select(found: QuestionSet, articles: int, questions: int, folder: Path) -> Selection:
    """So many questions, evenly spread, and so many articles: those that answer them, then others evenly spread."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = spread(found.questions, questions)
    held = _articles_of(found.source)
    needed = {place.article for each in asked for place in each.places} | {name for q in asked for name in q.articles}
    others = [name for name in held if name not in needed]
    *rest, one = spread(tuple(others), max(2, articles + 1 - len(needed)))
    chosen = {*needed, *rest}
    source, one_source = folder / "articles", folder / "one"
    _write(found.source, chosen, source)
    _write(found.source, {one}, one_source)
    build_index([source, one_source], folder / "split", "default", HashEncoder())
    engine = open_current(folder / "split", "default")
    count = _write_sentences(engine, sorted(chosen & set(held)), folder / "sentences.json")
    _write_sentences(engine, [one], folder / "one.json")
    title = engine.articles([one])[0].article.heading
    files = (folder / "sentences.json", one_source, folder / "one.json")
    return Selection(found.name, asked, len(chosen), count, source, *files, title, engine)


def _articles_of(source: Path) -> list[str]:
    """The ids of a question set's articles: of its records, or its files without their endings."""
    if source.is_file():
        return [str(record["id"]) for _, record in read_records(source)]
    return sorted(file.stem for file in source.glob("*.txt"))


def _write(source: Path, chosen: set[str], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if source.is_file():
        kept = (record for _, record in read_records(source) if str(record["id"]) in chosen)
        lines = [json.dumps(record, ensure_ascii=False) for record in kept]
        (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    else:
        for name in chosen:
            shutil.copy(source / f"{name}.txt", folder)


def _write_sentences(engine: Snapshot, articles: Sequence[str], path: Path) -> int:
    sentences = [
        (held.article.id, int(start), held.article.heading, held.article.text[start:end])
        for held in engine.articles(articles)
        for start, end in held.spans
    ]
    path.write_text(json.dumps(sentences), "utf-8")
    return len(sentences)
