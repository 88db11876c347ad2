"""The cross-encoder, as the default model begins as one; taught, tests/training and tests/quality."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.encoding.reading import SENTENCE_CHARS, Window, window_of

pytestmark = pytest.mark.model
LONG = "It rained. " * 200


@pytest.fixture(scope="module")
def untaught():
    import torch

    from qa.encoding.cross_encoder import CrossEncoder
    from qa.encoding.model_files import DEFAULT_MODEL, model_folder

    torch.manual_seed(1)
    return CrossEncoder(model_folder(DEFAULT_MODEL))


def test_each_sentence_of_a_window_is_judged_by_its_own_tokens(untaught) -> None:
    window = window_of("Storm", ["A storm closed the harbor.", "The ferry stayed."])
    [reading] = untaught.read("What closed the harbor?", [window])
    assert reading.log_odds.shape == (2,)
    words = [window.text[slice(*reading.offsets[token])] for token in np.flatnonzero(reading.sentence_of == 1)]
    assert words == ["The", "ferry", "stayed", "."]
    question_and_title = reading.sentence_of[:9].tolist()  # [CLS], four words, "?" taken off, [SEP], the title
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
    assert len(reading.sentence_of) == 256
    assert not (reading.sentence_of == 2).any()
    assert np.isfinite(reading.log_odds.numpy()).all()
    assert window.spans[0] == (0, SENTENCE_CHARS)


@pytest.mark.parametrize("text", ["日本語", "🙂", "\u202e", "", "a" * 2000])
def test_odd_sentences_and_questions(untaught, text: str) -> None:
    [reading] = untaught.read(text, [window_of(text, ["A plain one.", text or "."])])
    assert np.isfinite(reading.log_odds.numpy()).all()


def test_no_window_no_reading(untaught) -> None:
    assert untaught.read("why", []) == []
    assert window_of("T", []) == Window("T", ())


def test_what_was_learned_survives_the_disk(untaught, tmp_path: Path) -> None:
    """As whole numbers of one byte: so much nearer to what was learned than to where it began."""
    import torch

    from qa.encoding.cross_encoder import CrossEncoder
    from qa.encoding.model_files import DEFAULT_MODEL, model_folder
    from qa.encoding.reader_weights import load_reader_into, save_reader

    folder = model_folder(DEFAULT_MODEL)
    torch.manual_seed(2)
    learned = {
        name: (value + 0.02 * torch.randn_like(value)).detach()
        for name, value in CrossEncoder(folder).learned().items()
    }
    save_reader(learned, folder, tmp_path / "r.safetensors", {"weights_id": "w"})
    assert (tmp_path / "r.safetensors").stat().st_size < 8_000_000
    loaded = CrossEncoder(folder)
    assert load_reader_into(loaded, tmp_path / "r.safetensors") == {"weights_id": "w"}
    for name, value in loaded.learned().items():
        np.testing.assert_allclose(value.detach(), learned[name], atol=2e-3, err_msg=name)


@pytest.mark.parametrize("harm", ["truncated", "empty", "missing", "another"])
def test_weights_that_cannot_be_read(untaught, tmp_path: Path, harm: str) -> None:
    import torch
    from safetensors.torch import save_file

    from qa.encoding.reader_weights import load_reader_into
    from qa.errors import EngineUnavailable

    path = tmp_path / "r.safetensors"
    if harm != "missing":
        save_file({"x": torch.zeros(3)}, path)
    if harm in ("truncated", "empty"):
        path.write_bytes(path.read_bytes()[: 10 if harm == "truncated" else 0])
    with pytest.raises(EngineUnavailable, match="cannot be read"):
        load_reader_into(untaught, path)
