"""A late-interaction model of one layer with random weights: the loading code is the real one, the model is small."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from qa import Archive
from qa.encoding.load import is_multi_vector, load_encoder
from qa.encoding.multi_vector import MultiVectorEncoder
from qa.errors import EngineUnavailable, IndexMismatch
from qa.index.build import build_index
from tests.encoders import HashEncoder

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] [Q] [D] the red fox ran to a blue barn . , ? why did it stay ##s".split()

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With prefixes for question and document, questions filled up with [MASK], and punctuation not scored."""
    import sentence_transformers
    from sentence_transformers.base.modules import Dense, Transformer
    from sentence_transformers.multi_vector_encoder.modules import MultiVectorMask
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("model")
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    tokenizer = BertTokenizerFast(vocab=str(folder / "vocab.txt"))
    tokenizer.add_special_tokens({"additional_special_tokens": ["[Q]", "[D]"]})
    tokenizer.save_pretrained(folder / "inner")
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(folder / "inner")
    expansion = {"strategy": "fixed", "attend": False, "length": 12}
    modules = [
        Transformer(str(folder / "inner"), query_length=12, document_length=40, query_expansion=expansion),
        Dense(16, 8, bias=False, activation_function=None, module_input_name="token_embeddings"),
        MultiVectorMask(skiplist_words=[".", ",", "?"]),
    ]
    prompts = {"query": "[Q] ", "document": "[D] "}
    model = sentence_transformers.MultiVectorEncoder(modules=modules, prompts=prompts, device="cpu")
    model.save(str(folder / "tiny"))
    return folder / "tiny"


@pytest.fixture(scope="module")
def encoder(tiny: Path) -> MultiVectorEncoder:
    found = load_encoder(str(tiny))
    assert isinstance(found, MultiVectorEncoder)
    return found


def words(text: str, spans: np.ndarray) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_documents_have_the_vectors_of_their_scored_tokens(encoder: MultiVectorEncoder) -> None:
    texts = ["The red fox, the barn.", "It ran."]
    for text, encoded in zip(texts, encoder.encode_documents(texts), strict=True):
        assert words(text, encoded.spans) == text.replace(",", "").replace(".", "").split()
        assert encoded.tokens.shape == (len(encoded.spans), encoder.dimensions) == (len(encoded.ids), 8)
        assert encoded.vector @ encoded.tokens.mean(axis=0) > 0
        assert np.linalg.norm(encoded.vector) == pytest.approx(1, abs=1e-5)
    assert [words(text, spans) for text, spans in zip(texts, encoder.token_spans(texts), strict=True)] == [
        ["The", "red", "fox", "the", "barn"],
        ["It", "ran"],
    ]
    assert encoder.count_tokens(texts) == [7, 3]  # what it reads, scored or not


def test_a_question_has_its_own_prefix_and_no_vectors_for_its_masks(encoder: MultiVectorEncoder) -> None:
    question, [document] = encoder.encode_question("why red fox?"), encoder.encode_documents(["why red fox?"])
    assert words("why red fox?", question.spans) == ["why", "red", "fox", "?"]  # of 12 that were read
    assert words("why red fox?", document.spans) == ["why", "red", "fox"]
    assert not np.allclose(question.tokens[:3], document.tokens)


def test_a_text_of_skipped_tokens_alone_and_one_beyond_reach(encoder: MultiVectorEncoder) -> None:
    dots, long = encoder.encode_documents(["...", "red " * 100])
    assert (len(dots.tokens), np.linalg.norm(dots.vector)) == (0, pytest.approx(1))
    assert len(long.tokens) == encoder.reach - 3 == 37  # less [CLS], [D] and [SEP]


def test_an_index_is_built_and_answers(encoder: MultiVectorEncoder, tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "fox.txt").write_text("The red fox ran to a barn. Why did it stay? The barn stays blue.", "utf-8")
    build_index([tmp_path / "fox.txt"], tmp_path / "indexes", "default", encoder)
    answer = Archive(tmp_path / "indexes").ask("the red fox ran to the barn")  # loads the model that built it
    assert answer.citations[0].text == "The red fox ran to a barn."
    assert answer.citations[0].highlights
    with pytest.raises(IndexMismatch):
        Archive(tmp_path / "indexes", load=lambda name: HashEncoder()).ask("the red fox")


@pytest.mark.parametrize(
    ("file", "settings", "found"),
    [
        ("config_sentence_transformers.json", {"model_type": "ColBERT"}, True),  # PyLate's word for it
        ("config_sentence_transformers.json", {"model_type": "SentenceTransformer"}, False),
        ("config.json", {"architectures": ["HF_ColBERT"]}, True),  # Stanford's
        ("config.json", {"architectures": ["BertModel"]}, False),
        ("config.json", [], False),
    ],
)
def test_the_kind_is_told_by_the_settings(file: str, settings: object, found: bool, tmp_path: Path) -> None:
    (tmp_path / file).write_text(json.dumps(settings))
    assert is_multi_vector(tmp_path) is found


def test_a_broken_folder_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "config_sentence_transformers.json").write_text('{"model_type": "MultiVectorEncoder"}')
    with pytest.raises(EngineUnavailable, match="no model weights"):
        load_encoder(str(tmp_path))
