from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import count
from random import Random
from textwrap import fill

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.copies import HASHES, LEAD_HASHES, clusters, signature
from qa.text.one_story import are_copies, read_story, shingles_of, words_of
from tests.text.stories import (
    EDITS,
    LEAD,
    MILL,
    PARTS,
    STORY,
    VOTE,
    Draft,
    another_day,
    copied,
    draft,
    follow_up,
    pairs_of,
)
from tests.text.templates import TEMPLATES, from_template


def same(one: str, other: str) -> bool:
    return are_copies(read_story(one), read_story(other))


def grouped(texts: Sequence[str], days: Sequence[date | None] | None = None) -> list[tuple[int, ...]]:
    signatures = np.stack([signature(text) for text in texts])
    return clusters(signatures, texts.__getitem__, days or [None] * len(texts), [len(text) for text in texts])


def agreement(one: str, other: str) -> float:
    return float((signature(one) == signature(other))[:HASHES].mean())


@pytest.mark.parametrize(
    "other",
    [
        "TARNMERE (AP) — " + STORY,
        "UPDATE 2-TARNMERE, May 3 (Reuters) - " + STORY + " (Reuters)",
        "Tarnmere to Rebuild Its Mill\n\nBy Ada Quist\n\n" + STORY,
        STORY.replace("$14 million", "$14m").replace("on Friday", "Friday").replace("Seven", "7"),
        STORY.replace("“", '"').replace("”", '"').replace("The town", "A town").replace("a ruin", "the ruin"),
        "\n\n".join(fill(part, 50) for part in PARTS),
        STORY.replace("\n\n", "\n"),
        STORY.replace("council", "coun-\ncil").replace("midnight", "mid\u00adnight"),
    ],
)
def test_a_dateline_a_headline_and_house_style_leave_a_signature_as_it_is(other: str) -> None:
    assert signature(other).tolist() == signature(STORY).tolist()


def test_a_signature_is_the_same_in_every_process() -> None:
    assert signature(STORY).shape == (HASHES + LEAD_HASHES,)
    assert signature(STORY)[[0, 1]].tolist() == [1219087, 29843052]
    assert signature("")[[0, -1]].tolist() == [0, 0]
    assert signature("— …").tolist() == signature("").tolist()


def test_a_signature_is_of_the_shingles_however_long_the_text_is() -> None:
    other = draft(Random(1), 200).text
    assert signature(STORY * 2 + other).tolist() == signature(STORY * 120 + other).tolist()


def test_signatures_agree_in_the_part_of_the_shingles_that_is_shared() -> None:
    chance = Random(5)
    whole, other = draft(chance, 400).text, draft(chance, 400).text
    for kept in (0.25, 0.5, 0.75):
        shingles = shingles_of(words_of(whole))
        part = " ".join([*words_of(whole)][: int(kept * len(shingles))])
        one, two = set(shingles.tolist()), set(shingles_of(words_of(part)).tolist())
        assert agreement(whole, part) == pytest.approx(len(one & two) / len(one | two), abs=0.12)  # 2.7 deviations
    assert agreement(whole, other) < 0.04


def newsroom() -> Iterator[tuple[str, str]]:
    """Texts, each with what it tells: copies by each edit and by several, and whatever looks like a copy."""
    for number in range(40):
        chance = Random(number)
        first = draft(chance, chance.choice((250, 400, 700)))
        story, last = f"story {number}", Draft((), (), first.paragraphs[:3])
        yield story, first.text
        yield story, EDITS[number % len(EDITS)](chance, first).text
        yield from ((story, copied(chance, first).text) for _ in range(2))
        yield story, last.text
        yield f"follow-up {number}", follow_up(chance, first).text
        yield f"another day {number}", another_day(chance, first).text
        yield f"template {number}", from_template(chance, number % len(TEMPLATES))


@cache
def measured() -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The pairs that were found, and those that are copies: 400."""
    told, texts = zip(*newsroom(), strict=True)
    by_story = [[row for row, story in enumerate(told) if story == each] for each in dict.fromkeys(told)]
    return pairs_of(grouped(texts)), pairs_of(by_story)


def test_few_that_are_no_copies_are_taken_for_copies() -> None:
    found, right = measured()
    assert len(found & right) / len(found) >= 0.98


def test_few_copies_are_missed() -> None:
    found, right = measured()
    assert len(right) == 400
    assert len(found & right) / len(right) >= 0.95


def test_of_one_story_the_earliest_stands_first_of_one_day_the_fullest() -> None:
    short, other = f"{LEAD} {VOTE} {MILL}", draft(Random(3), 200).text
    texts = [short, STORY, other, STORY + " It was late.", short, "OXLEY (AP) — " + STORY, other]
    third, fourth = date(2019, 5, 3), date(2019, 5, 4)
    days = [third, third, fourth, None, date(2019, 5, 2), fourth, None]
    assert grouped(texts, days) == [(4, 1, 0, 5, 3), (2, 6)]


def test_a_group_does_not_grow_by_small_steps() -> None:
    """Two briefs stand at the beginning of two stories that go on differently."""
    chance = Random(11)
    brief, one, two = (" ".join(sum(draft(chance, words).paragraphs, ())) for words in (70, 300, 300))
    assert same(brief, f"{brief} {one}")
    assert same(brief, f"{brief} {two}")
    groups = grouped([f"{brief} {one}", brief, "(AP) " + brief, f"{brief} {two}"])
    assert [set(group) for group in groups] in ([{0, 1, 2}], [{1, 2, 3}])


def test_of_two_stories_that_a_brief_is_as_near_to_the_order_of_articles_does_not_choose() -> None:
    for number in count():
        chance = Random(number)
        brief, one, two = (draft(chance, words).text for words in (70, 300, 300))
        texts = [brief, f"{brief}\n\n{one}", f"{brief}\n\n{two}"]
        if agreement(*texts[:2]) == agreement(brief, texts[2]):
            break
    ((first, second),) = grouped(texts)
    assert grouped(texts[::-1]) == [(2 - first, 2 - second)]


def test_what_is_cut_down_to_a_tenth_is_found() -> None:
    for number in range(8):
        whole = draft(Random(number), 1000).text
        assert grouped([" ".join(whole.split()[:100]), whole]) == [(1, 0)]


def test_only_what_may_be_a_copy_is_read() -> None:
    texts = [draft(Random(number), 200).text for number in range(30)]
    texts.append("(AP) " + texts[7])
    asked: list[int] = []

    def text_of(row: int) -> str:
        asked.append(row)
        return texts[row]

    signatures = np.stack([signature(text) for text in texts])
    assert clusters(signatures, text_of, [None] * 31, [len(text) for text in texts]) == [(30, 7)]
    assert sorted(asked) == [7, 30]


def test_copies_are_found_among_many_from_one_template() -> None:
    chance = Random(2)
    texts = [from_template(chance, len(TEMPLATES) - 1) for _ in range(150)]
    cut = [text.rsplit(". ", 1)[0] + "." for text in texts[:10]]
    assert grouped([*texts, *cut]) == [(row, 150 + row) for row in range(10)]


def test_nothing_to_compare() -> None:
    assert grouped([STORY]) == []
    assert grouped(["", "", STORY]) == []
    assert clusters(np.empty((0, HASHES + LEAD_HASHES), np.uint32), str, [], []) == []


TEXTS = st.lists(
    st.builds(lambda seed, edits: _printed(seed, edits), st.integers(0, 3), st.integers(0, 4)), min_size=1, max_size=8
)


@cache
def _printed(seed: int, edits: int) -> str:
    story = draft(Random(seed), 150)
    return copied(Random(100 * seed + edits), story).text if edits else story.text


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(texts: list[str], chance: Random) -> None:
    order = chance.sample(range(len(texts)), len(texts))
    moved = [tuple(sorted(order[row] for row in group)) for group in grouped([texts[row] for row in order])]
    assert sorted(moved) == sorted(tuple(sorted(group)) for group in grouped(texts))


@given(TEXTS)
def test_groups_are_disjoint_and_of_more_than_one(texts: list[str]) -> None:
    rows = [row for group in grouped(texts) for row in group]
    assert len(rows) == len(set(rows))
    assert all(len(group) > 1 for group in grouped(texts))


@given(st.text())
def test_a_text_is_a_copy_of_itself_if_there_is_a_word_in_it(text: str) -> None:
    assert grouped([text, text]) == ([(0, 1)] if any(words_of(text)) else [])


def test_a_text_read_part_by_part_has_the_words_it_has_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(
        f'MILLFORD (AP) — In {year} a twenty-\none year old "A" team from St. Mary\'s won, \u2018again\u2019; '
        f"twenty\n\none more paid $1.{year % 10} million."
        for year in range(1950, 2020)
    )
    whole = [*words_of(text)]
    assert whole.count("million") == 70
    for chars in (1, 50, 1000):
        monkeypatch.setattr("qa.text.one_story._CHARS_AT_ONCE", chars)
        assert [*words_of(text)] == whole
