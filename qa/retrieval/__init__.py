"""From a question to ranked sentences and citations of them. May import: index, encoding, text.

In: an `Engine`, a question, `Filters`. Out: a `Ranking`, `Citation`s.
"""
