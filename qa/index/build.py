"""Building an index: bring the library in line with the sources, encode what is new, publish a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.encoding.base import Encoder, encoding_id
from qa.encoding.model_files import DEFAULT_MODEL, MULTILINGUAL_MODEL
from qa.encoding.types import EncoderFacts
from qa.errors import IndexDamaged
from qa.heap import give_back_freed, share_one_heap
from qa.index.activity import Progress, Say
from qa.index.builds import builds_of, note_engine
from qa.index.encode import choose_key_sentences, encode_pending
from qa.index.engine import Builds
from qa.index.layout import ENGINE, KEEP, index_folder
from qa.index.library import Library
from qa.index.lock import locked
from qa.index.retention import remove_old
from qa.index.settled_days import settle_days
from qa.index.types import Plan
from qa.index.update import RESTORED, Mode, Update, absolute, gone_from, identities_of, items, update
from qa.ingest.identity import content_hash
from qa.types import Article, IndexInfo, Refusal

if TYPE_CHECKING:
    from qa.encoding.distributed import Workers
    from qa.ingest.web.crawl import Fetched


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did to the articles. `encoded` counts those that went through the encoder this time."""

    index: IndexInfo
    new: int
    changed: int
    removed: int
    encoded: int
    undated: int
    refusals: tuple[Refusal, ...]
    notes: tuple[str, ...]


def build_index(
    sources: Sequence[Path],
    indexes: Path,
    name: str,
    encoder: Encoder,
    progress: Progress = lambda *_: None,
    say: Say = lambda _: None,
    wait: bool = True,
    renamed: Mapping[str, str] | None = None,
    engine: str = "",
    workers: Workers | None = None,
) -> BuildReport:
    """Make the index hold just the articles of `sources`; the one in use serves until the new one is ready.

    Without sources, those it was made of are read again, except what was removed by hand; the articles of a source
    that is gone stay. `renamed` says by which names the fields of records go, `engine` where the builds are kept, both
    from now on; `workers` encode, if there are any, instead of this process. Raises SourceError when there is not one
    article in them, IndexBusy when another process writes and `wait` is false.
    """
    folder = index_folder(indexes, name)
    given = absolute(sources)
    builds = builds_of(folder, engine)
    with _opened(folder, "build", progress, wait, create=bool(given)) as (library, progress):
        library.note_fields(renamed or {})
        _note_beginning(library, given, encoder)
        mode: Mode = "build" if given else "rebuild"
        read = update(library, given or library.sources(), mode, progress)
        library.note_sources(given, instead=bool(given))
        report = _encode_and_publish(builds, library, encoder, read, progress, say, workers)
        note_engine(folder, engine)
        return report


def add_articles(
    sources: Sequence[Path],
    indexes: Path,
    name: str,
    encoder: Encoder,
    progress: Progress = lambda *_: None,
    say: Say = lambda _: None,
    wait: bool = True,
    renamed: Mapping[str, str] | None = None,
    fetched: Fetched | None = None,
) -> BuildReport:
    """Add the articles of `sources`, or put them in the place of what they were; all others stay.

    `fetched` says which addresses of the web were had for it, and which were not. Raises SourceError when there is not
    one article in them, IndexBusy as `build_index` does.
    """
    folder = index_folder(indexes, name)
    given = absolute(sources)
    with _opened(folder, "add", progress, wait, create=not _was_built(folder)) as (library, progress):
        library.note_fields(renamed or {})
        _note_beginning(library, given, encoder)
        if fetched:
            library.note_fetched(fetched.refusals, fetched.had, fetched.again)
        read = update(library, given, "add", progress)
        library.note_sources(given, instead=False)
        return _encode_and_publish(builds_of(folder), library, encoder, read, progress, say)


def note_fetched(fetched: Fetched, indexes: Path, name: str, wait: bool = True) -> None:
    """Remember which addresses were not had, where there is an index and nothing to add to it."""
    folder = index_folder(indexes, name)
    if (folder / "library.db").exists():
        with _opened(folder, "add", lambda *_: None, wait, create=False) as (library, _):
            library.note_fetched(fetched.refusals, fetched.had, fetched.again)


def remove_articles(
    ids: Sequence[str],
    indexes: Path,
    name: str,
    load: Callable[[], Encoder],
    progress: Progress = lambda *_: None,
    say: Say = lambda _: None,
    wait: bool = True,
) -> BuildReport:
    """Take these articles out of the index, until they are added again or the index is built of named sources.

    The encoder is loaded only where something is still to be encoded. Raises NotFound for an id that is not there,
    SourceError where no article would be left; then nothing is removed.
    """
    folder = index_folder(indexes, name)
    with _opened(folder, "remove", progress, wait, create=False) as (library, progress):
        ids = tuple(dict.fromkeys(ids))
        library.remove(ids)
        settle_days(library, ())
        read = Update(removed=len(ids))
        builds = builds_of(folder)
        facts = _in_use(builds)
        if facts is None or library.pending(facts.encoding_id):
            return _encode_and_publish(builds, library, load(), read, progress, say)
        return _publish(builds, library, facts, read, 0, progress)


def plan(indexes: Path, name: str) -> Plan:
    """What `build_index` without sources would do now; reads the sources, writes nothing. Raises IndexUnusable."""
    folder = index_folder(indexes, name)
    builds = builds_of(folder)
    manifest = builds.manifest(str(builds.current()))
    snapshot = builds.open(manifest.build, verify=False)
    held = {facts[0]: facts[1:6] for facts in snapshot.store.facts()}
    snapshot.close()
    with Library(folder / "library.db", readonly=True) as library:
        sources, refused = library.sources(), {RESTORED}
        read: dict[str, tuple[str | None, ...]] = {}
        for item in items(library, sources, "rebuild", identities_of(library, sources, "rebuild")):
            if isinstance(item, Refusal):
                refused.add(item.origin)
            elif isinstance(item, Article):
                read[item.id] = _facts(item)
        gone = set(gone_from(library.known(), read, refused)) if sources else set()
        wanted = {str(facts[0]): facts[1:6] for facts in library.facts() if facts[0] not in gone} | read
        encoded = library.sentences_by(manifest.encoding_id)
    return Plan(
        new=len(wanted.keys() - held.keys()),
        changed=sum(wanted[key] != held[key] for key in wanted.keys() & held.keys()),
        removed=len(held.keys() - wanted.keys()),
        to_encode=len({str(facts[3]) for facts in wanted.values()} - encoded.keys()),
    )


@contextmanager
def _opened(
    folder: Path, command: str, progress: Progress, wait: bool, create: bool
) -> Iterator[tuple[Library, Progress]]:
    with locked(folder, command, progress, wait) as noted, Library(folder / "library.db", create) as library:
        yield library, noted


def _note_beginning(library: Library, sources: Sequence[Path], encoder: Encoder) -> None:
    """Remember what a first build is made of, and by, before it reads: one that is stopped goes on with the same."""
    if sources and not library.sources():
        library.note_sources(sources, instead=False)
        library.note_model(encoder.name)


def _encode_and_publish(
    builds: Builds,
    library: Library,
    encoder: Encoder,
    read: Update,
    progress: Progress,
    say: Say,
    workers: Workers | None = None,
) -> BuildReport:
    share_one_heap()
    give_back_freed()
    library.note_model(encoder.name)  # before the work: a build that is stopped in it goes on with the same model
    encoded = encode_pending(library, encoder, progress, say, _in_use(builds), workers)
    give_back_freed()
    facts = EncoderFacts(encoder.name, encoder.weights_id, encoding_id(encoder), encoder.dimensions)
    return _publish(builds, library, facts, read, encoded, progress)


def _publish(
    builds: Builds, library: Library, encoder: EncoderFacts, read: Update, encoded: int, progress: Progress
) -> BuildReport:
    choose_key_sentences(library, encoder.encoding_id, progress)
    give_back_freed()
    progress("writing", 0, 0, 0)
    manifest = builds.publish(library, encoder)
    remove_old(builds, KEEP)
    return BuildReport(
        index=manifest.info(builds.name),
        new=read.new,
        changed=read.changed,
        removed=read.removed,
        encoded=encoded,
        undated=read.undated,
        refusals=read.refusals,
        notes=(*read.notes, *_other_model(read, encoder.name)),
    )


def _other_model(read: Update, model: str) -> Iterator[str]:
    """Which model would understand an archive that is not in English."""
    if model == DEFAULT_MODEL and 2 * read.foreign > read.read:
        yield (
            f"{read.foreign:,} of {read.read:,} articles are not in English, which {model} was taught on alone;"
            f" try: qa build --model {MULTILINGUAL_MODEL}"
        )


def _was_built(folder: Path) -> bool:
    return (folder / "CURRENT").exists() or (folder / ENGINE).exists()


def _in_use(builds: Builds) -> EncoderFacts | None:
    """The encoder of the snapshot in use; None where there is none, or none that can be read."""
    try:
        build = builds.current()
        manifest = builds.manifest(build) if build else None
    except IndexDamaged:
        return None
    if manifest is None:
        return None
    return EncoderFacts(manifest.encoder, manifest.weights_id, manifest.encoding_id, manifest.dimensions)


def _facts(article: Article) -> tuple[str | None, ...]:
    """As a library and a snapshot give them."""
    published = article.published.isoformat() if article.published else None
    return article.source, published, article.url, content_hash(article), article.language
