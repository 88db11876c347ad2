"""What a page holds besides its article is kept behind it: shown by `qa show --removed`, and no prose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner

from qa.command.cli import main
from qa.index.build import build_index
from qa.ingest.identity import content_hash
from qa.ingest.readers.html import article_of_page
from qa.ingest.readers.left_out import MAX_LEFT_OUT_CHARS
from qa.types import NO_DETAILS, Article
from tests.encoders import HashEncoder
from tests.ingest.reading import articles, prose
from tests.ingest.test_html import FIRST, PAGE, SECOND
from tests.ingest.test_page_layout import FIRST as BOATS
from tests.ingest.test_page_layout import HEADER, below, pdf
from tests.ingest.test_page_layout import SECOND as CHAIRMAN


def removed(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.removed]


def test_the_page_around_an_article(tmp_path: Path) -> None:
    (tmp_path / "lamps.html").write_text(PAGE, "utf-8")
    (article,) = articles(tmp_path)
    assert prose(article) == [FIRST, SECOND]
    assert removed(article) == [
        *("Lamps that dim", "What they cost", "We use cookies. Accept all", "Home", "Town", "By Ines Okafor"),
        *("Most read", "Ferry to close", "© 2022 Tarn Bay Courier"),
    ]


def test_what_no_reader_sees_is_not_kept() -> None:
    unseen = (
        '<p hidden>Lantern</p><div style="color: red; display: none"><p>Candle</p></div>'
        "<template><p>Torch</p></template><select><option>Beacon</select><script>flare()</script>"
        "<p>* * *</p><p>Home</p><p>Home</p>"
    )
    article = article_of_page(PAGE.replace("<aside>", f"{unseen}<aside>").encode(), "lamps")
    assert removed(article) == removed(article_of_page(PAGE.encode(), "lamps"))


def test_it_has_an_end() -> None:
    links = "".join(f"<li><a href=/{n}>Ferry {n} to close: {'x' * 600}</a></li>" for n in range(100))
    article = article_of_page(PAGE.replace("<ul>", f"<ul>{links}", 1).encode(), "lamps")
    around = removed(article)[2:]
    assert sum(map(len, around)) == MAX_LEFT_OUT_CHARS
    assert max(map(len, around)) == 500
    assert prose(article) == [FIRST, SECOND]


def test_an_article_is_the_same_whatever_is_around_it() -> None:
    """So that a page with other links is not encoded again, nor are those that were encoded without what is around."""
    other = article_of_page(PAGE.replace("Ferry to close", "Mill to open").encode(), "lamps")
    bare = replace(other, text=other.text.partition("\n\u2028\n")[0], details=NO_DETAILS)
    assert removed(other)[-2] == "Mill to open"
    assert content_hash(article_of_page(PAGE.encode(), "lamps")) == content_hash(other) == content_hash(bare)
    assert content_hash(bare) != content_hash(replace(bare, text=f"{bare.text}\n\u2028\nMore"))


def test_the_head_of_markdown(tmp_path: Path) -> None:
    head = "---\ntitle: Lamps\ndate: 2022-02-08\n---\n# Lamps\n\nBy Ines Okafor\n\n"
    (tmp_path / "lamps.md").write_text(f"{head}{FIRST}\n", "utf-8")
    (article,) = articles(tmp_path)
    assert (prose(article), article.details.byline) == ([FIRST], "Ines Okafor")
    assert removed(article) == ["title: Lamps", "date: 2022-02-08", "# Lamps", "By Ines Okafor"]


def test_the_edges_of_printed_pages(tmp_path: Path) -> None:
    prose_of = (BOATS, CHAIRMAN, [f"Boat {number} of the bay was sold in the town of Oxley." for number in (1, 2)])
    pages = [
        [(660, HEADER), *below(600, lines), (40, f"page {number}")] for number, lines in enumerate(prose_of, start=1)
    ]
    (article,) = articles(pdf(tmp_path / "boats.pdf", pages))
    assert prose(article)[:2] == [" ".join(BOATS), " ".join(CHAIRMAN)]
    assert removed(article) == [HEADER, "page 1", "page 2", "page 3"]


def test_the_command_shows_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "lamps.html").write_text(PAGE, "utf-8")
    build_index([tmp_path / "in"], tmp_path / "ix", "default", HashEncoder())
    words = ["show", "lamps", "--indexes", str(tmp_path / "ix")]
    shown, left_out = (CliRunner().invoke(main, [*words, *more]).stdout for more in ([], ["--removed"]))
    assert "Most read" not in shown
    assert [line.split(maxsplit=1)[1] for line in left_out.splitlines()][-3:] == [
        *("Most read", "Ferry to close", "© 2022 Tarn Bay Courier")
    ]
