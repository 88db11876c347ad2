"""The real server, gunicorn and all, with the small encoder of the tests: `python -m tests.faults.server INDEXES`."""

from __future__ import annotations

import sys
from pathlib import Path

from flask import Flask

from qa import Archive
from tests.encoders import HashEncoder
from web.app import create_app
from web.serve import Server, _listen, _options


class SmallServer(Server):
    def load(self) -> Flask:
        indexes = self._options.indexes
        return create_app(indexes, archive=Archive(indexes, load=lambda model: HashEncoder()))


if __name__ == "__main__":
    options = _options(["--indexes", sys.argv[1], "--workers", sys.argv[2], "--threads", "8"])
    assert Path(sys.argv[1]).is_dir()
    SmallServer(options, _listen("127.0.0.1", 0)).run()
