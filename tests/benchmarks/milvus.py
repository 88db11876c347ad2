"""What an archive costs on Milvus, by the sentence and by the question: rates, bytes, and the time of each step.

    python -m tests.benchmarks.milvus INDEX QUESTIONS.jsonl ADDRESS [--questions 200]

INDEX is the folder of an index whose library is whole, such as tests.benchmarks.questions_at_scale makes;
QUESTIONS.jsonl has {"text": ...} a line. The library is published to ADDRESS as it is and asked; published again
without its first article, and once more with another calibration; gone back to the first build, and verified. Prints
JSON: `steps_ms` has for each call to Milvus its median, its 95th percentile and how often a question makes it;
`distribution_ms` the times of whole questions, by twentieths (tests/benchmarks/scale_measure.py keeps those that
the simulation draws from); `findings` what `qa verify` finds. Of an archive that was made it says that vectors are not
those of the sentences: they were given noise.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from qa.encoding.base import Encoder
from qa.encoding.load import load_encoder
from qa.encoding.types import EncoderFacts
from qa.index.builds import builds_of, note_engine
from qa.index.candidates import Query
from qa.index.engine import Builds, Engine
from qa.index.layout import current_build, size_of
from qa.index.library import Library
from qa.index.manifest import read_manifest
from qa.index.milvus.client import Milvus, address_of
from qa.index.retention import roll_back
from qa.index.verify import verify_index
from qa.text.words import question_terms
from qa.types import EVERYTHING, SHIPPED

CANDIDATES = 100


class Timed(Milvus):
    """A connection that notes how long each call takes."""

    taken: ClassVar[dict[str, list[float]]] = defaultdict(list)

    def search(self, name: str, column: str, *rest: Any, **more: Any) -> list[int]:
        return self._noted(f"search {column}", lambda: super(Timed, self).search(name, column, *rest, **more))

    def rows(self, name: str, *rest: Any, **more: Any) -> Iterator[dict[str, Any]]:
        what = f"fetch {name.rpartition('__')[2]}"
        return iter(self._noted(what, lambda: list(super(Timed, self).rows(name, *rest, **more))))

    def insert(self, name: str, rows: list[dict[str, Any]]) -> None:
        self._noted("insert", lambda: super(Timed, self).insert(name, rows))

    def finish(self, name: str, *rest: Any) -> None:
        self._noted("finish", lambda: super(Timed, self).finish(name, *rest))

    def _noted(self, what: str, do: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        done = do()
        self.taken[what].append(time.perf_counter() - began)
        return done


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    done = do()
    return round(time.perf_counter() - began, 2), done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("address")
    parser.add_argument("--questions", dest="most", type=int, default=200)
    given = parser.parse_args()
    texts = [json.loads(line)["text"] for line in given.questions.read_text("utf-8").splitlines()[: given.most]]
    made_of = read_manifest(given.index / "snapshots" / str(current_build(given.index)))
    encoder = load_encoder(made_of.encoder, 1)
    facts = EncoderFacts(made_of.encoder, made_of.weights_id, made_of.encoding_id, made_of.dimensions)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "scale"
        place.mkdir()
        shutil.copy(given.index / "library.db", place / "library.db")
        note_engine(place, given.address)
        builds = builds_of(place)
        builds.__dict__["_milvus"] = Timed(address_of(given.address))
        with Library(place / "library.db") as library:
            now = built(builds, library, facts)
            say(now | {"bytes": on_disk(given.address) // now["sentences"]})
            seconds, engine = timed(builds.open_current)
            say({"open_s": seconds} | asked(engine, encoder, texts))
            first = str(next(library.facts())[0])
            library.remove([first])
            say({"without": first} | built(builds, library, facts))
        say(changed(builds, place, first))
        say(verified(place, encoder))


def say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


def built(builds: Builds, library: Library, facts: EncoderFacts) -> dict[str, Any]:
    Timed.taken.clear()
    seconds, manifest = timed(lambda: builds.publish(library, facts))
    parts = {what: round(sum(Timed.taken[what]), 1) for what in ("insert", "finish")}
    return {
        "articles": manifest.articles,
        "sentences": manifest.sentences,
        "build_s": seconds,
        "per_second": round(manifest.sentences / seconds),
        **parts,
    }


def on_disk(address: str) -> int:
    uri = address_of(address).uri
    return size_of(Path(uri)) if uri.endswith(".db") else 0


def changed(builds: Builds, place: Path, removed: str) -> dict[str, Any]:
    """Another calibration, and back to the first build, in which the article that was removed is."""
    calibration, _ = timed(lambda: builds.publish_calibration(SHIPPED))
    assert not builds.open_current().infos([removed])
    back, info = timed(lambda: roll_back(place.parent, place.name, builds.kept()[-1]))
    assert builds.open_current().infos([removed])
    return {"calibration_s": calibration, "rollback_s": back, "articles": info.articles, "kept": len(builds.kept())}


def verified(place: Path, encoder: Encoder) -> dict[str, Any]:
    seconds, findings = timed(lambda: verify_index(place.parent, place.name, lambda model: encoder))
    return {"verify_s": seconds, "findings": {each.what: [each.ok, each.found] for each in findings}}


def asked(engine: Engine, encoder: Encoder, texts: list[str]) -> dict[str, Any]:
    """Every question, its candidates alone: what follows is the same whatever the engine."""
    Timed.taken.clear()
    encoded = [encoder.encode_question(text) for text in texts]
    whole = []
    for text, each in zip(texts, encoded, strict=True):
        query = Query(each.vector, each.ids, question_terms(text, engine.languages()))
        whole.append(1000 * timed(lambda query=query: engine.candidates(query, EVERYTHING, CANDIDATES))[0])
    steps = {
        what: [
            *(round(1000 * float(np.percentile(taken, at)), 1) for at in (50, 95)),
            round(len(taken) / len(texts), 1),
        ]
        for what, taken in Timed.taken.items()
    }
    spread = [round(float(value), 1) for value in np.percentile(whole, np.arange(5, 100, 5))]
    return {"questions": len(texts), "steps_ms": steps, "distribution_ms": spread}


if __name__ == "__main__":
    main()
