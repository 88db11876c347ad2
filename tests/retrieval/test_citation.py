from __future__ import annotations

import pytest

from qa import Archive
from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.retrieval.citation import citation_of, find_cited, link_to
from qa.types import Article, ArticlePage
from tests.encoders import HashEncoder


def test_a_citation_is_a_sentence_with_its_neighbours(tmp_path) -> None:
    for name, text in (("a", "One storm. Two storms. Three storms."), ("b", "Two storms.")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    build_index([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "indexes", "default", HashEncoder())
    snapshot = open_current(tmp_path / "indexes", "default")
    first, second, third = snapshot.articles(["a"])[0].rows
    sentences = snapshot.sentences([first, second, third])
    cited = citation_of(sentences[1], snapshot.manifest.build, 0.12345, ((0, 3),), ["b", "a", "b"])
    assert (cited.text, cited.start, cited.end) == ("Two storms.", 11, 22)
    assert (cited.before, cited.after, cited.score) == ("One storm.", "Three storms.", 0.1235)
    assert (cited.highlights, cited.also_in) == (((0, 3),), ("b",))
    assert cited.link == link_to("a", 1, "Two storms.", snapshot.manifest.build)
    assert (citation_of(sentences[0], "b", 0).before, citation_of(sentences[2], "b", 0).after) == ("", "")


def test_links_carry_any_id() -> None:
    address = "/articles/a%2Fb%20c%3Fd%23e%25%C3%A9?b=b1&s=3-ca978112#s3"
    assert link_to("a/b c?d#e%é", 3, "a", "b1") == address


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("0-ca978112", 0),
        ("1-ca978112", 0),  # it stood second
        ("9-ca978112", 3),  # the nearest of two
        ("2-00000000", None),
        ("", None),
        ("x-ca978112", None),
        ("²-ca978112", None),
        ("99999999999999999999-ca978112", None),
        ("3", None),
    ],
)
def test_a_sentence_is_known_again_by_its_text(mark: str, found: int | None, archive: Archive) -> None:
    article = Article("x", "a b c a", ((0, 7),))
    page = ArticlePage(article, ((0, 1), (2, 3), (4, 5), (6, 7)), archive.info())
    assert find_cited(page, mark) == found
