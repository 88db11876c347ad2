"""An index on disk: the library, which is the truth, and the snapshots made of it, which answer.

In: articles and their encodings. Out: an `Engine`, which gives candidates. May import: encoding, extraction,
ingest, text.
"""
