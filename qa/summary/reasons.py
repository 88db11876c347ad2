"""Which sentences on a topic may say why it happened: by words of cause, and by how near what happened they stand.

A word of cause tells that a sentence gives a reason, not of what: that shows in how near it is, in its context, to the
sentence that tells what happened.
"""

from __future__ import annotations

import re

import numpy as np

from qa.extraction.coverage import Weights
from qa.index.engine import Engine
from qa.summary.topic_drawn import TopicDrawn

# In log-odds. Near what was fitted, each topic left out once, on the reasons of 28 topics (tests/quality/): the
# sentence that fits best is one for 17 of them, without BY_NEARNESS for 11, without the reader for 16.
BY_CAUSE = 3.0
BY_DISPUTE = 1.5
BY_NEARNESS = 3.0  # times the cosine to what happened
BY_RELEVANCE = 0.6  # times its logarithm
BY_READER = 0.5  # times the reader's own

_CAUSE = re.compile(
    r"""\b(?:because|due\sto|owing\sto|thanks\sto|on\saccount\sof|(?:results?|consequences?)\sof|now\sthat|given\sthat
    |out\sof\s(?:fear|anger|concern|spite)|for\s(?:fear|lack|want)\sof|in\s(?:response|retaliation|reaction)\sto
    |in\sprotest|in\sreturn\sfor|in\sorder\s(?:not\s)?to|so\sas\s(?:not\s)?to|(?<!,\s)so\sthat|lest|to\s(?:avoid|prevent)
    |(?:is|was|are|were)\s(?:meant|intended|designed|aimed)\s(?:to|at)|blam(?:e|ed|es|ing)|prompt(?:s|ed|ing)
    |(?:leads?|led|leading)\sto|result(?:s|ed|ing)?\s(?:in|from)|stem(?:s|med|ming)?\sfrom|aris(?:es?|en|ing)\sfrom
    |arose\sfrom|spark(?:s|ed|ing)|trigger(?:s|ed|ing)|provok(?:es?|ed|ing)|(?<!what\s)caus(?:e|es|ed|ing)
    |persuad(?:es?|ed|ing)|anger|suspicions?|(?:attributed|ascribed)\sto|responsible\sfor|motives?
    |(?<!no\s)(?<!same\s)reasons?|therefore|consequently|made\s(?:it\s)?(?:im)?possible|(?:that|this|which)\s(?:is|was)\swhy)\b
    |,\ssince\s(?!(?:then|last|early|late|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\b|[12]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_DISPUTE = re.compile(
    r"""\b(?:(?<!it\swas\s)fear(?:s|ed)|angers|angered|angry|accus\w+|disagree\w*|quarrel\w*|disput\w+|dislikes?
    |oppos\w+|object(?:s|ed|ions?)|complain\w*|demand(?:s|ed|ing)?|suspect(?:s|ed)?|faults?|faulty|flaws?
    |failures?|neglect\w*|negligence|errors?|mistakes?|accident(?:s|al)?|deliberate(?:ly)?|arson|sabotage
    |point(?:s|ed|ing)?\sto(?:ward)?|suggest(?:s|ed)\sthat|concerns?|pressure|insist(?:s|ed)|argu(?:es?|ed)|pretext)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def names_cause(text: str) -> bool:
    """Whether it says that something had a cause, or a purpose."""
    return bool(_CAUSE.search(text))


def names_dispute(text: str) -> bool:
    """Whether it tells what somebody minds, suspects or finds at fault, which may be a reason."""
    return bool(_DISPUTE.search(text))


def may_say_why(text: str) -> bool:
    """Whether it may say why something happened."""
    return names_cause(text) or names_dispute(text)


def of_reasons(engine: Engine, told: TopicDrawn, happened: int) -> Weights:
    """(n,) what speaks for each sentence that may say why, as the reason of what the one at `happened` tells."""
    pool = told.drawn.pool
    by_words = np.array([BY_CAUSE if names_cause(text) else BY_DISPUTE * names_dispute(text) for text in pool.texts])
    may = np.flatnonzero(by_words)
    vectors = engine.vectors(pool.rows[[happened, *may]])
    weights: Weights = BY_RELEVANCE * np.log(np.maximum(told.relevance, 1e-9)) + by_words
    weights[may] += BY_NEARNESS * (vectors[1:] @ vectors[0])
    return weights
