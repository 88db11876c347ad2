"""Writing snapshots: built aside, checked, made durable, then named in CURRENT in one step."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from qa.encoder import Encoder
from qa.errors import IndexDamaged
from qa.lexical import build_lexical
from qa.library import Library, content_hash
from qa.pooling import encoder_id
from qa.snapshot import FORMAT, Manifest, Snapshot, current_build, fingerprint, read_manifest
from qa.tokens import build_tokens
from qa.types import SHIPPED, Article, Calibration, EncodedArticle
from qa.vectors import build_vectors

_BUILDING = ".building"
_SCHEMA = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, heading TEXT NOT NULL,
    source TEXT NOT NULL, published TEXT, url TEXT, body TEXT NOT NULL, text TEXT NOT NULL,
    first_row INTEGER NOT NULL, stop_row INTEGER NOT NULL
) STRICT;
"""


def write_snapshot(folder: Path, library: Library, encoder: Encoder) -> Manifest:
    """Build a snapshot of the whole library, check it, and make it current; returns the one in use.

    Where the current one was built of the same articles by the same encoder, it stays.
    """
    encoding = encoder_id(encoder)
    rows = [(article, library.encoded(article, encoding)) for article in library.articles()]
    corpus = _corpus_sha256(rows, encoding)
    if manifest := _unchanged(folder, corpus):
        return manifest
    snapshots = folder / "snapshots"
    _remove_unfinished(snapshots)
    temporary = snapshots / f"{_BUILDING}-{os.getpid()}"
    temporary.mkdir(parents=True)
    _write_files(temporary, rows)
    manifest = _describe(temporary, rows, encoder, corpus, _calibration(folder, encoding))
    _publish(folder, temporary, manifest)
    return manifest


def _publish(folder: Path, temporary: Path, manifest: Manifest) -> None:
    """Check what stands in `temporary`, make it durable, and name it in CURRENT."""
    (temporary / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
    Snapshot(temporary, folder.name, verify=True).close()
    _sync_tree(temporary)
    temporary.rename(folder / "snapshots" / manifest.build)
    _sync(folder / "snapshots")
    make_current(folder, manifest.build)


def publish_calibration(folder: Path, calibration: Calibration) -> Manifest:
    """Publish the current snapshot once more, as a new build of the same files, with another calibration.

    The files are linked, not copied. Raises IndexDamaged.
    """
    build = current_build(folder)
    current = folder / "snapshots" / str(build)
    old = read_manifest(current)
    created = datetime.now(UTC)
    manifest = replace(
        old, build=_build_id(created, old.corpus_sha256), created=_stamp(created), calibration=calibration
    )
    snapshots = folder / "snapshots"
    _remove_unfinished(snapshots)
    temporary = snapshots / f"{_BUILDING}-{os.getpid()}"
    for name in manifest.files:
        (temporary / name).parent.mkdir(parents=True, exist_ok=True)
        _link(current / name, temporary / name)
    _publish(folder, temporary, manifest)
    return manifest


def make_current(folder: Path, build: str) -> None:
    """Switch CURRENT to `build` in one step: a reader sees the old id or the new one."""
    temporary = folder / f".CURRENT-{os.getpid()}"
    temporary.write_text(build + "\n", "ascii")
    _sync(temporary)
    temporary.replace(folder / "CURRENT")
    _sync(folder)


def _unchanged(folder: Path, corpus: str) -> Manifest | None:
    try:
        build = current_build(folder)
        manifest = read_manifest(folder / "snapshots" / build) if build else None
        if manifest and manifest.corpus_sha256 == corpus:
            Snapshot(folder / "snapshots" / manifest.build, folder.name, verify=True).close()
            return manifest
    except IndexDamaged:
        pass  # a build is what mends it
    return None


def _calibration(folder: Path, encoding: str) -> Calibration:
    """That of the snapshot in use: it was fitted on this encoder's scores, and an archive's questions stay alike."""
    with suppress(IndexDamaged):
        build = current_build(folder)
        manifest = read_manifest(folder / "snapshots" / build) if build else None
        if manifest and manifest.encoder_id == encoding:
            return manifest.calibration
    return SHIPPED


def _corpus_sha256(rows: Iterable[tuple[Article, EncodedArticle]], encoding: str) -> str:
    """One hash of everything a snapshot is derived from."""
    digest = hashlib.sha256(f"{FORMAT} {encoding}".encode())
    for article, _ in rows:
        facts = [article.id, article.source, str(article.published), article.url, content_hash(article)]
        digest.update(json.dumps(facts).encode())
    return digest.hexdigest()


def _build_id(created: datetime, corpus: str) -> str:
    return f"{created:%Y%m%dT%H%M%S%f}-{corpus[:8]}"


def _stamp(created: datetime) -> str:
    return created.isoformat(timespec="seconds")


def _describe(
    folder: Path,
    rows: Sequence[tuple[Article, EncodedArticle]],
    encoder: Encoder,
    corpus: str,
    calibration: Calibration,
) -> Manifest:
    created = datetime.now(UTC)
    dates = sorted(article.published.isoformat() for article, _ in rows if article.published)
    return Manifest(
        format=FORMAT,
        build=_build_id(created, corpus),
        created=_stamp(created),
        encoder=encoder.name,
        weights_id=encoder.id,
        encoder_id=encoder_id(encoder),
        dimensions=encoder.dimensions,
        articles=len(rows),
        sentences=sum(len(encoded.offsets) for _, encoded in rows),
        passages=sum(len(encoded.passage_vectors) for _, encoded in rows),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        corpus_sha256=corpus,
        files={name: fingerprint(folder / name) for name in _file_names(folder)},
        calibration=calibration,
    )


def _write_files(folder: Path, rows: Sequence[tuple[Article, EncodedArticle]]) -> None:
    """Write every file but the manifest."""
    _write_articles(folder, rows)
    joined = {
        field: np.concatenate([getattr(encoded, field) for _, encoded in rows])
        for field in ("sentence_vectors", "passage_vectors", "token_counts", "token_ids", "token_codes")
    }
    build_vectors(joined["sentence_vectors"], folder / "sentences.faiss")
    build_vectors(joined["passage_vectors"], folder / "passages.faiss")
    build_tokens(joined["token_codes"], joined["token_counts"], joined["token_ids"], folder / "tokens")
    build_lexical(_lexical_texts(rows), folder / "bm25")


def _write_articles(folder: Path, rows: Sequence[tuple[Article, EncodedArticle]]) -> None:
    """articles.db, and sentences.npy beside it."""
    table, first_row, first_passage = [], 0, 0
    database = sqlite3.connect(folder / "articles.db")
    with database:
        database.executescript(_SCHEMA)
        for number, (article, encoded) in enumerate(rows):
            count = len(encoded.offsets)
            owner = np.full((count, 1), number, dtype=np.int32)
            table.append(np.hstack([owner, encoded.offsets, encoded.passage_of[:, None] + first_passage]))
            database.execute(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number, *_columns(article), first_row, first_row + count),
            )
            first_row += count
            first_passage += len(encoded.passage_vectors)
    database.close()
    np.save(folder / "sentences.npy", np.concatenate(table).astype(np.int32))


def _columns(article: Article) -> tuple[str | None, ...]:
    published = article.published.isoformat() if article.published else None
    body = json.dumps(article.body)
    return article.id, article.title, article.heading, article.source, published, article.url, body, article.text


def _lexical_texts(rows: Iterable[tuple[Article, EncodedArticle]]) -> Iterator[str]:
    for article, encoded in rows:
        for start, end in encoded.offsets:
            yield f"{article.text[start:end]}\n{article.title}"


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # not every file system has links
        shutil.copyfile(source, target)


def _file_names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _remove_unfinished(snapshots: Path) -> None:
    for leftover in snapshots.glob(f"{_BUILDING}-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _sync_tree(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
