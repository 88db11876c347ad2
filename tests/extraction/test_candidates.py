import numpy as np

from qa.extraction.candidates import NearDuplicates, Prose, draw

STORM = (
    "A storm closed the harbor of Port Ellen on Monday morning.",
    "It kept the ferry in its dock for four days.",
    "But the bridge over the Lowe held in spite of the wind.",
)
BRIDGE = "The old bridge over the Lowe reopened on Tuesday after nine months of repairs."


ARTICLES = [
    Prose(0, [*STORM, "The harbor in the storm"], [0, 0, 0, 1]),
    Prose(4, [BRIDGE], [0]),
]


def test_a_pool_of_everything():
    pool = draw(ARTICLES, np.arange(5))
    assert [text.split()[0] for text in pool.texts] == ["A", "It", "But", "The", "The"]
    assert pool.units == [(0,), (0, 1), (2,), (3,), (4,)]
    assert pool.words.tolist() == [11, 10, 12, 5, 14]
    assert pool.choosable.tolist() == [True, True, True, False, True]
    assert pool.led.tolist() == [False, False, True, False, False]
    assert pool.article.tolist() == [0, 0, 0, 0, 1]
    assert pool.place.tolist() == [0, 1, 2, 3, 0]
    assert pool.target.all()


def test_what_a_sentence_stands_with_is_in_the_pool_but_no_target():
    pool = draw(ARTICLES, np.array([1, 4]))
    assert pool.rows.tolist() == [0, 1, 4]
    assert pool.target.tolist() == [False, True, True]
    assert pool.units == [(), (0, 1), (2,)]
    assert pool.place.tolist() == [0, 1, 0]


def test_an_empty_pool():
    pool = draw([], np.empty(0, dtype=np.int64))
    assert (pool.texts, len(pool.rows), len(pool.place)) == ([], 0, 0)


def test_near_duplicates_differ_in_no_fact():
    same = NearDuplicates(
        [
            "The ferry of Port Ellen sailed again on Friday after the storm.",
            "PORT ELLEN (AP) — The ferry of Port Ellen sailed again Friday after the storm.",
            "The ferry of Port Ellen sailed again on Monday after the storm.",
            "Turnips grow well.",
            "…",
        ]
    )
    assert [same.of(place) for place in range(5)] == [[1], [0], [], [], []]
