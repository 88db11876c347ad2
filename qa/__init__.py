"""Cuttings: local question answering over an archive of articles, by sentences copied from them.

What stands in `__all__` is all that web/ and other programs use. Each name is imported when it is first used, or
`qa --help` would wait for numpy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qa.version import __version__

if TYPE_CHECKING:
    from qa.archive import Archive
    from qa.deadline import limited
    from qa.errors import (
        Abandoned,
        BadQuestion,
        EngineUnavailable,
        IndexUnusable,
        NoIndex,
        NotFound,
        QaError,
        TookTooLong,
    )
    from qa.extraction.options import MAX_SENTENCES, MAX_WORDS, METHODS, USUAL_SENTENCES, Length, Method
    from qa.feedback import VERDICTS, Feedback, add_feedback
    from qa.heap import share_one_heap
    from qa.index.catalogue import Catalogue
    from qa.index.serving import RunningServer, announced
    from qa.index.types import Outlet, Status
    from qa.ingest.dates.publication_dates import parse_date
    from qa.ingest.prose.furniture import is_furniture
    from qa.keys import Key, key_of, read_keys
    from qa.opened import load_by_name, shared
    from qa.retrieval.bibliography import NOTATIONS, bibliography, quotation, reference
    from qa.retrieval.citation import find_cited, link_to
    from qa.retrieval.query import MAX_QUESTION_CHARS
    from qa.stages import listening
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
    from qa.text.languages import language_name
    from qa.types import (
        MAX_CITATIONS,
        READS,
        Answer,
        ArticleInfo,
        ArticlePage,
        Citation,
        Evidence,
        Filters,
        IndexInfo,
        Reads,
        Refusal,
        Sentence,
        as_json,
    )
    from qa.watch import Changed, Noted, Watch, Watches

    Filter = Filters  # its name up to 0.2

_NAMES_OF = {
    "qa.archive": "Archive",
    "qa.deadline": "limited",
    "qa.errors": "Abandoned BadQuestion EngineUnavailable IndexUnusable NoIndex NotFound QaError TookTooLong",
    "qa.extraction.options": "Length MAX_SENTENCES MAX_WORDS METHODS Method USUAL_SENTENCES",
    "qa.heap": "share_one_heap",
    "qa.index.catalogue": "Catalogue",
    "qa.index.serving": "RunningServer announced",
    "qa.index.types": "Outlet Status",
    "qa.feedback": "VERDICTS Feedback add_feedback",
    "qa.ingest.dates.publication_dates": "parse_date",
    "qa.ingest.prose.furniture": "is_furniture",
    "qa.keys": "Key key_of read_keys",
    "qa.opened": "load_by_name shared",
    "qa.retrieval.bibliography": "NOTATIONS bibliography quotation reference",
    "qa.retrieval.citation": "find_cited link_to",
    "qa.retrieval.query": "MAX_QUESTION_CHARS",
    "qa.stages": "listening",
    "qa.summary.types": "MAX_ENTRIES MAX_NAMED MonthCount Summary Timeline"
    " TimelineEntry USUAL_ENTRIES USUAL_TOPIC_SENTENCES",
    "qa.text.languages": "language_name",
    "qa.watch": "Changed Noted Watch Watches",
    "qa.types": "MAX_CITATIONS Answer ArticleInfo ArticlePage Citation Evidence Filters IndexInfo Refusal Sentence"
    " READS Reads as_json",
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
    "NOTATIONS",
    "READS",
    "USUAL_ENTRIES",
    "USUAL_SENTENCES",
    "USUAL_TOPIC_SENTENCES",
    "VERDICTS",
    "Abandoned",
    "Answer",
    "Archive",
    "ArticleInfo",
    "ArticlePage",
    "BadQuestion",
    "Catalogue",
    "Changed",
    "Citation",
    "EngineUnavailable",
    "Evidence",
    "Feedback",
    "Filter",
    "Filters",
    "IndexInfo",
    "IndexUnusable",
    "Key",
    "Length",
    "Method",
    "MonthCount",
    "NoIndex",
    "NotFound",
    "Noted",
    "Outlet",
    "QaError",
    "Reads",
    "Refusal",
    "RunningServer",
    "Sentence",
    "Status",
    "Summary",
    "Timeline",
    "TimelineEntry",
    "TookTooLong",
    "Watch",
    "Watches",
    "__version__",
    "add_feedback",
    "announced",
    "as_json",
    "bibliography",
    "find_cited",
    "is_furniture",
    "key_of",
    "language_name",
    "limited",
    "link_to",
    "listening",
    "load_by_name",
    "parse_date",
    "quotation",
    "read_keys",
    "reference",
    "share_one_heap",
    "shared",
]


def __getattr__(name: str) -> Any:
    if name == "Filter":
        return __getattr__("Filters")
    if name not in _HOMES:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value
