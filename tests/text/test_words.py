"""Words: stems, what they match, and BM25 computed by hand."""

import math
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from qa.errors import IndexDamaged
from qa.index.bm25 import BM25Index, BM25Writer
from qa.text.words import matches, question_terms, stems, word_spans

TEXTS = ["Kim met Moon.", "Kim met nobody in Hanoi, Hanoi, Hanoi.", "Snow fell."]
# Stems: [kim met moon] [kim met nobodi hanoi hanoi hanoi] [snow fell]; lengths 3, 6, 2, on average 11/3.


def write_bm25(texts: Sequence[str], folder: Path) -> None:
    writer = BM25Writer()
    for text in texts:
        writer.add(stems(text))
    writer.write(folder)


def terms(*stems: str) -> list[tuple[str, ...]]:
    return [(stem,) for stem in stems]


IDF_ONE, IDF_TWO, IDF_NONE = math.log(1 + 2.5 / 1.5), math.log(1 + 1.5 / 2.5), math.log(1 + 3.5 / 0.5)


def saturated(times: int, length: int) -> float:
    """Term frequency as BM25 counts it: k1 = 1.2, b = 0.75."""
    return times / (times + 1.2 * (0.25 + 0.75 * length / (11 / 3)))


@pytest.fixture
def index(tmp_path: Path) -> BM25Index:
    write_bm25(TEXTS, tmp_path / "bm25")
    return BM25Index(tmp_path / "bm25")


def test_idf(index):
    assert index.idf("hanoi") == pytest.approx(IDF_ONE) == pytest.approx(0.980829)
    assert index.idf("kim") == pytest.approx(IDF_TWO) == pytest.approx(0.470004)
    assert index.idf("singapore") == pytest.approx(IDF_NONE) == pytest.approx(2.079442)


def test_one_term(index):
    assert len(index) == 3
    assert index.scores(terms("hanoi"), np.arange(len(index))).tolist() == pytest.approx(
        [0, saturated(3, 6), 0], rel=1e-6
    )
    assert saturated(3, 6) == pytest.approx(22 / 35)  # 3 / (3 + 1.2 * (0.25 + 0.75 * 18/11))


def test_two_terms_are_weighed_by_idf(index):
    expected = [
        IDF_TWO * saturated(1, 3) / (IDF_ONE + IDF_TWO),
        (IDF_TWO * saturated(1, 6) + IDF_ONE * saturated(3, 6)) / (IDF_ONE + IDF_TWO),
        0,
    ]
    assert index.scores(terms("kim", "hanoi"), np.arange(len(index))).tolist() == pytest.approx(expected, rel=1e-6)


def test_an_unknown_term_counts_against_every_text(index):
    share = IDF_ONE / (IDF_ONE + IDF_NONE)
    assert index.scores(terms("hanoi", "singapore"), np.arange(len(index)))[1] == pytest.approx(
        share * saturated(3, 6), rel=1e-6
    )


def test_scores_are_shares(index):
    scores = index.scores(terms("kim", "met", "hanoi", "moon", "snow"), np.arange(len(index)))
    assert scores.dtype == np.float32
    assert scores.min() >= 0
    assert scores.max() <= 1


@pytest.mark.parametrize("words", [[], ["singapore"], ["singapore", "sentosa"]])
def test_nothing_known_scores_nothing(index, words):
    assert index.scores(terms(*words), np.arange(len(index))).tolist() == [0, 0, 0]


def test_a_reopened_index_scores_alike_also_in_threads(index, tmp_path):
    asked = terms("kim", "hanoi", "met")
    expected = index.scores(asked, np.arange(len(index))).tolist()
    again = BM25Index(tmp_path / "bm25")
    found: list[list[float]] = []
    threads = [
        threading.Thread(target=lambda: found.append(again.scores(asked, np.arange(3)).tolist())) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_texts_without_words_keep_their_numbers(tmp_path):
    write_bm25(["", "of the", "Hanoi", "…"], tmp_path / "bm25")
    index = BM25Index(tmp_path / "bm25")
    assert len(index) == 4
    assert np.flatnonzero(index.scores(terms("hanoi"), np.arange(len(index)))).tolist() == [2]


def test_only_texts_without_words(tmp_path):
    write_bm25(["", "…"], tmp_path / "bm25")
    assert BM25Index(tmp_path / "bm25").scores(terms("hanoi"), np.arange(2)).tolist() == [0, 0]


@pytest.mark.parametrize("damage", ["missing", "emptied", "no json"])
def test_a_damaged_index(tmp_path, damage):
    folder = tmp_path / "bm25"
    if damage != "missing":
        write_bm25(TEXTS, folder)
        for path in folder.iterdir():
            path.write_bytes(b"" if damage == "emptied" else b"\x00not json")
    with pytest.raises(IndexDamaged, match=r"cannot be opened\n  try: qa build$"):
        BM25Index(folder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks failed", ["talk", "fail"]),
        ("failing, FAILED; fails!", ["fail"] * 3),
        ("Kim’s and Kim's and KIM'S", ["kim"] * 3),
        ("the Americans' request", ["american", "request"]),
        ("O'Brien met O’Brien", ["o'brien", "met", "o'brien"]),
        ("U.S. and US troops", ["us", "us", "troop"]),
        ("He told us so", ["told"]),
        ("The WHO and who", ["who"]),
        ("H.R. McMaster", ["hr", "mcmaster"]),
        ("café Café cafe\u0301 CAFE", ["cafe"] * 4),
        ("Pokémon Poke\u0301mon", ["pokemon"] * 2),
        ("3.5 and 1,200 and 737 Max", ["3.5", "1,200", "737", "max"]),
        ("step-by-step", ["step", "step"]),
        ("what's it's don't can’t won't they've he'd I'm", []),
        ("Straße ﬁsh", ["strass", "fish"]),
        ("Łódź Lodz LODZ", ["lodz"] * 3),
        ("Tromsø TROMSØ Tromso", ["tromso"] * 3),
        ("Đà Nẵng Da Nang", ["da", "nang"] * 2),
        ("Straße STRASSE strasse STRAẞE", ["strass"] * 4),
        ("Æther Œuvre Þór ðæt Diyarbakır İzmir", ["aether", "oeuvr", "thor", "daet", "diyarbakir", "izmir"]),
        ("Ёлка Μαΐου", ["елка", "μαιου"]),
        ("が か ｶﾞ か\u3099 パリ ハリ", ["が", "か", "ガ", "が", "パリ", "ハリ"]),
        ("한국 하", ["한국", "하"]),
        ("北京 talks", ["北京", "talk"]),
        ("", []),
        ("… — ! \uff9e", []),  # the last is a letter that is nothing but an accent
    ],
)
def test_stems(text, expected):
    assert stems(text) == expected


def test_words_are_found_where_they_stand():
    text = "The U.S.-led talks: Kim’s 3.5, “no”."
    assert [text[start:end] for start, end in word_spans(text)] == ["The", "U.S.", "led", "talks", "Kim’s", "3.5", "no"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("nothing of the kind, 3.5 at most", []),
        (
            "The U.S.A. and “Mr. O’Brien” of McDonald's, an iPhone maker",
            ["The", "U.S.A.", "Mr", "O’Brien", "McDonald's"],
        ),
        ("3.5Bn or 7Mn in the E.U.Council’s ’Bama, no_Name", ["Bn", "E.U.", "Council’s", "Bama"]),
        ("Mu\u0308nchen, e\u0301Toile, m\u0301 and A.b.Cd", ["Mu\u0308nchen", "A.b.", "Cd"]),
        ("W HEN the Wash\u00adington team left", ["W HEN", "Wash\u00adington"]),
    ],
)
def test_words_that_begin_so_are_found_among_all(text, expected):
    assert [text[start:end] for start, end in word_spans(text, r"[A-Z][\w.’]")] == expected
    among = [span for span in word_spans(text) if text[slice(*span)] in expected]
    assert list(word_spans(text, r"[A-Z][\w.’]")) == among


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("What caused Hanoi to fail?", ("caus", "hanoi", "fail")),
        ("Who is who?", ("who", "is")),
        ("Hanoi, Hanoi or hanoi's", ("hanoi",)),
        ("", ()),
        ("?! \uff9e", ()),
    ],
)
def test_question_terms(question, terms):
    assert question_terms(question) == tuple((stem,) for stem in terms)


def test_matches():
    text = "The failure in Hanoi: talks failed, Kim’s talk."
    assert [text[a:b] for a, b in matches(text, "Did the talk fail, Kim?")] == ["talks", "failed", "Kim’s", "talk"]
    assert matches(text, "in the Hanoi") == ((15, 20),)
    assert matches(text, "") == matches("", "Hanoi") == matches(text, "Singapore") == ()


@pytest.mark.parametrize("word", ["cross-border", "ninety-five", "mother-in-law", "re-elected", "X-ray", "state-owned"])
def test_a_compound_has_its_stems_at_the_end_of_a_line_too(word):
    first, hyphen, last = word.rpartition("-")
    assert stems(f"{first}{hyphen}\n{last}") == stems(word) != stems(f"{first}{last}")


@pytest.mark.parametrize("mark", ["\u200e", "\u180e", "\u034f", "\u2063", "\u00ad", "\u2066"])
def test_a_mark_that_shows_nothing_is_in_no_stem(mark):
    text = f"Mill{mark}ford DEMO{mark}LITION {mark}ferry{mark}"
    assert stems(text) == ["millford", "demolit", "ferri"]
    assert [text[a:b] for a, b in matches(text, "ferry demolition")] == [f"DEMO{mark}LITION", "ferry"]


def test_a_word_that_a_line_end_or_nothing_visible_breaks_is_one():
    text = "The demo-\nlition of coun\u00adcil Mill\u200bford, a well-\nknown fer\u2060ry, 10-\n20."
    assert stems(text) == ["demolit", "council", "millford", "well", "known", "ferri", "10", "20"]
    assert [text[a:b] for a, b in matches(text, "demolition ferry")] == ["demo-\nlition", "fer\u2060ry"]
