"""What nobody plans: accidents, disasters, crimes, deaths. Told in the present, as in headlines, captions and news that
is told as it is, they have happened: "A ferry sinks Friday".
"""

from __future__ import annotations

_MISHAPS = frozenset(
    """abduct ambush assassinate asphyxiate batter behead bludgeon burn capsize careen collapse collide crash
    crash-land cripple crumble damage derail destroy devastate die drown electrocute engulf erupt escape explode flee
    gut hijack hurt incinerate injure inundate kidnap kill leak loot lynch maim malfunction massacre maul misfire murder
    overdose paralyse paralyze perish plummet ram ransack rape rattle ravage rip rob scorch shatter shoot skid smash
    spill stab steal strand strangle stumble submerge succumb suffer suffocate swerve trample wound wreck""".split()
)
# The same where they befall something; done to something they may be planned: "The navy sinks a hulk as a reef".
_OF_THEMSELVES = frozenset("burst faint ignite overturn rupture sink topple".split())
# The same before one of these words, or two: "falls Friday from the tower", but "falls on Friday".
_BEFORE = {
    verb: frozenset(phrases.split("|"))
    for verb, phrases in {
        "blow": "up|apart|over",
        "break": "into|loose|out",
        "catch": "fire",
        "cave": "in",
        "come": "under attack|under fire",
        "drop": "dead",
        "fall": "down|from|ill|into|off|onto|overboard|through",
        "get": "hurt|injured|killed|stuck|trapped",
        "give": "way",
        "go": "missing|off|overboard",
        "jump": "the rails|the tracks",
        "leave": "the rails|the road|the tracks",
        "lose": "consciousness|control",
        "meet": "head-on",
        "open": "fire",
        "pass": "away",
        "plough": "into",
        "plow": "into",
        "roll": "off|over",
        "run": "aground",
        "set": "ablaze|fire",
        "slam": "into",
        "slide": "into|off",
        "slip": "from|off|on",
        "trip": "on|over",
        "turn": "bloody|deadly|fatal|violent",
        "veer": "into|off",
    }.items()
}
# Not before these: "goes off on tour", "blows up the old bridge", "gives way to a market".
_PLANNED_BEHIND = {
    "up": frozenset("a an the this these its".split()),
    "off": frozenset("as for into on to with".split()),
    "way": frozenset({"to"}),
}
# Whatever these do has happened; a storm may be forecast.
_CALAMITIES = frozenset(
    """aftershock avalanche avalanches blast blasts blaze bomb bushfire collision derailment earthquake explosion fire
    grenade hailstorm inferno landslide landslip leak lightning meteor meteorite mudslide quake rockfall rockslide
    sinkhole stampede tornado tornadoes tremor tsunami twister wildfire""".split()
)
_NOT_OF_CALAMITIES = frozenset(
    "arrive face host meet play return tour travel visit".split()
)  # as teams of that name do
_CRIMINALS = frozenset(
    """arsonist assailant attacker bandit bomber burglar guerrilla gunman gunmen hijacker insurgent intruder kidnapper
    looter militant mob pirate rebel rioter robber shooter sniper thief vandal""".split()
)
_ATTACKS = frozenset(
    "attack board bomb burst detonate force hit hurl raid seize storm strike take target throw".split()
)
_IN_COURT = frozenset("part|place|the stand".split("|"))  # "The gunman takes the stand"
VERBS = _MISHAPS | _OF_THEMSELVES | _BEFORE.keys()


def is_mishap(verb: str, after: str, behind: str, done_to: bool, subject: str) -> bool:
    """Whether a verb, by its base, tells of a mishap; `after` and `behind` are the words after it, `done_to` whether it
    has an object, `subject` the last noun before it, without -s."""
    phrase = f"{after} {behind}"
    if verb in _MISHAPS or (verb in _OF_THEMSELVES and not done_to):
        return True
    if verb in _BEFORE and not _BEFORE[verb].isdisjoint((after, phrase)):
        return behind not in _PLANNED_BEHIND.get(after, ())
    if after in _IN_COURT or phrase in _IN_COURT:
        return False
    return (subject in _CALAMITIES and verb not in _NOT_OF_CALAMITIES) or (subject in _CRIMINALS and verb in _ATTACKS)
