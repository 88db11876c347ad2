"""Which encoding a text had before UTF-8: judged by the words that come out, never by one strange letter."""

from __future__ import annotations

import codecs
import re

from qa.ingest.encodings.language import language_and_probability

_ASCII = bytes(range(0x80))
_SAMPLE = 200_000  # bytes
_MOSTLY_OTHER = 0.3  # of a text, above which it is not written in Latin letters
_C1 = re.compile(r"[\x80-\x9f]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_FREQUENT = re.compile(r"[оеаинтсОЕАИНТС]")  # half of all letters of a Russian text
_LEAST_FREQUENT = 0.45
_SURE = 0.9  # that the words are of a language
_MOST_CAPITALS = 0.3  # of the letters, where not all are
_INVERTED = re.compile(r"[а-яё][А-ЯЁ]")
_THAI = re.compile(r"[\u0e01-\u0e5b]")
_THAI_CONSONANT = re.compile(r"[\u0e01-\u0e2e]")
# A vowel or a tone above or below nothing, and a vowel before no consonant.
_NOT_THAI = re.compile(
    r"(?<![\u0e01-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"
)
_THAI_VOWEL = re.compile(r"[\u0e30-\u0e3a\u0e40-\u0e4e]")
_RARE_IN_THAI = re.compile(r"[ฃฅฆฉฌญฎฏฐฑฒณธฝฟภฤฦศษฬฮฯฺ฿ๅๆ๊๋ํ๎๏๐-๙๚๛]")
_ASCII_BESIDE_THAI = re.compile(r"[\u0e01-\u0e5b][@-~]")  # as in half of the characters of Big5
_LEAST_THAI = 20  # letters: of fewer, some Chinese could be read so
_LEAST_CONSONANTS, _LEAST_VOWELS, _MOST_RARE = 0.4, 0.2, 0.15
_SHIFTED = {
    b"\x1b$B": ("iso2022_jp", "iso2022_jp_2"),
    b"\x1b$@": ("iso2022_jp", "iso2022_jp_2"),
    b"\x1b$)C": ("iso2022_kr",),
}
_OTHER = re.compile(r"(.?)([^\x00-\x7f])(?=(.?))", re.DOTALL)

# Letters beyond ASCII of each language, and the languages that an encoding was used for, in the order of preference
# between equals.
_LETTERS = {
    "en": "éèêëïöüñçàâôîáíóúãåäøß",
    "fr": "àâæçéèêëîïôœùûüÿñ",
    "de": "äöüßéèàáç",
    "es": "áéíóúüñçàèòïªº",
    "pt": "àáâãçéêíóôõúüªº",
    "it": "àèéìíîòóùú",
    "ca": "àçèéíïòóúü",
    "nl": "áéëïóöüèç",
    "sv": "åäöéàü",
    "da": "æøåéäöü",
    "no": "æøåéòôäö",
    "nb": "æøåéòôäö",
    "nn": "æøåéòôäö",
    "fi": "äöåéšž",
    "is": "áéíóúýðþæö",
    "et": "äöõüšž",
    "pl": "ąćęłńóśźżé",
    "cs": "áčďéěíňóřšťúůýžöü",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșțşţ",
    "hr": "čćđšž",
    "bs": "čćđšž",
    "sl": "čćđšž",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "tr": "çğıöşüâîûi̇",
}
_WESTERN = "en fr de es pt it ca nl sv da no nb nn fi is et".split()
_CENTRAL = "pl cs sk hu ro hr bs sl".split()
_BALTIC = "lt lv et".split()
_OWN_LETTERS, _OF_BALTIC = ("lt", "lv"), ("cp1257", "iso8859-13")  # words that only become such by these are no others
_LATIN = {
    "cp1252": _WESTERN,
    "iso8859-15": _WESTERN,
    "mac_roman": _WESTERN,
    "cp1250": _CENTRAL,
    "iso8859-2": _CENTRAL,
    "cp1254": ["tr"],
    "cp1257": _BALTIC,
    "iso8859-13": _BALTIC,
}
_TYPOGRAPHIC = "‘’“”„«»‹›–—…•·\xa0\xad€£¥¢§©®°±¼½¾¿¡´†™‰"
_IN_WORDS = "’–—\xad"
_AT_ENDS = "‘”»›…·\xa0†™®"
_WORDS_OF_ONE = "àéèòóáíåöûyø"


def legacy_encoding(data: bytes) -> str | None:
    """The encoding of bytes that are no UTF-8; None where none explains them."""
    sample = data[:_SAMPLE]
    others = len(sample.translate(None, _ASCII))
    if others <= _MOSTLY_OTHER * len(sample):
        return _latin(sample, data)
    return _of_other_scripts(sample) or _detected(data)


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


def _latin(sample: bytes, data: bytes) -> str | None:
    """The encoding in which the most characters are such as the language of the words has in such places."""
    scores = {encoding: score for encoding in _LATIN if (score := _score(sample, encoding)) is not None}
    if not scores:
        return _detected(data)
    best = max(scores.values())
    found = next(encoding for encoding in _LATIN if encoding in scores and scores[encoding] >= best - 1e-9)
    return found if _decodes(data, found) else _detected(data)


def _score(sample: bytes, encoding: str) -> float | None:
    """The share of characters beyond ASCII that are in place in it; None where it does not explain the bytes."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return None
    if _C1.search(text):
        return None
    language, probability = language_and_probability(text)
    letters = _LETTERS[language] if language in _LATIN[encoding] else _LETTERS["en"] if encoding == "cp1252" else ""
    found = [match.groups() for match in _OTHER.finditer(text)]
    good = sum(_in_place(before, char, after, letters) for before, char, after in found)
    told = 0.005 if encoding in _OF_BALTIC and language in _OWN_LETTERS and probability >= _SURE else 0.0
    return good / max(1, len(found)) + _euro(text, encoding) + told


def _in_place(before: str, char: str, after: str, letters: str) -> bool:
    """Whether a letter belongs to the language and stands as letters do: small ones in words, capitals before them;
    and whether a sign stands neither within a word, but for apostrophes and hyphens, nor at an end where none does."""
    if char in _TYPOGRAPHIC:
        return char in _IN_WORDS or not before.isalpha() or (char in _AT_ENDS and not after.isalpha())
    if char.lower() not in letters:
        return False
    if char.islower():
        return before.isalpha() or after.islower() or (not after.isalpha() and char in _WORDS_OF_ONE)
    return after.isalpha() and not before.islower()


def _euro(text: str, encoding: str) -> float:
    """Latin-9 has € where Latin-1 has ¤, which nobody writes, and œ where ½ would stand within a word."""
    return 0.01 if encoding == "iso8859-15" and re.search(r"€|\w[œžšŸ]|[œŒ]\w", text) else 0.0


def _of_other_scripts(sample: bytes) -> str | None:
    """Japanese, Thai and Russian encodings that statistics of letters take for others."""
    for encoding in ("shift_jis", "euc_jp"):
        text = _tried(sample, encoding)
        if text and len(_KANA.findall(text)) > 0.2 * sum(char > "\x7f" for char in text):
            return encoding
    if _is_thai(sample):
        return "cp874"
    good = {encoding: _russian(sample, encoding) for encoding in ("cp1251", "koi8-r", "iso8859-5", "cp866")}
    best = max(good, key=lambda encoding: good[encoding])
    return best if good[best] > 0 else None


def _is_thai(sample: bytes) -> bool:
    """Whether all letters are Thai, most of them consonants, and what goes with a consonant stands by one."""
    text = _tried(sample, "cp874") or ""
    thai = len(_THAI.findall(text))
    others = sum(char > "\x7f" and char not in _TYPOGRAPHIC for char in text)
    return (
        thai == others >= _LEAST_THAI
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
    if letters < 0.9 * sum(char > "\x7f" for char in text) or frequent < _LEAST_FREQUENT:
        return 0.0
    if _MOST_CAPITALS * letters < capitals < letters:
        return 0.0
    return frequent - len(_INVERTED.findall(text)) / letters


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


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    match = from_bytes(data).best()
    return match.encoding if match else None
