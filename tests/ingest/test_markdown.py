"""Markdown articles: the prose without its markup."""

from datetime import date
from pathlib import Path

from qa.ingest.readers.markdown import read_markdown
from qa.types import Article, Details


def read(tmp_path: Path, markdown: str) -> Article:
    path = tmp_path / "note.md"
    path.write_text(markdown, encoding="utf-8")
    (article,) = read_markdown(path)
    assert isinstance(article, Article)
    return article


def prose(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.body]


def test_an_article(tmp_path):
    article = read(
        tmp_path,
        "---\ntitle: The bridge\ndate: 2019-10-01\n---\n"
        "# Heading\n\nIt *fell*\ninto the [river](https://a.b).\n\n- One.\n- Two.\n",
    )
    assert article == Article(
        id="note",
        text="Heading\n\nIt fell into the river.\n\nOne.\n\nTwo.\n\u2028\ntitle: The bridge\ndate: 2019-10-01",
        body=((9, 32), (34, 38), (40, 44)),
        title="The bridge",
        published=date(2019, 10, 1),
        details=Details(told_by=(("title", "field"), ("published", "field"), ("removed", "page"))),
    )


def test_titles(tmp_path):
    assert read(tmp_path, "# The *bridge* ##\n\nIt fell.").title == "The bridge"
    assert read(tmp_path, "The bridge\n==========\n\nIt fell.").title == "The bridge"
    assert read(tmp_path, "# The bridge\nIt fell.").title == "The bridge"
    assert read(tmp_path, "**The bridge**\n\nIt fell.").title == "The bridge"
    assert read(tmp_path, "![a picture](p.png)\n\n# The bridge\n\nIt fell.").title == "The bridge"
    assert read(tmp_path, "## A part\n\nIt fell. It rose.\n\n# The bridge").title == "A part"
    assert read(tmp_path, "It fell. It rose.\n\n## A part").title == ""


def test_a_title_in_the_front_matter_is_no_markdown(tmp_path):
    assert read(tmp_path, '---\ntitle: "#MeToo turns two"\n---\nText.').title == "#MeToo turns two"
    assert read(tmp_path, '---\ntitle: "1. FC Köln wins"\n---\nText.').title == "1. FC Köln wins"


def test_header_line_below_the_title(tmp_path):
    article = read(tmp_path, "# The bridge\n\nThe Example Gazette - October 1, 2019\n\nIt fell.\n")
    assert (article.title, article.source, article.published) == (
        "The bridge",
        "The Example Gazette",
        date(2019, 10, 1),
    )
    assert prose(article) == ["It fell."]


def test_entities_escapes_code_and_breaks(tmp_path):
    article = read(
        tmp_path,
        "AT&amp;T \\*said\\* `it`.  \nSo <b>did</b>\nwe.\n\n```\ncode\n```\n\n    more code\n\n<div>html</div>\n",
    )
    assert prose(article) == ["AT&T *said* it. So did we."]
    assert "code" not in article.text


def test_tables_and_quotes(tmp_path):
    article = read(tmp_path, "| a | b |\n|---|---|\n| 1 | 2 |\n\n> It fell.\n> It rose.\n\nManage Newsletters\n")
    assert article.text == "a\n\nb\n\n1\n\n2\n\nIt fell. It rose.\n\nManage Newsletters"
    assert prose(article) == ["It fell. It rose."]


def test_nothing(tmp_path):
    assert read(tmp_path, "---\n").body == ()
    assert read(tmp_path, "![p](p.png)").text == ""


def test_a_live_blog_whose_times_stand_in_headings(tmp_path: Path) -> None:
    entries = "\n\n".join(f"### {hour}.10 Storm grows\n\nThe sea rose again at {hour}." for hour in (14, 13, 12))
    article = read(tmp_path, f"# Storm, live\n\n{entries}\n")
    assert prose(article) == [f"The sea rose again at {hour}." for hour in (14, 13, 12)]


def test_headings_that_ask_are_said_where_there_are_several(tmp_path: Path) -> None:
    asked = [f"Why did the {what} close?" for what in ("pier", "mill", "lock")]
    text = "\n\n".join(f"## {question}\n\nIt was old." for question in asked)
    assert prose(read(tmp_path, f"# Three questions?\n\n{text}\n"))[::2] == asked
    assert prose(read(tmp_path, f"# Two\n\n## {asked[0]}\n\nOld.\n\n## {asked[1]}\n\nOld.\n")) == ["Old.", "Old."]
