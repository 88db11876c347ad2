"""A page that is watched while a test uses it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from tests.waiting import NEVER


def watched(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page on which nothing may be asked of another host, and nothing may be complained of."""
    context.set_default_timeout(1000 * NEVER)
    page = context.new_page()
    hosts: set[str] = set()
    complaints: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    yield page
    assert hosts == {urlsplit(address).netloc}, hosts
    assert complaints == [], complaints
    context.close()
