"""The state of an index: the snapshot in use, what it was made of, what was refused, and who writes."""

from __future__ import annotations

from pathlib import Path

from qa.index.activity import read_activity
from qa.index.engine import Builds, Engine
from qa.index.layout import size_of
from qa.index.library_reading import count_refusals, read_origins, read_refusals
from qa.index.types import REFUSED, UNDATED, Status


def status_of(folder: Path, builds: Builds, snapshot: Engine, problem: str | None) -> Status:
    """The state of the index in `folder`, of which `snapshot` is in use; `problem` is why no newer one is."""
    manifest, library = snapshot.manifest, folder / "library.db"
    undated, undated_ids = snapshot.store.undated(UNDATED)
    return Status(
        index=snapshot.info(),
        created=manifest.created,
        encoder=manifest.encoder,
        encoding_id=manifest.encoding_id,
        calibration=manifest.calibration,
        nearest_by=manifest.nearest_by,
        sources=tuple(map(str, read_origins(library))),
        builds=tuple(builds.kept()),
        bytes_on_disk=size_of(folder),
        refused=count_refusals(library),
        refusals=tuple(read_refusals(library, limit=REFUSED)),
        undated=undated,
        undated_ids=tuple(undated_ids),
        languages=snapshot.language_counts(),
        activity=read_activity(folder),
        problem=problem,
    )
