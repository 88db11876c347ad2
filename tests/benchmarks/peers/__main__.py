"""This service beside what people would use instead, in one interleaved run: `make bench`.

    python -m tests.benchmarks.peers                              on seeds/
    python -m tests.benchmarks.peers ../shared/data/realtimeqa_dev --articles 60 --questions 60

The same articles, titles indexed, split into the same sentences; the same weights (all-MiniLM-L6-v2); each peer in a
process and a virtual environment of its own, outside the project (BENCH_VENVS). Results are kept as JSON, and with
--more those of further runs are added to them.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from qa.errors import QaError
from qa.evaluation.question_sets import read_question_set
from tests.benchmarks.peers import report
from tests.benchmarks.peers.environments import FOLDER, HERE
from tests.benchmarks.peers.machine import facts
from tests.benchmarks.peers.measure import STEPS, Measured, Results, run
from tests.benchmarks.peers.plots import plot
from tests.benchmarks.peers.scoring import figures
from tests.benchmarks.peers.selection import select


def main() -> int:
    given = _options().parse_args()
    folder = given.folder / Path(given.data).resolve().name
    try:
        selection = select(read_question_set(Path(given.data)), given.articles, given.questions, folder)
    except QaError as error:
        print(f"bench: {error}", file=sys.stderr)
        return error.exit_status
    what = f"{selection.name}, {selection.articles} articles, {len(selection.questions)} questions"
    print(f"{what}, {selection.count:,} sentences\n{facts()}", flush=True)
    results = run(selection, folder, given.steps, given.rounds, given.seconds, _say)
    kept = folder / "results.json"
    results = _with_earlier(results, kept, what) if given.more else results
    kept.write_text(json.dumps({"what": what, "peers": {name: asdict(of) for name, of in results.items()}}), "utf-8")
    quality = {name: figures(of, selection) for name, of in results.items()}
    print(report.tables(results, quality, selection.count))
    plot(results, quality, folder / "peers.svg")
    print(f"\nThe picture: {folder / 'peers.svg'}")
    print(_compared(what, report.costs(results), given.store))
    return 0


def _compared(what: str, now: dict[str, float], store: bool) -> str:
    if store:
        report.store(what, now)
        return f"Stored in {report.STORED}"
    if not (stored := report.stored_for(what)):
        return "No figures of the last release are stored for such a run: nothing to compare with"
    slower = report.dearer(now, stored)
    return "\n".join(["Dearer than at the last release:", *slower]) if slower else "Nothing is dearer than it was."


def _with_earlier(results: Results, kept: Path, what: str) -> Results:
    """What was measured, after what the runs before measured of the same; the answers are the latest."""
    if not kept.is_file() or (before := json.loads(kept.read_text("utf-8")))["what"] != what:
        return results
    return {name: _joined(Measured(**before["peers"][name]), of) for name, of in results.items()}


def _joined(before: Measured, now: Measured) -> Measured:
    clients = before.per_second.keys() | now.per_second.keys()
    return Measured(
        problem=now.problem,
        builds=before.builds + now.builds,
        opened=before.opened + now.opened,
        ms=before.ms + now.ms,
        found=now.found or before.found,
        per_second={n: before.per_second.get(n, []) + now.per_second.get(n, []) for n in sorted(clients, key=int)},
        resident_mb=before.resident_mb + now.resident_mb,
        added=before.added + now.added,
        removed=before.removed + now.removed,
    )


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _steps(text: str) -> tuple[str, ...]:
    steps = tuple(text.split(","))
    if not set(steps) <= set(STEPS):
        raise argparse.ArgumentTypeError(f"{text!r} is not such as {','.join(STEPS)}")
    return steps


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?", default=HERE.parents[2] / "seeds", help="a question set (seeds/)")
    parser.add_argument("--articles", type=int, default=70, help="so many at most, those that answer first")
    parser.add_argument("--questions", type=int, default=100, help="so many at most")
    parser.add_argument(
        "--steps", type=_steps, default=STEPS, help="some of build,ask,load,update; without build, what was built"
    )
    parser.add_argument("--rounds", type=int, default=2, help="how often each is measured")
    parser.add_argument("--seconds", type=float, default=2.0, help="that many clients ask for")
    parser.add_argument("--more", action="store_true", help="add to the results of earlier runs")
    parser.add_argument("--store", action="store_true", help="keep the costs for later releases to compare with")
    parser.add_argument("--folder", type=Path, default=FOLDER / "runs", help="where indexes and results go")
    return parser


if __name__ == "__main__":
    sys.exit(main())
