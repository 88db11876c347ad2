"""Short forms and the names they stand for: those that news uses without explaining them, and those a text explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from qa.text.words import is_stop_word

_NAMES = """
AP Associated Press|AU African Union|BBC British Broadcasting Corporation
CDC Centers for Disease Control and Prevention|CIA Central Intelligence Agency|DHS Department of Homeland Security
DMZ demilitarized zone|DPRK Democratic People's Republic of Korea|DPRK North Korea|ECB European Central Bank
EPA Environmental Protection Agency|ESA European Space Agency|EU European Union|FAA Federal Aviation Administration
FAO Food and Agriculture Organization|FBI Federal Bureau of Investigation|FDA Food and Drug Administration
GDP gross domestic product|IAEA International Atomic Energy Agency|ICC International Criminal Court
ICJ International Court of Justice|ILO International Labour Organization|IMF International Monetary Fund
IOC International Olympic Committee|IPCC Intergovernmental Panel on Climate Change|IRS Internal Revenue Service
MP member of parliament|NASA National Aeronautics and Space Administration|NATO North Atlantic Treaty Organization
NGO nongovernmental organization|NHS National Health Service|NIH National Institutes of Health
NSA National Security Agency|OECD Organisation for Economic Co-operation and Development
OPEC Organization of the Petroleum Exporting Countries|OSCE Organization for Security and Co-operation in Europe
PM prime minister|PRC People's Republic of China|ROK Republic of Korea|ROK South Korea
SEC Securities and Exchange Commission|UAE United Arab Emirates|UK United Kingdom|UN United Nations
UNESCO United Nations Educational, Scientific and Cultural Organization
UNHCR United Nations High Commissioner for Refugees|UNICEF United Nations Children's Fund|UNSC UN Security Council
US United States|USA United States|WFP World Food Programme|WHO World Health Organization|WTO World Trade Organization
"""
Pair = tuple[str, str]  # a short form and the full one
_USUAL: tuple[Pair, ...] = tuple(
    (short, full) for line in _NAMES.strip().splitlines() for short, full in (e.split(" ", 1) for e in line.split("|"))
)
_EXPLAINED = re.compile(r"\((?P<short>[A-Z][\w.&-]*[A-Z][\w.&-]*)\)")  # "... Aviation Administration (FAA)"
_LONGEST = 10  # characters of a short form
_WITHIN = 200  # characters before it the full one stands
_NO_NAME = re.compile(r"[,;:()“”\"?!]|\w{4,}\. ")  # what stands between a name and what is before it


def other_forms(text: str, pairs: Iterable[Pair] = _USUAL) -> Iterator[Pair]:
    """The short and the full names in `text`, each with its other form."""
    for short, full in pairs:
        if _place(short, text):
            yield short, full
        elif _place(full, text):
            yield full, short


def with_form(text: str, name: str, form: str) -> str:
    """The text with the first `name` in it written in its other form."""
    found = _place(name, text)
    return text[: found.start()] + form + text[found.end() :] if found else text


def names(text: str, name: str) -> bool:
    """Whether the short or full name stands in the text."""
    return _place(name, text) is not None


def _place(name: str, text: str) -> re.Match[str] | None:
    """Where a name stands; a short one that is a word as well only in capitals, among words that are not."""
    if " " in name:
        return _pattern(re.escape(name), re.IGNORECASE).search(text)
    is_word = is_stop_word(name.lower())
    if is_word and text.isupper():
        return None
    dotted = r"\.?".join(map(re.escape, name))
    found = _pattern(rf"{dotted}\.?", re.NOFLAG if is_word else re.IGNORECASE).search(text)
    if found and len(name) == 2 and found[0][1:].islower() and found[0][0].isupper():  # "Kim Jong Un"
        return None
    return found


@lru_cache(maxsize=1024)  # re keeps 512, and forgets these among others
def _pattern(words: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words}(?!\w)", flags)


def explained(texts: Iterable[str]) -> Iterator[Pair]:
    """The short forms that `texts` explain behind the full ones: "the Federal Aviation Administration (FAA)".

    Its letters are the initials of the words before it, "of" aside, or else stand in this order in them, the first at
    the beginning of a word (Schwartz and Hearst, 2003: A simple algorithm for identifying abbreviation definitions).
    """
    for text in texts:
        for found in _EXPLAINED.finditer(text):
            short = found["short"]
            before = text[max(0, found.start() - _WITHIN) : found.start()]
            words = before.split()[-min(len(short) + 5, 2 * len(short)) :]
            if len(short) <= _LONGEST and (full := _by_initials(short, words) or _full(short, " ".join(words))):
                yield short.replace(".", ""), full


def _by_initials(short: str, words: Sequence[str]) -> str:
    """The last of `words` that begin with the letters of `short`, or nothing."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    for first in range(len(words) - 1, -1, -1):
        initials = [word[0].casefold() for word in words[first:] if not is_stop_word(word)]
        if initials == letters and not is_stop_word(words[first]):
            return _name(" ".join(words[first:]), short)
    return ""


def _name(text: str, short: str) -> str:
    """The text if it may be a name that is longer than its short form, or nothing."""
    return text if " " in text and not _NO_NAME.search(text) and short not in text.split() else ""


def _full(short: str, before: str) -> str:
    """The end of `before` that `short` stands for, or nothing."""
    at = len(before)
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    for number in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (before[at].casefold() != letters[number] or (number == 0 and not _begins(before, at))):
            at -= 1
        if at < 0:
            return ""
    return _name(before[at:], short)


def _begins(text: str, at: int) -> bool:
    """Whether a word begins there that a name may begin with."""
    return not text[at - 1 : at].isalnum() and not is_stop_word(text[at:].partition(" ")[0])
