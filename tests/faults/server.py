"""The real server, waitress and all, with the small encoder of the tests: `python -m tests.faults.server --indexes …`.

With HASTE in the environment every deadline is so many times shorter.
"""

from __future__ import annotations

import os

from flask import Flask, Response

from qa import Archive
from tests.encoders import HashEncoder
from web import admission, http_server, logs
from web.app import create_app
from web.serve import Server, _listen
from web.settings import read_settings


class SmallServer(Server):
    def load(self) -> Flask:
        now = self._settings
        archives = {name: Archive(now.indexes, name, load=lambda model: HashEncoder()) for name in now.index}
        first = now.index[0]
        app = create_app(now.indexes, first, archive=archives.pop(first), others=archives, settings=now)
        app.after_request(_signed)
        return app


def _signed(response: Response) -> Response:
    """Say which worker answers."""
    response.headers["Worker"] = str(os.getpid())
    return response


def _hasten(times: float) -> None:
    for name in ("HEADER_SECONDS", "BODY_SECONDS", "IDLE_SECONDS", "READING_SECONDS"):
        setattr(http_server, name, getattr(http_server, name) / times)
    admission.WAIT_SECONDS /= times


if __name__ == "__main__":
    _hasten(float(os.environ.get("HASTE", "1")))
    settings = read_settings(None, os.environ)
    logs.start(settings.log_format)
    SmallServer(settings, _listen(settings.host, settings.port)).run()
