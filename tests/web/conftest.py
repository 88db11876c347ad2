"""A small index of hostile and harmless articles, and the application over it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa import Archive
from qa.index.build import build_index
from tests.encoders import HashEncoder
from web import auth, create_app
from web.settings import Settings

HANOI = (
    "- The Example Gazette - Friday, March 1, 2019\r\n\r\n"
    "Leaders leave without a deal\r\n\r\n"
    "The Hanoi talks failed over sanctions. Nobody signed anything.  The lunch was dropped.\r\n\r\n"
    "ADVERTISEMENT\r\n\r\n"
    "The second paragraph is shorter. It ends here.\r\n"
)
RECORDS = [
    {
        "id": "2019/a b?c#d%2F/<e>",
        "title": "<script>alert(1)</script> & more",
        "source": 'Quote " <Daily>',
        "published": "2019-10-01",
        "url": "https://example.org/?a=1&b=2",
        "text": "Penguins wrote <b>bold</b> &amp; markup. The lunch was dropped.",
    },
    {"id": "script-url", "title": "An address", "url": "javascript:alert(1)", "text": "Ostriches do not click links."},
    {"id": "plain", "title": "Zebras", "source": "Zebra News", "published": "2018-02-03", "text": "Zebras run."},
]
HOSTILE = str(RECORDS[0]["id"])
BRIDGE = [
    {
        "id": "closed",
        "title": "Bridge closes",
        "source": "The Example Gazette",
        "published": "2019-03-05",
        "text": "The old bridge over the river Lowe closed on March 4, 2019, after inspectors found cracks."
        " The mayor of Port Ellen promised ferries for everybody who has to cross the river."
        " Nobody was hurt when the bridge over the river was closed to all traffic on Monday."
        " The harbor master lent two of his boats, and the school another one.",
    },
    {
        "id": "cracks",
        "title": "Cracks in the <old> bridge",
        "source": "Harbor City Ledger",
        "published": "2019-03-06",
        "text": "PORT ELLEN (AP) — The old bridge over the river Lowe closed on March 4, 2019, after inspectors"
        " found cracks.",
    },
    {
        "id": "steel",
        "title": "New steel for the bridge",
        "source": "Harbor City Ledger",
        "published": "2019-11-20",
        "text": "Repairs of the old bridge over the river Lowe had first been planned in June 2018 by the county.",
    },
    {
        "id": "lorries",
        "title": "More lorries",
        "source": "Harbor City Ledger",
        "published": "2020-01-15",
        "text": "The old bridge over the river Lowe carries more lorries than ever before, says its keeper.",
    },
]


@pytest.fixture
def hanoi() -> str:
    return HANOI


@pytest.fixture
def hostile() -> str:
    """The id of an article that no address may stumble over."""
    return HOSTILE


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    (folder / "hanoi.txt").write_bytes(HANOI.encode())
    (folder / "records.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS), "utf-8")
    (folder / "refused <i>.pdf").write_bytes(b"%PDF")
    return folder


@pytest.fixture(scope="session")
def build() -> Callable[[Path, Path], str]:
    """Index a folder; returns the build id."""
    return lambda source, folder: build_index([source], folder, "default", HashEncoder()).index.build


@pytest.fixture(scope="session")
def indexes(sources: Path, build: Callable[[Path, Path], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("indexes")
    build(sources, folder)
    return folder


@pytest.fixture(scope="session")
def bridge_indexes(build: Callable[[Path, Path], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a story in four articles, by two sources."""
    folder = tmp_path_factory.mktemp("bridge")
    (folder / "bridge.jsonl").write_text("".join(json.dumps(record) + "\n" for record in BRIDGE), "utf-8")
    build(folder / "bridge.jsonl", folder)
    return folder


@pytest.fixture
def client_over() -> Callable[..., FlaskClient]:
    """A client over any folder of indexes, or over an archive of another kind."""

    def make(folder: Path, kind: type[Archive] = Archive) -> FlaskClient:
        archive = kind(folder, load=lambda _: HashEncoder(), threads=1)
        archive.refresh()  # as the server's thread does
        return create_app(folder, archive=archive).test_client()

    return make


@pytest.fixture
def client_with(indexes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., FlaskClient]:
    """A client of an application with these settings, whose keys are those of an empty folder."""

    def make(**settings: object) -> FlaskClient:
        monkeypatch.setattr(auth, "LOOK_SECONDS", 0)
        app = create_app(
            indexes, archive=Archive(indexes, load=lambda _: HashEncoder(), threads=1), settings=Settings(**settings)
        )
        app.extensions["keys"] = auth.KeyRing(tmp_path)
        return app.test_client()

    return make


@pytest.fixture
def client(indexes: Path, client_over: Callable[..., FlaskClient]) -> FlaskClient:
    return client_over(indexes)


@pytest.fixture
def bridge_client(bridge_indexes: Path, client_over: Callable[..., FlaskClient]) -> FlaskClient:
    return client_over(bridge_indexes)


@pytest.fixture
def empty_client(tmp_path: Path, client_over: Callable[..., FlaskClient]) -> FlaskClient:
    """Over a folder in which nothing has been built."""
    return client_over(tmp_path)
