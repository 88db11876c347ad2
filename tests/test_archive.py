from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qa import Archive
from qa.errors import EngineUnavailable, IndexDamaged, IndexMismatch, NoIndex
from qa.index.build import build_index
from qa.index.layout import current_build, make_current
from tests.encoders import HashEncoder
from tests.waiting import wait


def test_a_new_build_is_gone_over_to(archive: Archive, sources: Path, indexes: Path, encoder: HashEncoder) -> None:
    before = archive.ask("What closed the harbor?").index
    (sources / "new.txt").write_text("Fog closed the harbor for a week.", "utf-8")
    report = build_index([sources], indexes, "default", encoder)
    after = archive.ask("What closed the harbor for a week?")
    assert before.build != after.index.build == report.index.build
    assert after.citations[0].article.id == "new"


def test_watched_it_goes_over_by_itself_and_no_question_looks(
    archive: Archive, sources: Path, indexes: Path, encoder: HashEncoder
) -> None:
    before = archive.ask("What closed the harbor?").index.build
    archive.watch(seconds=3600)  # does not look while this test runs
    (sources / "new.txt").write_text("Fog closed the harbor for a week.", "utf-8")
    report = build_index([sources], indexes, "default", encoder)
    assert archive.ask("What closed the harbor?").index.build == before
    archive.watch(seconds=0.05)  # another that does
    wait(lambda: archive.info().build == report.index.build)
    (indexes / "default" / "CURRENT").write_text("nowhere", "ascii")
    wait(lambda: "nowhere" in str(archive.status().problem))
    make_current(indexes / "default", before)
    wait(lambda: (archive.info().build, archive.status().problem) == (before, None))


def test_a_damaged_new_build_is_refused_and_the_old_one_serves_on(
    archive: Archive, sources: Path, indexes: Path, encoder: HashEncoder
) -> None:
    before = archive.ask("What closed the harbor?").index.build
    (sources / "new.txt").write_text("Fog closed the harbor for a week.", "utf-8")
    report = build_index([sources], indexes, "default", encoder)
    path = indexes / "default" / "snapshots" / report.index.build / "sentences.faiss"
    path.write_bytes(path.read_bytes()[:-1] + b"\0\0")
    assert archive.ask("What closed the harbor?").index.build == before
    problem = archive.status().problem
    assert problem is not None
    assert "sentences.faiss" in problem
    assert problem.endswith(" (try: qa build)")
    make_current(indexes / "default", before)
    assert archive.status().problem is None
    make_current(indexes / "default", report.index.build)
    with pytest.raises(IndexDamaged):
        Archive(indexes, load=lambda model: encoder).warm_up()


def test_current_gone_while_serving(archive: Archive, indexes: Path) -> None:
    build = archive.ask("What closed the harbor?").index.build
    (indexes / "default" / "CURRENT").write_text("nowhere", "ascii")
    assert archive.ask("What closed the harbor?").index.build == build
    assert "nowhere" in str(archive.status().problem)
    (indexes / "default" / "CURRENT").unlink()
    assert archive.ask("What closed the harbor?").index.build == build
    assert "no index 'default'" in str(archive.status().problem)


def test_an_index_removed_under_a_server_goes_on_answering(archive: Archive, indexes: Path) -> None:
    """Also in threads that have not asked before."""
    build = archive.ask("What closed the harbor?").index.build
    shutil.move(indexes, indexes.with_name("gone"))
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(archive.ask, ["What closed the harbor?"] * 8))
    assert {answer.index.build for answer in answers} == {build}
    assert {answer.citations[0].article.id for answer in answers} == {"harbor"}
    assert "no index 'default'" in str(archive.status().problem)


def test_weights_other_than_those_of_the_build_are_refused(indexes: Path) -> None:
    with pytest.raises(IndexMismatch):
        Archive(indexes, load=lambda model: HashEncoder(salt="other")).ask("What closed the harbor?")


def test_no_index_is_said_until_there_is_one(tmp_path: Path, sources: Path, encoder: HashEncoder) -> None:
    archive = Archive(tmp_path / "ix", load=lambda model: encoder)
    with pytest.raises(NoIndex):
        archive.articles()
    build_index([sources], tmp_path / "ix", "default", encoder)
    assert len(archive.articles()) == 4


def test_lists_and_pages_need_no_model(indexes: Path) -> None:
    def no_model(model: str) -> HashEncoder:
        raise AssertionError("loaded")

    archive = Archive(indexes, load=no_model)
    assert len(archive.articles()) == 4
    assert archive.article("mayor-1").sentences == ((0, 34), (35, 56))
    assert archive.status().index.sentences == 11


def test_the_folder_may_be_told_as_a_string(indexes: Path, encoder: HashEncoder) -> None:
    assert Archive(str(indexes), load=lambda model: encoder).info().articles == 4


def test_questions_during_rebuilds_are_never_mixed(
    archive: Archive, sources: Path, indexes: Path, encoder: HashEncoder
) -> None:
    """Each build says its own number in every article: an answer of two builds would show."""
    stop = threading.Event()
    wrong: list[str] = []
    builds: dict[str, str] = {}

    def write(number: int) -> None:
        for name in ("one", "two", "three"):
            (sources / f"{name}.txt").write_text(f"The tide table of {name} has number {number}.", "utf-8")
        report = build_index([sources], indexes, "default", encoder)
        builds[report.index.build] = f"number {number}."

    def ask() -> None:
        while not stop.is_set():
            try:
                answer = archive.ask("Which number has the tide table?")
                answers.append((answer.index.build, [citation.text for citation in answer.citations]))
            except Exception as error:
                wrong.append(repr(error))

    answers: list[tuple[str, list[str]]] = []
    write(0)
    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(1, 6):
        wait(lambda: wrong or answers)
        write(number)
    wait(lambda: wrong or answers[-1][0] == list(builds)[-1])
    stop.set()
    for thread in threads:
        thread.join()
    mixed = [texts for build, texts in answers if not all(text.endswith(builds[build]) for text in texts)]
    assert (wrong, mixed) == ([], [])
    assert len({build for build, _ in answers}) > 1
    assert current_build(indexes / "default") == list(builds)[-1]


def test_readiness_opens_nothing_and_says_what_is_in_the_way(
    tmp_path: Path, sources: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loaded: list[str] = []

    def load(model: str) -> HashEncoder:
        loaded.append(model)
        return HashEncoder()

    archive = Archive(tmp_path / "ix", load=load)
    for _ in range(2):
        with pytest.raises(EngineUnavailable, match="loading"):
            archive.require_ready()
    archive.refresh()
    archive.refresh()
    with pytest.raises(NoIndex):
        archive.require_ready()
    assert [message.partition(":")[0] for message in caplog.messages] == ["not ready"]  # told once
    build_index([sources], tmp_path / "ix", "default", HashEncoder())
    with pytest.raises(NoIndex):
        archive.require_ready()
    assert loaded == []
    archive.refresh()
    archive.require_ready()
    assert loaded == ["hash"]


def test_a_model_that_cannot_be_loaded_is_not_tried_every_second(indexes: Path) -> None:
    tries: list[str] = []

    def load(model: str) -> HashEncoder:
        tries.append(model)
        raise EngineUnavailable("no model")

    archive = Archive(indexes, load=load)
    for _ in range(5):
        archive.refresh()
    assert tries == ["hash"]
    with pytest.raises(EngineUnavailable, match="no model"):
        archive.require_ready()


def test_a_build_whose_model_was_missing_is_tried_again(
    sources: Path, indexes: Path, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = False

    def load(model: str) -> HashEncoder:
        if there or not loaded:
            loaded.append(model)
            return HashEncoder(salt="" if len(loaded) == 1 else "other")
        raise EngineUnavailable("no model")

    loaded: list[str] = []
    archive = Archive(indexes, load=load)
    archive.refresh()
    (sources / "new.txt").write_text("Fog closed the harbor for a week.", "utf-8")
    newer = build_index([sources], indexes, "default", HashEncoder(salt="other")).index.build
    archive.refresh()
    assert archive.problem is not None
    there = True
    archive.refresh()
    assert archive.info().build != newer  # not again at once: loading takes seconds
    monkeypatch.setattr(archive, "_next_try", 0.0)
    archive.refresh()
    assert (archive.info().build, archive.problem) == (newer, None)


def test_an_earlier_build_by_another_model_leaves_the_newest_its_own(sources: Path, tmp_path: Path) -> None:
    class Other(HashEncoder):
        name = "other"

    loaded: list[str] = []

    def load(model: str) -> HashEncoder:
        loaded.append(model)
        return Other(salt="other") if model == "other" else HashEncoder()

    first = build_index([sources], tmp_path, "default", HashEncoder()).index.build
    newest = build_index([sources], tmp_path, "default", Other(salt="other")).index.build
    archive = Archive(tmp_path, load=load, reads="none")
    assert archive.at(first).article("mayor-1").index.build == first
    assert loaded == []  # an article needs no model
    question = "What closed the harbor?"
    builds = [each.ask(question).index.build for each in (archive.at(first), archive, archive.at(first))]
    assert (builds, loaded) == ([first, newest, first], ["hash", "other"])


def test_an_earlier_build_by_the_same_model_shares_it(sources: Path, indexes: Path) -> None:
    loaded: list[str] = []
    archive = Archive(indexes, load=lambda model: loaded.append(model) or HashEncoder(), reads="none")
    first = archive.info().build
    (sources / "new.txt").write_text("Fog closed the harbor for a week.", "utf-8")
    build_index([sources], indexes, "default", HashEncoder())
    assert archive.at(first).ask("What closed the harbor?").index.build == first
    assert archive.ask("What closed the harbor?").index.build != first
    assert loaded == ["hash"]
