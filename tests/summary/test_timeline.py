from datetime import date
from pathlib import Path

import pytest

from qa import Archive, Filters, as_json
from qa.errors import BadQuestion
from qa.index.build import build_index
from qa.summary.dated import event_days
from qa.text.dates import date_mentions
from tests.encoders import HashEncoder

WIRE = {
    "closing.txt": "Storm closes harbor\n\n- The Example Gazette - Tuesday, October 1, 2019\n\n"
    "A storm closed the harbor of Port Ellen on Monday and kept the ferry in its dock. "
    "The harbor of Port Ellen had closed before, in March 2017. "
    "The harbor of Port Ellen was built in 1921 for the herring fleet.\n",
    "again.txt": "Storm over\n\n- Meridian Wire - Friday, October 4, 2019\n\n"
    "The harbor of Port Ellen opened again on Oct. 3, 2019, after the storm. "
    "The storm had closed the harbor of Port Ellen on Sept. 30. "
    "He saw the harbor of Port Ellen on Oct. 2 and wept over the storm.\n",
    "month.txt": "Harbor dear\n\n- Harbor City Ledger - Saturday, November 9, 2019\n\n"
    "Insurers put the damage to the harbor of Port Ellen in the storm at two million dollars.\n",
    "plan.txt": "Opening planned\n\n- The Example Gazette - Wednesday, October 2, 2019\n\n"
    "The harbor of Port Ellen will open again on Oct. 3, 2019, if the storm is over by then.\n",
    "years.txt": "Ten years on\n\n- Meridian Wire - Monday, June 1, 2020\n\n"
    "The storm of October 2019 at the harbor of Port Ellen is not forgotten.\n",
    "undated.txt": "The harbor of Port Ellen smells of herring and of storm in every season.\n",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    place = tmp_path_factory.mktemp("timeline")
    (place / "articles").mkdir()
    for name, text in WIRE.items():
        (place / "articles" / name).write_text(text, "utf-8")
    build_index([place / "articles"], place / "indexes", "default", HashEncoder())
    return Archive(place / "indexes", load=lambda model: HashEncoder())


@pytest.fixture(scope="module")
def found(archive):
    return archive.timeline("storm harbor Port Ellen")


def entry(found, first):
    return next(item for item in found.entries if item.first == first)


def test_entries_are_dated_by_their_text_and_in_order(found):
    assert [(item.first, item.dated_by) for item in found.entries] == [
        (date(2017, 3, 1), "text"),
        (date(2019, 9, 30), "text"),
        (date(2019, 10, 1), "text"),
        (date(2019, 10, 2), "text"),
        (date(2019, 10, 3), "text"),
        (date(2019, 11, 9), "publication"),
    ]


def test_an_event_is_told_once_with_its_sources(found):
    closing = entry(found, date(2019, 9, 30))
    assert closing.citation.text.startswith("A storm closed the harbor")
    assert [other.text for other in closing.others] == ["The storm had closed the harbor of Port Ellen on Sept. 30."]
    assert (closing.sources, closing.articles) == (2, 2)


def test_an_event_is_told_by_who_reports_it_and_not_by_who_announced_it(found):
    opening = entry(found, date(2019, 10, 3))
    assert opening.citation.text.startswith("The harbor of Port Ellen opened again")
    assert [other.article.id for other in opening.others] == ["plan"]


def test_a_month_is_the_whole_month_and_weighs_less_than_a_day_in_it(archive, found):
    assert entry(found, date(2019, 10, 1)).last == date(2019, 10, 31)
    heavy = archive.timeline("storm harbor Port Ellen", limit=2).entries
    assert [item.first for item in heavy] == [date(2019, 9, 30), date(2019, 10, 3)]


def test_what_leans_on_the_sentence_before_tells_of_a_day_that_no_other_names(found):
    leaning = entry(found, date(2019, 10, 2)).citation
    assert leaning.text.startswith("He saw")
    assert leaning.before == "The storm had closed the harbor of Port Ellen on Sept. 30."


def test_a_vaguer_date_and_none_are_left_out(found):
    assert not any("1921" in item.citation.text or "smells" in item.citation.text for item in found.entries)


def test_coverage_has_every_month(found):
    assert [(count.month, count.articles) for count in found.coverage] == [
        (date(2019, 10, 1), 3),
        (date(2019, 11, 1), 1),
        (date(2019, 12, 1), 0),
        *((date(2020, month, 1), 0) for month in range(1, 6)),
        (date(2020, 6, 1), 1),
    ]


def test_months_without_an_article_are_there_too(archive):
    found = archive.timeline("damage to the harbor of Port Ellen", Filters(source="Harbor City Ledger"))
    assert [count.articles for count in found.coverage] == [1]


def test_at_most_so_many_entries_the_weightiest(archive):
    few = archive.timeline("storm harbor Port Ellen", Filters(until=date(2019, 12, 31)), limit=1)
    assert [item.first for item in few.entries] == [date(2019, 9, 30)]


def test_places_are_places_in_the_articles(archive, found):
    for item in found.entries:
        for citation in (item.citation, *item.others):
            assert archive.article(citation.article.id).article.text[citation.start : citation.end] == citation.text


def test_nothing_on_a_topic(archive):
    found = archive.timeline("parliament budget vote")
    assert (found.entries, found.coverage) == ((), ())
    assert found.reason == "No sentence of the archive is on this topic."


@pytest.mark.parametrize("most", [0, 51])
def test_too_many_entries(archive, most):
    with pytest.raises(BadQuestion, match="1 to 50"):
        archive.timeline("storm", limit=most)


def test_as_json(found):
    entry = as_json(found)["entries"][0]
    assert (entry["first"], entry["last"], entry["dated_by"]) == ("2017-03-01", "2017-03-31", "text")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They met in June 2018 and again on Feb. 27, 2019.", (date(2019, 2, 27), date(2019, 2, 27))),
        ("They met on Feb. 27-28, 2019, in Hanoi.", (date(2019, 2, 27), date(2019, 2, 27))),
        ("They met in June 2018.", (date(2018, 6, 1), date(2018, 6, 30))),
        ("They met in spring 2018.", (date(2018, 3, 1), date(2018, 5, 31))),
        ("A meeting planned for Sept. 20 was called off on Sept. 12.", (date(2019, 9, 12), date(2019, 9, 12))),
        ("They said on Sept. 12 that they had met on Sept. 10.", (date(2019, 9, 10), date(2019, 9, 10))),
        ("Until Sept. 20 there was peace, and war from Sept. 22.", (date(2019, 9, 22), date(2019, 9, 22))),
        ("They said so on Sept. 12.", (date(2019, 9, 12), date(2019, 9, 12))),
        ("They met last year.", None),
        ("They met last week.", None),
        ("They met.", None),
    ],
)
def test_the_days_a_sentence_tells_of(text, days):
    assert event_days(date_mentions(text, date(2019, 10, 1)), text) == days


def test_an_index_without_dates(tmp_path: Path):
    (tmp_path / "a.txt").write_text("The harbor of Port Ellen smells of herring in every season of the year.", "utf-8")
    build_index([tmp_path / "a.txt"], tmp_path / "indexes", "default", HashEncoder())
    found = Archive(tmp_path / "indexes", load=lambda model: HashEncoder()).timeline("harbor of Port Ellen")
    assert found.reason == "No key sentence on this topic has a date."


def test_a_sentence_without_a_date_tells_of_the_day_its_article_reports_of(tmp_path: Path):
    (tmp_path / "a.txt").write_text(
        "- The Example Gazette - Tuesday, October 1, 2019\n\n"
        "Turnips were sold out at Harbor City on Monday, says the county, and nobody knows the reason. "
        "The ferry of Port Ellen sailed with ninety passengers and two dogs on board.",
        "utf-8",
    )
    build_index([tmp_path / "a.txt"], tmp_path / "indexes", "default", HashEncoder())
    archive = Archive(tmp_path / "indexes", load=lambda model: HashEncoder())
    [entry] = archive.timeline("ferry of Port Ellen with ninety passengers and two dogs on board").entries
    assert entry.citation.text.startswith("The ferry of Port Ellen")
    assert (entry.first, entry.dated_by) == (date(2019, 9, 30), "article")


def test_entries_of_a_live_blog_are_of_the_day_of_their_time(tmp_path: Path) -> None:
    head = "---\ntitle: Flood in Tarnwick live\ndate: 2020-02-08\nupdated: 2020-02-09\n---\n\n"
    blog = (
        "09.10 The flood in Tarnwick has reached the upper mill and the school beside it.\n\n"
        "22.40 The council of Tarnwick asks all to leave the houses by the flood tonight.\n\n"
        "18.05 The flood in Tarnwick broke the first of the three dams above the town.\n"
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "live.md").write_text(head + blog, "utf-8")
    build_index([tmp_path / "in"], tmp_path / "ix", "default", HashEncoder())
    found = Archive(tmp_path / "ix", load=lambda model: HashEncoder()).timeline("flood in Tarnwick")
    told = {str(item.first): item.citation.text for item in found.entries}
    assert sorted(told) == ["2020-02-08", "2020-02-09"]
    assert told["2020-02-09"].startswith("The flood in Tarnwick has reached")  # after midnight, as the update says


def test_a_passing_mention_leads_no_other_story_in(tmp_path: Path):
    told = "The harbor of Port Ellen closed on Sept. 30, 2019, in a storm. "
    turnips = [f"The turnips of field {n} were dug up on Sept. {n}, 2019, by the farmer's sons." for n in range(10, 19)]
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "storm.txt").write_text(f"Storm\n\n- The Gazette - Tuesday, October 1, 2019\n\n{told}", "utf-8")
    text = " ".join(["The harbor of Port Ellen closed in a storm.", *turnips])
    (tmp_path / "a" / "turnips.txt").write_text(
        f"Turnips\n\n- The Gazette - Tuesday, October 1, 2019\n\n{text}", "utf-8"
    )
    build_index([tmp_path / "a"], tmp_path / "indexes", "default", HashEncoder())
    found = Archive(tmp_path / "indexes", load=lambda model: HashEncoder()).timeline(
        "storm in the harbor of Port Ellen"
    )
    assert {item.citation.article.id for item in found.entries} == {"storm"}


def test_the_lead_of_an_article_that_names_the_topic_is_told_though_it_tells_of_little_else(tmp_path: Path):
    storm = " ".join(f"The storm of Port Ellen broke the harbor wall on Sept. {day}, 2019." for day in range(20, 28))
    mayor = "The mayor resigned on Oct. 8, 2019, a week after the storm of Port Ellen. "
    mayor += "District 0 of Port Ellen votes for another. District 1 of Port Ellen votes for another. "
    mayor += " ".join(f"Voters of district {n} went to choose another." for n in range(2, 9))
    (tmp_path / "a").mkdir()
    for name, title, day, text in (
        ("storm", "Storm of Port Ellen", "Tuesday, October 1", storm),
        ("mayor", "Mayor falls over storm", "Wednesday, October 9", mayor),
        ("other", "Mayor falls", "Wednesday, October 9", mayor.replace(" 8,", " 7,")),
    ):
        (tmp_path / "a" / f"{name}.txt").write_text(f"{title}\n\n- The Gazette - {day}, 2019\n\n{text}", "utf-8")
    build_index([tmp_path / "a"], tmp_path / "indexes", "default", HashEncoder())
    found = Archive(tmp_path / "indexes", load=lambda model: HashEncoder()).timeline("storm of Port Ellen")
    assert "2019-10-08" in {str(entry.first) for entry in found.entries}
    assert {entry.citation.article.id for entry in found.entries} == {"storm", "mayor"}
