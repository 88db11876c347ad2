"""Questions and builds on a cluster that is not here, by discrete events, from times that were measured here.

    python -m tests.benchmarks.scale_simulation --measure        # what a search of a million vectors takes on this core
    python -m tests.benchmarks.scale_simulation [MEASURED.json]  # docs/scale.md's table

A question is encoded, then searched for on every shard at once, by vector and by words; the slowest shard counts. Then
its candidates are fetched, and read by the reader. Shards lie on nodes that have some cores, in as many copies as there
are replicas; of those that are up the one with the shortest queue is asked. A node fails, and is back when its share of
the vectors was loaded again. People ask, read for a while, and ask again. A build is units that encoders take one by
one; an encoder that fails loses the one it was at. Times are drawn from the measured ones, by twentieths.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import simpy

ASKERS, READING_SECONDS = 40, 10.0  # at once, and what they do between two questions
HOURS, WARM = 0.25, 60.0  # simulated, and left out at the beginning, in seconds
SPLIT = 8  # parts of a shard that are searched side by side, where cores are free
FAILS_EVERY = 2  # minutes, one node of all
PATIENCE = 20.0  # seconds until an answer is given up: qa serve --request-seconds


@dataclass(frozen=True, slots=True)
class Measured:
    """Times of one core here. `scan_ms` a million vectors, by index; `words_ms` a million sentences; by twentieths from
    .05 to .95 the `fetch_ms` of the candidates and the `server_ms` of all else that a question takes."""

    scan_ms: dict[str, float]
    words_ms: float
    fetch_ms: tuple[float, ...]
    server_ms: tuple[float, ...]
    encoded_per_second: float  # sentences, one core
    load_mb_per_second: float = 200.0  # from object storage to memory; not measured


@dataclass(frozen=True, slots=True)
class Cluster:
    """An archive of so many million sentences on so many nodes."""

    millions: float
    index: str
    nodes: int
    cores: int
    replicas: int
    servers: int  # processes that answer
    bytes_held: int  # in memory, for a sentence
    encoders: int
    days_between_failures: float = 30.0  # of one node

    @property
    def shards(self) -> int:
        """Each node holds one, and the copies of others."""
        return max(1, self.nodes // self.replicas)


# On 2 cores of an AVX2 machine without VNNI. scan_ms by --measure; the median of fetch_ms from Milvus Lite over 2,204
# sentences; the rest of a question by docs/evaluation.md; encoding between a busy machine's 71 and a quiet one's 170.
# Guesses are DISKANN, words_ms and the spread of fetch_ms, for which there was no Milvus to measure.
HERE = Measured(
    scan_ms={"FLAT": 121.9, "IVF_RABITQ": 6.6, "DISKANN": 7.0},
    words_ms=10.0,
    fetch_ms=(95.0, 110.0, 124.0, 180.0, 300.0),
    server_ms=(200.0, 250.0, 300.0, 350.0, 450.0),
    encoded_per_second=120.0,
)
CLUSTERS = (
    Cluster(10, "FLAT", nodes=2, cores=8, replicas=2, servers=4, bytes_held=1_700, encoders=8),
    Cluster(100, "IVF_RABITQ", nodes=4, cores=8, replicas=2, servers=8, bytes_held=610, encoders=40),
    Cluster(1_000, "DISKANN", nodes=18, cores=8, replicas=2, servers=16, bytes_held=270, encoders=400),
)


class Questions:
    """People who ask a cluster, some of whose nodes fail."""

    def __init__(self, cluster: Cluster, measured: Measured, seed: int = 1) -> None:
        self._cluster, self._measured, self._chance = cluster, measured, random.Random(seed)
        self._env = simpy.Environment()
        self._cores = [simpy.Resource(self._env, cluster.cores) for _ in range(cluster.nodes)]
        self._servers = simpy.Resource(self._env, cluster.servers)
        self._up = [True] * cluster.nodes
        self.seconds: list[float] = []
        self.failed = 0

    def run(self) -> Questions:
        """Ask for some hours."""
        for _ in range(ASKERS):
            self._env.process(self._person())
        for node in range(self._cluster.nodes):
            self._env.process(self._failures(node))
        self._env.run(HOURS * 3600)
        return self

    def _person(self) -> Generator[Any, Any, None]:
        while True:
            yield self._env.timeout(self._chance.expovariate(1 / READING_SECONDS))
            began = self._env.now
            whole = yield self._env.process(self._question())
            if began > WARM:
                taken = self._env.now - began
                self.seconds.append(taken)
                self.failed += not whole or taken > PATIENCE

    def _question(self) -> Generator[Any, Any, bool]:
        with self._servers.request() as server:
            yield server
            parts = [
                self._env.process(self._search(shard)) for shard in range(self._cluster.shards) for _ in range(SPLIT)
            ]
            found = yield self._env.all_of(parts)
            if not all(found.values()):
                return False
            node = self._chance.randrange(self._cluster.shards)
            fetched = yield self._env.process(self._held(node, self._drawn(self._measured.fetch_ms)))
            yield self._env.timeout(self._drawn(self._measured.server_ms))
            return bool(fetched)

    def _search(self, shard: int) -> Generator[Any, Any, bool]:
        millions = self._cluster.millions / self._cluster.shards / SPLIT
        spread = self._chance.lognormvariate(0, 0.25)
        seconds = millions * (self._measured.scan_ms[self._cluster.index] + self._measured.words_ms) * spread / 1000
        return (yield self._env.process(self._held(shard, seconds)))

    def _held(self, shard: int, seconds: float) -> Generator[Any, Any, bool]:
        """So long on a core of a node that holds the shard; false where none of them is up."""
        holds = range(shard, self._cluster.nodes, self._cluster.shards)
        up = [node for node in holds if self._up[node]]
        if not up:
            return False
        node = min(up, key=lambda each: len(self._cores[each].queue) + self._cores[each].count)
        with self._cores[node].request() as core:
            yield core
            yield self._env.timeout(seconds)
        return True

    def _failures(self, node: int) -> Generator[Any, Any, None]:
        share = self._cluster.millions * 1e6 / self._cluster.shards * self._cluster.bytes_held
        while True:
            yield self._env.timeout(self._chance.expovariate(1 / (self._cluster.days_between_failures * 86_400)))
            self._up[node] = False
            yield self._env.timeout(30 + share / (self._measured.load_mb_per_second * 1e6))  # half a minute to notice
            self._up[node] = True

    def _drawn(self, twentieths: Sequence[float]) -> float:
        places = np.linspace(0, 1, len(twentieths))
        return float(np.interp(self._chance.random(), places, twentieths)) / 1000


def hours_of_encoding(cluster: Cluster, measured: Measured, hours_between_failures: float, seed: int = 1) -> float:
    """What encoding everything takes, by encoders that fail now and then and are away for two minutes."""
    chance, env = random.Random(seed), simpy.Environment()
    unit = max(200.0, cluster.millions * 1e6 / 20_000)  # sentences; finer would only take longer to simulate
    units = [int(cluster.millions * 1e6 / unit)]

    def encoder() -> Generator[Any, Any, None]:
        failure = chance.expovariate(1 / (hours_between_failures * 3600))
        while units[0] > 0:
            units[0] -= 1
            needed = unit / measured.encoded_per_second * chance.lognormvariate(0, 0.2)
            if env.now + needed > failure:
                units[0] += 1
                yield env.timeout(max(0.0, failure - env.now) + 120)
                failure = env.now + chance.expovariate(1 / (hours_between_failures * 3600))
            else:
                yield env.timeout(needed)

    for _ in range(cluster.encoders):
        env.process(encoder())
    env.run()
    return float(env.now) / 3600


def measure(vectors: int = 200_000, dimensions: int = 384) -> dict[str, float]:
    """Milliseconds a million vectors by FAISS on one core: all compared in float16, and by IVF with RaBitQ codes."""
    import faiss

    faiss.omp_set_num_threads(1)
    rows = np.random.default_rng(1).standard_normal((vectors, dimensions)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    flat = faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    lists = 4 * int(vectors**0.5)
    coarse = faiss.IndexFlatIP(dimensions)
    codes = faiss.IndexIVFRaBitQ(coarse, dimensions, lists, faiss.METRIC_INNER_PRODUCT)
    codes.train(rows[:50_000])
    codes.nprobe, codes.qb = 128, 4
    taken = {}
    for name, index in (("FLAT", flat), ("IVF_RABITQ", codes)):
        index.add(rows)
        began = time.perf_counter()
        for query in rows[:50]:
            index.search(query[None], 100)
        taken[name] = round((time.perf_counter() - began) / 50 * 1000 / (vectors / 1e6), 1)
    return taken


def table(measured: Measured, clusters: Sequence[Cluster]) -> None:
    for cluster in clusters:
        failing = replace(cluster, days_between_failures=cluster.nodes * FAILS_EVERY / 1440)
        for what, at in (("usual", cluster), (f"a node fails every {FAILS_EVERY} minutes", failing)):
            asked = Questions(at, measured).run()
            p50, p95, p99 = np.percentile(asked.seconds, [50, 95, 99])
            print(
                f"{cluster.millions:>6,.0f} M  {what:<28} {len(asked.seconds):>6,} questions"
                f"  p50 {p50:.2f} s  p95 {p95:.2f}  p99 {p99:.2f}  failed {asked.failed / len(asked.seconds):.2%}",
                flush=True,
            )
        for hours in (1_000.0, 10.0, 1.0):
            taken = hours_of_encoding(cluster, measured, hours)
            print(f"          encoding by {cluster.encoders} cores, each failing every {hours:,.0f} h: {taken:.1f} h")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measured", type=Path, nargs="?")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--millions", type=float, nargs="*", default=[each.millions for each in CLUSTERS])
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure()))
        return
    measured = Measured(**json.loads(given.measured.read_text("utf-8"))) if given.measured else HERE
    table(measured, [cluster for cluster in CLUSTERS if cluster.millions in given.millions])


if __name__ == "__main__":
    main()
