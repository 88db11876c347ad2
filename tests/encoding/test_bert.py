"""The network without padding, in each precision, and which model folders it runs; beside the library,
test_sentence_transformer.py."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from scipy import special
from threadpoolctl import threadpool_info

from qa.encoding.base import encoding_id
from qa.encoding.bert_files import WEIGHTS, BertFiles, bert_files, tokens_of
from qa.encoding.bert_numpy import NumpyBert, gelu
from qa.encoding.model_files import DEFAULT_MODEL, model_folder
from qa.encoding.precision import PROBE
from qa.index.build import build_index

pytestmark = pytest.mark.model
TEXTS = ("Short.", PROBE[0], "", PROBE[1], "Short.")


@pytest.fixture(scope="module")
def files() -> BertFiles:
    found = bert_files(model_folder(DEFAULT_MODEL))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def weights(files: BertFiles):
    return files.weights()


@pytest.fixture(scope="module")
def tokens(files: BertFiles):
    return tokens_of(files.tokenizer(files.reach), *TEXTS)


def run(files: BertFiles, weights, tokens, precision="float32", rows=None) -> np.ndarray:
    from qa.encoding.bert import bert

    return bert(weights, files.shape, precision, tokens).vectors(tokens, rows)


def test_a_text_has_the_same_vectors_alone_and_beside_others(files, weights, tokens) -> None:
    """To rounding: matrices of another height may be multiplied in another order."""
    together = run(files, weights, tokens)
    alone = np.concatenate([run(files, weights, [text]) for text in tokens])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_of_the_last_layer_only_what_is_wanted(files, weights, tokens) -> None:
    rows = np.array([0, 5, 9])
    np.testing.assert_allclose(run(files, weights, tokens, rows=rows), run(files, weights, tokens)[rows], atol=1e-5)


def test_by_numpy_it_is_the_same(files, weights, tokens) -> None:
    found, rows = NumpyBert(weights, files.shape), np.array([0, 5, 9])
    exact = run(files, weights, tokens)
    np.testing.assert_allclose(found.vectors(tokens), exact, atol=1e-5)
    np.testing.assert_allclose(found.vectors(tokens, rows), exact[rows], atol=1e-5)


def test_threads_that_ask_at_once_leave_blas_as_it_was(files, weights, tokens) -> None:
    found, before = NumpyBert(weights, files.shape), threadpool_info()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: found.vectors(tokens), range(12)))
    assert threadpool_info() == before


def test_the_error_function_is_near_enough_everywhere() -> None:
    values = np.linspace(-12, 12, 100_001, dtype=np.float32)
    exact = values * (1 + special.erf(values.astype(np.float64) / 2**0.5)) / 2
    np.testing.assert_allclose(gelu(values), exact, atol=1e-6)


@pytest.mark.parametrize("kind", ["float16", "bfloat16"])
def test_weights_of_another_kind_are_read_in_float32(weights, tmp_path: Path, kind: str) -> None:
    import torch
    from safetensors.torch import save_file

    folder = changed(tmp_path / "model", "config.json")
    dtype = getattr(torch, kind)
    (folder / "model.safetensors").unlink()
    save_file({f"bert.{name}": torch.from_numpy(value).to(dtype) for name, value in weights.items()}, folder / WEIGHTS)
    other = bert_files(folder)
    assert other is not None
    found = other.weights()
    assert found.keys() == weights.keys()
    for name, value in found.items():
        assert value.dtype == np.float32
        np.testing.assert_allclose(value, weights[name], rtol=0.01, atol=0.01, err_msg=name)


@pytest.mark.parametrize(("precision", "least"), [("bfloat16", 0.9995), ("int8", 0.997)])
def test_other_precisions_are_near(files, weights, tokens, precision: str, least: float) -> None:
    exact, found = run(files, weights, tokens), run(files, weights, tokens, precision)
    cosines = (exact * found).sum(axis=1) / np.linalg.norm(exact, axis=1) / np.linalg.norm(found, axis=1)
    assert least < cosines.mean() < 1 - 1e-6


def changed(folder: Path, file: str, **settings: object) -> Path:
    """The default model in `folder`, its weights by a link, with other settings in one file."""
    source = model_folder(DEFAULT_MODEL)
    (folder / "1_Pooling").mkdir(parents=True)
    for held in source.rglob("*.json"):
        place = folder / held.relative_to(source)
        place.symlink_to(held) if held.name == "tokenizer.json" else place.write_bytes(held.read_bytes())
    (folder / "model.safetensors").symlink_to(source / "model.safetensors")
    path = folder / file
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | settings), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "settings"),
    [
        ("config.json", {"model_type": "roberta"}),
        ("config.json", {"hidden_act": "relu"}),
        ("config.json", {"position_embedding_type": "relative_key"}),
        ("config.json", {"num_hidden_layers": 7}),
        ("1_Pooling/config.json", {"pooling_mode_max_tokens": True}),
        ("1_Pooling/config.json", {"include_prompt": False}),
        ("1_Pooling/config.json", {"pooling_mode": "lasttoken"}),
        ("sentence_bert_config.json", {"do_lower_case": True}),
        ("sentence_bert_config.json", {"something_new": 1}),
        ("config_sentence_transformers.json", {"model_type": "MultiVectorEncoder"}),
    ],
)
def test_what_is_unusual_is_left_to_the_library(tmp_path: Path, file: str, settings: dict[str, object]) -> None:
    assert bert_files(changed(tmp_path / "model", file, **settings)) is None


def test_a_further_module_is_unusual(tmp_path: Path) -> None:
    folder = changed(tmp_path / "model", "config.json")
    assert bert_files(folder) is not None
    modules = json.loads((folder / "modules.json").read_text("utf-8"))
    modules.insert(2, {"path": "2_Dense", "type": "sentence_transformers.models.Dense"})
    (folder / "modules.json").write_text(json.dumps(modules), "utf-8")
    assert bert_files(folder) is None
    assert bert_files(tmp_path / "nothing") is None


def test_settings_as_they_are_written_today(tmp_path: Path, files: BertFiles) -> None:
    folder = changed(tmp_path / "model", "tokenizer_config.json", model_max_length=128)
    (folder / "sentence_bert_config.json").write_text(json.dumps({"transformer_task": "feature-extraction"}), "utf-8")
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode": "cls"}), "utf-8")
    prompts = {"prompts": {"query": "ask: ", "document": None}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(prompts), "utf-8")
    found = bert_files(folder)
    assert found is not None
    assert (found.reach, found.pooling, found.shape) == (128, "cls", files.shape)
    assert found.prompts == {"query": "ask: ", "document": ""}


def test_an_index_of_other_vectors_is_asked_by_them(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index names the precision, so that whatever is asked for later, question and sentences have the same."""
    from qa import Archive
    from qa.encoding import precision
    from qa.encoding.load import load_encoder

    monkeypatch.setattr(precision, "BY_ENCODER", {"float32": True, "bfloat16": True, "int8": False})
    built = load_encoder(f"{DEFAULT_MODEL}@int8")
    build_index([sources], tmp_path / "indexes", "default", built)
    loaded: list[str] = []
    archive = Archive(tmp_path / "indexes", load=lambda name: loaded.append(name) or built, reads="none")
    assert archive.ask("What closed the harbor?").citations[0].article.id == "harbor"
    assert loaded == [f"{DEFAULT_MODEL}@int8"]
    assert "/int8/" in encoding_id(built) != encoding_id(load_encoder(at_once=False))


def test_auto_measures_once_where_there_is_a_choice(
    files: BertFiles, weights, tokens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qa.encoding import precision, rates

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(precision, "_MEASURED", {})
    measured: list[dict] = []
    measure = rates.measure
    monkeypatch.setattr(rates, "measure", lambda *parts: measured.append(measure(*parts)) or measured[-1])
    both = {"float32": True, "bfloat16": False, "int8": True}
    found = [rates.chosen("auto", both, "a", weights, files.shape, tokens) for _ in range(2)]
    [once] = measured
    faster = once["int8"].rate >= precision.WORTH * once["float32"].rate
    assert [each.precision for each in found] == ["int8" if faster else "float32"] * 2
    assert all(f"float32 {once['float32'].rate:,.0f}" in each.why for each in found)
    assert once["float32"].cosine == pytest.approx(1, abs=1e-5)
    asked = [rates.chosen(name, both, "b", weights, files.shape, tokens) for name in ("float32", "int8")]
    assert asked == [precision.Choice(name, "asked for") for name in ("float32", "int8")]
    alone = dict.fromkeys(both, False) | {"float32": True}
    assert rates.chosen("auto", alone, "b", weights, files.shape, tokens).precision == "float32"
    assert len(measured) == 1
