from collections.abc import Sequence
from itertools import pairwise

import pytest

from qa import Archive
from qa.command.render_summaries import summary_text
from qa.encoding.reading import ROUNDS, Verdict, Window
from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.summary.briefing import SECTION_SENTENCES, WINDOWS, brief
from qa.types import as_json
from tests.encoders import HashEncoder

TOPIC = "ferry of Port Ellen"
FERRY = """Ferry stays in dock

- The Example Gazette - Tuesday, October 1, 2019

The ferry of Port Ellen stopped sailing on Monday for the first time in ten years.

The ferry of Port Ellen stopped because a storm had broken the wall of the dock.

"The ferry of Port Ellen is safe and dry," said Mr. Grant, who has run it for years.

The ferry of Port Ellen will sail again next week, when the wall has been mended.

The ferry of Port Ellen is painted blue and white from bow to stern.
"""
OF_HEADING = {"why": "because a storm", "what did they say": "said Mr. Grant", "what happened after": "will sail again"}


class Told:
    """Knows which sentence answers which question, and keeps what it was asked."""

    name = "told"
    rounds = ROUNDS["full"]

    def __init__(self, log_odds: float) -> None:
        self.asked: dict[str, int] = {}
        self._log_odds = log_odds

    def read(self, question: str, windows: Sequence[Window]) -> list[list[Verdict]]:
        self.asked[question] = self.asked.get(question, 0) + len(windows)
        wanted = next(words for start, words in OF_HEADING.items() if question.lower().startswith(start))
        return [
            [Verdict(self._log_odds if wanted in window.text[slice(*span)] else -9.0, (0, 1)) for span in window.spans]
            for window in windows
        ]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("briefing")
    (place / "ferry.txt").write_text(FERRY, "utf-8")
    build_index([place / "ferry.txt"], place / "indexes", "default", HashEncoder())
    return place


@pytest.fixture(scope="module")
def engine(place):
    return open_current(place / "indexes", "default")


def under(summary):
    sections = summary.sections or ()
    return {each.heading: summary.citations[each.first : each.first + each.count] for each in sections}


def test_each_heading_has_the_sentence_that_answers_it(engine):
    reader = Told(2.0)
    found = under(brief(engine, HashEncoder(), TOPIC, reader=reader))
    assert list(found) == ["what", "why", "who", "next"]
    assert "stopped sailing on Monday" in found["what"][0].text
    for heading, words in zip(("why", "who", "next"), OF_HEADING.values(), strict=True):
        assert [words in citation.text for citation in found[heading]] == [True]
    assert sorted(reader.asked) == [
        "What did they say about ferry of Port Ellen?",
        "What happened after ferry of Port Ellen?",
        "Why did ferry of Port Ellen happen?",
    ]
    assert max(reader.asked.values()) <= WINDOWS


def test_no_sentence_stands_under_two_headings(engine):
    found = brief(engine, HashEncoder(), TOPIC, reader=Told(2.0))
    assert len({citation.text for citation in found.citations}) == len(found.citations)
    assert all(1 <= len(cited) <= SECTION_SENTENCES for heading, cited in under(found).items() if heading != "what")


def test_what_the_archive_has_no_answer_to_is_left_out(engine):
    assert list(under(brief(engine, HashEncoder(), TOPIC, reader=Told(-9.0)))) == ["what"]


@pytest.mark.parametrize(
    ("log_odds", "headings", "happened"),
    [(-1.0, ["what", "why", "who", "next"], 2), (-1.5, ["what", "why", "next"], 3), (-4.0, ["what"], 4)],
)
def test_a_weak_heading_gives_way_to_what_happened(engine, log_odds, headings, happened):
    found = under(brief(engine, HashEncoder(), TOPIC, reader=Told(log_odds)))
    assert list(found) == headings
    assert len(found["what"]) == happened


CAUSE = """A spring without boats

- The Example Gazette - Wednesday, October 2, 2019

The ferry of Port Ellen was late because a storm had torn up the road.

Nobody has asked for the tickets that were sold in the town.
"""


def test_a_reason_that_names_the_topic_is_read_though_nearer_articles_have_many(tmp_path):
    words = "rope mast sail crab moss rust salt fog tide rock gull ice wind ash oil".split()
    feared = [f"Sailors of the ferry feared {one}, which {other} left there." for one, other in pairwise(words)]
    near = FERRY.replace("because a storm had broken", "when a storm broke")
    (tmp_path / "ferry.txt").write_text("\n\n".join([near, *feared]), "utf-8")
    (tmp_path / "cause.txt").write_text(CAUSE, "utf-8")
    build_index([tmp_path], tmp_path / "indexes", "default", HashEncoder())
    found = under(brief(open_current(tmp_path / "indexes", "default"), HashEncoder(), TOPIC, reader=Told(0.0)))
    assert ["because a storm" in citation.text for citation in found["why"]] == [True]


def test_without_a_reader_the_words_decide(engine):
    found = under(brief(engine, HashEncoder(), TOPIC))
    for heading, words in (("why", "because"), ("who", "said"), ("next", "will sail")):
        assert all(words in citation.text for citation in found.get(heading, ()))
    assert not any("painted" in citation.text for heading in found if heading != "what" for citation in found[heading])


BEFORE = """Ferry owner plans a trip

- The Example Gazette - Monday, June 3, 2019

{}
"""


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        ("Once rails, benches and lifeboats are repainted, crews of the ferry of Port Ellen will sail again.", False),
        ("On October 20 rails, benches and lifeboats of the ferry of Port Ellen will sail again, repainted.", True),
    ],
)
def test_what_came_next_did_not_come_before(tmp_path, told, stands):
    for name, text in (("ferry", FERRY), ("before", BEFORE.format(told))):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    build_index([tmp_path], tmp_path / "indexes", "default", HashEncoder())
    engine = open_current(tmp_path / "indexes", "default")
    found = under(brief(engine, HashEncoder(), TOPIC, reader=Told(2.0)))
    assert (told in [citation.text for citation in found["next"]]) is stands


def test_nothing_on_a_topic(engine):
    found = brief(engine, HashEncoder(), "parliament budget vote", reader=Told(2.0))
    assert (found.citations, found.sections) == ((), ())
    assert found.reason == "No sentence of the archive is on this topic."


def test_no_sentence_near_enough(engine, monkeypatch):
    monkeypatch.setattr("qa.retrieval.topic.MIN_SHARE", 1.1)
    found = brief(engine, HashEncoder(), TOPIC)
    assert (found.citations, found.reason) == ((), "No sentence of the archive is on this topic.")


def test_as_text_and_as_json(place):
    archive = Archive(place / "indexes", load=lambda model: HashEncoder())
    found = archive.brief(TOPIC)
    assert summary_text(found).split("\n\n")[1] == "What happened"
    assert as_json(found)["sections"][0] == {"heading": "what", "first": 0, "count": 2}
    assert "sections" not in as_json(archive.summarize_topic(TOPIC))


def test_articles_that_differ_on_what_is_cited_are_marked(tmp_path):
    other = "Ferry of Port Ellen\n\n- Harbor City Ledger - Wednesday, October 2, 2019\n\n{}\n"
    same = "The ferry of Port Ellen stopped sailing on Monday for the first time in {} years."
    archives = {}
    for years in ("ten", "twelve"):
        place = tmp_path / years
        place.mkdir()
        (place / "ferry.txt").write_text(FERRY, "utf-8")
        (place / "other.txt").write_text(other.format(same.format(years)), "utf-8")
        build_index([place], place / "indexes", "default", HashEncoder())
        archives[years] = Archive(place / "indexes", load=lambda model: HashEncoder()).brief(TOPIC)
    [note] = archives["twelve"].notes or ()
    assert note == "Two articles differ: “Ferry stays in dock” of 2019-10-01, and “Ferry of Port Ellen” of 2019-10-02."
    assert summary_text(archives["twelve"]).endswith(note)
    assert archives["ten"].notes is None
    assert "notes" not in as_json(archives["ten"])
