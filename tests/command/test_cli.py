"""The command, run as users run it: in a process of its own, from another folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.command.cli import main
from qa.encoding.base import Encoder
from qa.encoding.load import load_encoder
from qa.index.lock import locked


@pytest.fixture(scope="module", autouse=True)
def loaded_once() -> Iterator[None]:
    """What is run within this process loads the model for the first command only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa.encoding.load.load_encoder", cache(load_encoder))
        yield


@pytest.fixture(scope="module")
def place(model: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles and an index of them, built by the real command."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "articles").mkdir()
    (folder / "articles" / "one.txt").write_text(
        "- The Example Gazette - Tuesday, October 1, 2019\n\nThe bridge closed because its cables had rusted. "
        "It will open again in May.\n",
        "utf-8",
    )
    (folder / "articles" / "picture.png").write_bytes(b"\x89PNG\0")
    result = qa(folder, "build", "articles")
    assert result.returncode == 1  # done, but the picture was refused
    assert f"refused: {folder / 'articles' / 'picture.png'}: " in result.stderr
    assert "reading 1 of 1 articles" in result.stderr
    assert result.stdout.startswith(
        "1 article, 2 sentences, 2019-10-01 to 2019-10-01, 1 input refused; "
        "1 new, 0 changed, 0 removed; 1 encoded now\n"
    )
    return folder


def qa(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "qa", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)


def run(folder: Path, *words: str) -> tuple[int, str]:
    """The command within this process, for what needs no process of its own."""
    result = CliRunner().invoke(main, [*words, "--indexes", str(folder / "indexes")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_summarize(place: Path) -> None:
    text = run(place, "summarize", "one", "--sentences", "1")[1]
    assert "1. The bridge closed because its cables had rusted.\n   — " in text
    found = json.loads(run(place, "summarize", "one", "--words", "9", "--json")[1])
    assert [item["text"] for item in found["citations"]] == ["The bridge closed because its cables had rusted."]
    assert found["citations"][0]["link"].startswith("/articles/one?b=")
    about = json.loads(run(place, "summarize", "--about", "the bridge and its cables", "--json")[1])
    assert (about["about"], about["articles"][0]["id"]) == ("the bridge and its cables", "one")
    briefing = run(place, "summarize", "--briefing", "the bridge and its cables")[1]
    assert briefing.startswith("the bridge and its cables: from 1 article\n\nWhat happened\n\n1. The bridge closed")
    nothing = run(place, "summarize", "--about", "elections in Peru")
    assert nothing == (0, "No sentence of the archive is on this topic.\n")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ([], 2, "give ids of articles"),
        (["one", "--about", "bridge"], 2, "give ids of articles"),
        (["one", "--since", "2019-01-01"], 2, "go with --about"),
        (["--about", "bridge", "--briefing", "bridge"], 2, "give ids of articles"),
        (["--briefing", "bridge", "--words", "50"], 2, "do not go with --briefing"),
        (["nowhere"], 2, "no article 'nowhere'"),
        (["one", "--sentences", "0"], 2, "a summary has 1 to 100 sentences, not 0"),
        (["one", "--sentences", "1", "--ratio", ".5"], 2, "one of them"),
        (["one", "--ratio", "2"], 2, "the ratio must be above 0 and at most 1, not 2"),
    ],
)
def test_summarize_wrongly(place: Path, words: list[str], status: int, said: str) -> None:
    code, text = run(place, "summarize", *words)
    assert code == status
    assert said in text


def test_timeline(place: Path) -> None:
    code, text = run(place, "timeline", "the bridge and its rusted cables")
    assert code == 0
    assert text.startswith("2019-10-01 (date of publication), told by 1 article of 1 source\n   The bridge closed")
    assert text.endswith("Articles on it by month:\n2019-10     1 #\n")
    entry = json.loads(run(place, "timeline", "the bridge and its rusted cables", "--json")[1])["entries"][0]
    assert (entry["first"], entry["dated_by"], entry["sources"]) == ("2019-10-01", "publication", 1)
    assert "1 to 50 entries" in run(place, "timeline", "bridge", "--entries", "0")[1]


def test_ask(place: Path) -> None:
    result = qa(place, "ask", "Why did the bridge close?", "--json")
    answer = json.loads(result.stdout)
    assert (result.returncode, result.stderr) == (0, "")
    assert answer["answered"] is True
    assert answer["citations"][0]["text"] == "The bridge closed because its cables had rusted."
    text = run(place, "ask", "Why did the bridge close?", "-k", "1", "--explain")[1]
    assert text.startswith("Answered, confidence ")
    assert "1. The bridge closed because its cables had rusted.\n   answer: " in text
    assert "The Example Gazette, 2019-10-01 [one, characters 50–98]" in text
    explained = " ".join(text.split("score ")[1].split())
    total, _, parts = explained.partition(" = ")
    values = [
        float(sign.strip().replace("−", "-") + value) for sign, value in re.findall(r"(− )?[a-z ]+ (\d\.\d{3})", parts)
    ]
    assert "late interaction 0." in parts
    assert sum(values) == pytest.approx(float(total), abs=0.005)


def test_a_reranker_that_is_not_here(place: Path) -> None:
    status, text = run(place, "ask", "Why did the bridge close?", "--reranker", "nobody/nothing")
    assert status == 4
    assert text.splitlines() == [
        "qa: no model 'nobody/nothing': not a folder, and not in this machine's cache",
        "  try: hf download nobody/nothing",
    ]


def test_ask_what_is_not_there(place: Path) -> None:
    status, text = run(place, "ask", "Who won the World Cup?")
    assert status == 0
    assert text.startswith("The archive does not answer this. No sentence fits")


def test_show_articles_status(place: Path) -> None:
    assert run(place, "articles") == (
        0,
        "2019-10-01  one  The Example Gazette  The bridge closed because its cables had rusted. It will open again in "
        "May.\n",
    )
    shown = run(place, "show", "one")[1].splitlines()
    assert shown[4:] == [
        "    50–98     The bridge closed because its cables had rusted.",
        "    99–125    It will open again in May.",
    ]
    page = json.loads(run(place, "show", "one", "--json")[1])
    assert page["sentences"] == [[50, 98], [99, 125]]
    status = json.loads(run(place, "status", "--json")[1])
    assert status["index"]["sentences"] == 2
    picture = str(place / "articles" / "picture.png")
    assert [refusal["origin"] for refusal in status["refusals"]] == [picture]
    assert status["plan"] == {"new": 0, "changed": 0, "removed": 0, "to_encode": 0}
    told = run(place, "status")[1]
    assert f"refused    {picture}: " in told
    assert f"made of    {place / 'articles'}\n" in told
    assert told.endswith("rebuild    would change nothing\n")


@pytest.fixture(scope="module")
def questions(place: Path) -> Path:
    """Forty questions of the one article, half of which it does not answer."""
    known = {"answerable": True, "article": "one", "sentence": "It will open again in May.", "answers": ["May"]}
    asked = [{"text": "When will it open again?", **known}, {"text": "Who won the race?", "answerable": False}]
    path = place / "articles" / "questions.jsonl"
    path.write_text("".join(json.dumps(question) + "\n" for question in asked * 20), "utf-8")
    return path


def test_evaluate(place: Path, questions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)

    def evaluate(*words: str) -> Result:
        return CliRunner().invoke(main, ["evaluate", *words])

    result = evaluate("articles", "--sample", "10", "--plot", "curve.svg")
    assert result.exit_code == 0, result.stderr
    assert "asking 10 of 10 questions" in result.stderr
    table = [line.split() for line in result.stdout.splitlines()]
    assert table[0] == ["articles"]
    assert ["sentence", "hit@1", "1.000", "[1.000", "1.000]"] in table
    assert ["questions", "10"] in table
    assert (place / "curve.svg").read_text("utf-8").lstrip().startswith("<?xml")
    assert (place / "indexes" / "evaluation" / "articles" / "CURRENT").exists()
    [facts] = json.loads(evaluate("articles", "--sample", "10", "--json").stdout)
    assert (facts["name"], facts["questions"], facts["sentences_per_second"]) == ("articles", 10, None)
    assert facts["figures"]["AUROC"]["value"] == 1
    nothing = evaluate("nowhere")
    assert (nothing.exit_code, nothing.stderr.splitlines()[0]) == (
        2,
        "qa: nowhere has no queries.jsonl and no questions.jsonl",
    )


def test_calibrate(place: Path, questions: Path) -> None:
    before = json.loads(run(place, "ask", "When will it open again?", "--json")[1])
    status, text = run(place, "calibrate", str(questions))
    assert status == 0, text
    assert "40 questions, 20 answered by the first sentence\nlog-odds times " in text
    assert "asking 40 of 40 questions\n" in text
    after = json.loads(run(place, "ask", "When will it open again?", "--json")[1])
    assert after["confidence"] != before["confidence"]
    assert after["index"]["build"] in text
    assert "confidence fitted on 40 questions\n" in run(place, "status")[1]
    assert run(place, "calibrate", "--reset")[0] == 0
    assert "confidence as shipped\n" in run(place, "status")[1]
    again = json.loads(run(place, "ask", "When will it open again?", "--json")[1])
    assert again["confidence"] == before["confidence"]
    assert run(place, "calibrate")[0] == run(place, "calibrate", str(questions), "--reset")[0] == 2
    with locked(place / "indexes" / "default", "build"):
        for words in ([str(questions)], ["--reset"]):
            status, text = run(place, "calibrate", *words, "--no-wait")
            assert (status, "(qa build) is writing" in text) == (3, True)


def test_doctor(place: Path) -> None:
    status, text = run(place, "doctor")
    assert (status, text.count("ok  ")) == (0, 9)
    assert "2 sentences" in text
    findings = json.loads(run(place, "doctor", "--json")[1])
    assert all(finding["ok"] for finding in findings)


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["ask", "?"], 2, "qa: the question is empty\n  try: qa ask"),
        (["ask", "why", "--since", "2019-99-99"], 2, "'2019-99-99' is not a date such as 2019-10-01"),
        (["ask", "why", "-k", "0"], 2, "Invalid value for '-k'"),
        (["ask"], 2, "Missing argument 'QUESTION'"),
        (["show", "nobody"], 2, "qa: no article 'nobody' in the index 'default'\n  try: qa articles"),
        (["ask", "why", "--index", "none"], 3, "qa: no index 'none' in "),
        (["ask", "why", "--index", "../x"], 2, "qa: an index cannot be called '../x'"),
        (["build", "no/such/folder"], 2, "qa: no such file or folder: no/such/folder\n  try: qa build "),
        (["build", "--model", "no-such-model"], 4, "qa: no model 'no-such-model'"),
    ],
)
def test_what_goes_wrong_is_said_in_two_lines(place: Path, words: list[str], status: int, message: str) -> None:
    code, output = run(place, *words)
    assert code == status
    assert message in output
    assert "Traceback" not in output


def test_an_indexes_folder_that_cannot_be_written(place: Path) -> None:
    file = place / "articles" / "one.txt"
    result = CliRunner().invoke(main, ["build", str(file), "--indexes", str(file)])
    assert result.exit_code == 3
    assert "cannot be written: Not a directory\n  try: qa build --indexes ANOTHER_FOLDER" in result.stderr


def test_a_damaged_index_is_one_clear_error(place: Path) -> None:
    run(place, "build", str(place / "articles" / "one.txt"), "--index", "damaged")
    [manifest] = (place / "indexes" / "damaged" / "snapshots").glob("*/manifest.json")
    manifest.write_text("{", "utf-8")
    code, output = run(place, "ask", "why", "--index", "damaged")
    assert code == 3
    mend = f"qa build --indexes {place / 'indexes'} --index damaged"
    assert output == f"qa: {manifest} is missing or damaged\n  try: {mend}\n"
    for command in ("verify", "doctor"):
        code, output = run(place, command, "--index", "damaged")
        assert code == 3
        assert f"is missing or damaged\n     try: {mend}\n" in output
    assert run(place, *mend.split()[1:4], *mend.split()[4:])[0] == 0
    assert run(place, "ask", "why", "--index", "damaged")[0] == 0
