"""A verb in no list is the present of a sentence that has no other: "The king abdicates Friday"."""

import pytest

from tests.text.fridays import LAST, NEXT, fridays


@pytest.mark.parametrize(
    "text",
    [
        *("The king abdicates Friday.", "On Friday the king abdicates.", "Friday, the king abdicates."),
        *("The king, who is 80, abdicates Friday.", "Pike said the king abdicates Friday."),
        *("The king abdicates Friday, the palace said.", "The king abdicates Friday in favour of his son."),
        "The king abdicates Friday, ending a reign that began in the weir’s first year.",
        "The king abdicates Friday in a hall built by 400 masons.",
        *(
            "The bank defaults Friday.",
            "The opera dazzles London on Friday.",
            "Parliament prorogues Friday.",
        ),
        *("The governor pardons Pike on Friday.", "The trial climaxes Friday.", "The comet peaks Friday."),
        *("The kings abdicate Friday.", "The king and queen abdicate Friday.", "Nine bishops abstain Friday."),
    ],
)
def test_the_only_verb_looks_ahead(text: str) -> None:
    assert fridays(text) == [NEXT]


@pytest.mark.parametrize(
    "text",
    [
        *("Pike visited Dunholt, Oxley farms and Roe mills Friday.", "The towns Friday held a fair."),
        *("City crews Friday, working by night, cleared the road.", "City crews who worked Friday cleared the road."),
        *("The arms dealer Friday, in a letter, denied it.", "Residents of the valley towns Friday got water."),
        *("Dunholt, Oxley and Carrick, all broke records Friday.", "Dunholt parks Friday were full."),
        *(
            "Estimated ticket sales for Friday at theaters, according to the guild.",
            "The price of eggs Friday rose.",
            "Storm batters coast Friday",
        ),
        *("In two towns Friday, crowds threw stones.", "The mayor’s aides Friday declined comment."),
    ],
)
def test_a_noun_does_not(text: str) -> None:
    assert fridays(text) == [LAST]
