from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import request, url_for
from flask.testing import FlaskClient

from qa import Answer, Archive, link_to
from qa.index.lock import locked
from tests.waiting import wait
from web.problems import SECURITY_HEADERS
from web.status import PROBLEM

LUNCH = "The lunch was dropped."


class Answered(Archive):
    """Sure of whatever it finds."""

    def ask(self, *args: Any, **options: Any) -> Answer:
        return replace(super().ask(*args, **options), answered=True, confidence=0.874, reason=None)


class Unanswered(Archive):
    """Never sure."""

    def ask(self, *args: Any, **options: Any) -> Answer:
        return replace(super().ask(*args, **options), answered=False, confidence=0.1, reason="No <sentence> fits.")


class Broken(Archive):
    """Fails in a way nobody foresaw."""

    def ask(self, *args: Any, **options: Any) -> Answer:
        raise RuntimeError("secret detail")


class ArticleText(HTMLParser):
    """The characters of the article on a page, and of each of its sentences by id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.sentences, self._depth, self._open = "", {}, 0, ""
        self.feed(html.replace("\r\n", "\n").replace("\r", "\n"))  # as a browser reads it

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if self._depth or given.get("class") == "text":
            self._depth += 1
        if "sentence" in str(given.get("class")).split():
            self._open = str(given["id"])
            self.sentences[self._open] = ""

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth)
        self._open = "" if tag == "span" else self._open

    def handle_data(self, data: str) -> None:
        self.text += data if self._depth else ""
        if self._open:
            self.sentences[self._open] += data


def test_home_has_a_form_and_says_what_is_indexed(client: FlaskClient) -> None:
    response = client.get("/")
    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert '<label for="q">Your question</label>' in page
    assert 'placeholder="what caused Hanoi to fail"' in page
    assert "4 articles indexed, 9 sentences, from 3 February 2018 to 1 October 2019." in plain(page)
    assert plain(page).endswith("leads to its place in it. Nothing leaves this machine. For programs")
    assert '<option value="Quote &#34; &lt;Daily&gt;"><option value="The Example Gazette"><option value="Zebra' in page
    assert 'class="answer"' not in page
    assert re.findall(r"<script[^>]*>[^<]*", page) == ['<script src="/static/page.js?v=0.2.0" defer>']
    assert "style=" not in page


def test_an_answer_is_cited_and_linked(indexes: Path, client_over: Callable[..., FlaskClient]) -> None:
    client = client_over(indexes, Answered)
    build = client.get("/readyz").json["build"]
    page = client.get("/?q=Hanoi+talks+failed+over+sanctions&k=1").get_data(as_text=True)
    assert "<title>Hanoi talks failed over sanctions – Cuttings</title>" in page
    assert '<details class="confidence"><summary>Very likely</summary><p>87 %: of a hundred' in page
    marked = "The <mark>Hanoi</mark> <mark>talks</mark> <mark>failed</mark> <mark>over</mark> <mark>sanctions</mark>."
    around = '<span class="around">Nobody signed anything.</span>'
    assert f'<p><span class="cited" id="t1">{marked}</span> {around}</p>' in page
    link = escape(link_to("hanoi", 0, "The Hanoi talks failed over sanctions.", build))
    assert f'<a href="{link}"><span class="title">Leaders leave without a deal</span>' in page
    assert '<span>The Example Gazette</span><time datetime="2019-03-01">1 March 2019</time>' in page
    assert f"build <code>{build}</code>" in page
    assert 'href="/api/v1/ask?question=Hanoi+talks+failed+over+sanctions&amp;k=1"' in page
    assert "does not answer" not in page
    assert page.count('<li class="cutting"') == 1


def test_the_same_sentence_elsewhere_is_linked(
    indexes: Path, client_over: Callable[..., FlaskClient], hostile: str
) -> None:
    page = client_over(indexes, Answered).get("/?q=lunch+dropped&k=1").get_data(as_text=True)
    link = f'<a href="/articles/{quote(hostile, safe="")}">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</a>'
    assert f'<p class="also">Also in {link}</p>' in page


def test_a_hostile_article_is_cited(client: FlaskClient, hostile: str) -> None:
    page = client.get("/?q=penguins&k=1").get_data(as_text=True)
    assert f'<a href="/articles/{quote(hostile, safe="")}?b=' in page
    assert '<span class="title">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</span>' in page
    assert "<mark>Penguins</mark> wrote &lt;b&gt;bold&lt;/b&gt; &amp;amp; markup." in page
    assert "<script>" not in page


def test_no_answer_is_said_plainly(indexes: Path, client_over: Callable[..., FlaskClient]) -> None:
    page = client_over(indexes, Unanswered).get("/?q=zebras").get_data(as_text=True)
    assert '<h2 id="verdict">The archive does not answer this</h2>' in page
    assert "<p>No &lt;sentence&gt; fits.</p>" in page
    assert "<h3>What comes closest</h3>" in page
    assert '<ol class="cuttings weak">' in page


def test_a_filter_that_leaves_nothing(client: FlaskClient) -> None:
    page = client.get("/?q=zebras&source=Nobody").get_data(as_text=True)
    assert "The archive does not answer this" in page
    assert "What comes closest" not in page
    assert "<details open>" in page
    assert 'name="source" type="text" list="sources" maxlength="200" value="Nobody"' in page


def test_filters_are_heard(client: FlaskClient) -> None:
    page = client.get("/?q=lunch+dropped&since=2019-05-01&k=20").get_data(as_text=True)
    assert page.count('<li class="cutting"') == 2  # the two sentences of the one article from October
    assert page.count("<time datetime=") == 2 + 2
    assert 'type="date" value="2019-05-01"' in page


def test_what_was_understood_stands_in_the_form(client: FlaskClient) -> None:
    page = client.get('/?q=+"><b>zebras&until=1+October+2019').get_data(as_text=True)
    assert 'value="&#34;&gt;&lt;b&gt;zebras"' in page
    assert 'name="until" type="date" value="2019-10-01"' in page


@pytest.mark.parametrize("address", ["/?q=", "/?q=+++&since=&until=&source=&k=", "/?other=1"])
def test_no_question_is_the_form(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert 'role="alert"' not in response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("q=zebras&k=abc", "k must be a whole number from 1 to 20, not &#39;abc&#39;."),
        ("q=zebras&since=2019-99-99", "since must be a date such as 2019-10-01, not &#39;2019-99-99&#39;."),
        ("q=zebras&since=2019-02-02&until=2019-01-01", "since must not be later than until"),
        ("q=" + "x" * 100_000, "the question has 100,000 characters; 1,000 are read."),
        ("q=%3F%3F", "the question is empty."),
    ],
)
def test_a_question_that_cannot_be_asked(client: FlaskClient, query: str, problem: str) -> None:
    response = client.get(f"/?{query}")
    assert response.status_code == 400
    assert f'role="alert">This cannot be asked: {problem}' in response.get_data(as_text=True)


def test_an_address_that_is_not_utf_8(client: FlaskClient) -> None:
    assert client.get("/?q=zebras%FF%C3").status_code == 200  # werkzeug keeps such bytes escaped
    raw = client.get("/", environ_overrides={"QUERY_STRING": "q=zebras\xff"})
    assert (raw.status_code, "the address is not UTF-8" in raw.get_data(as_text=True)) == (400, True)
    assert client.get("/articles/%FF%FE").status_code == 404


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
    assert '<p class="other">ADVERTISEMENT</p>' in page
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


def test_the_pages_are_all_in_the_navigation_and_the_open_one_is_marked(client: FlaskClient) -> None:
    found = re.findall(r'<li><a href="([^"]+)"( aria-current="page")?>(\w+)</a></li>', client.get("/timeline").text)
    assert [label for _, _, label in found] == ["Ask", "Summaries", "Timeline", "Articles", "Sources", "Status"]
    assert [label for _, current, label in found if current] == ["Timeline"]
    assert [client.get(address).status_code for address, _, _ in found] == [200] * 6


def test_hostile_article(client: FlaskClient, hostile: str) -> None:
    page = client.get(f"/articles/{quote(hostile, safe='')}").get_data(as_text=True)
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</h1>" in page
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer noopener">original page</a>' in page
    assert "Penguins wrote &lt;b&gt;bold&lt;/b&gt; &amp;amp; markup." in page
    assert ArticleText(page).text == f"Penguins wrote <b>bold</b> &amp; markup. {LUNCH}"
    assert "<script>" not in page


def test_every_listed_article_is_reached(client: FlaskClient) -> None:
    links = re.findall(r'<div><a href="(/articles/[^"]+)">', client.get("/articles").get_data(as_text=True))
    assert len(links) == 4
    assert [client.get(unescape(link)).status_code for link in links] == [200] * 4


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


def test_a_running_build_is_shown_and_one_that_was_stopped(
    tmp_path: Path, sources: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    build(sources, tmp_path)
    client = client_over(tmp_path)
    assert "<progress" not in client.get("/status").get_data(as_text=True)
    with locked(tmp_path / "default", "build") as progress:
        progress("encoding", 0, 5000, 0)

        def goes_on() -> bool:  # it is noted now and then
            progress("encoding", 1200, 5000, 30_000)
            return (client.get("/api/v1/status").json["writing"] or {}).get("done") == 1200

        wait(goes_on)
        page = client.get("/status").get_data(as_text=True)
        writing = client.get("/api/v1/status").json["writing"]
    assert "<strong>Encoding</strong> 1,200 of 5,000 articles. Questions are answered" in page
    assert '<progress max="5000" value="1200" aria-label="encoding">' in page
    assert re.search(r"[\d,]+ articles a second\. [\d,]+ sentences a second\. About \d+ seconds left", page)
    assert (writing["stage"], writing["done"], writing["running"]) == ("encoding", 1200, True)
    killed = {"command": "build", "process": 1, "started": "2026-01-01T00:00:00+00:00"} | writing
    (tmp_path / "default" / "PROGRESS").write_text(json.dumps(killed), "utf-8")
    wait(lambda: "was stopped" in client.get("/status").get_data(as_text=True))
    page = client.get("/status").get_data(as_text=True)
    assert "was stopped while encoding, 1,200 of 5,000 articles" in page
    assert "<progress" not in page


def test_articles_are_listed_newest_first_and_undated_last(client: FlaskClient) -> None:
    page = client.get("/articles").get_data(as_text=True)
    assert "4 articles, newest first." in page
    assert re.findall(r'<div><a href="/articles/[^"]+">([^<]+)</a>', page) == [
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more",
        "Leaders leave without a deal",
        "Zebras",
        "An address",
    ]
    assert page.count("<span>undated</span>") == 1


def test_articles_are_turned_a_hundred_at_a_time(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    lines = [f'{{"id": "n{n:03}", "title": "Number {n}", "text": "It is {n}."}}\n' for n in range(201)]
    (tmp_path / "many.jsonl").write_text("".join(lines))
    build(tmp_path / "many.jsonl", tmp_path / "indexes")
    client = client_over(tmp_path / "indexes")
    pages = [client.get(f"/articles?page={n}").get_data(as_text=True) for n in (1, 2, 3)]
    assert [len(re.findall(r'href="/articles/n\d+"', page)) for page in pages] == [100, 100, 1]
    assert ['rel="prev"' in page for page in pages] == [False, True, True]
    assert ['rel="next"' in page for page in pages] == [True, True, False]
    assert "201 articles, newest first; page 2 of 3." in pages[1]
    assert [client.get(f"/articles?page={page}").status_code for page in ("4", "0", "x")] == [404, 400, 400]
    assert [article["id"] for article in client.get("/api/v1/articles?page=3").json["articles"]] == ["n200"]


def test_articles_can_be_chosen_to_be_summarized(client: FlaskClient, hostile: str) -> None:
    page = client.get("/articles").get_data(as_text=True)
    assert '<form class="choice" action="/summaries" method="get">' in page
    assert [unescape(name) for name in re.findall(r'type="checkbox" name="id" value="([^"]+)"', page)] == [
        hostile,
        "hanoi",
        "plain",
        "script-url",
    ]
    assert 'aria-label="Choose &lt;script&gt;alert(1)&lt;/script&gt; &amp; more"' in page
    assert "<button>Summarize the chosen</button>" in page


def test_status_counts_what_was_refused_and_names_no_file(client: FlaskClient) -> None:
    page = client.get("/status").get_data(as_text=True)
    assert "<dt>Refused</dt><dd>1 input at the last build</dd>" in page
    assert ".pdf" not in page
    assert "<dt>Sentences</dt><dd>9</dd>" in page
    assert 'role="alert"' not in page


@pytest.mark.parametrize("address", ["/articles/nothing", "/articles/", "/nowhere", "/articles/..%2F..%2Fetc"])
def test_nothing_there(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.mimetype == "text/html"
    assert "<h1>Not Found</h1>" in response.get_data(as_text=True)


def test_wrong_method(client: FlaskClient) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "<h1>Method Not Allowed</h1>" in response.get_data(as_text=True)


@pytest.mark.parametrize(
    "address",
    ["/", "/?q=zebras", "/summaries", "/summaries?id=hanoi", "/timeline", "/articles", "/articles/hanoi", "/status"],
)
def test_without_an_index_pages_say_what_to_type(empty_client: FlaskClient, address: str) -> None:
    response = empty_client.get(address)
    page = response.get_data(as_text=True)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "Nothing has been indexed here yet." in page
    assert "<pre><code>qa build FOLDER</code></pre>" in page


def test_the_unforeseen_is_logged_and_not_shown(
    indexes: Path, client_over: Callable[..., FlaskClient], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = client_over(indexes, Broken).get("/?q=zebras")
    page = response.get_data(as_text=True)
    assert response.status_code == 500
    assert "<h1>Internal Server Error</h1>" in page
    assert "secret" not in page
    assert "Traceback" not in page
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?q=zebras",
        "/summaries?id=hanoi",
        "/timeline?q=zebras",
        "/status",
        "/nowhere",
        "/api/v1/status",
        "/api/none",
        "/healthz",
    ],
)
def test_headers_of_every_response(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert headers["Cache-Control"] == "no-store"


def test_static_files_may_be_kept(client: FlaskClient) -> None:
    address = re.search(r'href="(/static/style\.css[^"]*)"', client.get("/").get_data(as_text=True))
    assert address
    with client.get(address[1]) as response:
        assert response.mimetype == "text/css"
        assert response.headers["Cache-Control"] == "no-cache, max-age=86400".removeprefix(
            "no-cache, "
        ) + ", public" or ("max-age=86400" in response.headers["Cache-Control"])
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/none.css").headers["Cache-Control"] == "no-store"


def test_a_newer_build_is_picked_up_and_a_damaged_one_is_not(
    sources: Path, tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    folder, indexes = tmp_path / "sources", tmp_path / "indexes"
    shutil.copytree(sources, folder)
    first = build(folder, indexes)
    client = client_over(indexes)
    assert client.get("/readyz").json["build"] == first
    assert "Walruses" not in client.get("/?q=walruses").get_data(as_text=True)

    (folder / "new.txt").write_text("Walruses arrive late. They stay.")
    second = build(folder, indexes)
    page = client.get("/?q=walruses+arrive+late").get_data(as_text=True)
    assert "<mark>Walruses</mark> <mark>arrive</mark> <mark>late</mark>." in page
    assert escape(link_to("new", 0, "Walruses arrive late.", second)) in page
    assert "5 articles indexed, 11 sentences" in page
    assert client.get("/readyz").json == {
        "status": "ready",
        "build": second,
        "articles": 5,
        "sentences": 11,
        "problem": None,
    }

    (folder / "more.txt").write_text("Seals follow.")
    third = build(folder, tmp_path / "elsewhere")
    shutil.copytree(tmp_path / "elsewhere" / "default" / "snapshots" / third, indexes / "default" / "snapshots" / third)
    (indexes / "default" / "snapshots" / third / "sentences.npy").write_bytes(b"damaged")
    (indexes / "default" / "CURRENT").write_text(third)
    assert f"?b={second}&amp;s=0-" in client.get("/?q=walruses").get_data(as_text=True)
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json["build"]) == (200, second)
    assert ready.json["problem"] == PROBLEM
    assert PROBLEM.split(";")[0] in client.get("/status").get_data(as_text=True)


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split()).replace(" .", ".")


def test_copies_are_read_together(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    """The texts of the articles that are scored are read by one query, those of their stories by another."""
    folder = tmp_path / "copies"
    folder.mkdir()
    for number in range(5):
        text = f"Copy {number}\n\n- Paper {number} - Tuesday, October 1, 2019\n\nPenguins crossed the frozen harbor.\n"
        (folder / f"copy{number}.txt").write_text(text, "utf-8")
    build(folder, tmp_path / "ix")
    client = client_over(tmp_path / "ix")
    client.get("/?q=who+crossed+the+frozen+harbor")
    queries: list[str] = []
    opened = client.application.extensions["archive"]._open.snapshot.store._database
    opened.set_trace_callback(queries.append)
    page = client.get("/?q=who+has+crossed+the+frozen+harbor").get_data(as_text=True)  # another: answers are kept
    opened.set_trace_callback(None)
    assert page.count('<a href="/articles/copy') == 5  # the sentence's own place, and four copies
    of_articles = [query for query in queries if "FROM articles" in query]
    assert sum(" text," in query or ", text" in query for query in of_articles) == 2
