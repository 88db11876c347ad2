"""Articles that name no source: what recurs in those of one folder is learned as of one outlet."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.archive import Archive
from qa.index.build import build_index
from qa.index.learned_furniture import LEAST
from qa.ingest.identity import outlet_of
from qa.types import Article
from tests.encoders import HashEncoder

WORDS = "Ash Birch Cedar Dogwood Elm Fir Gum Hazel".split()
LINE = "Our ovens bake 3 loaves for whoever reads to this line"


def paste(folder: Path, count: int, first: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(first, first + count):
        burns = f"Kiln {WORDS[n]} of the old works was lit again, and it will burn for {n + 2} days and as many nights."
        burns += " Nobody may come near before it is cold."
        text = f"Kiln {WORDS[n]} is lit\n\n{burns}\n\n{LINE.replace('3', str(n))}\n"
        (folder / f"k{n}.txt").write_text(text, "utf-8")


def kept(indexes: Path) -> int:
    archive = Archive(indexes, verify=False)
    articles = [archive.article(f"k{n}").article for n in range(LEAST)]
    assert {article.source for article in articles} == {""}
    return sum("ovens" in article.text[slice(*span)] for article in articles for span in article.body)


def test_a_folder_of_pasted_texts(tmp_path: Path) -> None:
    paste(tmp_path / "in", LEAST)
    build_index([tmp_path / "in"], tmp_path, "default", HashEncoder())
    assert kept(tmp_path) == 0
    again = build_index([], tmp_path, "default", HashEncoder())
    assert (again.new, again.changed, again.encoded) == (0, 0, 0)


def test_another_folder_is_another_outlet(tmp_path: Path) -> None:
    paste(tmp_path / "in", LEAST - 1)
    paste(tmp_path / "in" / "more", 1, LEAST - 1)
    build_index([tmp_path / "in"], tmp_path, "default", HashEncoder())
    assert kept(tmp_path) == LEAST


@pytest.mark.parametrize(
    ("source", "origin", "outlet"),
    [
        ("The Post", "/in/a.txt", "The Post"),
        ("", "/in/a.txt", "/in/"),
        ("", "/in/export.jsonl:17", "/in/"),
        ("", "/in/all.zip!/2019/a.txt", "/in/all.zip!/2019/"),
        ("", "", ""),
    ],
)
def test_outlets(source: str, origin: str, outlet: str) -> None:
    assert outlet_of(Article("a", "It fell.", ((0, 8),), source=source, origin=origin)) == outlet
