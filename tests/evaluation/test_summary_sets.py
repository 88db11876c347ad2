import json
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.evaluation.summary_sets import is_summary_set, read_summary_set

TEXT = "A storm closed the harbor. The ferry stayed in its dock. Nobody was hurt in the town."


def write(folder: Path, *records: dict) -> Path:
    lines = "\n".join(json.dumps(record) for record in records)
    (folder / "docs.jsonl").write_text(lines, "utf-8")
    return folder


def test_references_are_the_summary_first_and_each_once(tmp_path):
    found = read_summary_set(
        write(tmp_path, {"id": "a", "text": TEXT, "summary": "Storm.", "summaries": ["Storm.", "A storm came."]})
    )
    assert found.documents[0].references == ("Storm.", "A storm came.")
    assert (found.name, found.source, found.long) == (tmp_path.name, tmp_path / "docs.jsonl", False)
    assert is_summary_set(tmp_path)
    assert not is_summary_set(tmp_path.parent)


def test_long_references_are_told_by_the_median(tmp_path):
    long = {"id": "b", "text": TEXT, "summary": "A storm closed the harbor. The ferry stayed."}
    short = {"id": "a", "text": TEXT, "summary": "Storm."}
    assert read_summary_set(write(tmp_path, short, long, {**long, "id": "c"})).long
    assert not read_summary_set(write(tmp_path, short, {**short, "id": "c"}, long)).long


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"id": "a", "text": TEXT}, "line 1: no id, text and summary"),
        ({"id": "a", "text": TEXT, "summary": "  "}, "line 1: no id, text and summary"),
        ({"id": "a", "summary": "Storm."}, "line 1: no id, text and summary"),
        ({"text": TEXT, "summary": "Storm."}, "line 1: no id, text and summary"),
        ({"id": "a", "text": TEXT, "summary": "Storm.", "summaries": "Storm."}, "line 1: summaries are a list"),
    ],
)
def test_a_record_that_cannot_be_used_is_named(tmp_path, record, said):
    with pytest.raises(SourceError, match=said):
        read_summary_set(write(tmp_path, record))


def test_an_empty_set(tmp_path):
    with pytest.raises(SourceError, match="holds no article"):
        read_summary_set(write(tmp_path))
