"""Bytes to text: byte order marks, UTF-8, then what older files are written in; binary data is refused."""

from __future__ import annotations

import codecs
import re

from qa.errors import SourceError
from qa.ingest.encodings.legacy_encodings import legacy_encoding, shifted_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Not text: NUL, the lone halves of a surrogate pair (JSON can carry them; no encoding can).
_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\N{REPLACEMENT CHARACTER}")
_OF_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_STRAY = 0.1  # of the characters that are not ASCII may be no UTF-8 in a file that is
_NOT_UTF8 = "cuttings-stray"
# UTF-8 that was read as Windows-1252, Windows-1250, Windows-1251 or Mac Roman once leaves such runs; of fewer, or
# others, the text is about such things. Whether a line with one is mended, ftfy tells.
_MOJIBAKE = re.compile(
    "â€[™œ˜“”\x9d¦]|Ã[\x80-\xaa\xac-\xba\xbc-\xbf]|(?<![A-ZÀ-Þ])Ã[«»‰€‡Šˆœ–„Ÿ]|Â[£©®°»«·\xa0]"  # not the quoted MAÇÃ
    "|(?:[ÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){3}"
    "|[ĂĹ][©¨ˇłşĽ¶¤¸‰–„›ľ]|(?:[ĐŃ][^\\sa-zA-Z]){3}"
    "|вЂ[™њќ”“¦]|(?:[РС][Ђ-Џђ-џ‚„…†‡€‰‹‘’“”•–—™›\xa0¤¦§©«¬\xad®°±µ¶·»Ґґ№]){3}"
    "|‚Ä[ôúùîìò¶]|(?<=[a-z])√[©®ß†°±º∂§¥•¶≥´∏]|√[©®ß†°±º∂§¥•¶≥´∏â](?=[a-z])"
)
_LEAST_WIDE = 0.5  # of the second bytes of UTF-16 without a mark are NUL where it is written in ASCII


def decode(data: bytes) -> str:
    """The text of `data`, without its byte order mark and with its line ends as they are.

    Raises SourceError for binary data and for bytes no encoding explains.
    """
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding, _NOT_UTF8 if encoding.startswith("utf-8") else "strict")
    except UnicodeDecodeError as error:
        raise SourceError(f"damaged {encoding.upper()} text at byte {error.start}") from error
    return _mended(text)


def encoding_of(data: bytes, cut: bool = False) -> str:
    """The encoding of a text by its bytes, or, where it is `cut`, by its first. Raises SourceError for binary data."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        return _wide(data, cut)
    if b"\x1b$" in data and (shifted := shifted_encoding(data, cut)):
        return shifted
    if _is_utf8(data, cut):
        return "utf-8"
    found = legacy_encoding(data)
    if found is None:
        raise SourceError("the text's encoding is not recognized; save it as UTF-8")
    return found


def storable(text: str) -> str:
    """`text` with every character that cannot be stored replaced, one for one, so that offsets hold."""
    return text.translate(_UNSTORABLE)


def _wide(data: bytes, cut: bool) -> str:
    """UTF-16 without a mark, told by the NUL of each letter of ASCII. Raises SourceError for anything else."""
    whole = data[: len(data) - len(data) % 2] if cut else data
    for encoding, high, low in (("utf-16-le", whole[1::2], whole[::2]), ("utf-16-be", whole[::2], whole[1::2])):
        if b"\0" in low or len(whole) % 2 or high.count(b"\0") < _LEAST_WIDE * len(high):
            continue
        text = whole.decode(encoding, "replace")
        if "\N{REPLACEMENT CHARACTER}" not in text[:-1] and all(char.isprintable() or char.isspace() for char in text):
            return encoding
    raise SourceError("binary data, not text")


def _is_utf8(data: bytes, cut: bool) -> bool:
    """Also where a few bytes are none: of another file that was pasted in, of a character that was cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=not cut)
    except UnicodeDecodeError:
        others = len(data.translate(None, bytes(range(0x80))))
        good = _OF_UTF8.findall(data)
        stray = others - sum(map(len, good))
        return len(good) > 0 and stray <= max(1, _STRAY * len(good))
    return True


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8, as Windows-1252 has it; one that was cut off at the end is no character any more."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    part = error.object[error.start : error.end]
    if error.end == len(error.object) and part[0] >= 0xC2 and len(part) > 1:
        return "\N{REPLACEMENT CHARACTER}", error.end
    return part.decode("cp1252", "replace"), error.end


codecs.register_error(_NOT_UTF8, _stray)


def _mended(text: str) -> str:
    """Text that was UTF-8, read as an older encoding and saved, as it was before (ftfy; Speer, 2019)."""
    if not _MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding

    return "\n".join(fix_encoding(line) if _MOJIBAKE.search(line) else line for line in text.split("\n"))
