"""From a question to ranked sentences: candidates, late interaction, weighed evidence, citations.

In: an `Engine`, a question, `Filters`. Out: a `Ranking` and citations of them. May import: index,
encoding, text.
"""
