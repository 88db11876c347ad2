"""Counts that all worker processes share, of who asked how often: in a file that goes when the server does."""

from __future__ import annotations

import sqlite3
import threading
import time
from typing import Any

from limits.storage import Storage

SCHEME = "shared"
TIDY_EVERY = 1000  # counts: those that are over are forgotten
_TABLE = "CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, count INTEGER, until REAL) WITHOUT ROWID"
_COUNT = """INSERT INTO counts VALUES (:key, :amount, :now + :expiry) ON CONFLICT DO UPDATE SET
    count = CASE WHEN until <= :now THEN 0 ELSE count END + :amount,
    until = CASE WHEN until <= :now THEN :now + :expiry ELSE until END
    RETURNING count"""


class SharedCounts(Storage):
    """Counts in the SQLite file that follows `shared://`; one process that is killed leaves the others counting."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012

    def __init__(self, uri: str, wrap_exceptions: bool = False, **_: Any) -> None:
        super().__init__(uri, wrap_exceptions)
        self._lock = threading.Lock()
        path = uri.removeprefix(f"{SCHEME}://")
        self._database = sqlite3.connect(path, timeout=5.0, isolation_level=None, check_same_thread=False)
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF", _TABLE):
            self._database.execute(statement)
        self._counted = 0

    @property
    def base_exceptions(self) -> type[Exception]:
        """What may go wrong here."""
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more for `key`, whose counting begins anew after `expiry` seconds; how many there are now."""
        now = time.time()
        ((count,),) = self._run(_COUNT, {"key": key, "amount": amount, "now": now, "expiry": expiry})
        self._counted += 1
        if self._counted % TIDY_EVERY == 0:
            self._run("DELETE FROM counts WHERE until <= :now", {"now": now})
        return int(count)

    def get(self, key: str) -> int:
        """How many were counted."""
        known = {"key": key, "now": time.time()}
        found = self._run("SELECT count FROM counts WHERE key = :key AND until > :now", known)
        return int(found[0][0]) if found else 0

    def get_expiry(self, key: str) -> float:
        """When the counting of `key` begins anew, by time.time()."""
        found = self._run("SELECT until FROM counts WHERE key = :key", {"key": key})
        return float(found[0][0]) if found else time.time()

    def check(self) -> bool:
        """Whether it can be read."""
        return bool(self._run("SELECT 1"))

    def reset(self) -> int:
        """Forget all counts; how many there were."""
        return len(self._run("DELETE FROM counts RETURNING key"))

    def clear(self, key: str) -> None:
        """Forget the counts of `key`."""
        self._run("DELETE FROM counts WHERE key = :key", {"key": key})

    def _run(self, statement: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(statement, values or {}).fetchall()
