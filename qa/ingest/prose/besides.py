"""Where the text of an article ends behind which the page around it is kept."""

from __future__ import annotations

from qa.types import Article

BESIDES = "\n\u2028\n"  # between the two, of which neither holds it
OF_PAGE = ("removed", "page")  # how such an article says so in `details.told_by`


def own_text(article: Article) -> str:
    """Its text without the page around it."""
    return article.text.rpartition(BESIDES)[0] if OF_PAGE in article.details.told_by else article.text
