"""A topic of which a word is misspelt is told of as the archive writes it, and that is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from qa import Archive, Summary, Timeline, as_json
from qa.command.render_summaries import summary_text, timeline_text
from qa.index.build import build_index
from tests.encoders import HashEncoder

TEXT = """- The Example Gazette - Monday, March 4, 2019

Wirecard's shares fell on Monday. Wirecard lost a court case on March 1, 2019. Auditors left Wirecard on March 2, 2019.
Wirecard denied it.
"""
ASKED: dict[str, Callable[[Archive, str], Summary | Timeline]] = {
    "summary": lambda archive, topic: archive.summarize_topic(topic),
    "briefing": lambda archive, topic: archive.brief(topic),
    "timeline": lambda archive, topic: archive.timeline(topic),
}


class Pieces(HashEncoder):
    """Has no word whole: none is English."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [2 for _ in texts]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    place = tmp_path_factory.mktemp("misspelt")
    (place / "court.txt").write_text(TEXT, "utf-8")
    build_index([place / "court.txt"], place / "indexes", "default", HashEncoder())
    return Archive(place / "indexes", load=lambda model: Pieces())


def text_of(told: Summary | Timeline) -> str:
    return summary_text(told) if isinstance(told, Summary) else timeline_text(told)


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("topic", ["Wirecrad", "wircard", "Wirecardd's"])
def test_it_is_told_of_and_said(archive: Archive, kind: str, topic: str) -> None:
    told, right = (ASKED[kind](archive, each) for each in (topic, topic.replace(topic.removesuffix("'s"), "Wirecard")))
    assert told.reason is None
    assert [(each.kind, each.asked, each.meant) for each in told.read_as or ()] == [
        ("spelling", topic.removesuffix("'s"), "Wirecard")
    ]
    assert text_of(told).startswith(f"Read “{topic.removesuffix(chr(39) + 's')}” as Wirecard.\n\n")
    assert text_of(told).partition("\n\n")[2] == text_of(right)


@pytest.mark.parametrize("kind", ASKED)
def test_nothing_is_said_of_one_that_is_not(archive: Archive, kind: str) -> None:
    told = ASKED[kind](archive, "Wirecard")
    assert told.read_as is None
    assert "read_as" not in as_json(told)


@pytest.mark.parametrize("kind", ASKED)
def test_it_is_said_where_nothing_is_on_it_still(archive: Archive, kind: str) -> None:
    told = ASKED[kind](archive, "courtt of turnips in Peru")
    assert text_of(told) == "Read “courtt” as court.\n\nNo sentence of the archive is on this topic."
