"""Which encoding a text in Latin letters had: the one in which the letters of each word are those of a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.ingest.encodings.guess import Guess
from qa.ingest.encodings.language import language_probabilities

_C1 = re.compile(r"[\x80-\x9f]")
_LETTERS_IN_ORDER = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"[^\x00-\x7f](?<![^\W\d_])")

# Letters beyond ASCII of each language, and the languages that an encoding was used for, in the order of preference
# between equals.
_LETTERS = {
    "en": "éèêëïöüñçàâôî",
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
TYPOGRAPHIC = "‘’“”„«»‹›–—…•·\xa0\xad€£¥¢§©®°±¼½¾¿¡´†™‰"
_CURRENCIES = "€£¥¢"
_AT_ENDS = "”»›…·\xa0†™®"
_WORDS_OF_ONE = "àéèòóáíåöûyø"
_APOSTROPHE = re.compile(
    r"’(?:(?:s|t|d|m|re|ve|ll|n)(?![^\W\d_])|(?<=(?<![^\W\d_])[^\W\d_]’)|(?<=(?<![^\W\d_])[^\W\d_]{2}’)|(?<=qu’)"
    r"|(?<=[adn]ell’)|(?<=all’)|(?<=sull’)|(?<=quest’))",
    re.IGNORECASE,
)
# Letters where they stand in no language of the West, or of other parts.
_NEVER_WESTERN = re.compile(
    r"ñ(?![aeiouáéíóú])|[ªº](?=[^\W\d_])|ç(?=[b-df-hj-np-tv-z])|ã(?=[b-df-hj-lnp-rtv-z])|^ð", re.IGNORECASE
)
_NEVER_ELSEWHERE = re.compile(r"ń(?=[aeiouyąęó])", re.IGNORECASE)
_FOREIGN_NAME, _FOREIGN_WORD = 0.7, 0.4  # of a word that is not of the text's language
_A_SIGN = 0.65  # where signs may stand
_IN_DOUBT = 0.6  # of that, for a dash or an apostrophe within a word
_OF_LANGUAGE, _OF_ENGLISH = 0.3, 0.15  # of how likely the text's language is
_CLEAR = 0.1  # by which the best must be better than what gives other letters


def latin_encoding(sample: bytes) -> Guess | None:
    """Of bytes that are no UTF-8; None where no encoding of Latin letters explains them."""
    texts = dict(_decoded(sample))
    if not texts:
        return None
    scores = {encoding: _score(text, encoding) for encoding, text in texts.items()}
    best = max(score for score, _ in scores.values())
    found = next(encoding for encoding in texts if scores[encoding][0] >= best - 1e-9)
    others = [scores[encoding][1] for encoding, text in texts.items() if text != texts[found]]
    return Guess(found, scores[found][1] - max(others, default=-1.0) >= _CLEAR)


def _decoded(sample: bytes) -> Iterator[tuple[str, str]]:
    for encoding in _LATIN:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _C1.search(text):
            yield encoding, text


def _score(text: str, encoding: str) -> tuple[float, float]:
    """How well it fits: the share of characters beyond ASCII that are in place, in words of one language each, and how
    likely the language is; and the same without what speaks for English, which has names from everywhere."""
    languages = _LATIN[encoding]
    words, misplaced = _words(text, _NEVER_WESTERN if "en" in languages else _NEVER_ELSEWHERE)
    signs = [_sign(text, match.start()) for match in _SIGN.finditer(text)]
    total = max(1, words.total() + misplaced + len(signs))
    likely = language_probabilities(text)
    foreign = {word: _foreign(word, languages) for word in words}

    def fits(language: str) -> float:
        own = _FOREIGN_WORD + (1 - _FOREIGN_WORD) * min(1.0, 2 * likely.get(language, 0.0))
        return sum(n * max(foreign[word], own if word.is_of(language) else 0.0) for word, n in words.items()) / total

    told = {each: (_OF_ENGLISH if each == "en" else _OF_LANGUAGE) * likely.get(each, 0.0) for each in languages}
    best = max(languages, key=lambda each: fits(each) + told[each])
    score = fits(best) + _A_SIGN * sum(signs) / total + _euro(text, encoding)
    return score + told[best], score + told[best] * (best != "en")


def _foreign(word: _Word, languages: Sequence[str]) -> float:
    """How well a word fits in a text of another language than its own."""
    if not any(word.letters <= _SETS[each] for each in languages):
        return 0.0
    return _FOREIGN_NAME if word.is_name else _FOREIGN_WORD


_SETS = {language: frozenset(letters) for language, letters in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class _Word:
    """The letters beyond ASCII that a word has."""

    letters: frozenset[str]
    is_name: bool

    def is_of(self, language: str) -> bool:
        return self.letters <= _SETS[language] and not (self.is_name and language == "en")


def _words(text: str, never: re.Pattern[str]) -> tuple[Counter[_Word], int]:
    """How many letters beyond ASCII stand in words with just these of them, and how many where none can stand."""
    words: Counter[_Word] = Counter()
    misplaced = 0
    for word in _LETTERS_IN_ORDER.findall(text):
        if word.isascii():
            continue
        places = [place for place, char in enumerate(word) if char > "\x7f"]
        if all(_in_place(word, place) for place in places) and not never.search(word):
            letters = frozenset(word[place].lower()[0] for place in places)  # of İ the lower case has two
            words[_Word(letters, word[0].isupper())] += len(places)
        else:
            misplaced += len(places)
    return words, misplaced


def _in_place(word: str, place: int) -> bool:
    """Whether a letter stands as letters do: a small one in a word, a capital before it or among capitals."""
    char, before, after = word[place], word[place - 1 : place], word[place + 1 : place + 2]
    if char.islower() or len(word) == 1:
        return before != "" or after.islower() or char.lower() in _WORDS_OF_ONE
    return place == 0 or word.isupper()


def _sign(text: str, place: int) -> float:
    """How well a sign stands: not within a word, but for apostrophes and dashes, nor at an end where none does."""
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char not in TYPOGRAPHIC:
        return 0.0
    if before.isalpha() and after.isalpha():
        if char == "’":
            return 1.0 if _APOSTROPHE.match(text, place) else _IN_DOUBT
        return _IN_DOUBT if char in "–—" and after.islower() else float(char in "–—\xad")
    if char in _CURRENCIES and after.isalpha():
        return 0.0
    if char == "‘" and before.isalpha():
        return _IN_DOUBT
    return float(not before.isalpha() or char in _AT_ENDS or char in "’–—\xad")


def _euro(text: str, encoding: str) -> float:
    """Latin-9 has € where Latin-1 has ¤, which nobody writes, and œ where ½ would stand within a word."""
    return 0.01 if encoding == "iso8859-15" and re.search(r"€|\w[œžšŸ]|[œŒ]\w", text) else 0.0
