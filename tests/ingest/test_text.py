"""Plain text articles."""

from datetime import date
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.ingest.readers.text import MAX_FILE_BYTES, read_text
from qa.types import Article, Details


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_an_article(tmp_path):
    text = "Talks to resume\r\n\r\nThe Example Gazette - October 1, 2019\r\n\r\nOne. Two.\r\n\r\nManage Newsletters\r\n"
    assert list(read_text(write(tmp_path / "talks.2019.txt", text))) == [
        Article(
            id="talks.2019",
            text=text,
            body=((text.index("One."), text.index("Two.") + 4),),
            title="Talks to resume",
            source="The Example Gazette",
            published=date(2019, 10, 1),
            details=Details(told_by=tuple((name, "header line") for name in ("title", "source", "published"))),
        )
    ]


def test_front_matter_lies_outside_the_body(tmp_path):
    text = "---\ntitle: T\nurl: https://example.org\n---\n\nOne."
    (article,) = read_text(write(tmp_path / "a.txt", text))
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("T", "https://example.org")
    assert [article.text[start:end] for start, end in article.body] == ["One."]


def test_what_cannot_be_stored_is_replaced_in_place(tmp_path):
    (article,) = read_text(write(tmp_path / "a.txt", "\ufeffA\0B.".encode("utf-16-le")))
    assert isinstance(article, Article)
    assert (article.text, article.body) == ("A\ufffdB.", ((0, 4),))


def test_nothing_but_boilerplate_has_no_body(tmp_path):
    (article,) = read_text(write(tmp_path / "a.txt", "Advertisement\n\nSubscribe"))
    assert isinstance(article, Article)
    assert article.body == ()


def test_an_empty_file(tmp_path):
    with pytest.raises(SourceError, match=r"^empty file$"):
        list(read_text(write(tmp_path / "a.txt", "")))


def test_a_file_too_large(tmp_path):
    path = write(tmp_path / "a.txt", "x")
    with path.open("r+b") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(SourceError, match=r"^20,000,001 bytes; an article's file may have 20,000,000$"):
        list(read_text(path))
