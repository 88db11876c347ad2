"""The paragraphs of a text, without the page around it. May import: dates.

In: text. Out: spans of its prose, its corrections.
"""
