from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from qa.encoding.base import encoding_id
from qa.encoding.late_chunking import encode_all, encode_article, joined
from qa.encoding.passages import PASSAGE_TOKENS
from qa.encoding.types import EncodedText
from qa.index.build import build_index
from qa.types import Article
from tests.encoders import HashEncoder


def test_a_sentence_is_the_mean_of_its_own_tokens(encoder: HashEncoder) -> None:
    text = "Red fox. Blue sky."
    encoded = encode_article(Article("a", text, ((0, len(text)),), title="Colors"), encoder)
    alone = encoder.encode_documents(["Red fox."])[0]
    np.testing.assert_allclose(encoded.sentence_vectors[0], alone.vector, atol=1e-3)
    assert encoded.offsets.tolist() == [[0, 8], [9, 18]]
    assert encoded.token_counts.tolist() == [3, 3]  # words and the full stop
    assert encoded.token_ids[:3].tolist() == alone.ids.tolist()
    whole = encoder.encode_documents(["Colors\nRed fox.\nBlue sky."])[0]
    np.testing.assert_allclose(encoded.passage_vectors[0], whole.vector, atol=1e-3)


def test_vectors_have_length_one_and_a_row_each(encoder: HashEncoder) -> None:
    text = "This is a sentence of exactly nine words now. " * 60
    encoded = encode_article(Article("a", text, ((0, len(text)),)), encoder)
    assert len(encoded.offsets) == len(encoded.sentence_vectors) == len(encoded.passage_of) == 60
    assert encoded.passage_of.max() + 1 == len(encoded.passage_vectors) == 3  # 10 tokens each, 20 in a passage
    assert PASSAGE_TOKENS == 200
    np.testing.assert_allclose(np.linalg.norm(encoded.sentence_vectors.astype(np.float32), axis=1), 1, atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(encoded.passage_vectors.astype(np.float32), axis=1), 1, atol=1e-3)
    assert len(encoded.token_ids) == len(encoded.token_codes) == encoded.token_counts.sum() == 600


def test_a_sentence_without_tokens_takes_its_passage_vector() -> None:
    class Short(HashEncoder):
        """Reads the first three words of a text, as a model of short reach would."""

        def _encode(self, text: str):
            return super()._encode(" ".join(text.split()[:3]))

    text = "One two three. Four five six."
    encoded = encode_article(Article("a", text, ((0, len(text)),)), Short())
    assert encoded.token_counts.tolist() == [4, 0]
    np.testing.assert_array_equal(encoded.sentence_vectors[1], encoded.passage_vectors[0])


def test_a_model_of_short_reach_reads_every_sentence() -> None:
    class Short(HashEncoder):
        """Reads twenty tokens of a text."""

        reach = 22  # with two special tokens

        def _encode(self, text: str):
            words = text.split()
            return super()._encode(" ".join(words[:20]))

    text = "Nine words make up every sentence of this article. " * 10
    for title in ("", "Four words of title", "A title that would fill half of what the model reads"):
        encoded = encode_article(Article("a", text, ((0, len(text)),), title), Short())
        assert (encoded.token_counts > 0).all()


def test_batches_never_mix_articles(tmp_path: Path) -> None:
    """A text's last bits depend on what is encoded together with it: an article's must not depend on other articles."""
    batches: list[list[str]] = []

    class Recording(HashEncoder):
        def encode_documents(self, texts: Sequence[str]) -> list[EncodedText]:
            batches.append(list(texts))
            return super().encode_documents(texts)

    for name in ("fox", "sky"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} is red, or else it is blue. " * 60, "utf-8")
    build_index([tmp_path], tmp_path / "indexes", "default", Recording())
    assert [len(batch) for batch in batches] == [4, 4]
    assert [{name for name in ("fox", "sky") if name in "".join(batch)} for batch in batches] == [{"fox"}, {"sky"}]


def test_the_encoder_id_names_all_that_vectors_depend_on(encoder: HashEncoder) -> None:
    assert encoding_id(encoder) == "hash-64/punkt-7/passages-200-3/int8-1"


def test_articles_encoded_side_by_side_are_as_one_after_the_other() -> None:
    class Two(HashEncoder):
        """Encodes in two threads."""

        threads = 2

        def __init__(self) -> None:
            super().__init__()
            self.told: list[tuple[bool, int]] = []

        def use_threads(self, count: int) -> None:
            self.told.append((threading.current_thread() is threading.main_thread(), count))

    texts = [f"Kiln {number} of the lower valley was lit at dawn. " * (40 * number) for number in range(1, 6)]
    articles = [Article(f"{number}", text, ((0, len(text)),), "Kilns") for number, text in enumerate(texts)]
    encoder = Two()
    found = [(article, joined(list(parts))) for article, parts in encode_all(articles, encoder)]
    assert [article for article, _ in found] == articles
    for article, encoded in found:
        alone = encode_article(article, HashEncoder())
        for name in type(alone).__slots__:
            np.testing.assert_array_equal(getattr(encoded, name), getattr(alone, name), name)
    assert encoder.told[-1] == (True, 2)
    assert set(encoder.told[:-1]) == {(False, 1)}, "each thread takes one core"
