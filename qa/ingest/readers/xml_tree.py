"""XML and HTML as trees, read so that a file can reach nothing outside itself: no entity, no DTD, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from qa.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

Element = Any  # lxml has no types of its own
ENTITIES = "XML that declares entities, which can read other files or grow without end"
_AT_ONCE = 100  # elements
_HERE = "here"
# What stands before the root, as far as it is there.
PROLOGUE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?[^>]{0,500}\?>|<!--.{0,2000}?-->|<!doctype[^>\[]{0,500}(?:>|\[(?:[^\]\"'<]"
    rb"|<(?!!--)|<!--.{0,2000}?-->|\"[^\"]*\"|'[^']*')*+(?:\]\s*>|.*)))*+",
    re.IGNORECASE | re.DOTALL,
)


def xml_of(data: bytes) -> Element:
    """The root element. Raises SourceError for what is not well-formed XML, or declares entities."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"malformed XML: {error}") from error
    _refuse_entities(root)
    return root


def declares_entities(data: bytes) -> bool:
    """Whether entities are declared before the root."""
    prologue = PROLOGUE.match(data)
    return prologue is not None and b"<!entity" in prologue[0].lower()


def without_entities(data: bytes) -> bytes:
    """A page without what stands before its root, where that declares entities: HTML has none but its own."""
    return data[PROLOGUE.match(data).end() :] if declares_entities(data) else data  # type: ignore[union-attr]


def _refuse_entities(element: Element) -> None:
    within = element.getroottree().docinfo.internalDTD
    if within is not None and any(within.iterentities()):
        raise SourceError(ENTITIES)


def elements(path: Path, *names: str) -> Iterator[Element]:
    """Each element of these names, whatever its namespace, of a file of any size; forgotten when the next is read.

    Raises SourceError where the XML declares entities, or is not well-formed; what stands before that is given.
    """
    from lxml import etree

    tags = [f"{{*}}{name}" for name in names]
    with path.open("rb") as file:
        reader = etree.iterparse(
            file, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for number, (_, element) in enumerate(reader):
                if number == 0:
                    _refuse_entities(element)
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise SourceError(f"malformed XML: {error}") from error


def documents(path: Path, *names: str) -> Iterator[bytes]:
    """A file of any size as several: what stands before its first element of these names, with some of them in each.

    Raises SourceError as `elements` does, when what stands before the fault was given.
    """
    from lxml import etree

    around, some = (b"", b""), list[bytes]()
    try:
        for element in elements(path, *names):
            around = _around(element) if around == (b"", b"") else around
            some.append(etree.tostring(element, with_tail=False))
            if len(some) == _AT_ONCE:
                yield b"".join(some).join(around)
                some.clear()
    except SourceError:
        if some:
            yield b"".join(some).join(around)
        raise
    if some:
        yield b"".join(some).join(around)


def _around(element: Element) -> tuple[bytes, bytes]:
    """A document as far as it was read before an element within it, and the end tags that it then needs."""
    from lxml import etree

    before, after = b"", b""
    while (above := element.getparent()) is not None:
        shell = etree.Element(above.tag, above.attrib, nsmap=above.nsmap)
        shell.extend(deepcopy(child) for child in above[: above.index(element)])
        shell.append(etree.Comment(_HERE))
        head, _, tail = etree.tostring(shell).rpartition(f"<!--{_HERE}-->".encode())
        before, after, element = head + before, after + tail, above
    return before, after


def fragment_of(html: str) -> Element:
    """The body of a piece of HTML."""
    from lxml import html as lxml_html

    return lxml_html.document_fromstring(f"<body>{html}</body>") if html.strip() else lxml_html.Element("body")


def local_name(element: Element) -> str:
    """Its name without a namespace; "" of a comment or an instruction."""
    tag = cast("_Element", element).tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def words_in(element: Element) -> str:
    """All text within it, on one line."""
    return " ".join("".join(element.itertext()).split())


def first_of(element: Element, *path: str) -> Element | None:
    """The first descendant that is reached by these names, whatever their namespaces."""
    found = element.xpath(".//" + "//".join(f"*[local-name()={name!r}]" for name in path))
    return found[0] if found else None


def text_of(element: Element, *path: str) -> str:
    """The words of the first descendant reached by these names; "" where there is none."""
    found = first_of(element, *path)
    return words_in(found) if found is not None else ""


def attribute_of(element: Element, name: str, *path: str) -> str:
    """An attribute of the first descendant reached by these names; "" where there is none."""
    found = first_of(element, *path)
    return str(found.get(name) or "") if found is not None else ""


def html_of(data: bytes) -> Element:
    """A page of XHTML or HTML as a tree. Raises SourceError where there is nothing in it."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        return lxml_html.document_fromstring(without_entities(data))
    except (etree.ParserError, ValueError) as error:
        raise SourceError(f"malformed HTML: {error}") from error
