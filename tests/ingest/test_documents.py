"""One article in the formats of other programs' making: its words, its title, its day; nothing of what is around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.ingest.formats import format_of
from qa.types import Article

FILES = Path(__file__).with_name("files")
TITLE = "Ferry line to close after sixty years"
BOARD = (
    "The harbour board of Tarn Bay will close its ferry line on 30 June, sixty years after the first boat sailed."
    " The board named falling fares as the reason."
)
AALTO = (
    "“We carried nine hundred people a day in 1995 and carry eighty now,” said Piet Aalto, who chairs the board."
    " The tunnel under the bay, opened in 2014, took most of the traffic."
)
BOAT, CREW = "The last boat leaves at 18:40 on 30 June.", "The crew of eleven will move to the pilot service."
ASKED = "Residents of Cold Point, who have no road, asked for a smaller boat."


def read(path: Path) -> list[Article]:
    found = format_of(path)
    assert found is not None
    return [item for item in found.read(path) if isinstance(item, Article)]


def prose(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.body]


@pytest.mark.parametrize(
    "name",
    "pandoc.docx pandoc.odt pandoc.rtf pandoc.epub libreoffice.docx libreoffice.rtf libreoffice.pdf".split(),
)
def test_the_paragraphs_of_a_document_are_its_prose_and_no_heading_is(name: str) -> None:
    (article,) = read(FILES / name)
    assert article.title == TITLE
    found = prose(article)
    assert [text for text in found if text in (BOARD, AALTO, BOAT, CREW)] == [BOARD, AALTO, BOAT, CREW]
    assert sum(text.startswith(ASKED) for text in found) == 1
    assert TITLE not in found
    assert all(article.text[start:end].strip() == article.text[start:end] for start, end in article.body)


@pytest.mark.parametrize("name", "pandoc.docx pandoc.odt pandoc.epub libreoffice.docx".split())
def test_styles_tell_headings_and_tables_from_prose(name: str) -> None:
    (article,) = read(FILES / name)
    assert not {"What the board says", "1995", "328,000", "Passengers"} & set(prose(article))
    assert "328,000" in article.text


@pytest.mark.parametrize("name", "pandoc.docx pandoc.odt pandoc.epub pandoc.html libreoffice.docx".split())
def test_author_and_day_are_told_by_the_document_or_its_first_lines(name: str) -> None:
    (article,) = read(FILES / name)
    assert (article.published, article.details.byline) == (date(2021, 3, 9), "Ines Okafor")
    assert {field for field, _ in article.details.told_by} >= {"published", "byline"}
    assert not {"Ines Okafor", "2021-03-09"} & set(prose(article))


def test_a_page_keeps_its_paragraphs() -> None:
    (article,) = read(FILES / "pandoc.html")
    assert (article.title, article.language) == (TITLE, "en")
    assert prose(article)[:2] == [BOARD, AALTO]


@pytest.mark.parametrize("kind", ["docx", "odt", "epub", "xlsx", "pdf"])
def test_a_damaged_document_is_refused_and_says_so(tmp_path: Path, kind: str) -> None:
    whole = next(FILES.glob(f"*.{kind}")).read_bytes()
    path = tmp_path / f"half.{kind}"
    path.write_bytes(whole[: len(whole) // 2])
    found = format_of(path)
    assert found is not None
    if not found.reader:  # of half a zip nothing says that it was a document but its name
        pytest.fail("taken for an archive")
    with pytest.raises(SourceError, match="damaged"):
        list(found.read(path))
