"""Servers that stop when the test is over."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest

from tests.ingest.site import Page, Site, Sites


@pytest.fixture
def sites() -> Iterator[Sites]:
    """Makes servers."""
    made: list[Site] = []

    def make(pages: dict[str, Page], secured: ssl.SSLContext | None = None) -> Site:
        made.append(Site(pages, secured))
        return made[-1]

    yield make
    for site in made:
        site.close()
