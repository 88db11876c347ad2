"""Measuring answers and summaries on sets of questions and references, and fitting the confidence to an archive.

In: a question set or a summary set. Out: `Evaluation`, `SummaryEvaluation`. May import: all but command.
"""
