"""Who may ask: by API key, as `Authorization: Bearer`, as `X-API-Key`, or as the password of a browser's own login."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from flask import Flask, abort, current_app, g, request
from werkzeug.datastructures import WWWAuthenticate

from qa import Key, QaError, key_of, read_keys
from web.settings import Settings

LOOK_SECONDS = 1.0  # from one look at the file to the next
OPEN = {"static", "health.healthz"}
ADMIN = "admin"  # the blueprint whose every address wants an admin key


class KeyRing:
    """The keys of a folder of indexes, read again when the file has changed."""

    def __init__(self, indexes: Path) -> None:
        self._path = indexes / "keys.json"
        self._indexes = indexes
        self._lock = threading.Lock()
        self._keys: list[Key] = []
        self._state: tuple[int, ...] | None = None
        self._next = 0.0

    def find(self, secret: str) -> Key | None:
        """The key that `secret` is."""
        with self._lock:
            if time.monotonic() >= self._next:
                self._next = time.monotonic() + LOOK_SECONDS
                self._look()
            return key_of(secret, self._keys)

    def _look(self) -> None:
        try:
            found = self._path.stat()
            state: tuple[int, ...] = (found.st_mtime_ns, found.st_size, found.st_ino)
        except OSError:
            state = ()
        if state == self._state:
            return
        try:
            self._keys = read_keys(self._indexes)
        except QaError as error:  # nobody is let in by what cannot be read
            self._keys = []
            current_app.logger.error("%s", error)
        self._state = state


def identify(app: Flask, settings: Settings) -> None:
    """Have each request of `app` know whose key it shows; nobody is turned away yet, so that all are counted."""
    app.extensions["keys"] = KeyRing(settings.indexes)
    app.config["DEMANDS_KEYS"] = settings.demands_keys
    app.before_request(_identify)


def enforce(app: Flask) -> None:
    """Have `app` turn away who shows no key, or not the right one."""
    app.before_request(_enforce)


def is_admin() -> bool:
    """Whether the request shows an admin key."""
    return bool(g.get("key") and g.key.scope == "admin")


def _identify() -> None:
    ring: KeyRing = current_app.extensions["keys"]
    g.secret = _secret()
    g.key = ring.find(g.secret) if g.secret else None


def _enforce() -> None:
    if request.endpoint in OPEN or request.method == "OPTIONS":
        return
    admin = request.blueprint == ADMIN
    if (g.secret and not g.key) or (not g.key and (admin or current_app.config["DEMANDS_KEYS"])):
        abort(401, www_authenticate=_challenge())
    # A browser that is logged in sends its password with what other sites make it send, too.
    if admin and (not is_admin() or not _shown_by_program()):
        abort(403)


def _challenge() -> WWWAuthenticate:
    kind = "bearer" if request.path.startswith("/api/") and request.endpoint != "api_docs.page" else "basic"
    return WWWAuthenticate(kind, {"realm": "Cuttings archive"})


def _secret() -> str | None:
    shown = request.authorization
    if shown and shown.type == "bearer":
        return shown.token
    if shown and shown.type == "basic":
        return shown.password
    return request.headers.get("X-API-Key")


def _shown_by_program() -> bool:
    return not request.authorization or request.authorization.type == "bearer"
