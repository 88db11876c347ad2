from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.evaluation.question_sets import Place, read_question_set, read_questions


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(
        tmp_path / "small",
        corpus_jsonl='{"id": "a", "text": "Grass is green. Snow is white."}\n',
        queries_jsonl='{"id": "1", "text": "What is green?", "answers": ["Grass"]}\n\n'
        '{"id": "2", "text": "What is blue?", "answers": [], "answerable": false}\n',
        qrels_tsv="1\ta\t2\n2\ta\t0\n",
        spans_jsonl='{"query_id": "1", "doc_id": "a", "start": 0, "end": 5, "text": "Grass"}\n',
        candidates_tsv="1\ta\t1\n1\tb\t0\n1\tb\t1\n",
    )


def test_a_folder_of_corpus_and_queries(folder: Path) -> None:
    found = read_question_set(folder)
    assert (found.name, found.source) == ("small", folder / "corpus.jsonl")
    first, second = found.questions
    assert (first.id, first.text, first.answerable, first.answers) == ("1", "What is green?", True, ("Grass",))
    assert (first.articles, first.places) == ({"a": 2}, (Place("a", 0, 5),))
    assert first.candidates == {"a": 1, "b": 1}  # judged twice, it has the better grade
    assert (second.answerable, second.articles, second.places, second.candidates) == (False, {}, (), {})


def test_a_folder_of_articles_and_questions(tmp_path: Path) -> None:
    record = {"text": "What is green?", "answerable": True, "article": "a", "sentence": "Grass is green."}
    folder = write(tmp_path / "own", a_txt="Grass is green.", questions_jsonl=json.dumps(record))
    found = read_question_set(folder)
    assert found.source == folder
    [question] = found.questions
    assert (question.id, question.articles, question.sentence) == ("line 1", {"a": 1}, "Grass is green.")
    assert read_questions(folder / "questions.jsonl") == (question,)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("corpus.jsonl", '{"id": "b", "text": "More."}\n'),
        ("queries.jsonl", '{"id": "3", "text": "What is red?"}\n'),
        ("qrels.tsv", "2\tb\t0\n"),
        ("spans.jsonl", '{"query_id": "1", "doc_id": "a", "start": 1, "end": 5}\n'),
        ("candidates.tsv", "1\tc\t0\n"),
    ],
)
def test_the_hash_is_of_every_file_that_counts(folder: Path, name: str, line: str) -> None:
    before = read_question_set(folder).sha256
    (folder / "README.md").write_text("beside the point", "utf-8")
    assert read_question_set(folder).sha256 == before
    with (folder / name).open("a") as file:
        file.write(line)
    assert read_question_set(folder).sha256 != before


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("queries.jsonl", "", "holds no question"),
        ("queries.jsonl", "{", "line 1: not JSON"),
        ("queries.jsonl", '\n["x"]', "line 2: not a JSON object"),
        ("queries.jsonl", '{"id": "1"}', "line 1: the question is empty"),
        ("queries.jsonl", '{"text": " ?! "}', "line 1: the question is empty"),
        ("queries.jsonl", '{"text": "%s"}' % ("x" * 1001), "line 1: the question has 1,001 characters"),
        ("queries.jsonl", '{"text": "a", "answers": "b"}', "line 1: answers are a list of strings"),
        ("queries.jsonl", '{"text": "a", "answers": [5]}', "line 1: answers are a list of strings"),
        ("queries.jsonl", '{"id": 7, "text": "a", "answerable": true}', "of question '7' neither an answer nor"),
        ("queries.jsonl", '{"id": 1, "text": "a"}\n{"id": "1", "text": "b"}', "line 2: a second question '1'"),
        ("qrels.tsv", "1\ta\t1\n1 a 1", "line 2: no question, article and grade"),
        ("qrels.tsv", "1\ta\thigh", "line 1: no question, article and grade"),
        ("spans.jsonl", '{"query_id": "1", "doc_id": "a", "start": 0}', "line 1: no query_id, doc_id, start and end"),
        ("spans.jsonl", '{"query_id": "1", "doc_id": "a", "start": 0, "end": "x"}', "line 1: no query_id"),
    ],
)
def test_what_is_malformed_is_named_with_its_line(folder: Path, name: str, text: str, message: str) -> None:
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(SourceError, match=message):
        read_question_set(folder)


def test_what_is_no_text_or_not_there(folder: Path, tmp_path: Path) -> None:
    (folder / "queries.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match="cannot be read"):
        read_question_set(folder)
    with pytest.raises(SourceError, match=r"has no queries\.jsonl and no questions\.jsonl"):
        read_question_set(tmp_path / "nowhere")
    with pytest.raises(SourceError, match="cannot be read"):
        read_questions(tmp_path / "nowhere.jsonl")
