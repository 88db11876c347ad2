"""Articles and lists of them as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from qa.command.terminal import wrapped
from qa.types import ArticleInfo, ArticlePage


def articles_text(articles: Sequence[ArticleInfo]) -> str:
    """One line an article: date, id, source, title."""
    rows = [(str(item.published or "undated"), item.id, item.source, item.title) for item in articles]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    return "\n".join(
        "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[3]]) for row in rows
    )


def article_text(page: ArticlePage) -> str:
    """The article's head, then each sentence with its offsets."""
    article = page.article
    facts = (article.heading, article.source, str(article.published or "undated"), article.url or "")
    lines = [*(fact for fact in facts if fact), ""]
    for start, end in page.sentences:
        label = f"{start:>6}–{end:<6} "
        lines.append(wrapped(" ".join(article.text[start:end].split()), label, " " * len(label)))
    return "\n".join(lines)
