"""How a question's time grows with the archive: the encoder's part, and what follows up to the ranking, without reader.

    python -m tests.benchmarks.questions_at_scale INDEX QUESTIONS.jsonl FOLDER --sentences 45000 200000 1000000

INDEX is the folder of a real index, indexes/default; QUESTIONS.jsonl has {"text": ...} a line. Larger archives are made
in FOLDER once: real sentences drawn again with replacement, with their tokens, under articles as long as real ones;
their vectors with noise, so that none is there twice (a cosine of .9 to the one drawn). Passages have the mean of
their sentences' vectors. Then every question is asked of each archive in turn, so that what else the machine does
meets all of them alike.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from qa.encoding.base import Encoder, codec_of
from qa.encoding.load import load_encoder
from qa.encoding.types import EncodedArticle, EncoderFacts
from qa.index.candidates import Query
from qa.index.layout import current_build
from qa.index.library import Library
from qa.index.manifest import Manifest, read_manifest
from qa.index.publish import write_snapshot
from qa.index.snapshot import Snapshot, open_current
from qa.retrieval.ranking import rank
from qa.text.words import question_terms
from qa.types import EVERYTHING, Article, Filters

NOISE = 0.48  # of a unit vector's length, for a cosine of .9
PASSAGE = 7  # sentences
_BATCH = 50  # articles a commit


@dataclass(frozen=True, slots=True)
class Pool:
    """Real sentences: their texts, vectors (n, d), and the ids and codes of their tokens; `lengths` of articles."""

    texts: list[str]
    vectors: np.ndarray
    ids: list[np.ndarray]
    codes: list[np.ndarray]
    lengths: list[int]
    titles: list[str]


def pool_of(library: Library, encoding: str) -> Pool:
    texts: list[str] = []
    vectors, ids, codes, lengths, titles = [], [], [], [], []
    for article, encoded, _ in library.encoded_articles(encoding):
        texts += [article.text[start:end] for start, end in encoded.offsets.tolist()]
        ends = np.cumsum(encoded.token_counts)[:-1]
        vectors.append(encoded.sentence_vectors)
        ids += np.split(encoded.token_ids, ends)
        codes += np.split(encoded.token_codes, ends)
        lengths.append(len(encoded.offsets))
        titles.append(article.title)
    return Pool(texts, np.concatenate(vectors), ids, codes, lengths, titles)


def drawn(pool: Pool, sentences: int) -> Iterator[tuple[Article, EncodedArticle]]:
    chance, noise = random.Random(sentences), np.random.default_rng(sentences)
    made = number = 0
    while made < sentences:
        chosen = chance.choices(range(len(pool.texts)), k=min(chance.choice(pool.lengths), sentences - made))
        text = " ".join(pool.texts[row] for row in chosen)
        ends = np.cumsum([len(pool.texts[row]) + 1 for row in chosen]) - 1
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(3000))
        article = Article(
            f"a{number:06}", text, ((0, len(text)),), chance.choice(pool.titles), f"Source {number % 20}", day
        )
        starts = ends - [len(pool.texts[row]) for row in chosen]
        yield article, _encoded(pool, chosen, np.stack([starts, ends], axis=1), noise)
        made, number = made + len(chosen), number + 1


def _encoded(pool: Pool, chosen: Sequence[int], offsets: np.ndarray, noise: np.random.Generator) -> EncodedArticle:
    vectors = pool.vectors[chosen].astype(np.float32)
    added = noise.standard_normal(vectors.shape).astype(np.float32)
    vectors = _unit(vectors + NOISE * _unit(added))
    firsts = np.arange(0, len(chosen), PASSAGE)
    return EncodedArticle(
        offsets=offsets.astype(np.int32),
        passage_of=(np.arange(len(chosen)) // PASSAGE).astype(np.int32),
        sentence_vectors=vectors.astype(np.float16),
        passage_vectors=_unit(np.add.reduceat(vectors, firsts, axis=0)).astype(np.float16),
        token_counts=np.array([len(pool.ids[row]) for row in chosen], dtype=np.int32),
        token_ids=np.concatenate([pool.ids[row] for row in chosen]),
        token_codes=np.concatenate([pool.codes[row] for row in chosen]),
    )


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def make(folder: Path, pool: Pool, sentences: int, manifest: Manifest) -> None:
    """An index of so many sentences in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    batch: list[tuple[Article, EncodedArticle]] = []
    with Library(folder / "library.db") as library:
        for each in drawn(pool, sentences):
            batch.append(each)
            if len(batch) == _BATCH:
                _put(library, manifest.encoding_id, batch)
                batch = []
        _put(library, manifest.encoding_id, batch)
        publish(folder, library, manifest)


def _put(library: Library, encoding: str, batch: list[tuple[Article, EncodedArticle]]) -> None:
    library.put(article for article, _ in batch)
    library.put_encoded(encoding, batch)


def publish(folder: Path, library: Library, manifest: Manifest) -> None:
    facts = EncoderFacts(manifest.encoder, manifest.weights_id, manifest.encoding_id, manifest.dimensions)
    began = time.perf_counter()
    made = write_snapshot(folder, library, facts)
    print(f"{made.sentences:,} sentences written in {time.perf_counter() - began:.1f} s", flush=True)


def milliseconds(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def ask(snapshot: Snapshot, encoder: Encoder, question: str, filters: Filters) -> dict[str, float]:
    """How long each step took."""
    began = time.perf_counter()
    encoded = encoder.encode_question(question)
    taken = {"encoder": milliseconds(began)}
    began = time.perf_counter()
    query = Query(encoded.vector, encoded.ids, question_terms(question, snapshot.languages()))
    candidates = snapshot.candidates(query, filters, 50)
    taken["candidates"] = milliseconds(began)
    began = time.perf_counter()
    rank(candidates, encoded, question, codec_of(encoder))
    taken["ranking"] = milliseconds(began)
    taken["without the encoder"] = taken["candidates"] + taken["ranking"]
    return taken


def memory() -> str:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    found = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines if line.startswith("Rss")}
    return f"resident {found['RssAnon']:,} MB, and {found['RssFile']:,} MB of mapped files"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sentences", type=int, nargs="+", default=[45_000, 200_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--since", type=date.fromisoformat, help="ask only of what was published since")
    options = parser.parse_args()
    filters = Filters(since=options.since) if options.since else EVERYTHING
    names = {sentences: f"drawn-{sentences}" for sentences in options.sentences}
    missing = [each for each, name in names.items() if not (options.folder / name / "CURRENT").exists()]
    if missing:
        manifest = read_manifest(options.index / "snapshots" / str(current_build(options.index)))
        with Library(options.index / "library.db") as library:
            pool = pool_of(library, manifest.encoding_id)
        for sentences in missing:
            make(options.folder / names[sentences], pool, sentences, manifest)
        del pool
    encoder = load_encoder(threads=1)
    open_ = {each: open_current(options.folder, name, verify=False) for each, name in names.items()}
    questions = [json.loads(line)["text"] for line in options.questions.read_text("utf-8").splitlines()]
    taken: dict[int, list[dict[str, float]]] = {each: [] for each in names}
    for number in range(options.rounds + 1):
        for question in questions[:20] if number == 0 else questions:  # first to warm up
            for each, snapshot in open_.items():
                found = ask(snapshot, encoder, question, filters)
                if number:
                    taken[each].append(found)
    for each, found in taken.items():
        steps = {step: np.percentile([one[step] for one in found], [50, 95]) for step in found[0]}
        print(f"{each:>9,} sentences", *(f"{step} {p50:.1f} {p95:.1f}" for step, (p50, p95) in steps.items()), sep="  ")
    print("p50 and p95 in ms; one thread;", memory())


if __name__ == "__main__":
    main()
