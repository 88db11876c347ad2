from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import ArticlePage
from qa.types import Article, IndexInfo
from web.text import Piece, article_html, count, cut, day, duration, month, month_end, size

INDEX = IndexInfo("default", "b", 1, 1, None, None)


def test_cut_marks_spans_and_keeps_what_is_between() -> None:
    assert cut("a bc d", [(0, 1), (2, 4)]) == (Piece("a", 0), Piece(" ", None), Piece("bc", 1), Piece(" d", None))


def test_cut_of_a_part_numbers_from_first() -> None:
    assert cut("xx ab yy", [(3, 5)], 2, 6, first=7) == (Piece(" ", None), Piece("ab", 7), Piece(" ", None))


def test_cut_without_spans_is_the_text() -> None:
    assert cut("abc", []) == (Piece("abc", None),)
    assert cut("", []) == ()


@given(st.text(max_size=40), st.lists(st.integers(0, 40), max_size=8, unique=True))
def test_pieces_join_to_the_text(text: str, ends: list[int]) -> None:
    places = sorted(end for end in ends if end <= len(text))
    spans = list(zip(places[::2], places[1::2], strict=False))
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.number is not None] == [text[a:b] for a, b in spans]


def test_an_article_as_html_from_its_first_paragraph_on() -> None:
    text = "Head\n\nOne. <Two>.\r\n\nAD & co\n\nThree.\n"
    article = Article("a", text, ((6, 17), (29, 35)))
    found = article_html(ArticlePage(article, ((6, 10), (11, 17), (29, 35)), INDEX), marked=(2,))
    assert found == (
        '<p><span id="s0" class="sentence">One.</span> <span id="s1" class="sentence">&lt;Two&gt;.</span></p>&#13;\n\n'
        '<p class="other">AD &amp; co</p>\n\n'
        '<p><span id="s2" class="sentence key">Three.</span></p>\n'
    )


def test_lines_around_the_text_are_folded_and_a_heading_is_not() -> None:
    text = (
        "One.\n\nHeading\n\nTwo.\n\nShare\n\nTweet\n\nThree.\n\nSign up for our newsletter\n\nFour.\n\n***\n\nFive.\n\n"
        "© 2020\n"
    )
    body = tuple(
        (text.index(each), text.index(each) + len(each)) for each in ("One.", "Two.", "Three.", "Four.", "Five.")
    )
    article = Article("a", text, body)
    found = article_html(ArticlePage(article, article.body, INDEX))
    assert '<p class="other">Heading</p>' in found
    assert '<p class="other">***</p>' in found
    assert '<details class="other"><summary>1 line left out</summary>Sign up for our newsletter</details>' in found
    assert '<details class="other"><summary>2 lines left out</summary>Share\n\nTweet</details>' in found
    assert '<details class="other"><summary>1 line left out</summary>© 2020</details>' in found
    removed = ["Heading", "Share", "Tweet", "Sign up for our newsletter", "***", "© 2020"]
    assert [text[start:end] for start, end in article.removed] == removed


def test_words_for_dates_counts_and_sizes() -> None:
    assert day(date(2019, 10, 1)) == "1 October 2019"
    assert month(date(2019, 10, 1)) == "October 2019"
    assert [month_end(date(year, 2, 3)) for year in (2019, 2020)] == [date(2019, 2, 28), date(2020, 2, 29)]
    assert [count(n, "article") for n in (0, 1, 1200)] == ["0 articles", "1 article", "1,200 articles"]
    assert [size(n) for n in (0, 999, 1000, 2_600_000, 5_100_000_000_000)] == [
        "0 bytes",
        "999 bytes",
        "1.0 kB",
        "2.6 MB",
        "5.1 TB",
    ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "a second"), (1, "a second"), (80, "80 seconds"), (100, "2 minutes"), (5400, "2 hours"), (5399, "90 minutes")],
)
def test_durations(seconds: int, words: str) -> None:
    assert duration(seconds) == words
