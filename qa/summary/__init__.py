"""Summaries and timelines of articles or of a topic, by their own sentences.

In: an `Engine`, ids or a topic. Out: `Summary`, `Timeline`. May import: retrieval, extraction and what those may.
"""
