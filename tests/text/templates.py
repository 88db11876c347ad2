"""Articles made by filling in a template: all of one kind say nearly the same, and no two are copies."""

from __future__ import annotations

import re
from random import Random

from tests.text.stories import DAYS, NOUNS, ROLES, SLOT, name, place

# What differs is in braces; of the last it is a place and a day.
TEMPLATES = (
    "The {place} {beast} beat the {place2} {beast2} {score} on {day} in front of {number} people. {person} "
    "scored in the {minute}th minute after a long pass from {person2}. The visitors had the better of the "
    "second half but found no way past goalkeeper {person3}. “We worked hard for each other and the points are "
    "what counts,” the coach of the winners said. The {beast} are now {minute}th in the table with {points} "
    "points. The league will announce the dates of the remaining matches after its next meeting.\n\nTickets for "
    "home games can be had at the office of the club and at the gate. Children under ten years of age sit for "
    "nothing in the family stand.",
    "{company} said on {day} that net income rose to ${money} million, or {cents} cents a share, in the "
    "{quarter} quarter from ${money2} million a year before. Revenue grew {percent} percent to ${sales} "
    "million. The results topped the expectations of analysts, who had on average forecast {cents2} cents a "
    "share. The company said it expects full-year revenue of ${sales2} million.\n\nShares of {company} have risen "
    "{percent2} percent since the start of the year. The stock closed at ${price} in late trading. "
    "Forward-looking statements carry risks, and actual results may differ from those described by the company "
    "in this report for reasons that it cannot foresee.",
    "{day} will bring {sky} skies to {place} and the hills around it, the weather office said. Highs will "
    "reach {degrees} degrees by the afternoon and fall to {degrees2} after dark. Winds from the {wind} may "
    "touch {speed} miles an hour on the coast. Small boats are told to stay near the shore and to listen for "
    "changes on the radio. The sun rises at 6:{minute} and sets at 7:{minute2}.",
    "A court in {place} sentenced {person} to {years} years in prison on {day} for the theft of ${money} "
    "million from a {noun}. Judge {person2} said the defendant had shown no remorse at any time during the "
    "trial. Prosecutor {person3} had asked for {years2} years. The defense said it would appeal to a higher "
    "court within the time that the law allows. The money has not been found, and the search for it goes on.",
    "Voters in {place} chose {person} as mayor on {day} by {number} votes to {number2}. The loser, {person2}, "
    "a {role}, conceded before midnight and wished the winner well. Turnout was {percent} percent, officials "
    "said. The new mayor promised to repair the {noun} and to keep taxes where they are. The vote will be "
    "certified once all ballots sent by mail have been counted and each complaint has been heard.",
    "The public library of {place} will be closed on {day} so that its catalog can be brought up to date. "
    "Books may be returned through the slot in the wall at the side of the building, and no fines will be "
    "charged for that day. Readers who have ordered books from other libraries will be told by letter when "
    "they have come in. The reading room for newspapers stays open in the morning for those who hold a ticket. "
    "Questions are answered at the desk at all other times, and groups that want to be shown around the "
    "building are asked to tell the staff a week ahead.",
)  # fmt: skip


def from_template(chance: Random, number: int) -> str:
    """One of the articles that are made by filling in TEMPLATES[number]."""
    fixed: dict[str, str] = {}

    def filled(slot: re.Match[str]) -> str:
        if slot[0] not in fixed:
            fixed[slot[0]] = _drawn(chance, slot[1])
        return fixed[slot[0]]

    return SLOT.sub(filled, TEMPLATES[number])


def _drawn(chance: Random, kind: str) -> str:
    words = {
        "day": DAYS,
        "noun": NOUNS,
        "role": ROLES,
        "beast": "Lions Owls Seals Bears Otters Herons Foxes Badgers".split(),
        "quarter": "first second third fourth".split(),
        "sky": "clear gray cloudy bright hazy".split(),
        "wind": "north south east west".split(),
    }
    if kind in words:
        return chance.choice(words[kind])
    if kind == "place":
        return place(chance)
    if kind == "person":
        return f"{name(chance)} {name(chance)}"
    if kind == "company":
        return f"{name(chance)} {chance.choice(['Foods', 'Steel', 'Air', 'Mills'])}"
    return f"{chance.randint(0, 9)}-{chance.randint(0, 9)}" if kind == "score" else str(chance.randint(10, 59))
