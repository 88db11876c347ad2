"""The whole way from a set to weights that read, on a set made here, with the real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.command.cli import main
from qa.errors import SourceError
from tests.training.tiny_set import write_set

pytestmark = pytest.mark.model


def run(*args: object) -> dict:
    result = CliRunner().invoke(main, ["train-reader", *map(str, args), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("sets")
    return write_set(folder / "towns", slice(12)), write_set(folder / "unseen", slice(12, None))


@pytest.fixture(scope="module")
def taught(sets: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    output = tmp_path_factory.mktemp("weights") / "r.safetensors"
    return output, run(sets[0], "--questions", 240, "--held-out", sets[1], "--output", output)


def test_it_learns_which_sentence_answers_and_when_none_does(taught: tuple[Path, dict]) -> None:
    output, card = taught
    assert card["examples"] == {"towns": 48}
    assert (card["groups"], card["seed"], card["weights_id"]) == (240, 7, "all-MiniLM-L6-v2-53aa51172d14")
    assert card["held_out"]["questions"] == 16
    assert card["held_out"]["first"] > 0.6  # by chance a quarter
    assert card["held_out"]["auroc"] > 0.6
    assert json.loads(output.with_suffix(".json").read_text("utf-8")) == card


def test_it_goes_on_from_weights(taught: tuple[Path, dict], sets: tuple[Path, Path], tmp_path: Path) -> None:
    card = run(f"{sets[0]}:20", "--questions", 24, "--start", taught[0], "--output", tmp_path / "more.safetensors")
    assert card["examples"] == {"towns": 20}
    assert card["loss"] < 2.6  # untaught it begins above 3


def test_the_reader_finds_the_words_that_answer(taught: tuple[Path, dict], model) -> None:
    from qa.encoding.reader import CrossEncoderReader
    from qa.encoding.reading import window_of

    reader = CrossEncoderReader(model, taught[0])
    texts = ["The bridge of Sund opened in 1899.", "It was designed by Jan Moe.", "Every spring the town holds a fair."]
    [verdicts] = reader.read("Who designed the bridge of Sund?", [window_of("", texts)])
    best = max(range(3), key=lambda n: verdicts[n].log_odds)
    assert (best, "Jan" in texts[best][slice(*verdicts[best].answer)]) == (1, True)
    assert reader.name == "r"


def test_a_set_without_answers_teaches_nothing(sets: tuple[Path, Path], tmp_path: Path) -> None:
    from qa.training.teach import Share, teach

    lines = (sets[0] / "questions.jsonl").read_text("utf-8").splitlines(keepends=True)
    absent = tmp_path / "absent"
    absent.mkdir()
    (absent / "docs.jsonl").write_bytes((sets[0] / "docs.jsonl").read_bytes())
    (absent / "questions.jsonl").write_text("".join(line for line in lines if '"answerable": false' in line), "utf-8")
    with pytest.raises(SourceError, match="no question with an answer"):
        teach([Share(absent)], tmp_path / "r.safetensors")
