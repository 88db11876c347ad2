"""Near-duplicates: the sentence that an agency sent, and its small changes in other papers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.text.words import is_stop_word, stem, word_spans

SHARED_WORDS = 0.85  # of the longer sentence: of 48 pairs so found in the news of realtimeqa_dev, 47 say the same
_WORTH_A_LOOK = 0.6  # of the words as they stand, which is quick to see

_NEGATION = re.compile(r"(?i)(?:not?|never|none|nobody|nothing|neither|nor|without|\w+n['’]t)$")
_NUMBER = re.compile(
    r"(?i).*\d.*|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\w+teen|(?:hundred|thousand|million|billion)s?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|last|half"
)


def group(texts: Sequence[str], limit: int) -> list[list[int]]:
    """The places in `texts`, in their order, of at most `limit` sentences that differ, each with its near-duplicates.

    A sentence is compared with the first of each group, so that groups do not grow by small steps.
    """
    groups: list[list[int]] = []
    words = [frozenset(text.casefold().split()) for text in texts]
    for place, text in enumerate(texts):
        for members in groups:
            first = members[0]
            if _share(words[first], words[place]) >= _WORTH_A_LOOK and same_fact(texts[first], text):
                members.append(place)
                break
        else:
            if len(groups) < limit:
                groups.append([place])
    return groups


def same_fact(one: str, other: str) -> bool:
    """Whether two sentences share SHARED_WORDS of their content words, and differ in no number, name or negation."""
    if one.casefold().split() == other.casefold().split() != []:
        return True
    first, second = _content(one), _content(other)
    if _share(set(first), set(second)) < SHARED_WORDS:
        return False
    different = first.keys() ^ second.keys()
    return not any(_decides(word) for word in (*_of(first, different), *_of(second, different)))


def _content(text: str) -> dict[str, str]:
    """Stem to word; negations and numbers count, whatever list of stop words they are on."""
    words = [text[slice(*span)] for span in word_spans(text)]
    kept = [word for word in words if not is_stop_word(word) or _NEGATION.match(word) or _NUMBER.fullmatch(word)]
    return {_key(word): word for word in kept}


def _key(word: str) -> str:
    return "not" if _NEGATION.match(word) else stem(word)


def _of(content: dict[str, str], stems: set[str]) -> list[str]:
    return [word for key, word in content.items() if key in stems]


def _decides(word: str) -> bool:
    """A name, as its capital tells, a number, or a negation: where one differs, so does the fact."""
    return word[0].isupper() or bool(_NUMBER.fullmatch(word) or _NEGATION.match(word))


def _share(one: frozenset[str] | set[str], other: frozenset[str] | set[str]) -> float:
    return len(one & other) / max(len(one), len(other), 1)
