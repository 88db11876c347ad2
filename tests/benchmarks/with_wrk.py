"""A server under load: many clients, more than it can answer, and connections that hardly send anything.

By hand, with wrk (4.1, from Debian):

    python -m tests.benchmarks.with_wrk INDEXES NAME QUESTIONS.jsonl

NAME is an index of the folder INDEXES; QUESTIONS.jsonl has {"text": ...} a line. One client asks every question once
("alone"); of the same server 32 clients then ask them again and again ("many"). Of servers of their own: 32 clients ask
what was not asked before ("new"), every question once beside 30 slow connections, and 96 clients, more than
may wait ("too many"). What it prints is one JSON object, times in milliseconds and memory in MB. wrk adds to its
percentiles the requests that a client would have made while it waited.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

from tests.faults.test_load import resident
from tests.waiting import is_ready, wait

CLIENTS, TOO_MANY, SLOW = 32, 96, 30
BRIEFLY = 60  # seconds
LUA = """
local paths, n = {{}}, 0
for line in io.lines("{paths}") do n = n + 1; paths[n] = line end
local threads = {{}}
function setup(thread) thread:set("number", #threads); table.insert(threads, thread) end
function init() at, step = number * 101, 0 end
function request()
  at, step = at + 1, step + 1
  local path = paths[at % n + 1]
  if {always_new} then path = path .. "%20" .. number .. "-" .. step end
  return wrk.format("GET", path)
end
statuses = {{}}
function response(status) statuses[status] = (statuses[status] or 0) + 1 end
function done(summary, latency)
  for _, thread in ipairs(threads) do
    for status, count in pairs(thread:get("statuses")) do print("status " .. status .. " " .. count) end
  end
  print("p50 " .. latency:percentile(50) / 1000); print("p99 " .. latency:percentile(99) / 1000)
  print("most " .. latency.max / 1000); print("asked " .. summary.requests)
  print("errors " .. summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout)
end
"""


@contextlib.contextmanager
def serving(indexes: Path, name: str) -> Iterator[tuple[str, int]]:
    """The address of a server that is ready, and its process."""
    log = tempfile.TemporaryFile("w+")  # noqa: SIM115 (as long as the server)
    options = ["--indexes", str(indexes), "--index", name, "--port", "0", "--address-rate", "none"]
    serve = [sys.executable, "-m", "qa", "serve", *options]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=log, text=True) as process:
        try:
            assert process.stdout
            lines = iter(process.stdout.readline, "")
            address = next(found[0].rstrip("/") for line in lines if (found := re.findall(r"http://\S+", line)))
            wait(lambda: is_ready(address))
            yield address, process.pid
        finally:
            process.terminate()


def taken(address: str, path: str) -> tuple[int, float]:
    """The status of an answer, and how many milliseconds it took."""
    began = time.perf_counter()
    try:
        with urllib.request.urlopen(address + path, timeout=60) as answer:
            answer.read()
            status = answer.status
    except urllib.error.HTTPError as refused:
        status = refused.code
    return status, 1000 * (time.perf_counter() - began)


def alone(address: str, paths: Sequence[str]) -> dict[str, Any]:
    """One client that asks each question once."""
    asked = [taken(address, path) for path in paths]
    p50, p95, p99 = np.percentile([each for _, each in asked], (50, 95, 99))
    statuses = Counter(str(status) for status, _ in asked)
    return {"statuses": statuses, "p50": round(p50, 1), "p95": round(p95, 1), "p99": round(p99, 1)}


def wrk(address: str, paths: Sequence[str], clients: int, seconds: int, always_new: bool = False) -> dict[str, Any]:
    """What wrk says of so many clients, each of which asks again as soon as it is answered."""
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder, "paths"), Path(folder, "load.lua")
        listed.write_text("".join(f"{path}\n" for path in paths))
        script.write_text(LUA.format(paths=listed, always_new=str(always_new).lower()))
        run = ["wrk", "-t2", f"-c{clients}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), address]
        said = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    statuses = Counter[str]()
    for status, count in re.findall(r"^status (\d+) (\d+)$", said, re.MULTILINE):
        statuses[status] += int(count)
    numbers = re.findall(r"^(p50|p99|most|asked|errors) ([\d.e+]+)$", said, re.MULTILINE)
    return {"statuses": statuses, **{name: round(float(number), 1) for name, number in numbers}}


@contextlib.contextmanager
def every_second(do: Callable[[], None]) -> Iterator[None]:
    """Do this beside the block, once a second."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(1):
            do()

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


@contextlib.contextmanager
def memory_of(process: int) -> Iterator[list[int]]:
    """The memory of a server, looked at every second while the block runs."""
    looked: list[int] = []
    with every_second(lambda: looked.append(round(resident(process) / 1024))):
        yield looked


@contextlib.contextmanager
def slow_connections(address: str, number: int) -> Iterator[None]:
    """So many connections, each of which sends a byte of its header a second; who is cut off comes again."""
    host, port = address.removeprefix("http://").split(":")
    held = [socket.create_connection((host, int(port))) for _ in range(number)]

    def send() -> None:
        for place, connection in enumerate(held):
            try:
                connection.send(b"G")
            except OSError:
                connection.close()
                held[place] = socket.create_connection((host, int(port)))

    with every_second(send):
        yield
    for connection in held:
        connection.close()


def recovery(address: str, path: str) -> float:
    """Milliseconds until a question is answered that was not asked before."""
    began = time.perf_counter()
    wait(lambda: taken(address, path)[0] == 200)
    return round(1000 * (time.perf_counter() - began), 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indexes", type=Path)
    parser.add_argument("name")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--seconds", type=int, default=300)
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        parser.error("wrk is not installed: apt-get install wrk")
    questions = [json.loads(line)["text"] for line in given.questions.read_text("utf-8").splitlines()]
    paths = [f"/api/v1/ask?q={quote(question, safe='')}" for question in questions]
    figures: dict[str, Any] = {}
    with serving(given.indexes, given.name) as (address, process):
        figures["alone"] = alone(address, paths)
        with memory_of(process) as looked:
            figures["many"] = wrk(address, paths, CLIENTS, given.seconds)
        figures["many"]["memory"] = looked[:: max(1, len(looked) // 10)]
    with serving(given.indexes, given.name) as (address, process), memory_of(process) as looked:
        figures["new"] = wrk(address, paths, CLIENTS, BRIEFLY, always_new=True)
        figures["new"]["memory"] = looked[:: max(1, len(looked) // 10)]
    with serving(given.indexes, given.name) as (address, _), slow_connections(address, SLOW):
        figures["beside slow connections"] = alone(address, paths)
    with serving(given.indexes, given.name) as (address, process), memory_of(process) as looked:
        figures["too many"] = wrk(address, paths, TOO_MANY, BRIEFLY, always_new=True)
        figures["too many"]["until answered"] = recovery(address, paths[0])
        figures["too many"]["alone again"] = alone(address, paths[1:40])
        figures["too many"]["memory"] = looked[:: max(1, len(looked) // 10)]
    json.dump(figures, sys.stdout, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
