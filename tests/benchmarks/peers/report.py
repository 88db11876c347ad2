"""What a run shows: tables in Markdown, the costs of this service beside those of a peer, and what got dearer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import numpy as np

from qa.evaluation.results import Figure
from tests.benchmarks.peers.measure import Measured, Results
from tests.benchmarks.peers.processes import OWN, PEERS, PLAIN, UNREAD

STORED = Path(__file__).with_name("stored.json")
SLOWER = 1.1  # times what was stored, beyond which it is named
Cell = Callable[[Measured], str]


def tables(results: Results, quality: Mapping[str, dict[str, Figure]], sentences: int) -> str:
    """Building, asking and answers, a row a peer; "×" is against this service without its reader."""
    base = results[UNREAD.key]
    built, own = [each for each in PEERS if not each.built], results[OWN.key]
    building: dict[str, Cell] = {
        "sentences/s": lambda m: _spread([sentences / each["seconds"] for each in m.builds], "{:,.0f}"),
        "time ×": lambda m: _spread(_ratios(_seconds(m), _seconds(own)), "{:.2f}"),
        "peak memory, MB": lambda m: _number([each["peak_mb"] for each in m.builds], "{:,.0f}"),
        "disk, MB": lambda m: _number([each["bytes"] / 1e6 for each in m.builds], "{:.1f}"),
        "one article added, s": lambda m: _spread(m.added, "{:.2f}"),
        "removed, s": lambda m: _spread(m.removed, "{:.2f}"),
    }
    asking: dict[str, Cell] = {
        "p50, ms": lambda m: _percentile(m.ms, 50),
        "p95, ms": lambda m: _percentile(m.ms, 95),
        "time × (quartiles)": lambda m: _quartiles(_ratios(m.ms, base.ms)),
        **{
            f"questions/s, {n} client{'s' if n > 1 else ''}": lambda m, n=n: _spread(
                m.per_second.get(str(n), []), "{:.1f}"
            )
            for n in (1, 4, 16)
        },
        "memory, MB": lambda m: _number(m.resident_mb, "{:,.0f}"),
        "to the first answer, s": lambda m: _number(m.opened, "{:.1f}"),
    }
    rows = [[each.label, *(cell(results[each.key]) for cell in building.values())] for each in built]
    asked = [[each.label, *(cell(results[each.key]) for cell in asking.values())] for each in PEERS]
    names = list(dict.fromkeys(name for of in quality.values() for name in of))
    answered = [
        [each.label, *(_figure(quality[each.key][name]) if name in quality[each.key] else "–" for name in names)]
        for each in PEERS
    ]
    return "\n\n".join(
        [
            _table(["building", *building], rows),
            _table(["asking", *asking], asked),
            _table(["answers", *names], answered),
            *(f"{each.label}: {results[each.key].problem}" for each in PEERS if results[each.key].problem),
        ]
    )


def costs(results: Results) -> dict[str, float]:
    """What this service costs, in times what plain sentence-transformers with FAISS does in the same run: so it holds
    on any machine. Higher is dearer."""
    own, unread, plain = (results[each.key] for each in (OWN, UNREAD, PLAIN))
    found = {
        "build, time": _ratios(_seconds(own), _seconds(plain)),
        "build, peak memory": _ratios(*([each["peak_mb"] for each in m.builds] for m in (own, plain))),
        "build, disk": _ratios(*([each["bytes"] for each in m.builds] for m in (own, plain))),
        "add an article": _ratios(own.added, plain.added),
        "remove an article": _ratios(own.removed, plain.removed),
        "question": _ratios(own.ms, plain.ms),
        "question without the reader": _ratios(unread.ms, plain.ms),
        "start": _ratios(own.opened, plain.opened),
        "memory": _ratios(own.resident_mb, plain.resident_mb),
        **{
            f"question, {n} clients": _ratios(plain.per_second.get(n, []), own.per_second.get(n, []))
            for n in ("4", "16")
        },
    }
    return {name: round(median(ratios), 3) for name, ratios in found.items() if ratios}


def dearer(now: Mapping[str, float], stored: Mapping[str, float]) -> list[str]:
    """What costs more than SLOWER times what was stored, each in words; nothing where it is about as it was."""
    return [
        f"{name}: {now[name]:.2f} times plain sentence-transformers, {was:.2f} at the last release"
        f" ({100 * (now[name] / was - 1):+.0f} %)"
        for name, was in stored.items()
        if name in now and now[name] > SLOWER * was
    ]


def stored_for(what: str, path: Path = STORED) -> dict[str, float]:
    """The costs kept for such a run; none where there was none."""
    found = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return dict(found.get(what, {}))


def store(what: str, now: Mapping[str, float], path: Path = STORED) -> None:
    found = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    path.write_text(json.dumps({**found, what: now}, indent=1) + "\n", "utf-8")


def _seconds(measured: Measured) -> list[float]:
    return [each["seconds"] for each in measured.builds]


def _ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Of what was measured in the same round, or of the same question; none where either was not measured."""
    return [a / b for a, b in zip(above, below, strict=False) if b]


def _spread(values: Sequence[float], form: str) -> str:
    """The median, and from what to what."""
    if not values:
        return "–"
    low, high = form.format(min(values)), form.format(max(values))
    return form.format(median(values)) + (f" ({low}–{high})" if low != high else "")


def _number(values: Sequence[float], form: str) -> str:
    return form.format(median(values)) if values else "–"


def _percentile(values: Sequence[float], which: int) -> str:
    return f"{np.percentile(values, which):.1f}" if values else "–"


def _quartiles(values: Sequence[float]) -> str:
    if not values:
        return "–"
    low, middle, high = np.percentile(values, [25, 50, 75])
    return f"{middle:.2f} ({low:.2f}–{high:.2f})"


def _figure(figure: Figure) -> str:
    return f"{figure.value:.3f} ({figure.low:.2f}–{figure.high:.2f})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
