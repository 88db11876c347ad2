"""What sources hold, told without building."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qa.command.render_index import survey_text
from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.index.survey import survey
from qa.ingest.guesses import with_guesses
from qa.types import Article
from tests.encoders import HashEncoder

STORY = " ".join(
    f"The keeper Ada Finch lit lamp {n} of Cape Farrow and noted the {n + 3} ships that passed." for n in range(9)
)


def test_what_a_build_would_read_and_encode(sources: Path, tmp_path: Path) -> None:
    (sources / "picture.png").write_bytes(b"PNG")
    encoder = HashEncoder()
    found = survey([sources], tmp_path / "ix", "default", encoder)
    assert (found.articles, found.kinds, found.undated) == (4, {".jsonl": 2, ".md": 1, ".txt": 1}, 1)
    assert (found.first, found.last, found.to_encode) == (date(2018, 3, 2), date(2019, 11, 5), 4)
    assert (found.stories, found.copies) == (0, 0)
    assert [Path(refusal.origin).name for refusal in found.refusals] == ["picture.png"]
    assert not (tmp_path / "ix").exists()
    build_index([sources], tmp_path / "ix", "default", encoder)
    again = survey([], tmp_path / "ix", "default", encoder)
    assert (again.articles, again.to_encode, again.seconds) == (4, 0, 0)


def test_stories_that_several_articles_tell(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, day, text in (("late", 9, STORY), ("first", 2, STORY), ("other", 5, "A goat won the race in Tarnwick.")):
        (folder / f"{name}.txt").write_text(f"- The Courier - May {day}, 2019\n\n{text}\n", "utf-8")
    before = survey([folder], tmp_path / "ix", "default", HashEncoder())
    assert (before.stories, before.copies) == (1, 1)
    assert "copies     1 article repeats 1 story\n" in survey_text(before)
    build_index([folder], tmp_path / "ix", "default", HashEncoder())
    (story,) = open_current(tmp_path / "ix", "default").told_twice()
    assert [article.id for article in story.articles] == ["first", "late"]


def test_what_an_article_does_not_say_of_itself() -> None:
    german = (
        "Der Bürgermeister schließt die alte Brücke, weil sie gefährlich geworden ist. Die Arbeiter beginnen bald. " * 3
    )
    article = Article("a", german, ((0, len(german)),), url="https://x.example/2019/05/03/bridge")
    told = with_guesses(article, "2020-01-01-bridge.txt")
    assert (told.published, told.language) == (date(2019, 5, 3), "de")
    assert told.details.told_by == (("published", "address"), ("language", "guess"))
    by_name = with_guesses(Article("a", "It fell.", ((0, 8),)), "2020-01-02-bridge.txt")
    assert (by_name.published, by_name.language, by_name.details.told_by) == (
        date(2020, 1, 2),
        "",
        (("published", "file name"),),
    )
    known = Article("a", "It fell.", ((0, 8),), published=date(2018, 1, 1), language="en")
    assert with_guesses(known, "2020-01-02.txt") is known
