"""Records of named fields, whatever kind of file holds them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qa.ingest.advice import advised
from qa.ingest.sources import read_sources
from qa.types import Article
from tests.ingest.reading import articles, prose, refusals

TEXT = "The pilot boat sank in the night."
DAY = date(2020, 5, 17)


def one(tmp_path: Path, record: dict[str, Any]) -> Article:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(record), "utf-8")
    (article,) = articles(path)
    return article


@pytest.mark.parametrize("name", "text Text CONTENT maintext body articleBody full_text article-text".split())
def test_names_of_the_text(tmp_path: Path, name: str) -> None:
    assert one(tmp_path, {name: TEXT, "summary": "Short."}).text == TEXT


def test_an_abstract_is_a_text_where_there_is_no_other(tmp_path: Path) -> None:
    assert one(tmp_path, {"description": TEXT, "text": " "}).text == TEXT


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Boat"}, {"HEADLINE": "Boat"}, {"headline": {"main": "Boat", "kicker": "Sea"}}, {"head_line": "Boat"},
        {"title": {"rendered": "x", "value": "Boat"}},
    ],
)  # fmt: skip
def test_names_of_the_title(tmp_path: Path, record: dict[str, Any]) -> None:
    assert one(tmp_path, {"text": TEXT, **record}).title == "Boat"


@pytest.mark.parametrize(
    "record",
    [
        {"date": "2020-05-17"}, {"publish_date": "2020-05-17 10:12:00"}, {"date_publish": "2020-05-17"},
        {"publishedAt": "2020-05-17T10:12:00Z"}, {"pub_date": "2020-05-17T10:12:00+0000"},
        {"datePublished": "2020-05-17"},
        {"PubDate": "Sun, 17 May 2020 22:30:00 -0400"}, {"date": {"$date": "2020-05-17T10:12:00Z"}},
        {"published": "", "date": "17 May 2020"}, {"date": "soon", "created_at": "2020-05-17"},
    ],
)  # fmt: skip
def test_names_of_the_day(tmp_path: Path, record: dict[str, Any]) -> None:
    article = one(tmp_path, {"text": TEXT, **record})
    assert article.published == DAY
    assert ("published", "field") in article.details.told_by


@pytest.mark.parametrize(
    ("record", "source", "url"),
    [
        ({"source": {"id": None, "name": "Tarn Bay Courier"}}, "Tarn Bay Courier", None),
        ({"source": "https://courier.example/a", "source-hostname": "Tarn Bay Courier"}, "Tarn Bay Courier", "https://courier.example/a"),
        ({"source": "https://courier.example/a", "hostname": "courier.example"}, "courier.example", "https://courier.example/a"),
        ({"source_url": "https://www.courier.example"}, "courier.example", None),
        ({"source_domain": "courier.example", "url": "https://courier.example/b"}, "courier.example", "https://courier.example/b"),
        ({"publisher": {"@type": "Organization", "name": "Courier"}, "link": "http://c.example/"}, "Courier", "http://c.example/"),
        ({"url": "javascript:alert(1)"}, "", None),
    ],
)  # fmt: skip
def test_source_and_address(tmp_path: Path, record: dict[str, Any], source: str, url: str | None) -> None:
    article = one(tmp_path, {"text": TEXT, **record})
    assert (article.source, article.url) == (source, url)


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        (["Ines Okafor", "Piet Aalto"], "Ines Okafor, Piet Aalto"), ({"name": "Ines Okafor"}, "Ines Okafor"),
        ([{"name": "Ines Okafor"}, {"name": ""}], "Ines Okafor"), ("Ines Okafor <io@courier.example>", "Ines Okafor"),
    ],
)  # fmt: skip
def test_authors(tmp_path: Path, author: Any, byline: str) -> None:
    article = one(tmp_path, {"text": TEXT, "authors": author, "modified": "2020-05-19", "section": ["Sea", "Town"]})
    assert (article.details.byline, article.details.updated) == (byline, date(2020, 5, 19))
    assert article.details.section == "Sea, Town"


def test_a_text_of_paragraphs_and_one_of_html(tmp_path: Path) -> None:
    assert prose(one(tmp_path, {"content": ["One boat.", {"text": "Two boats."}]})) == ["One boat.", "Two boats."]
    assert prose(one(tmp_path, {"content": "<h2>Boats</h2><p>One &amp; two.</p><p>Three.</p>"})) == [
        "One & two.",
        "Three.",
    ]
    assert one(tmp_path, {"text": "It is < 5 and > 3."}).text == "It is < 5 and > 3."


def test_the_order_of_day_and_month_is_told_by_the_other_records(tmp_path: Path) -> None:
    for file, told in (("d.jsonl", "31/05/2020"), ("m.jsonl", "05/31/2020")):
        lines = [{"text": TEXT, "date": day} for day in (told, "06/05/2020")]
        (tmp_path / file).write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (tmp_path / "u.jsonl").write_text(json.dumps({"text": TEXT, "date": "06/05/2020"}), "utf-8")
    found = {article.id: article.published for article in articles(tmp_path)}
    assert found == {
        "d-1": date(2020, 5, 31),
        "d-2": date(2020, 5, 6),
        "m-1": date(2020, 5, 31),
        "m-2": date(2020, 6, 5),
        "u-1": None,
    }


def test_json_of_other_shapes(tmp_path: Path) -> None:
    record = {"text": TEXT, "title": "Boat"}
    shapes = {
        "list": [record, record],
        "one": record,
        "articles": {"status": "ok", "totalResults": 2, "articles": [record, record]},
        "deep": {"response": {"meta": {"hits": 2}, "docs": [record, record]}},
        "hits": {"hits": {"total": 1, "hits": [{"_id": "1", "_source": record}]}},
    }
    for name, value in shapes.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(value), "utf-8")
    assert [article.id for article in articles(tmp_path)] == (
        ["articles-1", "articles-2", "deep-1", "deep-2", "hits-1", "list-1", "list-2", "one-1"]
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b'{"a": 1}', 'no record with a "text" in this JSON'),
        (b"[]", 'no record with a "text" in this JSON'),
        (b'{"a": ', "not JSON: Expecting value at line 1, column 7"),
        (b"[" * 100_000, "JSON nested too deeply, or a number too long"),
        (b"\x00\x01", "binary data, not text"),
    ],
)
def test_json_that_holds_none(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.json").write_bytes(data)
    assert list(refusals(tmp_path / "a.json").values()) == [advised(reason)]


CSV = 'Headline{0}Body{0}Date{0}Paper\nBoat{0}"One sank.\n\nTwo did not."{0}2020-05-17{0}Courier\n\nEmpty{0}{0}{0}\n'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(CSV.replace("Boat", "Bôat").format(delimiter).encode(encoding))
    (article,) = articles(path)
    assert (article.id, article.title, article.published, prose(article)) == (
        "t-2", "Bôat", DAY, ["One sank.", "Two did not."],
    )  # fmt: skip
    assert list(refusals(path)) == ["t.csv:4"]


def test_a_table_without_a_text_says_how_to_name_it(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("kop\ttekst\nBoot\tDe boot zonk.\n", "utf-8")
    (reason,) = refusals(tmp_path / "t.tsv").values()
    assert reason == "no column with a text among kop, tekst; say which it is: --field text=COLUMN"


def test_a_workbook() -> None:
    path = Path(__file__).with_name("files") / "libreoffice.xlsx"
    one, two = articles(path)
    assert (one.title, one.source, one.published) == ("Ferry line to close", "Tarn Bay Courier", date(2021, 3, 9))
    assert prose(one) == ["The harbour board will close the ferry line on 30 June.", "Fares have fallen for years."]
    assert (two.id, two.origin) == ("libreoffice-3", f"{path}:3")


def test_names_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("kop\tTekst\tdag\nBoot\tDe boot zonk.\t17 May 2020\n", "utf-8")
    (tmp_path / "u.jsonl").write_text('{"kop": "Boot", "tekst": "De boot zonk.", "title": "Wrong"}', "utf-8")
    renamed = {"title": "kop", "text": "tekst", "published": "dag"}
    found = [item for item in read_sources([tmp_path], renamed=renamed) if isinstance(item, Article)]
    assert [(article.title, article.text, article.published) for article in found] == [
        ("Boot", "De boot zonk.", DAY), ("Boot", "De boot zonk.", None),
    ]  # fmt: skip


def test_ninjs(tmp_path: Path) -> None:
    """IPTC's news in JSON: version 1 names the role within the key, version 2 beside the value."""
    shared = {"uri": "urn:1", "type": "text", "versioncreated": "2020-05-17T10:00:00Z", "copyrightholder": "Courier"}
    first = shared | {
        "headline_main": "Boat sinks",
        "byline": "Ada Berg",
        "body_main": TEXT,
        "body_richtext": f"<p>{TEXT}",
    }
    texts = [{"role": "rich", "value": f"<p>{TEXT}</p>"}, {"role": "main", "contentType": "text/plain", "value": TEXT}]
    titles = [{"role": "short", "value": "Boat"}, {"role": "main", "value": "Boat sinks"}]
    second = shared | {"headlines": titles, "by": "Ada Berg", "bodies": texts}
    for record in (first, second):
        (tmp_path / "one.json").write_text(json.dumps(record), "utf-8")
        [article] = articles(tmp_path / "one.json")
        assert (article.title, article.text, article.source) == ("Boat sinks", TEXT, "Courier")
        assert (article.published, article.details.byline) == (DAY, "Ada Berg")


def test_a_json_feed_tells_of_its_items(tmp_path: Path) -> None:
    own = {"id": "b", "title": "Ferry", "content_html": f"<p>{TEXT}</p>", "authors": [{"name": "Bo"}], "language": "nb"}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "language": "en",
        "authors": [{"name": "Ada Berg"}],
        "items": [{"id": "a", "content_text": TEXT, "date_published": "2020-05-17T10:00:00Z"}, own],
    }
    (tmp_path / "feed.json").write_text(json.dumps(feed), "utf-8")
    first, second = articles(tmp_path / "feed.json")
    assert (first.source, first.details.byline, first.language, first.published) == ("Courier", "Ada Berg", "en", DAY)
    assert (second.source, second.details.byline, second.language, second.title) == ("Courier", "Bo", "nb", "Ferry")


def test_a_list_of_texts_goes_before_a_longer_one_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"tags": [{"name": "sea"}] * 3, "hits": [{"text": TEXT}]}), "utf-8")
    assert [article.text for article in articles(tmp_path / "one.json")] == [TEXT]


@pytest.mark.parametrize(
    ("line", "text", "byline"),
    [
        ("Fog\tFog closed the port.\t\\N", "Fog closed the port.", ""),
        ('Fog\t"Fog," said Ada.\tAda', '"Fog," said Ada.', "Ada"),
        ('Fog\t"It lay" in c:\\\\new.\\nIt rose.\tAda', '"It lay" in c:\\new.\nIt rose.', "Ada"),
        ('Fog\t"It lies in c:\\new."\tAda', "It lies in c:\\new.", "Ada"),
        (
            'Fog\t"Fog lay on the port.\n""It lifted.""\tAt noon."\tAda',
            'Fog lay on the port.\n"It lifted."\tAt noon.',
            "Ada",
        ),
    ],
)
def test_fields_between_tabs_are_in_quotes_or_escaped(tmp_path: Path, line: str, text: str, byline: str) -> None:
    (tmp_path / "a.tsv").write_text(f"title\ttext\tauthor\n{line}\n", "utf-8")
    [article] = articles(tmp_path / "a.tsv")
    assert (article.text, article.details.byline) == (text, byline)
