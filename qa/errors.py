"""The error tree. Each message says what is wrong and where; `fix` is the command that mends it.

QaError
├── SourceError        what was given cannot be read                    exit status 2
├── BadQuestion        a question that is empty, or far too long        exit status 2
├── NotFound           no article of that id                            exit status 2
├── IndexUnusable      no index, or not one that can be served          exit status 3
│   ├── NoIndex        nothing has been built
│   ├── IndexDamaged   a file is missing, altered or of another format
│   ├── IndexMismatch  built by another encoder
│   └── IndexBusy      another process is writing it
├── EngineUnavailable  the model or an engine is missing                exit status 4
└── Stopped            work that was not finished, on purpose           exit status 2
    ├── TookTooLong    it took longer than it may
    └── Abandoned      whoever asked does not wait any more
"""

from __future__ import annotations

from pathlib import Path


class QaError(Exception):
    """Anything a user can mend; raised with a message for people and the next command to type."""

    exit_status = 2

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message}\n  try: {self.fix}" if self.fix else self.message


class SourceError(QaError):
    """A source that does not exist, or holds nothing that can be indexed."""


def unusable_database(path: Path, error: Exception) -> SourceError:
    """What SQLite says of a database that is made anew where there is none; moved away only where that is damaged."""
    kind = getattr(error, "sqlite_errorname", "")
    fix = ""
    if kind.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        fix = f"move {path.name} away: it is made anew"
    elif kind.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        fix = "the same command again"
    return SourceError(f"{path} cannot be used: {error}", fix)


class BadQuestion(QaError):
    """A question that is empty, or far too long to be one."""


class NotFound(QaError):
    """The index has no article of this id."""


class IndexUnusable(QaError):
    """There is no index that can be served."""

    exit_status = 3


class NoIndex(IndexUnusable):
    """Nothing has been built under this name."""


class IndexDamaged(IndexUnusable):
    """A file of the index is missing, altered, or of a format this version does not read."""


class IndexMismatch(IndexUnusable):
    """The index was built by another encoder than the one in use."""


class IndexBusy(IndexUnusable):
    """Another process is writing this index."""


class EngineUnavailable(QaError):
    """The embedding model, or a library it needs, cannot be loaded."""

    exit_status = 4


class Stopped(QaError):
    """Work that was not finished, on purpose."""


class TookTooLong(Stopped):
    """It took longer than it may."""


class Abandoned(Stopped):
    """Whoever asked does not wait for the answer any more."""
