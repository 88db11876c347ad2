"""How the server is to run: from its options, the environment (`QA_SERVE_PORT`) and one TOML file, in this order.

Everything is checked at the start; what no setting is called is an error.
"""

from __future__ import annotations

import argparse
import errno
import ipaddress
import re
import shlex
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from qa import READS, QaError, Reads

PREFIX = "QA_SERVE_"
NONE = "none"
_RATE = re.compile(r"[1-9][0-9]{0,6} per (second|minute|hour|day)")
_SHARED = {
    "QA_INDEXES": "indexes",
    "QA_ENGINE": "engine",
    "QA_PRECISION": "precision",
}  # variables that other commands read too


class BadSetting(QaError):
    """A setting that is not of its kind, or none at all; the message says where it stands."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, as it is without being set; docs/operation.md says what each does."""

    indexes: Path = Path("indexes")
    index: tuple[str, ...] = ("default",)
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 4
    reader: Reads = "full"
    precision: Literal["auto", "float32", "bfloat16", "int8"] = "auto"
    reranker: str = ""
    access: Literal["auto", "keys", "anyone"] = "auto"
    trusted_hosts: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    prefix: str = ""
    proxies: int = 0
    address_rate: str = ""
    key_rate: str = ""
    request_seconds: int = 20
    log_format: Literal["text", "json"] = "text"
    log_questions: bool = False
    feedback: bool = True
    embed_origins: tuple[str, ...] = ()
    engine: str = ""

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches the server."""
        return self.host == "localhost" or _is_loopback(self.host)

    @property
    def demands_keys(self) -> bool:
        """Whether who asks must show a key."""
        return self.access == "keys" or (self.access == "auto" and not self.is_local)


def read_settings(argv: Sequence[str] | None, environ: Mapping[str, str]) -> Settings:
    """The settings, each from the first place that has it. Raises BadSetting; a wrong option ends the program."""
    options = vars(_parser().parse_args(argv))
    config = options.pop("config", None) or environ.get(f"{PREFIX}CONFIG")
    found = _from_file(Path(config)) if config else {}
    found |= {name: (value, f"the variable {key}") for key, name, value in _from_environment(environ)}
    found |= {name: (value, f"--{name.replace('_', '-')}") for name, value in options.items() if value is not None}
    return Settings(**{name: _checked(name, value, where) for name, (value, where) in found.items()})


def not_listening(program: str, argv: Sequence[str] | None, host: str, port: int, error: OSError) -> QaError:
    """Why the program cannot listen there; where the port is taken, it is mended by the same call with the next."""
    reason = f"cannot listen on {host}, port {port}: {error.strerror}"
    if error.errno != errno.EADDRINUSE:
        return QaError(reason)
    words = sys.argv[1:] if argv is None else argv
    pairs = zip(["", *words], words, strict=False)
    kept = [word for before, word in pairs if "--port" not in (before, word.partition("=")[0])]
    return QaError(reason, f"{program} {shlex.join([*kept, '--port', str(port % 65535 + 1)])}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qa serve", description=__doc__, allow_abbrev=False)
    parser.add_argument("--config", type=Path)
    for name in CHECKS:
        parser.add_argument(f"--{name.replace('_', '-')}", action="append" if name in _LISTS else "store")
    return parser


def _from_file(path: Path) -> dict[str, tuple[Any, str]]:
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadSetting(f"{path} cannot be read: {reason}") from error
    return {name: (value, str(path)) for name, value in read.items()}


def _from_environment(environ: Mapping[str, str]) -> list[tuple[str, str, str]]:
    own = [(key, key.removeprefix(PREFIX).lower(), value) for key, value in environ.items() if key.startswith(PREFIX)]
    shared = [(key, name, environ[key]) for key, name in _SHARED.items() if environ.get(key)]
    return [*shared, *(item for item in own if item[1] != "config")]


def _checked(name: str, value: Any, where: str) -> Any:
    if name not in CHECKS:
        raise BadSetting(f"{where} sets {name!r}, which is no setting; there are {', '.join(CHECKS)}")
    try:
        return CHECKS[name](value)
    except (ValueError, TypeError) as error:
        raise BadSetting(f"{where} sets {name.replace('_', '-')} to {value!r}: it must be {error}") from error


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        text = str(value)
        if isinstance(value, (bool, float)) or not text.isascii() or not text.isdigit():
            raise ValueError(f"a whole number from {least} to {most}")
        number = int(text.lstrip("0")[:9] or 0)
        if not least <= number <= most:
            raise ValueError(f"from {least} to {most}")
        return number

    return check


def _one_of(*names: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in names:
            raise ValueError(f"one of {', '.join(names)}")
        return str(value)

    return check


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    """A list, or one text with commas."""
    given = value.split(",") if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise ValueError("a list of texts")
    return tuple(part.strip() for item in given for part in item.split(",") if part.strip())


def _some_texts(value: Any) -> tuple[str, ...]:
    """At least one, each once."""
    if not (found := _texts(value)):
        raise ValueError("a text or several")
    return tuple(dict.fromkeys(found))


def _origins(value: Any) -> tuple[str, ...]:
    found = _texts(value)
    if any(item != "*" and not (item.startswith(("http://", "https://")) and item.count("/") == 2) for item in found):
        raise ValueError("origins such as https://example.org, without a path, or *")
    return found


def _flag(value: Any) -> bool:
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if str(value).lower() not in known:
        raise ValueError("true or false")
    return known[str(value).lower()]


def _path_prefix(value: Any) -> str:
    found = _text(value).rstrip("/")
    if found and (not found.startswith("/") or "//" in found or not found.isascii()):
        raise ValueError("a path such as /cuttings")
    return found


def _rate(value: Any) -> str:
    """As the library that counts reads it; empty for the usual."""
    if value not in ("", NONE) and not _RATE.fullmatch(_text(value)):
        raise ValueError('a rate such as "60 per minute", or "none"')
    return str(value)


CHECKS: dict[str, Callable[[Any], Any]] = {
    "indexes": Path,
    "index": _some_texts,
    "host": _text,
    "port": _whole(0, 65535),
    "workers": _whole(1, 64),
    "threads": _whole(1, 256),
    "reader": _one_of(*READS),
    "precision": _one_of("auto", "float32", "bfloat16", "int8"),
    "reranker": _text,
    "access": _one_of("auto", "keys", "anyone"),
    "trusted_hosts": _texts,
    "cors_origins": _origins,
    "prefix": _path_prefix,
    "proxies": _whole(0, 9),
    "address_rate": _rate,
    "key_rate": _rate,
    "request_seconds": _whole(1, 3600),
    "log_format": _one_of("text", "json"),
    "log_questions": _flag,
    "feedback": _flag,
    "embed_origins": _origins,
    "engine": _text,
}
_LISTS = {"index", "trusted_hosts", "cors_origins", "embed_origins"}
assert list(CHECKS) == [field.name for field in fields(Settings)]  # noqa: S101


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
