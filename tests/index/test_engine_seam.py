"""What crosses the seam: small things and what was fetched, never an array over all sentences or all articles. And
every member of it is named in the suite that each engine has to pass."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Protocol, get_args, get_type_hints

import numpy as np
import pytest
from numpy.typing import NDArray

from qa.arrays import Mask, Rows, Vectors
from qa.encoding.token_codec import Codes
from qa.index.engine import Articles, Builds, Engine
from qa.index.facets import Facets
from qa.index.stories import StoryIndex

FETCHED = "qa.index.candidates"  # whose types have arrays, each over what was found for one question or of one article
SUITE = sorted(Path(__file__).parent.glob("test_engine[._]*"))
CALLED: dict[type, str] = {Engine: "engine", Articles: "engine.store", Builds: "builds"}


def members(protocol: type) -> dict[str, Any]:
    """Its public members and those of what it extends, each as a function."""
    found = {name: member for name, member in inspect.getmembers(protocol) if not name.startswith("_")}
    return {name: member.fget if isinstance(member, property) else member for name, member in found.items()}


def leaves(hint: Any) -> Iterator[Any]:
    """The arrays and classes that an annotation is made of."""
    if getattr(hint, "__origin__", None) is np.ndarray or not get_args(hint):
        yield hint
    else:
        for part in get_args(hint):
            yield from leaves(part)


def faults(protocol: type) -> list[str]:
    """What may not cross: arrays but of named rows, objects that answer by themselves, and what holds such."""
    return [
        f"{name}: {hint}"
        for name, member in members(protocol).items()
        for argument, annotation in get_type_hints(member).items()
        for hint in leaves(annotation)
        if not _may_cross(hint, argument == "rows" or "rows" in inspect.signature(member).parameters)
    ]


def _may_cross(hint: Any, of_rows: bool) -> bool:
    if getattr(hint, "__origin__", None) is np.ndarray:
        return of_rows and hint in (Rows, Vectors, Codes)
    if hint is Articles or not str(getattr(hint, "__module__", "")).startswith("qa.") or hint.__module__ == FETCHED:
        return True
    own = get_type_hints(hint) if is_dataclass(hint) else {}
    return bool(own) and all(_may_cross(leaf, False) for each in fields(hint) for leaf in leaves(own[each.name]))


def test_no_array_over_all_rows_or_all_articles_crosses_it() -> None:
    assert faults(Engine) + faults(Articles) == []


class Counted(Protocol):
    """What an engine must not have."""

    @property
    def stories(self) -> StoryIndex: ...
    @property
    def facets(self) -> Facets | None: ...
    def newest(self) -> dict[str, NDArray[np.int32]]: ...
    def allowed(self, by: str) -> Mask | None: ...
    def holding(self, term: str) -> Rows: ...
    def among(self, chosen: Mask) -> int: ...
    def vectors(self, rows: Rows) -> Vectors: ...


def test_what_holds_one_number_an_article_is_found() -> None:
    found = {fault.partition(":")[0] for fault in faults(Counted)}
    assert found == {"stories", "facets", "newest", "allowed", "holding", "among"}


@pytest.mark.parametrize("protocol", CALLED, ids=lambda protocol: protocol.__name__)
def test_the_suite_names_every_member(protocol: type) -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in SUITE if path != Path(__file__)]
    named = {ast.unparse(node) for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert {f"{CALLED[protocol]}.{name}" for name in members(protocol)} - named == set()
