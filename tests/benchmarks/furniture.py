"""How much of what is indexed stands around articles and is none of them, on sentences that were judged one by one.

    QA_EVAL_DATA=../shared/data python -m tests.benchmarks.furniture

Samples of 300 of the sentences that were indexed of realtimeqa_dev, before and after rules were added, are kept as
hashes (tests/ingest/judged_sentences.json). Told is which of them are indexed now. Captions that are whole sentences,
signatures and the labels of a newsletter's boxes count as furniture; headings, and days and places above an article,
do not. The second samples, of 300 and of twice 300, were drawn when the first rules were done and judged by a reader
who wrote none. The third, of as many, were drawn when those of captions, labels and writers were done, from the half
of the articles that nobody had read while writing them, and judged by who had written them. The fourth, of as many
from all articles, were mixed and judged by a reader who had seen no rule and did not know which was which.
"Before" is what would be indexed if there were no rules and nothing were learned.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path

from qa.index.learned_furniture import learn_furniture
from qa.index.library import Library
from qa.ingest.identity import Identities, outlet_of
from qa.ingest.sources import read_sources
from qa.text.sentences import split
from qa.types import Article

JUDGED = Path(__file__).parents[1] / "ingest" / "judged_sentences.json"


def indexed(corpus: Path) -> list[str]:
    """The sentences that an index of `corpus` would hold."""
    read = [item for item in read_sources([corpus], Identities()) if isinstance(item, Article)]
    with tempfile.TemporaryDirectory() as place, Library(Path(place, "library.db")) as library:
        library.put(read)
        learn_furniture(library, set(map(outlet_of, read)))
        articles = list(library.articles())
    return [one.text for article in articles for one in split(article.text, article.body, article.language)]


def mark(sentence: str) -> str:
    """By which a sentence is known again."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:16]


def measure(corpus: Path) -> None:
    sentences = indexed(corpus)
    held = {mark(sentence) for sentence in sentences}
    print(f"{len(sentences):,} sentences")
    for name, judged in json.loads(JUDGED.read_text("utf-8")).items():
        furniture, own = judged["furniture"], judged["own"]
        print(
            f"{name}: of {len(furniture) + len(own)} {len(furniture)} were furniture, of which"
            f" {len(held.intersection(furniture))} are indexed now; of the others {len(set(own) - held)} are lost"
        )


if __name__ == "__main__":
    measure(Path(os.environ.get("QA_EVAL_DATA", "../shared/data"), "realtimeqa_dev", "corpus.jsonl"))
