"""What stands at the edges of printed pages, also where there are only two of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.ingest.reading import articles, prose

HEADER = "Tarn Bay Courier, 14 May 2021"
FIRST = [
    "The harbour board of Tarn Bay counted every boat that crossed the bay",
    "in the spring, and found that their number had fallen by half.",
]
SECOND = ["Piet Aalto, its chairman, said that nobody had expected it so soon.", "The last boat leaves in June."]
Placed = tuple[int, str]  # points above the foot of the page, and a line, in bold type behind a "*"


def pdf(path: Path, pages: Sequence[Sequence[Placed]]) -> Path:
    """A PDF (ISO 32000) of these lines."""
    drawn = [f"BT {' '.join(_drawn(height, line) for height, line in page)} ET" for page in pages]
    numbers = range(4, 4 + 2 * len(pages), 2)
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{number} 0 R' for number in numbers)}] >>",
        3: "<< /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        " /B << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> >>",
    }
    for number, content in zip(numbers, drawn, strict=True):
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /Resources << /Font 3 0 R >>"
            f" /Contents {number + 1} 0 R >>"
        )
        objects[number + 1] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    data, places = "%PDF-1.4\n", []
    for number in sorted(objects):
        places.append(len(data))
        data += f"{number} 0 obj\n{objects[number]}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    path.write_text(f"{data}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}", "ascii")
    return path


def _drawn(height: int, line: str) -> str:
    return f"/{'B' if line.startswith('*') else 'F'} 11 Tf 1 0 0 1 60 {height} Tm ({line.lstrip('*')}) Tj"


def below(height: int, lines: Sequence[str]) -> list[Placed]:
    return [(height - 15 * number, line) for number, line in enumerate(lines)]


def test_running_headers_and_page_numbers_of_two_pages_are_no_prose(tmp_path: Path) -> None:
    pages = [
        [(660, HEADER), *below(600, lines), (40, f"Issue 12 | page {number}")]
        for number, lines in enumerate((FIRST, SECOND), start=1)
    ]
    (article,) = articles(pdf(tmp_path / "boats.pdf", pages))
    assert prose(article) == [" ".join(FIRST), " ".join(SECOND)]


def test_words_that_stand_at_another_place_of_the_other_page_are_the_articles(tmp_path: Path) -> None:
    said = "We had not expected that, said the chairman of the board."
    (article,) = articles(pdf(tmp_path / "boats.pdf", [below(660, [said, *FIRST]), below(630, [said, *SECOND])]))
    assert article.text.count(said) == 2


def test_a_heading_in_bold_type_is_no_part_of_the_paragraph_below_it(tmp_path: Path) -> None:
    page = [*below(660, FIRST), (620, "*What the board says about the boats"), *below(603, SECOND)]
    (article,) = articles(pdf(tmp_path / "boats.pdf", [page]))
    assert prose(article) == [" ".join(FIRST), " ".join(SECOND)]
    assert "\n\nWhat the board says about the boats\n\n" in article.text


@pytest.mark.parametrize(
    "lines",
    [
        [
            "*Why it matters: the county has no other road across the bay, which",
            "it keeps open.",
        ],  # at a usual distance
        ["*The county has no other road across the bay, and means to keep", "*this one open."],
    ],
)
def test_words_in_bold_type_that_a_paragraph_begins_with_are_its_own(tmp_path: Path, lines: list[str]) -> None:
    (article,) = articles(pdf(tmp_path / "boats.pdf", [[*below(660, FIRST), *below(620, lines), *below(580, SECOND)]]))
    assert prose(article) == [" ".join(FIRST), " ".join(lines).replace("*", ""), " ".join(SECOND)]
