"""What every engine must do with its builds, one of which is in use (`Builds`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import Archive, NoIndex, QaError
from qa.encoding.base import encoding_id
from qa.encoding.types import EncoderFacts
from qa.errors import IndexDamaged
from qa.index.build import add_articles, build_index, plan, remove_articles
from qa.index.builds import builds_of, open_index
from qa.index.library import Library
from qa.index.lock import locked
from qa.index.retention import prune, roll_back
from qa.index.verify import verify_index
from qa.types import SHIPPED, Calibration
from tests.conftest import write_sources
from tests.encoders import HashEncoder

IDS = ["bridge", "harbor", "mayor-1", "records-2"]  # newest first, the undated last


@pytest.fixture
def live(place: tuple[Path, str], tmp_path: Path) -> tuple[Path, str, Path]:
    """An index to change: the folder of indexes, its name and its articles."""
    articles, name = write_sources(tmp_path / "articles"), tmp_path.name
    build_index([articles], place[0], name, HashEncoder(), engine=place[1])
    return place[0], name, articles


def ids(folder: Path, name: str) -> list[str]:
    """The articles of the build in use, those that its first sentences belong to too."""
    engine = open_index(folder, name)
    listed = [info.id for info in engine.listing()]
    firsts = [held.rows[0] for held in engine.articles(listed)]
    assert [sentence.article.id for sentence in engine.sentences(firsts)] == listed
    engine.close()
    return listed


def test_each_build_by_its_name(live: tuple[Path, str, Path], place: tuple[Path, str]) -> None:
    folder, name, _ = live
    builds = builds_of(folder / name)
    assert (builds.name, builds.connects) == (name, place[1] != "files")
    assert builds.place == (place[1] if builds.connects else str(folder))
    first = str(builds.current())
    remove_articles(["harbor"], folder, name, HashEncoder)
    second = str(builds.current())
    assert builds.kept() == [second, first]
    assert [builds.manifest(build).articles for build in (first, second)] == [4, 3]
    for verify in (True, False):
        assert [info.id for info in builds.open(first, verify).listing()] == IDS
        assert builds.open_current(verify).info().build == builds.manifest(second).build == second
    builds.make_current(first)
    assert (builds.current(), builds.open_current().info().articles, len(builds.kept())) == (first, 4, 2)
    with locked(folder / name, "test"):
        builds.remove([second])
        builds.sweep()
    assert builds.kept() == [first]
    assert verify_index(folder, name, lambda model: HashEncoder())[0].found.startswith(
        f"build {first}: {len(builds.manifest(first).files)} {builds.part}s"
    )
    with pytest.raises(IndexDamaged):
        builds.open(second)
    with pytest.raises(IndexDamaged):
        builds.manifest(second)


def test_where_nothing_was_built(place: tuple[Path, str]) -> None:
    builds = builds_of(place[0] / "nothing", place[1])
    assert (builds.current(), builds.kept()) == (None, [])
    with pytest.raises(NoIndex, match="no index 'nothing'"):
        builds.open_current()


def test_what_is_published_of_the_same_articles_is_the_build_in_use(live: tuple[Path, str, Path]) -> None:
    folder, name, _ = live
    builds, model = builds_of(folder / name), HashEncoder()
    facts = EncoderFacts(model.name, model.weights_id, encoding_id(model), model.dimensions)
    with locked(folder / name, "test"), Library(folder / name / "library.db") as library:
        assert builds.publish(library, facts).build == builds.current()
        assert len(builds.kept()) == 1
        library.remove(["bridge"])
        assert (builds.publish(library, facts).articles, len(builds.kept())) == (3, 2)
    assert ids(folder, name) == IDS[1:]


def test_updates_removals_and_going_back(live: tuple[Path, str, Path]) -> None:
    folder, name, articles = live
    first = open_index(folder, name).info().build
    (articles / "late.txt").write_text("Ferry sails again\n\nThe ferry left its quay on Sunday.\n", "utf-8")
    (articles / "bridge.md").write_text("---\ntitle: Bridge\ndate: 2019-11-05\n---\nThe bridge is green.\n", "utf-8")
    wanted = plan(folder, name)
    assert (wanted.new, wanted.changed, wanted.removed, wanted.to_encode) == (1, 1, 0, 2)
    report = add_articles([articles], folder, name, HashEncoder())
    assert (report.new, report.changed, report.encoded) == (1, 1, 2)
    assert ids(folder, name) == ["bridge", "harbor", "mayor-1", "late", "records-2"]
    assert open_index(folder, name).articles(["bridge"])[0].texts() == ["The bridge is green."]

    archive = Archive(folder, name, lambda model: HashEncoder(), reads="none")
    assert archive.ask("Which ferry left its quay?").citations[0].text == "The ferry left its quay on Sunday."
    remove_articles(["harbor"], folder, name, HashEncoder)
    assert ids(folder, name) == ["bridge", "mayor-1", "late", "records-2"]
    assert [archive.info().articles, archive.status().builds[-1]] == [4, first]  # it goes over by itself
    assert roll_back(folder, name, first).articles == 4
    assert ids(folder, name) == IDS
    assert archive.articles(limit=1)[0].title == "Bridge reopens after repairs"
    assert [info.id for info in archive.at(builds_of(folder / name).kept()[0]).articles()] == [
        *("bridge", "mayor-1", "late", "records-2")
    ]
    with pytest.raises(QaError, match="no build 'nothing'"):
        roll_back(folder, name, "nothing")


def test_a_calibration_is_a_build_that_can_be_gone_back_from(live: tuple[Path, str, Path]) -> None:
    folder, name, articles = live
    builds, bent = builds_of(folder / name), Calibration(0.5, 0.1, 60)
    builds.publish_calibration(bent)
    assert open_index(folder, name).calibration == bent
    assert ids(folder, name) == IDS
    (articles / "bridge.md").unlink()
    assert build_index([articles], folder, name, HashEncoder()).removed == 1
    assert open_index(folder, name).calibration == bent, "what the same encoder makes next has it too"
    assert (len(builds.kept()), roll_back(folder, name, builds.kept()[-1]).articles) == (3, 4)
    assert open_index(folder, name).calibration == SHIPPED


def test_what_was_changed_is_sound_and_the_oldest_can_go(live: tuple[Path, str, Path]) -> None:
    folder, name, _ = live
    remove_articles(["bridge"], folder, name, HashEncoder)
    findings = verify_index(folder, name, lambda model: HashEncoder())
    assert [finding.found for finding in findings if not finding.ok] == []
    assert len(findings) == 6
    first = builds_of(folder / name).kept()[1]
    assert prune(folder, name, keep=1).builds == (first,)
    assert ids(folder, name) == IDS[1:]
    with pytest.raises(QaError, match="no build earlier than"):
        roll_back(folder, name)
