"""Files that are as they were when they were read: what they gave is held, and need not be read out of them again.

A file counts as unchanged by its size, its times of change and its place on the disk, under the same reading code and
the same names of fields, as long as the library holds just the articles it gave.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path

from qa.index.library import Library
from qa.ingest.identity import Known, file_of
from qa.ingest.sources import printable

_SETTLED = 2.0  # seconds: what changed so shortly before may change again within one tick of the file system's clock
_ONE_BY_ONE = 100  # files that are looked up; of more all are read, which takes half the time of looking up each
_CODE = ("ingest", "text")  # the rooms that what is read depends on


class SeenFiles:
    """What is known of the files of a library, and what is found out in one reading of them."""

    def __init__(self, library: Library, known: Iterable[Known]) -> None:
        self._by = f"{reading_code()} {json.dumps(library.fields(), sort_keys=True)}"
        self._library, self._known, self._asked = library, known, 0
        self._states: dict[str, str] = {}  # of the files that are read now
        self._given: dict[str, list[str]] = defaultdict(list)

    def unchanged(self, file: str) -> Sequence[Known]:
        """The articles held of a file that is as it was; none where it has to be read, which is taken to begin now."""
        name, state = printable(file), _state(file)
        seen, ids = self._seen(name) if state else ("", [])
        if state and seen == f"{state} {self._by}":
            held = self._held.get(name, ())
            if ids == sorted([item.id for item in held]):
                return held
        self._states[name] = f"{state} {self._by}" if state else ""
        return ()

    def _seen(self, name: str) -> tuple[str, list[str]]:
        """What the library notes of a file."""
        self._asked += 1
        return self._library.file(name) if self._asked <= _ONE_BY_ONE else self._all.get(name, ("", []))

    @cached_property
    def _all(self) -> dict[str, tuple[str, list[str]]]:
        return self._library.files()

    @cached_property
    def _held(self) -> dict[str, list[Known]]:
        """By file, the articles that are held of it."""
        held: dict[str, list[Known]] = defaultdict(list)
        for item in self._known:
            held[file_of(item.origin)].append(item)
        return held

    def gave(self, origin: str, article_id: str) -> None:
        """An article came out of this file."""
        self._given[file_of(origin)].append(article_id)

    def is_to_be_read_again(self, origin: str) -> None:
        """Something else came of this file."""
        self._states[file_of(origin)] = ""

    def files(self) -> dict[str, tuple[str, list[str]]]:
        """By name, for `Library.note_files`: the files read whose articles are all there is to tell of them; of the
        others nothing is to be known."""
        return {name: (state, sorted(self._given[name]) if state else []) for name, state in self._states.items()}


def _state(file: str) -> str:
    """What changes with a file; nothing of what is no plain file, or has only just changed."""
    try:
        facts = os.lstat(file)
    except OSError:
        return ""
    if not stat.S_ISREG(facts.st_mode) or time.time() - max(facts.st_mtime, facts.st_ctime) < _SETTLED:
        return ""
    return f"{facts.st_dev} {facts.st_ino} {facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns}"


@cache
def reading_code() -> str:
    """A hash of the code that reads."""
    digest = hashlib.sha256()
    for room in _CODE:
        for path in sorted((Path(__file__).parents[1] / room).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
