"""Languages by ISO 639-1: which those of an archive are, in which one is asked, and what is known of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from qa.text.function_words import FUNCTION_WORDS
from qa.text.question_words import PLAIN, opened_in, verb_of

ENGLISH = "en"
MAIN = 0.05  # of an archive's articles: a language of fewer may be a slip of who named it

# By whose names Snowball's stemmers are called, and users told.
NAMES = {
    "ar": "Arabic", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish",
    "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish",
    "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}
_WORDS_OF = FUNCTION_WORDS | {
    ENGLISH: frozenset(
        """the of to in is was and what who when where why how did does are for on which has a an whose many much as at
        be by do from had have he i it its me my no not or so than that they this us we were whom will with would
        you""".split()
    ),
    "cs": PLAIN["cs"] | frozenset("se na je že ve za ke jak byl byla bylo od pro při už".split()),
    "pl": PLAIN["pl"] | frozenset("się na jest nie że od za przez jak był była było przy po dla oraz ile".split()),
    "pt": FUNCTION_WORDS["pt"] | {"por"},
}
_SCRIPTS = (
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3  # function words of a language, and more than of English: fewer may be a name


def primary(tag: str) -> str:
    """The language of a BCP 47 tag: "pt" of "pt-BR"; English where none is told."""
    code = re.split("[-_]", tag.lower(), maxsplit=1)[0]
    return _SAME.get(code, code) or ENGLISH


def language_name(tag: str) -> str:
    """A BCP 47 tag in words: "Portuguese (BR)" of "pt-BR"; the tag itself where the language has no name here."""
    region = "".join(f" ({part.upper()})" for part in re.split("[-_]", tag)[1:2])
    return f"{NAMES[primary(tag)]}{region}" if tag and primary(tag) in NAMES else tag


def is_english(tag: str) -> bool:
    """Whether what knows English alone can read it; so it is tried where no language is told."""
    return primary(tag) == ENGLISH


def main_languages(articles: Mapping[str, int]) -> tuple[str, ...]:
    """Those of MAIN of the articles and more, which are counted by tag; the most frequent first, English of none."""
    counts: Counter[str] = Counter()
    for tag, count in articles.items():
        counts[primary(tag)] += count
    least = MAIN * counts.total()
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    return tuple(code for code in ordered if counts[code] >= least) or (ENGLISH,)


def asked_in(question: str, languages: Collection[str] = (ENGLISH,)) -> str:
    """The language that `question` is asked in; "" where that is not plain. Of two alike it is that of `languages`."""
    letters = _LETTER.findall(question)
    for code, script in () if question.isascii() else reversed(_SCRIPTS):
        if 2 * len(script.findall(question)) > len(letters):
            return "ja" if code == "zh" and _SCRIPTS[1][1].search(question) else code
    words = _WORD.findall(question.lower())
    counts, opened = _function_words(question), opened_in(words)
    # "Was von der Leyen elected" begins in English.
    english = counts.pop(ENGLISH) + (words[:1] == ["was"])

    def likelihood(code: str) -> tuple[int, bool, bool, bool]:
        return counts[code], opened.get(code, False), code in languages, verb_of(code, words)

    best = max(counts, key=likelihood)
    foreign = words[:1] and (words[0] in _WORDS_OF[best] or words[0] not in _WORDS_OF[ENGLISH])
    if foreign and counts[best] >= _LEAST and counts[best] > 2 * english:
        return best
    begun = [code for code in opened if _is_asked_in(code, question, opened[code])]
    if begun:
        return max(begun, key=likelihood)
    return ENGLISH if english >= _LEAST and english > 2 * counts[best] else ""


def _is_asked_in(code: str, question: str, alone: bool) -> bool:
    """Whether a question that begins as in this language is in it, and no English one with a foreign name in front."""
    own, english = (_WORDS_OF[each] for each in (code, ENGLISH))
    as_written = _WORD.findall(question)
    words = [word.lower() for word in as_written]
    of_a_name = as_written[1:2] and as_written[1].istitle() and own.isdisjoint(words[1:])  # "Quando Rondo"
    if not alone or of_a_name:
        return len(own & {*words}) > 1 and english.isdisjoint(words[1:])
    return len(words) >= _LEAST and english.isdisjoint(word for word in words if word not in own)


def likeliest(question: str, languages: Sequence[str]) -> str:
    """Which of `languages`, by its function words; where that does not tell, the first."""
    counts = _function_words(question) if len(languages) > 1 else {}
    return max(languages, key=lambda language: counts.get(language, 0))


def _function_words(text: str) -> dict[str, int]:
    counts = dict.fromkeys(_WORDS_OF, 0)
    for word in _WORD.findall(text):
        for code in _languages_of().get(word.lower(), ()):
            counts[code] += 1
    return counts


@cache
def _languages_of() -> dict[str, list[str]]:
    """By function word, whose it is."""
    found: dict[str, list[str]] = {}
    for code, words in _WORDS_OF.items():
        for word in words:
            found.setdefault(word, []).append(code)
    return found
