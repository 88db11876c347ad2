from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.training.questions import Example, holds, read_set
from tests.training.tiny_set import question, write_set

TEXT = "The mill burned in 1911. Nobody was hurt. It was rebuilt in 1913, and burned again in 1920."


def read(folder: Path, *questions: dict, text: str = TEXT) -> list[Example]:
    (folder / "docs.jsonl").write_text(json.dumps({"id": "Mill#3", "title": "The_mill", "text": text}) + "\n", "utf-8")
    (folder / "questions.jsonl").write_text("".join(json.dumps(one) + "\n" for one in questions), "utf-8")
    return read_set(folder)


def test_an_answer_marks_its_sentence_and_its_place_there(tmp_path: Path) -> None:
    [example] = read(tmp_path, question("Mill#3", "When was it rebuilt?", "1913", TEXT))
    assert [sentence.text for sentence in example.document.sentences][2].startswith("It was rebuilt")
    assert (example.right, example.span, example.answers) == ((2,), (18, 22), (" 1913 ",))
    assert (example.document.title, example.document.id) == ("The mill", f"{tmp_path.name}:Mill#3")


def test_a_sentence_with_the_same_words_is_neither_right_nor_wrong(tmp_path: Path) -> None:
    [example] = read(tmp_path, question("Mill#3", "What did the mill do in 1911?", "burned", TEXT))
    assert (example.right, example.unsure) == ((0,), {2})


def test_without_an_answer_no_sentence_is_right(tmp_path: Path) -> None:
    [example] = read(tmp_path, question("Mill#3", "Who owned it?", None, TEXT))
    assert (example.right, example.span, example.unsure) == ((), None, frozenset())


def test_an_answer_of_several_sentences_marks_each(tmp_path: Path) -> None:
    [example] = read(tmp_path, question("Mill#3", "What happened?", "burned in 1911. Nobody was hurt.", TEXT))
    assert (example.right, example.span) == ((0, 1), None)


def test_vague_questions_are_left_out(tmp_path: Path) -> None:
    usual = question("Mill#3", "When was it rebuilt?", "1913", TEXT)
    assert read(tmp_path, usual | {"n_occ": 2}, usual | {"content_words": 3}, usual | {"doc_id": "elsewhere"}) == []
    assert len(read(tmp_path, usual | {"n_occ": 1, "content_words": 4})) == 1


def test_a_mark_outside_the_text_is_left_out(tmp_path: Path) -> None:
    lost = question("Mill#3", "When was it rebuilt?", "1913", TEXT)
    lost["answers"][0]["start"] = 5000
    assert read(tmp_path, lost) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("questions.jsonl", None, "cannot be read"),
        ("questions.jsonl", "{not json", "is not JSON"),
        ("questions.jsonl", "\xff\xfe", "is not JSON"),
        ("docs.jsonl", '{"id": "a"}\n', "line 1: no text"),
        ("questions.jsonl", "[]\n", "line 1: no question"),
    ],
)
def test_a_set_that_cannot_be_read(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    folder = write_set(tmp_path / "set", slice(2))
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content.encode("latin-1"))
    with pytest.raises(SourceError, match=message):
        read_set(folder)


def test_whole_words_whatever_the_case() -> None:
    assert holds("In 1913, the MILL burned.", (" the mill ",))
    assert not holds("In 1913, the millstone broke.", (" the mill ",))
