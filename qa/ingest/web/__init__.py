"""Pages, feeds and sitemaps, fetched with limits into web archives. May import: readers and what they may.

In: addresses. Out: a file that a reader reads.
"""
