"""The words that questions begin with, by ISO 639-1: of a short one they are all that tells its language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# No English word, and no name that one is likely to begin with. Two words where the second tells.
_PLAIN = {
    "cs": "proč kdy kdo kolik který která které jaký jaká jaké",
    "da": "hvorfor hvornår hvordan hvem hvilken hvilket hvilke hvad hvor",
    "de": """warum weshalb wieso wann welche welcher welches welchen welchem wieviel wieviele wessen woher wohin wodurch
        womit wer""",
    "es": """cuándo cuando cuánto cuánta cuántos cuántas cuantos cuantas dónde donde quién quiénes quien quienes cuál
        cuáles cuales cómo qué por_qué""",
    "fi": "miksi milloin missä mikä kuka kuinka mitä miten montako paljonko",
    "fr": "pourquoi combien quand quel quelle quels quelles où",
    "hu": "miért mikor hogyan mennyi hány milyen melyik kicsoda",
    "it": "perché perche quando quanto quanti quante quale quali",
    "nl": "waarom wanneer hoeveel welke waar waardoor",
    "no": "hvorfor hvordan hvem hvilken hvilket hvilke hva når hvor",
    "pl": "dlaczego kiedy gdzie kto który która które którzy czemu czy",
    "pt": "quando quantos quantas quanto quem onde qual quais por_que por_quê",
    "ro": "când câți câte cât",
    "sv": "varför vem vilken vilket vilka när",
    "tr": "neden nerede hangi nasıl kaç niçin",
}
# These are English words or names as well: "Comment on Brexit", "Como and Milan", "KDE".
_SHARED = {
    "cs": "kde",
    "de": "wie wo",
    "es": "que como",
    "fr": "comment qui que",
    "it": "chi come dove cosa che",
    "nl": "wie wat hoe",
    "pt": "como que",
    "ro": "cine unde",
    "sv": "hur vad var",
}
# What tells of neighbours where their question words do not: a Norwegian verb has no -ede, a Danish none in -et.
_ENDINGS = {"da": ("ede",), "pt": ("iu", "ou", "ão", "ões"), "no": ("et",)}


def opened_in(words: Sequence[str]) -> dict[str, bool]:
    """The languages in which the question of these words, in small letters, may begin; True where it tells so alone."""
    first, two = words[:1], "_".join(words[:2])
    plain = {code for code, known in PLAIN.items() if two in known or not known.isdisjoint(first)}
    return dict.fromkeys((code for code in SHARED if not SHARED[code].isdisjoint(first)), False) | dict.fromkeys(
        sorted(plain), True
    )


def verb_of(code: str, words: Sequence[str]) -> bool:
    """Whether the second word, where a verb stands in a question, ends as one of this language does."""
    return any(word.endswith(_ENDINGS.get(code, ())) for word in words[1:2])


def _sets(written: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in written.items()}


PLAIN, SHARED = _sets(_PLAIN), _sets(_SHARED)
