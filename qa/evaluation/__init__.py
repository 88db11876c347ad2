"""Measuring answers and summaries; fitting the confidence to an archive. May import: summary and what that may.

In: a question set or a summary set. Out: `Evaluation`, `SummaryEvaluation`.
"""
