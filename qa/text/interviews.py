"""Interviews and transcripts: whose turn each sentence begins, and which answers stand with which questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LEAST_TURNS = 2  # with a label or a dash; fewer are a heading, a place, an aside
LEAST_QUESTIONS = 3  # that are a paragraph each, where nothing else tells of an interview
LONGEST_QUESTION = 3  # sentences that stand together with it

_QUESTION_OR_ANSWER = (
    r"(?:[QA]|Question|Answer|QUESTION|ANSWER|Frage|Antwort|Pregunta|Respuesta|Domanda|Risposta|Réponse|Pergunta"
    r"|Resposta|Vraag|Antwoord|[FRPDV](?=:))\s?\d{0,2}\s?[:.–—-]\s"
)
_NAME = r"[^\W\d_a-zà-öø-ÿ][\w.'’-]*"
_SAID = r"(?!(?:said|says|told|tells|adds|added|asked|wrote|writes|warned|tweeted)\b)"
_ROLE = rf"(?:,(?:\s{_SAID}[^\s:.?!]{{1,30}}){{1,8}}|\s\([^():]{{2,60}}\))?"
_LABEL = re.compile(
    rf"[\"“„«]?(?:{_QUESTION_OR_ANSWER}|(?!https?:){_NAME}(?:\s(?:{_NAME}|de|van|von|der|al|bin)){{0,4}}{_ROLE}:\s)(?=\S)"
)
_DASH = re.compile(r"[-–—―]\s?(?=\S)")
_ASKS = re.compile(r"[?？؟\u037e][\"”’'»)\]」』“]*$")


@dataclass(frozen=True, slots=True)
class Turns:
    """Of the sentences of an article: the numbers of those that a label opens, of those that stand with the one before,
    an answer with its question, and of those that are part of a question; all are empty where it is no interview."""

    labelled: frozenset[int] = frozenset()
    tied: frozenset[int] = frozenset()
    asking: frozenset[int] = frozenset()


NO_TURNS = Turns()


def turns(texts: Sequence[str], paragraphs: Sequence[int]) -> Turns:
    """Who speaks by turns in these sentences; `paragraphs[i]` is the number of sentence i's paragraph."""
    asks = [_ASKS.search(text) is not None for text in texts]
    if not any(asks[:-1]):
        return _labels_alone(texts)
    labelled = frozenset(n for n, text in enumerate(texts) if _LABEL.match(text))
    dashed = frozenset(n for n, text in enumerate(texts) if _DASH.match(text) and _is_first(n, paragraphs))
    told = labelled if len(labelled) >= len(dashed) else dashed
    if len(told) >= LEAST_TURNS:
        begun = sorted(told | {n for n in range(1, len(texts)) if n - 1 in told and asks[n - 1] and not asks[n]})
        return _tied(begun, asks, labelled if told is labelled else frozenset())
    asked = [n for n in range(len(texts)) if asks[n] and _is_first(n, paragraphs)]
    answers = [next((m for m in range(n, len(texts)) if not asks[m]), len(texts)) for n in asked]
    several = len(asked) >= LEAST_QUESTIONS
    return _tied(sorted({*asked, *answers}), asks, frozenset()) if several else NO_TURNS


def unlabelled(text: str) -> str:
    """What is said, without who says it."""
    label = _LABEL.match(text) or _DASH.match(text)
    return text[label.end() :] if label else text


def _labels_alone(texts: Sequence[str]) -> Turns:
    labelled = frozenset(n for n, text in enumerate(texts) if _LABEL.match(text))
    return Turns(labelled) if len(labelled) >= LEAST_TURNS else NO_TURNS


def _is_first(number: int, paragraphs: Sequence[int]) -> bool:
    return number == 0 or paragraphs[number] != paragraphs[number - 1]


def _tied(begun: Sequence[int], asks: Sequence[bool], labelled: frozenset[int]) -> Turns:
    """The turns begin at these sentences; one that ends by asking is a question, the next its answer."""
    tied, asking = set[int](), set[int]()
    for start, stop in pairwise(begun):
        if asks[stop - 1]:
            whole = range(start if stop - start <= LONGEST_QUESTION else stop - 1, stop)
            answer = [stop] if stop < len(asks) and not asks[stop] else []
            tied.update([*whole[1:], *answer])
            asking.update(whole if answer else whole[:-1])
    return Turns(labelled, frozenset(tied), frozenset(asking))
