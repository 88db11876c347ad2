"""Slips of the pen: which word of an archive one that it does not have is misspelt for.

Stems are what an index holds and whole words what is compared, as the sentences that hold a stem write them: "fery" is
read as "ferry", not as "ferri", and "Angela" is no slip for "angel" because both have much the same stem.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from qa.text.words import stem, unaccented, words_of

MIN_LETTERS, MIDDLING, LONG = 4, 6, 9  # of a word that may be misspelt
STEMS_READ = 12  # the most frequent of those that are nearest
SENTENCES_READ = 12  # of each stem: what it is written like there
_CUT = 3  # letters of an ending that no stem has
_OTHER_ENDING = 2  # what it counts where the ending is another as well: a pasenger among passengers
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


def most_slips(word: str) -> int:
    """How many letters of a word may be wrong."""
    return 2 if len(word) >= LONG else 1


def stems_apart(own: str) -> int:
    """How far the stem of a misspelt word may be from that of the word: "boieng" keeps what is cut off of "Boeing"."""
    return min(_CUT, len(own) // 2)


def stems_near(word: str, stems: Sequence[str], language: str) -> list[str]:
    """Of these stems, those that a word may have which `word` is misspelt for: they begin as it does but for slips."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    own, plain, slips = stem(word, language), unaccented(word), most_slips(word)
    near = process.extract(own, stems, scorer=OSA.distance, score_cutoff=stems_apart(own), limit=None)
    return [known for known, _, _ in near if known[0] == plain[0] and _begins(plain, known.removesuffix("i"), slips)]


def nearest_word(
    word: str, stems: Sequence[str], language: str, texts_of: Callable[[str], Iterable[str]]
) -> str | None:
    """The word that `word` is a misspelling of, as it is written in the texts that `texts_of` gives of each of `stems`,
    the most frequent first; None where none lies near enough.

    Of a short word two letters may be exchanged, or one doubled: "Iran" is no slip for "Iraq". Of a MIDDLING one
    any letter may be wrong, of a LONG one two (optimal string alignment distance).
    """
    plain, own, best, found = unaccented(word), stem(word, language), (LONG, False, 0), None
    for near in sorted(stems, key=lambda near: not _may_have(plain, near))[:STEMS_READ]:
        for form, written in _forms(near, texts_of(near), language):
            slips, apart = _slips(plain, form, own, near)
            of = slips, word.islower() and not written.islower(), apart
            if of < best:
                best, found = of, written
        if best[:2] == (1, False):
            break
    return found


def _may_have(word: str, near: str) -> bool:
    """Whether a word of the stem `near` that ends as `word` does lies near it."""
    root = near.removesuffix("i")
    return any(_apart(word, root + word[len(word) - cut :]) <= most_slips(word) for cut in range(_CUT + 1))


def _begins(word: str, root: str, slips: int) -> bool:
    begun = [word[: len(root) + more] for more in range(-slips, slips + 1)]
    if len(word) + slips < MIDDLING:
        return any(_is_slip(each, root) for each in begun)
    return any(_apart(each, root) <= slips for each in begun)


def _slips(word: str, form: str, own: str, near: str) -> tuple[int, int]:
    """What counts for how many letters are wrong of a word of the stem `own` if it is misspelt for this `form` of the
    stem `near`, and how many are."""
    apart, most = _apart(word, form), 1 if word.startswith(near) else most_slips(word)
    if apart <= most and _may_be_slip(word, form):
        return apart, apart
    singular = form.removesuffix("s")
    alike = _apart(word, singular) <= most and _may_be_slip(word, singular)
    begun = word.startswith(near) or own.startswith(near) or near.startswith(own)
    alike = alike or (apart <= 2 and len(own) >= MIDDLING and not begun and _apart(own, near) == 1)
    return (_OTHER_ENDING if alike else LONG), apart


def _apart(word: str, other: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other)


def _may_be_slip(word: str, known: str) -> bool:
    """Whether `word`, which lies near `known`, is it misspelt and no other word."""
    return max(len(word), len(known)) >= MIDDLING or _is_slip(word, known)


def _is_slip(word: str, known: str) -> bool:
    return sorted(word) == sorted(known) or _singled(word) == _singled(known)


def _singled(word: str) -> str:
    """Without the second of two equal letters."""
    return "".join(char for place, char in enumerate(word) if word[place - 1 : place] != char)


def _forms(of: str, texts: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """The words of this stem, plain and as the texts write them: without a capital where any is."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in words_of(text, language):
            if unaccented(word[0])[:1] == of[0] and stem(word, language) == of:
                written = _POSSESSIVE.sub("", word)
                found[unaccented(written)][written] += 1
    for form, cases in found.items():
        small = [each for each in cases if each.islower()]
        yield form, small[0] if small else cases.most_common(1)[0][0]
