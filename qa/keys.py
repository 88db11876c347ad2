"""The API keys of a folder of indexes: made once, kept as hashes, revoked by name.

A key is 256 random bits, so a plain SHA-256 keeps it: there is nothing to guess that a slow hash would protect.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from qa.errors import QaError

Scope = Literal["read", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "admin")
FILE = "keys.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


class BadKey(QaError):
    """A name that cannot be given, or that no key has; or a file of keys that cannot be read."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept: whose it is, what it may, the SHA-256 of it, and the second it was made in (UTC)."""

    name: str
    scope: Scope
    sha256: str
    created: str


def add_key(indexes: Path, name: str, scope: Scope) -> str:
    """A new key, which is kept nowhere: whoever loses it makes another. Raises BadKey."""
    if not _NAME.fullmatch(name):
        raise BadKey(f"{name[:60]!r} is no name for a key: letters, digits, '.', '_' and '-', 40 at most")
    keys = read_keys(indexes)
    if any(key.name == name for key in keys):
        raise BadKey(f"there is a key {name!r} already", f"qa key revoke {name}")
    secret = f"qa_{secrets.token_urlsafe(32)}"
    created = datetime.now(UTC).isoformat(timespec="seconds")
    _write(indexes, [*keys, Key(name, scope, _hash(secret), created)])
    return secret


def revoke_key(indexes: Path, name: str) -> None:
    """Have a key open nothing any more; a running server knows within a second. Raises BadKey."""
    keys = read_keys(indexes)
    if all(key.name != name for key in keys):
        raise BadKey(f"there is no key {name!r}", "qa key list")
    _write(indexes, [key for key in keys if key.name != name])


def read_keys(indexes: Path) -> list[Key]:
    """All keys, in the order they were made. Raises BadKey."""
    path = indexes / FILE
    try:
        return [Key(**item) for item in json.loads(path.read_bytes())]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise BadKey(f"{path} cannot be read: {error}", f"rm {path}, then qa key add NAME") from error


def key_of(secret: str, keys: Sequence[Key]) -> Key | None:
    """The one of `keys` that `secret` is."""
    hashed = _hash(secret)
    return next((key for key in keys if hmac.compare_digest(key.sha256, hashed)), None)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _write(indexes: Path, keys: Sequence[Key]) -> None:
    """In one step, and for the owner's eyes alone. Raises BadKey."""
    path, aside = indexes / FILE, indexes / f".{FILE}-{os.getpid()}"
    try:
        indexes.mkdir(parents=True, exist_ok=True)
        aside.touch(0o600)
        aside.write_text(json.dumps([asdict(key) for key in keys], indent=1), "utf-8")
        aside.replace(path)
    except OSError as error:
        raise BadKey(f"{path} cannot be written: {error.strerror}") from error
