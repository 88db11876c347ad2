"""Writing snapshots: built aside, checked, made durable, then named in CURRENT in one step."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from qa.encoding.late_chunking import joined
from qa.encoding.types import EncodedArticle, EncoderFacts
from qa.errors import IndexDamaged, IndexUnusable
from qa.index.articles import ArticleWriter
from qa.index.bm25 import BM25Writer
from qa.index.encodings import Totals, key_sentences_by
from qa.index.layout import UNFINISHED, current_build, link, make_current, remove_unfinished, sync, sync_tree
from qa.index.library import Library
from qa.index.manifest import FORMAT, Manifest, fingerprint, read_manifest, write_manifest
from qa.index.snapshot import Snapshot
from qa.index.stories import JUDGED, write_stories
from qa.index.tokens import TokenWriter
from qa.index.vectors import VectorWriter
from qa.text.copies import SCHEME
from qa.text.languages import ENGLISH, main_languages, primary
from qa.text.words import stems
from qa.types import SHIPPED, Article, Calibration

PartsWithKey = tuple[Article, Iterator[EncodedArticle], tuple[int, ...]]  # and the numbers of its key sentences

_BATCH = 2_000  # sentences: what is held at once of their vectors and codes, 5 MB


def write_snapshot(folder: Path, library: Library, encoder: EncoderFacts) -> Manifest:
    """Build a snapshot of the whole library, check it, and make it current; returns the one in use.

    Where the current one was built of the same articles by the same encoder, it stays. Every article must have been
    encoded. Raises IndexDamaged where the library is, IndexUnusable where it cannot be written.
    """
    corpus = _corpus_sha256(library, encoder.encoding_id)
    if manifest := _unchanged(folder, corpus):
        return manifest
    totals = library.totals(encoder.encoding_id)
    with _aside(folder) as temporary:
        _write_files(temporary, library, encoder, totals)
        write_stories(temporary, library, _judged_before(folder))
        dates = sorted(facts[2] for facts in library.facts() if facts[2])
        created = datetime.now(UTC)
        manifest = Manifest(
            format=FORMAT,
            build=_build_id(created, corpus),
            created=_stamp(created),
            encoder=encoder.name,
            weights_id=encoder.weights_id,
            encoding_id=encoder.encoding_id,
            dimensions=encoder.dimensions,
            articles=totals.articles,
            sentences=totals.sentences,
            passages=totals.passages,
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            corpus_sha256=corpus,
            files={name: fingerprint(temporary / name) for name in _file_names(temporary)},
            calibration=_calibration(folder, encoder.encoding_id),
        )
        _publish(folder, temporary, manifest)
    return manifest


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder to build in, which goes when the build fails: a full disk must not be left full."""
    remove_unfinished(folder)
    temporary = folder / "snapshots" / f"{UNFINISHED}-{os.getpid()}"
    try:
        temporary.mkdir(parents=True)
        yield temporary
    except (OSError, sqlite3.Error) as error:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        full = full or "full" in str(error)
        what = f"the disk is full: {folder}" if full else f"{folder} cannot be written: {error}"
        fix = (
            "qa prune, or free some space; then the same command again" if full else "qa build --indexes ANOTHER_FOLDER"
        )
        raise IndexUnusable(what, fix) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _publish(folder: Path, temporary: Path, manifest: Manifest) -> None:
    """Check what stands in `temporary`, make it durable, and name it in CURRENT."""
    write_manifest(manifest, temporary)
    Snapshot(temporary, folder.name).close()
    sync_tree(temporary)
    temporary.rename(folder / "snapshots" / manifest.build)
    sync(folder / "snapshots")
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
    with _aside(folder) as temporary:
        for name in manifest.files:
            (temporary / name).parent.mkdir(parents=True, exist_ok=True)
            link(current / name, temporary / name)
        _publish(folder, temporary, manifest)
    return manifest


def _unchanged(folder: Path, corpus: str) -> Manifest | None:
    try:
        build = current_build(folder)
        manifest = read_manifest(folder / "snapshots" / build) if build else None
        if manifest and manifest.corpus_sha256 == corpus:
            Snapshot(folder / "snapshots" / manifest.build, folder.name).close()
            return manifest
    except IndexDamaged:
        pass  # a build is what mends it
    return None


def _calibration(folder: Path, encoding: str) -> Calibration:
    """That of the snapshot in use: it was fitted on this encoder's scores, and an archive's questions stay alike."""
    with suppress(IndexDamaged):
        build = current_build(folder)
        manifest = read_manifest(folder / "snapshots" / build) if build else None
        if manifest and manifest.encoding_id == encoding:
            return manifest.calibration
    return SHIPPED


def _judged_before(folder: Path) -> Path | None:
    """What the snapshot in use keeps of the comparing of articles, where it is there as it was written."""
    with suppress(IndexDamaged, OSError):
        build = current_build(folder)
        manifest = read_manifest(folder / "snapshots" / build) if build else None
        if manifest and JUDGED in manifest.files:
            path = folder / "snapshots" / manifest.build / JUDGED
            return path if fingerprint(path) == manifest.files[JUDGED] else None
    return None


def _corpus_sha256(library: Library, encoding: str) -> str:
    """One hash of everything a snapshot is derived from."""
    digest = hashlib.sha256(f"{FORMAT} {key_sentences_by(encoding)} {SCHEME}".encode())
    if (languages := _languages(library)) != (ENGLISH,):
        digest.update(f"stems of {languages}".encode())
    for facts in library.facts():
        digest.update(json.dumps(facts).encode())
    return digest.hexdigest()


def _build_id(created: datetime, corpus: str) -> str:
    return f"{created:%Y%m%dT%H%M%S%f}-{corpus[:8]}"


def _stamp(created: datetime) -> str:
    return created.isoformat(timespec="seconds")


def _write_files(folder: Path, library: Library, encoder: EncoderFacts, totals: Totals) -> None:
    """Write every file but the manifest, in one pass over the library; token codes never lie in memory as a whole."""
    sentence_vectors, passage_vectors = VectorWriter(encoder.dimensions), VectorWriter(encoder.dimensions)
    words, languages = BM25Writer(), _languages(library)
    with (
        ArticleWriter(folder) as articles,
        TokenWriter(folder / "tokens", totals.tokens, totals.code_size) as tokens,
    ):
        held = library.encoded_parts(encoder.encoding_id)
        for batch in _batches(_parts(held, articles, words, languages)):
            encoded = joined(batch)
            sentence_vectors.add(encoded.sentence_vectors)
            passage_vectors.add(encoded.passage_vectors)
            tokens.add(encoded.token_codes, encoded.token_counts, encoded.token_ids)
    sentence_vectors.write(folder / "sentences.faiss")
    passage_vectors.write(folder / "passages.faiss")
    words.write(folder / "bm25", languages)


def _parts(
    held: Iterable[PartsWithKey], articles: ArticleWriter, words: BM25Writer, languages: Sequence[str]
) -> Iterator[EncodedArticle]:
    """The encodings, part by part; the articles and their words are written on the way."""
    for article, parts, key in held:
        offsets, passages = [], []
        for part in parts:
            for terms in _words(article, part, languages):
                words.add(terms)
            offsets.append(part.offsets)
            passages.append(part.passage_of)
            yield part
        articles.add(article, np.concatenate(offsets), np.concatenate(passages), key)


def _batches(parts: Iterable[EncodedArticle]) -> Iterator[list[EncodedArticle]]:
    """Those of _BATCH sentences at a time, or a single longer one."""
    batch: list[EncodedArticle] = []
    sentences = 0
    for part in parts:
        batch.append(part)
        sentences += len(part.offsets)
        if sentences >= _BATCH:
            yield batch
            batch, sentences = [], 0
    if batch:
        yield batch


def _languages(library: Library) -> tuple[str, ...]:
    """Those by whose rules words are stemmed."""
    return main_languages(Counter(facts[5] or "" for facts in library.facts()))


def _words(article: Article, encoded: EncodedArticle, languages: Sequence[str]) -> Iterator[list[str]]:
    """The stems of each sentence and of the title, by which BM25 finds it."""
    language = primary(article.language)
    language = language if language in languages else languages[0]
    title = stems(article.title, language)
    return (stems(article.text[start:end], language) + title for start, end in encoded.offsets.tolist())


def _file_names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
