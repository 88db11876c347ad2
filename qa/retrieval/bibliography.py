"""Citations as other programs take them: Markdown, BibTeX, RIS and CSL-JSON, and as a quotation to be pasted.

Each notation has its own way of being broken by a text, and so its own escaping: whatever an article is called, one
entry comes out for each citation. citeproc-py and pybtex were looked at: they style and parse such entries, and neither
writes them from what is known here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from qa.types import Citation

_BY = re.compile(r"^by\s+", re.IGNORECASE)
_BIBTEX = {
    **{char: f"\\{char}" for char in "$&%#_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",  # BibTeX counts \{ as a brace
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#~|&!:@/])|^(\s*(?:[-+=]|\d+(?=[.)])))", re.MULTILINE)
_NOT_IN_ADDRESS = re.compile(r"[\s<>{}\\^`|\"]")


@dataclass(frozen=True, slots=True)
class Reference:
    """What is told of a citation: the words quoted, and where they are from. `address` is a web address."""

    quoted: str
    title: str
    source: str
    byline: str
    published: date | None
    address: str
    link: str  # the sentence, in its article, on the server that answered

    @property
    def key(self) -> str:
        """A name made of the source, the year and the title, in letters that every program takes."""
        plain = unicodedata.normalize("NFKD", f"{self.source} {self.title}").encode("ascii", "ignore").decode().lower()
        words = [word for word in re.findall(r"[a-z0-9]+", plain) if word != "the"]
        return "-".join([*words[:4], *([str(self.published.year)] if self.published else [])]) or "article"


def reference(citation: Citation, server: str = "", byline: str = "") -> Reference:
    """What is told of a citation; `server` is the address of the one that answered."""
    article, link = citation.article, server.rstrip("/") + citation.link
    is_web = bool(article.url) and str(article.url).lower().startswith(("http://", "https://"))
    return Reference(
        quoted=_line(citation.text),
        title=_line(article.title),
        source=_line(article.source),
        byline=_BY.sub("", _line(byline)),
        published=article.published,
        address=_address(str(article.url)) if is_web else link,
        link=link,
    )


def quotation(one: Reference) -> str:
    """The words between quotation marks, and where they are from, on two lines."""
    place = _place(one)
    return f"“{one.quoted}”\n— {place}{'' if place.endswith(('.', '?', '!', '…')) else '.'} {one.address}"


def bibliography(references: Sequence[Reference], notation: str) -> str:
    """All of them in one of NOTATIONS. Raises KeyError."""
    return NOTATIONS[notation].write(references)


def _markdown(references: Sequence[Reference]) -> str:
    return "\n".join(map(_markdown_entry, references))


def _markdown_entry(one: Reference) -> str:
    title = f"[{_as_markdown(one.title)}](<{one.address}>)"
    place = ", ".join([title, *map(_as_markdown, _facts(one))])
    return f"> {_as_markdown(one.quoted)}\n>\n> — {place}\n"


def _bibtex(references: Sequence[Reference]) -> str:
    return "\n".join(_bibtex_entry(one, key) for one, key in zip(references, _keys(references), strict=True))


def _bibtex_entry(one: Reference, key: str) -> str:
    fields = {
        "author": f"{{{_as_bibtex(one.byline)}}}" if "," in one.byline else _as_bibtex(one.byline),
        "title": f"{{{_as_bibtex(one.title)}}}",
        "journal": _as_bibtex(one.source),
        "year": str(one.published.year) if one.published else "",
        "month": str(one.published.month) if one.published else "",
        "day": str(one.published.day) if one.published else "",
        "url": one.address,
        "note": f"``{_as_bibtex(one.quoted)}''",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@article{{{key},\n{''.join(lines)}}}\n"


def _ris(references: Sequence[Reference]) -> str:
    return "\r\n".join(map(_ris_entry, references))


def _ris_entry(one: Reference) -> str:
    day = one.published
    fields = [
        ("TY", "NEWS"),
        ("AU", one.byline),
        ("TI", one.title),
        ("T2", one.source),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day:%Y/%m/%d}" if day else ""),
        ("UR", one.address),
        ("N1", f"“{one.quoted}”"),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def _csl_json(references: Sequence[Reference]) -> str:
    entries = [_csl_entry(one, key) for one, key in zip(references, _keys(references), strict=True)]
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _csl_entry(one: Reference, key: str) -> dict[str, object]:
    day = one.published
    given: dict[str, object] = {
        "id": key,
        "type": "article-newspaper",
        "title": one.title,
        "container-title": one.source,
        "author": [{"literal": one.byline}] if one.byline else [],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else {},
        "URL": one.address,
        "note": f"“{one.quoted}”",
    }
    return {name: value for name, value in given.items() if value}


def _keys(references: Sequence[Reference]) -> list[str]:
    """The key of each, with a number where several would have the same."""
    keys: list[str] = []
    for one in references:
        number = sum(key.rpartition("--")[0] == one.key or key == one.key for key in keys)
        keys.append(f"{one.key}--{number + 1}" if number else one.key)
    return keys


def _place(one: Reference) -> str:
    return ", ".join([one.title, *_facts(one)])


def _facts(one: Reference) -> list[str]:
    day = f"{one.published.day} {one.published:%B} {one.published.year}" if one.published else ""
    return [fact for fact in (one.byline, one.source, day) if fact]


def _line(text: str) -> str:
    """On one line, and without characters that no text should have."""
    return " ".join("".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text).split())


def _address(url: str) -> str:
    return _NOT_IN_ADDRESS.sub(lambda found: quote(found[0], safe=""), _line(url))


def _as_bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in text)


def _as_markdown(text: str) -> str:
    return _MARKDOWN.sub(lambda found: f"\\{found[1]}" if found[1] else _escaped_start(found[2]), text)


def _escaped_start(start: str) -> str:
    """What would begin a list or a heading."""
    return f"{start}\\" if start.strip().isdigit() else f"\\{start.strip()}"


@dataclass(frozen=True, slots=True)
class Notation:
    """How entries are written, and what their file is to a browser."""

    name: str
    media_type: str
    extension: str
    write: Callable[[Sequence[Reference]], str]


NOTATIONS = {
    "markdown": Notation("Markdown", "text/markdown", "md", _markdown),
    "bibtex": Notation("BibTeX", "application/x-bibtex", "bib", _bibtex),
    "ris": Notation("RIS", "application/x-research-info-systems", "ris", _ris),
    "csl-json": Notation("CSL-JSON", "application/vnd.citationstyles.csl+json", "json", _csl_json),
}
