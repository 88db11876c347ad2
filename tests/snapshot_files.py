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
    "bm25/counts.npy",
    "bm25/lengths.npy",
    "bm25/starts.npy",
    "bm25/terms.json",
    "bm25/texts.npy",
    "bm25/weights.npy",
)
