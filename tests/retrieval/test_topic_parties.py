"""A topic that joins two names is told by what concerns both, under whatever name."""

from __future__ import annotations

from pathlib import Path

from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.retrieval.topic import find_on_topic
from qa.types import EVERYTHING
from tests.encoders import HashEncoder

ARTICLES = {
    "both": "Arland will leave the Port Ellen accord. By the rules of the treaty the country leaves the accord in May.",
    "one": "The Port Ellen accord binds thirty nations. Port Ellen keeps it. Arland left the Port Ellen accord.",
}


def test_what_follows_a_lead_that_names_both_is_kept_under_other_names(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "in" / f"{name}.txt").write_text(f"The accord\n\n{text}\n", "utf-8")
    build_index([tmp_path / "in"], tmp_path / "ix", "default", HashEncoder())
    engine = open_current(tmp_path / "ix", "default")
    found = find_on_topic(engine, HashEncoder(), "the Arland and the Port Ellen accord", EVERYTHING)
    rows = set(found.rows.tolist())
    told = {
        held.article.id: [number for number, row in enumerate(held.rows.tolist()) if row in rows]
        for held in found.articles
    }
    assert told == {"both": [0, 1], "one": [2]}
