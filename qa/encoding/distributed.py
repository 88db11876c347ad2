"""Encoding on many machines, by Dask: units of work go to its workers, each of which holds the model once.

A unit is named by what its articles hold, so that one is the same whoever asks, and asking again harms nothing. What a
worker was doing when it was killed another does; where the scheduler is gone, what was not given back is asked again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

from qa.encoding.base import Encoder, encoding_id
from qa.encoding.late_chunking import encode_parts
from qa.encoding.types import EncodedArticle
from qa.errors import EngineUnavailable, SourceError
from qa.heap import keep_freed
from qa.types import Article

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

LOCAL = "local:"
_FORM = f"--workers {LOCAL}N, or --workers tcp://HOST:PORT of a scheduler"
_UNIT = 20_000  # characters: some two hundred sentences, a second or two of a core
_AHEAD = 3  # units a worker that wait for it
_DEATHS = 20  # workers that may end while they hold a unit before it is given up
_PATIENCE = 600.0  # seconds that a scheduler may be gone
_AGAIN = 2.0  # seconds between tries to reach it
_LOOK = 1.0  # seconds between looks at how many workers there are
_POLL = 0.05  # seconds between looks at what is done: what lies ahead of a worker is longer
_ENCODER = "_cuttings_encoder"  # the worker's attribute
# How often Dask looks after a process whose core is to compute: by default it samples its stack a hundred times a
# second, its loop fifty times and its memory ten times.
_SELDOM = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
}

Encoded = tuple[Article, list[EncodedArticle]]  # the consecutive parts


@dataclass(frozen=True, slots=True)
class Workers:
    """Who encodes: `local:N` processes of this machine, or the workers of the scheduler at tcp://HOST:PORT. `load`
    makes the encoder there, which must be the one of `encoding_id`."""

    address: str
    load: Callable[[], Encoder]
    encoding_id: str
    seconds: float = 30.0  # that a scheduler may take to answer


def check_workers(address: str) -> str:
    """The address of workers. Raises SourceError where it is none."""
    count = address.removeprefix(LOCAL)
    is_local = address.startswith(LOCAL) and count.isascii() and count.isdigit() and 1 <= int(count[:4]) <= 999
    if not is_local and not address.startswith(("tcp://", "tls://")):
        raise SourceError(f"{address!r} names no workers", _FORM)
    return address


def encode_by(
    workers: Workers, articles: Iterable[Article], say: Callable[[str], None] = lambda _: None
) -> Iterator[Encoded]:
    """Each article encoded, in the order they are done; what is waited for is said. Raises EngineUnavailable."""
    waiting = _units(articles)
    asked: dict[str, tuple[Article, ...]] = {}  # given to a worker, and not given back
    lost_at = 0.0
    while True:
        try:
            with _connected(workers) as client:
                crew = _Crew(client, workers.address, say)
                for unit, encoded in _done(client, workers.encoding_id, asked, waiting, crew):
                    lost_at = 0.0
                    yield from zip(unit, encoded, strict=True)
            return
        except _lost() as error:
            if asked and not lost_at:
                say(f"lost what was asked of {workers.address}, asking again")
            lost_at = lost_at or time.monotonic()
            if time.monotonic() > lost_at + (_PATIENCE if asked else 0):
                raise EngineUnavailable(f"the workers at {workers.address} do not answer: {error}", _FORM) from error
            time.sleep(_AGAIN)


class _Crew:
    """How many workers there are, as the scheduler said a second ago at most."""

    def __init__(self, client: Client, address: str, say: Callable[[str], None]) -> None:
        self._client, self._address, self._say = client, address, say
        self._count = 1
        self._due = 0.0

    def count(self) -> int:
        """So many; says so when they are none any more."""
        if time.monotonic() >= self._due:
            before, self._count = self._count, len(self._client.nthreads())
            self._due = time.monotonic() + _LOOK
            if before and not self._count:
                self._say(f"no workers at {self._address}, waiting")
        return self._count


def _done(
    client: Client,
    encoding: str,
    asked: dict[str, tuple[Article, ...]],
    waiting: Iterator[tuple[Article, ...]],
    crew: _Crew,
) -> Iterator[tuple[tuple[Article, ...], list[list[EncodedArticle]]]]:
    """The units, as they are done: those asked for before a connection was lost, then as many more as keep all busy."""
    from distributed import as_completed

    def ask(unit: tuple[Article, ...]) -> Any:
        key = f"encode-{_name(unit, encoding)}"
        asked[key] = unit
        return client.submit(_encode_unit, unit, key=key, retries=_DEATHS)

    running = as_completed([ask(unit) for unit in list(asked.values())], loop=client.loop)
    while True:
        most = _AHEAD * max(1, crew.count())
        for unit in islice(waiting, max(0, most - running.count())):
            running.add(ask(unit))
        if not running.count():
            return
        while not running.has_ready():
            crew.count()
            time.sleep(_POLL)
        future = next(running)
        if future.status == "error" and isinstance(error := future.exception(), OSError):
            raise EngineUnavailable(f"a worker cannot encode: {error}", _FORM) from error  # it, not the connection
        encoded = future.result()
        yield asked.pop(future.key), encoded
        future.release()


@contextmanager
def _connected(workers: Workers) -> Iterator[Client]:
    """A client, whose workers each have the encoder, those that come later too."""
    _require_dask()
    import dask
    from distributed import Client

    logging.getLogger("distributed").setLevel(logging.ERROR)
    if not workers.address.startswith(LOCAL):
        with Client(workers.address, timeout=workers.seconds, set_as_default=False) as client:
            yield _with_encoder(client, workers)
        return
    with dask.config.set(_SELDOM), _local(workers) as cluster, Client(cluster, set_as_default=False) as client:
        yield _with_encoder(client, workers)


def _local(workers: Workers) -> LocalCluster:
    from distributed import LocalCluster

    try:
        return LocalCluster(
            n_workers=int(workers.address.removeprefix(LOCAL)),  # its first parameter is a name
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"allowed_failures": _DEATHS},
        )
    except RuntimeError as error:  # one of them was killed, for want of memory perhaps
        message = f"the workers of {workers.address} did not start"
        raise EngineUnavailable(message, "qa build --workers local:1") from error


def _with_encoder(client: Client, workers: Workers) -> Client:
    from distributed import WorkerPlugin

    class HoldsEncoder(WorkerPlugin):  # type: ignore[misc]
        """Loads the encoder when a worker starts."""

        name = f"cuttings-{workers.encoding_id}"

        def setup(self, worker: Any) -> None:
            keep_freed()
            setattr(worker, _ENCODER, _load(workers))

    client.register_plugin(HoldsEncoder())
    return client


def _load(workers: Workers) -> Encoder:
    encoder = workers.load()
    if (found := encoding_id(encoder)) != workers.encoding_id:
        message = f"a worker has {found}, not {workers.encoding_id}"
        raise EngineUnavailable(message, "install the same cuttings and the same model on every worker")
    return encoder


def _encode_unit(unit: Sequence[Article]) -> list[list[EncodedArticle]]:
    """What a worker does."""
    from distributed import get_worker

    encoder = getattr(get_worker(), _ENCODER)
    return [list(encode_parts(article, encoder)) for article in unit]


def _units(articles: Iterable[Article]) -> Iterator[tuple[Article, ...]]:
    """Articles by the unit: one long one, or some that are short."""
    unit: list[Article] = []
    for article in articles:
        unit.append(article)
        if sum(len(each.text) for each in unit) >= _UNIT:
            yield tuple(unit)
            unit = []
    if unit:
        yield tuple(unit)


def _name(unit: Sequence[Article], encoding: str) -> str:
    digest = sha256(encoding.encode())
    for article in unit:
        digest.update(f"{article.language} {article.title} {article.body} {article.text}".encode())
    return digest.hexdigest()


def _lost() -> tuple[type[BaseException], ...]:
    """What is raised where the scheduler is gone, or has forgotten what it was asked."""
    _require_dask()
    from distributed import CancelledError, KilledWorker
    from distributed.comm.core import CommClosedError

    return CommClosedError, CancelledError, KilledWorker, TimeoutError, OSError


def _require_dask() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise EngineUnavailable("the package distributed is not installed", "pip install 'cuttings[dask]'") from error
