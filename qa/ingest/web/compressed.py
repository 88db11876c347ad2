"""What the web sends compressed, unpacked no further than a page may be large."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from qa.errors import SourceError

MOST_BYTES = 20_000_000
TOO_LARGE = f"more than {MOST_BYTES:,} bytes"
GZIP = b"\x1f\x8b"
_AT_ONCE = 65_536  # bytes that are unpacked before they are counted
_OF_GZIP, _OF_ZLIB, _BARE = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


def unpacked(pieces: Iterable[bytes], encoding: str = "") -> bytes:
    """The pieces in one, as they were before they were encoded.

    Raises SourceError for more than MOST_BYTES, for another encoding than gzip and deflate, and for damage.
    """
    body = bytearray()
    for piece in _plain(pieces, encoding):
        body += piece
        if len(body) > MOST_BYTES:
            raise SourceError(TOO_LARGE + (" when it is unpacked" if encoding not in ("", "identity") else ""))
    return bytes(body)


def _plain(pieces: Iterable[bytes], encoding: str) -> Iterable[bytes]:
    if encoding in ("", "identity"):
        return pieces
    if encoding in ("gzip", "x-gzip"):
        return _inflated(pieces, _OF_GZIP)
    if encoding == "deflate":
        return _inflated(pieces, None)
    raise SourceError(f"encoded as {encoding[:40]!r}, not as gzip or deflate")


def _inflated(pieces: Iterable[bytes], form: int | None) -> Iterator[bytes]:
    """Each stream in the pieces, one after the other, in parts of _AT_ONCE bytes."""
    stream = None
    try:
        for piece in pieces:
            while piece:
                if stream is None or stream.eof:
                    if stream is not None and not GZIP.startswith(piece[:2]):
                        return  # what stands behind the end is no part of it
                    stream = zlib.decompressobj(_form_of(piece) if form is None else form)
                yield stream.decompress(piece, _AT_ONCE)
                piece = stream.unused_data if stream.eof else stream.unconsumed_tail
        while stream is not None and not stream.eof and (rest := stream.decompress(b"", _AT_ONCE)):
            yield rest
    except zlib.error as error:
        raise SourceError("its compression is damaged") from error
    if stream is not None and not stream.eof:
        raise SourceError("cut off before the end of its compression")


def _form_of(piece: bytes) -> int:
    """Deflate as the standard has it, in an envelope of zlib (RFC 1950), or as some servers send it, without."""
    has_envelope = len(piece) > 1 and piece[0] & 15 == 8 and int.from_bytes(piece[:2], "big") % 31 == 0
    return _OF_ZLIB if has_envelope else _BARE
