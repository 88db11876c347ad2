"""How often one may ask: by key, or by address where there is none; counted over all worker processes."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable

from flask import Flask, g, request
from flask_limiter import ApplicationLimit, Limiter

from web.batch import count
from web.metrics import FOLDER
from web.rates import SCHEME
from web.reading import peeked
from web.settings import NONE, Settings

ADDRESS_RATE = "120 per minute"  # where others reach the server and nothing else is set
KEY_RATE = "1200 per minute"
_UNCOUNTED = {"static", "health.healthz", "health.readyz"}


def register(app: Flask, settings: Settings) -> None:
    """Have `app` answer 429 to whoever asks more often than that."""
    usual = (NONE, NONE) if settings.is_local else (ADDRESS_RATE, KEY_RATE)
    by_address, by_key = settings.address_rate or usual[0], settings.key_rate or usual[1]
    limits: list[str | Callable[[], str] | ApplicationLimit] = []
    if by_address != NONE:
        limits.append(
            ApplicationLimit(
                by_address, key_function=_address, cost=_cost, exempt_when=lambda: _is_uncounted() or bool(g.key)
            )
        )
    if by_key != NONE:
        limits.append(
            ApplicationLimit(by_key, key_function=_key, cost=_cost, exempt_when=lambda: _is_uncounted() or not g.key)
        )
    if limits:
        Limiter(_address, app=app, application_limits=limits, storage_uri=_storage(settings), headers_enabled=True)


def _storage(settings: Settings) -> str:
    """Beside the counts of the metrics, which take every *.db there for one of theirs."""
    folder = os.environ.get(FOLDER, "")
    return f"{SCHEME}://{folder}/rates.sqlite" if settings.workers > 1 and folder else "memory://"


def _address() -> str:
    """Of IPv6 the network: whoever has one address of it has them all."""
    try:
        found = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    return str(found if found.version == 4 else ipaddress.ip_network((found, 64), strict=False))


def _key() -> str:
    return str(g.key.name)


def _cost() -> int:
    """Each question of a batch counts."""
    return count(peeked()) if request.endpoint == "api.batch" else 1


def _is_uncounted() -> bool:
    return request.endpoint in _UNCOUNTED or request.method == "OPTIONS"
