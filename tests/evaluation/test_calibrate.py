from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa import Archive
from qa.encoding.types import EncodedText
from qa.errors import IndexBusy, IndexMismatch, NoIndex, SourceError
from qa.evaluation.calibrate import MIN_QUESTIONS, calibrate, fit, reset_calibration
from qa.evaluation.question_sets import Question
from qa.index.build import build_index
from qa.index.lock import locked
from qa.index.snapshot import open_current
from qa.types import SHIPPED, Calibration
from tests.encoders import HashEncoder

HEALTH = Question("health", "What did she cite?", True, articles={"mayor-1": 1}, sentence="She cited her health.")
ABSENT = Question("absent", "Who composed zarzuelas anywhere?", False)


def asked(*questions: Question) -> list[Question]:
    return [questions[n % len(questions)] for n in range(MIN_QUESTIONS)]


def test_platt_scaling_finds_the_slope_and_bias_that_made_the_data() -> None:
    rng = np.random.default_rng(0)
    odds = rng.normal(0, 2, 20_000)
    right = rng.random(20_000) < 1 / (1 + np.exp(-(0.5 * odds + 1.2)))
    fitted = fit(odds, right)
    assert fitted.slope == pytest.approx(0.5, abs=0.05)
    assert fitted.bias == pytest.approx(1.2, abs=0.05)
    assert fitted.questions == 20_000


def test_a_few_questions_move_it_a_little_and_never_turn_it_about() -> None:
    odds = np.array([2.0, 1.0, -1.0, -2.0] * 3)
    against = fit(odds, odds < 0)
    assert 0 < against.slope < 1
    assert fit(odds[:0], odds[:0] > 0) == SHIPPED


def test_confidence_follows_what_the_archive_answers(indexes: Path, encoder: HashEncoder) -> None:
    archive = Archive(indexes, load=lambda model: encoder)
    before = archive.ask(HEALTH.text)
    report = calibrate(asked(HEALTH), indexes, "default", encoder)
    after = archive.ask(HEALTH.text)
    assert report.right == MIN_QUESTIONS
    assert (after.index.build, after.citations[0].text) == (report.index.build, "She cited her health.")
    assert after.index.build != before.index.build
    assert after.confidence > before.confidence
    assert report.error_after < report.error_before
    assert open_current(indexes, "default").manifest.calibration == report.calibration


def test_a_calibration_outlives_a_build_but_not_another_encoder(
    indexes: Path, sources: Path, encoder: HashEncoder
) -> None:
    fitted = calibrate(asked(HEALTH, ABSENT), indexes, "default", encoder).calibration
    (sources / "more.txt").write_text("More words about ferries.", "utf-8")
    build_index([sources], indexes, "default", encoder)
    snapshot = open_current(indexes, "default")
    assert (snapshot.manifest.articles, snapshot.manifest.calibration) == (5, fitted)
    build_index([sources], indexes, "default", HashEncoder(salt="other"))
    assert open_current(indexes, "default").manifest.calibration == SHIPPED


def test_reset_goes_back_to_the_shipped_confidence(indexes: Path, encoder: HashEncoder) -> None:
    archive = Archive(indexes, load=lambda model: encoder)
    shipped = archive.ask(HEALTH.text).confidence
    calibrate(asked(HEALTH), indexes, "default", encoder)
    assert archive.ask(HEALTH.text).confidence != shipped
    info = reset_calibration(indexes, "default")
    answer = archive.ask(HEALTH.text)
    assert (answer.confidence, answer.index) == (shipped, info)


def test_files_are_shared_with_the_build_before(indexes: Path, encoder: HashEncoder) -> None:
    before = open_current(indexes, "default").manifest
    after = calibrate(asked(HEALTH), indexes, "default", encoder).index.build
    snapshots = indexes / "default" / "snapshots"
    for name in before.files:
        assert (snapshots / before.build / name).samefile(snapshots / after / name), name


@pytest.mark.parametrize(
    ("questions", "message"),
    [
        (asked(HEALTH)[1:], "39 questions are too few"),
        (asked(HEALTH, Question("bare", "What?", True)), "question 'health' names no answers"),
        (
            asked(Question("moved", "What?", True, articles={"harbor": 1}, sentence=HEALTH.sentence)),
            "question 'moved': no article harbor holds that sentence",
        ),
        ([*asked(Question("s", "What?", True, answers=("it",))), HEALTH], "question 'health' names no answers"),
    ],
)
def test_questions_that_cannot_be_judged_are_refused(
    indexes: Path, encoder: HashEncoder, questions: list[Question], message: str
) -> None:
    build = open_current(indexes, "default").manifest.build
    with pytest.raises(SourceError, match=message):
        calibrate(questions, indexes, "default", encoder)
    assert open_current(indexes, "default").manifest.build == build


def test_no_index_and_another_encoders(indexes: Path, encoder: HashEncoder, tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        calibrate(asked(HEALTH), tmp_path / "none", "default", encoder)
    with pytest.raises(NoIndex):
        reset_calibration(tmp_path / "none", "default")
    assert not (tmp_path / "none").exists()
    with pytest.raises(IndexMismatch):
        calibrate(asked(HEALTH), indexes, "default", HashEncoder(salt="other"))
    assert open_current(indexes, "default").manifest.calibration == Calibration()


def test_no_other_build_comes_between_the_questions_and_the_fit(indexes: Path, sources: Path) -> None:
    """A fit of one encoder's scores must not end on a snapshot of another's."""
    refused: list[IndexBusy] = []

    class Interrupted(HashEncoder):
        def encode_question(self, text: str) -> EncodedText:
            if not refused:
                with pytest.raises(IndexBusy, match="qa calibrate") as caught:
                    build_index([sources], indexes, "default", HashEncoder(salt="other"), wait=False)
                refused.append(caught.value)
            return super().encode_question(text)

    fitted = calibrate(asked(HEALTH), indexes, "default", Interrupted()).calibration
    manifest = open_current(indexes, "default").manifest
    assert (manifest.weights_id, manifest.calibration) == ("hash-64", fitted)


def test_who_does_not_wait_is_told_who_writes(indexes: Path, encoder: HashEncoder) -> None:
    stages: list[tuple[str, int, int]] = []
    with locked(indexes / "default", "build"):
        for command in (
            lambda: calibrate(asked(HEALTH), indexes, "default", encoder, wait=False),
            lambda: reset_calibration(indexes, "default", wait=False),
        ):
            with pytest.raises(IndexBusy, match=r"\(qa build\) is writing"):
                command()
    calibrate(asked(HEALTH), indexes, "default", encoder, lambda stage, done, of, _: stages.append((stage, done, of)))
    assert stages[-1] == ("asking", MIN_QUESTIONS, MIN_QUESTIONS)
