"""Every reader has a limit of time and of memory: a file of its own format that goes over it, and what is said then."""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.ingest import guard as guarding
from qa.ingest.advice import advised
from qa.ingest.formats import FORMATS, JSON, JSONL, PACKED, format_of
from qa.ingest.guard import SMALL_BYTES, Guard
from qa.ingest.packed import Member
from qa.types import Article
from tests.ingest.oversized import LINE, MANY, WRITERS

SECONDS = 0.2
LONG = bool(os.environ.get("QA_FAULTS"))  # make faults
OFTEN = "a.txt a.jsonl a.csv a.html a.pdf a.docx a.eml wiki.xml export.txt a.tar".split()


@pytest.fixture
def guard() -> Iterator[Guard]:
    with Guard() as guard:
        yield guard


def read(guard: Guard, path: Path) -> int:
    found = format_of(path)
    assert found is not None
    if found is PACKED:
        return sum(1 for _ in guard.members(path))
    return sum(isinstance(item, Article) for item in guard.read(found, path))


def test_there_is_a_file_of_each_format(tmp_path: Path) -> None:
    found = []
    for name, write in WRITERS.items():
        write(tmp_path / name, 0)
        found.append(format_of(tmp_path / name))
    assert set(found) == set(FORMATS)


@pytest.mark.parametrize("name", WRITERS if LONG else OFTEN)
def test_a_reader_is_ended_that_takes_too_long(
    guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    quick, slow = tmp_path / f"quick-{name}", tmp_path / name
    WRITERS[name](quick, 0)
    WRITERS[name](slow, MANY)
    assert read(guard, quick) == 1  # the process has begun, and its library is there
    process = guard._process
    assert process is not None
    guard._seconds = SECONDS
    monkeypatch.setattr(guarding, "BYTES_A_SECOND", float("inf"))
    monkeypatch.setattr(guarding, "PATIENCE", 1000.0)
    with pytest.raises(SourceError, match=f"^not read within {SECONDS} seconds$"):
        read(guard, slow)
    assert process.returncode is not None


def lists(path: Path) -> None:
    path.write_text("[" + "[]," * 3_000_000 + "[]]")


def endless_header(path: Path) -> None:
    """An archive whose first header, of the name of a file, is said to have half a gigabyte."""
    header = tarfile.TarInfo("name")
    header.type, header.size = tarfile.XHDTYPE, 500_000_000
    path.write_bytes(header.tobuf())
    os.truncate(path, header.size + 1024)


@pytest.mark.parametrize(("name", "write"), [("a.json", lists), ("a.tar", endless_header)])
def test_a_reader_is_ended_that_takes_too_much_memory(tmp_path: Path, name: str, write: Callable[[Path], None]) -> None:
    write(tmp_path / name)
    with Guard(memory=250_000_000) as guard, pytest.raises(SourceError) as caught:
        read(guard, tmp_path / name)
    assert advised(caught.value.message) == "needs more than 250,000,000 bytes of memory; part it into smaller files"


def test_a_small_plain_file_needs_no_process_and_a_larger_one_has_it(guard: Guard, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LINE)
    assert read(guard, path) == 1
    assert guard._process is None
    path.write_text(LINE.ljust(SMALL_BYTES + 1))
    assert read(guard, path) == 1
    assert guard._process is not None


def test_a_file_of_nothing_but_refusals_is_given_up(
    guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": LINE * 200}) + "\n{}" * 500)
    monkeypatch.setattr(guarding, "MOST_REFUSED", 400)
    items = []
    with pytest.raises(SourceError, match=r"^nothing but faults in 400 records$"):
        items.extend(guard.read(JSONL, path))
    monkeypatch.setattr(guarding, "MOST_REFUSED", 500)
    assert len(list(guard.read(JSONL, path))) == 501
    monkeypatch.setattr(guarding, "FRUITLESS_SECONDS", 0.0)
    with pytest.raises(SourceError, match=r"^not read within 0 seconds$"):
        list(guard.read(JSONL, path))


def test_ids_that_records_give_themselves_are_read_there_too(guard: Guard, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(str([{"id": "k", "text": LINE * 200}, {"id": "end", "text": ""}]).replace("'", '"'))
    assert list(guard.given_ids(JSON, path)) == ["k", "end"]
    assert guard._process is not None


def test_what_a_broken_process_had_unpacked_is_removed(guard: Guard, tmp_path: Path) -> None:
    WRITERS["a.tar"](tmp_path / "a.tar", 0)
    found = guard.members(tmp_path / "a.tar")
    member = next(found)
    assert isinstance(member, Member)
    unpacked = member.path
    assert unpacked.read_text().startswith(LINE)
    guard._stop()
    assert not unpacked.exists()
    assert not unpacked.parents[1].exists()
