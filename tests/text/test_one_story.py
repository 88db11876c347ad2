from __future__ import annotations

from random import Random

import numpy as np
import pytest

from qa.text.one_story import are_copies, read_story
from tests.growth import grows_with_length_only
from tests.text.stories import CRITIC, LEAD, MILL, MONEY, STORY, VOTE
from tests.text.templates import TEMPLATES, from_template

# What stands below every notice of one office, and two of its notices.
OFFICE = (
    "Readers who want to be told of later notices may leave their address at the desk of the office or write to it."
    " The office answers letters within a week, and it cannot take any by telephone. Those who come in person should"
    " bring the number of their file. Copies cost a crown for each page, and none are made of maps. The rooms are on"
    " the upper floor and can be reached by the stairs behind the hall. Whoever finds a mistake in a notice is asked to"
    " tell the clerk, and what was wrong will be put right in the next one. Dogs have to stay outside, where a ring"
    " in the wall has been put up for them."
)


def same(one: str, other: str) -> bool:
    return are_copies(read_story(one), read_story(other))


@pytest.mark.parametrize(
    "other",
    [
        f"{LEAD}\n\n{VOTE}\n\n{MILL}",  # cut
        f"{LEAD}\n\n{VOTE}",
        f"Tarnmere lies two miles from Oxley. The Oxley Herald was told of the plan by Rolf Berg. {STORY}",
        STORY + "\n\nThe plan was reported by the Oxley Herald in March. Rolf Berg, who owns the quarry, hung up.",
        "\n\n".join((LEAD, MONEY, VOTE, MILL, CRITIC)),  # in another order
        STORY.replace(" of Mayor Ina Holt after a debate that went on past midnight", ""),
        STORY.replace("$14", "$15"),  # corrected
        STORY.replace("Lena Brandt", "Lina Brandt") + "\n\nThe name of a member of the council has been corrected.",
        STORY.replace("on Friday", "on May 3").replace("$14", "$15"),
        STORY.replace("on Friday", "on May 3").replace("1987", "1986").replace(" after a debate that went on", ""),
        STORY.upper(),
        # much on top of nearly all of it
        "Whoever comes up the valley sees the chimney first, black against the hills, then the birds that live in it."
        " People here tell their children not to go near. Few of them know any longer what was made there, or for whom,"
        f" but all can tell where the fire began. Now something is to be done, and soon enough. {STORY}",
    ],
)
def test_what_another_paper_makes_of_a_story_is_a_copy(other: str) -> None:
    assert same(STORY, other)
    assert same(other, STORY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STORY, STORY.replace("Friday", "Monday")),
        (STORY, STORY.replace("1987", "1990").replace("2011", "2013")),
        (STORY, STORY.replace("Ina Holt", "Ola Kern").replace("Holt", "Kern").replace("Lena Brandt", "Nils Moe")),
        (
            "The Harbor Lions beat the Lakeside Owls 3-1 on Monday. The league meets again in a month.",
            "The Harbor Lions beat the Lakeside Owls 2-0 on Monday. The league meets again in a month.",
        ),
        (f"The archive is closed on June 3. {OFFICE}", f"The archive is closed on July 3. {OFFICE}"),
        (
            f"A barn with all that is in it will be sold to whoever offers the most, for its owner has moved away and"
            f" nobody wants to look after the goats that she left behind. {OFFICE}",
            f"Old maps of our rivers were found below a staircase when workmen took it down, so for some weeks they can"
            f" be seen in the long hall by anybody who takes off their shoes. {OFFICE}",
        ),
        (
            f"Ina Holt has sold a barn in Oxley to Per Dahl for 300 crowns. {OFFICE}",
            f"Maps of the Lorne from 1850 are on show at the Brandt Museum of Wexby. {OFFICE}",
        ),
        # a later story with the first one as its background, beside the first one cut to just that
        (
            f"{LEAD} {VOTE}",
            "A judge in Wexby stopped the sale of a quarry on Tuesday, a blow to the mayor of the town that owns it. In"
            " a ruling of forty pages the judge, Tove Lund, found that the quarry had been left to the poor of the"
            " parish by a miller, and that nobody had asked them. The mayor said she would appeal. Her rivals called on"
            f" her to resign, and some in her own party were heard to agree. {LEAD} {VOTE} {CRITIC}",
        ),
        (VOTE, f"{VOTE} {MILL} {MONEY}"),  # too short to tell
        (STORY, f"{LEAD}\n\n{VOTE}\n\n{MILL}\n\n{OFFICE}"),  # more than half
        ("", ""),
        ("", STORY),
    ],
)
def test_another_event_is_no_copy(one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_what_two_papers_add_to_a_story_is_not_taken_for_a_fact_replaced() -> None:
    assert same(
        STORY + " Shops in the town were closed for a day of mourning in March.",
        STORY + " Farmers around the town will vote on a day of their own in June.",
    )


def test_the_facts_of_a_story_are_its_numbers_and_what_is_always_written_with_a_capital() -> None:
    story = read_story("Mills burn. The mills of Oxley and its U.S. owner lost $3 million in nine days, Ina Holt said.")
    assert story.facts() == {"oxley", "usa", "3", "million", "9", "ina", "holt"}


@pytest.mark.parametrize("kind", range(len(TEMPLATES)))
def test_what_comes_from_one_template_are_different_events(kind: int) -> None:
    chance = Random(kind)
    stories = [read_story(from_template(chance, kind)) for _ in range(8)]
    assert [are_copies(one, other) for one in stories for other in stories] == np.eye(8, dtype=bool).ravel().tolist()


@pytest.mark.parametrize("part", [". ", "\n \n", "A.", "Mr. A’s\n", "x\n\t", "…”", "1.", "Oxley, Oxley "])
def test_reading_takes_time_by_the_length_of_a_text(part: str) -> None:
    assert grows_with_length_only(read_story, part, 40_000)
