"""A note of correction that is an article of its own, and one that stands beside an article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest.reading import articles, prose

STATED = "An article on March 5 misstated the height of the lamp of Cape Farrow. It is 14 metres, not 12."
EARLIER = "An earlier version of this article misstated the height of the lamp. It is 14 metres, not 12."
WRONGLY = "The height of the lamp was given wrongly in an article on March 5. It is 14 metres, not 12."
IN_TWO = "An article on March 5 misstated the height of the lamp.\n\nIt is 14 metres, not 12."
OF_TWO = f"{STATED}\n\nA headline on March 6 misspelled the name of the keeper. She is Åse Lødrup."
NOTES = [STATED, EARLIER, WRONGLY, IN_TWO, OF_TWO]
TITLES = ["Correction: height of the lamp", "Corrections: lamp and keeper", "Clarification: lamp of Cape Farrow"]
DAY = "- The Cape Post - Monday, March 11, 2019"
STORY = "The lamp of Cape Farrow went dark on Monday, and 14 ships lay at anchor. Nobody knows why."


def read(file: Path, text: str) -> tuple[str, list[str]]:
    """The title and the prose of the one article of a file."""
    file.write_text(text, "utf-8")
    (article,) = articles(file)
    return article.title, prose(article)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_read_with_its_title(tmp_path: Path, title: str, note: str) -> None:
    read_as = title, note.split("\n\n")
    assert read(tmp_path / "day.txt", f"{title}\n\n{DAY}\n\n{note}\n") == read_as
    assert read(tmp_path / "bare.txt", f"{title}\n\n{note}\n") == read_as
    assert read(tmp_path / "record.jsonl", json.dumps({"title": title, "text": note})) == read_as
    assert read(tmp_path / "mail.eml", f"Subject: {title}\nFrom: desk@example.org\n\n{note}\n") == read_as
    html = "".join(f"<p>{paragraph}</p>" for paragraph in note.split("\n\n"))
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{html}</article></body></html>"
    assert read(tmp_path / "page.html", page) == read_as


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"Correction: Height of the lamp\n\n{DAY}", "Height of the lamp"),
        (f"Correction\n\n{DAY}", "Correction"),
        (f"CORRECTIONS AND CLARIFICATIONS\n\n{DAY}", "CORRECTIONS AND CLARIFICATIONS"),
        (f"Height of the lamp\n\n{DAY}", "Height of the lamp"),
        ("Height of the lamp", "Height of the lamp"),
    ],
)
@pytest.mark.parametrize("note", [STATED, EARLIER])
def test_a_note_under_another_title_is_read_where_nothing_else_is(
    tmp_path: Path, head: str, title: str, note: str
) -> None:
    assert read(tmp_path / "a.txt", f"{head}\n\n{note}\n") == (title, [note])


@pytest.mark.parametrize(
    "text",
    [
        f"Lamp goes dark\n\n{DAY}\n\n{STORY}\n\nCorrection: {EARLIER}",
        f"Lamp goes dark\n\n{DAY}\n\n{STORY}\n\n{EARLIER}",
        f"Lamp goes dark\n\n{DAY}\n\nCorrection: {EARLIER}\n\n{STORY}",
        f"Lamp goes dark\n\n{EARLIER}\n\n{STORY}",
        f"{EARLIER}\n\nLamp goes dark\n\n{DAY}\n\n{STORY}",
        f"Correction\n\n{EARLIER}\n\nLamp goes dark\n\n{DAY}\n\n{STORY}",
        f"Correction: the lamp is iron\n\nLamp goes dark\n\n{DAY}\n\n{STORY}",
        f"CORRECTED: Lamp goes dark\n\n{DAY}\n\n{STORY}\n\nCorrection: {EARLIER}",
        f"CORRECTION: Lamp goes dark\n\n{DAY}\n\n{STORY}\n\n{EARLIER}",
        f"Lamp goes dark\n\n{DAY}\n\n{STORY}\n\nCorrection: March 12, 2019\n\nIt is 14 metres, not 12.",
    ],
)
def test_a_note_beside_an_article_is_none_of_its_prose(tmp_path: Path, text: str) -> None:
    assert read(tmp_path / "a.txt", text) == ("Lamp goes dark", [STORY])


def test_a_long_story_below_a_note_is_none(tmp_path: Path) -> None:
    """As agencies send a corrected story again."""
    title, body = read(
        tmp_path / "a.txt", f"Correction: lamp story\n\n{DAY}\n\n{EARLIER}\n\n{STORY} {'It rained. ' * 80}"
    )
    assert (title, [paragraph[:8] for paragraph in body]) == ("Correction: lamp story", ["The lamp"])
