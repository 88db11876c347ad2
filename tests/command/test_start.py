"""What a command need not wait for, it does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qa import Archive
from qa.encoding.base import Encoder
from qa.index.build import build_index

RUN = """
import sys
from qa.command.cli import main
main(sys.argv[1:], prog_name="qa", standalone_mode=False)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
print(*sorted(name for name in sys.modules if name.startswith("qa.")))
"""


def loaded(*words: str) -> tuple[set[str], set[str]]:
    """The packages that a command loads, and the modules of qa."""
    ran = subprocess.run([sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=True)
    *_, packages, modules = ran.stdout.splitlines()
    return set(packages.split()), set(modules.split())


@pytest.fixture(scope="module")
def indexes(model: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start")
    (folder / "articles").mkdir()
    (folder / "articles" / "fog.txt").write_text("Fog closed the port. It lifted at noon.\n", "utf-8")
    build_index([folder / "articles"], folder / "indexes", "default", model)
    return folder / "indexes"


def test_help_loads_neither_numbers_nor_patterns() -> None:
    packages, modules = loaded("--version")
    assert not packages & {"numpy", "torch", "sqlite3", "importlib_metadata"}
    assert not [name for name in modules if name.startswith("qa.text.date")]


def test_a_build_of_nothing_new_loads_no_model(indexes: Path) -> None:
    packages, _ = loaded("build", "--indexes", str(indexes))
    assert not packages & {"torch", "transformers", "sentence_transformers"}


def test_an_article_is_shown_without_model_or_index(indexes: Path) -> None:
    packages, modules = loaded("show", "fog", "--indexes", str(indexes))
    assert not packages & {"torch", "faiss", "tokenizers", "nltk"}
    assert not modules & {"qa.index.library", "qa.index.publish", "qa.text.copies", "qa.text.dates"}


@pytest.mark.parametrize("words", [["ask", "What closed the port?"], ["summarize", "--briefing", "the port"]])
def test_a_question_or_a_briefing_does_without_torch(indexes: Path, words: list[str]) -> None:
    packages, _ = loaded(*words, "--indexes", str(indexes))
    assert not packages & {"torch", "transformers", "sentence_transformers", "scipy"}


def test_another_precision_loads_torch_alone(indexes: Path) -> None:
    packages, _ = loaded("ask", "What closed the port?", "--precision", "bfloat16", "--indexes", str(indexes))
    assert "torch" in packages
    assert not packages & {"transformers", "sentence_transformers"}


@pytest.mark.parametrize("question", ["What closed the port?", "When did the fog lift?", "Who won the cup?"])
def test_without_torch_the_answer_is_the_same(indexes: Path, question: str) -> None:
    usual, without = (Archive(indexes, without_torch=without).ask(question) for without in (False, True))
    assert without.answered == usual.answered
    assert without.confidence == pytest.approx(usual.confidence, abs=1e-3)
    assert [each.text for each in without.citations] == [each.text for each in usual.citations]
    assert [each.answer for each in without.citations] == [each.answer for each in usual.citations]
