"""Which encoding a text had before UTF-8: judged by the words that come out, never by one strange letter."""

from __future__ import annotations

import codecs
import re

from qa.ingest.encodings.guess import Guess
from qa.ingest.encodings.latin_encodings import TYPOGRAPHIC, latin_encoding

_ASCII = bytes(range(0x80))
_SAMPLE = 200_000  # bytes
_MOSTLY_OTHER = 0.3  # of a text, above which it is not written in Latin letters
_LEAST_DETECTED = 40  # bytes beyond ASCII: of fewer statistics of letters tell nothing for sure
_C1 = re.compile(r"[\x80-\x9f]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HALF_WIDE = re.compile(r"[\uff61-\uff9f]")
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_FREQUENT = re.compile(r"[оеаинтсОЕАИНТС]")  # half of all letters of a Russian text
_LEAST_FREQUENT, _OF_WORDS = 0.45, 0.33  # where capitals do not tell, and where each begins a word and few do
_FEW_CAPITALS = 0.15
_MOST_CAPITALS = 0.3  # of the letters, where not all are
_INVERTED = re.compile(r"[а-яё][А-ЯЁ]")
# Of Greek and Hebrew all letters, the frequent ones, and the least share of these: they are two thirds, half of all.
_FREQUENT_IN = {
    "cp1253": (re.compile(r"[\u0386-\u03ce]"), re.compile(r"[αάοόιίεέτσνηήΑΟΙΕΤΣΝΗ]"), 0.45),
    "cp1255": (re.compile(r"[\u05d0-\u05ea]"), re.compile(r"[יוהלארבת]"), 0.5),
}
# Windows and the Mac set small letters alike but for я, and capitals elsewhere: with those sentences begin.
_ALIKE = ("cp1251", "mac_cyrillic")
_BEGUN = re.compile(r"(?:^|[.!?\n]\s*)[А-ЯЁ]")
_BESIDE_LATIN = re.compile(r"[a-zA-Z][а-яё]|[а-яё][a-zA-Z]")
_THAI = re.compile(r"[\u0e01-\u0e5b]")
_THAI_CONSONANT = re.compile(r"[\u0e01-\u0e2e]")
# A vowel or a tone above or below nothing, and a vowel before no consonant.
_NOT_THAI = re.compile(
    r"(?<![\u0e01-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"
)
_THAI_VOWEL = re.compile(r"[\u0e30-\u0e3a\u0e40-\u0e4e]")
_RARE_IN_THAI = re.compile(r"[ฃฅฆฉฌญฎฏฐฑฒณธฝฟภฤฦศษฬฮฯฺ฿ๅๆ๊๋ํ๎๏๐-๙๚๛]")
_ASCII_BESIDE_THAI = re.compile(r"[\u0e01-\u0e5b][@-~]")  # as in half of the characters of Big5
_LEAST_LETTERS = 20  # letters: of fewer, some Chinese could be read so
_LEAST_CONSONANTS, _LEAST_VOWELS, _MOST_RARE = 0.4, 0.2, 0.15
_SHIFTED = {
    b"\x1b$B": ("iso2022_jp", "iso2022_jp_2"),
    b"\x1b$@": ("iso2022_jp", "iso2022_jp_2"),
    b"\x1b$)C": ("iso2022_kr",),
}


def legacy_encoding(data: bytes) -> Guess | None:
    """The encoding of bytes that are no UTF-8; None where none explains them."""
    sample = data[:_SAMPLE]
    others = len(sample.translate(None, _ASCII))
    if others <= _MOSTLY_OTHER * len(sample):
        guess = latin_encoding(sample)
        return guess if guess and _decodes(data, guess.encoding) else _detected(data, sure=False)
    encoding = _of_other_scripts(sample)
    guess = Guess(encoding) if encoding else _detected(data, sure=others >= _LEAST_DETECTED)
    return Guess(_begun(sample), guess.sure) if guess and guess.encoding in _ALIKE else guess


def shifted_encoding(data: bytes, cut: bool) -> str | None:
    """The encoding of Japanese or Korean that is written in ASCII, between sequences that tell so (RFC 1468, 1557)."""
    named = (encoding for mark, encodings in _SHIFTED.items() if mark in data for encoding in encodings)
    return next((encoding for encoding in named if _begins_in(data, encoding, cut)), None)


def _begins_in(data: bytes, encoding: str, cut: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(data, final=not cut)
    except UnicodeDecodeError:
        return False
    return True


def _of_other_scripts(sample: bytes) -> str | None:
    """Japanese, Thai and Russian encodings that statistics of letters take for others."""
    for encoding in ("shift_jis", "euc_jp"):
        text = _tried(sample, encoding)
        if text and len(_KANA.findall(text)) > 0.2 * sum(char > "\x7f" for char in text):
            return encoding
    if _is_thai(sample):
        return "cp874"
    good = {encoding: _russian(sample, encoding) for encoding in ("cp1251", "koi8-u", "iso8859-5", "cp866")}
    best = max(good, key=lambda encoding: good[encoding])
    return best if good[best] > 0 else next((each for each in _FREQUENT_IN if _is_written(sample, each)), None)


def _is_written(sample: bytes, encoding: str) -> bool:
    """Whether the letters beyond ASCII are those of a language, and its frequent ones are."""
    letters, frequent, least = _FREQUENT_IN[encoding]
    text = _tried(sample, encoding) or ""
    own = len(letters.findall(text))
    others = sum(char > "\x7f" and char not in TYPOGRAPHIC for char in text)
    return own == others >= _LEAST_LETTERS and len(frequent.findall(text)) >= least * own


def _is_thai(sample: bytes) -> bool:
    """Whether all letters are Thai, most of them consonants, and what goes with a consonant stands by one."""
    text = _tried(sample, "cp874") or ""
    thai = len(_THAI.findall(text))
    others = sum(char > "\x7f" and char not in TYPOGRAPHIC for char in text)
    return (
        thai == others >= _LEAST_LETTERS
        and len(_THAI_CONSONANT.findall(text)) >= _LEAST_CONSONANTS * thai
        and len(_THAI_VOWEL.findall(text)) >= _LEAST_VOWELS * thai
        and len(_RARE_IN_THAI.findall(text)) <= _MOST_RARE * thai
        and len(_NOT_THAI.findall(text)) + len(_ASCII_BESIDE_THAI.findall(text)) <= 0.01 * thai
    )


def _russian(sample: bytes, encoding: str) -> float:
    """The share of frequent letters, less what is wrong with their capitals; 0 where it is no Russian."""
    text = _tried(sample, encoding) or ""
    letters = len(_CYRILLIC.findall(text))
    frequent = len(_FREQUENT.findall(text)) / max(1, letters)
    capitals = sum("А" <= char <= "Я" for char in text)
    others = letters < 0.9 * sum(char > "\x7f" for char in text)
    inverted = len(_INVERTED.findall(text))
    least = _OF_WORDS if 0 < capitals <= _FEW_CAPITALS * letters and not inverted else _LEAST_FREQUENT
    if others or frequent < least or _BESIDE_LATIN.search(text):
        return 0.0
    if _MOST_CAPITALS * letters < capitals < letters:
        return 0.0
    return frequent - inverted / letters


def _begun(sample: bytes) -> str:
    return max(_ALIKE, key=lambda encoding: len(_BEGUN.findall(sample.decode(encoding, "replace"))))


def _tried(sample: bytes, encoding: str) -> str | None:
    for end in (len(sample), len(sample) - 1):  # the sample may end within a character
        try:
            text = sample[:end].decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _C1.search(text) else text
    return None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _detected(data: bytes, sure: bool) -> Guess | None:
    from charset_normalizer import from_bytes

    matches = (match for match in from_bytes(data) if not _is_half_wide(str(match)))
    return next((Guess(match.encoding, sure) for match in matches), None)


def _is_half_wide(text: str) -> bool:
    """Whether the letters beyond ASCII are Japanese of half width, which no article has: those of KOI8 look so."""
    others = sum(char > "\x7f" for char in text)
    return len(_HALF_WIDE.findall(text)) > 0.5 * others
