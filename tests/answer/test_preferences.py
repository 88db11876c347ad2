"""Of near-equal sentences the question's own words choose: a time, a quotation, the latest, the first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.answer.ask import ask
from qa.answer.find import READ_WORDS, find
from qa.answer.preferences import (
    NAMESAKE,
    PREFERRED,
    UNKNOWN_NAME,
    contradict,
    holds_words,
    near_equal,
    near_period,
    roles_reversed,
    with_preferences,
)
from qa.answer.reader import SHARE
from qa.index.build import build_index
from qa.index.snapshot import Snapshot, open_current
from qa.retrieval.query import read_question
from qa.retrieval.search import search
from qa.types import EVERYTHING, Answer
from tests.encoders import HashEncoder, WordReader

RATES = {"2020-02-05": "0.75", "2021-06-09": "1.25", "2022-09-14": "2.50"}


def archive_of(folder: Path, encoder: HashEncoder, *records: dict[str, str]) -> Snapshot:
    path = folder / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    build_index([path], folder / "ix", "default", encoder)
    return open_current(folder / "ix", "default")


@pytest.fixture
def rates(tmp_path: Path, encoder: HashEncoder) -> Snapshot:
    text = "The bank of Norland set its rate at {} percent on Wednesday. Prices left it no choice."
    records = [
        {"id": day, "title": "The bank decides", "source": "Norland Mail", "date": day, "text": text.format(rate)}
        for day, rate in RATES.items()
    ]
    return archive_of(tmp_path, encoder, *records)


@pytest.mark.parametrize("reader", [None, WordReader()])
@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("What is the latest rate of the bank of Norland?", "2022-09-14"),
        ("What is the rate of the bank of Norland now?", "2022-09-14"),
        ("What rate did the bank of Norland set?", "2022-09-14"),  # of what changed, what holds
        ("What was the first rate that the bank of Norland set?", "2020-02-05"),
        ("What rate did the bank of Norland set in June 2021?", "2021-06-09"),
        ("rate bank of Norland 2020", "2020-02-05"),
    ],
)
def test_dates_of_articles_tell_near_equal_sentences_apart(
    rates: Snapshot, encoder: HashEncoder, reader: WordReader | None, question: str, day: str
) -> None:
    first = find(rates, encoder, reader, question).ranking.sentences[0]
    assert (first.article.id, first.number) == (day, 0)


def test_a_literal_question_is_read_for_nothing(rates: Snapshot, encoder: HashEncoder) -> None:
    found = find(rates, encoder, WordReader(), "rate bank of Norland 2020", literal=True)
    assert (found.read.period, found.read.read_as, found.missing) == (None, (), "")


def test_a_time_that_the_archive_does_not_reach_is_told(rates: Snapshot, encoder: HashEncoder) -> None:
    def told(question: str) -> tuple[bool, str | None]:
        answer = ask(rates, encoder, question, reader=WordReader()).answer
        return answer.answered, answer.reason

    assert told("What rate did the bank of Norland set in 2025?") == (False, "The archive ends on 2022-09-14.")
    assert told("What rate did the bank of Norland set in 1999?") == (False, "The archive begins on 2020-02-05.")
    assert told("What rate did the bank of Norland set in 2021?")[0]


def test_a_sentence_that_names_the_time_counts_whenever_it_was_written(tmp_path: Path, encoder: HashEncoder) -> None:
    snapshot = archive_of(
        tmp_path,
        encoder,
        {"id": "a", "date": "2020-05-02", "text": "The dam of Korvik broke in March 1911 and drowned the mill."},
        {"id": "b", "date": "2020-05-02", "text": "The dam of Korvik broke in April 1953 and spared the mill."},
    )
    for year, article in (("1911", "a"), ("1953", "b")):
        found = find(snapshot, encoder, WordReader(), f"What did the dam of Korvik do in {year}?")
        assert (found.ranking.sentences[0].article.id, found.missing) == (article, "")


def test_words_in_quotation_marks_are_met_or_missed(tmp_path: Path, encoder: HashEncoder) -> None:
    snapshot = archive_of(
        tmp_path,
        encoder,
        {"id": "a", "text": "Others said that tomorrow was too late, and that a cheque would not be drawn on it."},
        {"id": "b", "text": "Dora Kite called the plan “a cheque drawn on tomorrow.” Nobody laughed."},
    )
    question = 'Who said "a cheque drawn on tomorrow"?'
    assert find(snapshot, encoder, WordReader(), question).ranking.sentences[0].article.id == "b"
    answer = ask(snapshot, encoder, 'Who said "the sky is made of paper"?', reader=WordReader()).answer
    assert (answer.answered, answer.reason) == (
        False,
        "No article that was found holds the words “the sky is made of paper”.",
    )


def test_a_source_named_narrows_the_search_and_says_so(tmp_path: Path, encoder: HashEncoder) -> None:
    snapshot = archive_of(
        tmp_path,
        encoder,
        {"id": "a", "source": "Korvik Observer", "text": "Engineers found no cracks in the Korvik dam."},
        {"id": "b", "source": "Northern Star", "text": "Engineers found eleven cracks in the Korvik dam."},
    )
    answer = ask(snapshot, encoder, "What did the Northern Star report about the Korvik dam?").answer
    assert {cited.article.id for cited in answer.citations} == {"b"}
    assert [(each.kind, each.meant) for each in answer.read_as] == [("source", "Northern Star")]
    elsewhere = ask(snapshot, encoder, "What did the Daily Planet report about the Korvik dam?").answer
    assert (elsewhere.answered, elsewhere.reason) == (False, "The archive holds no article of “Daily Planet”.")


class Pieces(HashEncoder):
    """Has no word whole: none is English."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [2 for _ in texts]


def test_a_misspelt_word_finds_what_it_was_meant_to(rates: Snapshot, encoder: HashEncoder) -> None:
    answer = ask(rates, Pieces(), "What rate did the bank of Norlnad set?").answer
    assert [(each.asked, each.meant) for each in answer.read_as] == [("Norlnad", "Norland")]
    right = ask(rates, encoder, "What rate did the bank of Norland set?").answer
    assert answer.citations[0].text == right.citations[0].text


def differing(tmp_path: Path, encoder: HashEncoder, one: str, other: str) -> Answer:
    snapshot = archive_of(
        tmp_path,
        encoder,
        {"id": "a", "title": "First report", "date": "2019-06-01", "text": one},
        {"id": "b", "title": "Second report", "date": "2019-06-03", "text": other},
    )
    return ask(snapshot, encoder, "How many miners died in the Torm mine?", reader=WordReader()).answer


def test_two_articles_that_differ_are_said_to_and_the_later_comes_first(tmp_path: Path, encoder: HashEncoder) -> None:
    answer = differing(
        tmp_path,
        encoder,
        "Eleven miners died in the Torm mine, many of them young.",
        "Seven miners died in the Torm mine, many of them young.",
    )
    assert [cited.article.id for cited in answer.citations] == ["b", "a"]
    assert answer.notes == ("Two articles differ: “Second report” of 2019-06-03, and “First report” of 2019-06-01.",)


def test_two_articles_that_agree_are_not(tmp_path: Path, encoder: HashEncoder) -> None:
    told = "Seven miners died in the Torm mine, many of them young."
    assert differing(tmp_path, encoder, told, told).notes == ()


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Eleven miners died at Torm.", "Seven miners died at Torm.", True),
        ("The rate is 4 percent.", "The rate is 2.5 percent.", True),
        ("The rate is 4 percent.", "The governor of the bank resigned.", False),
    ],
)
def test_near_equal(one: str, other: str, equal: bool) -> None:
    assert near_equal(one, other) == equal


def test_quoted_words_in_their_order() -> None:
    assert holds_words("She called it “a Cheque, drawn on tomorrow”.", "a cheque drawn on")
    assert not holds_words("Drawn on tomorrow, a cheque.", "a cheque drawn on")


def test_what_was_published_then_comes_before_what_only_tells_of_it(tmp_path: Path, encoder: HashEncoder) -> None:
    text = "Unemployment in Oster county stood at {} percent last month, the office said."
    records = [
        {"id": day, "date": day, "text": text.format(rate)}
        for day, rate in (("2019-03-12", "5.2"), ("2019-04-09", "4.9"))
    ]
    snapshot = archive_of(tmp_path, encoder, *records)
    for month, day in (("March", "2019-03-12"), ("April", "2019-04-09")):
        found = find(snapshot, encoder, WordReader(), f"What was unemployment in Oster county in {month} 2019?")
        assert found.ranking.sentences[0].article.id == day


def test_a_name_that_nothing_found_mentions_counts_against_all(tmp_path: Path, encoder: HashEncoder) -> None:
    snapshot = archive_of(
        tmp_path, encoder, {"id": "a", "text": "Erik Lindqvist scored 14 goals. He was born in Luleby."}
    )

    def liked(question: str) -> set[float]:
        return {evidence.preference for evidence in find(snapshot, encoder, WordReader(), question).ranking.evidence}

    assert liked("How many goals did Erik Lindqvist score?") == {0.0}
    assert liked("How many goals did Lars Lindqvist score?") == {NAMESAKE}
    assert liked("How many goals did Erik Sandberg score?") == {UNKNOWN_NAME}
    assert liked("how many goals did lars lindqvist score") == {0.0}  # not to be told from any other word
    assert liked("HOW MANY GOALS DID LARS LINDQVIST SCORE?") == {0.0}
    assert liked("Lindqvist's goals: how many?") == {0.0}


def test_the_full_form_of_a_short_name_is_not_missed(tmp_path: Path, encoder: HashEncoder) -> None:
    snapshot = archive_of(tmp_path, encoder, {"id": "a", "text": "The WHO warned of measles on Monday."})
    found = find(snapshot, encoder, WordReader(), "What did the WHO warn of?")
    assert {evidence.preference for evidence in found.ranking.evidence} == {0.0}


@pytest.mark.parametrize(
    "question",
    ["What did the WHO warn of?", "What did the UN warn of?", "What did the Fenmoor Bus Union (FBU) warn of?"],
)
def test_a_short_name_that_is_written_out_is_known(tmp_path: Path, encoder: HashEncoder, question: str) -> None:
    text = "The World Health Organization and the United Nations warned of measles. The FBU saw none."
    ranking = find(archive_of(tmp_path, encoder, {"id": "a", "text": text}), encoder, WordReader(), question).ranking
    known = "Fenmoor" not in question  # words that nothing holds in no form stay unknown
    assert {evidence.preference for evidence in ranking.evidence} == {0.0 if known else UNKNOWN_NAME}


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        ("The mine belongs to the Kolmar company.", "The mine belongs to the Sarek company.", True),
        ("The ferry Astrid was damaged.", "The ferry Astrid was not damaged.", True),
        ("Seven miners died at Torm.", "Seven miners died at Torm, the Sarek company said.", False),  # one tells more
        ("The rate is 4 percent.", "The rate is 4 percent.", False),
    ],
)
def test_what_contradicts(one: str, other: str, contradicts: bool) -> None:
    assert contradict(one, other) == contradicts


def test_a_topic_is_not_read_for_an_answer(rates: Snapshot, encoder: HashEncoder) -> None:
    reader = WordReader()
    found = find(rates, encoder, reader, "Norland")
    assert reader.windows == []
    assert all(evidence.reader is None for evidence in found.ranking.evidence)


def test_a_very_long_question_is_compared_and_not_read(rates: Snapshot, encoder: HashEncoder) -> None:
    reader = WordReader()
    for words, read in ((READ_WORDS, True), (READ_WORDS + 1, False)):
        reader.windows.clear()
        find(rates, encoder, reader, "which bank set the rate " + "very " * (words - 6) + "low")
        assert bool(reader.windows) == read


@pytest.mark.parametrize(
    ("one", "other", "reversed_"),
    [
        ("Brix sued Alvero over a patent.", "Alvero sued Brix over a patent.", True),
        ("Norland beat Estavia 2-0 on Friday.", "On Friday Estavia beat Norland 2-0.", True),
        ("Brix sued Alvero over a patent.", "Alvero was sued by Brix over a patent.", False),
        ("Brix sued Alvero over a patent.", "On a patent Brix sued Alvero.", False),
        ("Brix sued Alvero over a patent.", "Brix sued Alvero over a hinge.", False),
    ],
)
def test_who_did_it_to_whom_may_be_told_in_two_ways(one: str, other: str, reversed_: bool) -> None:
    assert roles_reversed(one, other) is reversed_


def test_the_first_thirty_are_ordered_as_if_the_days_of_all_were_read(tmp_path: Path, encoder: HashEncoder) -> None:
    """Of a hundred candidates, of which those least liked by retrieval may be of the time asked for."""
    records = [
        {
            "id": f"a{n}",
            "title": f"Ferry {n}",
            "date": f"2021-{1 + n % 12:02}-{1 + n % 28:02}",
            "text": f"{'The ferry of Norland did sail' if n < 33 else 'A museum in Norland opened'} with {n} on board.",
        }
        for n in range(100)
    ]
    archive = archive_of(tmp_path, encoder, *records)
    read = read_question("When did the ferry of Norland sail in May 2021?", EVERYTHING, [], None)
    found = search(archive, encoder, read.searched)
    every = sorted(
        zip(found.evidence, found.sentences, strict=True),
        key=lambda one: -(one[0].score + SHARE * near_period(one[1], *(read.period or pytest.fail("no period")))),
    )
    ordered = with_preferences(found, read)
    assert len(ordered) > PREFERRED
    assert [each.row for each in ordered.evidence[:PREFERRED]] == [each.row for each, _ in every[:PREFERRED]]
    assert 0.0 in {each.preference for each in ordered.evidence[PREFERRED:]}  # not all were read
