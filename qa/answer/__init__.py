"""From ranked sentences to an answer: its citations, its confidence, or that there is none.

In: an `Engine`, a question. Out: `Answer`. May import: retrieval and what that may.
"""
