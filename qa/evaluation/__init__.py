"""Measuring answers and summaries; fitting the confidence to an archive. May import: all but command.

In: a question set or a summary set. Out: `Evaluation`, `SummaryEvaluation`.
"""
