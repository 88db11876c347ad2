"""Pages, feeds and sitemaps, fetched with limits into web archives. May import: ingest and what that may.

In: addresses. Out: a file that a reader reads.
"""
