"""Words of a question or a topic that the archive does not have, read as those that it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.encoding.base import Encoder
from qa.index.engine import Engine
from qa.text.house_style import tokens
from qa.text.languages import ENGLISH, asked_in
from qa.text.words import is_stop_word, word_spans
from qa.types import ReadAs, Span

MIN_LETTERS = 4
# Behind a word that the model has whole. Of 6,535 questions about 673 texts 145 words are read as others, of which some
# 15 are right as they stand: "qualitative", "repel".
_ENDINGS = "s es d ed ing ly n r rs er ers able ness al ment".split()


def spelt(engine: Engine, encoder: Encoder, text: str) -> tuple[str, tuple[ReadAs, ...]]:
    """A text with its misspelt words as the archive writes them, and what was read so.

    In an archive of several languages a word may be right in another, and so in a text of another language.
    """
    language, *others = engine.languages()
    sure = not others and asked_in(text, [language]) in ("", language)
    words = [text[slice(*span)] for span in doubtful(text, language)] if sure else []
    near = engine.nearest_words(words).items() if words else ()
    meant_by = {word: meant for word, meant in near if not _is_another(word, meant, encoder)}
    return respelled(text, {word: meant for word, meant in meant_by.items() if not _is_name(word, meant, text)})


def respelled(text: str, spelling: Mapping[str, str]) -> tuple[str, tuple[ReadAs, ...]]:
    """A text with the words that `spelling` has as it has them, and what was read so."""
    changes, parts, place = [], [], 0
    for start, end in doubtful(text):
        if meant := spelling.get(text[start:end]):
            changes.append(ReadAs("spelling", text[start:end], meant))
            parts += [text[place:start], meant]
            place = end
    return "".join([*parts, text[place:]]), tuple(changes)


def doubtful(text: str, language: str = ENGLISH) -> Iterator[Span]:
    """The places of the words that may be misspelt, without a possessive: of MIN_LETTERS and more, no stop words."""
    for start, end in word_spans(text):
        end -= 2 if text[start:end].endswith(("'s", "’s")) else 0
        word = text[start:end]
        if len(word) >= MIN_LETTERS and word.isalpha() and not is_stop_word(word, language):
            yield start, end


def _is_name(word: str, meant: str, text: str) -> bool:
    """Whether `word` has a capital that `meant` has not, and that it does not owe to its place: "Moderna", not
    "Brigde", whose letters are as many."""
    capital = word.istitle() and meant.islower() and len(word) != len(meant)
    return capital and not text.startswith(word) and not text.istitle()


def _is_another(word: str, meant: str, encoder: Encoder) -> bool:
    """Whether `word` is one by itself, as one that the model has whole, and not `meant` in another house style."""
    begun = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    whole = [word, *(each for each in begun if len(each) >= MIN_LETTERS)]
    return 1 in encoder.count_tokens(whole) and tokens(word) != tokens(meant)
