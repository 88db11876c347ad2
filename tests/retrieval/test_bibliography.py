from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from markdown_it import MarkdownIt

from qa.retrieval.bibliography import NOTATIONS, Reference, bibliography, quotation, reference
from qa.types import ArticleInfo, Citation

HOSTILE = r"""1. # *A* _b_ [c](javascript:d) <e> & "f" {g} \h $i% ~j^ | `k` <https://l> - ’m’ }} @n{"""


def cited(
    title: str = "Storm closes the harbor", text: str = "A storm\nclosed it.", url: str | None = None
) -> Citation:
    article = ArticleInfo("harbor", title, "The Example Gazette", date(2019, 10, 1), url)
    return Citation(text, 0, len(text), 1.0, article, "", "", (), "/articles/harbor?b=1&s=0-ab#s0", ())


def entry(notation: str, title: str = "Storm closes the harbor", **given: str) -> str:
    return bibliography([reference(cited(title, **given), "http://here/", "By Ada Lind")], notation)


def test_a_quotation_is_on_one_line_and_says_where_it_is_from() -> None:
    assert quotation(reference(cited(url="https://example.org/a"), "http://here/", "By Ada Lind")) == (
        "“A storm closed it.”\n— Storm closes the harbor, Ada Lind, The Example Gazette, 1 October 2019."
        " https://example.org/a"
    )


@pytest.mark.parametrize(
    ("title", "ends"), [("It is shut.", "shut. h"), ("Is it shut?", "shut? h"), ("Shut", "Shut. h")]
)
def test_where_nothing_follows_the_title_its_own_mark_ends_it(title: str, ends: str) -> None:
    untold = replace(reference(cited(title, url="https://example.org/a")), source="", published=None)
    assert ends in quotation(untold)


def test_without_an_address_of_its_own_the_sentence_is_named_here() -> None:
    link = "http://here/articles/harbor?b=1&s=0-ab#s0"
    assert reference(cited(), "http://here/").address == link
    assert reference(cited(url="javascript:alert(1)"), "http://here").address == link


def test_bibtex() -> None:
    assert entry("bibtex", url="https://example.org/a_b") == (
        "@article{example-gazette-storm-closes-2019,\n"
        "  author = {Ada Lind},\n"
        "  title = {{Storm closes the harbor}},\n"
        "  journal = {The Example Gazette},\n"
        "  year = {2019},\n  month = {10},\n  day = {1},\n"
        "  url = {https://example.org/a_b},\n"
        "  note = {``A storm closed it.''},\n}\n"
    )


def test_ris() -> None:
    assert entry("ris", url="https://example.org/a").split("\r\n") == [
        "TY  - NEWS",
        "AU  - Ada Lind",
        "TI  - Storm closes the harbor",
        "T2  - The Example Gazette",
        "PY  - 2019",
        "DA  - 2019/10/01",
        "UR  - https://example.org/a",
        "N1  - “A storm closed it.”",
        "ER  - ",
        "",
    ]


def test_csl_json() -> None:
    assert json.loads(entry("csl-json", url="https://example.org/a")) == [
        {
            "id": "example-gazette-storm-closes-2019",
            "type": "article-newspaper",
            "title": "Storm closes the harbor",
            "container-title": "The Example Gazette",
            "author": [{"literal": "Ada Lind"}],
            "issued": {"date-parts": [[2019, 10, 1]]},
            "URL": "https://example.org/a",
            "note": "“A storm closed it.”",
        }
    ]


def test_whatever_an_article_is_called_bibtex_stays_balanced() -> None:
    written = entry("bibtex", HOSTILE, text=HOSTILE, url="https://example.org/}{\\")
    depth = 0
    for number, char in enumerate(written):
        depth += (char == "{") - (char == "}")
        assert depth >= 0
        assert depth > 0 or number < 10 or not written[number + 1 :].strip()
    assert depth == 0
    assert not re.search(r"(?<!\\)[$&%#_]", written.replace("%7D%7B%5C", ""))


def test_whatever_an_article_is_called_markdown_shows_it_as_it_is() -> None:
    html = MarkdownIt().render(entry("markdown", HOSTILE, text=HOSTILE, url="https://example.org/a b>c"))
    shown = re.sub(r"<[^>]+>", "", html)
    for char, escaped in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(char, escaped)
    assert shown.split("—")[0].strip() == HOSTILE
    assert re.findall(r'href="([^"]*)"', html) == ["https://example.org/a%20b%3Ec"]
    assert set(re.findall(r"<(\w+)", html)) == {"blockquote", "p", "a"}


@pytest.mark.parametrize("start", ["- a", "+ a", "1) a", "2. a", "# a", "> a", "=== a"])
def test_markdown_begins_no_list(start: str) -> None:
    html = MarkdownIt().render(entry("markdown", text=start))
    assert html.startswith("<blockquote>\n<p>")
    assert html.count("<blockquote>") == 1


def test_ris_and_csl_keep_to_a_line_whatever_comes() -> None:
    lines = entry("ris", "A\r\nER  - \r\nTY  - BOOK\x00\x1b[31m").split("\r\n")
    assert [line[:2] for line in lines] == ["TY", "AU", "TI", "T2", "PY", "DA", "UR", "N1", "ER", ""]
    assert json.loads(entry("csl-json", HOSTILE))[0]["title"] == HOSTILE


def test_keys_differ_and_are_plain() -> None:
    one, other = reference(cited(title="Öl & Ähren")), reference(cited(title="日本"))
    found = re.findall(r"@article\{(.+),", bibliography([one, one, one, other], "bibtex"))
    assert found == [
        *("example-gazette-ol-ahren-2019", "example-gazette-ol-ahren-2019--2", "example-gazette-ol-ahren-2019--3"),
        "example-gazette-2019",
    ]
    assert Reference("", "", "", "", None, "", "").key == "article"


def test_every_notation_writes_one_entry_a_citation() -> None:
    three = [reference(cited())] * 3
    marks = {"markdown": "\n>\n", "bibtex": "@article", "ris": "ER  -", "csl-json": '"id"'}
    assert {name: bibliography(three, name).count(marks[name]) for name in NOTATIONS} == dict.fromkeys(marks, 3)
