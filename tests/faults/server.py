"""The real server, gunicorn and all, with the small encoder of the tests: `python -m tests.faults.server INDEXES`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from flask import Flask, Response

from qa import Archive
from tests.encoders import HashEncoder
from web.app import create_app
from web.serve import Server, _listen, _options


class SmallServer(Server):
    def load(self) -> Flask:
        indexes = self._options.indexes
        app = create_app(indexes, archive=Archive(indexes, load=lambda model: HashEncoder()))
        app.after_request(_signed)
        return app


def _signed(response: Response) -> Response:
    """Say which worker answers."""
    response.headers["Worker"] = str(os.getpid())
    return response


if __name__ == "__main__":
    options = _options(["--indexes", sys.argv[1], "--workers", sys.argv[2], "--threads", "8"])
    assert Path(sys.argv[1]).is_dir()
    SmallServer(options, _listen("127.0.0.1", 0)).run()
