"""The page of an article, character for character, and the links that lead to a sentence of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import request, url_for
from flask.testing import FlaskClient

from qa import link_to

LUNCH = "The lunch was dropped."


class ArticleText(HTMLParser):
    """The characters of the article on a page, and of each of its sentences by id; not what folded lines are called."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.sentences, self._depth, self._open = "", {}, 0, ""
        self.feed(html.replace("\r\n", "\n").replace("\r", "\n"))  # as a browser reads it

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given, self._called = dict(attributes), tag == "summary"
        if self._depth or given.get("class") == "text":
            self._depth += 1
        if "sentence" in str(given.get("class")).split():
            self._open = str(given["id"])
            self.sentences[self._open] = ""

    def handle_endtag(self, tag: str) -> None:
        self._depth, self._called = self._depth - bool(self._depth), False
        self._open = "" if tag == "span" else self._open

    def handle_data(self, data: str) -> None:
        self.text += data if self._depth and not self._called else ""
        if self._open:
            self.sentences[self._open] += data


def test_article_page_is_the_article_character_for_character(client: FlaskClient, hanoi: str) -> None:
    found = ArticleText(client.get("/articles/hanoi").get_data(as_text=True))
    assert found.text == hanoi[hanoi.index("The Hanoi") :]
    assert found.sentences == {
        "s0": "The Hanoi talks failed over sanctions.",
        "s1": "Nobody signed anything.",
        "s2": LUNCH,
        "s3": "The second paragraph is shorter.",
        "s4": "It ends here.",
    }


def test_article_page_says_what_it_is(client: FlaskClient) -> None:
    page = client.get("/articles/hanoi").get_data(as_text=True)
    assert "<h1>Leaders leave without a deal</h1>" in page
    assert '<time datetime="2019-03-01">1 March 2019</time><span>5 sentences</span></p>' in page
    assert '<details class="other"><summary>1 line left out</summary>ADVERTISEMENT</details>' in page
    assert "original page" not in page


def test_an_article_opens_with_its_key_sentences_which_are_marked_in_it(bridge_client: FlaskClient) -> None:
    page = bridge_client.get("/articles/closed").get_data(as_text=True)
    key = bridge_client.get("/api/v1/articles/closed").json["key"]
    assert key == [0, 1, 2]
    brief = page[page.index('<section class="brief"') : page.index('<div class="text">')]
    assert '<h2 id="brief">In short</h2>' in brief
    assert re.findall(r'<li><a href="#(s\d)">(The|Nobody)', brief) == [("s0", "The"), ("s1", "The"), ("s2", "Nobody")]
    assert '<input class="marks" id="marks" type="checkbox" checked><label for="marks">' in brief
    assert re.findall(r'<span id="(s\d)" class="sentence key">', page) == ["s0", "s1", "s2"]
    assert '<span id="s3" class="sentence">The harbor master' in page


def test_an_article_as_short_as_its_summary_has_none(client: FlaskClient) -> None:
    page = client.get("/articles/plain").get_data(as_text=True)
    assert "In short" not in page
    assert "checkbox" not in page
    assert '<span id="s0" class="sentence">Zebras run.</span>' in page


def test_a_text_of_very_many_sentences_has_a_summary_too(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    chapters = (f"Chapter {n} tells of the sea and number {n * n}." for n in range(3000))
    (tmp_path / "long.txt").write_text(" ".join(chapters), "utf-8")
    build(tmp_path, tmp_path / "indexes")
    client = client_over(tmp_path / "indexes")
    assert "In short" in client.get("/articles/long").text
    assert len(client.get("/api/v1/articles/long").json["key"]) == 3


def test_hostile_article(client: FlaskClient, hostile: str) -> None:
    page = client.get(f"/articles/{quote(hostile, safe='')}").get_data(as_text=True)
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</h1>" in page
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer noopener">original page</a>' in page
    assert "Penguins wrote bold &amp; markup." in page
    assert ArticleText(page).text == f"Penguins wrote bold & markup. {LUNCH}"
    assert "<script>" not in page


@pytest.mark.parametrize("name", ["plain", "/a", "a//b/", "https://example.org/?a=1#b", "../x", "%2F", "ünïcode"])
def test_any_id_makes_an_address_and_comes_back_from_it(client: FlaskClient, name: str) -> None:
    with client.application.test_request_context():
        address = url_for("pages.article", article_id=name)
    assert address == link_to(name, 0, "Text.", "b").partition("?")[0]
    with client.application.test_request_context(address):
        assert request.view_args == {"article_id": name}


def test_a_url_that_is_a_script_is_no_link(client: FlaskClient) -> None:
    assert "javascript:" not in client.get("/articles/script-url").get_data(as_text=True)


def test_a_link_of_an_earlier_build_says_so(client: FlaskClient) -> None:
    build = client.get("/readyz").json["build"]
    note = "This link was made with an earlier build of the index."
    assert note in client.get("/articles/hanoi?b=20190101T000000-00000000").get_data(as_text=True)
    assert note not in client.get(f"/articles/hanoi?b={build}").get_data(as_text=True)
    assert note not in client.get("/articles/hanoi").get_data(as_text=True)


def test_a_link_finds_its_sentence_in_a_later_build(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    path = tmp_path / "wire" / "harbor.txt"
    path.parent.mkdir()
    path.write_text("The harbor is closed. A storm did it. Nobody was hurt.", "utf-8")
    (path.parent / "other.txt").write_text("Another article.", "utf-8")
    first = build(path.parent, tmp_path / "indexes")
    client = client_over(tmp_path / "indexes")
    [cited] = client.get("/api/v1/ask?q=what+did+a+storm&k=1").json["citations"]
    link, _, place = cited["link"].partition("#")
    assert (cited["text"], place) == ("A storm did it.", "s1")
    assert client.get(link).status_code == 200

    path.write_text("Early on Monday it came. The harbor is closed. A storm did it.", "utf-8")
    second = build(path.parent, tmp_path / "indexes")
    moved = client.get(link)
    assert moved.status_code == 302
    assert moved.location == link.replace(first, second).replace("s=1-", "s=2-") + "#s2"
    page = client.get(moved.location).get_data(as_text=True)
    assert '<span id="s2" class="sentence">A storm did it.</span>' in page
    assert "is not in this article any more" not in page

    path.write_text("The harbor is open.", "utf-8")
    build(path.parent, tmp_path / "indexes")
    assert "The sentence that this link cites is not in this article any more" in client.get(link).get_data(
        as_text=True
    )
    path.unlink()
    build(path.parent, tmp_path / "indexes")
    gone = client.get(link)
    assert gone.status_code == 404
    assert f"any more; the link is of build {first}" in gone.get_data(as_text=True)
    assert "any more" not in client.get("/articles/nobody").get_data(as_text=True)


@pytest.mark.parametrize("mark", ["", "x", "1", "-", "1-%00", "%F0%9F%A6%86-1", "1-" + "a" * 3000])
def test_a_mark_that_is_none_does_no_harm(client: FlaskClient, mark: str) -> None:
    assert client.get(f"/articles/hanoi?b=x&s={mark}").status_code == 200
