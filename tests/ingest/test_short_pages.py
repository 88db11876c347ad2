"""Pages with a few sentences, and what old pages, feeds, records and notes of other tools have at their edges."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.ingest.reading import articles, prose

TITLE, DAY = "Old bridge of Tarnwick to close", date(2019, 5, 3)
BRIDGE = "The old bridge of Tarnwick will close on Monday, the county board said. Nobody was asked, said the mayor."
BOATS = "Boats will carry people to Oxley until a new one stands. The board wants to begin in June."
BOTH = f"<p>{BRIDGE}</p><p>{BOATS}</p>"


@pytest.mark.parametrize("around", ["{}", "<main>{}</main>", "<header><nav><a>Home</a></nav></header>{}"])
def test_a_few_sentences_above_links_are_the_paragraphs_that_they_are(tmp_path: Path, around: str) -> None:
    links = '<div><h3>Related</h3><ul><li><a href="/1">Ten facts about old bridges</a></li></ul></div>'
    article = around.format(f"<article><h1>{TITLE}</h1>{BOTH}{links}</article>")
    (tmp_path / "a.html").write_text(f"<html><head><title>{TITLE}</title></head><body>{article}</body></html>")
    (read,) = articles(tmp_path / "a.html")
    assert (read.title, prose(read)) == (TITLE, [BRIDGE, BOATS])


def test_a_page_set_with_tables(tmp_path: Path) -> None:
    menu = "<td><a href=/>Home</a><br><a href=/n>News</a><br><a href=/s>Sport</a></td>"
    text = f"<td><b>{TITLE}</b><br><i>May 3, 2019</i><br><br>{BRIDGE}<br><br>{BOATS}</td>"
    rights = "<tr><td colspan=2>Copyright 2019 Tarnwick Gazette</td></tr>"
    page = f"<title>{TITLE}</title></head><body><table><tr>{menu}{text}</tr>{rights}</table></body>"
    (tmp_path / "a.html").write_text(f"<html><head>{page}</html>")
    (article,) = articles(tmp_path / "a.html")
    assert (article.title, article.published, prose(article)) == (TITLE, DAY, [BRIDGE, BOATS])


def test_a_page_that_is_a_text_between_empty_lines(tmp_path: Path) -> None:
    text = f"{TITLE}\n\nMay 3, 2019\n\n{BRIDGE}\n \n{BOATS}"
    (tmp_path / "a.html").write_text(f"<html><head><title>{TITLE}</title></head><body><pre>{text}</pre></body></html>")
    (article,) = articles(tmp_path / "a.html")
    assert (article.title, article.published, prose(article)) == (TITLE, DAY, [BRIDGE, BOATS])


@pytest.mark.parametrize("line", ["Printed from https://g.example/a on 5 May 2020", "— County (@county) May 3, 2019"])
def test_where_a_page_was_printed_and_who_posted_what_it_shows(tmp_path: Path, line: str) -> None:
    page = f"<title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{BOTH * 2}<p>{line}</p></article></body>"
    (tmp_path / "a.html").write_text(f"<html><head>{page}</html>", "utf-8")
    (article,) = articles(tmp_path / "a.html")
    assert prose(article) == [BRIDGE, BOATS] * 2


@pytest.mark.parametrize(
    "tail",
    [
        "The post Old bridge closes appeared first on Tarnwick Gazette.",
        "Der Beitrag Alte Brücke schließt erschien zuerst auf Tarnwicker Bote.",
        "L’article Le vieux pont ferme est apparu en premier sur La Gazette.",
        "La entrada Cierra el puente se publicó primero en La Gaceta.",
        "L'articolo Chiude il ponte proviene da La Gazzetta.",
    ],
)
def test_a_feed_says_below_each_article_where_it_was(tmp_path: Path, tail: str) -> None:
    item = f"<item><title>{TITLE}</title><description><![CDATA[{BOTH}<p>{tail}</p>]]></description></item>"
    (tmp_path / "a.rss").write_text(f'<rss version="2.0"><channel><title>Post</title>{item}</channel></rss>', "utf-8")
    (article,) = articles(tmp_path / "a.rss")
    assert prose(article) == [BRIDGE, BOATS]


def test_a_sentence_about_a_post_is_prose(tmp_path: Path) -> None:
    said = "The post of harbour master appeared in the paper first."
    (tmp_path / "a.txt").write_text(f"{TITLE}\n\nMay 3, 2019\n\n{BRIDGE}\n\n{said}\n")
    (article,) = articles(tmp_path / "a.txt")
    assert prose(article) == [BRIDGE, said]


@pytest.mark.parametrize(
    ("title", "text", "day", "source", "author"),
    [
        ("Titel", "Inhalt", "Datum", "Quelle", "Autor"),
        ("Überschrift", "Volltext", "Erscheinungsdatum", "Zeitung", "Verfasser"),
        ("Titre", "Texte", "Date de publication", "Journal", "Auteur"),
        ("Título", "Texto", "Fecha", "Fuente", "Autor"),
        ("Titolo", "Testo", "Data", "Fonte", "Autore"),
        ("Titel", "Inhoud", "Publicatiedatum", "Bron", "Auteur"),
    ],
)
def test_fields_that_are_named_in_other_languages(
    tmp_path: Path, title: str, text: str, day: str, source: str, author: str
) -> None:
    row = {title: TITLE, text: f"{BRIDGE}\n\n{BOATS}", day: "2019-05-03", source: "Tarnwick Gazette", author: "Ann Roe"}
    cells = ['"' + value.replace('"', '""') + '"' for value in row.values()]
    (tmp_path / "a.csv").write_text(f"{';'.join(row)}\n{';'.join(cells)}\n", "utf-8-sig")
    (tmp_path / "a.json").write_text(json.dumps([row]), "utf-8")
    for name in ("a.csv", "a.json"):
        (article,) = articles(tmp_path / name)
        told = (article.title, article.published, article.source, article.details.byline)
        assert told == (TITLE, DAY, "Tarnwick Gazette", "Ann Roe")
        assert prose(article) == [BRIDGE, BOATS]


def test_data_that_has_parts_is_no_day(tmp_path: Path) -> None:
    record = {"data": {"title": TITLE, "text": BRIDGE, "date": "2019-05-03"}}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    (article,) = articles(tmp_path / "a.jsonl")
    assert (article.title, article.published) == (TITLE, DAY)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_in_toml(tmp_path: Path, end: str) -> None:
    lines = ["+++", f'title = "{TITLE}"', "date = 2019-05-03T10:00:00Z", 'author = "Ann Roe"', "+++", "", BRIDGE, ""]
    (tmp_path / "a.md").write_bytes(end.join(lines).encode())
    (article,) = articles(tmp_path / "a.md")
    told = (article.title, article.published, article.details.byline)
    assert (*told, prose(article)) == (TITLE, DAY, "Ann Roe", [BRIDGE])


@pytest.mark.parametrize("block", ["title = no string", "a = " + "[" * 400 + "]" * 400, 'title = "\\UFFFFFFFF"'])
def test_what_is_no_toml_ends_nothing(tmp_path: Path, block: str) -> None:
    (tmp_path / "a.md").write_text(f"+++\n{block}\n+++\n\n{BRIDGE}\n")
    (article,) = articles(tmp_path / "a.md")
    assert prose(article)[-1] == BRIDGE


def test_a_title_of_two_lines_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><head><title>The bridge stays closed</title></head><body><article><p>The bridge<br>stays closed</p>"
        "<p>Boats have to wait for the tide, the harbor master said on Friday morning.</p>"
        "<p>Nobody knows when the work will be done, and the town has no money for more.</p></article></body></html>",
        "utf-8",
    )
    (article,) = articles(tmp_path)
    assert "stays closed" not in " ".join(prose(article))
