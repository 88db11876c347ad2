"""Which candidates are read, in what company, and how they are ordered then; the reader itself: tests/encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answer.ask import ask
from qa.answer.confidence import CITED, READ_THRESHOLD
from qa.answer.reader import HOPELESS, MAY_ANSWER, SURE, read_candidates, reread
from qa.encoding.reading import ROUNDS, Verdict, Window
from qa.index.build import build_index
from qa.index.candidates import title_row
from qa.index.snapshot import Snapshot, open_current
from qa.retrieval.search import search
from tests.encoders import HashEncoder, WordReader

FIRST, IN_ALL = ROUNDS["full"]


@pytest.fixture
def snapshot(indexes: Path) -> Snapshot:
    return open_current(indexes, "default")


class Fixed:
    """The same log-odds for every sentence, but for those that hold `word`."""

    name = "fixed"
    rounds = ROUNDS["full"]

    def __init__(self, usual: float, word: str = "\0", other: float = 0.0) -> None:
        self.usual, self.word, self.other = usual, word, other
        self.windows: list[Window] = []

    def read(self, question: str, windows: list[Window]) -> list[list[Verdict]]:
        self.windows += windows
        texts = [[window.text[start:end] for start, end in window.spans] for window in windows]
        return [
            [Verdict(self.other if self.word in text else self.usual, (0, len(text))) for text in some]
            for some in texts
        ]


def test_a_sentence_is_read_between_its_neighbours_under_its_title(snapshot: Snapshot, encoder: HashEncoder) -> None:
    reader = WordReader()
    question = "The ferry stayed in its dock"
    reread(reader, question, search(snapshot, encoder, question))
    first = reader.windows[0]
    assert first.text == (
        "Storm closes the harbor\nA storm closed the harbor of Port Ellen on Monday.\n"
        "The ferry stayed in its dock.\nMr. Grant, who runs the ferry, blamed the wind."
    )
    assert [first.text[start:end] for start, end in first.spans] == first.text.split("\n")  # the title is judged too


def test_the_verdict_orders_and_the_words_that_answer_are_marked(snapshot: Snapshot, encoder: HashEncoder) -> None:
    question = "What closed the harbor?"
    reader = Fixed(-4.0, "wind", 2.0)
    answer = ask(snapshot, encoder, question, reader=reader, explain=True).answer
    first = answer.citations[0]
    assert first.text == "Mr. Grant, who runs the ferry, blamed the wind."
    assert first.evidence is not None
    assert (first.evidence.reader, first.answer) == (2.0, (0, len(first.text)))
    assert first.probability == answer.confidence >= READ_THRESHOLD


def test_only_sentences_that_answer_are_shown_as_answers(snapshot: Snapshot, encoder: HashEncoder) -> None:
    answer = ask(snapshot, encoder, "What closed the harbor?", 5, reader=Fixed(-9.0, "ferry", 6.0)).answer
    assert answer.answered
    assert [("ferry" in cited.text, cited.probability >= CITED) for cited in answer.citations] == [(True, True)] * 2
    assert len(answer.related) == 3
    assert all(cited.probability < CITED and cited.answer is None for cited in answer.related)


def test_where_none_answers_the_nearest_are_shown_and_no_words_of_theirs_marked(
    snapshot: Snapshot, encoder: HashEncoder
) -> None:
    answer = ask(snapshot, encoder, "What closed the harbor?", reader=Fixed(-12.0)).answer
    assert (answer.answered, answer.reason) == (False, "No sentence fits the question well enough to be its answer.")
    assert [cited.answer for cited in answer.citations] == [None] * 3
    assert answer.related == ()


def test_without_a_reader_all_that_were_asked_for_are_shown(snapshot: Snapshot, encoder: HashEncoder) -> None:
    answer = ask(snapshot, encoder, "What closed the harbor?").answer
    assert (len(answer.citations), answer.related) == (3, ())


def test_a_sentence_that_a_better_ones_window_holds_is_read_there(snapshot: Snapshot, encoder: HashEncoder) -> None:
    found = search(snapshot, encoder, "What closed the harbor?")
    reader = Fixed(0.0)
    verdicts = read_candidates(reader, "What closed the harbor?", found.sentences)
    assert {row for row in verdicts if row >= 0} == {sentence.row for sentence in found.sentences}
    assert len(reader.windows) < len(found)


def test_more_is_read_only_where_the_first_leave_a_doubt(tmp_path: Path, encoder: HashEncoder) -> None:
    for number in range(2 * IN_ALL):
        (tmp_path / f"a{number}.txt").write_text(f"The harbor closed on day {number}.", "utf-8")
    build_index([tmp_path], tmp_path / "ix", "default", encoder)
    sentences = search(open_current(tmp_path / "ix", "default"), encoder, "Which day did it close?").sentences
    for log_odds, read in ((SURE, FIRST), (SURE - 0.1, IN_ALL), (HOPELESS + 0.1, IN_ALL), (HOPELESS, FIRST)):
        reader = Fixed(log_odds)
        assert len(read_candidates(reader, "Which day did it close?", sentences)) == read == len(reader.windows)


def test_whoever_is_in_a_hurry_reads_less_and_orders_the_rest_by_evidence(
    snapshot: Snapshot, encoder: HashEncoder
) -> None:
    question = "What closed the harbor?"
    reader = Fixed(0.0)
    reader.rounds = ROUNDS["fast"]
    evidence = reread(reader, question, search(snapshot, encoder, question)).evidence
    assert len(reader.windows) == 2 < FIRST
    read = [each.reader is not None for each in evidence]
    assert read == sorted(read, reverse=True)
    assert {True, False} == set(read)


class Marker(Fixed):
    """Marks a word where a sentence holds it, and is sure of all."""

    def __init__(self, word: str) -> None:
        super().__init__(SURE, word)

    def read(self, question: str, windows: list[Window]) -> list[list[Verdict]]:
        texts = [[window.text[start:end] for start, end in window.spans] for window in windows]
        places = [[max(0, text.find(self.word)) for text in some] for some in texts]
        return [[Verdict(SURE, (place, place + len(self.word))) for place in some] for some in places]


class Midst(Fixed):
    """Sure of the sentence that holds `word` only where it is read between two others, `edge` where it stands last."""

    def __init__(self, word: str, edge: float) -> None:
        super().__init__(-9.0, word, SURE)
        self.edge = edge

    def read(self, question: str, windows: list[Window]) -> list[list[Verdict]]:
        verdicts = super().read(question, windows)
        for window, some in zip(windows, verdicts, strict=True):
            if self.word in window.text[slice(*window.spans[-1])]:
                some[-1] = Verdict(self.edge, some[-1].answer)
        return verdicts


@pytest.mark.parametrize(("edge", "log_odds"), [(MAY_ANSWER, SURE), (MAY_ANSWER - 0.1, MAY_ANSWER - 0.1)])
def test_what_may_answer_and_was_read_at_the_edge_of_a_window_is_read_in_the_middle_of_its_own(
    snapshot: Snapshot, encoder: HashEncoder, edge: float, log_odds: float
) -> None:
    question = "A storm closed the harbor of Port Ellen"
    found = search(snapshot, encoder, question).sentences
    [ferry] = [sentence for sentence in found if "stayed in its dock" in sentence.text]
    reader = Midst("stayed", edge)
    assert read_candidates(reader, question, found, (1, 2))[ferry.row].log_odds == log_odds
    assert reader.windows[0].text.endswith(ferry.text)
    assert len(reader.windows) == 2  # no more are read for it


def test_words_that_answer_are_marked_though_the_window_lacks_the_beginning(
    tmp_path: Path, encoder: HashEncoder
) -> None:
    long = "Zimmer said, " + "and said again, " * 25 + "that Brenna would pay."
    (tmp_path / "a.txt").write_text(f"Bridges\n\n{long} The bridge of Torm is closed.\n", "utf-8")
    build_index([tmp_path / "a.txt"], tmp_path / "ix", "default", encoder)
    question = "Is the bridge of Torm closed?"
    found = search(open_current(tmp_path / "ix", "default"), encoder, question).sentences
    closed = next(sentence for sentence in found if "closed" in sentence.text)
    verdict = read_candidates(Marker("Brenna"), question, [closed, *found])[closed.row - 1]
    assert long[slice(*verdict.answer)] == "Brenna"


def test_what_was_not_read_stands_behind_what_was(tmp_path: Path, encoder: HashEncoder) -> None:
    for number in range(2 * IN_ALL):
        (tmp_path / f"a{number}.txt").write_text(f"The harbor closed on day {number}.", "utf-8")
    build_index([tmp_path], tmp_path / "ix", "default", encoder)
    ranking = search(open_current(tmp_path / "ix", "default"), encoder, "harbor")
    read = [evidence.reader is not None for evidence in reread(Fixed(-3.0), "harbor", ranking).evidence]
    assert read == [True] * IN_ALL + [False] * (len(ranking) - IN_ALL)
    assert {found.row for found in reread(Fixed(-3.0), "harbor", ranking).evidence} == set(ranking.candidates.rows)


def test_nothing_to_read(snapshot: Snapshot, encoder: HashEncoder) -> None:
    assert read_candidates(Fixed(0.0), "harbor", []) == {}


def test_a_title_that_answers_better_than_any_sentence_is_cited(snapshot: Snapshot, encoder: HashEncoder) -> None:
    answer = ask(snapshot, encoder, "Who resigned?", reader=Fixed(-9.0, "resigns", 4.0)).answer
    first = answer.citations[0]
    assert (first.text, first.part, first.start, first.end) == ("Mayor resigns", "title", 0, 13)
    assert (first.article.id, first.link) == ("mayor-1", f"/articles/mayor-1?b={answer.index.build}")
    assert (first.answer, first.before, first.after) == ((0, 13), "", "")
    assert first.highlights  # by the stems that it shares with the question
    assert [cited.part for cited in answer.related] == ["text", "text"]


@pytest.mark.parametrize(("title", "sentence"), [(4.0, 3.5), (0.5, -3.0)])
def test_a_title_is_not_where_a_sentence_does_as_well_or_neither_does(
    snapshot: Snapshot, encoder: HashEncoder, title: float, sentence: float
) -> None:
    answer = ask(snapshot, encoder, "Who resigned?", reader=Fixed(sentence, "resigns", title)).answer
    assert {cited.part for cited in (*answer.citations, *answer.related)} == {"text"}


def test_opening_words_that_stand_for_a_title_are_not_judged(snapshot: Snapshot, encoder: HashEncoder) -> None:
    found = search(snapshot, encoder, "turnips").sentences
    untitled = {sentence.row for sentence in found if "turnips" in sentence.article.title}
    assert untitled
    assert not {title_row(row) for row in untitled} & read_candidates(Fixed(0.0), "turnips", found).keys()
