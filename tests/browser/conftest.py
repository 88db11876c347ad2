"""The real server over an index of seeds/ by the real model, shared by all files here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.serving import served


@pytest.fixture(scope="session")
def address(executable: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The server over the index of seeds/; it needs the browser first, so as not to build for nothing."""
    with served(request.getfixturevalue("seeds_indexes"), "seeds") as address:
        yield address
