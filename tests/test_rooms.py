"""What each room says of itself in its docstring: what it is for, and which rooms it may import. Both are true."""

import ast
import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.test_layers import ROOMS, SOURCES, imports, room_of

SAYS = {
    module.removeprefix("qa."): ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    for module, path in SOURCES.items()
    if path.name == "__init__.py" and module != "qa"
}
MAY_IMPORT = re.compile(r" May import: (?P<rooms>[a-z, ]+?)(?P<more> and what (?:that|those) may)?\.$")


def stands_in(module: str) -> str:
    """The innermost room of a module: "ingest.head"; of a file of qa/ itself as tests/test_layers.py has it."""
    package = module if SOURCES[module].name == "__init__.py" else module.rpartition(".")[0]
    return package.removeprefix("qa.") if "." in package else room_of(module)


USED = {
    (stands_in(module), stands_in(name))
    for module, path in SOURCES.items()
    for name in imports(path.read_text(encoding="utf-8"))
    if name in SOURCES
}


def named(room: str, says: Mapping[str, str]) -> list[str]:
    """The rooms that its first line names: one beside it, else one of qa/. "The ground" needs no name."""
    may = MAY_IMPORT.search(says[room].partition("\n")[0])
    assert may, f"the first line of {room} does not say what it may import"
    if may["rooms"] == "all":
        return list(ROOMS[: ROOMS.index(room)])
    beside = f"{room.rpartition('.')[0]}."
    names = [] if may["rooms"] == "the ground" else may["rooms"].split(", ")
    return [beside + name if beside + name in says else name for name in names]


def may_import(room: str, says: Mapping[str, str]) -> set[str]:
    """Itself, the ground, what it names and, where it says so, what those may; of each the rooms within, too."""
    names = named(room, says)
    more = MAY_IMPORT.search(says[room].partition("\n")[0])["more"]
    rooms = {room, "ground", *names}.union(*(may_import(name, says) for name in names if more))
    return rooms | {within for within in says if any(within.startswith(f"{name}.") for name in rooms)}


def unsaid(says: Mapping[str, str]) -> list[str]:
    """What rooms import without saying so, and what they say without importing it."""
    found = [f"{a} imports {b}" for a, b in USED if a in says and b not in may_import(a, says)]
    for room in says.keys() - {"command"}:
        used = {b for a, b in USED if f"{a}.".startswith(f"{room}.")}
        missing = [name for name in named(room, says) if not any(f"{b}.".startswith(f"{name}.") for b in used)]
        found += [f"{room} imports no {name}" for name in missing]
    return sorted(found)


def test_each_room_says_what_goes_in_and_what_comes_out():
    for room, says in SAYS.items():
        flow = says.splitlines()[2:]
        assert re.fullmatch(r"In: .+ Out: .+", " ".join(flow)), f"{room} does not say what goes in and what comes out"


def test_each_room_imports_what_it_says():
    assert {"ingest.head", "index.milvus", "summary", "web"} <= SAYS.keys()
    assert unsaid(SAYS) == []


def test_what_rooms_say_runs_in_no_circle():
    TopologicalSorter({room: named(room, SAYS) for room in SAYS}).prepare()
    circle = SAYS | {"ingest.prose": "Prose. May import: dates, head."}
    with pytest.raises(CycleError):
        TopologicalSorter({room: named(room, circle) for room in circle}).prepare()


@pytest.mark.parametrize(
    ("room", "says", "fault"),
    [
        ("summary", "retrieval, extraction and what those may", "summary imports answer"),
        ("ingest.head", "dates, encodings", "ingest.head imports ingest.prose"),
        ("index", "encoding, ingest, text", "index imports extraction"),
        ("text", "ingest", "text imports no ingest"),
    ],
)
def test_what_is_not_true_is_found(room, says, fault):
    assert fault in unsaid(SAYS | {room: f"A room. May import: {says}."})
