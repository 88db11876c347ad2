"""Cuttings: local question answering over an archive of articles, by sentences copied from them.

What stands in `__all__` is all that web/ and other programs use.
"""

from qa.answer import MAX_CITATIONS, MAX_QUESTION_CHARS, find_cited, link_to
from qa.archive import Archive
from qa.errors import BadQuestion, EngineUnavailable, IndexUnusable, NotFound, QaError
from qa.ingest.metadata import parse_date
from qa.types import Answer, ArticleInfo, ArticlePage, Citation, Filter, Status, as_json
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
    "NotFound",
    "QaError",
    "Status",
    "__version__",
    "as_json",
    "find_cited",
    "link_to",
    "parse_date",
]
