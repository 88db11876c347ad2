"""The whole way from a set to weights that read, on a set made here, with the real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import qa
from qa.command.cli import main
from qa.errors import SourceError
from tests.training.tiny_set import made_up, write_set

DATA = Path(qa.__file__).parent / "data"

pytestmark = pytest.mark.model


def run(*args: object) -> dict:
    result = CliRunner().invoke(main, ["train-reader", *map(str, args), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("sets")
    return write_set(folder / "towns", slice(12), made_up), write_set(folder / "unseen", slice(12, None), made_up)


@pytest.fixture(scope="module")
def taught(sets: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory, model) -> tuple[Path, dict]:
    """From the shipped weights on, so that it takes seconds: to them the language of the set is as chance."""
    output = tmp_path_factory.mktemp("weights") / "r.safetensors"
    start = DATA / f"{model.weights_id}.reader.safetensors"
    return output, run(sets[0], "--questions", 128, "--start", start, "--held-out", sets[1], "--output", output)


def test_it_learns_which_sentence_answers_and_when_none_does(taught: tuple[Path, dict]) -> None:
    output, card = taught
    assert card["examples"] == {"towns": 48}
    assert (card["groups"], card["seed"], card["weights_id"]) == (128, 7, "all-MiniLM-L6-v2-53aa51172d14")
    assert card["held_out"]["questions"] == 16
    assert card["held_out"]["first"] > 0.6  # the shipped weights: .42, by chance a quarter
    assert card["held_out"]["auroc"] > 0.75  # the shipped weights: .46
    assert json.loads(output.with_suffix(".json").read_text("utf-8")) == card


def test_it_goes_on_from_weights_or_begins_anew(
    taught: tuple[Path, dict], sets: tuple[Path, Path], tmp_path: Path
) -> None:
    some = (f"{sets[0]}:20", "--questions", 24, "--output", tmp_path / "more.safetensors")
    further, anew = run(*some, "--start", taught[0]), run(*some)
    assert further["examples"] == {"towns": 20}
    assert further["loss"] + 0.5 < anew["loss"]


def test_the_reader_finds_the_words_that_answer(taught: tuple[Path, dict], model) -> None:
    from qa.encoding.reader import CrossEncoderReader
    from qa.encoding.reading import window_of

    reader = CrossEncoderReader(model, taught[0])
    texts = ["Keta Sund sor 1899.", "Vilmo keta onga Jan Moe.", "Ilda saru mendo tal."]
    [verdicts] = reader.read("Hu keta Sund?", [window_of("", texts)])
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
