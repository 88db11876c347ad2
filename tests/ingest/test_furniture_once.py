"""The patterns of furniture are dear: no line is compared with them twice, however often a reader asks about it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from qa.ingest.head.head_lines import read_head
from qa.ingest.head.metadata import article_of
from qa.ingest.prose import furniture
from qa.ingest.prose.body import paragraphs


class Counted:
    """A pattern, and how often it was compared with what."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.asked = pattern, Counter[str]()

    def fullmatch(self, text: str) -> re.Match[str] | None:
        self.asked[text] += 1
        return self.pattern.fullmatch(text)


@pytest.mark.parametrize(("between", "team"), [("\n", "Oxley"), ("\n\n", "Carrick")])
def test_each_line_is_compared_once(between: str, team: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(furniture.LINE)
    monkeypatch.setattr(furniture, "LINE", counted)
    lines = [f"Rower {number} of {team} wins lane {number}" for number in range(300)]
    text = between.join([f"Rowers of {team}", "Published: May 3, 2019", *lines])
    head = read_head(text)
    article = article_of(head, "a", text, paragraphs(text, head.end))
    assert len(article.body) == len(lines)
    assert set(counted.asked) >= set(lines)
    assert max(counted.asked.values()) == 1
