"""From ranked sentences to an answer and its confidence. May import: retrieval and what that may.

In: an `Engine`, a question. Out: `Answer`.
"""
