"""What recurs in a source's articles is taken out of them, and stays out when they are read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qa.archive import Archive
from qa.index.build import build_index, plan
from qa.index.learned_furniture import LEAST, learned_lines, without_furniture
from qa.index.library import Library
from qa.ingest.prose.furniture import folded_line
from qa.types import Article
from tests.encoders import HashEncoder

WORDS = "Ash Birch Cedar Dogwood Elm Fir Gum Hazel".split()
LINE = "The Kiln Post prints 3 pages on kilns each week"


def write(folder: Path, count: int, line: str = LINE) -> None:
    folder.mkdir(exist_ok=True)
    for n in range(count):
        burns = (
            f"Kiln {WORDS[n]} of the old works was lit again on Monday, and it will burn for {n + 2} days and nights."
        )
        text = f"{burns} Nobody may come near before it is cold, and the road is closed.\n\n"
        (folder / f"k{n}.txt").write_text(
            f"The Kiln Post - May {n + 1}, 2019\n\n{text}{line.replace('3', str(n))}\n\n", "utf-8"
        )


def bodies(indexes: Path, count: int) -> set[str]:
    archive = Archive(indexes, verify=False)
    articles = [archive.article(f"k{n}").article for n in range(count)]
    return {
        article.text[slice(*span)]
        for article in articles
        for span in article.body
        if "prints" in article.text[slice(*span)]
    }


def test_a_line_that_recurs_is_learned_and_stays_out(tmp_path: Path) -> None:
    write(tmp_path / "in", LEAST - 1)
    build_index([tmp_path / "in"], tmp_path, "default", HashEncoder())
    assert len(bodies(tmp_path, LEAST - 1)) == LEAST - 1
    write(tmp_path / "in", LEAST)
    build_index([], tmp_path, "default", HashEncoder())
    assert bodies(tmp_path, LEAST) == set()
    again = build_index([], tmp_path, "default", HashEncoder())
    assert (again.new, again.changed, again.encoded) == (0, 0, 0)
    assert plan(tmp_path, "default").to_encode == plan(tmp_path, "default").changed == 0
    page = Archive(tmp_path, verify=False).article("k3").article
    assert [page.text[slice(*span)] for span in page.removed][-1] == LINE


def test_what_was_counted_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One article more of a source is counted with the others by their hashes, and brings the line over the bound."""
    write(tmp_path / "in", LEAST - 1)
    build_index([tmp_path / "in"], tmp_path, "default", HashEncoder())
    read: list[str] = []
    through = Library.article
    monkeypatch.setattr(Library, "article", lambda library, name: read.append(name) or through(library, name))
    with Library(tmp_path / "default" / "library.db") as library:
        assert learned_lines(library, "The Kiln Post", ()) == frozenset()
        assert read == []
        known = library.article("k1")
        library.put([replace(known, id="more", text=known.text.replace("Birch", "Larch"))])
        read.clear()
        recurring = folded_line(LINE)
        assert learned_lines(library, "The Kiln Post", ()) == {recurring}
        assert read == ["more"]
        assert learned_lines(library, "The Kiln Post", {recurring}) == frozenset()


def test_another_source_keeps_the_line(tmp_path: Path) -> None:
    write(tmp_path / "in", LEAST)
    (tmp_path / "in" / "own.txt").write_text(
        f"The Other - May 9, 2019\n\nKilns are old. They burn.\n\n{LINE}\n\n", "utf-8"
    )
    build_index([tmp_path / "in"], tmp_path, "default", HashEncoder())
    own = Archive(tmp_path, verify=False).article("own").article
    assert LINE in {own.text[slice(*span)] for span in own.body}


def test_a_story_that_was_printed_often_keeps_its_lines() -> None:
    text = "It fell.\n\nIt rose."
    article = Article("a", text, ((0, 8), (10, 18)), source="S")
    assert without_furniture(article, {"it fell", "it rose"}) == article
    assert without_furniture(article, {"it fell"}) == article  # half of it
    assert without_furniture(article, ()) is article
