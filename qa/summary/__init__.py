"""Summaries and timelines by the articles' own sentences. May import: answer, extraction and what those may.

In: an `Engine`, ids or a topic. Out: `Summary`, `Timeline`.
"""
