"""Cuttings: local question answering over an archive of articles, by sentences copied from them.

What stands in `__all__` is all that web/ and other programs use.
"""

from qa.answer import MAX_CITATIONS, MAX_QUESTION_CHARS
from qa.archive import Archive
from qa.citation import find_cited, link_to
from qa.errors import BadQuestion, EngineUnavailable, IndexUnusable, NotFound, QaError
from qa.ingest.metadata import parse_date
from qa.types import (
    Answer,
    ArticleInfo,
    ArticlePage,
    Citation,
    Filter,
    Length,
    Status,
    Summary,
    Timeline,
    TimelineEntry,
    as_json,
)
from qa.version import __version__

__all__ = [
    "MAX_CITATIONS",
    "MAX_QUESTION_CHARS",
    "Answer",
    "Archive",
    "ArticleInfo",
    "ArticlePage",
    "BadQuestion",
    "Citation",
    "EngineUnavailable",
    "Filter",
    "IndexUnusable",
    "Length",
    "NotFound",
    "QaError",
    "Status",
    "Summary",
    "Timeline",
    "TimelineEntry",
    "__version__",
    "as_json",
    "find_cited",
    "link_to",
    "parse_date",
]
