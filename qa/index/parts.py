"""Which articles one part of an archive's codes is of: a part is a file of its own, and where none of its articles
changed the next snapshot has the same file, by another name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

MOST = 32  # parts in the mean, and 16 from where the number of articles comes to a power of 2: each is an open file
LEAST = 10  # of 2 to the power of so many articles one begins a part, and no more: smaller parts save nothing


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive articles: of the snapshot before, where they are `kept`, else of the library: [first, stop)."""

    kept: bool
    first: int
    stop: int


def beginnings(ids: Sequence[str]) -> list[int]:
    """The places of the articles that begin a part, besides the first. By ids alone, so that an updated archive has the
    parts of one made anew."""
    apart = 1 << max(LEAST, (len(ids) // MOST).bit_length())
    return [place for place, name in enumerate(ids) if place and crc32(name.encode()) % apart == 0]


def in_parts(found: Sequence[Run], beginnings: Collection[int]) -> list[list[Run]]:
    """The runs of each part, of runs that follow one another from the first article on."""
    cuts, parts, moved = set(beginnings), list[list[Run]]([[]]), 0
    for run in found:
        moved -= run.first  # from its own numbers to places
        within = [place - moved for place in beginnings if run.first < place - moved < run.stop]
        for first, stop in pairwise([run.first, *within, run.stop]):
            if first + moved in cuts:
                parts.append([])
            parts[-1].append(Run(run.kept, first, stop))
        moved += run.stop
    return parts
