"""Which Friday a sentence means, by its verbs. It is published on Wednesday, May 8, 2019."""

from datetime import date

import pytest

from qa.text.dates import date_mentions
from tests.text.fridays import LAST, NEXT, fridays


@pytest.mark.parametrize(
    "text",
    [
        # the third person
        *("The board of Dunholt votes Friday on the weir.", "The bishop visits the camp on Friday."),
        *("Dunholt plays Marrow Bay on Friday.", "The judge sentences Pike Friday.", "The ban takes effect Friday."),
        *("The mint prints its last notes Friday.", "The deputy, who is 80, steps down Friday."),
        *("Dunholt privatizes the ferry Friday.", "The town closes a school and opens a mill Friday."),
        *("Friday marks a year since the flood.", "On Friday the duchess crowns the winner."),
        # more than one
        *("Polls open Friday.", "Talks between the guilds resume Friday.", "Millers plan a walkout Friday."),
        *("Oxley and Dunholt meet Friday.", "Members of the board vote Friday.", "Fishermen stage a sit-in Friday."),
        *("They leave Friday.", "Divers douse the wreck Friday.", "Both brothers testify Friday."),
        *("The men, who face trial Friday, denied it.", "Two of the men, jailed in May, face trial Friday."),
        # forms of "be" and "have"
        *("The board is meeting Friday.", "Hearings are at noon Friday.", "The next hearing is Friday."),
        *("The mill is closed Friday.", "The mayor has a meeting Friday.", "Dunholt has to pay by Friday."),
        *("He’s leaving Friday.", "Friday’s hearing is open to all.", "A hearing Friday is the third this year."),
        # what is ahead, whatever the verb
        *("Ahead of Friday’s vote, Pike met Roe.", "Rowers are lining up for Friday’s race.", "Board to vote Friday"),
        *("The strike called for Friday was averted.", "The race was moved to Friday because of fog."),
        *("Frost is forecast for Friday.", "The verdict, due Friday, is awaited.", "He vowed to return Friday."),
        # a verb that tells of another day, or who says so
        *("Pike, who lost in April, meets Roe Friday.", "Pike said the board votes Friday."),
        *("The board votes Friday, Pike said.", "The board will, Pike said, vote Friday."),
        *("Pike says he is leaving Friday.", "The elected board sits Friday.", "The accused faces trial Friday."),
        *("A panel made up of judges reports Friday.", "The weir, built by monks, reopens Friday."),
        *("A swimmer, beaten in the heats, races again Friday.", "The shop stays closed Friday."),
        *("A prayer for the drowned is Friday.", "The accused man’s trial opens Friday."),
        "The weir, shut since 1911, reopens Friday.",
        # questions, and what is not done
        *("Does the board vote Friday?", "Do the guilds of Dunholt meet Friday?", "When does the mill close Friday?"),
        *("Will the board vote Friday?", "Would he resign Friday?", "Can the weir open Friday?"),
        *("The board does not sit Friday.", "The ferries don’t sail Friday.", "The mill doesn't reopen until Friday."),
        # a report of its own that somebody is to give
        *("The bank releases its report Friday.", "The guild publishes its yearly survey on Friday."),
        "Dunholt’s mint presents a new study Friday.",
    ],
)
def test_the_present_looks_ahead(text):
    assert fridays(text) == [NEXT]


@pytest.mark.parametrize(
    "text",
    [
        # past tenses that are not formed by -ed
        *("The bell rang Friday.", "A bear bit him Friday.", "She swam home Friday.", "The dam burst Friday."),
        *(
            "The firm shut the mill Friday.",
            "Pike quit Friday.",
            "Oxley beat Dunholt Friday.",
            "Voters cast ballots Friday.",
        ),
        *("Pike lent him a boat Friday.", "Rebels overran the fort Friday.", "The pond froze Friday."),
        # nouns that look like verbs in the present
        *("Votes were counted Friday.", "Air strikes hit the port Friday.", "He called for talks on Friday."),
        *("Board members on Friday rejected it.", "Pike told three judges on a call Friday that he was well."),
        *("Fire cost the town bids, games and plays Friday.", "Herders and shepherds fought over plans Friday."),
        # a verb in the present that only says, thinks, or tells of the outcome
        *("Police say Friday’s fire was set.", "Police say Friday’s fire cost lives.", "Pike says he met Roe Friday."),
        *("Witnesses recall Friday’s race.", "A report Friday says wheat is dear.", "Friday’s storm leaves two dead."),
        *(
            "The road is closed after a slide Friday.",
            "Two are dead after Friday’s crash.",
            "Pike is accused of theft Friday.",
        ),
        *(
            "Police are looking into a crash Friday.",
            "The toll is up from Friday.",
            "Shares are down in Friday trading.",
        ),
        *(
            "The bank released its report Friday.",
            "Its report Friday shows a loss.",
            "The mint’s study Friday says so.",
        ),
        *("Did the board vote Friday?", "Does he accept Friday’s ruling?", "Do you know who won Friday?"),
        "Though he does not seem to care, in an interview with Example Wire on Friday he wept.",
        *("Pike does not appear to be well, he said Friday.", "In a letter to the Dunholt Board Friday he quits."),
        *("Will Roe met Pike Friday.", "May Oxley resigned Friday.", "Do you recall what burned Friday?"),
        *("Pike is in jail after shooting a swan Friday.", "No one has been seen since Friday."),
        # a participle
        *("A bell stolen Friday is back.", "He faces charges filed Friday.", "The man arrested Friday is 40."),
        *("The weir, damaged Friday, is shut.", "Data released Friday show a rise."),
        # what lasted, and what was not yet
        *("They fought the fire until Friday.", "Not until Friday was it found.", "The judge could not agree Friday."),
        *(
            "They had planned to meet Friday.",
            "In an interview Friday, Pike denies it.",
            "It was late Friday when he fell.",
        ),
        # headlines and captions
        *("Mayor resigns Friday", "Storm kills two Friday", "Oxley beats Dunholt on Friday"),
        *("Ana Roe is seen at a rally Friday.", "A diver surfaces on Friday.", "Pike speaks during a rally on Friday."),
    ],
)
def test_the_past_looks_back(text):
    assert fridays(text) == [LAST]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Pike resigned Friday and leaves on Friday.", [LAST, NEXT]),
        ("The man arrested Friday faces a judge on Friday.", [LAST, NEXT]),
        ("The weir opens Friday, Pike said on Friday.", [NEXT, LAST]),
        ("The board fined him Friday. It meets again Friday.", [LAST, NEXT]),
        ("The board meets\nFriday.", [NEXT]),  # a line ends and no sentence
        ("Fire burns mill\n\nThe board meets Friday.", [NEXT]),
        ("The board agreed to sell the mill Friday.", []),  # agreed that day, or to sell that day
        ("The board agreed to meet Friday.", [NEXT]),
    ],
)
def test_each_mention_by_the_verb_that_governs_it(text, days):
    assert fridays(text) == days


@pytest.mark.parametrize(
    ("text", "published", "first"),
    [
        ("She was sworn in on March 4.", date(2021, 2, 1), date(2020, 3, 4)),
        ("The hearing was set for March 4.", date(2021, 2, 1), date(2021, 3, 4)),
        ("The fair returns on Oct. 30.", date(2021, 2, 8), date(2021, 10, 30)),  # a programme reaches further
        ("Pike turns 40 in March.", date(2021, 2, 1), date(2021, 3, 1)),
    ],
)
def test_a_month_and_day_by_the_same_verbs(text, published, first):
    assert [found.first for found in date_mentions(text, published)] == [first]
