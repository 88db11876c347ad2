"""What the page that asks does besides answering: choosing a time, taking readings off, pinning, quoting, exporting."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from qa import Answer, Archive
from web.histogram import histogram

ASKED = "/?q=when+was+the+bridge+closed+in+March+2019"


class Unanswered(Archive):
    """Never sure."""

    def ask(self, *args: Any, **options: Any) -> Answer:
        return replace(super().ask(*args, **options), answered=False, confidence=0.1, reason="No sentence fits.")


def bars(page: str) -> list[tuple[str, str]]:
    """The address and the label of each bar."""
    return [
        (unescape(address), label) for address, label in re.findall(r'<li><a href="([^"]+)" title="([^"]+)">', page)
    ]


def test_questions_to_begin_with_are_of_the_archive(client: FlaskClient) -> None:
    page = client.get("/").text
    assert '<li><a href="/?q=Why+did+the+Hanoi+talks+fail?">Why did the Hanoi talks fail?</a></li>' in page
    assert "Such as" not in client.get("/?q=zebras").text


def test_a_bar_asks_the_same_question_of_its_time(bridge_client: FlaskClient) -> None:
    found = bars(bridge_client.get("/?q=the+old+bridge&k=2").text)
    assert [label for _, label in found] == [
        *("March 2019: 2 articles", "November 2019: 1 article", "January 2020: 1 article"),
    ]
    assert found[0][0] == "/?q=the+old+bridge&k=2&since=2019-03-01&until=2019-03-31"
    page = bridge_client.get(found[0][0]).text
    assert 'name="since" type="date" value="2019-03-01"' in page
    assert '<a href="/?q=the+old+bridge&amp;k=2">any time</a>' in page


@pytest.mark.parametrize(
    ("months", "labels", "shorts"),
    [
        ([(2019, 3)], [], []),
        ([(2019, 12), (2020, 1)], ["December 2019: 1 article", "January 2020: 1 article"], ["2019", "2020"]),
        ([(2019, 1), (2020, 1)], ["January to March 2019: 1 article", "January to March 2020: 1 article"], None),
        ([(2010, 1), (2019, 1)], ["2010: 1 article", "2019: 1 article"], None),
        ([(1850, 1), (2019, 1)], ["1840 to 1859: 1 article", "2000 to 2019: 1 article"], None),
    ],
)
def test_as_many_bars_as_fit(months: list[tuple[int, int]], labels: list[str], shorts: list[str] | None) -> None:
    found = histogram({date(year, month, 1): 1 for year, month in months})
    assert len(found) <= 12
    assert [one.label for one in found if one.articles] == labels
    assert shorts is None or [one.short for one in found] == shorts
    for one, following in pairwise(found):
        assert (following.first - one.last).days == 1


def test_the_highest_bar_is_full_and_the_lowest_is_seen() -> None:
    first, second = histogram({date(2019, 1, 1): 1000, date(2019, 2, 1): 1})
    assert (first.height, second.height) == (48, 2)


def test_what_was_read_in_the_question_can_be_taken_off(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(ASKED).text
    assert "<li>“March 2019” as <em>2019-03-01 to 2019-03-31</em>" in page
    (taken_off,) = re.findall(r'<a href="([^"]+)">take it off<span class="unseen">: “March 2019”', page)
    assert unescape(taken_off) == f"{ASKED}&unread=period"
    page = bridge_client.get(unescape(taken_off)).text
    assert "“March 2019” as" not in page
    assert f'<a href="{ASKED}">Read it as usual</a>' in page
    assert bridge_client.get(f"{ASKED}&unread=nonsense").status_code == 400


def test_the_page_shows_why_and_a_quotation(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(ASKED).text
    assert '<tr><th scope="row">it holds words of the question</th><td>+' in page
    quotations = re.findall(r'<pre class="quotation" id="quotation\d">([^<]+)</pre>', page)
    assert quotations[0].startswith(
        "“Nobody was hurt when the bridge over the river was closed to all traffic on Monday.”"
    )
    assert "\n— Bridge closes, The Example Gazette, 5 March 2019. http://localhost/articles/closed?b=" in quotations[0]


def test_no_answer_says_what_there_is(bridge_indexes: Path, client_over: Callable[..., FlaskClient]) -> None:
    page = client_over(bridge_indexes, Unanswered).get("/?q=who+won").text
    words = " ".join(re.sub(r"<[^>]*>", "", page).split())
    assert "No sentence fits. What comes closest is below. It answers the question with a probability of 10 %" in words
    assert "holds 4 articles from 5 March 2019 to 15 January 2020, of Harbor City Ledger, The Example Gazette." in words
    assert 'class="confidence"' not in page


def test_a_pinned_build_goes_on_answering(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbor.txt").write_text("The harbor is closed to all ships.", "utf-8")
    first = build(folder, tmp_path / "ix")
    client = client_over(tmp_path / "ix")
    (folder / "harbor.txt").write_text("The harbor is open to all ships.", "utf-8")
    build(folder, tmp_path / "ix")
    address = "/?q=harbor+ships"
    assert '<span class="cited" id="t1">The <mark>harbor</mark> is open' in client.get(address).text
    pinned = client.get(f"{address}&b={first}").text
    assert '<span class="cited" id="t1">The <mark>harbor</mark> is closed' in pinned
    assert f"as of build <code>{first}</code>" in pinned
    assert '<a href="/?q=harbor+ships">Ask it as it is now</a>' in pinned
    assert client.get(f"/api/v1/ask?q=harbor&b={first}").json["index"]["build"] == first

    gone = client.get(f"{address}&b=20190101T000000-none")
    assert (gone.status_code, "is not kept any more" in gone.text) == (200, True)
    assert '<span class="cited" id="t1">The <mark>harbor</mark> is open' in gone.text
    links = re.findall(r'<a href="((?:/export/|/api/v1/ask|/diff)[^"]+)"', gone.text)
    assert len(links) > 2
    assert [link for link in links if client.get(unescape(link)).status_code != 200] == []
    assert client.get("/api/v1/ask?q=harbor&b=../../etc").status_code == 400


@pytest.mark.parametrize(
    ("notation", "kind", "mark"),
    [
        ("markdown", "text/markdown", "\n>\n> — "),
        ("bibtex", "application/x-bibtex", "@article{"),
        ("ris", "application/x-research-info-systems", "TY  - NEWS"),
        ("csl-json", "application/vnd.citationstyles.csl+json", '"article-newspaper"'),
    ],
)
def test_citations_are_exported(bridge_client: FlaskClient, notation: str, kind: str, mark: str) -> None:
    asked = "q=the+old+bridge&literal=1"
    shown = bridge_client.get(f"/?{asked}").text
    every = bridge_client.get(f"/export/{notation}?{asked}")
    assert (every.mimetype, every.text.count(mark)) == (kind, shown.count('<li class="cutting"'))
    assert every.headers["Content-Disposition"].startswith("attachment; filename=citations.")
    assert f'<a href="/export/{notation}?q=the+old+bridge&amp;literal=1&amp;n=1" download>' in shown
    assert bridge_client.get(f"/export/{notation}?{asked}&n=1").text.count(mark) == 1
    assert bridge_client.get(f"/export/{notation}?{asked}&n=20").status_code == 404


def test_what_cannot_be_exported(client: FlaskClient) -> None:
    addresses = ("/export/endnote?q=zebras", "/export/ris", "/export/ris?q=zebras&n=0", "/export/ris?q=zebras&k=x")
    assert [client.get(address).status_code for address in addresses] == [404, 400, 400, 400]


def test_articles_of_several_languages_can_be_chosen_from(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    records = [
        {"id": "nl", "title": "Brug", "language": "nl", "text": "De brug over de rivier is gesloten."},
        {"id": "en", "title": "Bridge", "language": "en", "text": "The bridge over the river is closed."},
    ]
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")
    build(tmp_path / "two.jsonl", tmp_path / "ix")
    client = client_over(tmp_path / "ix")
    page = client.get("/?q=brug&language=nl").text
    assert '<option value="nl" selected>Dutch (1)</option>' in page
    assert re.findall(r'class="title">(\w+)<', page) == ["Brug"]
    assert [each["article"]["id"] for each in client.get("/api/v1/ask?q=bridge&language=en").json["citations"]] == [
        "en"
    ]


@pytest.mark.parametrize("name", ["endpoint", "_method", "_scheme", "_external", "_anchor", "values", "nonsense"])
def test_what_is_no_field_of_the_form_is_left_alone(bridge_client: FlaskClient, name: str) -> None:
    for page in ("", "articles", "summaries", "timeline", "diff"):
        response = bridge_client.get(f"/{page}?q=bridge&since=bad&{name}=zz")
        assert (response.status_code, 'role="alert"' in response.text) == (400, True), page
        assert ("zz" in response.text, 'href="http' in response.text) == (False, False), page
        assert bridge_client.get(f"/{page}?q=bridge&{name}=zz").status_code == 200, page
