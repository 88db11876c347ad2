from __future__ import annotations

from datetime import date

from qa.types import HEADING_CHARS, Article, ArticleInfo, as_json, heading_of


def test_an_article_without_a_title_is_called_by_its_opening_words() -> None:
    text = "HEADER\n\nThe talks on the future of the bridge, which began in spring, ended on Monday without a result."
    article = Article("a", text, ((8, len(text)),))
    assert article.heading == "The talks on the future of the bridge, which began in spring, ended on Monday…"
    assert len(article.heading) <= HEADING_CHARS
    assert article.info == ArticleInfo("a", article.heading, "", None, None)
    assert Article("a", text, ((8, len(text)),), title="Given").heading == "Given"
    assert heading_of("Short\n text.") == "Short text."


def test_json_has_iso_dates_and_lists() -> None:
    info = ArticleInfo("a", "T", "S", date(2019, 10, 1), None)
    as_dict = {"id": "a", "title": "T", "source": "S", "published": "2019-10-01", "url": None}
    assert as_json([info]) == [as_dict]
    assert as_json({"x": (1, 2)}) == {"x": [1, 2]}
