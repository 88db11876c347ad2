"""Compound files (MS-CFB), which are not read: documents under a password, and what Office wrote before 2007."""

from __future__ import annotations

import struct
from pathlib import Path

SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DIRECTORY = 48  # where the header says in which sector the directory begins
_SECTOR_SHIFT = 30
_LOOKED_AT = 16_384  # bytes of the directory: 128 names
_KINDS = (
    ("EncryptedPackage", "a document that is encrypted; save it without a password"),
    ("WordDocument", "a Word document of before 2007; save it as .docx"),
    ("Workbook", "an Excel workbook of before 2007; save it as .xlsx"),
    ("Book", "an Excel workbook of before 1997; save it as .xlsx"),
    ("PowerPoint Document", "a presentation; save it as .pdf"),
    ("__properties_version1.0", "a message as Outlook saves it; save it as .eml"),
)


def reason_against(path: Path) -> str:
    """Why such a file is not read, and what to do about it. Raises OSError."""
    with path.open("rb") as file:
        header = file.read(_DIRECTORY + 4).ljust(_DIRECTORY + 4, b"\0")
        (shift,) = struct.unpack_from("<H", header, _SECTOR_SHIFT)
        (first,) = struct.unpack_from("<I", header, _DIRECTORY)
        file.seek((first + 1) << min(shift, 16))
        directory = file.read(_LOOKED_AT)
    named = (reason for name, reason in _KINDS if f"{name}\0".encode("utf-16-le") in directory)
    return next(named, "a file of an Office program of before 2007; save it as .docx or .pdf")
