"""Make what is shipped for the default model's tokens: a quantizer and how often each token occurs in English.

Writes qa/data/<encoder id>.pq and qa/data/<encoder id>.frequencies.npy.

    python tests/benchmarks/train_token_quantizer.py FOLDER_OF_EVALUATION_SETS

Fitted only on sets whose licences allow it: xquad_en and squad2_500 (CC BY-SA), multihop_facts (ODC-BY),
scifact (CC BY, ODC-By). OPQ: Ge et al., "Optimized Product Quantization", 2013. Takes about five minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import faiss
import numpy as np

from qa.encoding.base import Encoder
from qa.encoding.load import load_encoder
from qa.encoding.passages import pack
from qa.encoding.types import EncodedText, Passage
from qa.index.tokens import frequency_table, in_how_many_sentences
from qa.ingest.sources import read_sources
from qa.text.sentences import split
from qa.types import Article

SETS = {"xquad_en": 240, "squad2_500": 411, "multihop_facts": 438, "scifact": 700}  # name: articles
FACTORY = "OPQ48_192,PQ48"
SEED_TOKENS = 200_000


def main() -> None:
    folder = Path(sys.argv[1])
    encoder = load_encoder()
    shipped = Path(__file__).parents[2] / "qa" / "data" / encoder.weights_id
    pairs = [pair for name, count in SETS.items() for pair in _encoded(folder / name / "corpus.jsonl", count, encoder)]
    _fit_frequencies(pairs, Path(f"{shipped}.frequencies.npy"))
    _fit_quantizer(np.concatenate([item.tokens for _, item in pairs]), Path(f"{shipped}.pq"))


def _encoded(corpus: Path, count: int, encoder: Encoder) -> Iterator[tuple[Passage, EncodedText]]:
    for article in islice((item for item in read_sources([corpus]) if isinstance(item, Article)), count):
        sentences = split(article.text, article.body)
        lengths = encoder.count_tokens([sentence.text for sentence in sentences])
        passages = list(pack(sentences, lengths, article.title))
        yield from zip(passages, encoder.encode_documents([passage.text for passage in passages]), strict=True)


def _fit_frequencies(pairs: list[tuple[Passage, EncodedText]], path: Path) -> None:
    starts = [(item.ids, item.spans[:, 0], passage.spans) for passage, item in pairs]
    sentences = [ids[(start >= begin) & (start < end)] for ids, start, spans in starts for begin, end in spans]
    counts = np.array([len(ids) for ids in sentences], dtype=np.int32)
    table = frequency_table(in_how_many_sentences(np.concatenate(sentences), counts), len(counts))
    np.save(path, table[:, (table[1] > 1) | (table[0] < 0)])
    print(f"{len(sentences)} sentences, {table.shape[1]} tokens")


def _fit_quantizer(tokens: np.ndarray, path: Path) -> None:
    tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
    sample = np.random.default_rng(0).permutation(len(tokens))[:SEED_TOKENS]
    index = faiss.index_factory(tokens.shape[1], FACTORY, faiss.METRIC_INNER_PRODUCT)
    index.train(tokens[sample])
    faiss.write_index(index, str(path))
    back = index.sa_decode(index.sa_encode(tokens[:5000]))
    cosine = (back * tokens[:5000]).sum(1) / np.linalg.norm(back, axis=1)
    print(f"{len(sample)} tokens; mean cosine of a token to its code {cosine.mean():.4f}")


if __name__ == "__main__":
    main()
