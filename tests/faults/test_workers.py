"""Several worker processes: each goes over to a new build by itself, and none to a damaged one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

from qa.index.build import build_index
from qa.index.layout import builds
from qa.index.retention import roll_back
from tests.encoders import HashEncoder
from tests.faults.conftest import LONG, Asker, write_wire
from tests.waiting import wait

WORKERS = 2
REBUILDS = 20 if LONG else 2


def ready(port: int, problems: dict[str, str | None]) -> None:
    """Note what one of the workers has to say of the newest build."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/readyz")
        response = connection.getresponse()
        assert response.status == 200
        problems[response.headers["Worker"]] = json.load(response)["problem"]


def counted(port: int) -> float:
    """How many questions have been answered, as one of the workers tells."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/metrics")
        found = re.search(rb'requests_total{endpoint="api.ask",status="200"} (\S+)', connection.getresponse().read())
        return float(found[1]) if found else 0


def test_every_worker_goes_over(tmp_path: Path, serve: Callable[..., object]) -> None:
    wire, indexes = tmp_path / "wire", tmp_path / "indexes"
    write_wire(wire, 0)
    build = build_index([wire], indexes, "default", HashEncoder()).index.build
    with serve(indexes, WORKERS) as (port, _), Asker(port, 4, fresh=True) as asker:  # type: ignore[attr-defined]

        def all_answer_from(build: str) -> bool:
            return list(asker.workers.values()) == [build] * WORKERS

        wait(lambda: all_answer_from(build))
        taken = []
        for number in range(1, REBUILDS + 1):
            write_wire(wire, number)
            build = build_index([wire], indexes, "default", HashEncoder()).index.build
            taken.append(wait(lambda build=build: all_answer_from(build)))
        earlier = roll_back(indexes, "default").build
        taken.append(wait(lambda: all_answer_from(earlier)))

        newest = builds(indexes / "default")[0]
        (indexes / "default" / "snapshots" / newest / "sentences.npy").unlink()
        (indexes / "default" / "CURRENT").write_text(newest + "\n", "ascii")
        asked = asker.asked
        assert counted(port) >= asked, "any worker counts what all have answered"
        problems: dict[str, str | None] = {}

        def all_refuse() -> bool:
            ready(port, problems)
            return len(problems) == WORKERS and all(problems.values())

        wait(all_refuse)
        assert all_answer_from(earlier)
        mended = build_index([], indexes, "default", HashEncoder()).index.build
        taken.append(wait(lambda: all_answer_from(mended)))
    assert not asker.wrong, asker.wrong
    assert len(asker.builds) == REBUILDS + 2, "each build was served, the rolled back one again, and the mended one"
    told = (tmp_path / "server.log").read_text()
    assert [told.count(words) for words in ("still serving the previous build", "sentences.npy")] == [WORKERS] * 2
    print(f"{asker.asked} questions to {WORKERS} workers; all had gone over after {max(taken):.1f} s at most")
