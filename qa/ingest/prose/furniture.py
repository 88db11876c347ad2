"""What a page leaves around an article: bars, boxes, notices, credits, links, readers' comments.

Whole lines and whole paragraphs are told by their words, what follows a heading of links or of comments by the heading.
A sentence of an article that only talks about such things is none of them: of 900 paragraphs that these rules take
from 1,079 articles as the web has them (a set of 2022, 27,800 paragraphs), read one by one, one was a sentence of the
article, labelled as a correction, while those of 1,016 articles already cleaned by hand lost nothing but a name and a
dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.prose import furniture_notices as notices
from qa.ingest.prose.bylines import read_byline
from qa.ingest.prose.furniture_captions import CREDIT_AT_END, GALLERY, is_caption
from qa.ingest.prose.furniture_lines import LINE
from qa.ingest.prose.furniture_phrases import PAGE_WORDS, PHRASES, REQUESTS, SECTIONS
from qa.ingest.prose.furniture_places import captions, labelled_links, notes_of_writers
from qa.ingest.prose.line_breaks import paragraph_spans
from qa.ingest.prose.outlets import is_outlet, is_section
from qa.ingest.prose.visible import visible
from qa.types import Span

MAX_LINE_CHARS = 200
MAX_NOTICE_CHARS = 800
_CAPTION_CHARS = 500
_TITLE_CHARS = 120  # of a link, or of a heading
_MOST_LINKS = 12  # titles below a heading of links
_COMMENTS_READ = 8  # paragraphs below a heading of comments: one of them is a name, or "Reply"
_LEAST_SECTIONS = 3  # names of sections in a line, or a line each: two may be a title
_MENU_CHARS = 40  # of a name of a section in a menu, of the heading of a box
_TAG_WORDS = 4  # of "Bridges of the county" below "Tags"
_LINK_WORDS = 6  # of one link in a bar
_OUTLET_WORDS = 4
_LEAST_BEFORE_TAIL = 20  # characters, where what stands behind has no end mark
_REQUEST_WORDS = 10  # of "Download our app for the news of the harbor"
# An article's lines are asked about when they are joined, as its paragraphs, and for its corrections.
_REMEMBERED = 4096  # lines, of 2 * MAX_NOTICE_CHARS at most

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"(]?[A-Z@])")
_LAST = re.compile(r"(?<=[a-z\d\"')”’][.!?])\s+(?=[\"(“]?[A-Z@])")  # not behind "U.S."
_BETWEEN_LINKS = re.compile(r" ?[|·•›»>] ?| / ")
_MARKS_BEFORE = "•·▪◦‣●■►▶➤✓»›>→↓↑☰≡🔍🔎*|# –—-\ufe0f[_("
_MARKS_AFTER = " .!?…»>→:|*_–—-])"
_NAME_ALONE = re.compile(r"[A-Z][\w'’-]+(?: [A-Z]\.?)? [A-Z][\w'’-]+")
_SIGNATURE = re.compile(
    rf"[-–—]{{1,3}} ?{_NAME_ALONE.pattern}(?:(?:,| and) {_NAME_ALONE.pattern})*"
    r"(?:,? \(?@\w{1,30}\)?|, (?P<outlet>[^,.!?]{2,40}))"
)
_LINK_MARKS = frozenset("►▶▸➤➡")
_PICTOGRAMS = re.compile(r"^[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d ]+")
_ENDED = re.compile(r"[.!?][\"')]*$")
_QUOTES = str.maketrans("’‘“”„", '\'\'"""')


def is_furniture(paragraph: str) -> bool:
    """Whether a trimmed paragraph belongs to the page an article was copied from, not to the article."""
    words = _plain(paragraph)
    if len(words) > MAX_NOTICE_CHARS:
        return len(GALLERY.findall(paragraph)) > 1
    return _is_of_page(words, paragraph[:1] in _LINK_MARKS)


@lru_cache(_REMEMBERED)
def _is_of_page(words: str, marked: bool) -> bool:
    if marked and len(words) <= MAX_LINE_CHARS and not _ENDED.search(words):
        return True
    return not _WORD.search(words) or _is_known(words) or _is_bar(words) or _is_caption(words)


def prose_among(paragraphs: Sequence[str]) -> tuple[bool, ...]:
    """Which of an article's paragraphs, in order, are its own.

    The titles below a heading of links are none, nor is what stands below a heading of readers' comments.
    """
    kept: list[bool] = []
    links, begun = 0, False
    paragraphs = [visible(paragraph) for paragraph in paragraphs]
    listed = _in_menus(paragraphs) | _below_tags(paragraphs) | captions(paragraphs) | labelled_links(paragraphs)
    for place, paragraph in enumerate(paragraphs):
        if begun and _begins_comments(paragraph, paragraphs[place + 1 : place + 1 + _COMMENTS_READ]):
            break
        linked = links > 0 and _is_title(paragraph)
        noted = place > 0 and is_heading_of_correction(paragraphs[place - 1])
        above = place == 0 and len(paragraphs) > 1 and _is_name_alone(paragraph)
        kept.append(not (place in listed or linked or noted or above or is_furniture(paragraph)))
        begun = begun or kept[-1]
        links = _MOST_LINKS if _is_heading(notices.LINKS_HEADING, paragraph) else links - linked if linked else 0
    kept += [False] * (len(paragraphs) - len(kept))
    writers = notes_of_writers(paragraphs, kept)
    return tuple(is_own and place not in writers for place, is_own in enumerate(kept))


def _in_menus(paragraphs: Sequence[str]) -> set[int]:
    """The places of names of sections that stand below one another, perhaps among other ways to pages of the site."""
    found: set[int] = set()
    run: list[int] = []
    for place, paragraph in enumerate([*paragraphs, ""]):
        if _is_name_of_section(paragraph):
            run.append(place)
        elif run and not (paragraph and is_furniture(paragraph)):
            found.update(run if len(run) >= _LEAST_SECTIONS else ())
            run = []
    return found


def _below_tags(paragraphs: Sequence[str]) -> set[int]:
    """The places of what stands below "Tags": short lines, no more than a box has."""
    found: set[int] = set()
    left = 0
    for place, paragraph in enumerate(paragraphs):
        is_tag = left > 0 and _is_title(paragraph) and len(paragraph.split()) <= _TAG_WORDS
        found.update((place,) if is_tag else ())
        is_heading = len(paragraph) <= _MENU_CHARS and _is_heading(notices.TAGS_HEADING, paragraph)
        left = _MOST_LINKS if is_heading else left - 1 if is_tag else 0
    return found


def _is_name_of_section(paragraph: str) -> bool:
    return len(paragraph) <= _MENU_CHARS and is_section(paragraph)


def without_tail(paragraph: str) -> str:
    """The paragraph without what stands behind its last sentence: "(Reporting by ...; Editing by ...)", "Keep reading."

    An agency's note, and sentences of which each would be furniture by itself.
    """
    tail = notices.TAIL.search(paragraph, max(0, len(paragraph) - notices.TAIL_CHARS))
    paragraph = paragraph[: tail.start()].rstrip() if tail else paragraph
    while cut := _last_sentence(paragraph):
        if is_heading_of_correction(paragraph[cut:]) or not _is_line(_plain(paragraph[cut:])):
            break
        paragraph = paragraph[:cut].rstrip()
    return paragraph


def _last_sentence(paragraph: str) -> int:
    """Where it begins; 0 where it is the only one, or long, or stands behind a number: "5. Facebook"."""
    begins = [found.end() for found in _LAST.finditer(paragraph, max(0, len(paragraph) - MAX_LINE_CHARS))]
    least = 0 if paragraph.endswith((".", "!", "?")) else _LEAST_BEFORE_TAIL
    return begins[-1] if begins and begins[-1] >= least else 0


@lru_cache(1)
def spans_of(text: str, start: int) -> tuple[Span, ...]:
    """The paragraphs of a text, also those that are furniture."""
    return tuple(paragraph_spans(text, start, is_furniture))


def corrections(text: str, start: int = 0) -> tuple[str, ...]:
    """The notes by which an article was corrected, in its own words; a heading stands before its note."""
    notes: list[str] = []
    heading = ""
    for begin, end in spans_of(text, start):
        words = " ".join(text[begin:end].split())
        if is_heading_of_correction(words):
            heading = words
        elif heading or is_note_of_correction(words):
            notes.append(f"{heading} {words}".strip())
            heading = ""
    return tuple(notes)


def lines_that_may_recur(lines: Iterable[str]) -> set[str]:
    """The lines of an article's body, trimmed, as `folded_line` has them; not those of MAX_LINE_CHARS and more."""
    return {folded_line(line) for line in lines if len(line) < MAX_LINE_CHARS} - {""}


def folded_line(line: str) -> str:
    """Its words in lower case, each number as 0: lines that differ in nothing else are one."""
    return " ".join(_NUMBER.sub("0", word) for word in _WORD.findall(line.lower()))


def _plain(paragraph: str) -> str:
    """What is seen of it, on one line, with plain quotation marks."""
    return _plain_line(paragraph[: 2 * MAX_NOTICE_CHARS])


@lru_cache(_REMEMBERED)
def _plain_line(line: str) -> str:
    return " ".join(visible(line).translate(_QUOTES).split())


def _is_known(words: str) -> bool:
    """A line or a notice, or sentences of which each is one."""
    if is_caption(words) or _is_correction(words):
        return True
    if notices.SPOKEN.search(words):
        return False
    sentences = _SENTENCE_END.split(words)
    return _is_line(words) or (len(sentences) > 1 and all(map(_is_line, sentences)))


def _is_line(words: str) -> bool:
    bare = _PICTOGRAMS.sub("", words.lstrip(_MARKS_BEFORE), count=1)
    if notices.NOTICE.match(words) or notices.NOTICE.match(bare) or _is_correction(words):
        return True
    if len(words) > MAX_LINE_CHARS:
        return False
    if any(LINE.fullmatch(line) for line in {words, bare}):
        return True
    return _is_phrase(bare) or _is_day_alone(bare) or _is_signed(bare) or _is_request(bare) or _is_signature(words)


def _is_phrase(bare: str) -> bool:
    return bare.rstrip(_MARKS_AFTER).casefold() in PHRASES


def _is_day_alone(bare: str) -> bool:
    """ "Published: May 3, 2019 at 10:12 a.m.", "Friday, 3 May 2019"; also where the day has two readings: 3/5/2019."""
    return bool(_NUMBER.search(bare) and not bare.isdigit()) and parse_date(bare, day_first=True) is not None


def _is_signed(bare: str) -> bool:
    """ "By Ada Finch", "Example News", "Support the Example Times"."""
    name = bare.strip(_MARKS_AFTER).removeprefix("Support ")
    is_name = is_outlet(name) and not is_section(name) and len(name.split()) <= _OUTLET_WORDS
    return is_name or read_byline(bare) is not None


def _is_signature(words: str) -> bool:
    """ "— Ada Finch, Example News", "– Ada Finch (@adafinch)"."""
    signed = _SIGNATURE.fullmatch(words)
    return signed is not None and (signed["outlet"] is None or is_outlet(signed["outlet"]))


def _is_request(bare: str) -> bool:
    """ "Download the app", "Join our channel for updates": a short line without an end mark."""
    words = bare.lower().split()
    if not 1 < len(words) <= _REQUEST_WORDS or bare.endswith((".", "?", "!")) or not bare[0].isupper():
        return False
    return words[0] in REQUESTS and not PAGE_WORDS.isdisjoint(word.strip(",:") for word in words[1:])


def _is_correction(words: str) -> bool:
    bare = words.lstrip(_MARKS_BEFORE)
    told = notices.CORRECTION.match(bare)
    return told is not None and bool(notices.CORRECTION_LABEL.match(bare) or not notices.SPOKEN.search(bare))


def is_note_of_correction(paragraph: str) -> bool:
    """Whether a paragraph is a note by which an article was corrected."""
    return len(paragraph) <= MAX_NOTICE_CHARS and _is_correction(_plain(paragraph))


def is_heading_of_correction(paragraph: str) -> bool:
    """Whether a line is only a label, with a day or without: "Correction: May 6, 2019"."""
    bare = _plain(paragraph).lstrip(_MARKS_BEFORE)
    label = notices.CORRECTION_LABEL.match(bare)
    if label is None or len(bare) > _TITLE_CHARS:
        return False
    rest = bare[label.end() :].strip(_MARKS_AFTER + "(,[")
    return not rest or parse_date(rest) is not None or bool(notices.DAY_OF_YEAR.fullmatch(rest))


def _is_bar(words: str) -> bool:
    """Names of sections or ways to other pages, one beside the other: "Home > News > Local"."""
    if len(words) > MAX_LINE_CHARS or words.endswith("."):
        return False
    links = [link.strip() for link in _BETWEEN_LINKS.split(words) if link.strip()]
    if len(links) < 2:
        return len(words.split()) >= _LEAST_SECTIONS and _is_section(words)
    if any(len(link.split()) > _LINK_WORDS for link in links):
        return False
    path = len(links) >= _LEAST_SECTIONS and any(mark in words for mark in "›»>") and _is_section(links[0])
    return path or links[0].lower() == "home" or all(_is_section(link) or _is_line(link) for link in links)


def _is_section(words: str) -> bool:
    return all(word in SECTIONS for word in words.lower().replace("&", " ").replace(" and ", " ").strip(". ").split())


def _is_caption(words: str) -> bool:
    return len(words) <= _CAPTION_CHARS and bool(CREDIT_AT_END.search(words))


def _is_title(paragraph: str) -> bool:
    """Whether it may be a link: short, and no sentence."""
    return len(paragraph) <= _TITLE_CHARS and not paragraph.rstrip("\"'”’) ").endswith((".", ":", ","))


def _is_name_alone(paragraph: str) -> bool:
    """Whether it is the writer's name and no more."""
    return _NAME_ALONE.fullmatch(paragraph) is not None


def _is_heading(pattern: re.Pattern[str], paragraph: str) -> bool:
    return len(paragraph) <= _TITLE_CHARS and bool(pattern.fullmatch(_plain(paragraph).lstrip(_MARKS_BEFORE)))


def _begins_comments(paragraph: str, following: Sequence[str]) -> bool:
    return _is_heading(notices.COMMENTS_HEADING, paragraph) and any(
        len(each) <= MAX_LINE_CHARS and notices.COMMENT.fullmatch(_plain(each)) for each in following
    )
