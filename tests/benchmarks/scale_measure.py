"""What tests/benchmarks/scale_sizes.py and scale_simulation.py reckon with, measured here.

    OMP_NUM_THREADS=1 python -m tests.benchmarks.scale_measure INDEX QUESTIONS.jsonl > scale_measured.json

INDEX is the folder of an index in files, indexes/default; QUESTIONS.jsonl has {"text": ...} a line. All times are of
one core, those of this process, so that what else the machine does is not counted: Milvus Lite runs in this process.
Two hundred questions are asked of Milvus Lite, for their candidates alone, and sixty of the files, with the reader; of
the times of whole questions the twentieths from .05 to .95 are kept. FAISS searches random vectors, all of them and by
IVF with RaBitQ codes; how many comparisons with the lists of an IVF it makes tells what building one takes. DISKANN's
graph FAISS does not have: in its stead it builds an HNSW of the same degree and the same list.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from qa import Archive
from qa.encoding.base import Encoder, encoding_id
from qa.encoding.late_chunking import encode_all
from qa.encoding.load import load_encoder
from qa.encoding.types import EncoderFacts
from qa.index.builds import builds_of
from qa.index.candidates import Query
from qa.index.library import Library
from qa.text.words import question_terms
from qa.types import EVERYTHING

ASKED, READ, ENCODED = 200, 60, 120  # questions without the reader and with it, articles
VECTORS, DIMENSIONS, TRAINED = 200_000, 384, 30_000
IN_GRAPH, DEGREE, LIST = 10_000, 56, 100  # the degree and the list are Milvus's defaults for DISKANN
CANDIDATES = 100
WARM = 5  # questions before the first that counts


def seconds(do: Callable[[], Any]) -> float:
    """What it takes of this process's time."""
    began = time.process_time()
    do()
    return time.process_time() - began


def twentieths(asks: Sequence[Callable[[], Any]]) -> list[float]:
    """Milliseconds of each, by twentieths from .05 to .95; the first ones are asked before, too."""
    for ask in asks[:WARM]:
        ask()
    taken = [1000 * seconds(ask) for ask in asks]
    return [round(float(value), 1) for value in np.percentile(taken, np.arange(5, 100, 5))]


def on_milvus(index: Path, encoder: Encoder, texts: Iterable[str], folder: Path) -> dict[str, Any]:
    """The candidates of questions on Milvus Lite, and what its collections take of the disk for a sentence."""
    place = folder / "scale"
    place.mkdir()
    shutil.copy(index / "library.db", place)
    builds = builds_of(place, f"milvus-lite:{folder / 'milvus'}")
    facts = EncoderFacts(encoder.name, encoder.weights_id, encoding_id(encoder), encoder.dimensions)
    with Library(place / "library.db") as library:
        taken = seconds(lambda: builds.publish(library, facts))
    engine = builds.open_current()
    encoded = [(encoder.encode_question(text), question_terms(text, engine.languages())) for text in texts]
    queries = [Query(each.vector, each.ids, terms) for each, terms in encoded]
    asks = [lambda query=query: engine.candidates(query, EVERYTHING, CANDIDATES) for query in queries]
    sentences = engine.manifest.sentences
    return {
        "sentences": sentences,
        "passages": engine.manifest.passages,
        "candidates_ms": twentieths(asks),
        "written_per_second": round(sentences / taken),
        "lite_bytes": {kind: round(size / sentences) for kind, size in sizes(folder / "milvus.db").items()},
    }


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of each kind of collection."""
    kinds = ("sentences", "passages", "articles", "terms")
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {kind: sum(path.stat().st_size for path in files if f"__{kind}" in str(path)) for kind in kinds}


def with_reader(index: Path, texts: Sequence[str]) -> list[float]:
    archive = Archive(index.parent, index.name, threads=1, remembers=0)
    return twentieths([lambda text=text: archive.ask(text) for text in texts])


def encoded_per_second(index: Path, encoder: Encoder) -> int:
    with Library(index / "library.db") as library:
        some = [article for article, _, _ in library.encoded_articles(encoding_id(encoder))][:ENCODED]
    made: list[int] = []

    def encode() -> None:
        made.extend(len(part.offsets) for _, parts in encode_all(some, encoder) for part in parts)

    encode()  # once to warm up
    made.clear()
    taken = seconds(encode)
    return round(sum(made) / taken)


def vectors() -> dict[str, Any]:
    """A search of a million vectors, comparisons with the lists of an IVF, and a vector's place in a graph."""
    faiss.omp_set_num_threads(1)
    rows = np.random.default_rng(1).standard_normal((VECTORS, DIMENSIONS)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    flat = faiss.IndexScalarQuantizer(DIMENSIONS, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    lists = 4 * int(VECTORS**0.5)
    codes = faiss.IndexIVFRaBitQ(faiss.IndexFlatIP(DIMENSIONS), DIMENSIONS, lists, faiss.METRIC_INNER_PRODUCT)
    codes.nprobe, codes.qb = 128, 4
    codes.train(rows[:TRAINED])
    flat.add(rows)
    added = seconds(lambda: codes.add(rows))
    graph = faiss.IndexHNSWFlat(DIMENSIONS, DEGREE // 2, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = LIST
    return {
        "scan_ms": {"FLAT": scan(flat, rows), "IVF_RABITQ": scan(codes, rows)},
        "compared_per_second": round(VECTORS * lists / added),
        "graph_ms": round(1000 * seconds(lambda: graph.add(rows[:IN_GRAPH])) / IN_GRAPH, 2),
    }


def scan(index: Any, rows: np.ndarray) -> float:
    """Milliseconds a million vectors."""
    taken = seconds(lambda: [index.search(query[None], 100) for query in rows[:50]])
    return round(taken / 50 * 1000 / (VECTORS / 1e6), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    given = parser.parse_args()
    texts = [json.loads(line)["text"] for line in given.questions.read_text("utf-8").splitlines()]
    encoder = load_encoder(threads=1)
    with tempfile.TemporaryDirectory() as folder:
        found = on_milvus(given.index, encoder, texts[:ASKED], Path(folder))
    found["encoded_per_second"] = encoded_per_second(given.index, encoder)
    found["server_ms"] = with_reader(given.index, texts[:READ])
    lines = [f" {json.dumps(name)}: {json.dumps(value)}" for name, value in (found | vectors()).items()]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
