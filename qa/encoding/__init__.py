"""From articles and questions to vectors, by one pass of a model. May import: text.

In: `Article`, question. Out: `EncodedArticle`, `EncodedText`.
"""
