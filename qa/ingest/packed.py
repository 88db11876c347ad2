"""Archives (.zip, .tar, .tar.gz …) and files packed alone (.gz, .bz2, .xz): unpacked one member at a time."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from qa.errors import SourceError
from qa.types import Refusal

MAX_RATIO = 200  # of what comes out to what went in: text packs to a tenth, a bomb to a thousandth
MAX_MEMBERS = 5_000_000
_FREE = 10_000_000  # bytes that may come out of however little
_ROOM = 100_000_000  # bytes that stay free where files are unpacked
_PIECE = 1_000_000  # bytes
_NAME_BYTES = 240  # of 255 that a file's name may have
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


Found = Member | Refusal | None  # None says that unpacking gets on


def members(path: Path) -> Iterator[Found]:
    """Each file of an archive; of a file that is packed alone, itself.

    Nothing is written but one temporary file, whatever a member's name says; links and devices are refused. A member
    that cannot be unpacked, or grows as a bomb does, is refused by its name.
    """
    empty = True
    try:
        for found in _members(path):
            empty = empty and found is None
            yield found
    except _DAMAGED as error:
        raise SourceError(f"a damaged archive: {error}") from error
    if empty:
        raise SourceError("nothing in it")


def _members(path: Path) -> Iterator[Found]:
    if zipfile.is_zipfile(path):
        yield from _zip_members(path)
    elif _is_tar(path):
        yield from _tar_members(path)
    elif opener := _opener_of(path):
        with path.open("rb") as packed:
            yield from _unpacked(path.stem, _Measured(packed, opener))
    else:
        raise SourceError("a damaged archive")


class _Measured:
    """What an opener unpacks of a file, as long as it is no more than such a file can hold."""

    def __init__(self, packed: IO[bytes], opener: Callable[..., Any] | None) -> None:
        self._packed = packed
        self._unpacked = opener(packed) if opener else packed
        self._bytes = 0

    def read(self, most: int) -> bytes:
        """Up to so many bytes. Raises SourceError for a bomb."""
        data: bytes = self._unpacked.read(min(most, _PIECE))
        self._bytes += len(data)
        if self._bytes > max(_FREE, MAX_RATIO * self._packed.tell()):
            raise SourceError(_grows(self._packed.tell()))
        return data


def _zip_members(path: Path) -> Iterator[Found]:
    """No more comes of a member than its header says (zipfile sees to it), which tells a bomb before it is unpacked."""
    size = path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
        if len(infos) > MAX_MEMBERS:
            raise SourceError(f"an archive of {len(infos):,} files")
        left = max(_FREE, MAX_RATIO * size)  # the same bytes may be named as those of many members
        for info in infos:
            packed = min(info.compress_size, size)
            if info.flag_bits & 1:
                yield Refusal(info.filename, "encrypted; unpack it with its password")
            elif info.file_size > max(_FREE, MAX_RATIO * packed):
                yield Refusal(info.filename, _grows(packed))
            elif (left := left - info.file_size) < 0:
                raise SourceError(_grows(size))
            else:
                yield from _zip_member(archive, info)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Found]:
    try:
        member = archive.open(info)
    except _DAMAGED as error:
        yield Refusal(info.filename, f"cannot be unpacked: {error}")
        return
    with member:
        yield from _unpacked(info.filename, member)


def _tar_members(path: Path) -> Iterator[Found]:
    with path.open("rb") as packed:
        unpacked: Any = _Measured(packed, _opener_of(path))
        archive: Any = tarfile.open(fileobj=unpacked, mode="r|")  # noqa: SIM115  # it has nothing to close
        for number, info in enumerate(archive):
            archive.members = []  # else each is remembered
            if number > MAX_MEMBERS:
                raise SourceError(f"an archive of more than {MAX_MEMBERS:,} files")
            if info.isdir() or _is_hidden(info.name):
                yield None
            elif not info.isreg() or info.issparse():  # of holes there may be any number
                yield Refusal(info.name, "not a regular file")
            else:
                yield from _unpacked(info.name, archive.extractfile(info))


def _unpacked(name: str, source: Any) -> Iterator[Found]:
    """The member in a file of its own, of its last name; a refusal where it cannot be had."""
    with tempfile.TemporaryDirectory(prefix="cuttings-") as folder:
        target = Path(folder, _last_name(name))
        try:
            with target.open("wb") as file:
                yield from _copied(source, file)
        except SourceError as error:
            yield Refusal(name, error.message)
        except _DAMAGED as error:
            yield Refusal(name, f"cannot be unpacked: {error}")
        else:
            yield Member(name, target)


def _copied(source: Any, file: IO[bytes]) -> Iterator[None]:
    """Copy piece by piece. Raises SourceError where they need more room than there is."""
    copied = 0
    while data := source.read(_PIECE):
        copied += len(data)
        if copied > _FREE and shutil.disk_usage(Path(file.name).parent).free < _ROOM:
            raise SourceError(f"no room to unpack more than {copied:,} bytes of it")
        file.write(data)
        yield


def _grows(packed: int) -> str:
    return f"grows to more than {max(_FREE, MAX_RATIO * packed):,} bytes when it is unpacked"


def _opener_of(path: Path) -> Callable[..., Any] | None:
    """What unpacks it; None of what is not packed."""
    with path.open("rb") as file:
        start = file.read(6)
    return next((opener for sign, opener in _ALONE.items() if start.startswith(sign)), None)


def _last_name(name: str) -> str:
    """A name that lies in the folder it is put in, with its suffix."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(char for char in last if char.isprintable() and char not in '/\\:*?"<>|')[-120:]
    return kept.encode()[-_NAME_BYTES:].decode(errors="ignore").lstrip(".") or "member"


def _is_hidden(name: str) -> bool:
    return any(
        (part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in PurePosixPath(name).parts
    )


def _is_tar(path: Path) -> bool:
    try:
        return tarfile.is_tarfile(path)
    except (OSError, EOFError, zlib.error, lzma.LZMAError):
        return False
