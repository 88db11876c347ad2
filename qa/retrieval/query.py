"""Checking and reading a question before anything is searched."""

from __future__ import annotations

from qa.errors import BadQuestion

MAX_QUESTION_CHARS = 1000


def checked(question: str, what: str = "question", example: str = 'qa ask "what caused Hanoi to fail"') -> str:
    """The question, or topic, on one line. Raises BadQuestion."""
    question = " ".join(question.split())
    if not any(char.isalnum() for char in question):
        raise BadQuestion(f"the {what} is empty", example)
    if len(question) > MAX_QUESTION_CHARS:
        raise BadQuestion(f"the {what} has {len(question):,} characters; {MAX_QUESTION_CHARS:,} are read")
    return question
