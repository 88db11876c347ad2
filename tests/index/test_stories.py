"""Stories as a snapshot keeps them, and what the next build takes from it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.errors import IndexUnusable
from qa.index import stories
from qa.index.build import add_articles, build_index, remove_articles
from qa.index.manifest import fingerprint, read_manifest, write_manifest
from qa.index.snapshot import open_current
from qa.text import copies
from tests.encoders import HashEncoder

STORY = " ".join(
    f"The keeper Ada Finch lit lamp {n} of Cape Farrow and noted the {n + 3} ships that passed." for n in range(9)
)
TEXTS = {"late": f"(AP) {STORY}", "first": STORY, "same": STORY, "other": "A goat won the race in Tarnwick."}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number, (name, text) in enumerate(TEXTS.items()):
        day = {"late": 9, "first": 2}.get(name, 4 + number)
        (tmp_path / "in" / f"{name}.txt").write_text(f"- The Courier - May {day}, 2019\n\n{text}\n", "utf-8")
    build_index([tmp_path / "in"], tmp_path / "ix", "default", HashEncoder())
    return tmp_path / "ix"


def add(indexes: Path, name: str, text: str) -> None:
    path = indexes.parent / "in" / f"{name}.txt"
    path.write_text(f"- The Courier - May 1, 2019\n\n{text}\n", "utf-8")
    add_articles([path], indexes, "default", HashEncoder())


def told(indexes: Path) -> list[list[str]]:
    return [[info.id for info in story.articles] for story in open_current(indexes, "default").told_twice()]


def test_the_articles_of_a_story_from_each_of_them(built: Path) -> None:
    story = ("first", "same", "late")
    found = open_current(built, "default").same_story(["late", "other", "nobody", "first"])
    assert found == {"late": story, "first": story}
    assert told(built) == [list(story)]


def test_only_what_is_new_is_read_and_the_same_is_found(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed: list[str] = []

    def noted(text: str) -> np.ndarray:
        signed.append(text)
        return signature(text)

    signature = copies.signature
    monkeypatch.setattr(copies, "signature", noted)
    read: list[str] = []
    prose = stories.prose_of
    monkeypatch.setattr(stories, "prose_of", lambda article: read.append(article.id) or prose(article))
    add(built, "a-goat", "Another goat came second in Tarnwick, and a third one lay down.")
    assert (signed, set(read)) == (["Another goat came second in Tarnwick, and a third one lay down."], {"a-goat"})
    assert told(built) == [["first", "same", "late"]]
    read.clear()
    add(built, "b-copy", f"CAPE FARROW — {STORY}")
    assert "other" not in read
    assert told(built) == [["b-copy", "first", "same", "late"]]


def test_copies_to_the_letter_are_told_apart_by_their_order() -> None:
    now, before = np.array([5, 8, 5, 7, 9]), np.array([7, 5, 5, 5, 1])
    rows, old = stories._in_both(now, before)
    assert sorted(zip(rows.tolist(), old.tolist(), strict=True)) == [(0, 1), (2, 2), (3, 0)]


def test_a_copy_that_goes_takes_no_verdict_of_the_others_with_it(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remove_articles(["other"], built, "default", HashEncoder)
    read: list[str] = []
    prose = stories.prose_of
    monkeypatch.setattr(stories, "prose_of", lambda article: read.append(article.id) or prose(article))
    remove_articles(["first"], built, "default", HashEncoder)
    assert told(built) == [["same", "late"]]
    assert not read


def test_what_was_altered_is_found_out_again(built: Path) -> None:
    snapshot = open_current(built, "default")
    path = built / "default" / "snapshots" / snapshot.manifest.build / stories.JUDGED
    held = dict(np.load(path))
    held["verdicts"] = ~held["verdicts"]
    np.savez(path, **held)
    add(built, "more", "Some rain fell.")
    assert told(built) == [["first", "same", "late"]]


def test_a_snapshot_of_an_earlier_version_answers_and_names_no_stories(built: Path) -> None:
    folder = built / "default" / "snapshots" / open_current(built, "default").manifest.build
    manifest = read_manifest(folder)
    for name in (stories.FILE, stories.JUDGED):
        (folder / name).unlink()
        del manifest.files[name]
    write_manifest(manifest, folder)
    assert manifest.files["articles.db"] == fingerprint(folder / "articles.db")
    snapshot = open_current(built, "default")
    assert snapshot.same_story(["first"]) == {}
    with pytest.raises(IndexUnusable, match="before stories were looked for"):
        snapshot.told_twice()
    add(built, "more", "Some rain fell.")
    assert told(built) == [["first", "same", "late"]]


def neighbours(band: list[int]) -> set[tuple[int, int]]:
    """The pairs of rows, one or two apart among those of one number."""
    groups = [[row for row, other in enumerate(band) if other == number] for number in set(band)]
    return {pair for group in groups for step in (1, 2) for pair in zip(group, group[step:], strict=False)}


def test_the_neighbours_of_each_band() -> None:
    """Also where many have a number, and where numbers differ in their highest bits alone."""
    chance = np.random.default_rng(4)
    for most in (2, 9, 2**32):
        signatures = chance.integers(0, most, (40, 6), dtype=np.uint64).astype(np.uint32)
        signatures[7], signatures[9] = signatures[3], signatures[3] ^ np.uint32(1 << 31)
        bands = np.ascontiguousarray(signatures).view(np.uint64).T.tolist()
        found = [
            list(map(tuple, np.stack(np.divmod(pairs, 40), axis=1).tolist())) for pairs in copies._bands(signatures)
        ]
        assert [sorted(pairs) for pairs in found] == [sorted(neighbours(band)) for band in bands]
