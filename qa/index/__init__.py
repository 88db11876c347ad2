"""The library, the snapshots made of it, their engine. May import: encoding, extraction, ingest, text.

In: articles and their encodings. Out: an `Engine`, which gives candidates.
"""
