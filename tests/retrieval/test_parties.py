from __future__ import annotations

from pathlib import Path

import pytest

from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.retrieval.parties import concerning, parties
from tests.encoders import HashEncoder


@pytest.mark.parametrize(
    ("topic", "named"),
    [
        ("Ada Lind and Bo Grant", ("Ada Lind", "Bo Grant")),
        ("Kim Jong Un and Kim Yo Jong", ("Un", "Yo")),
        ("Boeing and the FAA", ("Boeing", "FAA")),
        ("talks between Iran and the United States in May", ("Iran", "United States")),
        ("the Hanoi summit", ()),
        ("trade and Brexit", ()),
        ("Johnson & Johnson", ()),
        ("sanctions on North Korea", ()),
        ("", ()),
    ],
)
def test_two_names_that_are_joined(topic: str, named: tuple[str, ...]) -> None:
    assert parties(topic) == tuple(frozenset(name.split()) for name in named)


def test_a_sentence_concerns_both_by_itself_or_by_its_article(tmp_path: Path) -> None:
    texts = {
        "both": "Mr. Lind met Bo Grant on Monday. Lind left early. They signed nothing. Grant was angry.",
        "one": "Lind opened a school. It has six rooms. Lind thanked Mr. Grant for the paint. Lind cut the ribbon.",
        "neither": "Turnips were dear in March. Nobody bought any.",
        "words": "The firm of Lind and Grant is no more. It had made boats.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"The {name} story\n\n{text}\n", "utf-8")
    build_index([tmp_path], tmp_path / "ix", "default", HashEncoder())
    engine = open_current(tmp_path / "ix", "default")
    found = {
        held.article.id: concerning(held, "Lind and Grant", parties("Lind and Grant")).tolist()
        for held in engine.articles(texts)
    }
    assert found == {
        "both": [True] * 4,
        "one": [False, False, True, False],
        "neither": [False, False],
        "words": [True, True],
    }
