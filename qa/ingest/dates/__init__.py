"""The day an article was published, in whatever notation it is told. May import: text.

In: what a field, a line or a name says. Out: `date`, or None.
"""
