"""From articles and questions to vectors, by one pass of a model.

In: `Article`, question. Out: `EncodedArticle`, `EncodedText`. May import: text.
"""
