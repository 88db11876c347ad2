import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from qa.command.render_evaluation import nugget_evaluation_text
from qa.errors import SourceError
from qa.evaluation.nugget_sets import EVENTS, TOPICS, Event, Nugget, Story, is_nugget_set, read_nugget_set
from qa.evaluation.nuggets import evaluate_nuggets, judge, judge_briefing, judge_timeline
from qa.summary.types import Section
from tests.encoders import HashEncoder

NUGGETS = (
    Nugget(1, (("ended without a deal",),), ()),
    Nugget(2, (("sanctions", "Yongbyon"),), (("sanctions",),)),
)


def test_a_summary_is_judged_by_what_it_holds():
    texts = ["It ended without a deal.", "Talk was of sanctions.", "Lunch was served.", "So it ended without a deal."]
    judged = judge(NUGGETS, texts)
    assert judged["recall"] == pytest.approx((1 + 0.5 / 2) / 1.5)
    assert judged["filler"] == 1 / 4
    assert judged["repeated"] == 2 / 4  # either could go


def test_a_nugget_of_two_pieces_is_held_by_two_sentences():
    assert judge(NUGGETS, ["Of Yongbyon.", "Of sanctions."])["recall"] == pytest.approx(0.5 / 1.5)
    assert judge(NUGGETS, []) == {"recall": 0, "filler": 0, "repeated": 0}


def told(*under):
    """A briefing: of each heading its sentences."""
    texts = [text for _, of_heading in under for text in of_heading]
    firsts = [sum(len(of_heading) for _, of_heading in under[:place]) for place in range(len(under))]
    sections = tuple(Section(heading, first, len(of)) for (heading, of), first in zip(under, firsts, strict=True))
    return SimpleNamespace(citations=[SimpleNamespace(text=text) for text in texts], sections=sections)


def test_a_briefing_is_judged_as_a_summary_and_by_the_reason_under_why():
    why = (NUGGETS[0], Nugget(2, (("a storm",),), (), "why"))
    right = judge_briefing(why, told(("what", ["It ended without a deal."]), ("why", ["By a storm."])))
    assert right == {"recall": 1, "filler": 0, "repeated": 0, "why": 1, "reason": 1}
    elsewhere = judge_briefing(why, told(("what", ["Ended without a deal, by a storm."]), ("why", ["Lunch."])))
    assert (elsewhere["filler"], elsewhere["why"], elsewhere["reason"]) == (1 / 2, 1, 0)
    assert judge_briefing(why, told(("what", ["A storm."])))["why"] == 0
    assert "reason" not in judge_briefing(NUGGETS, told(("why", ["By a storm."])))


def entry(first, text, last=None):
    return SimpleNamespace(first=first, last=last or first, citation=SimpleNamespace(text=text))


def test_a_timeline_is_judged_by_its_events_and_dates():
    met, left, said = (
        Event(("met",), ("2019-02-27",)),
        Event(("left",), ("2019-02",)),
        Event(("said",), ("2019-03-01",)),
    )
    story = Story((met, left), (said,), ("summit",))
    entries = [
        entry(date(2019, 2, 27), "They met."),
        entry(date(2019, 2, 1), "They left.", date(2019, 2, 28)),
        entry(date(2019, 3, 4), "He said so."),
        entry(date(2019, 3, 5), "Of the summit."),
        entry(date(2019, 3, 6), "Turnips."),
    ]
    assert judge_timeline(story, entries) == {"must": 1, "off topic": 1 / 5, "wrong date": 1 / 5}
    assert judge_timeline(story, [entry(date(2019, 2, 26), "They met.")])["must"] == 0


FERRY = "The ferry of Port Ellen sank in a storm on Oct. 1, 2019. Nobody on the ferry of Port Ellen was hurt at all."


def test_nuggets_of_articles_that_lie_elsewhere(tmp_path):
    articles, nuggets = tmp_path / "articles", tmp_path / "set"
    articles.mkdir()
    nuggets.mkdir()
    (articles / "ferry.txt").write_text(FERRY, "utf-8")
    whole = [{"rank": 1, "full": ["sank in a storm"], "part": []}]
    story = {"must": [{"substrings": ["sank"], "dates": ["2019-10-01"]}], "nice": [], "on": ["ferry"]}
    (nuggets / "nuggets_articles.json").write_text(json.dumps({"ferry": whole}), "utf-8")
    (nuggets / TOPICS).write_text(json.dumps({"ferry of Port Ellen": whole}), "utf-8")
    (nuggets / EVENTS).write_text(json.dumps({"ferry of Port Ellen": story}), "utf-8")
    assert is_nugget_set(nuggets)
    assert not is_nugget_set(articles)
    found = evaluate_nuggets(read_nugget_set(nuggets), articles, tmp_path / "indexes", HashEncoder())
    assert {kind: next(iter(figures.values())).value for kind, figures in found.figures.items()} == {
        "articles": 1,
        "topics": 1,
        "briefings": 1,
        "topics as long": 1,
        "timelines": 1,
    }
    lines = nugget_evaluation_text(found).splitlines()
    assert lines[0] == "set: nuggets and events of 1 article"
    assert [line.split("  ")[0] for line in lines[1:]] == list(found.figures)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "is not JSON"),
        ("[]", "must be an object"),
        ('{"a ferry": [{"rank": 1}]}', "'a ferry': a nugget has rank, full and part"),
    ],
)
def test_a_broken_set_is_named(tmp_path, text, fault):
    (tmp_path / TOPICS).write_text(text, "utf-8")
    with pytest.raises(SourceError, match=fault):
        read_nugget_set(tmp_path)


def test_an_article_that_is_not_there_is_named(tmp_path):
    (tmp_path / "ferry.txt").write_text(FERRY, "utf-8")
    (tmp_path / "nuggets_articles.json").write_text('{"boat": [{"rank": 1, "full": ["x"], "part": []}]}', "utf-8")
    with pytest.raises(SourceError, match="no article 'boat'"):
        evaluate_nuggets(read_nugget_set(tmp_path), tmp_path / "ferry.txt", tmp_path / "indexes", HashEncoder())


OWN = Path(__file__).parents[1] / "quality" / "nuggets"


@pytest.mark.parametrize("half", ["open", "held_back"])
def test_what_our_own_sets_expect_stands_in_seeds(half):
    own = read_nugget_set(OWN / half)
    assert (len(own.articles), len(own.topics), len(own.stories)) == (6, 5, 4)
    texts = {path.stem: path.read_text("utf-8") for path in (OWN.parents[2] / "seeds").glob("*.txt")}
    told = {name: (*story.must, *story.nice) for name, story in own.stories.items()}
    expected = [(piece, texts[name]) for name, of_it in own.articles.items() for one in of_it for piece in one.pieces]
    everything = "\n".join(texts.values())
    expected += [(piece, everything) for of_it in own.topics.values() for one in of_it for piece in one.pieces]
    expected += [(text, everything) for events in told.values() for event in events for text in event.texts]
    assert [piece for piece, text in expected if piece not in text] == []
