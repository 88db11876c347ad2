"""pyproject.toml pins what is installed: all that the project needs, and nothing else."""

import ast
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
EVALUATE, TEST = (
    [Requirement(line) for line in PROJECT["project"]["optional-dependencies"][extra]] for extra in ("evaluate", "test")
)

OPTIONAL = {"ir-measures", "matplotlib", "rouge-score", "sumy"}  # imported by qa/ only to evaluate

# Needed by name on the command line or as an installed program, and never imported.
PROGRAMS = {"mypy", "ruff", "pytest", "types-pyyaml"}
CUDA = ("nvidia-", "cuda-", "triton")  # what torch needs for a GPU, on the platforms that have it


def distributions_of(*folders: str) -> set[str]:
    """The distributions that the files of these folders import."""
    known = metadata.packages_distributions()
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts]
    nodes = (node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    found: set[str] = set()
    for node in nodes:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        found |= {name.partition(".")[0] for name in names}
    third_party = found - sys.stdlib_module_names - {"", "qa", "web", "tests"}
    return {canonicalize_name(name) for top in third_party for name in known[top]}


def closure(names: set[str]) -> set[str]:
    """These distributions and all that they require here, extras included."""
    seen: set[tuple[str, str]] = set()
    waiting = [(name, "") for name in names]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen or name.startswith(CUDA):
            continue
        seen.add((name, extra))
        for line in metadata.requires(name) or ():
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({**default_environment(), "extra": extra}):
                waiting += [(canonicalize_name(need.name), wanted) for wanted in ("", *need.extras)]
    return {name for name, _ in seen}


def pinned(requirements: list[Requirement]) -> dict[str, str]:
    """Name to version of the pins that apply on this platform."""
    return {
        canonicalize_name(need.name): str(need.specifier).removeprefix("==")
        for need in requirements
        if need.marker is None or need.marker.evaluate()
    }


def installed(names: set[str]) -> dict[str, str]:
    """Name to installed version, without its local part (+cpu)."""
    return {name: metadata.version(name).partition("+")[0] for name in names}


def test_every_pin_is_exact():
    for need in RUN + EVALUATE + TEST:
        assert [clause.operator for clause in need.specifier] == ["=="], f"{need} is no exact pin"


def test_nothing_is_pinned_twice():
    names = [canonicalize_name(need.name) for need in RUN + EVALUATE + TEST]
    assert sorted(names) == sorted(set(names))


def test_what_runs_is_pinned_as_installed_and_nothing_else_is():
    needed = closure(distributions_of("qa", "web") - OPTIONAL | {"setuptools"})
    assert pinned(RUN) == installed(needed)


def test_what_evaluates_is_pinned_as_installed_and_nothing_else_is():
    assert distributions_of("qa", "web") >= OPTIONAL
    assert pinned(EVALUATE) == installed(closure(OPTIONAL) - pinned(RUN).keys())


def test_what_tests_is_pinned_as_installed_and_nothing_else_is():
    needed = closure(distributions_of("tests") | PROGRAMS) - pinned(RUN + EVALUATE).keys()
    assert pinned(TEST) == installed(needed)


def test_what_is_installed_keeps_what_its_dependents_ask_for():
    for name in pinned(RUN + EVALUATE + TEST):
        for line in metadata.requires(name) or ():
            need = Requirement(line)
            applies = need.marker is None or need.marker.evaluate({**default_environment(), "extra": ""})
            if applies and not need.name.startswith(CUDA):
                version = metadata.version(need.name).partition("+")[0]
                assert need.specifier.contains(version, prereleases=True), f"{name} asks for {need}, not {version}"


def test_the_closure_follows_extras_and_markers():
    assert closure({"markdown-it-py"}) == {"markdown-it-py", "mdurl"}
    assert "colorama" not in closure({"click"}) or sys.platform == "win32"
