"""Bytes to text: byte order marks, UTF-8, then what older files are written in; binary data is refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from qa.errors import SourceError
from qa.ingest.encodings.guess import Guess
from qa.ingest.encodings.legacy_encodings import legacy_encoding, shifted_encoding
from qa.ingest.encodings.mojibake import mended

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
_LEAST_WIDE = 0.5  # of the second bytes of UTF-16 without a mark are NUL where it is written in ASCII


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text; `guessed` is its encoding where another would fit nearly as well, with other letters."""

    text: str
    guessed: str = ""


def decode(data: bytes) -> str:
    """The text of `data`, without its byte order mark and with its line ends as they are.

    Raises SourceError for binary data and for bytes no encoding explains.
    """
    return decoded(data).text


def decoded(data: bytes) -> Decoded:
    """The same, and whether its encoding is a guess."""
    guess = encoding_of(data)
    try:
        text = data.decode(guess.encoding, errors_in(guess.encoding))
    except UnicodeDecodeError as error:
        raise SourceError(f"damaged {guess.encoding.upper()} text at byte {error.start}") from error
    return Decoded(mended(text), "" if guess.sure else guess.encoding)


def errors_in(encoding: str, otherwise: str = "strict") -> str:
    """What is done with bytes that are none of an encoding: of UTF-8 they are stray ones, which cost themselves."""
    return _NOT_UTF8 if encoding.startswith("utf-8") else otherwise


def encoding_of(data: bytes, cut: bool = False) -> Guess:
    """The encoding of a text by its bytes, or, where it is `cut`, by its first. Raises SourceError for binary data."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Guess(encoding)
    if b"\0" in data:
        return Guess(_wide(data, cut))
    if b"\x1b$" in data and (shifted := shifted_encoding(data, cut)):
        return Guess(shifted)
    if _is_utf8(data, cut):
        return Guess("utf-8")
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
