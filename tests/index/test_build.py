from __future__ import annotations

import fcntl
import tracemalloc
from pathlib import Path

import pytest

from qa import Archive
from qa.errors import IndexBusy, NotFound, SourceError
from qa.index.build import add_articles, build_index, plan, remove_articles
from qa.index.types import Plan
from qa.ingest.advice import advised
from qa.types import Refusal
from tests.encoders import HashEncoder


def test_a_build_counts_what_it_did(sources: Path, tmp_path: Path, encoder: HashEncoder) -> None:
    (sources / "empty.txt").touch()
    stages: list[tuple[str, int, int, int]] = []
    report = build_index([sources], tmp_path / "ix", "default", encoder, lambda *stage: stages.append(stage))
    assert (report.index.articles, report.index.sentences) == (4, 11)
    assert (report.encoded, report.undated) == (4, 1)
    assert (str(report.index.first), str(report.index.last)) == ("2018-03-02", "2019-11-05")
    assert report.refusals == (Refusal(str(sources / "empty.txt"), advised("empty file")),)
    assert stages[0] == ("reading", 4, 4, 0)
    assert ("encoding", 4, 4, 11) in stages
    assert stages[-2:] == [("summarizing", 4, 4, 11), ("writing", 0, 0, 0)]


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
    assert [refusal.reason for refusal in report.refusals] == [advised("binary data, not text")]
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
            build_index([sources], indexes, "default", encoder, wait=False)
    build_index([sources], indexes, "default", encoder, wait=False)


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
    assert archive.ask("北京是首都", limit=20).citations


def test_adding_leaves_the_others_and_encodes_only_what_is_new(sources: Path, indexes: Path, tmp_path: Path) -> None:
    encoder = HashEncoder()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "fog.txt").write_text("Fog closed the harbor.", "utf-8")
    (tmp_path / "more" / "harbor.txt").write_text("Another article of that name.", "utf-8")
    report = add_articles([tmp_path / "more"], indexes, "default", encoder)
    assert (report.new, report.changed, report.removed, report.encoded) == (2, 0, 0, 2)
    assert (report.index.articles, encoder.encoded) == (6, 2)
    (tmp_path / "more" / "fog.txt").write_text("Fog closed the harbor again.", "utf-8")
    report = add_articles([tmp_path / "more"], indexes, "default", encoder)
    assert (report.new, report.changed, report.encoded, report.index.articles) == (0, 1, 1, 6)
    again = add_articles([tmp_path / "more", sources], indexes, "default", encoder)
    assert (again.new, again.changed, again.encoded, again.index.build) == (0, 0, 0, report.index.build)


def test_a_record_is_brought_up_to_date_from_another_file(indexes: Path, tmp_path: Path, archive: Archive) -> None:
    path = tmp_path / "today.jsonl"
    path.write_text('{"id": "mayor-1", "title": "Mayor resigns", "text": "Mayor Ada Lind stays after all."}\n', "utf-8")
    report = add_articles([path], indexes, "default", HashEncoder())
    assert (report.new, report.changed, report.index.articles, report.notes) == (0, 1, 4, ())
    assert archive.article("mayor-1").article.text == "Mayor Ada Lind stays after all."


def test_another_story_of_the_same_id_is_an_article_of_its_own(indexes: Path, tmp_path: Path, archive: Archive) -> None:
    path = tmp_path / "today.jsonl"
    path.write_text('{"id": "mayor-1", "title": "Goat wins", "text": "A goat won the race."}\n', "utf-8")
    report = add_articles([path], indexes, "default", HashEncoder())
    assert (report.new, report.changed, report.index.articles) == (1, 0, 5)
    assert archive.article("mayor-1").article.title == "Mayor resigns"
    assert archive.article("today:mayor-1").article.title == "Goat wins"
    (note,) = report.notes
    assert note.startswith(f"{path}:1: its id 'mayor-1' is that of ")


def test_removed_stays_removed_until_it_is_added_again(sources: Path, indexes: Path, archive: Archive) -> None:
    encoder = HashEncoder()

    def no_model() -> HashEncoder:
        raise AssertionError("loaded though there is nothing to encode")

    report = remove_articles(["harbor", "harbor"], indexes, "default", no_model)
    assert (report.removed, report.index.articles) == (1, 3)
    with pytest.raises(NotFound):
        archive.article("harbor")
    assert build_index([], indexes, "default", encoder).index.articles == 3
    with pytest.raises(NotFound, match="no article 'harbor' in 'default'"):
        remove_articles(["bridge", "harbor"], indexes, "default", no_model)
    assert add_articles([sources / "harbor.txt"], indexes, "default", encoder).index.articles == 4
    remove_articles(["harbor"], indexes, "default", no_model)
    assert build_index([sources], indexes, "default", encoder).index.articles == 4
    assert encoder.encoded == 0


def test_without_sources_those_of_before_are_read_again(
    sources: Path, indexes: Path, tmp_path: Path, encoder: HashEncoder, archive: Archive
) -> None:
    (tmp_path / "more.txt").write_text("More of it.", "utf-8")
    add_articles([tmp_path / "more.txt"], indexes, "default", encoder)
    (sources / "bridge.md").unlink()
    (sources / "fog.txt").write_text("Fog closed the harbor.", "utf-8")
    expected = Plan(new=1, changed=0, removed=1, to_encode=1)
    assert plan(indexes, "default") == expected
    report = build_index([], indexes, "default", encoder)
    assert (report.new, report.removed, report.encoded) == (1, 1, 1)
    assert archive.status().sources == (str(sources), str(tmp_path / "more.txt"))
    assert plan(indexes, "default") == Plan(0, 0, 0, 0)


def test_the_articles_of_a_source_that_is_gone_stay(
    sources: Path, indexes: Path, tmp_path: Path, encoder: HashEncoder
) -> None:
    """A disk that is not mounted must not empty an index; one source among others, and all of them."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "fog.txt").write_text("Fog closed the harbor.", "utf-8")
    add_articles([tmp_path / "more"], indexes, "default", encoder)
    sources.rename(tmp_path / "unmounted")
    assert plan(indexes, "default") == Plan(0, 0, 0, 0)
    report = build_index([], indexes, "default", encoder)
    assert report.index.articles == 5
    assert [refusal.origin for refusal in report.refusals] == [str(sources)]


def test_a_file_that_was_added_by_name_and_deleted_from_a_source_goes(
    sources: Path, indexes: Path, encoder: HashEncoder
) -> None:
    (sources / "fog.txt").write_text("Fog closed the harbor.", "utf-8")
    add_articles([sources / "fog.txt"], indexes, "default", encoder)
    (sources / "fog.txt").unlink()
    assert plan(indexes, "default") == Plan(0, 0, 1, 0)
    report = build_index([], indexes, "default", encoder)
    assert (report.removed, report.index.articles, report.refusals) == (1, 4, ())


def test_a_folder_that_was_moved_keeps_its_ids(sources: Path, indexes: Path, encoder: HashEncoder) -> None:
    (sources / "harbor.txt").rename(sources / "renamed.txt")
    sources.rename(sources.with_name("elsewhere"))
    report = build_index([sources.with_name("elsewhere")], indexes, "default", encoder)
    assert (report.new, report.removed, report.encoded) == (0, 0, 0)
    held = {article.id for article in Archive(indexes, load=lambda model: encoder).articles()}
    assert held == {"harbor", "bridge", "mayor-1", "records-2"}


def test_looking_what_a_build_would_do_holds_one_article_at_a_time(sources: Path, indexes: Path) -> None:
    def held(articles: int) -> int:
        for number in range(articles):
            text = f"Article {number} of a long list. " + "Nothing much happens in this sentence at all. " * 1000
            (sources / f"long{number}.txt").write_text(text, "utf-8")
        tracemalloc.start()
        try:
            assert plan(indexes, "default") == Plan(new=articles, changed=0, removed=0, to_encode=articles)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    held(1)  # what tells languages is loaded once
    few = held(4)
    assert held(20) < 1.4 * few
