"""What a language knows of its texts: sentence boundaries, words, dates, kinds of answer, what leans on what.

In: strings. Out: spans, stems, days, yes or no. May import: nothing of this project but its ground.
"""
