"""What was refused: a count for everybody, the first and then page after page for the owner."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa import Archive
from qa.index.build import build_index
from qa.keys import add_key
from tests.encoders import HashEncoder
from web import create_app

REFUSED = 130


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    """Over an index of one article, beside which 130 were refused."""
    records = [{"id": "one", "text": "Walruses arrive late."}, *({"id": f"bad{n}"} for n in range(REFUSED))]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    assert len(build_index([tmp_path / "wire.jsonl"], tmp_path, "default", HashEncoder()).refusals) == REFUSED
    return create_app(tmp_path, archive=Archive(tmp_path, load=lambda _: HashEncoder())).test_client()


def test_a_visitor_is_told_how_many_inputs_were_refused(client: FlaskClient) -> None:
    page, told = client.get("/status").text, client.get("/api/v1/status")
    assert "<dd>130 inputs at the last build</dd>" in page
    assert told.json["refused"] == REFUSED
    assert ("wire.jsonl" in page, "wire.jsonl" in told.text, len(page) < 10_000) == (False, False, True)
    assert 'cuttings_inputs_refused{index="default"} 130.0' in client.get("/metrics").text


def test_the_owner_is_told_which_page_by_page(client: FlaskClient, tmp_path: Path) -> None:
    key = {"Authorization": f"Bearer {add_key(tmp_path, 'owner', 'admin')}"}
    told = client.get("/api/v1/admin/status", headers=key).json
    assert (told["refused"], len(told["refusals"])) == (REFUSED, 20)
    pages = [client.get(f"/api/v1/admin/refusals?page={page}", headers=key).json for page in (1, 2, 3)]
    assert [(page["total"], page["pages"], len(page["refusals"])) for page in pages] == [
        *((130, 2, 100), (130, 2, 30), (130, 2, 0)),
    ]
    origins = [refusal["origin"] for page in pages for refusal in page["refusals"]]
    assert len(set(origins)) == REFUSED
    assert origins[:20] == [refusal["origin"] for refusal in told["refusals"]]
