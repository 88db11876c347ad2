"""Texts with few letters beyond ASCII: the right encoding, or a note that it was guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.index.build import build_index
from qa.ingest.encodings.decode import decoded
from qa.types import Article
from tests.encoders import HashEncoder
from tests.ingest.reading import articles

# Each with one or two letters beyond ASCII, which other encodings have as other letters.
SHORT = [
    ("title,text\nCouncil,The Zürich café closed.\n", "mac_roman"),
    ("The café closed on Monday.", "mac_roman"),
    ("El niño cayó.", "mac_roman"),
    ("Se cerró el puente. Mañana abre, dijo el alcalde.", "mac_roman"),
    ("Típica festa da câmara.", "mac_roman"),
    ("Stary most\n\n3 May 2019\n\nMost jest zamknięty.", "cp1250"),
    ("Stary most\n\nMost jest zamknięty.", "iso8859-2"),
    ("The crowd met in Łódź on Monday, and it was late.", "cp1250"),
    ("The opera of Dvořák was sung in the town on Monday.", "cp1250"),
    ("Santiago Peña won, officials said on Monday.", "cp1252"),
    ("The mayor of São Paulo said no on Monday, officials told the paper.", "cp1252"),
    ("It was crème brûlée, he said.", "cp1252"),
    ("CAFÉ NOIR is closed, the sign says.", "cp1252"),
    ("Şehir köprüyü kapattı.", "cp1254"),
]
# Letters of two languages that no rule of letters tells apart.
TIED = [("Erdoğan spoke on Monday, officials said.", "cp1254"), ("The mayor of Częstochowa spoke.", "cp1250")]


@pytest.mark.parametrize(("text", "encoding"), SHORT)
def test_letters_decide(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)).text == text


@pytest.mark.parametrize(("text", "encoding"), TIED)
def test_where_they_do_not_it_is_said(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)).guessed != ""


@pytest.mark.parametrize("text", ["It’s closed, “he” said.", "The café closed.", "Die Brücke ist für Fußgänger zu."])
def test_nothing_is_said_of_what_all_read_alike(text: str) -> None:
    assert decoded(text.encode("cp1252")) == decoded(text.encode())


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv", "a.json"])
def test_an_article_knows_of_it(tmp_path: Path, name: str) -> None:
    text = "The mayor of Częstochowa spoke."
    made = {"a.csv": f"title,text\nOne,{text}\n", "a.json": f'[{{"title": "One", "text": "{text}"}}]'}
    (tmp_path / name).write_bytes(made.get(name, text).encode("cp1250"))
    (article,) = articles(tmp_path)
    assert dict(article.details.told_by)["encoding"] == "cp1250"


def test_a_build_says_so_each_time_and_once_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = "".join(f"{n},The mayor of Częstochowa spoke {n} times.\n" for n in range(3))
    (folder / "a.csv").write_bytes(f"title,text\n{rows}".encode("cp1250"))
    (folder / "b.txt").write_text("The bridge fell on Monday.", "utf-8")
    note = f"{folder / 'a.csv'}: encoding guessed: cp1252; where letters are wrong, save it as UTF-8"
    assert build_index([folder], tmp_path, "default", HashEncoder()).notes == (note,)
    assert build_index([], tmp_path, "default", HashEncoder()).notes == (note,)


def test_a_stray_byte_in_a_table_costs_itself(tmp_path: Path) -> None:
    text = "Le café de l’été est fermé, dit “l’élu”. " * 4
    (tmp_path / "a.csv").write_bytes(b'title,text\nOne,"' + text.encode() + b'Photo \xa9 L\xe9a"\n')
    (article,) = articles(tmp_path)
    assert isinstance(article, Article)
    assert article.text == f"{text}Photo © Léa"
