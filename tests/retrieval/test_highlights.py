from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.encoding.base import Encoder
from qa.index.build import build_index
from qa.index.snapshot import Snapshot, open_current
from qa.retrieval.highlights import highlights
from qa.text.words import is_stop_word
from tests.encoders import HashEncoder

NEWS = (
    "The law of 2017 forbids the country to sell textiles abroad. "
    "The cathedral will be rebuilt within five years, the president said. "
    "Turnips grow in rows."
)


@pytest.fixture(scope="module")
def snapshot(model: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("news")
    (folder / "news.txt").write_text(NEWS, "utf-8")
    build_index([folder / "news.txt"], folder / "indexes", "default", model)
    return open_current(folder / "indexes", "default")


def highlighted(
    snapshot: Snapshot, encoder: Encoder | HashEncoder, question: str
) -> tuple[list[str], list[tuple[tuple[int, int], ...]]]:
    rows = np.arange(snapshot.manifest.sentences)
    texts = [sentence.text for sentence in snapshot.sentences(rows)]
    return texts, highlights(encoder, question, texts, snapshot.token_codes(rows))


def marked(snapshot: Snapshot, encoder: Encoder | HashEncoder, question: str) -> list[list[str]]:
    texts, found = highlighted(snapshot, encoder, question)
    return [[text[start:end] for start, end in places] for text, places in zip(texts, found, strict=True)]


def test_words_of_the_same_meaning_are_marked(snapshot: Snapshot, model: Encoder) -> None:
    assert "forbids" in marked(snapshot, model, "Which law bans textile exports?")[0]
    assert "rebuilt" in marked(snapshot, model, "When will the cathedral be restored?")[1]


def test_words_of_the_same_stem_are_marked(snapshot: Snapshot, model: Encoder) -> None:
    law, cathedral, turnips = marked(snapshot, model, "Which laws name a textile, which cathedrals?")
    assert {"law", "textiles"} <= set(law)
    assert "cathedral" in cathedral
    assert turnips == []


def test_nothing_is_marked_for_a_question_of_stop_words(snapshot: Snapshot, model: Encoder) -> None:
    assert marked(snapshot, model, "?!") == [[], [], []]


def test_a_sentence_cut_otherwise_than_in_its_passage_is_marked_by_stems(snapshot: Snapshot, model: Encoder) -> None:
    [law] = snapshot.sentences([0])
    codes = snapshot.token_codes([0])[0][:-1]  # of one token fewer than it has alone
    [places] = highlights(model, "Which law bans textile exports?", [law.text], [codes])
    assert [law.text[start:end] for start, end in places] == ["law", "textiles"]


@given(question=st.text(max_size=40) | st.sampled_from(["ferry dock", "the wind, the storm", "1.5 million?", "Mr. G"]))
def test_marks_are_whole_words_in_order_and_no_stop_words(question: str, hashed: Snapshot) -> None:
    for text, places in zip(*highlighted(hashed, HashEncoder(), question), strict=True):
        flat = [edge for place in places for edge in place]
        assert flat == sorted(flat)
        assert all(0 <= start < end <= len(text) for start, end in places)
        for start, end in places:
            assert not is_stop_word(text[start:end])
            assert not text[start - 1 : start].isalnum()
            assert not text[end : end + 1].isalnum()


@pytest.fixture(scope="module")
def hashed(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("hashed")
    text = "A storm closed the harbor; Mr. Grant blamed the wind. Repairs cost $1.5 million. The ferry's dock is shut."
    (folder / "news.txt").write_text(text, "utf-8")
    build_index([folder / "news.txt"], folder / "indexes", "default", HashEncoder())
    return open_current(folder / "indexes", "default")
