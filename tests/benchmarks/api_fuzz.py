"""The API under schemathesis: thousands of requests made of its own description, none of which may be a surprise.

By hand, with schemathesis (4.32) in an environment of its own; it is not installed with the project:

    python3.11 -m venv /tmp/st && /tmp/st/bin/pip install schemathesis
    .venv/bin/python -m tests.benchmarks.api_fuzz /tmp/st/bin/st

All checks are on, positive and negative cases, and chains of requests, each made of the answers before; with the key of
an owner. Builds are begun and fail, for the index is of the tests' small encoder. What no schema can say of parameters
together, with_schemathesis.py tells it.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from qa.index.build import build_index
from qa.keys import add_key
from tests.encoders import HashEncoder
from tests.waiting import is_ready, wait

ROOT = Path(__file__).parents[2]
HOOKS = Path(__file__).with_name("with_schemathesis.py")
# 413 and 414, for a body and an address that are too long whatever they hold, are not among those that schemathesis
# awaits by itself.
CONFIG = """[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 414, 415]
"""


def main() -> int:
    """Returns the exit status of schemathesis: 0 where it finds nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schemathesis", help="the program, st")
    parser.add_argument("--examples", type=int, default=1200, help="of each address and method")
    parser.add_argument("--seconds", type=int, help="at most")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        indexes = Path(folder)
        build_index([ROOT / "seeds"], indexes, "default", HashEncoder())
        key = add_key(indexes, "fuzz", "admin")
        serve = [sys.executable, "-m", "tests.faults.server", "--indexes", folder, "--port", "0"]
        with subprocess.Popen(serve, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout
                address = re.findall(r"http://\S+", process.stdout.readline())[0]
                wait(lambda: is_ready(address))
                return _fuzz(given, address, key, folder)
            finally:
                process.terminate()


def _fuzz(given: argparse.Namespace, address: str, key: str, folder: str) -> int:
    most = ["--max-time", str(given.seconds)] if given.seconds else []
    run = [given.schemathesis, "run", f"{address}/api/v1/openapi.json", "--checks", "all", *most]
    run += ["--max-examples", str(given.examples), "--header", f"Authorization: Bearer {key}", "--continue-on-failure"]
    Path(folder, "schemathesis.toml").write_text(CONFIG, "utf-8")
    environment = os.environ | {"SCHEMATHESIS_HOOKS": HOOKS.stem, "PYTHONPATH": str(HOOKS.parent)}
    return subprocess.run(run, env=environment, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
