"""Building again of sources that are not there any more: the articles stay, and an index is never left without one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qa import Archive
from qa.errors import SourceError
from qa.index.build import build_index
from qa.index.library import Library
from tests.encoders import HashEncoder


def test_where_all_of_them_are_gone_the_articles_stay(
    sources: Path, indexes: Path, encoder: HashEncoder, archive: Archive
) -> None:
    before = archive.articles()
    shutil.rmtree(sources)
    report = build_index([], indexes, "default", encoder)
    assert (report.index.articles, report.removed, report.encoded) == (4, 0, 0)
    assert [(each.origin, each.reason) for each in report.refusals] == [
        (str(sources), "no such file or folder any more; its articles stay")
    ]
    assert archive.articles() == before


def test_a_source_that_is_there_and_holds_nothing_is_refused(
    sources: Path, indexes: Path, encoder: HashEncoder, archive: Archive
) -> None:
    shutil.rmtree(sources)
    sources.mkdir()
    with pytest.raises(SourceError, match=f"no article in {sources}"):
        build_index([], indexes, "default", encoder)
    assert len(archive.articles()) == 4


def test_where_no_article_is_of_what_is_gone_nothing_is_forgotten(
    indexes: Path, tmp_path: Path, encoder: HashEncoder, archive: Archive
) -> None:
    with Library(indexes / "default" / "library.db") as library:
        library.note_sources([tmp_path / "nowhere"], instead=True)
    with pytest.raises(SourceError, match="no article in"):
        build_index([], indexes, "default", encoder)
    with Library(indexes / "default" / "library.db") as library:
        assert library.count() == len(archive.articles()) == 4
