"""Files that are longer than an article may be: lists of JSON, exports of databases of clippings, packed records."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.ingest.readers import clippings, json_list
from qa.ingest.readers.clippings import read_clippings
from qa.ingest.readers.json_file import given_ids, read_json
from qa.types import Article, Refusal
from tests.ingest.reading import articles, prose

RECORDS = [{"id": f"k{number}", "text": f"Boat {number} sank. “Ja”, sagte é."} for number in range(60)]
MARKS = "[{}],"  # which also stand within texts


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article may have 200 characters, and 64 are read at once."""
    for module in (json_list, clippings):
        monkeypatch.setattr(module, "MAX_FILE_BYTES", 200)
    monkeypatch.setattr(json_list, "SAMPLE", 64)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_of_records_is_read_as_it_comes(tmp_path: Path, indent: int | None, encoding: str) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(f" {json.dumps(RECORDS, indent=indent, ensure_ascii=False)}\n".encode(encoding))
    found = [item for item in read_json(path) if isinstance(item, Article)]
    assert [(article.id, article.text, article.origin) for article in found] == [
        (record["id"], record["text"], str(number)) for number, record in enumerate(RECORDS, start=1)
    ]
    assert list(given_ids(path)) == [record["id"] for record in RECORDS]


@pytest.mark.usefixtures("short")
def test_marks_in_texts_and_items_that_are_no_records(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    items = [12345678, "]", None, [], *({"_source": {"text": f"{MARKS * 20} {number}"}} for number in range(9)), True]
    path.write_text(json.dumps(items))
    assert [item.text for item in read_json(path) if isinstance(item, Article)] == [
        f"{MARKS * 20} {number}" for number in range(9)
    ]


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("end", "message"),
    [
        ("", "Expecting value"),
        (', {"text": oops}]', "Expecting value"),
        (f', {{"text": "{"x" * 500}"}}, {{"text": "last"}}]', "Unterminated string starting at"),
    ],
)
def test_what_stands_before_a_fault_is_read(tmp_path: Path, end: str, message: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(RECORDS)[:-1] + end)
    *found, last = read_json(path)
    assert len(found) == len(RECORDS)
    assert isinstance(last, Refusal)
    assert last.origin == str(len(RECORDS) + 1)
    assert last.reason == f"not JSON, or a record of more than 200 bytes: {message}"


LEXIS = (
    "\n\n\n                    {} of 40 DOCUMENTS\n\n\n              The Courier\n\n              May 3, 2019\n\n"
    "Boat {}\n\nLENGTH: 9 words\n\nBoat {} sank off the pier.\n\nLANGUAGE: ENGLISH\n"
)
FACTIVA = (
    "HD Boat {}\nPD 3 May 2019\nSN Courier\nLP\nBoat {} sank off the pier.\n\nDocument COUR000020190503ef53000{}\n\n"
)


@pytest.mark.parametrize("form", [LEXIS, FACTIVA])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_exports_with_the_line_ends_of_any_system(tmp_path: Path, form: str, end: str) -> None:
    text = "".join(form.format(number, number, number) for number in range(10, 40))
    (tmp_path / "export.txt").write_text(text, newline=end)
    found = articles(tmp_path)
    assert [(article.title, prose(article)) for article in found] == [
        (f"Boat {number}", [f"Boat {number} sank off the pier."]) for number in range(10, 40)
    ]


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("form", [LEXIS, FACTIVA])
def test_an_export_is_read_as_it_comes_and_an_article_in_it_has_a_limit(tmp_path: Path, form: str) -> None:
    path = tmp_path / "export.txt"
    text = "".join(form.format(number, number, number) for number in range(10, 40))
    path.write_text(text)
    found = [item for item in read_clippings(path) if isinstance(item, Article)]
    assert [article.title for article in found] == [f"Boat {number}" for number in range(10, 40)]
    path.write_text(text + "Boats\n" * 50)
    read = []
    with pytest.raises(SourceError, match=r"^an article of more than 200 characters$"):
        read.extend(read_clippings(path))
    assert len(read) >= 29


BUILT = """
import resource, sys
from pathlib import Path
from qa.ingest.sources import read_sources
def peak(): return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
for source in map(Path, sys.argv[1:]):
    print(sum(1 for _ in read_sources([source])), peak() * 1024)
"""


def test_packed_records_need_no_memory_for_their_file(tmp_path: Path) -> None:
    """Of 150 MB of records, each a megabyte in which there is no text, and an article after them."""
    record = gzip.compress(json.dumps({"picture": os.urandom(500_000).hex()}).encode() + b"\n", 1)
    last = gzip.compress(json.dumps({"text": "One boat sank."}).encode())
    few, many = tmp_path / "few.jsonl.gz", tmp_path / "many.jsonl.gz"
    few.write_bytes(record * 2 + last)
    many.write_bytes(record * 150 + last)
    run = subprocess.run([sys.executable, "-c", BUILT, few, many], capture_output=True, text=True, check=True)
    (of_few, before), (of_many, after) = (map(int, line.split()) for line in run.stdout.splitlines())
    assert (of_few, of_many) == (3, 151)
    assert after - before < 50_000_000
