"""The paragraphs of a text, without the lines of the page around it. May import: dates, text.

In: text, a line. Out: spans of its prose, its corrections; of which kind the line is.
"""
