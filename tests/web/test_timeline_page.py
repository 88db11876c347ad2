from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from qa import Archive, MonthCount, Timeline
from web.text import month

ADDRESS = "/timeline?q=old+bridge+over+the+river+Lowe"


class Told(Archive):
    """Tells of twenty years, whatever it is asked."""

    def timeline(self, *args: Any, **options: Any) -> Timeline:
        months = [MonthCount(date(2000 + n // 12, n % 12 + 1, 1), n % 7) for n in range(240)]
        return replace(super().timeline(*args, **options), topic="<b> & “c”", coverage=tuple(months))


def drawing(page: str) -> ElementTree.Element:
    """The chart, which must be well-formed."""
    found = re.search(r"<svg.*?</svg>", page, re.DOTALL)
    assert found
    return ElementTree.fromstring(found[0])


def entries(page: str) -> list[str]:
    """The entries of the timeline, each from its date on."""
    story = page[page.index('<ol class="story">') : page.index('<footer class="fine">')]
    return re.split(r"    <li(?: class=\"inferred\")?>\n      <header>", story)[1:]


def rows(page: str) -> list[tuple[str, str]]:
    """The table of articles by month."""
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a></th><td>(\d+)</td>', page)


def test_without_a_topic_there_is_the_form(client: FlaskClient) -> None:
    response = client.get("/timeline")
    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert '<label for="q">The story</label>' in page
    assert 'name="entries" type="number" min="1" max="50" value="" placeholder="12"' in page
    assert "<section" not in page
    assert "<svg" not in page


def test_a_story_in_order_of_date(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(ADDRESS).get_data(as_text=True)
    assert "<title>old bridge over the river Lowe over time – Cuttings</title>" in page
    assert "<span>3 entries</span>" in page
    planned, closed, lorries = entries(page)
    assert '<time datetime="2018-06">June 2018</time>' in planned
    assert '<time datetime="2019-03-04">4 March 2019</time>' in closed
    assert '<time datetime="2020-01-15">15 January 2020</time>' in lorries
    assert [("date of publication" in entry) for entry in (planned, closed, lorries)] == [False, False, True]
    assert page.count('<li class="inferred">') == 1
    assert ["told by 1 source<" in planned, "told by 2 sources<" in closed] == [True, True]
    assert '<div class="cutting">' in closed
    assert "<mark>bridge</mark>" in closed
    assert '<p class="also">Also in <a href="/articles/cracks">Cracks in the &lt;old&gt; bridge</a></p>' in closed
    assert "<summary>1 more sentence of this day</summary>" in closed  # its article names all of the topic
    assert "<details>" not in planned


def test_the_other_sentences_of_a_day_are_folded(bridge_client: FlaskClient) -> None:
    page = bridge_client.get("/timeline?q=bridge+over+the+river+closed").get_data(as_text=True)
    (closed,) = entries(page)
    assert "<summary>1 more sentence of this day</summary>" in closed
    assert closed.count('<li class="cutting">') == 1


def test_it_says_how_it_was_made(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(f"{ADDRESS}&entries=2&since=2019-01-01").get_data(as_text=True)
    build = bridge_client.get("/readyz").json["build"]
    assert re.search(rf"<p>\d+ ms · build <code>{build}</code>", page)
    topic = "old+bridge+over+the+river+Lowe"
    assert f'href="/api/v1/timeline?topic={topic}&amp;entries=2&amp;since=2019-01-01">as JSON' in page
    assert f'href="/summaries?q={topic}&amp;since=2019-01-01">as a summary' in page
    assert 'name="entries" type="number" min="1" max="50" value="2"' in page
    assert 'name="since" type="date" value="2019-01-01"' in page


def test_the_chart_is_read_as_one_image_and_has_its_numbers_in_a_table(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(ADDRESS).get_data(as_text=True)
    chart = drawing(page)
    assert chart.get("role") == "img"
    parts = [chart.find(f"*[@id='{name}']") for name in str(chart.get("aria-labelledby")).split()]
    assert [part.text for part in parts if part is not None] == [
        "Articles on “old bridge over the river Lowe” by month",
        "4 articles from March 2019 to January 2020; the most, 2, in March 2019.",
    ]
    bars = [title.text for title in chart.iterfind("rect/title")]
    assert bars == ["March 2019: 2 articles", "November 2019: 1 article", "January 2020: 1 article"]
    assert rows(page) == [("March 2019", "2"), ("November 2019", "1"), ("January 2020", "1")]
    assert "style=" not in page
    assert page.count("<script") == 1  # that of every page


def test_a_month_of_the_table_leads_to_the_timeline_of_that_month(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(f"{ADDRESS}&source=Harbor+City+Ledger&entries=5").get_data(as_text=True)
    narrowed = re.findall(r'<th scope="row"><a href="([^"]+)">November', page)
    assert [unescape(address) for address in narrowed] == [
        f"{ADDRESS}&since=2019-11-01&until=2019-11-30&source=Harbor+City+Ledger&entries=5"
    ]
    assert rows(bridge_client.get(unescape(narrowed[0])).text) == [("November 2019", "1")]


def test_what_it_leads_to_is_in_the_same_language(
    bridge_indexes: Path, client_over: Callable[..., FlaskClient]
) -> None:
    page = client_over(bridge_indexes, Told).get(f"{ADDRESS}&language=pt").get_data(as_text=True)
    links = re.findall(r'href="(/(?:timeline|summaries|api/v1/timeline)\?[^"]+)"', page)
    assert len(links) == len(rows(page)) + 2
    assert [link for link in links if "&amp;language=pt" not in link] == []


def test_twenty_years_are_drawn(bridge_indexes: Path, client_over: Callable[..., FlaskClient]) -> None:
    page = client_over(bridge_indexes, Told).get(ADDRESS).get_data(as_text=True)
    chart = drawing(page)
    counted = {month(date(2000 + n // 12, n % 12 + 1, 1)): str(n % 7) for n in range(240) if n % 7}
    assert dict(rows(page)) == counted
    assert len(chart.findall("rect")) == len(counted)
    assert chart.findtext("title") == "Articles on “<b> & “c”” by month"
    assert [text.text for text in chart.iterfind("text")] == ["6 articles a month", "2000", "2005", "2010", "2015"]


def test_a_topic_without_a_hit_says_so(bridge_client: FlaskClient) -> None:
    response = bridge_client.get(f"{ADDRESS}&source=Nobody")
    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert '<h2 id="found">There is nothing to tell</h2>' in page
    assert "<p>No sentence of the archive is on this topic.</p>" in page
    assert "<svg" not in page
    assert "<ol" not in page


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("q=fire&entries=51", "entries must be a whole number from 1 to 50, not 51"),
        ("q=fire&since=2020-01-01&until=2019-01-01", "since must not be later than until"),
        ("q=" + "x" * 5000, "the topic has 5,000 characters; 1,000 are read."),
    ],
)
def test_what_cannot_be_told(client: FlaskClient, query: str, problem: str) -> None:
    response = client.get(f"/timeline?{query}")
    assert response.status_code == 400
    assert f'role="alert">This cannot be told: {problem}' in response.get_data(as_text=True)
