"""Mojibake and what was escaped for HTML is mended in the articles of every reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from tests.ingest.reading import articles, prose

ONCE = "The mayor’s café closed on Monday, and nobody knew why it fell — again."
TITLE = "Café of the mayor’s wife"


def broken(text: str) -> str:
    """As UTF-8 is that was read as Windows-1252."""
    return text.encode().decode("cp1252")


def write(folder: Path, name: str) -> None:
    title, text = broken(TITLE), broken(ONCE)
    path = folder / name
    if name == "a.docx":
        document = Document()
        document.add_heading(title, 0)
        document.add_paragraph(text)
        document.save(str(path))
    elif name == "a.xlsx":
        workbook = Workbook()
        workbook.active.append(["title", "text"])
        workbook.active.append([title, text])
        workbook.save(path)
    elif name == "a.csv":
        path.write_text(f'title,text\n"{title}","{text}"\n', "utf-8")
    elif name == "a.jsonl":
        path.write_text(json.dumps({"title": title, "text": text}), "utf-8")
    elif name == "a.html":
        body = f"<h1>{title}</h1>" + f"<p>{text}</p>" * 2
        path.write_text(
            f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>", "utf-8"
        )
    elif name == "a.rss":
        item = f"<item><title>{title}</title><description>{text}</description></item>"
        path.write_text(f'<rss version="2.0"><channel><title>Post</title>{item}</channel></rss>', "utf-8")
    else:
        path.write_text(f"{title}\n\nMay 3, 2019\n\n{text}\n", "utf-8")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.csv", "a.xlsx", "a.html", "a.rss", "a.docx"])
def test_mojibake(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    (article,) = articles(tmp_path)
    assert (article.title, prose(article)[0]) == (TITLE, ONCE)


RECORD = {
    "title": "AT&amp;T <em>closes</em>",
    "text": "The mayor&#8217;s aide said &quot;no&quot; on Monday.",
    "source": "Post &amp; Courier",
    "author": ["A &amp; B", "C&#233;dric Roe"],
    "section": "Arts &amp; Style",
}


def test_fields_of_records_are_unescaped(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(RECORD))
    (article,) = articles(tmp_path)
    assert (article.title, article.source) == ("AT&T closes", "Post & Courier")
    assert (article.details.byline, article.details.section) == ("A & B, Cédric Roe", "Arts & Style")
    assert article.text == 'The mayor’s aide said "no" on Monday.'


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("&lt;p&gt;The mayor left.&lt;/p&gt;&lt;p&gt;He ran.&lt;/p&gt;", ["The mayor left.", "He ran."]),
        ("He <b>ran</b> to the R&amp;D office.", ["He ran to the R&D office."]),
        ("AT&T writes &amp;amp; in its pages.", ["AT&T writes &amp;amp; in its pages."]),
    ],
)
def test_a_text_is_unescaped_where_it_was_escaped_throughout(tmp_path: Path, text: str, paragraphs: list[str]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "One", "text": text}))
    (article,) = articles(tmp_path)
    assert prose(article) == paragraphs


def test_tags_in_a_text_file_part_its_paragraphs(tmp_path: Path) -> None:
    title = "<h1>Bridge &amp; road closed</h1>\n<p>May 3, 2019</p>\n"
    text = f"{title}<p>The council voted. It <b>fell</b>.</p><p>He left.<br>\n"
    (tmp_path / "a.txt").write_text(text)
    (article,) = articles(tmp_path)
    assert (article.title, str(article.published)) == ("Bridge & road closed", "2019-05-03")
    assert (article.text, prose(article)) == (text, ["The council voted. It <b>fell</b>.", "He left."])


def test_page_furniture_is_told_through_entities_and_tags(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It fell on Monday, police said.\n\n<b>Advertisement</b>\n\n&copy; 2019 The Post\n")
    (article,) = articles(tmp_path)
    assert prose(article) == ["It fell on Monday, police said."]
