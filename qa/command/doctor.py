"""Is everything here that a build and a server need?"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from qa.encoding.bert_files import bert_files, tokens_of
from qa.encoding.load import load_encoder
from qa.encoding.model_files import DEFAULT_MODEL, identified, model_folder
from qa.encoding.precision import BY_ENCODER, BY_READER, PROBE, SAME_OF_TEN, processor, wanted
from qa.encoding.reader import reader_of
from qa.encoding.reading import window_of
from qa.errors import EngineUnavailable, NoIndex, QaError, SourceError
from qa.index.builds import builds_of
from qa.index.layout import index_folder
from qa.index.types import Finding
from qa.text.sentences import split


def examine(indexes: Path, name: str) -> list[Finding]:
    """Run every check, whatever the others find."""
    return [
        _check("Python", _python),
        _check("sentences", _sentences),
        _check("model", _model),
        _check("reader", _reader),
        _check("precision", _precision),
        _check("store", _store),
        _check("server", _server),
        _check("folder", lambda: _folder(indexes)),
        _check("index", lambda: _index(indexes, name)),
    ]


def _check(what: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, check())
    except NoIndex as error:
        return Finding(what, True, f"{error.message} yet", error.fix)
    except QaError as error:
        return Finding(what, False, error.message, error.fix, error.exit_status)
    except Exception as error:  # a defect in one check must not hide what the others find
        return Finding(what, False, f"{type(error).__name__}: {error}", "", EngineUnavailable.exit_status)


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _sentences() -> str:
    text = "Mr. Kim refused. He left."
    if len(split(text, [(0, len(text))])) != 2:
        raise EngineUnavailable("Punkt's parameters are not those of this version", "make install")
    return "Punkt, English"


def _model() -> str:
    encoder = load_encoder()
    texts = ("the talks failed", "the summit collapsed", "a recipe for soup")
    question, near, far = (encoder.encode_question(text).vector for text in texts)
    if float(np.dot(question, near)) <= float(np.dot(question, far)):
        raise EngineUnavailable("the model gives wrong vectors", "make install")
    return f"{encoder.weights_id}, {encoder.dimensions} dimensions"


def _reader() -> str:
    reader = reader_of(load_encoder())
    if reader is None:
        raise EngineUnavailable("the default model's reader is not here", "make install")
    window = window_of("", ["The talks failed in Hanoi.", "He is 40 years old."])
    [(place, age)] = reader.read("where did the talks fail", [window])
    if place.log_odds <= age.log_odds:
        raise EngineUnavailable("the reader takes the wrong sentence for an answer", "make install")
    return reader.name


def _precision() -> str:
    """What each precision gives here, which is used, and why."""
    files = bert_files(model_folder(DEFAULT_MODEL))
    if files is None:
        raise EngineUnavailable("the default model's settings are not those it came with", "make install")
    from qa.encoding.rates import chosen, measure

    parts = (files.weights(), files.shape, tokens_of(files.tokenizer(files.reach), *PROBE))
    weights_id = identified(DEFAULT_MODEL, files.folder)[1]
    uses = {"vectors": BY_ENCODER, "reading": BY_READER}
    chosen_for = {use: chosen(wanted(), allowed, weights_id, *parts) for use, allowed in uses.items()}
    lines = ["precision   tokens/s   cosine to float32   same of ten   used for"]
    for name, found in measure(*parts).items():
        used = ", ".join(use for use, choice in chosen_for.items() if choice.precision == name) or "nothing"
        lines.append(f"{name:<9} {found.rate:>10,.0f} {found.cosine:>19.4f} {SAME_OF_TEN[name]:>13.2f}   {used}")
    lines += (f"{use} in {choice.precision}: {choice.why}" for use, choice in chosen_for.items())
    return f"{wanted()}, on {processor()}" + "".join(f"\n     {line}" for line in lines)


def _store() -> str:
    if sqlite3.sqlite_version_info < (3, 37):
        raise EngineUnavailable(f"SQLite {sqlite3.sqlite_version}; 3.37 is needed", "install a newer Python")
    return f"SQLite {sqlite3.sqlite_version}"


def _server() -> str:
    missing = [name for name in ("flask", "waitress", "web") if find_spec(name) is None]
    if missing:
        raise EngineUnavailable(f"not installed: {', '.join(missing)}", "make install")
    return "flask, waitress"


def _folder(indexes: Path) -> str:
    place = next((folder for folder in (indexes, *indexes.resolve().parents) if folder.exists()), Path("/"))
    if not place.is_dir() or not os.access(place, os.W_OK):
        raise SourceError(f"{place} cannot be written to", "qa build --indexes ANOTHER_FOLDER")
    return str(indexes)


def _index(indexes: Path, name: str) -> str:
    builds = builds_of(index_folder(indexes, name))
    facts = builds.open_current().info()
    held = f"{facts.articles:,} articles, {facts.sentences:,} sentences, build {facts.build}"
    return f"{name}: {held}, every {builds.part} intact"
