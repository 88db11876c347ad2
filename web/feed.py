"""Atom feeds (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `id` is a URI that stays the same, `updated` as RFC 3339 has it, `words` plain text."""

    id: str
    title: str
    updated: str
    link: str
    words: str


def atom(feed_id: str, title: str, page: str, own: str, updated: str, entries: Iterable[Entry]) -> bytes:
    """The feed of a page, in UTF-8; `own` is its own address. What XML cannot hold is left out of texts."""
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    for name, value in (("id", feed_id), ("title", title), ("updated", updated)):
        _add(root, name, value)
    ElementTree.SubElement(root, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": page})
    ElementTree.SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "href": _clean(own)})
    _add(ElementTree.SubElement(root, f"{{{ATOM}}}author"), "name", "Cuttings")
    for entry in entries:
        held = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
        for name, value in (("id", entry.id), ("title", entry.title), ("updated", entry.updated)):
            _add(held, name, value)
        ElementTree.SubElement(held, f"{{{ATOM}}}link", {"rel": "alternate", "href": _clean(entry.link)})
        _add(held, "content", entry.words)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _add(parent: ElementTree.Element, name: str, value: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = _clean(value)


def _clean(value: str) -> str:
    return _NOT_IN_XML.sub("", value)
