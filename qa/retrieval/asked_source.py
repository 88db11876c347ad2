"""Whose report a question wants, and the question without that: "according to the Ledger, who paid?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

_REPORTS = r"(?:reports?|reported|writes?|wrote|written|says?|said|prints?|printed|publish(?:es|ed)?|claims?|claimed)"
_SAYS = rf"(?:(?:says?|said|claims?|claimed)(?: that)?|{_REPORTS} that)"
_OFTEN = r"(?:(?:also|has|had|ever|first|then|later|\w+ly) )?"
_A_CLAUSE = r"(?=\w)(?!(?:about|on|of|in|at|to|for|by|after|before|when|yesterday|today|last|this|next|so)\b)"
_DOES = r"(?:reported|writes|wrote|says|said|prints|printed|publishes|published|claims|claimed)"  # no noun: "a report"
_TELLS = (
    r"(?:report|write|say|print|publish|claim|count|give|mention|cover|describe|call|name|estimate|cite|quote|expect)"
)
ABOUT = re.compile(rf"^what (?:did|does|do|has) .*?\b{_REPORTS}\b (?:about|on|of) (.+?)[?.\s]*$", re.IGNORECASE)
# Not Review, Record and Monitor: they are as often the subject, and no paper: "the Nuclear Posture Review".
_PAPER_WORD = (
    r"(?:Times|Post|Gazette|Herald|Star|Journal|Tribune|News|Observer|Guardian|Courier|Mail|Ledger|Wire|Chronicle"
    r"|Telegraph|Standard|Globe|Express|Mirror|Independent|Bulletin|Dispatch|Science Monitor|Examiner|Inquirer"
    r"|Sentinel|Echo|Argus|Daily(?:\s+[A-Z]\w+)?)"
)
_PAPER = rf"(?-i:(?!American Express|Royal Mail|Polar Express)(?:[A-Z][\w’'&-]*\s+){{0,3}}{_PAPER_WORD})"
# Known as such in small letters and without a word for a paper; not those that are more often somebody's name.
_OUTLET = (
    r"(?:CNN|BBC|Reuters|AFP|NPR|NBC|CBS|MSNBC|PBS|(?-i:AP|ABC)|Associated Press|Agence France-Presse|Al Jazeera"
    r"|USA Today|Xinhua|TASS|Interfax|Kyodo|Yonhap|Le Monde|Der Spiegel|El Pa[ií]s|Deutsche Welle|Euronews|Politico"
    r"|Axios|Newsweek|(?:New York|Los Angeles|Financial|Irish) Times|Washington Post|Wall Street Journal|Boston Globe"
    r"|Daily Mail)"
)
_AFTER = r"(?:(?<=did the )|(?<=does the ))"
_IN_SMALL_LETTERS = rf"{_AFTER}(?:times|gazette|herald|tribune|telegraph)"
_SHORT = re.compile(r"(?:Times|Post|Gazette|Herald|Journal|Tribune|Observer|Courier|Ledger|Chronicle|Telegraph)$")
# Ends a name that is no part of another: not of "the Post Office", "the Times of India".
_WHOLE = r"\b(?![’'-]\w|\s+(?:of\s+|and\s+|&\s+)?(?:the\s+)?(?-i:[A-Z]))"
_KIND = r"(?: (?:magazine|newspaper|news agency))?"
_ASKS = r"(?:who|whom|whose|what|which|when|where|why|how|did|does|do|is|are|was|were|has|have|had)\b"
_GOES_ON = rf"(?:in|on|at|after|before|while|by|during|from|since|until|{_ASKS})"
_CAPITAL = re.compile(r"(?:^|\s)[A-Z][\w’'.-]*\s+$")
_MERELY_NAMED = re.compile(rf"\b(?:did|does|has|in) the (?P<name>{_PAPER}){_WHOLE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskedSource:
    """The name by which a question asks for a source, and its `text` without that; of the sources of the archive those
    `meant`."""

    name: str
    text: str
    meant: tuple[str, ...] = ()


def asked_source(text: str, sources: Sequence[str]) -> AskedSource | None:
    """The source named as reporting, one of `sources` or none that the archive holds; None where it names none, or
    compares two."""
    plain = text.casefold()
    bare = [*filter(None, map(_bare, sources))]
    held = {name for name in bare if name.casefold() in plain}  # of a thousand a question has one or two
    short = {word[0] for name in bare if (word := _SHORT.search(name)) and word[0].casefold() in plain}
    names = "|".join([*map(_as_written, sorted(held, key=len, reverse=True)), *map(_shortened, sorted(short))])
    for each in filter(None, (names, rf"(?<=\bthe ){_PAPER}|{_OUTLET}|{_IN_SMALL_LETTERS}")):
        if found := _told_by(text, each):
            meant = _meant(found.name, sources)
            return None if _compares(found, each) else replace(found, meant=meant)
    named = _MERELY_NAMED.search(text)
    found = AskedSource(named["name"], text, _meant(named["name"], sources)) if named else None
    return found if found and found.meant and not (names and _compares(found, names)) else None


def _compares(found: AskedSource, names: str) -> bool:
    """Whether what is left of a question names another source, with its capitals."""
    others = re.finditer(rf"(?<!\w)(?:{names}){_WHOLE}", found.text)
    return any(other[0].casefold() != found.name.casefold() for other in others)


def _as_written(name: str) -> str:
    """A name; of one word only with its capital: "people", "the sun" and "time" are words."""
    return re.escape(name) if " " in name else rf"(?-i:{re.escape(name)})"


def _shortened(word: str) -> str:
    """The last word of a name; in small letters only where nothing but a source can say or be followed."""
    return rf"(?-i:{word})|(?:{_AFTER}|(?<=according to the )){word}"


def _meant(name: str, sources: Sequence[str]) -> tuple[str, ...]:
    plain = name.casefold()
    exact = [source for source in sources if _bare(source).casefold() == plain]
    return tuple(exact or [source for source in sources if _bare(source).casefold().endswith(f" {plain}")])


def _bare(source: str) -> str:
    return re.sub(r"^the ", "", source, flags=re.IGNORECASE)


def _told_by(text: str, names: str) -> AskedSource | None:
    """One of `names` where it is said to report, and the question that is left."""
    for pattern, left in _shapes(names):
        whole = (each for each in pattern.finditer(text) if not _ends_a_name(text, each))
        if found := next(whole, None):
            rest = f"{text[: found.start()]}{found.expand(left)}{text[found.end() :]}".strip(" ,")
            asks = any(char.isalnum() for char in rest)
            return AskedSource(found["name"], rest[:1].upper() + rest[1:] if asks else text)
    return None


def _ends_a_name(text: str, found: re.Match[str]) -> bool:
    """Whether it is the end of somebody's name: "what Heath Ledger said"."""
    return found.start() == found.start("name") and bool(_CAPITAL.search(text, 0, found.start()))


@lru_cache(maxsize=8)
def _shapes(names: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """How a question names who reports, and what is left of it."""
    return tuple((re.compile(pattern, re.IGNORECASE), left) for pattern, left in _written(names))


def _written(names: str) -> Iterator[tuple[str, str]]:
    source = rf"(?:the )?(?P<name>{names}){_WHOLE}"
    according = r"\b(?:according to|as (?:reported|told|written) (?:by|in))"
    yield rf"^{according} {source}{_KIND}(?:[,:]\s*|\s+(?={_ASKS}))(?=\w)", ""
    yield rf"^in {source},\s+(?=\w)", ""
    yield rf",?\s*[(]?{according} {source}{_KIND}(?:[),]+|(?=[.;:?]|\s*$|\s{_GOES_ON}))", ""
    yield rf",?\s*[(]?\bas {source} {_OFTEN}{_REPORTS}\b[),]*", ""
    yield rf"(?:, |\s[(])in {source}[)]?(?=[?.\s]*$)", ""
    asked = r"^(?P<asked>(?:who|whom|whose|what|which|when|where|how)\b[^,;?]*?)"
    yield rf"{asked} (?:did|does|do|has) {source} {_OFTEN}{_SAYS} {_A_CLAUSE}", r"\g<asked> "
    yield rf"^(?:did|does|has) {source} {_OFTEN}{_REPORTS} that (?=\w)", ""
    yield rf"\b(?P<helps>did|does|do) {source}(?= {_OFTEN}{_TELLS}\b)", r"\g<helps> it"
    yield rf"\b(?P<helps>has|have|had) {source}(?= {_OFTEN}(?:{_DOES}|written)\b)", r"\g<helps> it"
    yield rf"(?<!\ba )(?<!\ban )\b{source}(?= {_OFTEN}{_DOES}\b)", "it"
