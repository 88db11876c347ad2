"""Teaching the reader, from sets of questions with and without answers. May import: evaluation and what that may.

In: folders of documents and questions. Out: weights, and a card that says what they were learned from.
"""
