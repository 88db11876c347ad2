"""Bytes to text: byte order marks, UTF-8, then detection; binary data is refused."""

from __future__ import annotations

import codecs

from qa.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII = bytes(range(0x80))
_ACCENTED = bytes(range(0xC0, 0x100))
# € „ … ‹ Œ ‘ ’ “ ” • – — ™ › œ, no-break space ¡ £ § © ª « ® ° ´ · º » ½ ¿
_PUNCTUATION = (
    b"\x80\x84\x85\x8b\x8c\x91\x92\x93\x94\x95\x96\x97\x99\x9b\x9c"
    b"\xa0\xa1\xa3\xa7\xa9\xaa\xab\xae\xb0\xb4\xb7\xba\xbb\xbd\xbf"
)
_MOST_ACCENTED = 0.05  # French has about 4 accented letters in 100, Cyrillic and Greek over 60
# Not text: NUL, the lone halves of a surrogate pair (JSON can carry them; no encoding can).
_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\N{REPLACEMENT CHARACTER}")


def decode(data: bytes) -> str:
    """The text of `data`, without its byte order mark and with its line ends as they are.

    Raises SourceError for binary data and for bytes no encoding explains.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _detected(data)
    if "\0" in text:
        raise SourceError("binary data, not text")
    return text


def storable(text: str) -> str:
    """`text` with every character that cannot be stored replaced, one for one, so that offsets hold."""
    return text.translate(_UNSTORABLE)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"damaged {encoding.upper()} text at byte {error.start}") from error


def _detected(data: bytes) -> str:
    if b"\0" in data:
        raise SourceError("binary data, not text")
    if _is_western(data):
        return data.decode("cp1252")
    from charset_normalizer import from_bytes

    match = from_bytes(data).best()
    if match is None:
        raise SourceError("the text's encoding is not recognized; save it as UTF-8")
    return str(match)


def _is_western(data: bytes) -> bool:
    """Mostly ASCII, and the rest typographic punctuation or a few accented letters of Windows-1252.

    Detection by statistics takes a short English text with curly quotes for any of a dozen code pages.
    """
    others = data.translate(None, _ASCII + _PUNCTUATION)
    return not others.translate(None, _ACCENTED) and len(others) <= _MOST_ACCENTED * len(data)
