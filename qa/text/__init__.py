"""What a language knows of its texts: sentences, words, dates, likeness. May import: the ground.

In: strings. Out: spans, stems, days, yes or no.
"""
