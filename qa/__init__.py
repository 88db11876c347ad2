"""Cuttings: local question answering over an archive of articles, by sentences copied from them.

What stands in `__all__` is all that web/ and other programs use. Each name is imported when it is first used, or
`qa --help` would wait for numpy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qa.version import __version__

if TYPE_CHECKING:
    from qa.archive import Archive
    from qa.errors import BadQuestion, EngineUnavailable, IndexUnusable, NotFound, QaError
    from qa.extraction.options import MAX_SENTENCES, MAX_WORDS, METHODS, USUAL_SENTENCES, Length, Method
    from qa.index.types import Status
    from qa.ingest.dates.publication_dates import parse_date
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

    Filter = Filters  # its name up to 0.2

_NAMES_OF = {
    "qa.archive": "Archive",
    "qa.errors": "BadQuestion EngineUnavailable IndexUnusable NotFound QaError",
    "qa.extraction.options": "Length MAX_SENTENCES MAX_WORDS METHODS Method USUAL_SENTENCES",
    "qa.index.types": "Status",
    "qa.ingest.dates.publication_dates": "parse_date",
    "qa.retrieval.citation": "find_cited link_to",
    "qa.retrieval.query": "MAX_CITATIONS MAX_QUESTION_CHARS",
    "qa.summary.types": "MAX_ENTRIES MAX_NAMED MonthCount Summary Timeline"
    " TimelineEntry USUAL_ENTRIES USUAL_TOPIC_SENTENCES",
    "qa.types": "Answer ArticleInfo ArticlePage Citation Filters IndexInfo as_json",
}
_HOMES = {name: module for module, names in _NAMES_OF.items() for name in names.split()}

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


def __getattr__(name: str) -> Any:
    if name == "Filter":
        return __getattr__("Filters")
    if name not in _HOMES:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value
