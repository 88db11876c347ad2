"""Looking through an archive: its articles by time, source and word, its sources, and what stands near an article."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from flask.testing import FlaskClient

LEDGER = "source=Harbor+City+Ledger"


def listed(page: str) -> list[str]:
    return re.findall(r'<div><a href="/articles/([^"]+)">', page)


def test_articles_are_found_by_word_source_and_time(bridge_client: FlaskClient) -> None:
    assert listed(bridge_client.get("/articles?q=ferries").text) == ["closed"]
    assert listed(bridge_client.get(f"/articles?{LEDGER}").text) == ["lorries", "steel", "cracks"]
    page = bridge_client.get(f"/articles?q=bridge&{LEDGER}&until=2019-12-31").text
    assert listed(page) == ["steel", "cracks"]
    assert "2 articles, newest first." in page
    assert 'value="Harbor City Ledger"' in page
    assert [each["id"] for each in bridge_client.get("/api/v1/articles?q=ferries").json["articles"]] == ["closed"]


def test_a_bar_narrows_the_list_down(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(f"/articles?{LEDGER}").text
    (address,) = re.findall(r'<a href="([^"]+)" title="March 2019: 1 article">', page)
    assert listed(bridge_client.get(unescape(address)).text) == ["cracks"]


def test_the_bars_count_what_the_list_holds(bridge_client: FlaskClient) -> None:
    page = bridge_client.get("/articles?q=closed").text
    assert listed(page) == ["cracks", "closed"]
    assert "title=" not in page  # one month leaves nothing to choose
    page = bridge_client.get("/articles?q=river&since=2019-03-06").text
    assert listed(page) == ["lorries", "steel", "cracks"]
    bars = re.findall(r'<a href="([^"]+)" title="[^"]+: (\d+) articles?">', page)
    assert [int(articles) for _, articles in bars] == [1, 1, 1]
    assert [listed(bridge_client.get(unescape(address)).text) for address, _ in bars] == [
        ["cracks"],
        ["steel"],
        ["lorries"],
    ]


def test_nothing_found_is_said(bridge_client: FlaskClient) -> None:
    page = bridge_client.get("/articles?q=zeppelins").text
    assert '<p class="lead" role="status">0 articles, newest first.</p>' in page
    assert "Summarize the chosen" not in page


def test_what_cannot_be_looked_for(bridge_client: FlaskClient) -> None:
    for query in ("page=0", "since=soon", "since=2020-01-01&until=2019-01-01", f"q={'x' * 1001}"):
        response = bridge_client.get(f"/articles?{query}")
        assert (response.status_code, "This cannot be looked for" in response.text) == (400, True), query
    assert bridge_client.get("/api/v1/articles?page=x").status_code == 400


def test_turning_the_pages_keeps_what_is_looked_for(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    lines = [f'{{"id": "n{n:03}", "title": "Number {n}", "text": "It is {n} {n % 2 * "odd"}."}}\n' for n in range(230)]
    (tmp_path / "many.jsonl").write_text("".join(lines))
    build(tmp_path / "many.jsonl", tmp_path / "ix")
    client = client_over(tmp_path / "ix")
    page = client.get("/articles?q=odd").text
    assert "115 articles, newest first; page 1 of 2." in page
    (following,) = re.findall(r'<a rel="next" href="([^"]+)">', page)
    assert following == "/articles?q=odd&amp;page=2"
    assert listed(client.get(unescape(following)).text)[0] == "n201"


def test_sources_with_their_counts_and_dates(client: FlaskClient) -> None:
    page = client.get("/sources").text
    assert "3 sources" not in page
    assert "4 sources, those with the most articles first" in page  # one of them is not known
    link = '<a href="/articles?source=Quote+%22+%3CDaily%3E">Quote &#34; &lt;Daily&gt;</a>'
    assert f'<tr><th scope="row">{link}</th><td class="number">1</td><td><time datetime="2019-10-01">' in page
    assert '<th scope="row">not known</th>' in page
    assert [client.get(f"/sources?page={page}").status_code for page in ("2", "x")] == [404, 400]
    assert listed(client.get("/articles?source=Quote+%22+%3CDaily%3E").text) != []


def test_an_article_tells_what_is_known_of_it_and_from_where(client: FlaskClient) -> None:
    page = client.get("/articles/hanoi").text
    known = re.sub(r"<[^>]+>", " ", page[page.index("What is known of this article") :]).split("Ask the archive")[0]
    assert "Published 2019-03-01 by its" in " ".join(known.split())
    assert "Source The Example Gazette" in " ".join(known.split())
    assert "Id hanoi" in " ".join(known.split())


def test_an_article_names_its_copies_and_what_is_related(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    dry = "The river fell to its lowest level in a century and the ferries stopped running for lack of water. "
    texts = {"dry": dry * 2, "copy": dry * 2, "later": dry + "Rain is not in sight.", "chess": "A girl won at chess."}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"Of {name}\n\n{text}", "utf-8")
    build(tmp_path, tmp_path / "ix")
    page = client_over(tmp_path / "ix").get("/articles/dry").text
    copies, _, related = page[page.index('id="copies"') :].partition('id="related"')
    assert re.findall(r'href="/articles/(\w+)"', copies) == ["copy"]
    assert re.findall(r'href="/articles/(\w+)"', related) == ["later"]


def test_what_cannot_be_looked_for_stays_in_the_form(bridge_client: FlaskClient) -> None:
    page = bridge_client.get("/articles?q=bridge&since=2019-05-01&until=2019-01-01&source=Gazette&page=2").text
    assert re.findall(r'name="(q|since|until|source)"[^>]* value="([^"]*)"', page) == [
        *(("q", "bridge"), ("since", "2019-05-01"), ("until", "2019-01-01"), ("source", "Gazette")),
    ]
    (any_time,) = re.findall(r'<a href="([^"]+)">any time', page)
    assert unescape(any_time) == "/articles?q=bridge&source=Gazette"
