import json
from pathlib import Path

import pytest

from qa.command.render_evaluation import summary_evaluation_text
from qa.evaluation.summaries import evaluate_summaries
from qa.evaluation.summary_sets import read_summary_set
from qa.types import as_json
from tests.encoders import HashEncoder

STORY = (
    "A storm closed the harbor of Port Ellen on Monday and kept the ferry in its dock. "
    "Mr. Grant, who runs the ferry of Port Ellen, blamed the wind and the storm. "
    "Repairs to the harbor will cost one million dollars by all accounts. "
    "The bakery in the main street sold twice as much bread as on other days. "
    "Turnips, cabbages and leeks were dear on the market of the town as well."
)
LEAD = STORY[: STORY.index(" Repairs")]


def write(folder: Path, *summaries: str) -> Path:
    folder.mkdir()
    records = [{"id": f"d{n}", "text": STORY, "summary": summary} for n, summary in enumerate(summaries)]
    (folder / "docs.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    return folder


def test_every_method_is_measured_at_the_same_length(tmp_path):
    short = read_summary_set(write(tmp_path / "short", "Storm closes Port Ellen.", "Ferry stays in dock."))
    found = evaluate_summaries(short, tmp_path / "indexes", HashEncoder())
    assert (found.documents, found.length, found.index.articles) == (2, "as many words as the first 3 sentences", 2)
    assert list(found.methods) == [
        *("coverage", "pacsum", "lexrank", "centroid", "3 sentences"),
        *("Lead", "random", "sumy LexRank", "sumy TextRank"),
    ]
    for figures in found.methods.values():
        assert {"ROUGE-1", "ROUGE-2", "ROUGE-Lsum"} == figures.keys()
        assert all(0 <= figure.low <= figure.value <= figure.high <= 1 and figure.n == 2 for figure in figures.values())


def test_the_reference_itself_scores_one(tmp_path):
    long = read_summary_set(write(tmp_path / "long", LEAD))
    found = evaluate_summaries(long, tmp_path / "indexes", HashEncoder())
    assert found.length == "as many words as the reference"
    assert found.methods["Lead"]["ROUGE-1"].value == pytest.approx(1)
    end = read_summary_set(write(tmp_path / "end", STORY[STORY.index("The bakery") :]))
    assert evaluate_summaries(end, tmp_path / "indexes", HashEncoder()).methods["Lead"]["ROUGE-1"].value < 0.6


def test_a_sample(tmp_path):
    found = evaluate_summaries(
        read_summary_set(write(tmp_path / "set", "One.", "Two.", "Three.")),
        tmp_path / "indexes",
        HashEncoder(),
        sample=2,
    )
    assert found.documents == 2


def test_as_text_and_as_json(tmp_path):
    found = evaluate_summaries(read_summary_set(write(tmp_path / "set", "Storm.")), tmp_path / "indexes", HashEncoder())
    text = summary_evaluation_text(found).splitlines()
    assert text[0].startswith("set: 1 article, as many words as the first 3 sentences; ")
    assert text[1].split() == ["ROUGE-1", "ROUGE-2", "ROUGE-Lsum"]
    assert text[2].startswith("coverage")
    assert len(text) == 11
    assert as_json(found)["methods"]["Lead"]["ROUGE-1"]["n"] == 1
