"""Parts of documents that are zip files within."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from qa.errors import SourceError

MAX_PART_BYTES = 100_000_000
_DIRECTORY_BYTES = 4_000_000  # 40,000 names
_END_BYTES = 65_557  # in which the record of the directory's size stands
# What zipfile raises of an archive that is damaged, encrypted, or packed in a way that it does not know.
DAMAGED = (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)


def has_short_directory(path: Path) -> bool:
    """Whether its list of names is one of a document; an archive may have gigabytes of it."""
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, _END_BYTES), os.SEEK_END)
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    return at < 0 or int.from_bytes(end[at + 12 : at + 16], "little") <= _DIRECTORY_BYTES


def members_of(path: Path, *names: str, needed: bool = True) -> dict[str, bytes]:
    """The bytes of these parts. Raises SourceError where the file is damaged or encrypted, a part is too large, or,
    where it is `needed`, the first is missing."""
    try:
        with zipfile.ZipFile(path) as archive:
            held = {info.filename: info for info in archive.infolist()}
            if needed and names[0] not in held:
                raise SourceError(f"a document without its part {names[0]!r}")
            return {name: _read(archive, held[name]) for name in names if name in held}
    except DAMAGED as error:
        raise SourceError(f"a damaged document: {error}") from error


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 1:
        raise SourceError("a document that is encrypted; save it without a password")
    with archive.open(info) as part:
        data = part.read(MAX_PART_BYTES + 1)
    if len(data) > MAX_PART_BYTES:
        raise SourceError(f"a part of more than {MAX_PART_BYTES:,} bytes: {info.filename!r}")
    return data
