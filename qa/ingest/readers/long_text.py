"""Files of text that are too long to be held as a whole, in the encoding that their beginning has."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from qa.ingest.encodings.decode import encoding_of, errors_in
from qa.ingest.encodings.guess import Guess

SAMPLE = 1_000_000  # bytes


def encoding_at_start(path: Path) -> Guess:
    """By the first bytes. Raises SourceError for binary data."""
    with path.open("rb") as file:
        return encoding_of(file.read(SAMPLE), cut=True)


def opened(path: Path) -> TextIO:
    """The text, its line ends as they are. Raises SourceError for binary data."""
    encoding = encoding_at_start(path).encoding
    return path.open(encoding=encoding, errors=errors_in(encoding, "replace"), newline="")
