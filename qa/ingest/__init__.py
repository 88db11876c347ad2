"""From bytes to articles: one reader a format, and what all of them share.

In: files and folders. Out: `Article`, or `Refusal` with the reason. May import: text.
"""
