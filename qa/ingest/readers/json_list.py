"""The items of a long JSON list, one after the other, so that it may be of any size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.ingest.readers.long_text import SAMPLE, opened
from qa.ingest.readers.text import MAX_FILE_BYTES

TOO_DEEP = "JSON nested too deeply, or a number too long"
_BETWEEN = re.compile(r"[\s,]*")


def is_long_list(path: Path) -> bool:
    """Whether the file is a list that had better not be held as a whole. Raises SourceError for binary data."""
    if path.stat().st_size <= MAX_FILE_BYTES:
        return False
    with opened(path) as file:
        return file.read(SAMPLE).lstrip().startswith("[")


def items_of(path: Path) -> Iterator[Any]:
    """Each item of the list. Raises SourceError where it goes on in what is no JSON, or in an item that is too long."""
    decode = json.JSONDecoder().raw_decode
    with opened(path) as file:
        held, at = file.read(SAMPLE).lstrip()[1:], 0
        while not held.startswith("]", at := _BETWEEN.match(held, at).end()):  # type: ignore[union-attr]  # "", too
            try:
                item, at = decode(held, at)
            except json.JSONDecodeError as error:
                held, at = held[at:], 0
                more = "" if len(held) > MAX_FILE_BYTES else file.read(max(SAMPLE, len(held)))
                if not more:
                    long = f"or a record of more than {MAX_FILE_BYTES:,} bytes"
                    raise SourceError(f"not JSON, {long}: {error.msg}") from error
                held += more
            except (RecursionError, ValueError) as error:
                raise SourceError(TOO_DEEP) from error
            else:
                yield item
