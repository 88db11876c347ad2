"""From bytes to articles: one reader a format, and what all share. May import: text.

In: files and folders. Out: `Article`, or `Refusal` with the reason.
"""
