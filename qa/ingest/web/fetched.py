"""Keeping what was fetched: web archives (WARC, ISO 28500) in a folder, each address in one of them."""

from __future__ import annotations

import codecs
import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from qa.errors import IndexUnusable

SUFFIX = ".warc.gz"
_PART = ".part"
_LABEL = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,40})", re.IGNORECASE)
_LABEL_WITHIN = 4096  # bytes
_TEXTS = ("cp", "iso", "koi8", "mac", "gb", "big5", "euc", "shift", "utf-16", "utf-32", "tis", "hz", "johab")
# As browsers read these labels (WHATWG Encoding): by the larger set that pages so labelled are written in.
_LARGER = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_LARGER |= {"shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874", "big5": "big5hkscs"}

Member = tuple[int, int]  # first byte and number of bytes of a record, which is packed by itself


class Store:
    """The pages of one fetching; `settle` puts them into the folder's archives."""

    def __init__(self, folder: Path) -> None:
        """The folder is made where there is none. Raises IndexUnusable where it cannot be written."""
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115  # which lives as long as this does
        except OSError as error:
            message = f"{folder} cannot be written: {error.strerror}"
            raise IndexUnusable(message, "qa add --indexes ANOTHER_FOLDER ADDRESS") from error
        self._pages: dict[str, Member] = {}
        self._substitutes: set[str] = set()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __contains__(self, address: object) -> bool:
        return address in self._pages

    def put(self, address: str, page: bytes, kind: str, substitute: bool = False) -> None:
        """Keep a page in UTF-8; a `substitute` is kept only where no archive has the page itself."""
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        start = self._file.tell()
        writer = WARCWriter(self._file, gzip=True)
        head = StatusAndHeaders("200 OK", [("Content-Type", f"{kind}; charset=utf-8")], protocol="HTTP/1.1")
        payload = BytesIO(page)
        writer.write_record(
            writer.create_warc_record(address, "response", payload=payload, length=len(page), http_headers=head)
        )
        self._pages[address] = (start, self._file.tell() - start)
        if substitute:
            self._substitutes.add(address)

    def settle(self, name: str) -> list[Path]:
        """Put each page where the folder has it already, and the others into an archive of this name.

        Gives the archives that hold them. Afterwards the store is empty.
        """
        touched = []
        with _alone(self._folder):
            for archive in sorted(self._folder.glob(f"[!.]*{SUFFIX}")):
                if self._replace_in(archive):
                    touched.append(archive)
            if self._pages:
                target = _unused(self._folder, name)
                with _replacing(target) as file:
                    self._move(file, list(self._pages))
                touched.append(target)
        return touched

    def _replace_in(self, archive: Path) -> bool:
        """Whether an archive had one of the pages, and has it now as it was fetched."""
        members = list(_members(archive))
        held = {address for address, _ in members} & self._pages.keys()
        for address in held & self._substitutes:
            del self._pages[address]
        if not (anew := held & self._pages.keys()):
            return bool(held)
        with archive.open("rb") as old, _replacing(archive) as file:
            for address, member in members:
                if address in anew:
                    self._move(file, [address] if address in self._pages else [])
                else:
                    _copy(old, member, file)
        return True

    def _move(self, file: IO[bytes], addresses: list[str]) -> None:
        for address in addresses:
            _copy(self._file, self._pages.pop(address), file)


def in_utf8(page: bytes, charset: str) -> bytes:
    """A page as UTF-8 where the server or the page itself tells its encoding, and the bytes bear it out."""
    if not page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" not in page:
        try:
            page.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return page  # whatever was told: other text is hardly ever UTF-8 by chance
    label = _LABEL.search(page[:_LABEL_WITHIN])
    for told in (charset, label[1].decode("ascii", "replace") if label else ""):
        try:
            name = codecs.lookup(told).name
            if name.startswith(_TEXTS):
                return page.decode(_LARGER.get(name, name)).encode("utf-8")
        except (LookupError, ValueError):
            continue
    return page


def _members(archive: Path) -> Iterator[tuple[str, Member]]:
    """The address of each record of an archive, and where it lies; nothing of a damaged one, which is left as it is."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found = []
    with archive.open("rb") as file:
        records = ArchiveIterator(file)
        try:
            for record in records:
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                found.append((address, (records.get_record_offset(), records.get_record_length())))
        except (ArchiveLoadFailed, OSError, ValueError, EOFError):
            return
    yield from found


def _copy(source: IO[bytes], member: Member, target: IO[bytes]) -> None:
    source.seek(member[0])
    target.write(source.read(member[1]))


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that is `path` once it is whole and on the disk."""
    part = path.with_name(f".{path.name}{_PART}")
    with part.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While no other process changes the archives of the folder."""
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _unused(folder: Path, name: str) -> Path:
    numbers = iter(range(2, 1_000_000))
    path = folder / f"{name}{SUFFIX}"
    while path.exists():
        path = folder / f"{name}-{next(numbers)}{SUFFIX}"
    return path
