"""Cuttings: local question answering over an archive of articles, by sentences copied from them.

What stands in `__all__` is all that web/ and other programs use.
"""

from qa.archive import Archive
from qa.errors import BadQuestion, EngineUnavailable, IndexUnusable, NotFound, QaError
from qa.extraction.options import MAX_SENTENCES, MAX_WORDS, METHODS, USUAL_SENTENCES, Length, Method
from qa.index.types import Status
from qa.ingest.metadata import parse_date
from qa.retrieval.citation import find_cited, link_to
from qa.retrieval.query import MAX_CITATIONS, MAX_QUESTION_CHARS
from qa.summary.types import (
    MAX_ENTRIES,
    MAX_NAMED,
    USUAL_ENTRIES,
    USUAL_TOPIC_SENTENCES,
    MonthCount,
    Summary,
    Timeline,
    TimelineEntry,
)
from qa.types import Answer, ArticleInfo, ArticlePage, Citation, Filters, IndexInfo, as_json
from qa.version import __version__

Filter = Filters  # its name up to 0.2

__all__ = [
    "MAX_CITATIONS",
    "MAX_ENTRIES",
    "MAX_NAMED",
    "MAX_QUESTION_CHARS",
    "MAX_SENTENCES",
    "MAX_WORDS",
    "METHODS",
    "USUAL_ENTRIES",
    "USUAL_SENTENCES",
    "USUAL_TOPIC_SENTENCES",
    "Answer",
    "Archive",
    "ArticleInfo",
    "ArticlePage",
    "BadQuestion",
    "Citation",
    "EngineUnavailable",
    "Filter",
    "Filters",
    "IndexInfo",
    "IndexUnusable",
    "Length",
    "Method",
    "MonthCount",
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
