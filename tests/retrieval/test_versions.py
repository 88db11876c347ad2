"""Copies, cuts and corrections of one story in answers, summaries and timelines."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from qa import Archive
from qa.command.render_answers import citation_text
from qa.extraction.options import Length
from qa.index.build import build_index
from qa.index.snapshot import Snapshot
from qa.text import house_style, versions
from qa.types import Citation, Filters, ReadAs, as_json
from tests.encoders import HashEncoder
from tests.text.stories import ADJECTIVES, NOUNS
from web.app import create_app

QUESTION = "How much will the state pay for the iron bridge of Millford?"
LEAD = (
    "The state will pay $14 million for a new iron bridge over the Mill River in Millford, Gov. Dana Pike said on May"
    " 2, ending months of doubt."
)
CUT = "The state will pay $14 million for a new iron bridge over the Mill River in Millford, Gov. Dana Pike said."
REST = (
    "Pike signed the bill in front of about 300 people at the town hall of Lorne County. Work on the piers begins in"
    " the summer, and Amos Reed, whose barge carries people across, wants to go on until then."
)
NOTE = "Correction: May 6, 2019\n\nAn earlier version of this article misstated the cost of the bridge."
OTHER = "Rowers from Oxley won a race on the lake. A goat that lives on the shore watched them for some hours."


def archive_of(folder: Path, **articles: tuple[str, str, str]) -> Archive:
    """Of articles by id: source, day and text."""
    (folder / "in").mkdir()
    for name, (source, day, text) in {**articles, "other": ("Oxley News", "May 1, 2019", OTHER)}.items():
        (folder / "in" / f"{name}.txt").write_text(
            f"- {source} - {day}\n\nState to pay for bridge\n\n{text}\n", "utf-8"
        )
    encoder = HashEncoder()
    report = build_index([folder / "in"], folder / "ix", "default", encoder)
    assert report.refusals == ()
    return Archive(folder / "ix", load=lambda model: encoder)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    whole, cut = f"{LEAD}\n\n{REST}", f"{CUT}\n\n{REST}"
    return archive_of(
        tmp_path_factory.mktemp("copied"),
        late=("Newton Herald", "May 4, 2019", f"MILLFORD (AP) — {whole}"),
        first=("Mill Gazette", "May 3, 2019", whole),
        cut=("Harbor Ledger", "May 3, 2019", cut),
        again=("Mill Gazette", "May 5, 2019", whole),
    )


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    right = LEAD.replace("$14", "$15")
    return archive_of(
        tmp_path_factory.mktemp("corrected"),
        wrong=("Mill Gazette", "May 3, 2019", f"{LEAD}\n\n{REST}"),
        copy=("Newton Herald", "May 4, 2019", f"(AP) {LEAD}\n\n{REST}"),
        right=("Mill Gazette", "May 6, 2019", f"{right}\n\n{REST}\n\n{NOTE}"),
    )


def lead_of(citations: tuple[Citation, ...]) -> Citation:
    """The only one that tells of the millions."""
    (found,) = [citation for citation in citations if "million" in citation.text]
    return found


def test_an_answer_shows_a_story_once_and_names_the_outlets(copied: Archive) -> None:
    found = lead_of(copied.ask(QUESTION, limit=6).citations)
    assert (found.article.id, found.text, found.outlets) == ("first", LEAD, 3)
    assert sorted(found.also_in) == ["again", "cut", "late"]
    assert "(same story, 3 outlets)" in citation_text(1, found)


def test_so_do_a_summary_and_a_timeline(copied: Archive) -> None:
    topic = "the state will pay for the iron bridge of Millford"
    found = lead_of(copied.summarize_topic(topic, Length(sentences=2)).citations)
    assert (found.article.id, found.outlets) == ("first", 3)
    assert set(found.also_in) == {"again", "cut", "late"}
    entries = copied.timeline(topic).entries
    (told,) = [entry.citation for entry in entries if "million" in entry.citation.text]
    assert (entries[0].first, told.article.id, told.outlets) == (date(2019, 5, 2), "first", 3)


def test_what_the_search_did_not_find_is_named_as_well(copied: Archive) -> None:
    found = lead_of(copied.ask(QUESTION, limit=6, filters=Filters(until=date(2019, 5, 3))).citations)
    assert {"again", "late"} <= set(found.also_in)


def test_a_sentence_alone_has_no_outlets(copied: Archive) -> None:
    found = next(c for c in copied.ask("Who won a race on the lake?").citations if "race" in c.text)
    assert (found.outlets, found.also_in) == (None, ())
    assert not {"outlets", "supersedes"} & as_json(found).keys()


def test_what_was_corrected_stands_with_what_corrects_it(corrected: Archive) -> None:
    found = lead_of(corrected.ask(QUESTION, limit=6).citations)
    assert (found.article.id, found.article.published) == ("right", date(2019, 5, 6))
    assert "$15 million" in found.text
    assert found.supersedes is not None
    assert {(old.article.id, old.article.published) for old in found.supersedes} == {
        ("wrong", date(2019, 5, 3)),
        ("copy", date(2019, 5, 4)),
    }
    assert as_json(found)["supersedes"][0]["article"]["published"] == "2019-05-03"
    shown = citation_text(1, found)
    assert "corrects: The state will pay $14 million" in shown
    assert "2019-05-06" in shown
    assert "2019-05-03" in shown


def test_a_page_shows_both_with_their_dates(corrected: Archive) -> None:
    page = (
        create_app(Path(), archive=corrected)
        .test_client()
        .get("/", query_string={"q": QUESTION, "k": 6})
        .get_data(as_text=True)
    )
    assert "$14 million" in page[page.index("Corrects") :]
    assert 'datetime="2019-05-03"' in page[page.index("Corrects") :]
    assert 'datetime="2019-05-06"' in page[: page.index("Corrects")]


def test_a_summary_and_a_timeline_tell_the_corrected(corrected: Archive) -> None:
    topic = "the state will pay for the iron bridge of Millford"
    found = lead_of(corrected.summarize_topic(topic).citations)
    assert (found.article.id, len(found.supersedes or ())) == ("right", 2)
    entries = corrected.timeline(topic).entries
    assert not any("$14" in entry.citation.text for entry in entries)


def test_where_the_filters_leave_the_correction_out_the_first_version_stands(corrected: Archive) -> None:
    found = lead_of(corrected.ask(QUESTION, filters=Filters(until=date(2019, 5, 5))).citations)
    assert (found.article.id, found.supersedes) == ("wrong", None)


def test_a_note_of_its_own_corrects_an_article(tmp_path: Path) -> None:
    note = "A May 3 article about the new iron bridge in Millford misstated what the state will pay for it."
    archive = archive_of(
        tmp_path,
        wrong=("Mill Gazette", "May 3, 2019", f"{LEAD}\n\n{REST}"),
        note=("Mill Gazette", "May 7, 2019", f"{note} It is $15 million, not $14 million."),
    )
    first = archive.ask(QUESTION, limit=6).citations[0]
    assert (first.article.id, first.text) == ("note", "It is $15 million, not $14 million.")
    assert [old.text for old in first.supersedes or ()] == [LEAD]


@pytest.mark.parametrize(
    "note",
    [
        "A May 3 article about the new iron bridge in Millford misstated what the state will pay for it.",
        "What the state will pay for the iron bridge over the Mill River was given wrongly in an article on May 3.",
        "Because of an error, an article on May 3 gave the wrong sum for the new bridge of the state in Millford.",
    ],
)
def test_what_is_right_stands_for_what_was_wrong_and_for_the_telling_of_it(tmp_path: Path, note: str) -> None:
    archive = archive_of(
        tmp_path,
        wrong=("Mill Gazette", "May 3, 2019", f"{LEAD}\n\n{REST}"),
        note=("Mill Gazette", "May 7, 2019", f"{note} It is $15 million, not $14 million."),
    )
    answer = archive.ask(QUESTION, limit=6)
    first, *others = (*answer.citations, *answer.related)
    assert (first.text, first.before) == ("It is $15 million, not $14 million.", note)
    assert first.probability == answer.confidence
    assert not {note, LEAD} & {each.text for each in others}


def test_two_papers_that_differ_correct_nothing(tmp_path: Path) -> None:
    archive = archive_of(
        tmp_path,
        one=("Mill Gazette", "May 3, 2019", f"{LEAD}\n\n{REST}"),
        two=("Newton Herald", "May 4, 2019", f"{LEAD.replace('$14', '$15')}\n\n{REST}"),
    )
    citations = [c for c in archive.ask(QUESTION, limit=6).citations if "million" in c.text]
    assert [(c.supersedes, c.also_in) for c in citations] == [(None, ()), (None, ())]


def test_no_article_is_read_twice_for_a_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where a short form makes it search again, nor where copies and a note are looked through."""
    told = (
        "The Harbor Pilots' Union (HPU) rejected the plan of the port of Millford for shifts of 14 hours, its chairman"
        " Amos Reed said. The pilots of the port work for ten hours now, and nobody expects a strike before the summer."
    )
    note = (
        "A May 3 article about the Harbor Pilots' Union misstated what it rejected. It was shifts of 15 hours, not 14"
        " hours."
    )
    archive = archive_of(
        tmp_path,
        first=("Mill Gazette", "May 3, 2019", told),
        copy=("Newton Herald", "May 4, 2019", f"MILLFORD (AP) — {told}"),
        late=("Harbor Ledger", "May 9, 2019", told),
        note=("Mill Gazette", "May 7, 2019", note),
    )
    searches: list[object] = []
    search = Snapshot.candidates
    monkeypatch.setattr(Snapshot, "candidates", lambda *asked: searches.append(asked) or search(*asked))
    archive.refresh()
    store = archive._open.snapshot.store
    queries: list[str] = []
    store._database.set_trace_callback(queries.append)
    answer = archive.ask("What shifts did the HPU reject?", 6, Filters(until=date(2019, 5, 8)))
    store._database.set_trace_callback(None)
    assert (len(searches), answer.read_as) == (2, (ReadAs("abbreviation", "HPU", "Harbor Pilots' Union"),))
    assert {name for citation in answer.citations for name in citation.also_in} == {"copy", "late"}
    assert [old.article.id for citation in answer.citations for old in citation.supersedes or ()] == ["first", "copy"]
    assert articles_read(queries, store.ids()) == dict.fromkeys(("first", "copy", "late", "note", "other"), 1)


def articles_read(queries: list[str], ids: list[str]) -> Counter[str]:
    """How often the text of each article was read."""
    found = re.findall(r"\btext\b.* FROM articles WHERE \w+ IN \((.*)\)", "\n".join(queries))
    named = [name for names in found for name in names.split(", ")]
    return Counter(ids[int(name)] if name.isdigit() else name.strip("'") for name in named)


def test_of_two_versions_of_a_very_long_article_little_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of their sentences only those are taken apart that stand near what is shown, and have words of it."""
    draw = Random(12)
    old = [f"The {' '.join(draw.sample(NOUNS + ADJECTIVES, 9))} was sold." for _ in range(500)]
    new = [text.replace("sold", "leased") if number % 100 == 50 else text for number, text in enumerate(old)]
    archive = archive_of(
        tmp_path,
        old=("Mill Gazette", "May 3, 2019", "\n\n".join(old)),
        new=("Mill Gazette", "May 6, 2019", "\n\n".join(new)),
    )
    taken_apart: list[str] = []
    monkeypatch.setattr(versions, "tokens", lambda text: taken_apart.append(text) or house_style.tokens(text))
    found = archive.ask(f"Was {old[150][4:-10]} sold?").citations[0]
    assert (found.text, [each.text for each in found.supersedes or ()]) == (new[150], [old[150]])
    assert 2 <= len(taken_apart) <= 50
