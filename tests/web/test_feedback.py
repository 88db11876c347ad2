from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa import Archive
from qa.feedback import Feedback, read_feedback
from tests.encoders import HashEncoder
from web import create_app
from web.settings import Settings

ASKED = "/?q=when+was+the+bridge+closed&k=2"


@pytest.fixture
def client(bridge_indexes: Path) -> Iterator[FlaskClient]:
    yield app_client(bridge_indexes, Settings())
    (bridge_indexes / "default" / "feedback.db").unlink(missing_ok=True)


def app_client(indexes: Path, settings: Settings) -> FlaskClient:
    archive = Archive(indexes, load=lambda _: HashEncoder(), threads=1)
    archive.refresh()
    return create_app(indexes, archive=archive, settings=settings).test_client()


def form(page: str) -> dict[str, str]:
    """What the first form for a verdict on a citation sends, but for the verdict."""
    start = page.index('<form class="verdicts"', page.index("Is this right?"))
    found = re.findall(
        r'<input type="hidden" name="(\w+)" value="([^"]*)">', page[start : page.index("</form>", start)]
    )
    return {name: unescape(value) for name, value in found}


def test_a_verdict_is_kept_and_leads_back_to_the_answer(client: FlaskClient, bridge_indexes: Path) -> None:
    sent = form(client.get(ASKED).text)
    response = client.post("/feedback", data=sent | {"verdict": "useful"})
    assert (response.status_code, response.location) == (303, f"{ASKED}&noted=1")
    assert "Thank you: it is noted." in client.get(response.location).text
    (said,) = read_feedback(bridge_indexes, "default")
    build = client.get("/readyz").json["build"]
    sentence = "Nobody was hurt when the bridge over the river was closed to all traffic on Monday."
    assert said == Feedback("when was the bridge closed", "useful", "closed", sentence, build, said.day)


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"verdict": "nonsense"}, 400),
        ({"question": " "}, 400),
        ({"question": "x" * 1001}, 400),
        ({"article": "nobody"}, 404),
        ({"sentence": "It does not say this."}, 400),
        ({"article": "", "sentence": ""}, 400),
    ],
)
def test_nothing_else_is_kept(client: FlaskClient, bridge_indexes: Path, changed: dict[str, str], status: int) -> None:
    sent = form(client.get(ASKED).text) | {"verdict": "useful"} | changed
    assert client.post("/feedback", data=sent).status_code == status
    assert client.get("/feedback").status_code == 405
    assert not (bridge_indexes / "default" / "feedback.db").exists()


@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
def test_another_site_can_say_nothing(client: FlaskClient, header: dict[str, str]) -> None:
    sent = form(client.get(ASKED).text) | {"verdict": "useful"}
    assert client.post("/feedback", data=sent, headers=header).status_code == 403


@pytest.mark.parametrize("origin", ["http://localhost", "null", "https://paper.example"])
def test_a_browser_that_says_the_form_is_ours_is_believed(client: FlaskClient, origin: str) -> None:
    """Behind a proxy the origin is another than the host that is seen here."""
    sent = form(client.get(ASKED).text) | {"verdict": "useful"}
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": origin}
    assert client.post("/feedback", data=sent, headers=headers).status_code == 303


def test_nobody_is_led_elsewhere(client: FlaskClient) -> None:
    sent = form(client.get(ASKED).text) | {"verdict": "useful", "asked": "q=a\r\nX: y#https://evil.example/"}
    location = client.post("/feedback", data=sent).location
    assert location.startswith("/?q=a")
    assert "\r" not in location
    assert "evil" not in location


def test_it_can_be_off(bridge_indexes: Path) -> None:
    client = app_client(bridge_indexes, Settings(feedback=False))
    assert "Is this right?" not in client.get(ASKED).text
    assert client.post("/feedback", data={"question": "a", "verdict": "useful"}).status_code == 404


def test_a_sentence_may_span_lines_and_be_of_an_earlier_build(
    tmp_path: Path, build: Callable[[Path, Path], str]
) -> None:
    """A form sends each line feed as CRLF."""
    articles, indexes = tmp_path / "articles", tmp_path / "ix"
    articles.mkdir()
    sentence = "Nobody could\ncross the water for three days."
    (articles / "ferry.txt").write_text(f"Of the ferry\n\nThe ferry sank. {sentence}\n", "utf-8")
    first = build(articles, indexes)
    client = app_client(indexes, Settings())
    sent = form(client.get("/?q=could+nobody+cross+the+water+for+three+days").text) | {"verdict": "useful"}
    assert (sent["sentence"], sent["b"]) == (sentence, first)
    sent["sentence"] = sentence.replace("\n", "\r\n")
    assert client.post("/feedback", data=sent).status_code == 303
    (articles / "ferry.txt").write_text("Of the ferry\n\nThe ferry sails again.", "utf-8")
    build(articles, indexes)
    assert client.post("/feedback", data=sent).status_code == 303
    assert client.post("/feedback", data=sent | {"b": "gone"}).status_code == 400
    again = {"sentence": "The ferry sails again.", "b": "gone"}
    assert client.post("/feedback", data=sent | again).status_code == 303
    assert [said.sentence for said in read_feedback(indexes, "default")] == [sentence, sentence, again["sentence"]]


def test_a_title_may_be_judged_that_stands_in_no_sentence(client: FlaskClient, bridge_indexes: Path) -> None:
    sent = form(client.get(ASKED).text) | {"verdict": "useful", "article": "lorries", "sentence": "More lorries"}
    assert client.post("/feedback", data=sent).status_code == 303
    assert [said.sentence for said in read_feedback(bridge_indexes, "default")] == ["More lorries"]
