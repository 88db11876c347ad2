"""Questions and builds on a cluster that is not here, by discrete events, from times that were measured here.

    python -m tests.benchmarks.scale_simulation [MEASURED.json] [--millions 10]    # docs/scale.md's table

MEASURED.json is scale_measured.json if nothing is said, which tests/benchmarks/scale_measure.py made; the clusters are
those of scale_sizes.py. A question is searched for on every shard at once, by vector and by words; the slowest shard
counts. Then its candidates are fetched, and read by the reader. A shard here is what one node holds of a copy, and lies
on as many nodes as there are copies; of those that are up the one is asked that has least to do. A node fails,
and is back when its share was loaded again; what it was at it finishes, where Milvus would ask another. People ask,
read for a while, and ask again. A build is units that encoders take one by one; an encoder that fails loses the one it
was at.

Drawn by twentieths from what was measured is what Milvus Lite takes for a question over 2,204 sentences (the fixed part
of its searches, and what is fetched: as much in any archive) and what a server takes for the rest. A search grows with
the vectors: by what FAISS took, and by the guesses below. There is no network: a question goes to Milvus a dozen times.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray

from tests.benchmarks.scale_sizes import CLUSTERS, COPIES, MEASURED, Cluster, Measured, read_measured

ASKERS, READING_SECONDS = 40, 10.0  # at once, and what they do between two questions
RUNS, HOURS, WARM = 3, 1.0, 60.0  # simulated, from as many seeds; and left out at the beginning, in seconds
CORES = 8  # of a query node: the segments of a shard are searched on all of them side by side
FAILS_EVERY = (10, 2)  # minutes, one node of all
PATIENCE = 20.0  # seconds until an answer is given up: qa serve --request-seconds

# Guesses
DISKANN_MS = 7.0  # of one core, a million vectors
WORDS_MS = 10.0  # of one core, a million sentences, by words
SPREAD, ENCODER_SPREAD = 0.25, 0.2  # sigma, of the logarithm, of a search and of a unit of encoding
DAYS_BETWEEN_FAILURES = 30.0  # of one node
NOTICED_SECONDS, AWAY_SECONDS = 30.0, 120.0  # until a node's failure is noticed, and until an encoder is back


class Questions:
    """People who ask a cluster, some of whose nodes fail."""

    def __init__(
        self, cluster: Cluster, measured: Measured, days: float = DAYS_BETWEEN_FAILURES, seed: int = 1
    ) -> None:
        """`days` are between two failures of a node."""
        self._measured, self._days, self._chance = measured, days, np.random.default_rng(seed)
        self._env, self._shards = simpy.Environment(), np.arange(cluster.fan_out())
        self._free = np.zeros((COPIES, len(self._shards), CORES))  # when each core of each node is
        self._up = np.ones(self._free.shape[:2], dtype=bool)
        self._servers = simpy.Resource(self._env, cluster.servers)
        scan_ms = {"DISKANN": DISKANN_MS, **measured.scan_ms}[cluster.index] + WORDS_MS
        self._part = cluster.millions / len(self._shards) / CORES * scan_ms / 1000
        self._away = NOTICED_SECONDS + 3600 * cluster.loading_hours(measured)
        self.seconds: list[float] = []
        self.failed = 0

    def run(self) -> Questions:
        """Ask for some hours."""
        for _ in range(ASKERS):
            self._env.process(self._person())
        for node in np.ndindex(self._up.shape):
            self._env.process(self._failures(node))
        self._env.run(HOURS * 3600)
        return self

    def _person(self) -> Generator[Any, Any, None]:
        while True:
            yield self._env.timeout(self._chance.exponential(READING_SECONDS))
            began = self._env.now
            whole = yield from self._question()
            taken = self._env.now - began
            if began > WARM and whole and taken <= PATIENCE:
                self.seconds.append(taken)
            elif began > WARM:
                self.failed += 1

    def _question(self) -> Generator[Any, Any, bool]:
        with self._servers.request() as server:
            yield server
            if not self._up.any(axis=0).all():
                return False
            yield self._env.timeout(self._searched())
            one = self._chance.choice(self._shards, 1)
            if not self._up[:, one].any():
                return False
            yield self._env.timeout(self._fetched(one))
            yield self._env.timeout(self._drawn(self._measured.server_ms))
            return True

    def _searched(self) -> float:
        """How long until the slowest core of the slowest shard is done: each has a part."""
        node = (self._copies(self._shards), self._shards)
        begin = np.maximum(self._free[node], self._env.now)
        self._free[node] = begin + self._part * self._chance.lognormal(0, SPREAD, begin.shape)
        return float(self._free[node].max() - self._env.now)

    def _fetched(self, shard: NDArray[np.int64]) -> float:
        """How long until a core of one shard has fetched the candidates."""
        node = (self._copies(shard), shard, self._free[self._copies(shard), shard].argmin(axis=1))
        self._free[node] = np.maximum(self._free[node], self._env.now) + self._drawn(self._measured.candidates_ms)
        return float(self._free[node][0] - self._env.now)

    def _copies(self, shards: NDArray[np.int64]) -> NDArray[np.int64]:
        """Which copy of each shard is asked: of those that are up the one that has least to do."""
        waiting = np.maximum(self._free[:, shards] - self._env.now, 0).sum(axis=2)
        return np.where(self._up[:, shards], waiting, np.inf).argmin(axis=0)

    def _failures(self, node: tuple[int, ...]) -> Generator[Any, Any, None]:
        while True:
            yield self._env.timeout(self._chance.exponential(self._days * 86_400))
            self._up[node] = False
            yield self._env.timeout(self._away)
            self._up[node] = True

    def _drawn(self, twentieths: Sequence[float]) -> float:
        places = np.arange(1, len(twentieths) + 1) / (len(twentieths) + 1)
        return float(np.interp(self._chance.random(), places, twentieths)) / 1000


def hours_of_encoding(cluster: Cluster, measured: Measured, hours_between_failures: float, seed: int = 1) -> float:
    """What encoding everything takes, by encoders that fail now and then."""
    chance, env = random.Random(seed), simpy.Environment()
    unit = max(200.0, cluster.millions * 1e6 / 20_000)  # sentences; finer would only take longer to simulate
    units = [int(cluster.millions * 1e6 / unit)]

    def encoder() -> Generator[Any, Any, None]:
        failure = chance.expovariate(1 / (hours_between_failures * 3600))
        while units[0] > 0:
            units[0] -= 1
            needed = unit / measured.encoded_per_second * chance.lognormvariate(0, ENCODER_SPREAD)
            if env.now + needed > failure:
                units[0] += 1
                yield env.timeout(max(0.0, failure - env.now) + AWAY_SECONDS)
                failure = env.now + chance.expovariate(1 / (hours_between_failures * 3600))
            else:
                yield env.timeout(needed)

    for _ in range(cluster.encoders):
        env.process(encoder())
    env.run()
    return float(env.now) / 3600


def asked(cluster: Cluster, measured: Measured, days: float) -> tuple[list[float], int]:
    """The seconds of all answers of some runs, and how many questions had none."""
    runs = [Questions(cluster, measured, days, seed).run() for seed in range(1, RUNS + 1)]
    return [each for run in runs for each in run.seconds], sum(run.failed for run in runs)


def table(measured: Measured, clusters: Sequence[Cluster]) -> None:
    failing = {f"a node fails every {minutes} minutes": minutes / 1440 for minutes in FAILS_EVERY}
    for cluster in clusters:
        every = {what: days * cluster.query_nodes() for what, days in failing.items()}
        for what, days in {"usual": DAYS_BETWEEN_FAILURES, **every}.items():
            seconds, failed = asked(cluster, measured, days)
            p50, p95, p99 = np.percentile(seconds, [50, 95, 99])
            print(
                f"{cluster.millions:>6,.0f} M  {what:<29} {len(seconds) + failed:>6,} questions"
                f"  p50 {p50:.2f} s  p95 {p95:.2f}  p99 {p99:.2f}  no answer {failed / (len(seconds) + failed):.2%}",
                flush=True,
            )
        for hours in (1_000.0, 10.0, 1.0):
            encoding = hours_of_encoding(cluster, measured, hours)
            whole = cluster.rebuild_hours(measured) - cluster.encoding_hours(measured) + encoding
            print(
                f"          {cluster.encoders} cores, each failing every {hours:,.0f} h: encoding {encoding:.1f} h,"
                f" a rebuild {whole:.1f} h",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measured", type=Path, nargs="?", default=MEASURED)
    parser.add_argument("--millions", type=float, nargs="*", default=[each.millions for each in CLUSTERS])
    given = parser.parse_args()
    table(read_measured(given.measured), [each for each in CLUSTERS if each.millions in given.millions])


if __name__ == "__main__":
    main()
