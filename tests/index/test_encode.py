from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from qa import Archive
from qa.command.render_index import stopped_text
from qa.encoding.base import encoding_id
from qa.encoding.types import EncodedText
from qa.index.activity import read_activity
from qa.index.build import build_index, remove_articles
from qa.index.library import Library
from qa.index.library_reading import read_model
from tests.encoders import HashEncoder

ROOT = Path(__file__).parents[2]


def test_another_encoder_is_told_before_everything_is_encoded_again(sources: Path, indexes: Path) -> None:
    told: list[str] = []
    report = build_index([], indexes, "default", HashEncoder(salt="other"), say=told.append)
    assert report.encoded == 4
    assert told[0] == (
        "the encoder changed from hash-64/punkt-7/passages-200-3/int8-1 to "
        "hashother-64/punkt-7/passages-200-3/int8-1: "
        "4 articles, about 11 sentences, are encoded again"
    )
    assert re.fullmatch(r"that takes about (1 second|\d+ seconds)", told[1])
    assert remove_articles(["harbor"], indexes, "default", lambda: HashEncoder(salt="other")).encoded == 0


KILLED_BUILD = """
import signal, sys
from pathlib import Path
from qa.index.build import build_index
from tests.encoders import HashEncoder

def progress(stage, done, *_):
    if (stage, done) == ("encoding", 10):
        print("ten", flush=True)
        signal.pause()

build_index([Path(sys.argv[1])], Path(sys.argv[2]), "default", HashEncoder(), progress)
"""


def test_a_killed_build_leaves_the_old_index_and_is_taken_up_again(
    sources: Path, indexes: Path, archive: Archive, tmp_path: Path
) -> None:
    """A real process, killed while it encodes; what it had committed is not encoded again."""
    before = archive.status().index.build
    long = "".join(f"Sentence {n} of this article says a thing. " for n in range(100))  # two to a commit
    for number in range(14):
        (sources / f"more{number}.txt").write_text(f"Article {number}. {long}", "utf-8")
    command = [sys.executable, "-c", KILLED_BUILD, str(sources), str(indexes)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ten\n"
        process.send_signal(signal.SIGKILL)
    assert archive.status().index.build == before
    assert archive.ask("What closed the harbor?").citations[0].article.id == "harbor"
    report = build_index([sources], indexes, "default", HashEncoder())
    assert report.index.articles == 18
    assert report.encoded == 4
    assert archive.status().index.build == report.index.build
    assert not list((indexes / "default" / "snapshots").glob(".building*"))


class Stopped(HashEncoder):
    """Ctrl-C, while it encodes."""

    name = "stopped"

    def encode_documents(self, texts: Sequence[str]) -> list[EncodedText]:
        raise KeyboardInterrupt


def test_a_build_that_is_stopped_goes_on_with_the_same_model(sources: Path, indexes: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "first", indexes):
        with pytest.raises(KeyboardInterrupt):
            build_index([sources], place, "default", Stopped(salt="other"))
        assert read_model(place / "default" / "library.db") == "stopped"


def test_key_sentences_are_chosen_once(sources: Path, indexes: Path, encoder: HashEncoder) -> None:
    path = indexes / "default" / "library.db"
    with Library(path) as library:
        numbers = {article.id: key for article, _, key in library.encoded_articles(encoding_id(encoder))}
    assert numbers.keys() == {"harbor", "bridge", "mayor-1", "records-2"}
    assert all(0 < len(key) <= 3 for key in numbers.values())
    stages: list[str] = []
    (sources / "fog.txt").write_text("Fog closed the harbor. It lifted at noon.", "utf-8")
    build_index([], indexes, "default", encoder, lambda stage, done, of, _: stages.append(f"{stage} {done} {of}"))
    assert [stage for stage in stages if stage.startswith("summarizing")] == ["summarizing 0 1", "summarizing 1 1"]
    with Library(path) as library:
        library.prune([])
        assert library.without_key_sentences(encoding_id(encoder)) == []


def test_key_sentences_that_were_chosen_before_a_stop_are_kept(sources: Path, tmp_path: Path) -> None:
    def stop(stage: str, done: int, total: int, sentences: int) -> None:
        if (stage, done) == ("summarizing", 3):
            raise KeyboardInterrupt

    encoder = HashEncoder()
    with pytest.raises(KeyboardInterrupt):
        build_index([sources], tmp_path / "ix", "default", encoder, stop)
    folder = tmp_path / "ix" / "default"
    with Library(folder / "library.db") as library:
        assert len(library.without_key_sentences(encoding_id(encoder))) == 1
    assert re.match(r"stopped after \d of 4 articles, which are kept;", stopped_text(read_activity(folder)))
    stages: list[tuple[str, int, int]] = []
    build_index([], tmp_path / "ix", "default", encoder, lambda stage, *counts: stages.append((stage, *counts[:2])))
    assert ("summarizing", 1, 1) in stages
