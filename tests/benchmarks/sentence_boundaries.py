"""Precision, recall and F1 of sentence boundaries on a gold standard, beside other splitters.

    python -m tests.benchmarks.sentence_boundaries GOLD [GOLD ...] [--language de] [--half 1|2] [--errors]

Which gold standards are read tells tests/benchmarks/sentence_boundaries_gold.py. A paragraph is its sentences joined by
spaces; its own end is given and not counted. `--half` takes every other document: tune on one half, report the other.
Compared with are Punkt as NLTK has it, with the same parameters, and where they are installed pySBD and spaCy's
sentencizer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

from qa.text.sentences import PUNKT_OF, split
from qa.types import Span
from tests.benchmarks.sentence_boundaries_gold import Paragraph, documents

Splitter = Callable[[str], list[Span]]
_CONTEXT_CHARS = 40


def ours(language: str) -> Splitter:
    return lambda text: [(s.start, s.end) for s in split(text, [(0, len(text))], language)]


def punkt(language: str) -> Splitter:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    data = import_module(f"punkt.data.{PUNKT_OF.get(language, 'english')}")
    parameters = PunktParameters()
    parameters.abbrev_types = set(data.ABBREV_TYPES)
    parameters.collocations = set(data.COLLOCATIONS)
    parameters.sent_starters = set(data.SENT_STARTERS)
    parameters.ortho_context.update(data.ORTHO_CONTEXT)
    tokenizer = PunktSentenceTokenizer(parameters)
    return lambda text: list(tokenizer.span_tokenize(text))


def pysbd(language: str) -> Splitter:
    segmenter = import_module("pysbd").Segmenter(language=language or "en", clean=False, char_span=True)
    return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


def spacy(language: str) -> Splitter:
    pipeline = import_module("spacy").blank(language or "en")
    pipeline.add_pipe("sentencizer")
    return lambda text: [(sentence.start_char, sentence.end_char) for sentence in pipeline(text).sents]


def ends(text: str, spans: list[Span]) -> set[int]:
    """Where sentences end, but for the last, in characters that are no white space: who owns a space is no matter."""
    visible = [0, *accumulate(not char.isspace() for char in text)]
    return {visible[end] for _, end in spans} - {visible[-1], 0}


def gold_ends(paragraph: Paragraph) -> set[int]:
    return set(accumulate(len("".join(sentence.split())) for sentence in paragraph[:-1]))


def measure(name: str, splitter: Splitter, paragraphs: list[Paragraph], errors: bool) -> None:
    right = wrong = missed = 0
    for paragraph in paragraphs:
        text = " ".join(paragraph)
        found, gold = ends(text, splitter(text)), gold_ends(paragraph)
        right, wrong, missed = right + len(found & gold), wrong + len(found - gold), missed + len(gold - found)
        if errors:
            _print_errors(text, found, gold)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + wrong + missed)
    print(f"{name:8} P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  (cut {wrong} too often, {missed} too seldom)")


def _print_errors(text: str, found: set[int], gold: set[int]) -> None:
    visible = [0, *accumulate(not char.isspace() for char in text)]
    for end in sorted(found ^ gold):
        place = visible.index(end)
        before, after = text[max(0, place - _CONTEXT_CHARS) : place], text[place : place + _CONTEXT_CHARS]
        print(f"  {'cut ' if end in found else 'kept'} {before!r} {after!r}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--language", default="")
    parser.add_argument("--half", type=int, choices=(1, 2))
    parser.add_argument("--errors", action="store_true", help="print what ours got wrong")
    options = parser.parse_args()
    read = [document for gold in options.gold for document in documents(gold)]
    read = read[options.half - 1 :: 2] if options.half else read
    chosen = [paragraph for document in read for paragraph in document if paragraph]
    print(f"{len(read)} documents, {sum(map(len, chosen))} sentences, {len(chosen)} paragraphs")
    measure("ours", ours(options.language), chosen, options.errors)
    measure("punkt", punkt(options.language), chosen, errors=False)
    for other in (pysbd, spacy):
        if find_spec(other.__name__):
            measure(other.__name__, other(options.language), chosen, errors=False)
        else:
            print(f"{other.__name__:8} is not installed", file=sys.stderr)
