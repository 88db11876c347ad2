"""A connection to a Milvus, or to Milvus Lite in a folder: collections, rows and aliases; its errors become ours."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from qa.errors import EngineUnavailable, IndexDamaged, QaError, SourceError
from qa.index.milvus.schema import SENTENCES, Field

LITE, SERVER = "milvus-lite:", "milvus://"
TOKEN = "QA_MILVUS_TOKEN"  # "user:password"; in the environment, never in a file of the index
# How vectors are searched: what each kind is built with, and what a search of it is given. A flat index compares all,
# as FAISS does here; the others find nearly the same in less time or memory: docs/cluster.md.
VECTOR_INDEXES: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "FLAT": ({}, {}),
    "HNSW": ({"M": 32, "efConstruction": 200}, {"ef": 400}),
    "IVF_RABITQ": ({"nlist": 4096, "refine": True, "refine_type": "SQ8"}, {"nprobe": 128, "refine_k": 4}),
    "DISKANN": ({}, {"search_list": 400}),
}
_AT_ONCE = 1_000  # values in one expression
_ANSWER_SECONDS, _WORK_SECONDS = 20.0, 3_600.0
_SHOWN = 200  # characters of what Milvus says
_FORM = f"{LITE}FOLDER or {SERVER}HOST:PORT[/DATABASE][?vectors={'|'.join(VECTOR_INDEXES)}], milvus+tls:// with TLS"
_SCHEMES = {"milvus": "http", "milvus+tls": "https"}
# By gRPC's own rule, which Milvus Lite keeps, a server ends a connection that is asked more often than every five
# minutes whether it lives; pymilvus asks every ten seconds.
_SELDOM = {"grpc.keepalive_time_ms": 310_000}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a Milvus is: what pymilvus is given, the database, and how vectors are indexed there."""

    given: str
    uri: str
    database: str
    vectors: str


def address_of(given: str) -> Address:
    """What `--engine` names. Raises SourceError."""
    if given.startswith(LITE) and len(given) > len(LITE):
        path = str(Path(given.removeprefix(LITE)).expanduser().absolute())
        return Address(given, path if path.endswith(".db") else f"{path}.db", "", "FLAT")
    try:
        parts = urlsplit(given)
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
        vectors = asked.pop("vectors", ["FLAT"])[0].upper()
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        uri = f"{_SCHEMES.get(parts.scheme)}://{host}:{parts.port or 19530}"
    except ValueError as error:
        raise SourceError(f"{given!r} is no address of an engine: {error}", f"--engine {_FORM}") from error
    if parts.scheme not in _SCHEMES or not parts.hostname or parts.username or asked or vectors not in VECTOR_INDEXES:
        raise SourceError(f"{given!r} is no address of an engine", f"--engine {_FORM}")
    return Address(given, uri, parts.path.strip("/"), vectors)


class Milvus:
    """One connection; safe to use from several threads. Every call raises EngineUnavailable where there is no answer,
    and IndexDamaged where a collection is gone."""

    def __init__(self, address: Address, seconds: float = _ANSWER_SECONDS) -> None:
        """Connect, within so many seconds. Raises EngineUnavailable."""
        self.address = address
        with self._told():
            import pymilvus

            for name in ("pymilvus", "milvus_lite", "grpc"):  # they log, with tracebacks, what is raised too
                logging.getLogger(name).setLevel(logging.CRITICAL)
            if address.uri.endswith(".db"):
                Path(address.uri).parent.mkdir(parents=True, exist_ok=True)
            token = os.environ.get(TOKEN, "")
            self._client: Any = pymilvus.MilvusClient(
                address.uri, token=token, db_name=address.database, timeout=seconds, grpc_options=_SELDOM
            )
            self._types: Any = pymilvus.DataType

    def close(self) -> None:
        """Disconnect."""
        with suppress(Exception):  # a server that is gone is no harm now
            self._client.close()

    # collections

    def collections(self, prefix: str) -> list[str]:
        """The names that begin so."""
        with self._told():
            return sorted(name for name in self._client.list_collections() if name.startswith(prefix))

    def create(self, name: str, fields: Sequence[Field], dimensions: int) -> None:
        """Make an empty collection."""
        schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
        for field in fields:
            schema.add_field(field.name, **self._column(field, dimensions))
        with self._told(name):
            self._client.create_collection(name, schema=schema, consistency_level="Eventually", timeout=_ANSWER_SECONDS)

    def _column(self, field: Field, dimensions: int) -> dict[str, Any]:
        types = self._types
        return {
            "key": {"datatype": types.INT64, "is_primary": True},
            "integer": {"datatype": types.INT64},
            "text": {"datatype": types.VARCHAR, "max_length": 512},
            "texts": {
                "datatype": types.ARRAY,
                "element_type": types.VARCHAR,
                "max_capacity": 4096,
                "max_length": 65535,
            },
            "vector": {"datatype": types.FLOAT_VECTOR, "dim": 2 if field.name == "flat" else dimensions},
            "weights": {"datatype": types.SPARSE_FLOAT_VECTOR},
        }[field.kind]

    def insert(self, name: str, rows: list[dict[str, Any]]) -> None:
        """Add rows."""
        with self._told(name):
            self._client.insert(name, rows, timeout=_WORK_SECONDS)

    def finish(self, name: str, fields: Sequence[Field]) -> None:
        """Make what was inserted durable, index it, and have it searched."""
        params = self._client.prepare_index_params()
        for field in fields:
            if field.kind == "vector":
                kind = "FLAT" if field.name == "flat" else self.address.vectors
                built_with = dict(VECTOR_INDEXES[kind][0])
                params.add_index(field.name, index_type=kind, metric_type="IP", params=built_with)
            elif field.kind == "weights":
                params.add_index(field.name, index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
            elif field.indexed:
                params.add_index(field.name, index_type="INVERTED")
        with self._told(name):
            self._client.flush(name, timeout=_WORK_SECONDS)
            # pymilvus would look every half second whether each is done; loading waits for all of them
            self._client.create_index(name, params, timeout=_WORK_SECONDS, sync=False)
            self._client.load_collection(name, timeout=_WORK_SECONDS)

    def load(self, name: str) -> None:
        """Have it searched; nothing where it is already."""
        with self._told(name):
            self._client.load_collection(name, timeout=_WORK_SECONDS)

    def release(self, name: str) -> None:
        """Have it lie on the disk alone."""
        with self._told(name):
            self._client.release_collection(name, timeout=_WORK_SECONDS)

    def drop(self, name: str) -> None:
        """Remove it."""
        with self._told(name):
            self._client.drop_collection(name, timeout=_WORK_SECONDS)

    def rename(self, name: str, new: str) -> None:
        """Give it another name, in one step."""
        with self._told(name):
            self._client.rename_collection(name, new, timeout=_ANSWER_SECONDS)

    def named(self, alias: str) -> str | None:
        """The collection that an alias stands for; None where there is no such alias."""
        from pymilvus import MilvusException

        with self._told(alias):
            try:
                return str(self._client.describe_alias(alias, timeout=_ANSWER_SECONDS)["collection_name"])
            except MilvusException as error:
                if error.code == 1600 or "not exist" in error.message or "not found" in error.message:
                    return None
                raise

    def point(self, alias: str, name: str) -> None:
        """Have an alias stand for this collection from now on, in one step."""
        change = self._client.create_alias if self.named(alias) is None else self._client.alter_alias
        with self._told(name):
            change(name, alias, timeout=_ANSWER_SECONDS)

    # rows

    def count(self, name: str) -> int:
        """How many rows it has, all that was inserted counted."""
        with self._told(name):
            found = self._client.query(
                name, filter="", output_fields=["count(*)"], consistency_level="Strong", timeout=_WORK_SECONDS
            )
            return int(found[0]["count(*)"])

    def rows(
        self,
        name: str,
        column: str,
        values: Iterable[int | str],
        columns: Sequence[str],
        also: str = "",
        strong: bool = False,
    ) -> Iterator[dict[str, Any]]:
        """The rows whose `column` has one of these values and that fit `also`, in no order.

        With `strong`, all that was inserted is waited for.
        """
        values, level = list(values), {"consistency_level": "Strong"} if strong else {}
        for start in range(0, len(values), _AT_ONCE):
            where = f"{column} in {listed(values[start : start + _AT_ONCE])}{also}"
            ask = partial(self._client.query, name, filter=where, output_fields=list(columns), **level)
            yield from self._loaded(name, partial(ask, timeout=_ANSWER_SECONDS))

    def search(
        self,
        name: str,
        column: str,
        vector: Any,
        limit: int,
        where: str = "",
        given: Mapping[str, Any] | None = None,
        seconds: float = _ANSWER_SECONDS,
    ) -> list[int]:
        """The keys of the `limit` rows of the highest dot product, best first, of those that fit `where`.

        `given` is what the index of the column takes for a search.
        """
        key = "row" if name.endswith(SENTENCES) else "number"
        ask = partial(
            self._client.search,
            name,
            [vector],
            anns_field=column,
            limit=limit,
            filter=where,
            output_fields=[key],
            search_params={"metric_type": "IP", "params": dict(given or {})},
            timeout=seconds,
        )
        (found,) = self._loaded(name, ask)
        return [int(hit[key]) for hit in found]

    def warm(self, name: str, column: str, vector: Any) -> None:
        """Search once, however long it takes: Milvus Lite reads an index when it is first searched."""
        self.search(name, column, vector, 1, seconds=_WORK_SECONDS)

    def _loaded(self, name: str, ask: Any) -> Any:
        """What is asked; once more where another process had the collection released."""
        with self._told(name):
            try:
                return ask()
            except Exception as error:
                if "not loaded" not in str(error) and "not been loaded" not in str(error):
                    raise
            self._client.load_collection(name, timeout=_WORK_SECONDS)
            return ask()

    @contextmanager
    def _told(self, name: str = "") -> Iterator[None]:
        """What Milvus raises, as what a user can mend."""
        try:
            yield
        except ImportError as error:
            package = "milvus-lite" if "milvus_lite" in str(error) else "pymilvus"
            raise EngineUnavailable(
                f"the package {package} is not installed", "pip install 'cuttings[milvus]'"
            ) from error
        except Exception as error:
            if not type(error).__module__.startswith(("pymilvus", "grpc")):
                raise  # a defect of this program
            raise self._of(" ".join(_said(error).split())[:_SHOWN], name) from error

    def _of(self, said: str, name: str) -> QaError:
        if name and ("not found" in said or "not exist" in said) and "ollection" in said:
            return IndexDamaged(f"{self.address.given} has no collection {name} any more", "qa rollback, or qa build")
        if "eadline" in said:
            return EngineUnavailable(f"{self.address.given} takes too long to answer", "wait some seconds")
        if self.address.uri.endswith(".db"):
            folder = self.address.uri
            fix = f"milvus-lite server --data-dir {folder} --host 127.0.0.1, and --engine {SERVER}127.0.0.1:19530"
            return EngineUnavailable(f"{folder} cannot be opened, or another process has it open: {said}", fix)
        return EngineUnavailable(f"{self.address.given} does not do it: {said}", "qa doctor")


def _said(error: Exception) -> str:
    """What pymilvus, or gRPC below it, says."""
    details = getattr(error, "details", None)
    return str(details() if callable(details) else getattr(error, "message", error))


def listed(values: Sequence[int | str]) -> str:
    """Values as an expression of Milvus lists them."""
    return f"[{', '.join(quoted(value) if isinstance(value, str) else str(value) for value in values)}]"


def quoted(text: str) -> str:
    """A text as an expression of Milvus has it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
