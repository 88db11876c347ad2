import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.coherence import MAX_TOGETHER, choosable, dangles, is_led, units
from tests.growth import grows_with_length_only


@pytest.mark.parametrize(
    "text",
    [
        "He refused to sign the paper before the others did.",
        "But he said that nothing had been decided at all.",
        "“It will not hold for another year,” the engineer said.",
        "Both countries promised to come back within two weeks.",
        "In exchange, he said, the plants would be taken apart.",
        "On Tuesday, he said that nothing had been decided at all.",
        "On Feb. 28, 2019, she left the town without a word to anybody.",
        "On March 12 she tried again to bring the others to her side.",
        "In 2019, he had been the harbor master for exactly ten years.",
        "This week he was in the old harbor of Port Ellen once more.",
        "“But we shall see,” Mr. Grant said in an interview on Tuesday.",
        "These were the last words that the court heard that day.",
        "The two met again in the autumn of the same year.",
    ],
)
def test_what_points_back(text):
    assert dangles(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Kim refused to sign the paper before the others did.",
        "This week the ministers meet for the third time in Geneva.",
        "But Mr. Kim said that nothing had been decided at all.",
        "IT companies have moved into the old harbor of the town.",
        "Theirsville is a town of ninety souls north of the river.",
        "In Hanoi, Mr. Trump said he could not accept the offer.",
        "Andrew and Hermione opened the museum on a rainy Sunday.",
    ],
)
def test_what_stands_alone(text):
    assert not dangles(text)


def test_a_connective_must_not_open_but_needs_no_company():
    assert is_led("But Mr. Kim said that nothing had been decided at all.")
    assert is_led("However, the bridge held until the morning of that day.")
    assert not is_led("Butter became dearer in all the towns along the coast.")


@pytest.mark.parametrize(
    "text",
    [
        "By Ada Lind and the staff of the evening paper in town",
        "By ADA LIND",
        "Too short to say much.",
        "It was twelve years ago.",
        "Page 3 of 12.",
        "Posted at 5:15 p.m.",
        "Monday, May 3, 2019.",
        "The harbor of Port Ellen after the storm of Monday night",
        "Ada Lind (left) leaves the court with her lawyer on Friday morning.",
        "Additional reporting by Ada Lind in Port Ellen and others elsewhere.",
        "Read more: how the harbor was closed and opened again last year.",
        "Who is going to pay for all of this in the end, then?",
        "Ada Lind/AP Workers mend the bridge over the Lowe on a cold Friday in June.",
        "This is a recap of what became of the harbor in the days before Friday.",
        "Photo by the harbor master, taken on the morning after the storm.",
    ],
)
def test_captions_bylines_fragments_and_questions_are_not_chosen(text):
    assert choosable([text]) == [False]


def test_a_whole_sentence_is():
    assert choosable(
        ["A storm closed the harbor of Port Ellen on Monday.", "“It is over,” said the man who runs it."]
    ) == [
        True,
        True,
    ]


@pytest.mark.parametrize("text", ["Forty people died.", "It cost 1.5 million dollars.", "A two-day strike followed."])
def test_a_short_one_with_a_figure_is(text):
    assert choosable([text]) == [True]


def test_a_pronoun_takes_along_the_sentence_before_and_that_its_own():
    texts = ["The mayor came late.", "She left early.", "It rained on her.", "The storm passed."]
    assert units(texts, [0, 0, 0, 1]) == [(0,), (0, 1), (0, 1, 2), (3,)]


def test_the_first_sentence_points_to_the_title():
    assert units(["She resigned on Friday."], [0]) == [(0,)]


def test_a_quotation_is_kept_whole_with_its_speaker():
    texts = [
        "The mayor spoke for an hour.",
        "“Nobody asked us,” Mrs. Lind said. ".strip(),
        "“The steel came late and",
        "the price was high.”",
        "The bridge reopened.",
    ]
    assert units(texts, [0, 1, 1, 1, 2]) == [(0,), (1,), (1, 2, 3), (1, 2, 3), (4,)]


def test_he_said_names_no_speaker():
    for said in ("he said.", "she added.", "said he."):
        texts = ["Mr. Grant, who runs the ferry, blamed the wind.", f"“I have seen many a storm,” {said}"]
        assert units(texts, [0, 0])[1] == (0, 1)
    assert units(["The ferry stayed.", "“I have seen many a storm,” said Mr. Grant of Port Ellen."], [0, 0])[1] == (1,)


def test_a_war_and_a_road_are_no_first_person():
    texts = ["The bridge held.", "It was built before World War I by the county.", "The I-95 was closed on Monday."]
    assert units(texts, [0, 1, 2])[2] == (2,)
    assert units(["The ferry stayed.", "Both the House and the Senate voted for the bridge."], [0, 0])[1] == (1,)


def test_a_quotation_in_single_marks():
    texts = ["Mr. Grant blamed the wind.", "'We shall see.", "I have seen worse.'", "The ferry stayed in its dock."]
    assert units(texts, [0, 0, 0, 0]) == [(0,), (0, 1, 2), (0, 1, 2), (3,)]


def test_what_was_said_by_somebody_before():
    texts = ["Mr. Grant was asked about the wind.", "“There was far too much of it.”", "I do not sail in that."]
    assert units(texts, [0, 1, 2])[1:] == [(0, 1), (0, 1, 2)]


def test_a_quotation_ends_with_its_paragraph_unless_the_next_opens_with_a_mark():
    left_open = ["“The wind was strong.", "The ferry stayed."]
    assert units(left_open, [0, 1]) == [(0,), (1,)]
    goes_on = ["“The wind was strong.", "“The ferry stayed,” Mr. Grant said."]
    assert units(goes_on, [0, 1]) == [(0, 1), (0, 1)]


def test_a_colon_takes_along_what_it_announces():
    assert units(["Mr. Grant gave a reason:", "The steel came late."], [0, 0]) == [(0, 1), (1,)]


def test_a_long_chain_is_left_out():
    texts = ["The mayor came.", *["She went on."] * (MAX_TOGETHER + 2)]
    assert units(texts, [0] * len(texts))[-1] == ()


@given(st.lists(st.text(min_size=1), max_size=12))
def test_units_are_runs_around_their_sentence(texts):
    for number, unit in enumerate(units(texts, [n // 3 for n in range(len(texts))])):
        assert not unit or (number in unit and list(unit) == list(range(unit[0], unit[-1] + 1)))
        assert len(unit) <= MAX_TOGETHER
    assert len(choosable(texts)) == len(texts)


@pytest.mark.parametrize("part", ["“", "a, ", "a ", "I "])
def test_hostile_sentences_take_no_more_than_their_length(part):
    assert grows_with_length_only(lambda text: (units([text, "Aa " + text], [0, 0]), choosable([text])), part, 40_000)
