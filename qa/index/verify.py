"""Is an index what it claims to be? Every file, every offset, and vectors against the encoder that made them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.encoding.base import Encoder, encoding_id
from qa.encoding.late_chunking import encode_article
from qa.errors import QaError
from qa.index.builds import builds_of
from qa.index.engine import Builds, Engine
from qa.index.layout import index_folder
from qa.index.library import Library
from qa.index.types import SAMPLE, Finding
from qa.ingest.identity import content_hash

# The same text gave cosines of at least .9999 on one machine and another kind of processor; another model gives less
# than .5, and vectors in the wrong order less than .9.
_SAME = 0.995
_MEND = "qa build"


def verify_index(indexes: Path, name: str, load: Callable[[str], Encoder], sample: int = SAMPLE) -> list[Finding]:
    """Check the snapshot in use, the library, and one against the other; a check that fails does not stop the others.

    `load` makes an encoder from a model's name; `sample` articles are encoded again. Nothing is written.
    """
    folder = index_folder(indexes, name)
    builds = builds_of(folder)
    try:
        snapshot = builds.open_current()
    except QaError as error:
        return [_failed("snapshot", error), _check("library", lambda: _library(folder))]
    try:
        manifest = snapshot.manifest
        whole = f"build {manifest.build}: {len(manifest.files)} {builds.part}s as they were written, counts agree"
        return [
            Finding("snapshot", True, whole),
            _check("offsets", lambda: _offsets(snapshot)),
            _check("vectors", lambda: _vectors(snapshot, load, sample)),
            _check("library", lambda: _library(folder)),
            _check("in step", lambda: _in_step(snapshot, folder)),
            _check("others", lambda: _others(builds, manifest.build)),
        ]
    finally:
        snapshot.close()


def _check(what: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, check())
    except QaError as error:
        return _failed(what, error)


def _failed(what: str, error: QaError) -> Finding:
    return Finding(what, False, error.message, error.fix, error.exit_status)


class _Wrong(QaError):
    """What was found is not what must be."""

    exit_status = 3


def _offsets(snapshot: Engine) -> str:
    """Sentences lie in their article's text, in order, and begin and end with a character that is no blank."""
    for indexed in snapshot.store.each():
        article, last = indexed.article, 0
        for start, end in indexed.spans.tolist():
            text = article.text[start:end]
            if not (last <= start < end <= len(article.text)) or text != text.strip():
                raise _Wrong(f"sentence {start}–{end} of the article {article.id!r} is not in its text", _MEND)
            last = end
    return f"{snapshot.manifest.sentences:,} sentences stand where they are said to"


def _vectors(snapshot: Engine, load: Callable[[str], Encoder], sample: int) -> str:
    encoder = load(snapshot.manifest.encoder)
    snapshot.require(encoding_id(encoder))
    worst, compared = 1.0, 0
    chosen = {int(number) for number in np.linspace(0, snapshot.manifest.articles - 1, sample)}
    facts = enumerate(snapshot.store.facts())
    for indexed in snapshot.articles(str(each[0]) for number, each in facts if number in chosen):
        article = indexed.article
        again = encode_article(article, encoder)
        if not np.array_equal(again.offsets, indexed.spans):
            raise _Wrong(f"the article {article.id!r} has other sentences than the splitter finds", _MEND)
        held = snapshot.vectors(indexed.rows)
        worst = min(worst, _lowest_cosine(held, again.sentence_vectors.astype(np.float32)))
        compared += len(indexed.spans)
        if worst < _SAME:
            raise _Wrong(f"the vectors of the article {article.id!r} are not those its sentences have", _MEND)
    return f"{compared:,} sentences of {len(chosen)} articles encoded again, lowest cosine {worst:.4f}"


def _lowest_cosine(held: NDArray[np.float32], again: NDArray[np.float32]) -> float:
    lengths = np.linalg.norm(held, axis=1) * np.linalg.norm(again, axis=1)
    return float(np.min(np.sum(held * again, axis=1) / np.maximum(lengths, 1e-12), initial=1.0))


def _library(folder: Path) -> str:
    with Library(folder / "library.db", readonly=True) as library:
        encodings = library.check()
        return f"{library.count():,} articles and {encodings:,} encodings as they were written"


def _in_step(snapshot: Engine, folder: Path) -> str:
    """What library and snapshot both hold must be the same; what only one holds is work for the next build."""
    hashes = {str(facts[0]): facts[4] for facts in snapshot.store.facts()}
    for indexed in snapshot.store.each():
        if content_hash(indexed.article) != hashes[indexed.article.id]:
            raise _Wrong(f"the article {indexed.article.id!r} is not what the snapshot was made of", _MEND)
    with Library(folder / "library.db", readonly=True) as library:
        known = {item.id: item.content_hash for item in library.known()}
        for article, encoded, _ in library.encoded_articles(snapshot.manifest.encoding_id):
            if hashes.get(article.id) != known[article.id]:
                continue
            (held,) = snapshot.articles([article.id])
            vectors = snapshot.vectors(held.rows)
            if not np.array_equal(encoded.offsets, held.spans) or not np.array_equal(
                vectors, encoded.sentence_vectors.astype(np.float32)
            ):
                raise _Wrong(f"library and snapshot hold different vectors of the article {article.id!r}", _MEND)
    ahead = sum(hashes.get(name) != found for name, found in known.items()) + len(hashes.keys() - known.keys())
    if ahead:
        return f"the library is ahead of the snapshot by {ahead:,} articles, which the next build brings in"
    return f"library and snapshot hold the same {len(known):,} articles and vectors"


def _others(builds: Builds, current: str) -> str:
    """The snapshots that a rollback could go to."""
    others = [build for build in builds.kept() if build != current]
    for build in others:
        try:
            builds.open(build).close()
        except QaError as error:
            raise _Wrong(error.message, "qa prune") from error
    return f"{len(others)} earlier snapshots to go back to, every {builds.part} as it was written"
