"""The pages of a topic say which of its words were misspelt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa import Archive
from tests.encoders import HashEncoder
from web import create_app


class Pieces(HashEncoder):
    """Has no word whole: none is English."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [2 for _ in texts]


@pytest.fixture
def misspelling(bridge_indexes: Path) -> FlaskClient:
    archive = Archive(bridge_indexes, load=lambda _: Pieces(), threads=1)
    archive.refresh()
    return create_app(bridge_indexes, archive=archive).test_client()


@pytest.mark.parametrize("address", ["/timeline?q=", "/summaries?q=", "/summaries?briefing=true&q="])
def test_it_is_said_above_what_is_told(misspelling: FlaskClient, address: str) -> None:
    page = misspelling.get(f"{address}old+brdige+over+the+rivver+Lowe").get_data(as_text=True)
    said = '<p class="read-as">Read “brdige” as <em>bridge</em>, “rivver” as <em>river</em>.</p>'
    assert page.count(said) == 1
    assert page.index('<section class="answer"') < page.index(said) < page.index('<h2 id="found">')
    assert "There is nothing to" not in page
    page = misspelling.get(f"{address}old+bridge+over+the+river+Lowe").get_data(as_text=True)
    assert "read-as" not in page


@pytest.mark.parametrize(("path", "about"), [("timeline", "topic"), ("summarize", "about")])
def test_the_api_tells_it(misspelling: FlaskClient, path: str, about: str) -> None:
    told = misspelling.get(f"/api/v1/{path}?{about}=old+brdige").json
    assert told["read_as"] == [{"kind": "spelling", "asked": "brdige", "meant": "bridge"}]
    assert told[about] == "old bridge"
    assert "read_as" not in misspelling.get(f"/api/v1/{path}?{about}=old+bridge").json
