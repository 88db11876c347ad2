"""No change may cost answers: figures on small question sets, with the real model, against pinned floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.encoding.sentence_transformer import SentenceTransformerEncoder
from tests.quality import floors
from tests.quality.floors import DATA, GUARDED, PINNED, floors_for, guarded_set, lost, measured, raised

FLOORS = json.loads(PINNED.read_text("utf-8"))


@pytest.mark.parametrize("name", GUARDED)
def test_no_figure_falls_below_its_floor(name: str, model: SentenceTransformerEncoder, seeds_indexes: Path) -> None:
    guarded = guarded_set(name)
    if guarded is None:
        pytest.skip(f"no {name} in {DATA}: say where the question sets are in QA_EVAL_DATA")
    assert guarded.sha256 == FLOORS[name]["sha256"], f"{name} has changed: measure it anew, tests/quality/floors.py"
    assert lost(measured(guarded, model, seeds_indexes), FLOORS[name]["floors"]) == []


def test_every_guarded_figure_has_a_floor() -> None:
    assert {name: set(facts["floors"]) for name, facts in FLOORS.items()} == {
        name: set(figures) for name, (_, figures) in GUARDED.items()
    }


def test_a_floor_can_be_lost() -> None:
    pinned = floors_for({"AUROC": 0.9, "ECE": 0.05})
    assert pinned == {"AUROC": 0.89, "ECE": 0.06}
    assert lost({"AUROC": 0.89, "ECE": 0.06}, pinned) == []
    assert lost({"AUROC": 0.88, "ECE": 0.07}, pinned) == ["AUROC: 0.880, pinned 0.890", "ECE: 0.070, pinned 0.060"]


def test_of_two_floors_the_stricter_stays() -> None:
    assert raised({"AUROC": 0.8, "ECE": 0.1, "new": 0.5}, {"AUROC": 0.9, "ECE": 0.2}) == {
        "AUROC": 0.9,
        "ECE": 0.1,
        "new": 0.5,
    }


def test_lowering_takes_the_flag(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the seeds alone, their floors pinned above what can be reached."""
    pinned = tmp_path / "floors.json"
    pinned.write_text(json.dumps({"seeds": {"sha256": "", "floors": {"sentence hit@3": 1.01}}}), "utf-8")
    monkeypatch.setattr(floors, "PINNED", pinned)
    monkeypatch.setattr(floors, "GUARDED", {"seeds": (None, ("sentence hit@3",))})
    refused = CliRunner().invoke(floors.main)
    assert refused.exit_code == 1
    assert "seeds lost sentence hit@3: 0.9" in refused.output
    assert "--allow-lower" in refused.output
    assert json.loads(pinned.read_text("utf-8"))["seeds"]["floors"] == {"sentence hit@3": 1.01}
    assert CliRunner().invoke(floors.main, ["--allow-lower"]).exit_code == 0
    assert json.loads(pinned.read_text("utf-8"))["seeds"]["floors"]["sentence hit@3"] < 1
