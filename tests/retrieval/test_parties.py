from __future__ import annotations

from pathlib import Path

import pytest

from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.retrieval.parties import HALVES, concerning, parties
from tests.encoders import HashEncoder


@pytest.mark.parametrize(
    ("topic", "named"),
    [
        ("Ada Lind and Bo Grant", ("Ada Lind", "Bo Grant")),
        ("Kim Jong Un and Kim Yo Jong", ("Un", "Yo")),
        ("Boeing and the FAA", ("Boeing", "FAA")),
        ("talks between Iran and the United States in May", ("Iran", "United States")),
        ("the Hanoi summit", ()),
        ("two Republicans of Ohio", ()),
        ("trade and Brexit", ()),
        ("Johnson & Johnson", ()),
        ("sanctions on North Korea", ()),
        ("", ()),
    ],
)
def test_two_names_that_are_joined(topic: str, named: tuple[str, ...]) -> None:
    assert parties(topic, ()) == tuple(frozenset(name.split()) for name in named)


def test_what_was_one_and_is_two_is_told_apart_by_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(
        "Talks\n\nNorth Korea spoke to South Korean envoys. East Ohio sent none.\n", "utf-8"
    )
    build_index([tmp_path], tmp_path / "ix", "default", HashEncoder())
    articles = open_current(tmp_path / "ix", "default").articles(["talks"])
    for topic in ("relations between the two Koreas", "Both Koreas in 1990", "inter-Korean talks"):
        assert parties(topic, articles) == HALVES
    for topic in ("two Republicans", "the two Ohios", "both sides of Korea"):
        assert parties(topic, articles) == ()


def test_a_sentence_concerns_both_by_itself_or_by_its_article(tmp_path: Path) -> None:
    texts = {
        "both": "Mr. Lind met Bo Grant on Monday. Lind left early. They signed nothing. Grant was angry.",
        "one": "Lind opened a school. It has six rooms. Lind thanked Mr. Grant for the paint. Lind cut the ribbon.",
        "late": "Lind opened a school. It has six rooms. It has a roof. Bo Grant came. Lind sang. Grant left.",
        "neither": "Turnips were dear in March. Nobody bought any.",
        "words": "The firm of Lind and Grant is no more. It had made boats.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"The {name} story\n\n{text}\n", "utf-8")
    build_index([tmp_path], tmp_path / "ix", "default", HashEncoder())
    engine = open_current(tmp_path / "ix", "default")
    found = {
        held.article.id: concerning(held, "Lind and Grant", parties("Lind and Grant", ())).tolist()
        for held in engine.articles(texts)
    }
    assert found == {
        "both": [True] * 4,
        "one": [False, False, True, False],
        "late": [False, False, False, True, False, True],  # Grant is no part of what it is about
        "neither": [False, False],
        "words": [True, True],
    }
