from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from qa import Archive
from tests.encoders import HashEncoder
from web import create_app
from web.settings import Settings


def client_of(indexes: Path, *origins: str) -> FlaskClient:
    archive = Archive(indexes, load=lambda _: HashEncoder(), threads=1)
    archive.refresh()
    return create_app(indexes, archive=archive, settings=Settings(embed_origins=origins)).test_client()


def test_only_the_sites_named_may_show_the_frame(bridge_indexes: Path) -> None:
    client = client_of(bridge_indexes, "https://news.example", "https://blog.example:8443")
    framed = client.get("/embed?q=the+old+bridge")
    policy = framed.headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors https://news.example https://blog.example:8443")
    assert "X-Frame-Options" not in framed.headers
    assert "style-src 'self'" in policy
    for address in ("/", "/articles", "/embed.js", "/static/embed.js"):
        whole = client.get(address, buffered=True).headers
        assert (whole["X-Frame-Options"], "frame-ancestors 'none'" in whole["Content-Security-Policy"]) == (
            "DENY",
            True,
        )


def test_the_script_may_be_loaded_elsewhere_and_nothing_else_of_the_kind(bridge_indexes: Path) -> None:
    client = client_of(bridge_indexes, "https://news.example")
    found = {
        path: client.get(path, buffered=True).headers["Cross-Origin-Resource-Policy"]
        for path in ("/embed.js", "/static/page.js")
    }
    assert found == {"/embed.js": "cross-origin", "/static/page.js": "same-origin"}


def test_the_frame_answers_and_its_links_lead_out_of_it(bridge_indexes: Path) -> None:
    client = client_of(bridge_indexes, "https://news.example")
    page = client.get("/embed?q=<b>the+old+bridge").text
    assert '<form class="ask" action="/embed" method="get" role="search">' in page
    assert 'value="&lt;b&gt;the old bridge"' in page
    assert page.count("<a ") == page.count('target="_blank" rel="noopener"') > 0
    assert client.get("/embed").status_code == 200
    bad = client.get("/embed?q=%3F")
    assert (bad.status_code, 'role="alert">This cannot be asked' in bad.text) == (400, True)


def test_without_the_setting_there_is_nothing(bridge_client: FlaskClient) -> None:
    assert [bridge_client.get(address).status_code for address in ("/embed", "/embed.js")] == [404, 404]


def test_where_there_is_no_answer_there_is_no_list(bridge_indexes: Path) -> None:
    page = client_of(bridge_indexes, "https://news.example").get("/embed?q=Who+won+the+World+Cup%3F").text
    assert "The archive does not answer this" in page
    assert "<ol" not in page
