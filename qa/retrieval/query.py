"""Checking and reading a question before anything is searched."""

from __future__ import annotations

from qa.errors import BadQuestion
from qa.types import Filters

MAX_CITATIONS = 20
MAX_QUESTION_CHARS = 1000

# Halves of a surrogate pair: JSON and addresses can carry them, and no tokenizer reads them.
_UNENCODABLE = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


def checked(question: str, what: str = "question", example: str = 'qa ask "what caused Hanoi to fail"') -> str:
    """The question, or topic, on one line. Raises BadQuestion."""
    question = " ".join(question.translate(_UNENCODABLE).split())
    if not any(char.isalnum() for char in question):
        raise BadQuestion(f"the {what} is empty", example)
    if len(question) > MAX_QUESTION_CHARS:
        raise BadQuestion(f"the {what} has {len(question):,} characters; {MAX_QUESTION_CHARS:,} are read")
    return question


def checked_filters(filters: Filters) -> Filters:
    """The filters, if there can be an article between their dates. Raises BadQuestion."""
    if filters.since and filters.until and filters.since > filters.until:
        raise BadQuestion(f"since ({filters.since}) is later than until ({filters.until})")
    return filters
