"""What is refused says why, and what to do about it; all else is read."""

from __future__ import annotations

import gzip
import os
import struct
import zipfile
from pathlib import Path

import pytest

from qa.ingest.readers import zipped
from tests.ingest.reading import articles, prose, refusals

FILES = Path(__file__).with_name("files")
_FREE, _END_OF_CHAIN, _NO_ENTRY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF


def compound(*names: str) -> bytes:
    """A compound file (MS-CFB 2.2, 2.6) of these streams, all of them empty."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    table = struct.pack("<II", 0xFFFFFFFD, _END_OF_CHAIN) + struct.pack("<I", _FREE) * 126
    entries = b""
    for number, name in enumerate(["Root Entry", *names]):
        written = f"{name}\0".encode("utf-16-le")
        entries += written.ljust(64, b"\0") + struct.pack("<HBB", len(written), 5 if number == 0 else 2, 1)
        entries += struct.pack("<III", _NO_ENTRY, _NO_ENTRY, 1 if number == 0 else _NO_ENTRY) + bytes(36)
        entries += struct.pack("<IQ", _END_OF_CHAIN, 0)
    return header + table + entries.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("name", "streams", "reason"),
    [
        ("a.docx", ("EncryptionInfo", "EncryptedPackage"), "a document that is encrypted; save it without a password"),
        ("a.xlsx", ("EncryptionInfo", "EncryptedPackage"), "a document that is encrypted; save it without a password"),
        ("a.doc", ("1Table", "WordDocument"), "a Word document of before 2007; save it as .docx"),
        ("a.xls", ("Workbook",), "an Excel workbook of before 2007; save it as .xlsx"),
        ("a.ppt", ("PowerPoint Document",), "a presentation; save it as .pdf"),
        ("a.msg", ("__properties_version1.0",), "a message as Outlook saves it; save it as .eml"),
        ("a.txt", ("Contents",), "a file of an Office program of before 2007; save it as .docx or .pdf"),
    ],
)
def test_compound_files(tmp_path: Path, name: str, streams: tuple[str, ...], reason: str) -> None:
    (tmp_path / name).write_bytes(compound(*streams))
    assert refusals(tmp_path / name) == {name: reason}


def test_a_compound_file_that_was_cut_off(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(compound("WordDocument")[:20])
    assert list(refusals(tmp_path / "a.doc").values()) == [
        "a file of an Office program of before 2007; save it as .docx or .pdf"
    ]


def with_parts(old: Path, new: Path, **parts: str) -> Path:
    """The document with other parts, by their names with "__" for "/"."""
    changed = {name.replace("__", "/"): part for name, part in parts.items()}
    with zipfile.ZipFile(old) as archive, zipfile.ZipFile(new, "w") as copy:
        for info in archive.infolist():
            if info.filename not in changed:
                copy.writestr(info, archive.read(info))
        for name, part in changed.items():
            copy.writestr(name, part)
    return new


PROTECTED = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/><CipherData>
<CipherReference URI="EPUB/{}"/></CipherData></EncryptedData></encryption>"""


@pytest.mark.parametrize("algorithm", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"])
def test_a_book_whose_fonts_are_disguised_is_read(tmp_path: Path, algorithm: str) -> None:
    encryption = {"META-INF__encryption.xml": PROTECTED.format(algorithm, "fonts/a.otf")}
    (found,) = articles(with_parts(FILES / "pandoc.epub", tmp_path / "a.epub", **encryption))
    (article,) = articles(FILES / "pandoc.epub")
    assert (found.text, prose(found)) == (article.text, prose(article))


def test_a_book_whose_chapters_are_encrypted_is_not(tmp_path: Path) -> None:
    encryption = PROTECTED.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "ch1.xhtml")
    path = with_parts(FILES / "pandoc.epub", tmp_path / "a.epub", **{"META-INF__encryption.xml": encryption})
    assert refusals(path) == {"a.epub": "a book that is encrypted; get a copy without protection (DRM)"}


def test_an_encrypted_document_of_libreoffice(tmp_path: Path) -> None:
    manifest = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
    <manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>
    </manifest:manifest>"""
    path = with_parts(FILES / "pandoc.odt", tmp_path / "a.odt", **{"META-INF__manifest.xml": manifest})
    assert refusals(path) == {"a.odt": "a document that is encrypted; save it without a password"}


def test_every_refusal_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    whole = {name: (FILES / name).read_bytes() for name in ("pandoc.docx", "libreoffice.pdf", "pandoc.epub")}
    made = {
        "empty.txt": b"",
        "empty.docx": b"",
        "binary.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "photo.jpg": b"\xff\xd8\xff",
        "truncated.pdf": whole["libreoffice.pdf"][:3000],
        "truncated.docx": whole["pandoc.docx"][:3000],
        "truncated.epub": whole["pandoc.epub"][:3000],
        "truncated.gz": gzip.compress(os.urandom(9000))[:5000],
        "malformed.json": b'{"text": ',
        "malformed.nitf": b"<nitf><body>",
        "bomb.txt.gz": gzip.compress(b"0" * 30_000_000),
        "zeros.gz": gzip.compress(bytes(10_000)),
        "encrypted.docx": compound("EncryptedPackage"),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    (folder / "large.txt").touch()
    os.truncate(folder / "large.txt", 30_000_000)
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(".")
    (folder / "boat.txt").write_text("One boat sank.")
    found = refusals(folder)
    assert {place.removeprefix("wire/").partition("!/")[0] for place in found} == {
        *made, "large.txt", "pipe.txt", "loop",
    }  # fmt: skip
    assert {place: reason for place, reason in found.items() if "; " not in reason} == {}
    assert [article.text for article in articles(folder)] == ["One boat sank."]


def test_an_archive_of_very_many_names_is_not_taken_for_a_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "_DIRECTORY_BYTES", 100)
    assert not zipped.has_short_directory(FILES / "pandoc.docx")
    (reason,) = {*refusals(FILES / "pandoc.docx").values()}
    assert reason.startswith("files of this kind are not read, only")
