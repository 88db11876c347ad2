from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from qa import Archive, as_json
from qa.command.render_answers import answer_text
from qa.errors import EngineUnavailable
from qa.index.candidates import Candidates, CandidateTokens, FoundSentence
from qa.retrieval.ranking import Ranking
from qa.retrieval.reranking import RERANKED, CrossEncoderReranker, rerank
from qa.types import ArticleInfo, Evidence
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


def ranking_of(texts: list[str]) -> Ranking:
    """Sentences of these texts in this order; the rows count down."""
    info = ArticleInfo("a", "A", "", None, None)
    rows = list(range(len(texts), 0, -1))
    sentences = [FoundSentence(row, 0, 0, len(text), text, "", "", info) for row, text in zip(rows, texts, strict=True)]
    nothing = np.zeros(0, dtype=np.float32)
    tokens = CandidateTokens(*[np.zeros(0, dtype=np.int64)] * 6)
    candidates = Candidates(tuple(sentences), np.array(rows), nothing, nothing, nothing, nothing, tokens, len(rows))
    evidence = tuple(Evidence(row, *[0.0] * 9, score=row) for row in rows)
    return Ranking(candidates, tuple(range(len(texts))), evidence)


def test_the_first_are_reordered_and_the_rest_follow_as_they_were() -> None:
    texts = ["x" * number for number in range(RERANKED + 3)]
    found = rerank(ByLength(), "?", ranking_of(texts))
    assert [len(s.text) for s in found.sentences] == [*reversed(range(RERANKED)), RERANKED, RERANKED + 1, RERANKED + 2]
    assert [item.row for item in found.evidence] == [sentence.row for sentence in found.sentences]
    assert [item.reranker for item in found.evidence[:2]] == [RERANKED - 1, RERANKED - 2]
    assert found.evidence[-1].reranker is None
    assert len(rerank(ByLength(), "?", ranking_of([]))) == 0


def test_equal_scores_keep_their_order() -> None:
    found = rerank(ByLength(), "?", ranking_of(["aa", "bb", "c", "dd"]))
    assert [sentence.text for sentence in found.sentences] == ["aa", "bb", "dd", "c"]


def test_citations_follow_the_reranker_and_confidence_does_not(indexes: Path, encoder: HashEncoder) -> None:
    plain = Archive(indexes, load=lambda model: encoder).ask("What closed the harbor?", limit=5, explain=True)
    ordered = Archive(indexes, load=lambda model: encoder, reranker=ByLength()).ask(
        "What closed the harbor?", limit=5, explain=True
    )
    lengths = [len(citation.text) for citation in ordered.citations]
    assert lengths == sorted(lengths, reverse=True) != [len(citation.text) for citation in plain.citations]
    assert (ordered.confidence, ordered.answered) == (plain.confidence, plain.answered)
    assert ordered.citations[0].evidence is not None
    assert ordered.citations[0].evidence.reranker == lengths[0]
    assert f"; reranker {lengths[0]:.3f}" in " ".join(answer_text(ordered).split())
    assert "reranker" in as_json(ordered)["citations"][0]["evidence"]
    assert "reranker" not in as_json(plain)["citations"][0]["evidence"]


@pytest.mark.model
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
        for citation in archive.ask("What closed the harbor?", limit=11, explain=True).citations
        if citation.evidence
    ]
    assert len(scores) == 11
    assert scores == sorted(scores, key=lambda score: -(score or 0.0))


@pytest.mark.model
def test_a_classifier_is_no_reranker_and_a_missing_model_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="sorts into 3 classes"):
        CrossEncoderReranker(make_cross_encoder(tmp_path, labels=3))
    with pytest.raises(EngineUnavailable, match="no model 'nobody/nothing'") as caught:
        CrossEncoderReranker("nobody/nothing")
    assert caught.value.fix == "hf download nobody/nothing"
    (tmp_path / "empty").mkdir()
    with pytest.raises(EngineUnavailable, match="cannot be loaded"):
        CrossEncoderReranker(str(tmp_path / "empty"))
