"""What other programs import from qa: names may be added, and none goes away."""

import subprocess
import sys

import pytest

import qa

# As of 0.2.
NAMES = """MAX_CITATIONS MAX_ENTRIES MAX_NAMED MAX_QUESTION_CHARS MAX_SENTENCES MAX_WORDS METHODS USUAL_ENTRIES
    USUAL_SENTENCES USUAL_TOPIC_SENTENCES Answer Archive ArticleInfo ArticlePage BadQuestion Citation EngineUnavailable
    Filter IndexInfo IndexUnusable Length Method MonthCount NotFound QaError Status Summary Timeline TimelineEntry
    __version__ as_json find_cited link_to parse_date""".split()
PAGES = """Catalogue Changed Evidence Feedback NOTATIONS Noted Outlet VERDICTS Watch Watches add_feedback bibliography
    Refusal RunningServer Sentence announced is_furniture language_name load_by_name quotation reference
    shared""".split()
READER = ["READS", "Reads"]
ADDED = [*PAGES, *READER, "Abandoned", "Filters", "Key", "NoIndex", "TookTooLong", "key_of", "limited", "listening"]
ADDED += ["read_keys", "share_one_heap"]


def test_the_public_names():
    assert sorted(qa.__all__) == sorted([*NAMES, *ADDED])
    assert all(hasattr(qa, name) for name in NAMES)


def test_importing_it_imports_nothing_heavy():
    code = (
        "import sys, qa, qa.command.cli; print(sorted({'numpy', 'nltk', 'torch', 'faiss', 'scipy'} & {*sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'Answers'"):
        qa.Answers  # noqa: B018
