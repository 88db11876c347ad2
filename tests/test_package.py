"""What is built of this project for others to install."""

import shutil
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

from qa import __version__

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built by what is installed here, so nothing is downloaded."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    for name in ("qa", "web", "tests"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    build = "from setuptools.build_meta import build_wheel; build_wheel('.')"
    subprocess.run([sys.executable, "-c", build], cwd=tree, check=True, capture_output=True)
    (built,) = tree.glob("*.whl")
    return zipfile.ZipFile(built)


def test_it_holds_every_file_of_both_packages_and_nothing_else(wheel):
    files = (path for folder in ("qa", "web") for path in (ROOT / folder).rglob("*") if path.is_file())
    here = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == here
    assert {"qa/py.typed", "web/py.typed", "web/templates/base.html", "qa/retrieval/search.py"} <= here


def test_it_says_whose_it_is_which_version_and_under_which_licence(wheel):
    (folder,) = {name.partition("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
    facts = message_from_string(wheel.read(f"{folder}/METADATA").decode())
    assert (facts["Name"], facts["Version"], facts["License-Expression"]) == ("cuttings", __version__, "Apache-2.0")
    assert facts["Author"] == "The Cuttings authors"
    assert wheel.read(f"{folder}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


def test_the_changes_tell_of_this_version():
    titles = [line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("## ")]
    assert titles[0] == "## Unreleased"
    assert titles[1].startswith(f"## {__version__} (")
