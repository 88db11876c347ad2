"""What an article does not say of itself: its day, by its address, file or folder, and its language."""

from __future__ import annotations

from dataclasses import replace

from qa.ingest.dates.publication_dates import date_in_folders, date_in_name
from qa.ingest.encodings.language import language_and_probability
from qa.types import Article

GUESSES = ("address", "file name", "folder")
_LEAST_CHARS = 200  # of prose: of less no language is told surely
_MOST_CHARS = 4000
_SURE = 0.95  # normalized probability


def with_guesses(article: Article, place: str) -> Article:
    """The article of the file at `place` in its source, with what can be told; `details.told_by` says by what."""
    told: list[tuple[str, str]] = []
    published, language = article.published, article.language
    if published is None:
        folders, _, name = place.rpartition("/")
        days = dict(
            zip(GUESSES, (date_in_name(article.url or ""), date_in_name(name), date_in_folders(folders)), strict=True)
        )
        if by := next((by for by, day in days.items() if day), ""):
            published = days[by]
            told.append(("published", by))
    if not language and (language := language_of(article)):
        told.append(("language", "guess"))
    if not told:
        return article
    details = replace(article.details, told_by=(*article.details.told_by, *told))
    return replace(article, published=published, language=language, details=details)


def language_of(article: Article) -> str:
    """ISO 639-1, by its first paragraphs; "" where that is not sure."""
    prose, left = [], _MOST_CHARS
    for start, end in article.body:
        prose.append(article.text[start : min(end, start + left)])
        left -= end - start
        if left <= 0:
            break
    text = " ".join(prose)
    if len(text) < _LEAST_CHARS and text.isascii():
        return ""
    try:
        language, probability = language_and_probability(text)
    except OSError:  # its model is unpacked to a file, for which there may be no room; an article is read without
        return ""
    return language if probability >= _SURE else ""
