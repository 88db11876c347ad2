from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.encoding.base import codec_of
from qa.index.build import build_index
from qa.index.candidates import Query
from qa.index.snapshot import Snapshot, open_current
from qa.retrieval.late_interaction import late_interaction
from qa.retrieval.ranking import W_POSITION
from qa.retrieval.search import CANDIDATES, search
from qa.types import EVERYTHING, Filters
from tests.encoders import HashEncoder

# A cosine of 64 products in float32 is off by some 1e-7, by another number on another processor and where the same
# vectors are multiplied in another company. A word more or less, or another weight, changes it by a hundredth or more.
SAME = 1e-5


@pytest.fixture
def snapshot(indexes: Path) -> Snapshot:
    return open_current(indexes, "default")


def texts_of(snapshot: Snapshot) -> list[str]:
    return [sentence.text for sentence in snapshot.sentences(range(snapshot.manifest.sentences))]


def row_of(snapshot: Snapshot, text: str) -> int:
    return texts_of(snapshot).index(text)


def interaction(snapshot: Snapshot, encoder: HashEncoder, question: str, *rows: int) -> list[list[float]]:
    """Of the three kinds, the values of these rows."""
    encoded = encoder.encode_question(question)
    candidates = snapshot.candidates(Query(encoded.vector, encoded.ids, ()), EVERYTHING, snapshot.manifest.sentences)
    parts = late_interaction(candidates, encoded, question, codec_of(encoder))
    return [part[list(rows)].tolist() for part in parts]  # all rows are candidates


def test_a_sentence_that_holds_every_word_has_late_interaction_one(snapshot: Snapshot, encoder: HashEncoder) -> None:
    """The test encoder gives a word one vector wherever it stands, so a word found is a cosine of 1 (less a byte)."""
    row = row_of(snapshot, "The ferry stayed in its dock.")
    assert interaction(snapshot, encoder, "ferry dock", row) == [[pytest.approx(1, abs=0.02)]] * 3


def test_the_sentence_before_counts_in_context_but_not_across_articles(
    snapshot: Snapshot, encoder: HashEncoder
) -> None:
    row = row_of(snapshot, "She cited her health.")
    alone, in_context, in_passage = interaction(snapshot, encoder, "Mayor Ada Lind", row, row - 1)
    assert alone[0] < 0.6
    assert in_context[0] == pytest.approx(1, abs=0.02)  # the mayor is named in the sentence before
    assert alone[1] == pytest.approx(in_context[1], abs=SAME)  # the first sentence of its article has none before it
    assert in_passage == [pytest.approx(1, abs=0.02)] * 2


def test_the_passage_reaches_further_than_the_sentence_before(snapshot: Snapshot, encoder: HashEncoder) -> None:
    row = row_of(snapshot, "Mr. Grant, who runs the ferry, blamed the wind.")
    alone, in_context, in_passage = interaction(snapshot, encoder, "harbor", row)
    assert max(alone[0], in_context[0]) < 0.6
    assert in_passage[0] == pytest.approx(1, abs=0.02)


def test_punctuation_of_the_question_has_no_weight(snapshot: Snapshot, encoder: HashEncoder) -> None:
    row = row_of(snapshot, "The ferry stayed in its dock.")
    [alone], *_ = plain = interaction(snapshot, encoder, "ferry", row)
    assert alone > 0.9
    assert interaction(snapshot, encoder, "ferry? ...", row) == [pytest.approx(part, abs=SAME) for part in plain]


def test_a_question_without_words(snapshot: Snapshot, encoder: HashEncoder) -> None:
    assert interaction(snapshot, encoder, "", 0, 1) == interaction(snapshot, encoder, "?!", 0, 1) == [[0, 0]] * 3


def test_the_parts_make_up_the_score(snapshot: Snapshot, encoder: HashEncoder) -> None:
    ranking = search(snapshot, encoder, "why did the ferry stay in its dock")
    assert len(ranking) > 1
    for evidence, sentence in zip(ranking.evidence, ranking.sentences, strict=True):
        assert sum(evidence.parts.values()) == pytest.approx(evidence.score, abs=SAME)
        assert evidence.position == pytest.approx(W_POSITION * np.log1p(sentence.number))
        assert sentence.row == evidence.row


def test_a_question_is_no_answer(tmp_path: Path, encoder: HashEncoder) -> None:
    (tmp_path / "quiz.txt").write_text("Who closed the harbor? The harbor was closed by Mr. Grant.", "utf-8")
    build_index([tmp_path / "quiz.txt"], tmp_path / "ix", "default", encoder)
    snapshot = open_current(tmp_path / "ix", "default")
    first = search(snapshot, encoder, "Who closed the harbor?").sentences[0]
    assert first.text == "The harbor was closed by Mr. Grant."


def test_candidates_come_by_vector_and_by_words(tmp_path: Path, encoder: HashEncoder) -> None:
    """A word that only BM25 can reach: its sentence is long, so its vector is far from the question's."""
    filler = "This sentence is about nothing at all. " * (2 * CANDIDATES)
    long = " ".join(f"word{n}" for n in range(120)) + " zanzibar."
    (tmp_path / "filler.txt").write_text(f"{filler}\n\n{long}", "utf-8")
    build_index([tmp_path / "filler.txt"], tmp_path / "ix", "default", encoder)
    snapshot = open_current(tmp_path / "ix", "default")
    found = search(snapshot, encoder, "nothing about zanzibar")
    row = row_of(snapshot, long)
    assert row not in snapshot.sentence_vectors.search(encoder.encode_question("nothing about").vector, CANDIDATES)
    assert row in {evidence.row for evidence in found.evidence}
    assert [evidence.score for evidence in found.evidence] == sorted((e.score for e in found.evidence), reverse=True)


def test_an_empty_filter_leaves_nothing(snapshot: Snapshot, encoder: HashEncoder) -> None:
    nothing = search(snapshot, encoder, "ferry", Filters(source="nobody"))
    assert (len(nothing), nothing.sentences, nothing.evidence) == (0, [], ())


def test_with_room_for_all_every_sentence_let_through_is_ranked(snapshot: Snapshot, encoder: HashEncoder) -> None:
    harbor = search(snapshot, encoder, "bridge", Filters(articles=frozenset({"harbor"})), limit=1000)
    assert sorted(sentence.number for sentence in harbor.sentences) == [0, 1, 2, 3, 4]
