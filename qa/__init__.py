"""Cuttings: local question answering over an archive of articles, by sentences copied from them.

What stands in `__all__` is all that web/ and other programs use.
"""

from qa.answer.ask import MAX_CITATIONS
from qa.archive import Archive
from qa.errors import BadQuestion, EngineUnavailable, IndexUnusable, NotFound, QaError
from qa.extraction.key_sentences import METHODS, Method
from qa.extraction.length import MAX_SENTENCES, MAX_WORDS, USUAL_SENTENCES, Length
from qa.index.types import Status
from qa.ingest.metadata import parse_date
from qa.retrieval.citation import find_cited, link_to
from qa.retrieval.query import MAX_QUESTION_CHARS
from qa.summary.summarize import MAX_NAMED, USUAL_TOPIC_SENTENCES
from qa.summary.timeline import MAX_ENTRIES, USUAL_ENTRIES
from qa.summary.types import MonthCount, Summary, Timeline, TimelineEntry
from qa.types import Answer, ArticleInfo, ArticlePage, Citation, Filters, IndexInfo, as_json
from qa.version import __version__

Filter = Filters  # its name up to 0.1

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
