"""The cross-encoder, as the default model begins as one; taught, tests/training and tests/quality."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.encoding.bert_files import bert_files
from qa.encoding.bert_numpy import NumpyBert
from qa.encoding.cross_encoder import CrossEncoder, tokenizer_of
from qa.encoding.model_files import DEFAULT_MODEL, model_folder
from qa.encoding.reader_weights import read_reader, save_reader
from qa.encoding.reading import SENTENCE_CHARS, Window, window_of

pytestmark = pytest.mark.model
LONG = "It rained. " * 200


@pytest.fixture(scope="module")
def files():
    found = bert_files(model_folder(DEFAULT_MODEL))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def learned():
    """What training begins with, by name."""
    import torch

    from qa.training.trainable import TrainableCrossEncoder

    torch.manual_seed(1)
    return {
        name: value.detach().numpy()
        for name, value in TrainableCrossEncoder(model_folder(DEFAULT_MODEL)).learned().items()
    }


def heads_of(learned) -> dict[str, np.ndarray]:
    return {name: value for name, value in learned.items() if not name.startswith("bert.")}


@pytest.fixture(scope="module", params=["torch", "numpy"])
def untaught(request: pytest.FixtureRequest, files, learned) -> CrossEncoder:
    from qa.encoding.bert import bert

    made = bert if request.param == "torch" else NumpyBert
    return CrossEncoder(tokenizer_of(files), made(files.weights(), files.shape), heads_of(learned))


def test_each_sentence_of_a_window_is_judged_by_its_own_tokens(untaught) -> None:
    window = window_of("Storm", ["A storm closed the harbor.", "The ferry stayed."])
    [reading] = untaught.read("What closed the harbor?", [window])
    layout = reading.layout
    assert reading.log_odds.shape == (2,)
    words = [window.text[slice(*layout.offsets[token])] for token in np.flatnonzero(layout.sentence_of == 1)]
    assert words == ["The", "ferry", "stayed", "."]
    question_and_title = layout.sentence_of[:9].tolist()  # [CLS], four words, "?" taken off, [SEP], the title
    assert question_and_title[:7] == [-1] * 7


def test_a_window_reads_the_same_alone_and_beside_longer_ones(untaught) -> None:
    windows = [
        window_of("", ["Short."]),
        window_of("A title", ["One sentence.", "And a longer one follows it here."] * 9),
    ]
    together = untaught.read("why", windows)
    for window, reading in zip(windows, together, strict=True):
        [alone] = untaught.read("why", [window])
        np.testing.assert_allclose(reading.log_odds, alone.log_odds, atol=1e-4)
        np.testing.assert_allclose(reading.ends, alone.ends, atol=1e-3)


def test_case_and_the_question_mark_change_nothing(untaught) -> None:
    window = window_of("", ["The harbor was closed by a storm."])
    said = [
        untaught.read(question, [window])[0].log_odds
        for question in ("WHO CLOSED IT?", "who closed it", "Who closed it ?!")
    ]
    assert said[0].tolist() == said[1].tolist() == said[2].tolist()


def test_a_sentence_beyond_what_is_read_has_no_tokens_but_a_verdict(untaught) -> None:
    window = window_of("", [LONG, LONG, "The end."])
    [reading] = untaught.read("why", [window])
    assert len(reading.layout.sentence_of) == len(reading.ends) == 256
    assert not (reading.layout.sentence_of == 2).any()
    assert np.isfinite(reading.log_odds).all()
    assert window.spans[0] == (0, SENTENCE_CHARS)


@pytest.mark.parametrize("text", ["日本語", "🙂", "\u202e", "", "a" * 2000])
def test_odd_sentences_and_questions(untaught, text: str) -> None:
    [reading] = untaught.read(text, [window_of(text, ["A plain one.", text or "."])])
    assert np.isfinite(reading.log_odds).all()


def test_no_window_no_reading(untaught) -> None:
    assert untaught.read("why", []) == []
    assert window_of("T", []) == Window("T", ())


def test_it_reads_as_it_is_taught(untaught, learned) -> None:
    """What training sees of a window is what reading makes of it, by torch and by numpy."""
    import torch

    from qa.training.trainable import TrainableCrossEncoder

    torch.manual_seed(1)
    trainable = TrainableCrossEncoder(model_folder(DEFAULT_MODEL))
    windows = [window_of("Storm", ["A storm closed the harbor.", "The ferry stayed."]), window_of("", [LONG, "No."])]
    taught = trainable(["who closed it"] * 2, windows)
    for scores, reading in zip(taught, untaught.read("Who closed it?", windows), strict=True):
        np.testing.assert_allclose(scores.log_odds.detach(), reading.log_odds, atol=1e-4)
        np.testing.assert_allclose(scores.ends.detach(), reading.ends, atol=1e-3)


def test_what_was_learned_survives_the_disk(files, learned, tmp_path: Path) -> None:
    """As whole numbers of one byte: so much nearer to what was learned than to where it began."""
    from qa.training.trainable import TrainableCrossEncoder

    random, start = np.random.default_rng(2), files.weights()
    moved = {name: value + 0.02 * random.standard_normal(value.shape, np.float32) for name, value in learned.items()}
    save_reader(moved, start, tmp_path / "r.safetensors", {"weights_id": "w"})
    assert (tmp_path / "r.safetensors").stat().st_size < 8_000_000
    held = read_reader(tmp_path / "r.safetensors", start)
    assert held.facts == {"weights_id": "w"}
    assert held.network.keys() == start.keys()
    assert held.heads.keys() == heads_of(learned).keys()
    trainable = TrainableCrossEncoder(model_folder(DEFAULT_MODEL))
    trainable.go_on_from(held)
    for name, value in trainable.learned().items():
        np.testing.assert_allclose(value.detach(), moved[name], atol=2e-3, err_msg=name)


@pytest.mark.parametrize("harm", ["truncated", "empty", "missing", "another", "without a head"])
def test_weights_that_cannot_be_read(files, learned, tmp_path: Path, harm: str) -> None:
    from safetensors.numpy import save_file

    from qa.errors import EngineUnavailable

    path = tmp_path / "r.safetensors"
    if harm == "without a head":
        save_reader({name: value for name, value in learned.items() if "span" not in name}, files.weights(), path, {})
    elif harm != "missing":
        save_file({"x": np.zeros(3, np.float32)}, path)
    if harm in ("truncated", "empty"):
        path.write_bytes(path.read_bytes()[: 10 if harm == "truncated" else 0])
    with pytest.raises(EngineUnavailable, match="cannot be read"):
        read_reader(path, files.weights())
