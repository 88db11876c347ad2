"""The files of a snapshot beside its manifest. That they are all, tests/index/test_snapshot.py holds."""

FILES = (
    "articles.db",
    "sentences.npy",
    "facets.npy",
    "stories.npz",
    "copies.npz",
    "sentences.faiss",
    "passages.faiss",
    "tokens/codes.npy",
    "tokens/starts.npy",
    "tokens/frequencies.npy",
    "bm25/data.csc.index.npy",
    "bm25/indices.csc.index.npy",
    "bm25/indptr.csc.index.npy",
    "bm25/params.index.json",
    "bm25/vocab.index.json",
)
