from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qa import Archive
from qa.build import build_index
from qa.errors import IndexBusy, SourceError
from qa.types import Refusal
from tests.encoders import HashEncoder

ROOT = Path(__file__).parents[1]


def test_a_build_counts_what_it_did(sources: Path, tmp_path: Path, encoder: HashEncoder) -> None:
    (sources / "empty.txt").touch()
    stages: list[tuple[str, int, int, int]] = []
    report = build_index([sources], tmp_path / "ix", "default", encoder, lambda *stage: stages.append(stage))
    assert (report.index.articles, report.index.sentences) == (4, 11)
    assert (report.encoded, report.undated) == (4, 1)
    assert (str(report.index.first), str(report.index.last)) == ("2018-03-02", "2019-11-05")
    assert report.refusals == (Refusal(str(sources / "empty.txt"), "empty file"),)
    assert stages[0] == ("reading", 4, 4, 0)
    assert stages[-2:] == [("encoding", 4, 4, 11), ("writing", 0, 0, 0)]


def test_unchanged_articles_are_not_encoded_again(sources: Path, indexes: Path) -> None:
    encoder = HashEncoder()
    before = build_index([sources], indexes, "default", encoder)
    assert (before.encoded, encoder.encoded) == (0, 0)
    (sources / "new.txt").write_text("One new article. It has two sentences.", "utf-8")
    after = build_index([sources], indexes, "default", encoder)
    assert (after.encoded, encoder.encoded) == (1, 1)
    assert after.index.articles == before.index.articles + 1
    assert after.index.build != before.index.build


def test_nothing_changed_nothing_written(sources: Path, indexes: Path, encoder: HashEncoder) -> None:
    before = sorted((indexes / "default" / "snapshots").iterdir())
    again = build_index([sources], indexes, "default", encoder)
    assert [path.name for path in before] == [again.index.build]
    assert sorted((indexes / "default" / "snapshots").iterdir()) == before


def test_an_index_holds_just_the_sources_of_its_last_build(
    sources: Path, indexes: Path, encoder: HashEncoder, archive: Archive
) -> None:
    assert len(archive.articles()) == 4
    build_index([sources / "bridge.md"], indexes, "default", encoder)
    assert [article.id for article in archive.articles()] == ["bridge"]


def test_an_article_whose_file_became_unreadable_stays(
    sources: Path, indexes: Path, encoder: HashEncoder, archive: Archive
) -> None:
    (sources / "harbor.txt").write_bytes(b"\x89PNG\0\0")
    report = build_index([sources], indexes, "default", encoder)
    assert [refusal.reason for refusal in report.refusals] == ["binary data, not text"]
    assert archive.article("harbor").article.title == "Storm closes the harbor"
    assert archive.status().refusals == report.refusals


def test_sources_without_an_article_change_nothing(
    sources: Path, indexes: Path, tmp_path: Path, encoder: HashEncoder, archive: Archive
) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    with pytest.raises(SourceError, match="no article in"):
        build_index([nothing], indexes, "default", encoder)
    with pytest.raises(SourceError, match="no such file or folder"):
        build_index([sources, tmp_path / "missing"], indexes, "default", encoder)
    assert len(archive.articles()) == 4


def test_a_second_writer_is_told_who_is_first(sources: Path, indexes: Path, encoder: HashEncoder) -> None:
    with (indexes / "default" / "LOCK").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711")
        lock.flush()
        with pytest.raises(IndexBusy, match="4711"):
            build_index([sources], indexes, "default", encoder)
    build_index([sources], indexes, "default", encoder)


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x" * 65])
def test_an_index_name_cannot_lead_elsewhere(sources: Path, tmp_path: Path, encoder: HashEncoder, name: str) -> None:
    with pytest.raises(SourceError, match="cannot be called"):
        build_index([sources], tmp_path / "ix", name, encoder)


def test_text_of_any_kind_is_indexed_or_refused(tmp_path: Path, encoder: HashEncoder) -> None:
    """Nothing a folder may hold stops a build; the real encoder has its own odd texts in test_encoder."""
    texts = {
        "blank": "\u200b word",
        "marks": "...\n\n***\n\n?!",
        "long": "x" * 20_000,
        "cjk": "北京是首都。" * 500,
        "rtl": "نص",
    }
    folder = tmp_path / "odd"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / "records.jsonl").write_text('{"text": "One."}\n{bad\n[1]\n{"text": 5}\n', "utf-8")
    report = build_index([folder], tmp_path / "ix", "default", encoder)
    assert report.index.articles == 5
    assert [refusal.origin for refusal in report.refusals] == [
        str(folder / "marks.txt"),
        *(f"{folder / 'records.jsonl'}:{line}" for line in (2, 3, 4)),
    ]
    archive = Archive(tmp_path / "ix", load=lambda model: encoder)
    assert archive.ask("北京是首都", k=20).citations


def test_updated_equals_rebuilt(sources: Path, indexes: Path, tmp_path: Path, encoder: HashEncoder) -> None:
    (sources / "harbor.txt").write_text("The harbor is open again. Ships came.", "utf-8")
    (sources / "bridge.md").unlink()
    (sources / "zoo.txt").write_text("A tapir was born at the zoo. It is well.", "utf-8")
    updated = build_index([sources], indexes, "default", encoder)
    rebuilt = build_index([sources], tmp_path / "fresh", "default", encoder)
    folders = [
        place / "default" / "snapshots" / report.index.build
        for place, report in ((indexes, updated), (tmp_path / "fresh", rebuilt))
    ]
    manifests = [json.loads((folder / "manifest.json").read_text("utf-8")) for folder in folders]
    for manifest in manifests:
        del manifest["build"], manifest["created"]
    assert manifests[0] == manifests[1]  # with the SHA-256 of every file


SLOW_BUILD = """
import sys, time
from pathlib import Path
from qa.build import build_index
from tests.encoders import HashEncoder

class Slow(HashEncoder):
    def encode_documents(self, texts):
        time.sleep(0.05)
        return super().encode_documents(texts)

build_index([Path(sys.argv[1])], Path(sys.argv[2]), "default", Slow(), lambda *s: print(*s, flush=True))
"""


def test_a_killed_build_leaves_the_old_index_and_is_taken_up_again(
    sources: Path, indexes: Path, archive: Archive, tmp_path: Path
) -> None:
    """A real process, killed while it encodes; what it had committed is not encoded again."""
    before = archive.status().index.build
    long = "".join(f"Sentence {n} of this article says a thing. " for n in range(150))
    for number in range(30):
        (sources / f"more{number}.txt").write_text(f"Article {number}. {long}", "utf-8")
    command = [sys.executable, "-c", SLOW_BUILD, str(sources), str(indexes)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("encoding 10 "):
                break
        process.send_signal(signal.SIGKILL)
    assert archive.status().index.build == before
    assert archive.ask("What closed the harbor?").citations[0].article.id == "harbor"
    encoder = HashEncoder()
    started = time.monotonic()
    report = build_index([sources], indexes, "default", encoder)
    assert report.index.articles == 34
    assert 20 <= report.encoded <= 22
    assert time.monotonic() - started < 60
    assert archive.status().index.build == report.index.build
    assert not list((indexes / "default" / "snapshots").glob(".building*"))
