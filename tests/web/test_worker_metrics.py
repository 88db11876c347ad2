"""Any worker tells what all of them have counted."""

from __future__ import annotations

import re
from pathlib import Path

from tests.web.test_attacks import get, serving


def test_two_workers_count_together(bridge_indexes: Path) -> None:
    with serving(bridge_indexes, "--workers", "2") as port:
        answered = dict[str, int]()  # by worker
        while min(answered.values(), default=0) < 2 or len(answered) < 2:
            status, _, headers = get(port, f"/api/v1/ask?q=bridge+{sum(answered.values())}")
            assert status == 200
            answered[headers["Worker"]] = answered.get(headers["Worker"], 0) + 1
        told = dict[str, str]()
        while len(told) < 2:
            _, body, headers = get(port, "/metrics")
            told[headers["Worker"]] = body.decode()
    asked = sum(answered.values())
    for text in told.values():
        counts = {stage: float(count) for stage, count in re.findall(r'stage_seconds_count{stage="(\w+)"} (\S+)', text)}
        assert (counts["search"], counts["cite"]) == (asked, asked)
        samples = [line.rpartition(" ")[0] for line in text.splitlines()]
        assert [line for line in samples if "cuttings_articles{" in line] == ['cuttings_articles{index="default"}']
        assert len(set(samples)) == len(samples)
        assert re.search(rf'cuttings_request_seconds_count{{endpoint="api.ask"}} {asked}\.0', text)
