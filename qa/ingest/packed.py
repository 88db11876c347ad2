"""Archives (.zip, .tar, .tar.gz …) and files packed alone (.gz, .bz2, .xz): unpacked one member at a time."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

from qa.errors import SourceError
from qa.types import Refusal

MAX_MEMBER_BYTES = 2_000_000_000
MAX_RATIO = 200  # of what comes out to what went in: text packs to a tenth, a bomb to a thousandth
MAX_MEMBERS = 5_000_000
_FREE = 10_000_000  # bytes that may come out of however little
_ALONE: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open}
_DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A member that lies unpacked at `path`, until the next is asked for; `name` is its place in the archive."""

    name: str
    path: Path


def members(path: Path) -> Iterator[Member | Refusal]:
    """Each file of an archive; of a file that is packed alone, itself.

    Nothing is written but one temporary file, whatever a member's name says; links and devices are refused. A member
    that cannot be unpacked, or grows as a bomb does, is refused by its name.
    """
    with path.open("rb") as file:
        magic = file.read(6)
    alone = next((opener for sign, opener in _ALONE.items() if magic.startswith(sign)), None)
    if zipfile.is_zipfile(path):
        yield from _zip_members(path)
    elif _is_tar(path):
        yield from _tar_members(path)
    elif alone:
        with _unpacked(path.stem, partial(alone, path, "rb"), path.stat().st_size) as member:
            yield member
    else:
        raise SourceError("a damaged archive")


def _zip_members(path: Path) -> Iterator[Member | Refusal]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MAX_MEMBERS:
                raise SourceError(f"an archive of {len(infos):,} files")
            for info in infos:
                if info.flag_bits & 1:
                    yield Refusal(info.filename, "encrypted; unpack it with its password")
                elif not _is_hidden(info.filename):
                    with _unpacked(info.filename, partial(archive.open, info), info.compress_size) as member:
                        yield member
    except _DAMAGED as error:
        raise SourceError(f"a damaged archive: {error}") from error


def _tar_members(path: Path) -> Iterator[Member | Refusal]:
    try:
        with tarfile.open(path, "r:*") as archive:
            for number, info in enumerate(archive):
                if number > MAX_MEMBERS:
                    raise SourceError(f"an archive of more than {MAX_MEMBERS:,} files")
                if info.isdir() or _is_hidden(info.name):
                    continue
                if not info.isreg():
                    yield Refusal(info.name, "not a regular file")
                    continue
                with _unpacked(info.name, partial(archive.extractfile, info), info.size) as member:
                    yield member
                archive.members = []  # type: ignore[attr-defined]  # else each is remembered
    except _DAMAGED as error:
        raise SourceError(f"a damaged archive: {error}") from error


@contextmanager
def _unpacked(name: str, opened: Callable[[], IO[bytes] | None], packed: int) -> Iterator[Member | Refusal]:
    """The member in a file of its own, of its last name; a refusal where it cannot be had."""
    with tempfile.TemporaryDirectory(prefix="cuttings-") as folder:
        target = Path(folder, _last_name(name))
        try:
            source = opened()
            if source is None:
                raise SourceError("nothing in it")
            with source, target.open("wb") as file:
                _copy(source, file, max(_FREE, MAX_RATIO * packed))
        except SourceError as error:
            yield Refusal(name, error.message)
        except _DAMAGED as error:
            yield Refusal(name, f"cannot be unpacked: {error}")
        else:
            yield Member(name, target)


def _copy(source: IO[bytes], file: IO[bytes], most: int) -> None:
    most = min(most, MAX_MEMBER_BYTES)
    left = most
    while data := source.read(min(1_000_000, left + 1)):
        left -= len(data)
        if left < 0:
            raise SourceError(f"grows to more than {most:,} bytes when it is unpacked")
        file.write(data)


def _last_name(name: str) -> str:
    """A name that lies in the folder it is put in, with its suffix."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(char for char in last if char.isprintable() and char not in '/\\:*?"<>|')[-120:]
    return kept.lstrip(".") or "member"


def _is_hidden(name: str) -> bool:
    return any(
        (part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in PurePosixPath(name).parts
    )


def _is_tar(path: Path) -> bool:
    try:
        return tarfile.is_tarfile(path)
    except (OSError, EOFError, zlib.error, lzma.LZMAError):
        return False
