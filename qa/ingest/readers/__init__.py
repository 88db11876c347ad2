"""One reader a format, and what several of them share. May import: head, prose and what those may.

In: a file. Out: `Article`, or `Refusal`; SourceError where there is none.
"""
