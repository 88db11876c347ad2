"""The items of the lists in a long JSON value, one after the other, so that it may be of any size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from qa.errors import SourceError
from qa.ingest.readers.long_text import SAMPLE, opened
from qa.ingest.readers.text import MAX_FILE_BYTES

TOO_DEEP = "JSON nested too deeply, or a number too long"
_BLANK = re.compile(r"[ \t\r\n]*")
_NUMERIC = "0123456789.eE+-"  # a number that ends where what is held ends may go on

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A value, and the names that lead to it from the outermost object; `listed` where it stands in a list there."""

    names: Names
    value: Any
    listed: bool


def is_long(path: Path) -> bool:
    """Whether the file had better not be held as a whole."""
    return path.stat().st_size > MAX_FILE_BYTES


def told_in(path: Path, depth: int) -> Iterator[Told]:
    """What the value of a file holds: the items of lists, and the values of objects within `depth` objects.

    Raises SourceError for binary data, and where it goes on in what is no JSON, or in a value that is too long.
    """
    with opened(path) as file:
        yield from _told(_Held(file), (), depth)


def _told(held: _Held, names: Names, depth: int) -> Iterator[Told]:
    if held.begins("["):
        while not held.begins("]"):
            yield Told(names, held.value(), True)
            held.begins(",")
    elif depth and held.begins("{"):
        while not held.begins("}"):
            name = str(held.value())
            held.begins(":")
            yield from _told(held, (*names, name), depth - 1)
            held.begins(",")
    else:
        yield Told(names, held.value(), False)


class _Held:
    """A file as far as it was read and not yet taken."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text, self._at = "", 0
        self._decode = json.JSONDecoder().raw_decode

    def begins(self, sign: str) -> bool:
        """Whether this sign is next; then it is taken."""
        while (at := self._blank()) == len(self._text) and self._more():
            pass
        self._at = at
        if not self._text.startswith(sign, at):
            return False
        self._at += len(sign)
        return True

    def value(self) -> Any:
        """The next value."""
        while True:
            self._at = self._blank()
            try:
                value, end = self._decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    long = f"or a record of more than {MAX_FILE_BYTES:,} bytes"
                    raise SourceError(f"not JSON, {long}: {error.msg}") from error
            except (RecursionError, ValueError) as error:
                raise SourceError(TOO_DEEP) from error
            else:
                if end < len(self._text) or self._text[-1] not in _NUMERIC or not self._more():
                    self._at = end
                    return value

    def _blank(self) -> int:
        return _BLANK.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches nothing, too

    def _more(self) -> bool:
        """Read on, as much again as is held, unless that is too much; whether there was more."""
        self._text, self._at = self._text[self._at :], 0
        read = "" if len(self._text) > MAX_FILE_BYTES else self._file.read(max(SAMPLE, len(self._text)))
        self._text += read
        return bool(read)
