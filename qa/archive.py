"""One index, open for questions: the snapshot in use, and the encoder it was built by.

What answers and summarizes is imported when it is first asked for: `qa show` needs neither.
"""

from __future__ import annotations

import copy
import logging
import threading
import time
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import EngineUnavailable, QaError
from qa.extraction.options import AS_USUAL, Length, Method
from qa.index.builds import builds_of
from qa.index.candidates import span_list
from qa.index.catalogue import Catalogue
from qa.index.layout import index_folder
from qa.index.library_reading import read_refusals
from qa.index.status import status_of
from qa.index.stories import Story
from qa.index.types import Status
from qa.opened import EarlierBuilds, Loader, Models, OpenSnapshot, load_by_name
from qa.remembered import KEPT
from qa.summary.types import USUAL_ENTRIES, Summary, Timeline
from qa.types import EVERYTHING, Answer, ArticleInfo, ArticlePage, Filters, IndexInfo, Reads, Refusal

if TYPE_CHECKING:
    from qa.retrieval.reranking import Reranker

_LOG = logging.getLogger("cuttings")

_SECONDS_BETWEEN_LOADS = 30.0  # of a model that cannot be loaded


class Archive:
    """Answers from the snapshot that CURRENT names, and goes over to a newer one as soon as there is one.

    Every call uses one snapshot from beginning to end. Safe to call from several threads.
    """

    def __init__(
        self,
        indexes: Path | str,
        name: str = "default",
        load: Loader | None = None,
        threads: int | None = None,
        reads: Reads = "full",
        reranker: str | Reranker | None = None,
        verify: bool = True,
        engine: str = "",
        remembers: int = KEPT,
        without_torch: bool = False,
    ) -> None:
        """`load` makes an encoder from a model's name; `threads` bounds torch (default: all cores).

        For a question or two its models run `without_torch`, where they can: importing that takes seconds.

        The reader that ships for the encoder, if one does, tells which sentences answer. Where the archive `reads`
        "fast", those of two passages alone; where "none", question and sentences are only compared.

        `reranker` is a cross-encoder by folder or name, or one that is loaded already.

        `engine` is where its builds are kept; where nothing is said, on that which it was built on.

        Of each build the last answers, as many as it `remembers`, are given again without looking for them.

        Nothing is opened before it is needed; then every file of it is compared with its SHA-256; where `verify` is
        false, for who only wants to list or show articles, those of the articles alone.
        """
        self._folder = index_folder(Path(indexes), name)
        self._load = load or partial(load_by_name, threads, without_torch=without_torch)
        self._lock = threading.Lock()
        self._open: OpenSnapshot | None = None
        self._refused_build: str | None = ""  # none yet; None stands for a CURRENT that is gone
        self._problem: str | None = None
        self._watched = False
        self._in_the_way: QaError | None = None
        self._next_try = 0.0
        self._models = partial(Models, self._load, reads, remembers, without_torch)
        self._reranker = reranker
        self._verify = verify
        self._threads = threads
        self._builds = builds_of(self._folder, engine)
        self._earlier = EarlierBuilds(self._builds, name)

    def at(self, build: str) -> Archive:
        """The archive as it was at `build`, which must be kept, for good. Raises NotFound, IndexUnusable."""
        newest = self._current()
        if build == newest.snapshot.manifest.build:
            return self
        pinned = copy.copy(self)
        pinned._open, pinned._watched = self._earlier.open(build, newest), True
        return pinned

    def catalogue(self) -> Catalogue:
        """What there is, by time, outlet and word, for whoever looks through it. Raises IndexUnusable."""
        return Catalogue(self._current().snapshot)

    def ask(
        self, question: str, limit: int = 3, filters: Filters = EVERYTHING, explain: bool = False,
        literal: bool = False, unread: Collection[str] = ()
    ) -> Answer:  # fmt: skip
        """Answer a question; where it is `literal`, nothing is read out of it, and nothing of the kinds `unread`.

        Raises BadQuestion, IndexUnusable, EngineUnavailable.
        """
        from qa.answer.ask import ask

        held = self._current()
        encoder, reader, reranker = held.encoder(), held.reader(), self._loaded_reranker()
        asked = (question, limit, filters, explain, literal, reader, reranker, frozenset(unread))
        return held.answers.get(asked, lambda: ask(held.snapshot, encoder, *asked).answer)

    def summarize(self, ids: Sequence[str], length: Length = AS_USUAL, method: Method = "coverage") -> Summary:
        """The key sentences of these articles. Raises NotFound, BadQuestion, IndexUnusable."""
        from qa.summary.summarize import summarize_articles

        return summarize_articles(self._current().snapshot, ids, length, method)

    def summarize_topic(
        self, topic: str, length: Length = AS_USUAL, filters: Filters = EVERYTHING, method: Method = "coverage"
    ) -> Summary:
        """What the archive says on a topic. Raises BadQuestion, IndexUnusable, EngineUnavailable."""
        from qa.summary.summarize import summarize_topic

        held = self._current()
        return summarize_topic(held.snapshot, held.encoder(), topic, length, filters, method)

    def brief(self, topic: str, filters: Filters = EVERYTHING) -> Summary:
        """What the archive says on a topic, under headings. Raises BadQuestion, IndexUnusable, EngineUnavailable."""
        from qa.summary.briefing import brief

        held = self._current()
        return brief(held.snapshot, held.encoder(), topic, filters, held.reader())

    def timeline(self, topic: str, filters: Filters = EVERYTHING, limit: int = USUAL_ENTRIES) -> Timeline:
        """How the story of a topic unfolded. Raises BadQuestion, IndexUnusable, EngineUnavailable."""
        from qa.summary.timeline import timeline

        held = self._current()
        return timeline(held.snapshot, held.encoder(), topic, filters, limit)

    def article(self, article_id: str) -> ArticlePage:
        """One article with its sentences, and which of them are key. Raises NotFound, IndexUnusable."""
        snapshot = self._current().snapshot
        (held,) = snapshot.articles([article_id])
        return ArticlePage(held.article, span_list(held.spans), snapshot.info(), held.key)

    def articles(self, first: int = 0, limit: int | None = None) -> list[ArticleInfo]:
        """What articles are called, from place `first` on: newest first, the undated last. Raises IndexUnusable."""
        return self._current().snapshot.listing(first, limit)

    def infos(self, ids: Iterable[str]) -> dict[str, ArticleInfo]:
        """By id, what these articles are called; those that are not here are left out. Raises IndexUnusable."""
        return self._current().snapshot.infos(ids)

    def stories(self) -> list[Story]:
        """The stories that several articles tell, those with the most articles first. Raises IndexUnusable."""
        return self._current().snapshot.told_twice()

    def sources(self, limit: int) -> list[str]:
        """The first sources by name. Raises IndexUnusable."""
        return self._current().snapshot.sources(limit)

    def info(self) -> IndexInfo:
        """Which snapshot is in use, and what it holds. Raises IndexUnusable."""
        return self._current().snapshot.info()

    def status(self) -> Status:
        """The state of the index. Raises IndexUnusable."""
        return status_of(self._folder, self._builds, self._current().snapshot, self._problem)

    def refusals(self, first: int = 0, limit: int = -1) -> list[Refusal]:
        """What the last reading refused, by origin: `limit` of it (-1: all) from place `first` on."""
        return read_refusals(self._folder / "library.db", first, limit)

    def warm_up(self) -> None:
        """Open the snapshot and load its models, before the first question does."""
        held = self._current()
        held.encoder()
        held.reader()
        self._loaded_reranker()

    def _loaded_reranker(self) -> Reranker | None:
        if isinstance(self._reranker, str):
            with self._lock:
                if isinstance(self._reranker, str):
                    from qa.retrieval.reranking import CrossEncoderReranker

                    self._reranker = CrossEncoderReranker(self._reranker, self._threads)
        return self._reranker

    @property
    def is_open(self) -> bool:
        """Whether a snapshot has been opened, so that its state can be told at once."""
        return self._open is not None

    @property
    def connects(self) -> bool:
        """Whether it takes a connection to an engine, which does not live through a fork."""
        return self._builds.connects

    @property
    def problem(self) -> str | None:
        """Why a newer snapshot is not in use."""
        return self._problem

    def require_ready(self) -> None:
        """Raise what stands in the way of an answer at once; opens nothing and waits for nothing."""
        if not self._is_ready():
            raise self._in_the_way or EngineUnavailable("loading", "wait some seconds")

    def refresh(self) -> None:
        """Open and load what a question needs, or go over to a newer snapshot; what stands in the way is kept."""
        if time.monotonic() < self._next_try:
            return
        try:
            if self._open and self._is_ready():
                self._go_over_to_newer(self._open)
            else:
                self.warm_up()
            self._in_the_way = None
        except QaError as error:
            if str(error) != str(self._in_the_way):
                _LOG.error("not ready: %s", error)
            self._in_the_way = error
            if isinstance(error, EngineUnavailable):  # trying costs seconds, and an index appears sooner than a model
                self._next_try = time.monotonic() + _SECONDS_BETWEEN_LOADS

    def watch(self, seconds: float = 1.0) -> None:
        """From now on refresh every so often, in a thread, and look for newer snapshots no more when a question comes.

        So no question waits while a snapshot is checked. To be called in the process that answers, after any fork.
        """
        self._watched = True
        threading.Thread(target=self._watch, args=[seconds], name="watch", daemon=True).start()

    def _watch(self, seconds: float) -> None:
        while True:
            try:
                self.refresh()
            except Exception:  # whatever it is, the next look may succeed, and the snapshot in use still answers
                _LOG.exception("looking for a newer snapshot failed")
            time.sleep(seconds)

    def _is_ready(self) -> bool:
        return self._open is not None and self._open.is_loaded and not isinstance(self._reranker, str)

    def _current(self) -> OpenSnapshot:
        """What CURRENT names; what was in use before, where that is damaged or another thread is opening it."""
        held = self._open
        if held is None:
            with self._lock:
                snapshot = self._builds.open_current(self._verify)
                self._open = self._open or OpenSnapshot(snapshot, self._models())
                return self._open
        if not self._watched:
            self._go_over_to_newer(held)
        return self._open or held

    def _go_over_to_newer(self, held: OpenSnapshot) -> None:
        if time.monotonic() < self._next_try:
            return
        build = None
        try:
            build = self._builds.current()
            if build == held.snapshot.manifest.build:
                self._refused_build, self._problem = "", None
            elif build != self._refused_build:
                self._go_over(held)
        except QaError as error:
            self._refuse(build, error)

    def _go_over(self, held: OpenSnapshot) -> None:
        if not self._lock.acquire(blocking=False):
            return
        try:
            if self._open is not held:
                return  # another thread was first
            self._open = held.successor(self._builds.open_current(self._verify))
            self._refused_build, self._problem = "", None
            _LOG.info("now serving build %s", self._open.snapshot.manifest.build)
        finally:
            self._lock.release()

    def _refuse(self, build: str | None, error: QaError) -> None:
        problem = f"{error.message} (try: {error.fix})" if error.fix else error.message
        if self._problem != problem:
            _LOG.error("still serving the previous build: %s", error)
        self._problem = problem
        if isinstance(error, EngineUnavailable):  # the model may be there later, and the build is whole
            self._next_try = time.monotonic() + _SECONDS_BETWEEN_LOADS
        else:
            self._refused_build = build
