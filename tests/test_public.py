"""What other programs import from qa: names may be added, and none goes away."""

import qa

# As of 0.2.
NAMES = """MAX_CITATIONS MAX_ENTRIES MAX_NAMED MAX_QUESTION_CHARS MAX_SENTENCES MAX_WORDS METHODS USUAL_ENTRIES
    USUAL_SENTENCES USUAL_TOPIC_SENTENCES Answer Archive ArticleInfo ArticlePage BadQuestion Citation EngineUnavailable
    Filter IndexInfo IndexUnusable Length Method MonthCount NotFound QaError Status Summary Timeline TimelineEntry
    __version__ as_json find_cited link_to parse_date""".split()
ADDED = ["Filters"]


def test_the_public_names():
    assert sorted(qa.__all__) == sorted([*NAMES, *ADDED])
    assert all(hasattr(qa, name) for name in NAMES)
