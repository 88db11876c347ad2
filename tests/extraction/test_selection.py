"""The rules of choosing, on pools made by hand, with an objective that says plainly what each sentence is worth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.extraction.candidates import NearDuplicates, Pool
from qa.extraction.selection import MMR_LAMBDA, MaximalMarginalRelevance, select


class Worth:
    """Each sentence has a fixed worth, whatever else is chosen."""

    def __init__(self, *worth):
        self._worth = np.array(worth, dtype=np.float64)

    def gains(self):
        return self._worth

    def values(self, gains, words, sentences):
        return gains

    def take(self, rows, gain, words):
        pass


def pool(words, units=None, choosable=None, led=None, article=None, bound=None):
    count = len(words)
    article = np.array(article or [0] * count)
    return Pool(
        rows=np.arange(count),
        texts=["word " * size for size in words],
        words=np.array(words),
        units=units or [(place,) for place in range(count)],
        target=np.ones(count, dtype=np.bool_),
        choosable=np.array(choosable or [True] * count),
        led=np.array(led or [False] * count),
        bound=np.array(bound or [False] * count, dtype=np.bool_),
        article=article,
        place=np.array([int((article[:n] == article[n]).sum()) for n in range(count)]),
        paragraph=np.arange(count),
        same=NearDuplicates([]),
        languages=["en"] * count,
    )


def test_the_worthiest_come_first_and_stand_in_the_order_of_the_text():
    assert list(select(pool([5, 5, 5, 5]), Worth(1, 4, 2, 3), most_sentences=2)) == [1, 3]


def test_it_says_what_each_brought():
    assert select(pool([5, 5]), Worth(1, 4), most_sentences=2) == {0: 1, 1: 4}


def test_words_are_never_exceeded_and_smaller_sentences_fill_the_room():
    assert list(select(pool([5, 8, 4, 2]), Worth(1, 4, 3, 2), most_words=11)) == [1, 3]


def test_what_stands_together_comes_together_or_not_at_all():
    together = [(0,), (0, 1), (2,)]
    assert list(select(pool([5, 5, 5], together), Worth(0, 9, 1), most_sentences=2)) == [0, 1]
    assert list(select(pool([5, 5, 5], together), Worth(0, 9, 1), most_words=9)) == [2]


def test_an_antecedent_already_chosen_is_not_paid_for_again():
    together = [(0,), (0, 1), (0, 2)]
    assert list(select(pool([5, 5, 5], together), Worth(9, 2, 1), most_words=15)) == [0, 1, 2]


def test_what_is_led_by_but_waits_for_something_before_it():
    assert list(select(pool([5, 5, 5], led=[False, True, False]), Worth(1, 9, 2), most_sentences=1)) == [2]
    assert list(select(pool([5, 5, 5], led=[False, True, False]), Worth(3, 9, 2), most_sentences=2)) == [0, 1]


def test_something_before_it_in_its_own_article():
    led = [False, False, True]
    assert list(select(pool([5, 5, 5], led=led, article=[0, 1, 1]), Worth(3, 1, 9), most_sentences=2)) == [0, 1]


def test_a_number_of_sentences_is_met_though_the_rules_have_to_give_way():
    together = [(), (0, 1, 2), ()]
    chosen = select(pool([5, 5, 5], together, choosable=[True, True, False]), Worth(1, 2, 9), most_sentences=2)
    assert list(chosen) == [0, 1]
    assert len(select(pool([5, 5, 5], together, choosable=[False] * 3), Worth(1, 2, 9), most_sentences=3)) == 3


def test_a_number_of_words_is_filled_by_the_rules_unless_nothing_stands_by_them():
    assert list(select(pool([3, 6], [(), (1,)]), Worth(9, 1), most_words=8)) == [1]
    assert list(select(pool([3, 6, 9], [(), (1,), ()]), Worth(1, 1, 5), most_words=17)) == [1, 2]  # else half is spare
    assert list(select(pool([5, 5], [(), (1,)]), Worth(9, 1), most_words=10)) == [0, 1]  # all of it
    assert list(select(pool([5, 5], [(), ()]), Worth(9, 1), most_words=5)) == [0]


def test_an_antecedent_that_is_none_to_choose_still_comes_along():
    together = [(0,), (0, 1)]
    assert list(select(pool([3, 9], together, choosable=[False, True]), Worth(0, 9), most_sentences=2)) == [0, 1]


def test_nothing_is_said_twice_though_more_was_asked_for():
    def others(place):
        return [other for other in range(3) if other != place and place < 3]

    assert list(select(pool([5, 5, 5]), Worth(9, 8, 1), most_sentences=3, same=others)) == [0]
    assert list(select(pool([5, 5, 5, 5]), Worth(7, 8, 9, 1), most_sentences=4, same=others)) == [2, 3]
    assert list(select(pool([5, 5, 5, 5]), Worth(9, 8, 7, 1), most_words=20, same=others)) == [0, 3]


def test_other_rules_give_way_before_a_sentence_is_said_twice():
    def same(place):
        return [1 - place] if place < 2 else []

    made = pool([5, 5, 5, 5], units=[(0,), (1,), (), (3,)], choosable=[True, True, True, False])
    assert list(select(made, Worth(9, 8, 2, 1), most_sentences=4, same=same)) == [0, 2, 3]


def test_what_needs_a_sentence_that_was_said_already_stands_without_it():
    made = pool([5, 5, 5], units=[(0,), (1,), (1, 2)])
    chosen = select(made, Worth(9, 1, 8), most_sentences=3, same=lambda place: [1 - place] if place < 2 else [])
    assert list(chosen) == [0, 2]


def test_what_says_the_same_is_not_chosen_besides():
    chosen = select(pool([5, 5, 5]), Worth(9, 8, 1), most_sentences=2, same=lambda place: [1] if place == 0 else [])
    assert list(chosen) == [0, 2]


def test_sentences_of_one_kind_are_worth_less_the_more_there_are():
    kin = [(np.array([0, 0, 1]), 0.5)]
    assert list(select(pool([5, 5, 5]), Worth(9, 8, 5), most_sentences=2, kin=kin)) == [0, 2]
    assert list(select(pool([5, 5, 5]), Worth(9, 8, 3), most_sentences=2, kin=kin)) == [0, 1]


def test_marginal_relevance_is_importance_less_likeness():
    vectors = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    objective = MaximalMarginalRelevance(np.array([3.0, 2.0, 1.0]), vectors)
    assert objective.gains() == pytest.approx([MMR_LAMBDA, MMR_LAMBDA / 2, 0])
    assert objective.values(np.array([1.0, 1.0]), np.ones(2), np.array([1.0, 2.0])) == pytest.approx([1, 0.5])
    objective.take([0], 1, 5)
    assert objective.gains()[1:] == pytest.approx([MMR_LAMBDA / 2 - (1 - MMR_LAMBDA), 0])


def test_an_empty_pool():
    assert select(pool([]), Worth(), most_sentences=3) == {}


@given(
    words=st.lists(st.integers(1, 30), min_size=1, max_size=12),
    sentences=st.none() | st.integers(1, 15),
    most_words=st.none() | st.integers(1, 100),
    data=st.data(),
)
def test_lengths_are_kept_exactly(words, sentences, most_words, data):
    count = len(words)
    spans = st.tuples(st.integers(0, 2), st.integers(0, 2))
    units = [
        tuple(range(max(0, n - back), min(count, n + on + 1))) if data.draw(st.booleans()) else ()
        for n, (back, on) in enumerate(data.draw(st.lists(spans, min_size=count, max_size=count)))
    ]
    flags = st.lists(st.booleans(), min_size=count, max_size=count)
    made = pool(words, units, data.draw(flags), data.draw(flags))
    chosen = list(select(made, Worth(*range(count)), sentences, most_words))
    assert chosen == sorted(set(chosen))
    if most_words is not None:
        assert sum(words[place] for place in chosen) <= most_words
    if sentences is not None:
        assert len(chosen) <= sentences
        assert most_words is not None or len(chosen) == min(sentences, count)


@given(
    kinds=st.lists(st.integers(0, 4), min_size=1, max_size=12), sentences=st.integers(1, 15), flags=st.integers(0, 4095)
)
def test_as_many_as_differ_are_chosen(kinds, sentences, flags):
    made = pool([5] * len(kinds), choosable=[bool(flags >> n & 1) for n in range(len(kinds))])
    same = [[other for other, kind in enumerate(kinds) if kind == own and other != n] for n, own in enumerate(kinds)]
    chosen = list(select(made, Worth(*range(len(kinds))), sentences, same=lambda place: same[place]))
    assert len(chosen) == len({kinds[place] for place in chosen}) == min(sentences, len(set(kinds)))


def test_an_answer_comes_with_its_question_and_where_both_have_no_room_the_question_alone():
    interview = pool(
        [5] * 4, units=[(0,), (1, 2), (1, 2), (3,)], choosable=[True, False, True, False], bound=[0, 1, 1, 0]
    )
    worth = Worth(1, 0, 9, 2)
    assert list(select(interview, worth, most_sentences=1)) == [0]
    assert list(select(interview, worth, most_sentences=2)) == [0, 3]
    assert list(select(interview, worth, most_sentences=3)) == [0, 1, 2]
    only = pool([5] * 2, units=[(0, 1), (0, 1)], choosable=[False, True], bound=[True, True])
    assert list(select(only, Worth(0, 9), most_sentences=1)) == [0]
    assert list(select(only, Worth(0, 9), most_words=5)) == [0]
    assert list(select(only, Worth(0, 9), most_sentences=2)) == [0, 1]
