"""What a question asks for, and whether a sentence holds such a thing."""

import pytest

from qa.text.answer_type import AnswerType, asked_for, holds, is_question

CAUSE, TIME, QUANTITY, PERSON, PLACE, NAME, OTHER = AnswerType


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Why did the talks fail?", CAUSE),
        ("what caused Hanoi to fail", CAUSE),
        ("What led to the collapse of the summit?", CAUSE),
        ("What made the pilots complain?", CAUSE),
        ("What prompted the grounding?", CAUSE),
        ("How come nobody knew?", CAUSE),
        ("What was the reason for the delay?", CAUSE),
        ("Is there a cause of the fire?", CAUSE),
        ("When was the missile launched?", TIME),
        ("Since when has he served?", TIME),
        ("What year did the talks begin?", TIME),
        ("In what year did the talks begin?", TIME),
        ("On which day did the vote take place?", TIME),
        ("How long ago was the meter redefined?", TIME),
        ("How many resolutions were passed?", QUANTITY),
        ("How much did it cost?", QUANTITY),
        ("How old is Dr. Goodenough?", QUANTITY),
        ("How far did the missile fly?", QUANTITY),
        ("About how many people came?", QUANTITY),
        ("By how much did prices rise?", QUANTITY),
        ("What percentage of voters agreed?", QUANTITY),
        ("Who led the American side?", PERSON),
        ("To whom did he speak?", PERSON),
        ("Whose idea was it?", PERSON),
        ("Which minister resigned?", PERSON),
        ("What actor plays the captain?", PERSON),
        ("Where did the talks take place?", PLACE),
        ("In which city did they meet?", PLACE),
        ("Which country has won most often?", PLACE),
        ("  what island was it  ", PLACE),
        ("What is the kilogram?", OTHER),
        ("How does the balance work?", OTHER),
        ("Did they sign a deal?", OTHER),
        ("Tell me about Hanoi", OTHER),
        ("Whenever", OTHER),
        ("", OTHER),
        ("What is made of steel?", OTHER),
        ("What is the population of Laos?", QUANTITY),
        ("What was the death toll?", QUANTITY),
        # who or what was hit is not why it was hit, a length of time is not a quantity of things, and so on
        ("How long did the talks last?", QUANTITY),
        ("What time did the alarm sound?", TIME),
        ("At what time did the alarm sound?", TIME),
        ("HOW MANY BOYS WERE IN THE CAVE?", QUANTITY),
        ("How did the fire start, and when?", OTHER),
        # the last sentence that asks, and in it the word that asks
        ("Prices hit a record. On average, how much does a gallon cost?", QUANTITY),
        ("A leak came to light. Where did it occur?", PLACE),
        ("Voters in which state struck down the amendment?", PLACE),
        ("The meter was redefined in what year?", TIME),
        ("Which high-ranking US official fell ill?", PERSON),
        ("Which major retailer is cutting prices?", NAME),
        ("Which of them left first?", OTHER),
        ("What is the new variant called?", NAME),
        ("What was the name of the ship?", NAME),
        ("What did he say when he left?", OTHER),
        ("What retailer is cutting prices?", OTHER),
    ],
)
def test_asked_for(question, kind):
    assert asked_for(question) is kind


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("The talks broke down because he wanted more.", CAUSE, True),
        ("The talks collapsed over sanctions relief.", CAUSE, True),
        ("It was closed due to the flood.", CAUSE, True),
        ("He stopped for fear of infection.", CAUSE, True),
        ("Prices rose as a result of the war.", CAUSE, True),
        ("Prices rose over the past year.", CAUSE, False),
        ("It sold over 300 copies.", CAUSE, False),
        ("They met at noon.", CAUSE, False),
        ("It happened in 1998.", TIME, True),
        ("They met on Feb. 28.", TIME, True),
        ("They met on 28 February.", TIME, True),
        ("They met on Thursday.", TIME, True),
        ("The alarm sounded at 6:20 p.m. and again later.", TIME, True),
        ("It broke two years ago.", TIME, True),
        ("It will reopen in October.", TIME, True),
        ("They may march against it.", TIME, False),
        ("It costs 35 dollars.", TIME, False),
        ("The price is $35.", QUANTITY, True),
        ("Three scientists shared it.", QUANTITY, True),
        ("Hundreds of people came.", QUANTITY, True),
        ("Nobody came.", QUANTITY, False),
        ("The talks were led by Stephen Biegun.", PERSON, True),
        ("Stephen Biegun led the talks.", PERSON, True),
        ("Nobody led the talks.", PERSON, False),
        ("The envoy led the talks.", PERSON, False),
        ("On Monday it rained, and in October too.", PERSON, False),
        ("The post went to O’Brien.", PERSON, True),
        ("The painter was Émile.", PERSON, True),
        ("“Kim Jong Un left.”", PERSON, True),
        ("W HEN it rained, nobody led the talks.", PERSON, False),  # a drop cap
        ("It rained in Bern\u00adina.", PLACE, True),
        ("The talks were held in Hanoi.", PLACE, True),
        ("They met near the border.", PLACE, False),
        ("They met at the Metropole hotel.", PLACE, True),
        ("He refused to sign.", PLACE, False),
        ("Anything at all, 1998, because Kim was in Hanoi.", OTHER, False),
        ("", PERSON, False),
        ("", PLACE, False),
    ],
)
def test_holds(sentence, kind, expected):
    assert holds(sentence, kind, "") is expected


@pytest.mark.parametrize(
    ("sentence", "kind", "question", "expected"),
    [
        ("Mr. Kim met Mr. Moon.", PERSON, "Who met Mr. Kim?", True),
        ("Mr. Kim met nobody.", PERSON, "Who met Kim?", False),
        ("The Hanoi talks were held in Hanoi.", PLACE, "Where in Vietnam were the talks?", True),
        ("The talks in Hanoi were short.", PLACE, "Where in Hanoi were the talks held?", False),
        ("The talks moved to New Delhi.", PLACE, "Where in New York did they move?", True),
        ("It began in 1998.", TIME, "When in 1998 did it begin?", False),
        ("It began in March 1998.", TIME, "When in 1998 did it begin?", True),
        ("He won 12 of the 20 games.", QUANTITY, "How many of the 20 games did he win?", True),
        ("He won some of the 20 games.", QUANTITY, "How many of the 20 games did he win?", False),
        ("Sprite retires its bottle.", NAME, "Which beverage gets a new bottle?", False),  # a capital by place alone
        ("It is Sprite that retires its bottle.", NAME, "Which beverage gets a new bottle?", True),
        ("The fire was caused by wind.", CAUSE, "What caused the fire?", True),
    ],
)
def test_only_what_is_new_answers(sentence, kind, question, expected):
    assert holds(sentence, kind, question) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("Who knew?", True), ("“Who knew?”", True), ("Who knew? Nobody did.", False), ("He asked who knew.", False)],
)
def test_is_question(sentence, expected):
    assert is_question(sentence) is expected
