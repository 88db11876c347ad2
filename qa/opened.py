"""A snapshot that is open, with the models that its questions need: each is loaded when it is first asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from qa.errors import NotFound
from qa.index.engine import Builds, Engine
from qa.remembered import KEPT, RememberedAnswers
from qa.types import Reads

if TYPE_CHECKING:
    from qa.encoding.base import Encoder
    from qa.encoding.reading import Reader

Loader = Callable[[str], "Encoder"]
AT_HAND = 2  # earlier builds that stay open: whoever compares two wants both


def load_by_name(threads: int | None, model: str, without_torch: bool = False) -> Encoder:
    """The encoder of a model by its name or folder. Raises EngineUnavailable."""
    from qa.encoding.load import load_encoder

    return load_encoder(model, threads, without_torch=without_torch)


def shared(load: Loader) -> Loader:
    """The same loader, by which archives that name the same model are given one encoder."""
    lock, held = threading.Lock(), dict[str, "Encoder"]()

    def load_once(model: str) -> Encoder:
        with lock:
            if model not in held:
                held[model] = load(model)
            return held[model]

    return load_once


class Models:
    """The encoder of a snapshot and the reader that ships for it, each loaded when first asked for, and how many
    answers of theirs are remembered."""

    def __init__(self, load: Loader, reads: Reads, remembers: int = KEPT, without_torch: bool = False) -> None:
        self.load, self.reads, self.remembers, self.without_torch = load, reads, remembers, without_torch
        self.lock = threading.Lock()
        self.encoder: Encoder | None = None
        self.reader: Reader | None = None
        self.reader_sought = reads == "none"


class OpenSnapshot:
    """A snapshot and the models its questions need."""

    def __init__(self, snapshot: Engine, models: Models) -> None:
        self.snapshot = snapshot
        self.answers = RememberedAnswers(models.remembers)
        self._models = models

    @property
    def is_loaded(self) -> bool:
        """Whether the models are at hand, and the encoder is the one that the snapshot was built by."""
        return self._fits() and self._models.reader_sought

    def _fits(self) -> bool:
        encoder = self._models.encoder
        return encoder is not None and _encoding_id(encoder) == self.snapshot.manifest.encoding_id

    def encoder(self) -> Encoder:
        """Raises EngineUnavailable, and IndexMismatch when the model's weights are not those of the build."""
        with self._models.lock:
            if self._models.encoder is None:
                self._models.encoder = self._models.load(self.snapshot.manifest.encoder)
            encoder = self._models.encoder
        self.snapshot.require(_encoding_id(encoder))
        return encoder

    def reader(self) -> Reader | None:
        """What reads question and sentences together, where it is wanted and one ships. Raises EngineUnavailable."""
        encoder = self.encoder()
        with self._models.lock:
            if not self._models.reader_sought:
                from qa.encoding.reader import reader_of

                models = self._models
                models.reader = reader_of(encoder, reads=models.reads, without_torch=models.without_torch)
                self._models.reader_sought = True
            return self._models.reader

    def successor(self, snapshot: Engine) -> OpenSnapshot:
        """Another snapshot with models at hand, if this one had them: the same wherever they fit, or will."""
        other, models = OpenSnapshot(snapshot, self._models), self._models
        has_models = models.encoder is not None
        alike = snapshot.manifest.encoding_id == self.snapshot.manifest.encoding_id
        if (has_models and other._fits()) or (alike and not has_models):
            return other
        other = OpenSnapshot(snapshot, Models(models.load, models.reads, models.remembers, models.without_torch))
        if has_models:
            other.reader()
        return other


class EarlierBuilds:
    """The builds of an index that are kept, opened when asked for, those asked for last at hand."""

    def __init__(self, builds: Builds, name: str) -> None:
        self._builds, self._name = builds, name
        self._lock = threading.Lock()
        self._open: OrderedDict[str, OpenSnapshot] = OrderedDict()

    def open(self, build: str, newest: OpenSnapshot) -> OpenSnapshot:
        """Open `build`, with the models of the newest wherever they fit. Raises NotFound, IndexDamaged."""
        with self._lock:
            if build not in self._open:
                if build not in self._builds.kept():
                    raise NotFound(f"no build {build!r} is kept of the index {self._name!r}", "qa status")
                self._open[build] = newest.successor(self._builds.open(build))
            self._open.move_to_end(build)
            while len(self._open) > AT_HAND:
                self._open.popitem(last=False)
            return self._open[build]


def _encoding_id(encoder: Encoder) -> str:
    from qa.encoding.base import encoding_id

    return encoding_id(encoder)
