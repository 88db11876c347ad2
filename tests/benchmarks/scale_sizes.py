"""What archives of three sizes take of a cluster, reckoned from tests/benchmarks/scale_measured.json and what is below.

    python -m tests.benchmarks.scale_sizes    # docs/scale.md's table of three sizes

Bytes are for a sentence, unless something else is said. Whatever could not be measured, for want of a Milvus, stands
under "Guesses": here what is reckoned with, in scale_simulation.py what is only simulated.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MEASURED = Path(__file__).with_name("scale_measured.json")
VECTOR = 384 * 4
PASSAGE = 7  # sentences of news in a passage, whose vector is indexed as theirs are; 7.4 in seeds/
WORDS = 15 * 8 + 6 * 8  # stems of a sentence with their weights, and six numbers
LIBRARY = 2_300  # library.db, of news

# By definition of the indexes: RaBitQ's code and its two factors, and SQ8 to refine by; DISKANN's codes and cache are
# Milvus's default shares of the vectors, .125 and .1, and two of its nodes fit into 4 kB of the disk.
IN_MEMORY = {"FLAT": VECTOR, "IVF_RABITQ": 384 // 8 + 8 + 384, "DISKANN": round(VECTOR * 0.225)}
ON_NVME = {"FLAT": 0, "IVF_RABITQ": VECTOR, "DISKANN": 2_048}  # IVF's own vectors are mapped beside it
INDEX_FILES = {"FLAT": VECTOR, "IVF_RABITQ": IN_MEMORY["IVF_RABITQ"], "DISKANN": 2_048 + VECTOR // 8}

COPIES, KEPT = 2, 5  # in memory, so that a node may fail; builds
LOADED = 3  # builds: the one in use, the one before, and the new one until the alias names it
MILVUS_LISTS, ROWS, SAMPLED, ROUNDS = 4_096, 1_200_000, 256, 10  # of an IVF: segments of 2 GB, FAISS's k-means

# Guesses
HOLDS = 48e9  # bytes of 64 GB: Kubernetes, a search and the page cache need some, and Milvus fills nine tenths
SPARE = 1.3  # of object storage: the log that is written ahead, and what was dropped but not yet removed
GRAPH = 3.0  # times the HNSW that was measured: DISKANN goes over its graph twice, and that is a hundred times as large
LOAD_BYTES_PER_SECOND = 200e6  # from object storage, by one node

NODE, VOLUME, OBJECTS = 0.50 * 730, 0.08, 0.023  # dollars a month: 8 cores and 64 GB; a gigabyte; a gigabyte of S3


@dataclass(frozen=True, slots=True)
class Measured:
    """Times of one core. `scan_ms` a million vectors, by index; by twentieths from .05 to .95 the `candidates_ms` of a
    question on Milvus Lite over `sentences`, and the `server_ms` of a whole one on files."""

    sentences: int
    passages: int
    candidates_ms: tuple[float, ...]
    server_ms: tuple[float, ...]
    scan_ms: dict[str, float]
    written_per_second: float
    encoded_per_second: float
    compared_per_second: float  # vectors with the lists of an IVF
    graph_ms: float  # a vector's place in an HNSW
    lite_bytes: dict[str, int]

    @property
    def texts(self) -> float:
        """Bytes of texts and token codes: passages and articles without the vectors."""
        return self.lite_bytes["passages"] - VECTOR * self.passages / self.sentences + self.lite_bytes["articles"]

    def index_ms(self, index: str) -> float:
        """What indexing a vector takes of a core: for an IVF every round of k-means and the sorting in."""
        rounds = 1 + ROUNDS * min(1.0, SAMPLED * MILVUS_LISTS / ROWS)
        ivf = 1000 * MILVUS_LISTS * rounds / self.compared_per_second
        return {"FLAT": 0.0, "IVF_RABITQ": ivf, "DISKANN": GRAPH * self.graph_ms}[index]


@dataclass(frozen=True, slots=True)
class Cluster:
    """An archive of so many million sentences. `shards` are of a collection of Milvus, and are written side by side."""

    millions: float
    index: str
    shards: int
    encoders: int  # cores; the process that builds takes in 12,500 sentences a second, docs/cluster.md
    data_cores: int  # that index
    others: int  # nodes for all else of Milvus
    servers: int  # processes that answer
    own_storage: bool = True  # MinIO, not a provider's
    partition: str = "none"

    @property
    def sentences(self) -> float:
        return self.millions * 1e6

    def memory(self) -> float:
        """Bytes of a build in one copy."""
        return self.sentences * (IN_MEMORY[self.index] * (1 + 1 / PASSAGE) + WORDS)

    def mapped(self, measured: Measured) -> float:
        """Bytes of a build in one copy that lie on the NVMe of the query nodes."""
        return self.sentences * (measured.texts + ON_NVME[self.index] * (1 + 1 / PASSAGE))

    def stored(self, measured: Measured) -> float:
        """Bytes of a build in object storage: what was inserted, and the indexes."""
        vectors = (VECTOR + INDEX_FILES[self.index]) * (1 + 1 / PASSAGE)
        return self.sentences * (measured.texts + vectors + 2 * WORDS)

    def fan_out(self) -> int:
        """Nodes that hold one copy: all of them are asked for a question."""
        return max(1, math.ceil(self.memory() * LOADED / HOLDS))

    def query_nodes(self) -> int:
        return COPIES * self.fan_out()

    def indexing_hours(self, measured: Measured) -> float:
        return self.sentences * (1 + 1 / PASSAGE) * measured.index_ms(self.index) / self.data_cores / 3.6e6

    def writing_hours(self, measured: Measured) -> float:
        return self.sentences / measured.written_per_second / 3600

    def loading_hours(self, measured: Measured) -> float:
        """A new build on all nodes, or what one node held of a build where that failed."""
        return (self.memory() + self.mapped(measured)) / self.fan_out() / LOAD_BYTES_PER_SECOND / 3600

    def encoding_hours(self, measured: Measured) -> float:
        return self.sentences / self.encoders / measured.encoded_per_second / 3600

    def rebuild_hours(self, measured: Measured) -> float:
        """Milvus indexes a segment as soon as it is full: writing and indexing go on together."""
        longer = max(self.writing_hours(measured), self.indexing_hours(measured))
        return self.encoding_hours(measured) + longer + self.loading_hours(measured)

    def volumes(self, measured: Measured) -> float:
        """Bytes of MinIO's four disks: half of them is for one that fails. Of a provider's storage, what is stored."""
        return self.stored(measured) * KEPT * (2 * SPARE if self.own_storage else 1)

    def nodes(self) -> int:
        return self.query_nodes() + self.others + max(2, math.ceil(self.servers / 8))

    def dollars(self, measured: Measured) -> float:
        disks = self.mapped(measured) * COPIES * LOADED + self.sentences * LIBRARY
        storage = self.volumes(measured) * (VOLUME if self.own_storage else OBJECTS)
        return self.nodes() * NODE + disks / 1e9 * VOLUME + storage / 1e9


CLUSTERS = (
    Cluster(10, "FLAT", shards=1, encoders=8, data_cores=8, others=4, servers=8),
    Cluster(100, "IVF_RABITQ", shards=1, encoders=40, data_cores=8, others=4, servers=8),
    Cluster(
        1_000,
        "DISKANN",
        shards=8,
        encoders=190,
        data_cores=128,
        others=20,
        servers=16,
        own_storage=False,
        partition="the year, which the collections do not have yet",
    ),
)


def read_measured(path: Path = MEASURED) -> Measured:
    held = json.loads(path.read_text("utf-8"))
    return Measured(**{name: tuple(value) if isinstance(value, list) else value for name, value in held.items()})


def table(measured: Measured) -> str:
    """docs/scale.md's, as Markdown."""
    lines: list[tuple[str, Callable[[Cluster], str]]] = [
        ("index", lambda each: f"`{each.index}`"),
        (f"memory, two copies of {LOADED} builds", lambda each: size(each.memory() * COPIES * LOADED)),
        ("query nodes", lambda each: f"{each.query_nodes()}"),
        ("of them asked for one question", lambda each: f"{each.fan_out()}"),
        ("NVMe of a query node", lambda each: size(each.mapped(measured) * LOADED / each.fan_out())),
        ("nodes for all else of Milvus", lambda each: f"{each.others}"),
        ("object storage, five builds", lambda each: size(each.stored(measured) * KEPT)),
        ("disks for it", lambda each: size(each.volumes(measured)) if each.own_storage else "a provider's"),
        ("`library.db`", lambda each: size(each.sentences * LIBRARY)),
        ("shards of a collection", lambda each: f"{each.shards}"),
        ("partition key", lambda each: each.partition),
        ("servers (processes that answer)", lambda each: f"{each.servers}"),
        ("encoders", lambda each: f"{each.encoders} cores"),
        ("encoding everything", lambda each: hours(each.encoding_hours(measured))),
        ("writing a build, one process", lambda each: hours(each.writing_hours(measured))),
        ("indexing it meanwhile", lambda each: indexing(each, measured)),
        ("loading it", lambda each: hours(each.loading_hours(measured))),
        ("a rebuild from nothing", lambda each: hours(each.rebuild_hours(measured))),
        ("dollars a month, without encoders", lambda each: f"{round(each.dollars(measured), -2):,.0f}"),
    ]
    head = "| | " + " | ".join(f"{each.millions:,.0f} M" for each in CLUSTERS) + " |\n|---|---|---|---|"
    return "\n".join([head, *(f"| {name} | " + " | ".join(map(told, CLUSTERS)) + " |" for name, told in lines)])


def indexing(cluster: Cluster, measured: Measured) -> str:
    taken = cluster.indexing_hours(measured)
    return f"{hours(taken)} of {cluster.data_cores} cores" if taken else "nothing to do"


def size(count: float) -> str:
    """Bytes in two digits."""
    unit, name = (1e12, "TB") if count >= 1e12 else (1e9, "GB")
    return f"{rounded(count / unit)} {name}"


def hours(count: float) -> str:
    """In two digits."""
    if count < 1:
        return f"{rounded(count * 60)} min"
    return f"{rounded(count)} h" if count < 48 else f"{rounded(count / 24)} days"


def rounded(value: float) -> str:
    return f"{float(f'{value:.2g}'):g}"


if __name__ == "__main__":
    print(table(read_measured()))
