"""What is known of an article besides its text. May import: prose, dates, encodings, text.

In: fields, lines above a text. Out: `Head`.
"""
