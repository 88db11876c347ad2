"""One reader a format, and what several of them share. May import: head and what that may.

In: a file. Out: `Article`, or `Refusal`; SourceError where there is none.
"""
