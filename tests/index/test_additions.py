"""What an addition looks at of what is held: only what the new article could be; and how the files are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.index import articles, manifest, seen
from qa.index.build import add_articles, build_index
from qa.ingest.identity import Identities, Known, content_hash
from qa.ingest.sources import read_changed, read_sources
from qa.types import Article
from tests.encoders import HashEncoder


def articles_of(source: Path, identities: Identities | None = None) -> list[Article]:
    return [item for item in read_sources([source], identities) if isinstance(item, Article)]


def test_of_what_is_held_only_the_owner_of_the_id_is_asked_for(tmp_path: Path) -> None:
    for name in ("harbor", "storm", "zoo"):
        (tmp_path / "held" / name).mkdir(parents=True)
        (tmp_path / "held" / name / f"{name}.txt").write_text(f"It is the {name}.", "utf-8")
    known = [Known(each.id, each.origin, content_hash(each)) for each in articles_of(tmp_path / "held")]
    (tmp_path / "zoo.txt").write_text("A tapir was born.", "utf-8")
    asked: list[str] = []

    def stays(origin: str) -> bool:
        asked.append(origin)
        return True

    (added,) = articles_of(tmp_path / "zoo.txt", Identities(known, stays))
    assert added.id.startswith("zoo-")
    assert asked == [f"{tmp_path}/held/zoo/zoo.txt"]


def test_of_two_files_of_one_content_that_are_gone_one_is_found_again(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("The same.", "utf-8")
    known = [Known(each.id, each.origin, content_hash(each)) for each in articles_of(tmp_path)]
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").rename(tmp_path / f"{name}-moved.txt")
    found = {each.origin: each.id for each in articles_of(tmp_path, Identities(known))}
    assert found == {f"{tmp_path}/a-moved.txt": "b", f"{tmp_path}/b-moved.txt": "b-moved", f"{tmp_path}/c.txt": "c"}


@pytest.mark.parametrize("source", [".", "wire", "wire/", "./wire//", "wire/../wire"])
def test_files_are_asked_for_by_the_names_that_are_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.chdir(tmp_path)
    place = Path(source, "deep", "a.txt")
    (tmp_path / "wire").mkdir()
    place.parent.mkdir()
    place.write_text("One.", "utf-8")
    asked: list[str] = []

    def unchanged(file: str) -> list[Known]:
        asked.append(file)
        return []

    (read,) = read_changed([Path(source)], Identities(), None, unchanged)
    assert isinstance(read, Article)
    assert asked == [read.origin] == [str(place)]


def test_an_unchanged_file_and_a_link_to_it_are_one_article(
    tmp_path: Path, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "_SETTLED", 0.0)
    wire, indexes = tmp_path / "wire", tmp_path / "indexes"
    wire.mkdir()
    (wire / "harbor.txt").write_text("The harbor is open.", "utf-8")
    for _ in range(2):
        report = build_index([wire], indexes, "default", encoder)
        (wire / "z.txt").unlink(missing_ok=True)
        (wire / "z.txt").symlink_to("harbor.txt")
        report = build_index([wire], indexes, "default", encoder)
        assert (report.index.articles, report.new, report.changed, report.refusals) == (1, 0, 0, ())


def test_what_was_just_written_is_hashed_once(
    tmp_path: Path, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what the build before holds once, too: of a large archive it is most of the work."""
    indexes, hashed, through = tmp_path / "indexes", list[Path](), manifest.fingerprint
    (tmp_path / "a.txt").write_text("One.", "utf-8")
    (tmp_path / "b.txt").write_text("Two.", "utf-8")
    build_index([tmp_path / "a.txt"], indexes, "default", encoder)

    def noted(path: Path) -> tuple[int, str]:
        hashed.append(path)
        return through(path)

    monkeypatch.setattr(manifest, "fingerprint", noted)
    add_articles([tmp_path / "b.txt"], indexes, "default", encoder)
    assert set(articles.STORE_FILES) < {path.name for path in hashed}
    assert len(hashed) == len(set(hashed))
