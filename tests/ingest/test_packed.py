"""Archives: their members one at a time, and what is meant to do harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.ingest import packed
from qa.ingest.advice import advised
from qa.ingest.identity import file_of, is_under
from qa.types import Refusal
from tests.ingest.reading import articles, prose, refusals

FILES = {
    "a/boat.txt": b"One boat sank.",
    "b/boat.txt": b"Two boats sank.",
    "rows.csv": b"id,text\nk,Three boats.\n",
    ".hidden.txt": b"Hidden.",
    "__MACOSX/._boat.txt": b"Hidden.",
    "b/photo.jpg": b"\xff\xd8\xff",
}


def zipped(path: Path, files: dict[str, bytes] = FILES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes] = FILES, mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_are_read_as_files_are(tmp_path: Path, pack: Callable[[Path], Path]) -> None:
    path = pack(tmp_path / "news.bin")  # what it is called says nothing
    found = articles(path)
    assert [(article.text, article.origin) for article in found] == [
        ("One boat sank.", f"{path}!/a/boat.txt"),
        ("Two boats sank.", f"{path}!/b/boat.txt"),
        ("Three boats.", f"{path}!/rows.csv:2"),
    ]
    assert len({article.id for article in found}) == 3
    assert (found[0].id, found[2].id) == ("boat", "k")
    assert [article.id for article in articles(path)] == [article.id for article in found]
    assert set(refusals(path)) == {"news.bin!/b/photo.jpg"}


@pytest.mark.parametrize(("suffix", "opened"), [(".gz", gzip.open), (".bz2", bz2.open), (".xz", lzma.open)])
def test_a_file_packed_alone(tmp_path: Path, suffix: str, opened: Callable[..., io.BufferedIOBase]) -> None:
    with opened(tmp_path / f"feed.txt{suffix}", "wb") as file:
        file.write(b"One boat sank.")
    (article,) = articles(tmp_path)
    assert (article.id, prose(article)) == ("feed", ["One boat sank."])


def test_archives_within_archives_and_no_deeper_than_anybody_packs(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "in.zip", {"boat.txt": b"One boat sank."}).read_bytes()
    for depth in range(5):
        path = zipped(tmp_path / f"{depth}.zip", {"in.zip": inner})
        inner = path.read_bytes()
    assert [article.text for article in articles(tmp_path / "1.zip")] == ["One boat sank."]
    (reason,) = refusals(tmp_path / "4.zip").values()
    assert reason == advised("archives within archives within archives")


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_members_name_leads_nowhere(tmp_path: Path, pack: Callable[..., Path]) -> None:
    names = ("../../escaped.txt", "/etc/escaped.txt", "..\\escaped.txt", "a/../../escaped.txt", "C:\\escaped.txt", "..")
    (tmp_path / "in").mkdir()
    before = set(tmp_path.rglob("*"))
    path = pack(tmp_path / "in" / "news.zip", dict.fromkeys(names, b"One boat sank."))
    assert {article.text for article in articles(path)} == {"One boat sank."}
    assert set(tmp_path.rglob("*")) == before | {path}
    assert not Path("/etc/escaped.txt").exists()


def test_links_and_devices_in_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "news.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind, target in (
            ("l.txt", tarfile.SYMTYPE, "/etc/passwd"),
            ("h.txt", tarfile.LNKTYPE, "/etc/passwd"),
            ("p.txt", tarfile.FIFOTYPE, ""),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
        archive.add(os.devnull, "d.txt")
    assert articles(path) == []
    assert set(refusals(path).values()) == {advised("not a regular file")}


def test_a_bomb_is_refused_and_what_stands_beside_it_is_read(tmp_path: Path) -> None:
    bomb = {"bomb.txt": b"0" * 50_000_000, "boat.txt": b"One boat sank."}
    path = zipped(tmp_path / "news.zip", bomb)
    assert [article.text for article in articles(path)] == ["One boat sank."]
    (reason,) = refusals(path).values()
    assert reason == advised("grows to more than 10,000,000 bytes when it is unpacked")
    with gzip.open(tmp_path / "bomb.txt.gz", "wb") as file:
        file.write(b"0" * 50_000_000)
    assert list(refusals(tmp_path / "bomb.txt.gz").values()) == [reason]


@pytest.mark.parametrize(("mode", "name"), [("w:gz", "bomb.txt"), ("w:bz2", ".hidden")])
def test_a_bomb_within_ends_a_packed_archive_also_where_it_is_passed_over(tmp_path: Path, mode: str, name: str) -> None:
    files = {"boat.txt": b"One boat sank.", name: b"0" * 30_000_000, "last.txt": b"Two boats sank."}
    path = tarred(tmp_path / "news.tar", files, mode)
    assert [article.text for article in articles(path)] == ["One boat sank."]
    assert set(refusals(path).values()) == {advised("grows to more than 10,000,000 bytes when it is unpacked")}


def test_members_that_are_the_same_bytes_do_not_multiply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "news.zip", {"boat.txt": os.urandom(5000).hex().encode()})
    with zipfile.ZipFile(path, "a") as archive:
        archive.filelist += archive.filelist * 9
        archive._didModify = True  # type: ignore[attr-defined]  # so that the names are written again
    monkeypatch.setattr(packed, "_FREE", 1000)
    assert len(list(filter(None, packed.members(path)))) == 10
    monkeypatch.setattr(packed, "MAX_RATIO", 5)
    found = []
    with pytest.raises(SourceError, match=r"^grows to more than"):
        found.extend(filter(None, packed.members(path)))
    monkeypatch.setattr(packed, "MAX_RATIO", 1)
    assert {item.reason[:14] for item in packed.members(path) if isinstance(item, Refusal)} == {"grows to more "}


def test_a_file_of_holes_is_no_regular_one(tmp_path: Path) -> None:
    info = tarfile.TarInfo("holes.txt")
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 0
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[483:495] = b"77777777777\0"  # the size that it shall have: 8 GB
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    path = tmp_path / "news.tar"
    path.write_bytes(bytes(header) + bytes(1024))
    assert list(refusals(path).values()) == [advised("not a regular file")]


def test_there_must_be_room_to_unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "news.zip", {"boat.txt": os.urandom(50_000).hex().encode(), "fog.txt": b"Fog."})
    monkeypatch.setattr(packed, "_FREE", 10_000)
    monkeypatch.setattr(packed, "_ROOM", 10**18)
    refused, fog = filter(None, packed.members(path))
    assert isinstance(refused, Refusal)
    assert refused.reason == "no room to unpack more than 100,000 bytes of it"
    assert fog.name == "fog.txt"  # type: ignore[union-attr]


def test_a_long_name_in_letters_of_several_bytes(tmp_path: Path) -> None:
    path = zipped(tmp_path / "news.zip", {"港" * 150 + ".txt": b"One boat sank."})
    (article,) = articles(path)
    assert article.id == "港" * 78


@pytest.mark.parametrize("name", ["news.zip", "news.tar.gz", "boat.txt.gz"])
def test_a_damaged_archive_keeps_what_could_be_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "boat.txt.gz":
        path.write_bytes(gzip.compress(os.urandom(5000)))
    else:
        (zipped if name == "news.zip" else tarred)(
            path, {f"{n}.txt": os.urandom(5000).hex().encode() for n in range(9)}
        )
    path.write_bytes(path.read_bytes()[:-3000])
    reasons = refusals(path)
    assert reasons
    assert all("damaged" in reason or "cannot be" in reason for reason in reasons.values())


def test_encrypted_members(tmp_path: Path) -> None:
    path = zipped(tmp_path / "news.zip", {"boat.txt": b"One boat sank."})
    data = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    path.write_bytes(data)
    assert list(refusals(path).values()) == ["encrypted; unpack it with its password"]


@pytest.mark.parametrize(
    ("origin", "file"),
    [
        ("/a/b.txt", "/a/b.txt"),
        ("/a/b.csv:12", "/a/b.csv"),
        ("/a/b.zip!/c/d.csv:12", "/a/b.zip"),
        ("/a/b.zip!/c.zip!/d.txt", "/a/b.zip"),
    ],
)
def test_the_file_of_an_origin(origin: str, file: str) -> None:
    assert file_of(origin) == file
    assert is_under(origin, [Path(file)])
    assert is_under(origin, [Path("/a")])
    assert not is_under(origin, [Path("/a/b")])
