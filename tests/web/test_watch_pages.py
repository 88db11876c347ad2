from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from qa import Watches
from tests.encoders import HashEncoder
from tests.sure import Sure
from web import create_app
from web.feed import ATOM, Entry, atom
from web.settings import Settings

CLOSED, OPEN = "The harbor <of> Port Ellen is closed.", "The harbor <of> Port Ellen is open again."
QUESTION = "harbor of Port Ellen"


@pytest.fixture
def write(tmp_path: Path, build: Callable[[Path, Path], str]) -> Callable[[str], str]:
    """Build anew with an article that says this."""
    (tmp_path / "articles").mkdir()

    def rewrite(text: str) -> str:
        (tmp_path / "articles" / "harbor.txt").write_text(text, "utf-8")
        return build(tmp_path / "articles", tmp_path / "ix")

    return rewrite


def client_of(indexes: Path, settings: Settings | None = None) -> FlaskClient:
    archive = Sure(indexes, load=lambda _: HashEncoder(), threads=1)
    archive.refresh()
    return create_app(indexes, archive=archive, settings=settings).test_client()


def test_a_question_is_kept_and_tells_when_its_answer_changes(tmp_path: Path, write: Callable[[str], str]) -> None:
    first = write(CLOSED)
    client = client_of(tmp_path / "ix")
    assert "No question is kept." in client.get("/watch").text
    assert "<button>Keep this question</button>" in client.get("/?q=harbor").text
    kept = client.post("/watch", data={"q": QUESTION, "since": ""})
    assert kept.status_code == 303
    page = client.get(kept.location).text
    assert page.count("<section") == 1
    assert "The harbor &lt;of&gt; Port Ellen is closed." in page
    assert f'<a href="{kept.location}">{QUESTION}</a>' in client.get("/watch").text
    assert ElementTree.fromstring(client.get(f"{kept.location}.atom").data).findall(f"{{{ATOM}}}entry") == []

    second = write(OPEN)
    feed = client.get(f"{kept.location}.atom")
    assert feed.mimetype == "application/atom+xml"
    (entry,) = ElementTree.fromstring(feed.data).findall(f"{{{ATOM}}}entry")
    told = {child.tag.partition("}")[2]: child for child in entry}
    assert told["title"].text == f"{QUESTION} – new first citation"
    assert told["content"].text == f"“{OPEN}” — The harbor <of> Port Ellen is open again."
    assert told["id"].text == f"urn:cuttings:watch:{kept.location.rpartition('/')[2]}:{second}"
    assert client.get(told["link"].get("href")).status_code == 200
    page = client.get(kept.location).text
    before, now = page.index("is closed."), page.index("is open again.")
    assert page.index(">Before") < before < page.index(">Now: new first citation") < now
    assert f"from={first}&amp;to={second}" in page

    assert client.post(f"{kept.location}/remove").status_code == 303
    assert client.get(kept.location).status_code == 404
    assert client.get(f"{kept.location}.atom").status_code == 404


def test_what_narrows_a_question_down_stays_with_it(tmp_path: Path, write: Callable[[str], str]) -> None:
    write(CLOSED)
    client = client_of(tmp_path / "ix")
    narrowed = {"since": "2019-01-01", "until": "2020-12-31", "source": "Nobody & Co", "language": "en"}
    kept = client.post("/watch", data={"q": QUESTION} | narrowed).location
    with Watches(tmp_path / "ix", "default")._open() as database, database:
        row = database.execute("SELECT question, noted, change, told FROM answers").fetchone()
        database.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", row)
    asked, page = client.get("/", query_string={"q": QUESTION, "k": 2} | narrowed).text, client.get(kept).text
    (again,) = re.findall(r'<a href="([^"]+)">ask it now', page)
    (kept_compared,) = re.findall(r'<a href="(/diff[^"]+)">', page)
    (compared,) = re.findall(r'<a href="(/diff[^"]+)">', asked)
    for link in (again, kept_compared, compared):
        assert narrowed.items() <= dict(parse_qsl(urlsplit(unescape(link)).query)).items(), link
    assert "from 2019-01-01 to 2020-12-31, Nobody &amp; Co, en" in page
    form = client.get(unescape(compared)).text
    assert "within the dates and source and language given" in form
    del narrowed["language"]  # there is but one to choose
    for name, value in (narrowed | {"k": "2"}).items():
        assert re.search(rf'name="{name}"[^>]* value="{escape(value)}"', form), name


def test_what_was_taken_off_a_question_stays_off(tmp_path: Path, write: Callable[[str], str]) -> None:
    write(CLOSED)
    client = client_of(tmp_path / "ix")
    asked = f"{QUESTION} in March 2019"
    page = client.get("/", query_string={"q": asked, "unread": ["period", "source"]}).text
    form = page[page.index('action="/watch"') : page.index("Keep this question")]
    fields = [(name, unescape(value)) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)]
    assert fields == [("q", asked), ("unread", "period"), ("unread", "source")]
    kept = client.post("/watch", data=MultiDict(fields)).location
    usual = client.post("/watch", data={"q": asked}).location
    assert len({kept, usual, client.post("/watch", data={"q": asked, "literal": "1"}).location}) == 3
    assert 'unread=period&amp;unread=source">ask it now' in client.get(kept).text
    told = re.findall(r'<span class="facts">([^<]+)</span>', client.get("/watch").text)
    assert told == ["period and source not read out of it", "as it stands"]


def test_two_builds_are_compared(tmp_path: Path, write: Callable[[str], str]) -> None:
    first, second = write(CLOSED), write(OPEN)
    client = client_of(tmp_path / "ix")
    page = client.get(f"/diff?q={QUESTION}").text
    assert page.index(f"<code>{first}</code>") < page.index("closed") < page.index(f"<code>{second}</code>")
    assert page.count('<p class="only">Only here</p>') == 2
    same = client.get(f"/diff?q={QUESTION}&from={second}&to={second}").text
    assert "Only here" not in same
    assert f"<option selected>{first}</option>" in client.get("/diff").text
    assert client.get("/diff?q=a&from=nothing").status_code == 400
    assert client.get(f"/diff?q=a&to=../{first}").status_code == 400
    refused = {
        "?q=%3F%3F": "the question is empty.",
        f"?q={'a' * 1201}": "the question has 1,201 characters;",
        "?q=a&from=zz": "from must be a build that is kept, not &#39;zz&#39;.",
        "?q=a&to=zz&b=zz": "to must be a build that is kept, not &#39;zz&#39;.",
    }
    told = {asked: client.get(f"/diff{asked}").text for asked in refused}
    assert [why for asked, why in refused.items() if f"This cannot be compared: {why}" not in told[asked]] == []


def test_what_is_compared_is_asked_as_it_was(tmp_path: Path, write: Callable[[str], str]) -> None:
    write(CLOSED)
    client = client_of(tmp_path / "ix")
    asked = [("q", f"{QUESTION} in 2019"), ("unread", "period"), ("unread", "source"), ("literal", "1")]
    page = client.get("/", query_string=MultiDict(asked)).text
    (compared,) = re.findall(r'<a href="(/diff[^"]+)">', page)
    form = client.get(unescape(compared)).text.partition("<form")[2].partition("</form>")[0]
    sent = re.findall(r'<input[^>]* name="(q|unread|literal)"[^>]* value="([^"]*)"', form)
    assert sorted(sent) == sorted(asked)


def test_who_may_keep_a_question(tmp_path: Path, write: Callable[[str], str]) -> None:
    write(CLOSED)
    client = client_of(tmp_path / "ix")
    assert client.post("/watch", data={"q": "a"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/watch", data={"q": ""}).status_code == 400
    kept = Watches(tmp_path / "ix", "default").add(QUESTION)
    everybody = client_of(tmp_path / "ix", Settings(host="0.0.0.0", access="anyone", trusted_hosts=("localhost",)))
    assert "Keep this question" not in everybody.get("/?q=harbor").text
    assert everybody.post("/watch", data={"q": "a"}).status_code == 403
    assert everybody.post(f"/watch/{kept.id}/remove").status_code == 403
    assert everybody.get(f"/watch/{kept.id}").status_code == 200


def test_a_feed_is_xml_whatever_it_holds() -> None:
    entry = Entry(
        "urn:x:1", "</title>\x00\x0b\ud800 & <b>", "2026-01-01T00:00:00+00:00", "http://h/?a=1&b=2", "]]>\ufffe"
    )
    read = ElementTree.fromstring(atom("urn:x", "T", "http://h/", "http://h/f", "2026-01-01T00:00:00+00:00", [entry]))
    (found,) = read.findall(f"{{{ATOM}}}entry")
    assert [child.text for child in found] == [
        *("urn:x:1", "</title> & <b>", "2026-01-01T00:00:00+00:00", None, "]]>"),
    ]
