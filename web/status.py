"""What a visitor may know of the index: how much it holds and how it is, and nothing of the server's disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from qa import IndexInfo, Status

PROBLEM = "A newer build of the index cannot be used; the one before goes on answering. The server's log says why."


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written to the index, or, where it is not `running` any more, was when it was stopped."""

    stage: str
    started: str
    running: bool
    done: int
    total: int
    articles_per_second: float | None
    sentences_per_second: float | None
    seconds_left: int | None


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """The state of an index without any path, file or process; `refused` and `undated` are counts."""

    index: IndexInfo
    created: str
    encoder: str
    calibration_questions: int
    earlier_builds: int
    bytes_on_disk: int
    refused: int
    undated: int
    languages: Mapping[str, int]
    writing: Writing | None
    problem: str | None


def public(status: Status) -> PublicStatus:
    """What of the state of an index anyone may see."""
    activity = status.activity
    return PublicStatus(
        index=status.index,
        created=status.created,
        encoder=PurePath(status.encoder).name,  # it may be a folder
        calibration_questions=status.calibration.questions,
        earlier_builds=sum(build != status.index.build for build in status.builds),
        bytes_on_disk=status.bytes_on_disk,
        refused=status.refused,
        undated=status.undated,
        languages=status.languages,
        writing=Writing(
            activity.stage,
            activity.started,
            activity.running,
            activity.done,
            activity.total,
            activity.articles_per_second,
            activity.sentences_per_second,
            activity.seconds_left,
        )
        if activity
        else None,
        problem=PROBLEM if status.problem else None,
    )
