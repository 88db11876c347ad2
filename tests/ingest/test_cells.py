"""Tables: what stands in a cell is prose where it is a sentence, and never put together with the cell beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.ingest.readers.blocks import of_cell
from qa.ingest.readers.markdown_tables import with_pipes
from tests.growth import grows_with_length_only
from tests.ingest.oversized import document
from tests.ingest.reading import articles, prose

BEFORE, AFTER = "The board of Tarn Bay counted its boats in the spring.", "Nobody had expected it to be done so soon."
COUNTED = "The board counted them twice, from both ends of the pier."
# As pandoc 2.17 writes them: simple, headless, of several lines, headless of several lines, a grid, pipes.
SIMPLE = f"""\
  Town        Boats Notes
  --------- ------- {"-" * 60}
  Oxley           3 none
  Tarn Bay       12 {COUNTED}

  : Boats, by town
"""
HEADLESS = f"""\
  --------- ------- {"-" * 60}
  Oxley           3 none
  Tarn Bay       12 {COUNTED}
  --------- ------- {"-" * 60}
"""
SEVERAL = """\
  ------------------------------------------------
  Town        Boats Notes
                    of the board
  --------- ------- ------------------------------
  Oxley           3 none

  Tarn Bay       12 The board counted them twice,
                    from both ends of the pier.
  ------------------------------------------------

  Table: Boats, by town
"""
SEVERAL_HEADLESS = """\
  --------- ------- ------------------------------
  Oxley           3 none

  Tarn Bay       12 The board counted them twice,
                    from both ends of the pier.
  --------- ------- ------------------------------
"""
GRID = """\
+----------+---------+-------------------------------+
| Town     | Boats   | Notes                         |
+:=========+========:+===============================+
| Oxley    | 3       | none                          |
+----------+---------+-------------------------------+
| Tarn Bay | 12      | The board counted them twice, |
|          |         | from both ends of the pier.   |
+----------+---------+-------------------------------+
"""
PIPES = f"| Town | Boats | Notes |\n|:-----|------:|-------|\n| Oxley | 3 | none |\n| Tarn Bay | 12 | {COUNTED} |\n"
TABLES = {
    "simple": SIMPLE, "headless": HEADLESS, "several": SEVERAL, "several headless": SEVERAL_HEADLESS, "grid": GRID,
    "pipes": PIPES,
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_in_markdown(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.md").write_text(f"# Boats\n\n{BEFORE}\n\n{TABLES[kind]}\n{AFTER}\n", "utf-8")
    (article,) = articles(tmp_path / "a.md")
    assert prose(article) == [BEFORE, COUNTED, AFTER]
    paragraphs = article.text.split("\n\n")
    assert {"Oxley", "3", "none", "Tarn Bay", "12"} <= set(paragraphs)
    assert ("Town" in paragraphs) == ("headless" not in kind)


@pytest.mark.parametrize(
    "markdown",
    [
        f"{BEFORE}\n\n---\n\n{AFTER}\n\n- - -\n\n{BEFORE}\n",
        f"{BEFORE}\n-----------\n\n{AFTER}\n",
        f"```\n{GRID}```\n\n{BEFORE}\n",
        f"{'-' * 20}\n\n{BEFORE}\n\n{'-' * 20}\n\n{AFTER}\n",
        f"{BEFORE}\n{AFTER}\n--- ---\n\n{BEFORE}\n",
        f"--- ---\n\n{BEFORE}\n",
    ],
)
def test_what_is_no_table_stays_as_it_is(markdown: str) -> None:
    assert with_pipes(markdown) == markdown


@pytest.mark.parametrize(
    "markdown",
    ["\nA line\n--- ---\nof a song, and more of it\n", "Name    Notes\n------  -----\nOveraweek  5\n"],
)
def test_where_a_column_would_begin_within_a_word_is_no_table(markdown: str) -> None:
    assert with_pipes(markdown) == markdown


def test_many_columns_above_many_short_rows_take_no_longer_than_their_length() -> None:
    def columns_and_rows(text: str) -> str:
        number = len(text) // 4
        return with_pipes("a\n" + "-- " * number + "\n" + "a\n" * number)

    assert grows_with_length_only(columns_and_rows, "x", 20_000)


def test_pipes_and_wide_characters_within_cells() -> None:
    wide = "  町           船 注\n  -------- ------ ---------\n  高松市        3 a|b\n"
    assert "| 高松市 | 3 | a\\|b |" in with_pipes(wide)


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        (COUNTED, True),
        ("“We counted them twice,” the chairman of the board said.", True),
        ("板の議長は、船を二度数えたと述べた。", True),
        ("It has not said how many", False),
        ("See the note.", False),
        ("328,000", False),
        ("from both ends of the pier as well.", False),
        ("The harbour board of Tarn Bay " * 8, True),
    ],
)
def test_which_cells_are_prose(text: str, is_prose: bool) -> None:
    assert of_cell(text).prose is is_prose


def test_a_feed_whose_text_stands_in_a_table(tmp_path: Path) -> None:
    """As in newsletters made for mail: one column, set with a table."""
    rows = f"<tr><td><h2>Boats</h2><p>{BEFORE}</p><p>{COUNTED}</p></td></tr><tr><td>{AFTER}<br><br>Oxley: 3</td></tr>"
    item = f"<item><title>Boats</title><description><![CDATA[<table>{rows}</table>]]></description></item>"
    (tmp_path / "a.rss").write_text(f'<rss version="2.0"><channel><title>Post</title>{item}</channel></rss>', "utf-8")
    (article,) = articles(tmp_path / "a.rss")
    assert prose(article) == [BEFORE, COUNTED, AFTER]


def test_a_cell_that_is_two_wide_is_one(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(BEFORE)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = COUNTED
    table.cell(1, 0).text, table.cell(1, 1).text = "Oxley", "3"
    document.add_paragraph(AFTER)
    document.save(str(tmp_path / "a.docx"))
    (article,) = articles(tmp_path / "a.docx")
    assert prose(article) == [BEFORE, COUNTED, AFTER]


def test_rows_of_rich_text(tmp_path: Path) -> None:
    row = rf"\trowd\cellx1\cellx2 Oxley\cell {COUNTED}\cell\row "
    (tmp_path / "a.rtf").write_text(rf"{{\rtf1\ansi {BEFORE}\par {row}\pard {AFTER}\par}}", "ascii")
    (article,) = articles(tmp_path / "a.rtf")
    assert prose(article) == [BEFORE, COUNTED, AFTER]
    assert "\n\nOxley\n\n" in article.text


def test_a_table_of_an_open_document(tmp_path: Path) -> None:
    cells = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in ("Oxley", COUNTED))
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    added = f"{table}<text:p>{AFTER}</text:p>"
    document("pandoc.odt", "</office:text>", added)(tmp_path / "a.odt", 1)
    (article,) = articles(tmp_path / "a.odt")
    assert prose(article)[-2:] == [COUNTED, AFTER]
