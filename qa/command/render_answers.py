"""Answers and their citations as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from qa.command.terminal import wrapped
from qa.types import Answer, Citation, ReadAs

_ALSO_SHOWN = 6  # ids


def answer_text(answer: Answer) -> str:
    """The citations, each with its article, date and place, under a line that says whether they answer."""
    nearest = " Nearest first:" if answer.citations else ""
    head = (
        f"Answered, confidence {answer.confidence:.0%}:"
        if answer.answered
        else f"The archive does not answer this. {answer.reason}{nearest}"
    )
    cited = [citation_text(n, item) for n, item in enumerate(answer.citations, 1)]
    after = [citation_text(n, item) for n, item in enumerate(answer.related, len(cited) + 1)]
    return "\n\n".join(
        [*read_as_text(answer.read_as), head, *cited, *answer.notes, *(["Also related:"] if after else []), *after]
    )


def read_as_text(read_as: Iterable[ReadAs]) -> list[str]:
    """A line that says how a question or a topic was read; none where as it stands."""
    told = "; ".join(f"“{each.asked}” as {each.meant}" for each in read_as if each.asked)
    return [f"Read {told}."] if told else []


def citation_text(number: int, citation: Citation) -> str:
    """One citation, numbered, with its place and what else holds it."""
    text = wrapped(" ".join(citation.text.split()), f"{number}. ", "   ")
    return f"{text}{_answer(citation)}\n   — {place_text(citation)}{versions_text(citation)}{_explained(citation)}"


def versions_text(citation: Citation) -> str:
    """What else holds it, and what it corrects."""
    told = ""
    if citation.also_in:
        more = len(citation.also_in) - _ALSO_SHOWN
        named = ", ".join(citation.also_in[:_ALSO_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
        told = f"\n   also in {named}" + (f" (same story, {citation.outlets} outlets)" if citation.outlets else "")
    for old in citation.supersedes or ():
        day = str(old.article.published or "undated")
        words = wrapped(" ".join(old.text.split()), "   corrects: ", "   ")
        told += f"\n{words}\n   — {', '.join(part for part in (old.article.title, old.article.source, day) if part)}"
    return told


def _answer(citation: Citation) -> str:
    """The words that answer, and how likely they do."""
    if citation.answer is None or citation.probability is None:
        return ""
    words = " ".join(citation.text[slice(*citation.answer)].split())
    return f"\n   answer: {words} ({citation.probability:.0%})"


def place_text(citation: Citation) -> str:
    """The article, its id and the characters."""
    return f"{_named(citation)} [{citation.article.id}, characters {citation.start}–{citation.end}]"


def _named(citation: Citation) -> str:
    article = citation.article
    return ", ".join(part for part in (article.title, article.source, str(article.published or "")) if part)


def _explained(citation: Citation) -> str:
    """The score as the sum it is; what contributed nothing is left out."""
    if citation.evidence is None:
        return ""
    terms = [
        f"{'+' if value > 0 else '−'} {name.replace('_', ' ')} {abs(value):.3f}"
        for name, value in citation.evidence.parts.items()
        if round(value, 3)
    ]
    total = " ".join(terms).removeprefix("+ ")
    reranked = "" if citation.evidence.reranker is None else f"; reranker {citation.evidence.reranker:.3f}"
    read = "" if citation.evidence.reader is None else f"; read, log-odds {citation.evidence.reader:.2f}"
    return "\n" + wrapped(f"score {citation.evidence.score:.3f} = {total}{read}{reranked}", "   ", "   ")
