"""Which precision a model runs in: from what was measured, once, and what is allowed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.encoding import precision
from qa.encoding.precision import (
    built_in,
    choose,
    for_vectors,
    parted,
    possible,
    precision_of,
    processor,
    remembered,
    wanted,
)
from qa.errors import EngineUnavailable

ALL = {"float32": True, "bfloat16": True, "int8": True}


@pytest.mark.parametrize(
    ("rates", "allowed", "chosen"),
    [
        ({"float32": 5_700, "bfloat16": 15_300, "int8": 12_200}, ALL, "bfloat16"),
        ({"float32": 1_900, "int8": 3_100}, ALL, "int8"),
        ({"float32": 1_900, "int8": 3_100}, ALL | {"int8": False}, "float32"),
        ({"float32": 5_700, "bfloat16": 15_300, "int8": 20_000}, ALL | {"int8": False}, "bfloat16"),
        ({"float32": 1_900, "bfloat16": 380, "int8": 1_500}, ALL, "float32"),
        ({"float32": 1_900, "int8": 2_100}, ALL, "float32"),  # a tenth more may be chance
        ({"float32": 1_900}, ALL, "float32"),
    ],
)
def test_the_fastest_that_is_allowed_where_it_is_clearly_faster(rates, allowed, chosen: str) -> None:
    found = choose(rates, allowed)
    assert found.precision == chosen
    assert all(f"{name} {rate:,}" in found.why for name, rate in rates.items())


def test_bfloat16_is_measured_only_where_the_processor_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for flags, found in (({"avx2"}, ("float32", "int8")), ({"amx_bf16"}, ("float32", "bfloat16", "int8"))):
        monkeypatch.setattr(precision, "cpu_flags", lambda flags=flags: frozenset(flags))
        assert possible() == found


def test_it_is_measured_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """For a processor, a torch and a model; the next process reads what was kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    measured: list[str] = []

    def ask(model: str, rate: float) -> float:
        monkeypatch.setattr(precision, "_MEASURED", {})  # as another process
        return remembered(model, lambda: measured.append(model) or {"float32": rate})["float32"]

    assert (ask("one", 5), ask("two", 6), ask("one", 7), ask("two", 8)) == (5, 6, 5, 6)
    assert measured == ["one", "two"]
    kept = json.loads((tmp_path / "cache" / "cuttings" / "precision.json").read_text("utf-8"))
    assert all(processor() in key and "torch" in key for key in kept)


@pytest.mark.parametrize("held", [b"", b"[1]", b"\xff", b'{"x": 1}'])
def test_a_damaged_cache_is_made_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: bytes) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(precision, "_MEASURED", {})
    path = tmp_path / "cuttings" / "precision.json"
    path.parent.mkdir()
    path.write_bytes(held)
    assert remembered("one", lambda: {"float32": 5})["float32"] == 5
    assert len([key for key in json.loads(path.read_bytes()) if key.endswith("/ one")]) == 1


def test_without_a_cache_it_is_measured_once_a_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(precision, "_MEASURED", {})
    assert [remembered("one", lambda rate=rate: {"float32": rate})["float32"] for rate in (5, 6)] == [5, 5]


def test_a_precision_of_other_vectors_is_part_of_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precision, "BY_ENCODER", ALL | {"int8": False})
    assert parted("a/b@int8") == ("a/b", "int8")
    assert [parted(name) for name in ("a@b", "a@bfloat16", "a")] == [("a@b", None), ("a@bfloat16", None), ("a", None)]
    assert [built_in("a", asked) for asked in ("auto", "float32", "bfloat16", "int8")] == ["a", "a", "a", "a@int8"]
    assert [built_in("a@int8", asked) for asked in ("auto", "float32", "int8")] == ["a@int8", "a", "a@int8"]
    assert [for_vectors(asked) for asked in ("auto", "bfloat16", "int8")] == ["auto", "bfloat16", "float32"]


def test_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QA_PRECISION")
    assert wanted() == "auto"
    monkeypatch.setenv("QA_PRECISION", "int8")
    assert wanted() == precision_of("int8") == "int8"
    monkeypatch.setenv("QA_PRECISION", "float64")
    with pytest.raises(EngineUnavailable, match="'float64' is no precision"):
        wanted()
