"""How long the copies of a story take to be found among many articles, in how much memory, and how many are found.

    python -m tests.benchmarks.copies [--words 600] [50000]

The articles are invented (tests/text/stories.py) and wait in a file, as those of an archive do on its disk. Of each ten
stories six are printed once and three by two to five papers, with up to three edits each; of the tenth there is a
follow-up as well, or it is one of those that are made from a template.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from random import Random
from typing import BinaryIO

import numpy as np

from qa.text.copies import clusters, signature
from tests.text.stories import copied, draft, follow_up, pairs_of
from tests.text.templates import TEMPLATES, from_template


def family(number: int, words: int) -> Iterator[tuple[int, str]]:
    """The articles around one story, each with the number of the story it tells."""
    chance = Random(number)
    kind = chance.randrange(10)
    if kind == 9 and chance.random() < 0.5:
        yield 2 * number, from_template(chance, chance.randrange(len(TEMPLATES)))
        return
    first = draft(chance, words)
    yield 2 * number, first.text
    for _ in range(chance.randint(1, 4) if kind in (6, 7, 8) else 0):
        yield 2 * number, copied(chance, first).text
    if kind == 9:
        yield 2 * number + 1, follow_up(chance, first).text


class Disk:
    """Texts in a file."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.places: list[tuple[int, int]] = []

    def add(self, text: str) -> None:
        encoded = text.encode()
        self.places.append((self.file.tell(), self.file.write(encoded)))

    def text(self, number: int) -> str:
        start, length = self.places[number]
        self.file.seek(start)
        return self.file.read(length).decode()


def measure(count: int, words: int) -> None:
    with tempfile.TemporaryFile() as file:
        disk, stories, number = Disk(file), list[int](), 0
        while len(stories) < count:
            for story, text in family(number, words):
                disk.add(text)
                stories.append(story)
            number += 1
        order = np.random.default_rng(count).permutation(len(stories)).tolist()
        began, worked = time.perf_counter(), time.process_time()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        signatures = np.stack([signature(disk.text(place)) for place in order])
        signed = time.perf_counter()
        lengths = [disk.places[place][1] for place in order]
        groups = clusters(signatures, lambda row: disk.text(order[row]), [None] * len(order), lengths)
        ended, worked = time.perf_counter(), time.process_time() - worked
    found, right = pairs_of(groups), pairs_of(_by_story([stories[place] for place in order]))
    print(
        f"{len(order):,} articles of about {words} words: signatures {signed - began:.1f} s, clusters "
        f"{ended - signed:.1f} s, together {worked:.1f} s of a core; "
        f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, "
        f"{before / 1024:.0f} before; {len(groups):,} groups, {len(right):,} pairs of copies: "
        f"precision {len(found & right) / len(found):.4f}, recall {len(found & right) / len(right):.4f}"
    )


def _by_story(stories: list[int]) -> list[tuple[int, ...]]:
    order = np.argsort(stories, kind="stable")
    cuts = np.flatnonzero(np.diff(np.array(stories)[order])) + 1
    return [tuple(part.tolist()) for part in np.split(order, cuts)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=50_000)
    parser.add_argument("--words", type=int, default=600)
    options = parser.parse_args()
    measure(options.count, options.words)
