"""The real default model, and tiny ones made here: by our network, and by the library as others are run."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from qa.encoding.base import Encoder
from qa.encoding.bert_encoder import BertEncoder
from qa.encoding.load import load_encoder
from qa.encoding.model_files import DEFAULT_MODEL
from qa.encoding.sentence_transformer import SentenceTransformerEncoder
from qa.errors import EngineUnavailable

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def encoder(model: Encoder) -> Encoder:
    return model


def test_the_default_model_is_the_official_one(encoder: Encoder) -> None:
    assert (encoder.name, encoder.weights_id, encoder.dimensions) == (
        DEFAULT_MODEL,
        "all-MiniLM-L6-v2-53aa51172d14",
        384,
    )


def test_token_vectors_pool_to_the_text_vector(encoder: Encoder) -> None:
    text = "The talks in Hanoi failed."
    [encoded] = encoder.encode_documents([text])
    assert [text[start:end] for start, end in encoded.spans] == ["The", "talks", "in", "Hanoi", "failed", "."]
    assert encoded.tokens.shape == (6, 384)
    assert len(encoded.ids) == 6
    assert np.linalg.norm(encoded.vector) == pytest.approx(1, abs=1e-5)
    mean = encoded.tokens.mean(axis=0)
    assert mean @ encoded.vector / np.linalg.norm(mean) > 0.97  # all but the two special tokens


def test_meaning_is_nearer_than_words(encoder: Encoder) -> None:
    question = encoder.encode_question("Why did the summit collapse?").vector
    near, far = encoder.encode_documents(["The talks broke down over sanctions.", "The summit of the mountain is icy."])
    assert question @ near.vector > question @ far.vector


def test_a_batch_gives_what_each_text_gives_alone(encoder: Encoder) -> None:
    texts = ["Short.", "A much longer sentence, of many more words than the other one has.", ""]
    for together, text in zip(encoder.encode_documents(texts), texts, strict=True):
        [alone] = encoder.encode_documents([text])
        np.testing.assert_allclose(together.vector, alone.vector, atol=1e-5)
        np.testing.assert_allclose(together.tokens, alone.tokens, atol=1e-3)


def test_text_beyond_the_models_reach_gets_no_tokens(encoder: Encoder) -> None:
    text = "word " * 400
    assert encoder.count_tokens([text, "", "two words"]) == [400, 0, 2]
    [encoded] = encoder.encode_documents([text])
    assert len(encoded.tokens) == 254  # 256 with the special tokens
    assert encoder.encode_documents([]) == []
    assert encoder.count_tokens([]) == []


def test_token_spans_are_those_of_encoding(encoder: Encoder) -> None:
    texts = ["The talks in Hanoi failed.", "", "Émile’s naïveté — 1.5 million!"]
    for spans, encoded in zip(encoder.token_spans(texts), encoder.encode_documents(texts), strict=True):
        assert spans.tolist() == encoded.spans.tolist()
    assert encoder.token_spans([]) == []


def test_a_question_is_encoded_once(encoder: Encoder) -> None:
    assert encoder.encode_question("Who left?") is encoder.encode_question("Who left?")
    assert encoder.encode_question("Who left?") is not encoder.encode_question("Who stayed?")


def test_one_encoder_serves_many_threads(encoder: Encoder) -> None:
    """Encoding truncates and pads, which the tokenizer keeps as its state; counting must not see it."""
    texts = ["Some words about ferries. " * n for n in range(1, 60)]
    lengths = encoder.count_tokens(texts)

    def work(n: int) -> bool:
        encoder.encode_question(f"Question {n} about ferries?")
        return encoder.count_tokens(texts) == lengths and len(encoder.token_spans(texts[-1:])[0]) == lengths[-1]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(40)))


def assert_like_the_library(model: str, texts: list[str]) -> None:
    """The same tokens, and their vectors to rounding."""
    ours, library = load_encoder(model), SentenceTransformerEncoder(model)
    assert isinstance(ours, BertEncoder)
    assert (ours.name, ours.weights_id, ours.dimensions, ours.reach) == (
        *(library.name, library.weights_id, library.dimensions, library.reach),
    )
    assert ours.count_tokens(texts) == library.count_tokens(texts)
    questions = [(ours.encode_question(text), library.encode_question(text)) for text in texts]
    documents = zip(ours.encode_documents(texts), library.encode_documents(texts), strict=True)
    for one, other in (*questions, *documents):
        assert one.ids.tolist() == other.ids.tolist()
        assert one.spans.tolist() == other.spans.tolist()
        np.testing.assert_allclose(one.tokens, other.tokens, atol=1e-5)
        np.testing.assert_allclose(one.vector, other.vector, atol=1e-5)


def test_our_network_gives_what_the_library_gives() -> None:
    texts = [
        "The talks in Hanoi failed.",
        "",
        "Émile’s naïveté — 1.5 million!",
        "日本語 🙂 \u202e a\tb",
        "[SEP] [MASK]",
    ]
    assert_like_the_library(DEFAULT_MODEL, [*texts, "word " * 400, "a" * 300])


def test_a_model_by_folder_with_a_prompt(tmp_path: Path) -> None:
    """A BERT of one layer, random weights: the loading code is the real one, only the model is small."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "ask", ":", "red", "fox"]
    (tmp_path / "vocab.txt").write_text("\n".join(words))
    inner = tmp_path / "inner"
    BertTokenizerFast(vocab=str(tmp_path / "vocab.txt")).save_pretrained(inner)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8
    )
    BertModel(config).save_pretrained(inner)
    transformer = Transformer(str(inner), max_seq_length=16)
    model = SentenceTransformer(modules=[transformer, Pooling(8)], prompts={"query": "ask: "}, device="cpu")
    model.save(str(tmp_path / "tiny"))

    assert_like_the_library(str(tmp_path / "tiny"), ["red fox", "a red fox", ""])
    encoder = load_encoder(str(tmp_path / "tiny"))
    assert encoder.dimensions == 8
    assert encoder.weights_id.startswith("tiny-")
    question, [document] = encoder.encode_question("red fox"), encoder.encode_documents(["red fox"])
    for encoded in (question, document):
        assert ["red fox"[start:end] for start, end in encoded.spans] == ["red", "fox"]
        assert encoded.tokens.shape == (2, 8)
        assert encoded.ids.tolist() == [7, 8]
    assert not np.allclose(question.vector, document.vector)  # the question had its prompt before it
    again = load_encoder(str(tmp_path / "tiny"))
    assert again.weights_id == encoder.weights_id


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("no-such/model", "hf download no-such/model"),
        ("", "qa build --model NAME_OR_FOLDER"),
        ("../nowhere", "qa build --model NAME_OR_FOLDER"),
        ("/no/such/folder", "qa build --model NAME_OR_FOLDER"),
    ],
)
def test_a_model_that_is_not_here(name: str, fix: str) -> None:
    with pytest.raises(EngineUnavailable, match="no model") as caught:
        load_encoder(name)
    assert (caught.value.exit_status, caught.value.fix) == (4, fix)


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="no model weights"):
        load_encoder(str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"nonsense")
    with pytest.raises(EngineUnavailable, match="cannot be loaded"):
        load_encoder(str(tmp_path))
