"""Invented articles, and what other papers make of them: copies, and articles that only look like copies.

All is drawn from a `random.Random`, so that one seed gives one text on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

# A story of 122 words, in its parts.
LEAD = (
    "The town of Tarnmere will rebuild the old mill on the Lorne at a cost of $14 million, the council said on Friday."
)
VOTE = "Seven of its nine members voted for the plan of Mayor Ina Holt after a debate that went on past midnight."
MILL = (
    "The mill burned down in 1987. Since then children have played in what is left of it, and in 2011 a boy named"
    " Per Dahl broke both legs when a wall gave way."
)
MONEY = "Holt wants to borrow half of the money from the bank of Wexby and to find the rest by selling the quarry."
CRITIC = (
    "“We are buying a ruin,” said Lena Brandt, who voted against it and has asked a court in Wexby to stop the sale."
)
PARTS = (LEAD, VOTE, MILL, MONEY, CRITIC)
STORY = "\n\n".join(PARTS)

NOUNS = """harbor bridge ferry school clinic orchard library tunnel mill reservoir market theater railway quarry museum
bakery lighthouse stadium greenhouse cannery archive brewery canal chapel cinema crossing depot dock elevator factory
farmhouse fence festival footpath fountain gallery garage garden granary gymnasium hangar highway hospital hostel
kitchen laboratory laundry ledger levee locker meadow monument motel nursery observatory office pier pipeline
playground pond printshop prison pump ranch refinery rink sawmill schoolyard sewer shelter shipyard shop silo square
stable station statue street substation swimming-pool tannery temple terminal tower tram trench turbine vault viaduct
village vineyard ward warehouse waterfall wharf windmill workshop yard zoo""".split()
ADJECTIVES = """abandoned aging ambitious broken busy cheap cramped crowded damp delicate dim distant drafty dusty
empty expensive faded famous flooded forgotten fragile frozen gray handsome heated hidden hollow idle leaking lonely
massive modest muddy narrow neglected noisy northern oily old painted patched popular private quiet remote restored
rusty shabby shallow silent sloping southern spacious steep sturdy sunken temporary tiled tiny unfinished unused vast
wooden""".split()
VERBS = """abandoned admired approved auctioned blocked borrowed bought built cleaned closed condemned copied counted
crossed defended delayed described designed discovered donated doubled drained emptied enlarged entered examined filmed
fixed funded guarded heated hired ignored improved inherited inspected insured leased lifted lit lost mapped measured
mocked moved named nominated opened ordered owned painted patrolled photographed planned praised preferred promised
rebuilt recorded refused rented repaired replaced reported rescued sealed searched shared sketched sold studied surveyed
tested toured traded visited watched""".split()
ROLES = """accountant apprentice architect attorney baker baritone biologist botanist captain carpenter chemist cook
councilor curator dentist detective director economist electrician engineer farmer firefighter forester gardener
geologist grocer historian inspector janitor judge librarian manager mechanic merchant minister nurse painter pharmacist
physicist pilot plumber potter principal surgeon surveyor tailor teacher treasurer veterinarian welder""".split()
REASONS = """after a long dispute|although few had asked for it|because the money had run out|before the rain set in|\
despite three warnings|even as prices climbed|for the sake of the children|in spite of the cold|as the crowd cheered|\
once the papers were signed|since nobody else would|to the surprise of the neighbors|out of sheer stubbornness|\
under a rule from another century|until the roof gave way|while the band played on|on the strength of a rumor|\
with help from a distant cousin|without telling the press|against the advice of two experts""".split("|")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
AGENCIES = ("AP", "Reuters", "AFP", "UPI")
SYLLABLES = (
    "bar bel cor dan del dor fen gar hal hol jor kel lan lor mar mel nor pel quin ros sal tam tor val wen".split()
)
ENDINGS = "by den dale ford ham ley mere port stead ton wick worth".split()
CLAUSES = (
    "{role} {person} {verb} the {adjective} {noun} near {place}",
    "the {adjective} {noun} of {place} was {verb} on {day}",
    "“we never {verb} any {noun} so {adjective},” said {person}, a {role} from {place}",
    "about {number} people {verb} the {noun}",
    "{person} {verb} a {noun} in {month} and {verb} its {adjective} {noun}",
    "{person}, who {verb} the {noun}, paid ${number} million for {adjective} parts from {place}",
    "nearly {number} percent of the {adjective} {noun} had been {verb}",
    "no {role} in {place} has {verb} a {adjective} {noun} for {number} years",
    "the {role} {verb} every {noun} along the {adjective} {noun}",
    "the {noun}, {adjective} and {adjective}, was last {verb} by a {role} named {person}",
    "neither the {noun} nor the {adjective} {noun} will be {verb} before {month}, according to {person}",
    "two {role} teams {verb} it, and a third {verb} the {noun} at {place}",
    "it cost {number} crowns to have the {noun} {verb}",
    "{person} called the {noun} {adjective} and said {place} should have {verb} it",
    "whoever {verb} the {noun} must have been a {adjective} {role}",
    "{place} lies {number} miles from any {noun} that a {role} ever {verb}",
    "its {noun} stood {adjective} until {person} {verb} it",
    "all {number} of them {verb} the {role} instead",
    "even the {adjective} {noun} looks {adjective} beside what {person} {verb}",
    "there is talk of a {noun} that could be {verb} by {month}",
)
JOINTS = (", while ", "; ", ", and ", ", but ", ", so ", ", yet ", " where ", " — ", ", for ")
HOUSE_STYLE = (("percent", "per cent"), ("harbor", "harbour"), ("theater", "theatre"), ("gray", "grey"), ("“", '"'),
               ("”", '"'), ("on Friday", "Friday"), (" million", "m"), ("councilor", "councillor"))  # fmt: skip
SLOT = re.compile(r"\{(\w+?)(\d?)\}")


@dataclass(frozen=True)
class Draft:
    """An article of paragraphs of sentences, of people and places that are its own."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    head: str = ""
    lead: str = ""  # what stands before the first sentence: dateline and agency

    @property
    def text(self) -> str:
        paragraphs = [" ".join(sentences) for sentences in self.paragraphs]
        return "\n\n".join([*([self.head] if self.head else []), self.lead + paragraphs[0], *paragraphs[1:]])


def name(chance: Random) -> str:
    return (chance.choice(SYLLABLES) + chance.choice(SYLLABLES)).capitalize()


def place(chance: Random) -> str:
    return (chance.choice(SYLLABLES) + chance.choice(SYLLABLES) + chance.choice(ENDINGS)).capitalize()


def draft(chance: Random, words: int = 600) -> Draft:
    """An article of about so many words."""
    people = tuple(f"{name(chance)} {name(chance)}" for _ in range(8))
    places = tuple(place(chance) for _ in range(4))
    return replace(Draft(people, places, ()), paragraphs=_paragraphs(chance, people, places, words))


def _paragraphs(
    chance: Random, people: tuple[str, ...], places: tuple[str, ...], words: int
) -> tuple[tuple[str, ...], ...]:
    paragraphs: list[tuple[str, ...]] = []
    while sum(len(sentence.split()) for sentences in paragraphs for sentence in sentences) < words:
        paragraphs.append(tuple(sentence(chance, people, places) for _ in range(chance.randint(1, 4))))
    return tuple(paragraphs)


def sentence(chance: Random, people: tuple[str, ...], places: tuple[str, ...]) -> str:
    draws: dict[str, Callable[[], str]] = {
        "person": lambda: chance.choice(people),
        "place": lambda: chance.choice(places),
        "number": lambda: str(chance.randint(2, 990)),
        "day": lambda: chance.choice(DAYS),
        "month": lambda: chance.choice(MONTHS),
        "noun": lambda: chance.choice(NOUNS),
        "adjective": lambda: chance.choice(ADJECTIVES),
        "verb": lambda: chance.choice(VERBS),
        "role": lambda: chance.choice(ROLES),
        "reason": lambda: chance.choice(REASONS),
    }
    form = chance.choice(JOINTS).join(chance.sample(CLAUSES, chance.choice((1, 1, 2)))) + chance.choice(
        ("", " {reason}")
    )
    written = SLOT.sub(lambda slot: draws[slot[1]](), form) + "."
    return written[0].upper() + written[1:]


# What other papers print: each is a copy.


def by_another_agency(chance: Random, first: Draft) -> Draft:
    town, day = first.places[0].upper(), f"{chance.choice(MONTHS)} {chance.randint(1, 28)}"
    agency = chance.choice(AGENCIES)
    leads = (
        f"{town} ({agency}) — ",
        f"({agency}) ",
        f"{town}, {day} ({agency}) - ",
        f"{town} — ",
        f"UPDATE 1 - {town} — ",
    )
    return replace(first, lead=chance.choice(leads))


def under_another_headline(chance: Random, first: Draft) -> Draft:
    title = f"{chance.choice(ADJECTIVES)} {chance.choice(NOUNS)} {chance.choice(VERBS)}".capitalize()
    return replace(first, head=f"{title}\n\nBy {name(chance)} {name(chance)}")


def cut_short(chance: Random, first: Draft) -> Draft:
    kept = chance.uniform(0.3, 0.8) * len(first.paragraphs)
    return replace(first, paragraphs=first.paragraphs[: max(3, round(kept))])


def with_sentences_added(chance: Random, first: Draft) -> Draft:
    """Of its own people and places; a tenth of the sentences, and one in the first paragraph now and then."""
    people, places = (f"{name(chance)} {name(chance)}",), (place(chance),)
    paragraphs = list(first.paragraphs)
    for _ in range(max(1, sum(map(len, paragraphs)) // 10)):
        at = chance.randrange(len(paragraphs))
        where = chance.randint(0, len(paragraphs[at]))
        paragraphs[at] = (*paragraphs[at][:where], sentence(chance, people, places), *paragraphs[at][where:])
    return replace(first, paragraphs=tuple(paragraphs))


def with_a_sentence_left_out(chance: Random, first: Draft) -> Draft:
    at = chance.randrange(1, len(first.paragraphs))
    return replace(
        first,
        paragraphs=(*first.paragraphs[:at], first.paragraphs[at][1:] or ("It is so.",), *first.paragraphs[at + 1 :]),
    )


def corrected(chance: Random, first: Draft) -> Draft:
    """A number or a name is another one throughout, and a note says so."""
    wrong = chance.choice(sorted({*re.findall(r"\b\d+\b", first.text), *_names(first)}))
    right = str(int(wrong) + chance.randint(1, 9)) if wrong.isdigit() else wrong + "e"
    paragraphs = _rewritten(first, lambda said: re.sub(rf"\b{wrong}\b", right, said))
    note = ("Correction: An earlier version of this article gave it wrongly.",)
    return replace(first, paragraphs=(*paragraphs, note))


def _names(first: Draft) -> set[str]:
    """The surnames and places in it; its first word where there are none."""
    known = {*(person.split()[1] for person in first.people), *first.places}
    return known & set(re.findall(r"\w+", first.text)) or {first.text.split()[0]}


def _rewritten(first: Draft, by: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(by, sentences)) for sentences in first.paragraphs)


def in_another_house_style(chance: Random, first: Draft) -> Draft:
    def restyled(said: str) -> str:
        for old, new in HOUSE_STYLE:
            said = said.replace(old, new)
        return said

    return replace(first, paragraphs=_rewritten(first, restyled))


def moved_about(chance: Random, first: Draft) -> Draft:
    """Two paragraphs below the first changed places, and others run together."""
    rest = list(first.paragraphs[1:])
    one, other = chance.randrange(len(rest)), chance.randrange(len(rest))
    rest[one], rest[other] = rest[other], rest[one]
    return replace(
        first, paragraphs=(first.paragraphs[0], *rest[:-2], tuple(said for part in rest[-2:] for said in part))
    )


EDITS = (
    by_another_agency,
    under_another_headline,
    cut_short,
    with_sentences_added,
    with_a_sentence_left_out,
    corrected,
    in_another_house_style,
    moved_about,
)


def copied(chance: Random, first: Draft) -> Draft:
    """As another paper prints it, with up to three edits."""
    for edit in chance.sample(EDITS, chance.randint(1, 3)):
        first = edit(chance, first)
    return first


# What only looks like a copy.


def follow_up(chance: Random, first: Draft) -> Draft:
    """A later story with two paragraphs of the first."""
    above, below = (_paragraphs(chance, first.people, first.places, words) for words in (120, 200))
    return replace(first, paragraphs=(*above, *first.paragraphs[:2], *below))


def another_day(chance: Random, first: Draft) -> Draft:
    """A story of the same people and places."""
    return replace(first, paragraphs=_paragraphs(chance, first.people, first.places, 600))


def pairs_of(groups: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    """The pairs within groups, the lesser first."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}
