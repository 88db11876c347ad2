"""`qa feedback`: what readers said of answers, as a question set to measure and to calibrate by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from qa.command.options import Command, index_options, json_option
from qa.command.output import print_result
from qa.command.terminal import echo, table


@click.command(cls=Command)
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@json_option
@index_options
def feedback(folder: Path | None, as_json_: bool, indexes: Path, name: str) -> None:
    """Show what readers said of answers, or write it to FOLDER as a question set.

    `qa calibrate FOLDER/questions.jsonl` fits the confidence by it, `qa evaluate FOLDER` measures by it.
    """
    from qa.feedback import counts_of, questions_of, read_feedback

    said = read_feedback(indexes, name)
    if folder is None:
        print_result(said, as_json_, lambda said: _counts_text(counts_of(said)))
        return
    questions = questions_of(said)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "questions.jsonl", questions)
    _write(folder / "corpus.jsonl", _articles(indexes, name))
    echo(f"{len(questions):,} questions of {len(said):,} verdicts in {folder}")


def _articles(indexes: Path, name: str) -> Iterator[dict[str, Any]]:
    from qa.archive import Archive

    archive = Archive(indexes, name, verify=False)
    for info in archive.articles():
        article = archive.article(info.id).article
        text = "\n\n".join(article.text[start:end] for start, end in article.body)
        day = str(article.published) if article.published else None
        yield {"id": article.id, "title": article.title, "source": article.source, "date": day, "text": text}


def _write(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _counts_text(counts: Any) -> str:
    return table([(verdict, f"{count:,}") for verdict, count in counts.items()]) if counts else "nobody said anything"
