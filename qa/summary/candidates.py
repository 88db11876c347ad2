"""The sentences that a summary is chosen from, drawn from an index."""

from __future__ import annotations

import numpy as np

from qa.extraction.candidates import NearDuplicates, Pool
from qa.index.snapshot import Snapshot
from qa.text.coherence import choosable, is_led, units
from qa.types import Rows


def draw(snapshot: Snapshot, rows: Rows) -> Pool:
    """The pool of the sentences `rows` (ascending), and of those they have to stand with."""
    wanted = frozenset(rows.tolist())
    found: list[tuple[int, int, int, str]] = []  # row, article, place, text
    together: dict[int, tuple[int, ...]] = {}
    for article, number in enumerate(np.unique(snapshot.sentences[rows, 0]).tolist()):
        first, texts, paragraphs = snapshot.article_sentences(number)
        groups = units(texts, paragraphs)
        own = {first + place: tuple(first + other for other in unit) for place, unit in enumerate(groups)}
        together |= {row: unit for row, unit in own.items() if row in wanted}
        needed = {row for row in own if row in wanted} | {row for unit in together.values() for row in unit}
        found += [(first + n, article, n, text) for n, text in enumerate(texts) if first + n in needed]
    at = {row: place for place, (row, *_) in enumerate(found)}
    texts = [text for *_, text in found]
    return Pool(
        rows=np.array([row for row, *_ in found], dtype=np.int64),
        texts=texts,
        words=np.array([len(text.split()) for text in texts], dtype=np.int64),
        units=[tuple(at[other] for other in together.get(row, ())) for row, *_ in found],
        target=np.array([row in wanted for row, *_ in found], dtype=np.bool_),
        choosable=np.array(choosable(texts), dtype=np.bool_),
        led=np.array([place > 0 and is_led(text) for _, _, place, text in found], dtype=np.bool_),
        article=np.array([article for _, article, *_ in found], dtype=np.int64),
        place=np.array([place for _, _, place, _ in found], dtype=np.int64),
        same=NearDuplicates(texts),
    )
