"""NLTK's Punkt for a language, with parameters that are plain data from PyPI and abbreviations of our own."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING

from qa.text.sentence_rules import is_dotted
from qa.text.sentence_words import ABBREVIATIONS, OTHER_LANGUAGES, UNTOLD

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

_LOADING = Lock()


class _Abbreviations(set[str]):
    """Abbreviations, and all that is written with full stops between its letters: U.A.E., J.R.R."""

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (super().__contains__(word.lstrip("“„‘«")) or is_dotted(word.lstrip("“„‘«")))


@cache
def abbreviations(language: str) -> frozenset[str]:
    """The abbreviations that Punkt is given for a language ("english"), in lower case."""
    from punkt.data import load_module

    known: frozenset[str] = load_module(language).ABBREV_TYPES - {""}
    if language == "english":
        return known - UNTOLD | ABBREVIATIONS
    forms = OTHER_LANGUAGES[language]
    return known | {word.lower() for word in forms.never | forms.may_end}


def starters(language: str) -> frozenset[str]:
    """The words of a language, in lower case, that Punkt knows to begin sentences."""
    from punkt.data import load_module

    return frozenset(load_module(language).SENT_STARTERS)


@cache
def vocabulary() -> frozenset[str]:
    """The 20,000 English words, in lower case, that Punkt was taught by."""
    from punkt.data import load_module

    return frozenset(load_module("english").ORTHO_CONTEXT)


@cache
def punkt(language: str) -> PunktSentenceTokenizer:
    """The tokenizer of a language ("english"), made when its first text is split."""
    module = _module()

    class NewspaperVars(module.PunktLanguageVars):  # type: ignore[name-defined,misc]  # nltk has no types
        sent_end_chars = (".", "?", "!", "…")

    return module.PunktSentenceTokenizer(_parameters(language), lang_vars=NewspaperVars())


def _parameters(language: str) -> PunktParameters:
    """NLTK's parameters of a language: the same on every machine, nothing downloaded.

    Whether NLTK's own `punkt_tab` happens to lie in a home directory must not move a boundary.
    """
    from punkt.data import load_module

    data = load_module(language)
    parameters = _module().PunktParameters()
    parameters.abbrev_types = _Abbreviations(abbreviations(language))
    parameters.collocations = set(data.COLLOCATIONS)
    parameters.sent_starters = set(data.SENT_STARTERS)
    parameters.ortho_context.update(data.ORTHO_CONTEXT)
    return parameters


@cache
def _module() -> ModuleType:
    """nltk.tokenize.punkt by itself: `import nltk` takes two to three seconds, for it imports all of nltk, and with it
    scipy.stats and scikit-learn; this takes a tenth of one.

    For the time of the import two empty packages stand in sys.modules for nltk and nltk.tokenize, so that neither's
    __init__ runs. Afterwards nothing of nltk is left there, and whoever imports nltk has it whole.
    """
    with _LOADING:
        spec = find_spec("nltk")
        if _loaded() or spec is None or not spec.origin:
            return import_module("nltk.tokenize.punkt")
        root = Path(spec.origin).parent
        try:
            for name, folder in (("nltk", root), ("nltk.tokenize", root / "tokenize")):
                sys.modules[name] = ModuleType(name)
                sys.modules[name].__path__ = [str(folder)]
            return import_module("nltk.tokenize.punkt")
        finally:
            for name in _loaded():
                del sys.modules[name]


def _loaded() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == "nltk"]
