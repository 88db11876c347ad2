"""Furniture that is told by what stands around it: captions of a gallery, links with a label, notes of who wrote.

Everywhere a paragraph is told by its place, 0 for the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from qa.ingest.prose.furniture_captions import NAMED_AT_END, SCENE
from qa.ingest.prose.furniture_words import ROLE_WORDS
from qa.ingest.prose.outlets import is_outlet

_PICTURE = re.compile(r"(?:image|media|video|photo|picture) (caption|source|credit|copyright):?", re.IGNORECASE)
_BELOW = {"caption": 300, "source": 80, "credit": 80, "copyright": 80}  # characters of what is told there at most
_TITLE_CHARS = 200
_NOTE_CHARS = 600
_GALLERY = 3  # paragraphs that stand twice each: one may be a slip
_CAPTION_CHARS = 40  # of each at least: what is shorter may be a refrain
_LEAST_WORDS = 5  # of a title behind a label: "Prices: Nine dollars", "Hockey: Oxley 3, Carrick 2" are none
_LEAST_SMALL = 3  # of which begin with a small letter: "Who came: Ada Finch and the Duke of Oxley" is none
_NEAR = 6  # paragraphs

_WORD = re.compile(r"[^\W_]+")
_ENDED = re.compile(r"[.!?…:;,][\"'”’)]*$")
_LABEL = re.compile(r"(?P<label>(?:[^.!?:]|(?<=vs)\.){2,70})(?P<mark>[:?!]+[\"'”’]?)(?P<gap> ?)(?=[\"'“‘]?[A-Z\d])")
_OF_A_LIST = re.compile(
    r"(?:the|our|my|your|who|what|when|where|why|how|which|tv|radio|tickets?|cost|price|admission|info\w*|note|date|time"
    r"|location|box score|number|claim|verdict|result)\b",
    re.IGNORECASE,
)
_PERSON = r"(?!(?:The|An?|In|At|On|This|That|He|She|They|It) )[A-Z][\w'’-]+(?: [A-Z]\.?)?(?: [A-Z][\w'’-]+){1,2}"
_ROLE = (
    rf"(?:{ROLE_WORDS} )*(?:writer|editor|reporter|correspondent|columnist|producer|journalist|author|contributor"
    r"|professor|fellow|lecturer|critic|photographer|novelist|historian)"
)
_WRITER = re.compile(
    rf"{_PERSON}(?: and {_PERSON})? (?:(?:is|are) (?:an? |the )?(?i:[^.!?\"]{{0,60}}\b{_ROLE}s?\b)[^.!?\"]{{0,200}}"
    r"|covers? [a-z]+(?: [a-z]+){0,3} (?:for|at|in) [^.!?\"]{2,60}|writes? (?:about|for|an?|the) [^.!?\"]{2,80}"
    r"|has (?:been )?(?:writing|written|cover(?:ing|ed)|report(?:ing|ed)) (?:about |on |for )?[^.!?\"]{2,120})\.?"
    r"(?: (?P<more>(?:(?:His|Her|Their|He|She|They|You|Follow|Send|E-?mail|Reach|Contact|Read|View|Subscribe|Support|To"
    r"|Twitter|Find) |The (?:views|opinions)\b).*|.*(?:@\w|[Tt]witter|[Ee]-?mail).*))?"
)
_ASIDE = re.compile(r"(?<!\w)@\w|\b(?:views|opinions) expressed\b|\bView more\b")
_SIGNED = re.compile(rf"[-–—]{{1,3}} ?{_PERSON}(?:(?:,| and) {_PERSON})*")
_ADDRESS = re.compile(r"@\w|https?:|\bpic\.")  # of a post that is quoted
_STOP = re.compile(r"[.!?] (?=[\"'“‘]?[A-Z])")
_PAST = re.compile(r"\b(?:was|were|had|said|told|[a-z]{3,}ed)\b")
_SAID = re.compile(r"\b(?:said|told|wrote)\b")
_PARTS = re.compile(r"[.!?\"“”]")
_OPENING, _CLOSING = "'\"‘“", "'\"’”"
_QUOTED = re.compile(r"[\"'”’]$")


def captions(paragraphs: Sequence[str]) -> set[int]:
    """What a gallery shows twice, and what names at its end who took the picture, or who is quoted from the text."""
    pairs = [(place, place + 1) for place, pair in enumerate(pairwise(paragraphs)) if _is_twice(*pair)]
    shown = {place for pair in pairs for place in pair} if len(pairs) >= _GALLERY else set()
    open_ended = {place: each for place, each in enumerate(paragraphs) if not _ENDED.search(each)}
    named = {place: NAMED_AT_END.fullmatch(" ".join(each.split())) for place, each in open_ended.items()}
    said = _sentences(paragraphs) if any(named.values()) else Counter()
    shown.update(place for place, name in named.items() if name and _is_caption(name, said))
    for place, (above, paragraph) in enumerate(pairwise(paragraphs)):
        if (picture := _PICTURE.fullmatch(above)) and len(paragraph) <= _BELOW[picture[1].lower()]:
            shown |= {place, place + 1}
        elif _is_scene(above, paragraph):
            shown.add(place + 1)
    return shown


def _folded(paragraph: str) -> str:
    return " ".join(_WORD.findall(paragraph.lower()))


def _is_twice(one: str, two: str) -> bool:
    """But for signs and spaces, which are no more than a caption's least length."""
    if abs(len(one) - len(two)) > _CAPTION_CHARS or len(one) < _CAPTION_CHARS:
        return False
    return len(folded := _folded(one)) >= _CAPTION_CHARS and folded == _folded(two)


def _sentences(paragraphs: Sequence[str]) -> Counter[str]:
    return Counter(_folded(sentence) for paragraph in paragraphs for sentence in _PARTS.split(paragraph))


def _is_caption(named: re.Match[str], said: Counter[str]) -> bool:
    name = named["name"].removeprefix("From ")
    return "/" in name or is_outlet(name) or said[_folded(named["said"])] > 1


def _is_scene(above: str, paragraph: str) -> bool:
    """Whether it says in the present what some people do in a place, where the article tells of the past."""
    return bool(len(paragraph) <= _NOTE_CHARS and SCENE.fullmatch(paragraph) and _PAST.search(above))


def labelled_links(paragraphs: Sequence[str]) -> set[int]:
    """Titles behind a label that no other paragraph has: "FERRY FARES RISE:The ferry is dear", "AP:Captain freed"."""
    labels = {place: _LABEL.match(paragraph) for place, paragraph in enumerate(paragraphs)}
    counts = Counter(label["label"].casefold() for label in labels.values() if label)
    return {
        place
        for place, label in labels.items()
        if label and counts[label["label"].casefold()] == 1 and _is_link(paragraphs, place, label)
    }


def _is_link(paragraphs: Sequence[str], place: int, label: re.Match[str]) -> bool:
    paragraph = paragraphs[place]
    title = paragraph[label.end() :].split()
    ended = bool(_ENDED.search(paragraph))
    if len(paragraph) > _TITLE_CHARS or len(title) < 2:
        return False
    if not label["gap"]:
        shouted = label["label"].isupper() and len(label["label"].split()) > 1
        return not title[0][0].isdigit() and (shouted or not ended)
    if ended or _ADDRESS.search(paragraph) or _SAID.search(paragraph):
        return False
    return _is_phrase(label) and _is_headline(title, label) and _is_within_prose(paragraphs, place)


def _is_phrase(label: re.Match[str]) -> bool:
    """Whether it is no name of who speaks: "Rising fares", "FERRY FARES", "'We want it back'"."""
    words = label["label"]
    first, *others = words.split()
    small = sum(word[0].islower() for word in others)
    quoted = words[0] in _OPENING and (words[-1] in _CLOSING or label["mark"][-1] in _CLOSING)
    told = words.isupper() or quoted or (first[0].isupper() and 0 < small >= min(2, len(others)))
    return told and "?" not in label["mark"] and not _OF_A_LIST.match(words.lstrip(_OPENING))


def _is_headline(title: Sequence[str], label: re.Match[str]) -> bool:
    """Whether it is one, and no figure of a table: "3.5 percent in the year to May"."""
    if title[0][0].isdigit() or (_STOP.search(" ".join(title)) and not label["label"].isupper()):
        return False
    return len(title) >= _LEAST_WORDS and sum(word[0].islower() for word in title) >= _LEAST_SMALL


def _is_within_prose(paragraphs: Sequence[str], place: int) -> bool:
    """Whether the nearest paragraphs without a label, on either side, are sentences; none is below the last."""
    above = _first_unlabelled(paragraphs[max(0, place - _NEAR) : place][::-1], "")
    below = _first_unlabelled(paragraphs[place + 1 : place + 1 + _NEAR], ".")
    return bool(_ENDED.search(above) and _ENDED.search(below))


def _first_unlabelled(paragraphs: Sequence[str], none: str) -> str:
    return next((each for each in paragraphs if not _LABEL.match(each)), none)


def notes_of_writers(paragraphs: Sequence[str], kept: Sequence[bool]) -> set[int]:
    """Who wrote: a name behind a dash, and below the last or above the first paragraph a note about the writer."""
    own = [place for place, is_own in enumerate(kept) if is_own]
    found = {place for place in own[1:] if _is_signature(paragraphs[place - 1], paragraphs[place])}
    while len(own) > 1 and (own[-1] in found or _is_about_writer(paragraphs[own[-1]])):
        found.add(own.pop())
    if len(own) > 1 and _is_about_writer(paragraphs[own[0]]) and _ASIDE.search(paragraphs[own[0]]):
        found.add(own[0])
    return found


def _is_signature(above: str, paragraph: str) -> bool:
    """A name behind a dash, where it does not say whose the words above it are."""
    return len(paragraph) <= _TITLE_CHARS and bool(_SIGNED.fullmatch(paragraph)) and not _QUOTED.search(above)


def _is_about_writer(paragraph: str) -> bool:
    return len(paragraph) <= _NOTE_CHARS and bool(_WRITER.fullmatch(" ".join(paragraph.split())))
