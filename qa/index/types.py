"""What an index tells of itself and of its articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qa.types import ArticleInfo, Calibration, IndexInfo, Refusal

UNDATED = 20  # articles without a date that are named
REFUSED = 20  # refusals that are told with the state of an index; there may be 100,000
SAMPLE = 10  # articles that are encoded again, evenly spread


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source, how many articles are of it, and from when to when they were published."""

    name: str
    articles: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class FoundArticles:
    """Some of the `total` articles that were looked for, newest first, the undated last."""

    total: int
    articles: tuple[ArticleInfo, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """What a writer is doing to an index, or, where it is not `running` any more, was doing when it was stopped.

    `done` of `total` articles in this `stage`; a total of 0 is not known yet.
    """

    command: str
    process: int
    started: str
    stage: str = "starting"
    done: int = 0
    total: int = 0
    articles_per_second: float | None = None
    sentences_per_second: float | None = None
    seconds_left: int | None = None
    running: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What `qa build` would do now: articles against the snapshot in use, and how many of them it would encode."""

    new: int
    changed: int
    removed: int
    to_encode: int


@dataclass(frozen=True, slots=True)
class NearestBy:
    """Of `times` as many candidates as are wanted, found by bits, the nearest are taken; 0: of all. `recall` was
    measured."""

    times: int = 0
    recall: float = 1.0


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an index.

    `sources` are what it was made of; `builds` the snapshots kept, newest first; `refused` inputs of the last
    reading, the first of which `refusals` tells;
    `undated` articles have no date, and `undated_ids` are the first of them; `languages` counts articles by tag, ""
    where it is not told;
    `activity` is of whoever writes now, or was stopped; `problem` is why a newer snapshot is not in use; `plan` is
    given only when asked for.
    """

    index: IndexInfo
    created: str
    encoder: str
    encoding_id: str
    calibration: Calibration
    nearest_by: NearestBy
    sources: tuple[str, ...]
    builds: tuple[str, ...]
    bytes_on_disk: int
    refused: int
    refusals: tuple[Refusal, ...]
    undated: int
    undated_ids: tuple[str, ...]
    languages: Mapping[str, int]
    activity: Activity | None
    problem: str | None
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `exit_status` is 0 where all is well, or where what is missing is made by the next command."""

    what: str
    ok: bool
    found: str
    fix: str = ""
    exit_status: int = 0
