from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from qa import Archive, as_json
from qa.command.render_answers import answer_text
from qa.errors import EngineUnavailable
from qa.retrieval.reranking import RERANKED, CrossEncoderReranker, rerank
from qa.types import Evidence
from tests.encoders import HashEncoder

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] the storm closed harbor of port who what ferry wind . ?".split()


class ByLength:
    """The longest sentence first."""

    name = "by length"

    def scores(self, question: str, texts: list[str]) -> NDArray[np.float32]:
        return np.array([len(text) for text in texts], dtype=np.float32)


def make_cross_encoder(folder: Path, labels: int) -> str:
    """A BERT of one layer, random weights, which are the same each time and large enough to tell texts apart."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    (folder / "vocab.txt").write_text("\n".join(WORDS))
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder / "cross")
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=labels,
        initializer_range=1.0,
    )
    torch.manual_seed(0)
    BertForSequenceClassification(config).save_pretrained(folder / "cross")
    return str(folder / "cross")


def evidence(row: int) -> Evidence:
    return Evidence(row, *[0.0] * 9, score=-row)


def test_the_first_are_reordered_and_the_rest_follow_as_they_were() -> None:
    ranked = [evidence(row) for row in range(RERANKED + 3)]
    texts = ["x" * row for row in range(RERANKED + 3)]
    found = rerank(ByLength(), "?", ranked, texts)
    assert [item.row for item in found] == [*reversed(range(RERANKED)), RERANKED, RERANKED + 1, RERANKED + 2]
    assert [item.reranker for item in found[:2]] == [RERANKED - 1, RERANKED - 2]
    assert found[-1].reranker is None
    assert rerank(ByLength(), "?", [], []) == []


def test_equal_scores_keep_their_order() -> None:
    ranked = [evidence(row) for row in (5, 3, 4)]
    assert [item.row for item in rerank(ByLength(), "?", ranked, ["aa", "bb", "aa"])] == [5, 3, 4]


def test_citations_follow_the_reranker_and_confidence_does_not(indexes: Path, encoder: HashEncoder) -> None:
    plain = Archive(indexes, load=lambda model: encoder).ask("What closed the harbor?", k=5, explain=True)
    ordered = Archive(indexes, load=lambda model: encoder, reranker=ByLength()).ask(
        "What closed the harbor?", k=5, explain=True
    )
    lengths = [len(citation.text) for citation in ordered.citations]
    assert lengths == sorted(lengths, reverse=True) != [len(citation.text) for citation in plain.citations]
    assert (ordered.confidence, ordered.answered) == (plain.confidence, plain.answered)
    assert ordered.citations[0].evidence is not None
    assert ordered.citations[0].evidence.reranker == lengths[0]
    assert f"; reranker {lengths[0]:.3f}" in " ".join(answer_text(ordered).split())
    assert "reranker" in as_json(ordered)["citations"][0]["evidence"]
    assert "reranker" not in as_json(plain)["citations"][0]["evidence"]


def test_a_cross_encoder_by_folder(tmp_path: Path, indexes: Path, encoder: HashEncoder) -> None:
    model = make_cross_encoder(tmp_path, labels=1)
    texts = ["the storm closed the harbor .", "ferry wind", ""]
    together = CrossEncoderReranker(model, threads=1).scores("what closed the harbor ?", texts)
    assert together.shape == (3,)
    assert len(set(together.tolist())) == 3
    alone = [CrossEncoderReranker(model).scores("what closed the harbor ?", [text])[0] for text in texts]
    np.testing.assert_allclose(together, alone, atol=1e-5)
    archive = Archive(indexes, load=lambda name: encoder, reranker=model)
    archive.warm_up()
    scores = [
        citation.evidence.reranker
        for citation in archive.ask("What closed the harbor?", k=11, explain=True).citations
        if citation.evidence
    ]
    assert len(scores) == 11
    assert scores == sorted(scores, key=lambda score: -(score or 0.0))


def test_a_classifier_is_no_reranker_and_a_missing_model_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="sorts into 3 classes"):
        CrossEncoderReranker(make_cross_encoder(tmp_path, labels=3))
    with pytest.raises(EngineUnavailable, match="no model 'nobody/nothing'") as caught:
        CrossEncoderReranker("nobody/nothing")
    assert caught.value.fix == "hf download nobody/nothing"
    (tmp_path / "empty").mkdir()
    with pytest.raises(EngineUnavailable, match="cannot be loaded"):
        CrossEncoderReranker(str(tmp_path / "empty"))
