"""The names that programs give to the fields of a record, and the records within it that hold some of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qa.types import Article
from tests.ingest.reading import articles, prose, refusals

TEXT = "The lock keeper opened the gates at noon."
HTML = f"<p>{TEXT}</p>"
DAY = date(2019, 5, 3)


def one(tmp_path: Path, record: Any, name: str = "r.json") -> Article:
    (tmp_path / name).write_text(json.dumps(record), "utf-8")
    (article,) = articles(tmp_path / name)
    return article


@pytest.mark.parametrize(
    "record",
    [
        *({name: TEXT} for name in "article cleaned_text page_content PostContent plaintext selftext".split()),
        *({name: TEXT} for name in ("texte", "contenido", "texto", "transcript", "news-body", "document", "html")),
        *({name: HTML} for name in ("html", "article_html", "post.content")),
        {"paragraphs": [TEXT]}, {"contents": [{"type": "kicker", "content": "Canals"}, {"type": "p", "content": TEXT}]},
        {"content_elements": [{"type": "image", "caption": "A lock"}, {"type": "text", "content": TEXT}]},
        {"content": {"rendered": HTML, "protected": False}}, {"fields": {"bodyText": TEXT, "trailText": "Locks"}},
        {"type": "story", "attributes": {"title": "Lock", "body": TEXT}}, {"node": {"text": TEXT}},
        {"data": {"type": "node", "attributes": {"body": {"value": HTML, "format": "html"}}}},
        {"_index": "news", "_source": {"text": TEXT}}, {"article": {"title": "Lock", "text": TEXT}},
        {"text": "", "fields": {"text": TEXT}}, {"article": [{"id": 1}], "description": TEXT},
        {"text": TEXT, "html": "<p>Other words.</p>", "document": "d.pdf", "article": "a"},
        {"document": "d.pdf", "article": "a-17", "html": "https://post.example/l.html", "description": TEXT},
    ],
)  # fmt: skip
def test_a_text(tmp_path: Path, record: dict[str, Any]) -> None:
    assert one(tmp_path, record, "r.jsonl").text == TEXT
    assert one(tmp_path, record, "r.json").text == TEXT


def test_paragraphs_of_html_that_empty_lines_part(tmp_path: Path) -> None:
    record = {"content": 'The <a href="/l">lock</a> is open.\n\nBoats wait below.'}
    assert prose(one(tmp_path, record)) == ["The lock is open.", "Boats wait below."]


@pytest.mark.parametrize(
    "record",
    [
        {"meta": {"date": "2019-05-03"}}, {"metadata": {"publish_date": "3 May 2019"}}, {"created_utc": 1556878320.0},
        {"published_parsed": [2019, 5, 3, 10, 12, 0, 4, 123, 0]}, {"story_date": "2019-05-03"},
        {"article:published_time": "2019-05-03T10:12:00Z"}, {"datePublished": ["2019-05-03"]},
        {"posted": "May 3, 2019"}, {"DC.date.issued": "2019-05-03"},
        {"fields": {"firstPublicationDate": "2019-05-03T10:12:00Z"}},
        {"created_at": "2020-01-01", "metadata": {"published": "2019-05-03"}}, {"time": 1556878320},
        {"date": "2019-05-03", "meta": {"date": "2020-01-01"}}, {"post_date": "2019-05-03 10:12:00"},
        {"display_date": "2019-05-03T10:12:00Z"}, {"published_parsed": [2019, 13, 3], "date": "2019-05-03"},
    ],
)  # fmt: skip
def test_a_day(tmp_path: Path, record: dict[str, Any]) -> None:
    assert one(tmp_path, {"text": TEXT, **record}).published == DAY


@pytest.mark.parametrize("record", [{"time": "10:12"}, {"time": {"start": "2019-05-03"}}, {"published": [1, 2]}])
def test_what_is_no_day(tmp_path: Path, record: dict[str, Any]) -> None:
    assert one(tmp_path, {"text": TEXT, **record}).published is None


@pytest.mark.parametrize(
    ("record", "title"),
    [
        ({"@type": "NewsArticle", "name": "Lock opens"}, "Lock opens"), ({"og:title": "Lock opens"}, "Lock opens"),
        ({"name": "gate-7", "title": "Lock opens"}, "Lock opens"), ({"name": {"first": "Lee", "value": "Roe"}}, ""),
        ({"title": {"rendered": "The keeper&#8217;s <em>lock</em>"}}, "The keeper’s lock"),
        ({"headlines": {"basic": "Lock opens"}}, "Lock opens"), ({"fields": {"headline": "Lock opens"}}, "Lock opens"),
        ({"webTitle": "Lock", "fields": {"headline": "Lock opens"}}, "Lock opens"),
        ({"post_title": "Lock opens"}, "Lock opens"),
        ({"title": "Why 3 < 5 & 5 > 3"}, "Why 3 < 5 & 5 > 3"), ({"metadata": {"title": "Lock opens"}}, "Lock opens"),
        ({"author": {"name": "Lee Roe"}}, ""), ({"title": "", "metadata": {"title": "Lock opens"}}, "Lock opens"),
    ],
)  # fmt: skip
def test_a_title(tmp_path: Path, record: dict[str, Any], title: str) -> None:
    assert one(tmp_path, {"text": TEXT, **record}).title == title


@pytest.mark.parametrize(
    ("record", "source"),
    [
        ({"media": "Canal Post"}, "Canal Post"), ({"og:site_name": "Canal Post"}, "Canal Post"),
        ({"media": [{"name": "lock.jpg"}]}, ""), ({"media": {"title": "A lock"}}, ""),
        ({"media": "https://post.example/lock.jpg"}, ""), ({"media": "Other", "publisher": "Canal Post"}, "Canal Post"),
        ({"metadata": {"source": "Canal Post"}}, "Canal Post"), ({"isPartOf": {"name": "Canal Post"}}, "Canal Post"),
        ({"fields": {"publication": "Canal Post"}}, "Canal Post"),
    ],
)  # fmt: skip
def test_a_source(tmp_path: Path, record: dict[str, Any], source: str) -> None:
    assert one(tmp_path, {"text": TEXT, **record}).source == source


def test_the_wrapping_of_a_hit_is_no_source(tmp_path: Path) -> None:
    article = one(tmp_path, {"_id": "1", "_source": {"title": "Lock opens", "text": TEXT}}, "r.jsonl")
    assert (article.title, article.source) == ("Lock opens", "")


@pytest.mark.parametrize("byline", ["By Lee Roe", "by: Lee Roe", {"original": "By Lee Roe"}, "Lee Roe"])
def test_a_byline(tmp_path: Path, byline: Any) -> None:
    assert one(tmp_path, {"text": TEXT, "byline": byline}).details.byline == "Lee Roe"


def test_metadata_is_no_text(tmp_path: Path) -> None:
    for record in ({"metadata": {"description": TEXT}}, {"meta": {"text": TEXT}, "title": "Lock"}):
        (tmp_path / "r.jsonl").write_text(json.dumps(record), "utf-8")
        assert list(refusals(tmp_path / "r.jsonl").values()) == ['no "text"']


@pytest.mark.parametrize(
    "feed",
    [
        {"status": "ok", "description": "News of canals", "items": [{"title": "Lock", "content": HTML}] * 2},
        {"title": "Canal Post", "summary": "News", "entries": [{"title": "Lock", "summary": TEXT}] * 2},
        {"metadata": {"description": "News"}, "articles": [{"text": TEXT}] * 2},
        {"version": "https://jsonfeed.org/version/1.1", "description": "News", "items": [{"content_text": TEXT}] * 2},
        {"response": {"results": [{"webTitle": "Lock", "fields": {"bodyText": TEXT}}] * 2}},
        {"data": {"posts": {"edges": [{"node": {"title": "Lock", "content": HTML}}] * 2}}},
        {"data": {"children": [{"kind": "t3", "data": {"title": "Lock", "selftext": TEXT}}] * 2}},
    ],
)  # fmt: skip
def test_what_a_feed_says_of_itself_is_no_article(tmp_path: Path, feed: dict[str, Any]) -> None:
    (tmp_path / "f.json").write_text(json.dumps(feed), "utf-8")
    assert [article.text for article in articles(tmp_path / "f.json")] == [TEXT, TEXT]


@pytest.mark.parametrize("name", ["tags", "links", "items"])
def test_an_abstract_of_an_article_is_none_of_a_feed(tmp_path: Path, name: str) -> None:
    """What else it lists has no texts, or is not known to be articles."""
    listed = [{"name": "canals"}] * 3 if name != "links" else [{"href": "/l", "text": "More"}]
    assert one(tmp_path, {"title": "Lock", "description": TEXT, name: listed}).text == TEXT


def test_deep_records_are_not_looked_through_for_ever(tmp_path: Path) -> None:
    deep: dict[str, Any] = {"text": TEXT}
    for _ in range(6):
        deep = {"data": deep}
    (tmp_path / "r.jsonl").write_text(json.dumps(deep), "utf-8")
    assert list(refusals(tmp_path / "r.jsonl").values()) == ['no "text"']
