"""Whether an engine gives what files give: every question of some sets asked of both, with the reader.

    python -m tests.benchmarks.engines SET_FOLDER ... [--sample N] [--engine ADDRESS]

Each set is built in files and, from the same library, on the engine: Milvus Lite in a folder that is removed
afterwards, unless another is named. `--sample` asks so many questions of each set, evenly spread. Prints JSON, a line a
set: the shares of the questions with the same first citation and with the same three, the largest difference of
confidence, and each figure of `qa evaluate` in files, on the engine, and how far apart they are. What both have read
alike is read once: the reader is the same for both.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from qa.answer.ask import Asked, ask
from qa.encoding.base import Encoder
from qa.encoding.load import load_encoder
from qa.encoding.reader import reader_of
from qa.encoding.reading import Reader, Verdict, Window
from qa.evaluation.answers import CITATIONS, evaluate, spread
from qa.evaluation.question_sets import QuestionSet, read_question_set
from qa.index.build import build_index
from qa.index.builds import open_index


class ReadOnce:
    """A reader that reads the same windows for the same question once."""

    def __init__(self, reader: Reader) -> None:
        self.name, self.rounds, self._read = reader.name, reader.rounds, cache(reader.read)

    def read(self, question: str, windows: Sequence[Window]) -> list[list[Verdict]]:
        return self._read(question, tuple(windows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--engine", default="")
    given = parser.parse_args()
    encoder = load_encoder()
    reader = reader_of(encoder)
    assert reader, "the default model has one"
    for folder in given.sets:
        questions = read_question_set(folder)
        with tempfile.TemporaryDirectory() as place:
            engine = given.engine or f"milvus-lite:{place}/milvus"
            print(json.dumps(compared(questions, Path(place), engine, encoder, reader, given.sample)), flush=True)


def compared(
    questions: QuestionSet, place: Path, engine: str, encoder: Encoder, reader: Reader, sample: int | None
) -> dict[str, Any]:
    reads = ReadOnce(reader)
    both = built(questions, place, engine, encoder)
    asked = [ask_all(indexes, questions, encoder, reads, sample) for indexes in both]
    say("evaluating")
    figures = [evaluate(questions, indexes, encoder, sample, reader=reads).figures for indexes in both]
    apart = {name: abs(figures[0][name].value - figures[1][name].value) for name in figures[0]}
    return {
        "set": questions.name,
        "engine": engine.partition(":")[0],
        "questions": len(asked[0]),
        "same first": same(asked, 1),
        "same three": same(asked, CITATIONS),
        "largest difference of confidence": max(
            abs(files.confidence - other.confidence) for files, other in zip(*asked, strict=True)
        ),
        "largest difference of a figure": round(max(apart.values()), 4),
        "figures": {
            name: [round(value, 4) for value in (figures[0][name].value, figures[1][name].value, apart[name])]
            for name in apart
        },
    }


def built(questions: QuestionSet, place: Path, engine: str, encoder: Encoder) -> tuple[Path, Path]:
    """The folders of indexes: in files, and on the engine."""
    files, other = place / "files", place / "engine"
    say(f"building {questions.name}")
    build_index([questions.source], files, questions.name, encoder)
    (other / questions.name).mkdir(parents=True)
    shutil.copy(files / questions.name / "library.db", other / questions.name)
    build_index([questions.source], other, questions.name, encoder, engine=engine)
    return files, other


def ask_all(indexes: Path, questions: QuestionSet, encoder: Encoder, reader: Reader, sample: int | None) -> list[Asked]:
    say(f"asking {indexes.name}")
    with closing(open_index(indexes, questions.name)) as engine:
        chosen = spread(questions.questions, sample)
        return [ask(engine, encoder, question.text, CITATIONS, reader=reader) for question in chosen]


def same(asked: Sequence[Sequence[Asked]], first: int) -> float:
    """The share of the questions whose first citations are the same."""
    alike = [cited(files, first) == cited(other, first) for files, other in zip(*asked, strict=True)]
    return round(sum(alike) / len(alike), 4)


def cited(asked: Asked, first: int) -> list[tuple[str, int, int]]:
    """Where the first citations stand, those that answer before the nearest others."""
    citations = asked.answer.citations + asked.answer.related
    return [(each.article.id, each.start, each.end) for each in citations[:first]]


def say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
