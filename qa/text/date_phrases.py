"""Phrases of English news that tell whether a day lies ahead or behind, whatever the verbs."""

from __future__ import annotations

import re

from qa.text.english import WEEKDAY_NAMES

_DAY_NAMED = rf"(?=\s(?:{WEEKDAY_NAMES})\b)"
_PUT_OFF = (
    r"moved|postponed|pushed|put\soff|delayed|rescheduled|shifted|deferred|brought\sforward|adjourned|extended|suspended"
    r"|remanded|given|gave|re-?set"
)
_LATER = r"(?:meet|hold|return|resume|reopen|appear|gather|convene|reconvene|testify|speak|begin|start)\b"
_NOT_TO = r"(?!\sto\s(?:the|an?|his|her|its|their)\b)"  # "due to the rain"
_FIRM = (  # of plans, whoever has them
    r"(?:will|would|must|can|could|may|might|to)\sbe(?:\s[a-z]+ly)?(?:\s[a-z]+)?"
    r"|(?:Will|Would|Must|Can|Could|May|Might|Shall)(?=\s(?:the|an?|he|she|it|they|we|you|his|her|its|their|this|that)\b)"
    r"|will|would|must|can|could|may|might|won['’]t|shall|upcoming|(?:the|this)\scoming"
    r"|(?<!before\s)(?<!after\s)(?<!of\s)coming\s(?=to\b|on\b|in\b|out\b|soon\b|this\b|next\b)"
    r"|(?<!\bas\s)(?<!than\s)(?<!had\s)(?:scheduled|slated|planned|expected)"
    rf"|(?:is|are|was|were)(?:n['’]t|\snot)?\s(?:due\b{_NOT_TO}|set|about\sto|likely|going\sto|to(?!\sbe\b))"
    r"|due\s(?=on\b|by\b|in\b|at\b|back\b|out\b|before\b|[A-Z])|set\sfor|heads?\sto|[Aa]head\sof|[Ii]n\sadvance\sof"
    r"|run-up\sto|(?:head|go)ing\sinto|(?:lin|gear)(?:es|ing|s)?\sup\sfor|in\stime\sfor|[Nn]o\slater\sthan"
    r"|[Aa]s\s(?:early|soon)\sas|(?:poised|ready|about|on\strack)\sto|ha(?:ve|s)\sto|yet\sto"
)
PLANNED = frozenset("scheduled slated planned expected".split())
_MEANT = (  # of what somebody means or wants to be
    r"(?<!had\s)(?<!after\s)(?:plan|hope|intend|prepare|expect|aim|vow|promise|pledge|threaten|want|need|tell|told|invite"
    r"|urge)(?:n?ed|s|d|n?ing)?(?:\s[a-z]+){0,3}\sto(?=\s[a-z])"
    rf"|(?:agree|vote|decide)s?d?\sto(?=\s{_LATER})|order(?:s|ed)?(?:\s\w+){{0,3}}\sto(?=\s{_LATER})"
    r"|(?:prepar|brac)(?:e|es|ed|ing)\sfor|await(?:s|ing)?|expects?|predicts?|warns?\sof|wants?"
    rf"|(?:{_PUT_OFF})(?:\s\w+){{0,3}}\s(?:to|until|till){_DAY_NAMED}"
)
# Where a sentence ends, the phrases end that stand in it: beyond it none holds.
PHRASE = re.compile(
    r"(?P<end>(?<![A-Z])(?<![A-Z][a-z])(?<![A-Z][a-z]{2})(?<![A-Z][a-z]{3})(?<![ap]\.m)[.!?][\"”’)]?\s(?=\W?[A-Z])"
    r"|\n[ \t\r]{0,20}\n)"
    r"|(?P<back>\b(?:(?:would|could|may|might|must|should|can)(?:n['’]t|\snot)?\shave\b|could(?:n['’]t|\snot)\b"
    r"|would(?:n['’]t|\snot)\s(?:say|comment|discuss|confirm|elaborate|give|name|identify|answer)\b|[Aa]ccording\sto\b"
    r"|had\sbeen\s[a-z]+|[Bb]ack\sin\s(?=[A-Z0-9])|[Nn]o\slonger\b"
    r"|(?<!ould\s)(?<!will\s)(?<!may\s)(?<!can\s)(?<!ight\s)(?<!to\s)comes?\s(?:[a-z]+\s){0,3}"
    r"(?:after|as(?!\s(?:early|soon))|amid)\b))"
    rf"|(?P<forward>['’]ll\b|\b(?:{_FIRM}|{_MEANT})\b)"
    r"|(?P<unsure>\b(?:agree[sd]?|decide[sd]?|chose)\sto(?=\s[a-z])(?!\s(?:an?|the|this|his|her|its|their)\b))"
    r"|(?P<since>\b[Ss]ince\b)"
    r"|(?P<until>\b(?<![Nn]ot\s)(?:until|till|deadline)\b)"
)
_FIRST_WORD = re.compile(r"\w+")
NOT = re.compile(r"\b(?:not|never|unable)\b|n['’]t\b")
# Nobody knows of them beforehand.
_MISHAP = (
    r"(?:(?:forest|house|wild)?fires?|blazes?|(?:car|bus|plane|train|helicopter)?\s?crash(?:es)?|collisions?|shootings?"
    r"|stabbings?|attacks?|bombs?|bombings?|blasts?|explosions?|(?:earth)?quakes?|floods?|flooding|landslides?|avalanches?"
    r"|accidents?|murders?|killings?|massacres?|deaths?|robber(?:y|ies)|burglar(?:y|ies)|break-ins?|assaults?|riots?"
    r"|raids?|ambush(?:es)?|derailments?|collapse|outages?|blackouts?|spills?|breach|leaks?|defeats?|loss(?:es)?"
    r"|victor(?:y|ies)|arrests?|clash(?:es)?|tornado(?:es|s)?|tremors?|sinking|slump|sell-off|rout|violence)"
)
UNPLANNED = re.compile(rf"\b{_MISHAP}\b")
HAPPENED = re.compile(
    rf"['’]s?\s(?:[a-z][\w-]*\s){{0,2}}{_MISHAP}(?![\w-])|\s(?:(?:morning|afternoon|evening)\s)?trad(?:e|ing)\b"
    r"|['’]s\s(?:clos(?:e|ing)|average|story|remarks|comments|revelations?|estimates?|announcement|move)\b"
)
WEATHER = re.compile(
    r"['’]s\s(?:[a-z]+\s){0,2}(?:\w*storms?|blizzard|hurricane|cyclone|typhoon|rains?|snow|heat|frost|winds)\b"
)
HAPPENED_ON = re.compile(
    rf"\b(?<!of\s){_MISHAP}(?:\s(?:in|at|near|outside|of)\s(?:the\s)?[A-Z][\w-]*(?:\s[A-Z][\w-]*){{0,2}})?"
    r"\s(?:(?:early|late)\s)?(?:on\s)?$"
)
_OUT_ON = r"\s(?:(?:published|out|issued|released)\s)?(?:early\s|late\s)?(?:on\s)?$"
# What is said in one is said by the time it is reported.
REPORTED_ON = re.compile(
    r"\b(?:(?:[Ii]n|[Aa]t|[Dd]uring|[Ff]rom|[Bb]y|[Tt]o)\s(?:an?|the|his|her|its|their)\s(?:[\w-]+\s){0,4}(?:statement|interview"
    r"|news\sconference|briefing|filing|note|e-?mail|letter|tweet|memo|speech)"
    r"(?:\s(?:with|to|by|from|for)\s(?:the\s)?[A-Z][\w’'-]{0,20}(?:\s[A-Z][\w’'-]{0,20}){0,3})?)"
    rf"{_OUT_ON}"
)
# What somebody does with one may be a plan: "releases its report Friday".
REPORT_ON = re.compile(
    r"(?:\b(\w{1,20})\s)?\b(?:[Aa]n?|its|their|his|her|\w+['’]s)\s(?:[\w-]+\s){0,3}(?:report|study|survey)"
    rf"{_OUT_ON}"
)
MEASURED_BY = re.compile(
    r"(?:\b[Aa]s\sof|\bthan|\bcompared\s(?:to|with)"
    r"|(?:\b(?:cents?|percent|points?|up|down|change[sd]?|dollars|higher|lower|more|less)|[0-9%])\sfrom|\bfrom\s[$€£]?[0-9][\w.,%]*)\s(?:late\s|early\s|on\s)?$"
)
BOOKED = re.compile(
    r"(?:(?<!figures\s)(?<!data\s)(?<!numbers\s)(?<!results\s)(?<!prices\s)(?<!sales\s)\bfor|\bcome|\bstarting)\s$"
)
AFTER = re.compile(
    r"\b(?:[Aa]fter|[Ff]ollowing|[Ss]ince|[Dd]espite|[Oo]ver|[Aa]bout|[Ii]n\sthe\swake\sof)\s(?:the\s)?$"
)
FOLLOWING = re.compile(r"\b[Ff]ollowing\s[^,;:()]{1,60}$")
AFTER_ONE = re.compile(r"\b(?:[Aa]fter|[Aa]mid)\san?\s[^,;:()]{1,60}$")
# Pictures are described in the present: "A diver surfaces Friday", "is seen during a rally".
CAPTION = re.compile(
    r"(?:\b(?:is|are)\s(?:pictured|seen|shown|displayed)\b|\bduring\s(?:an?\b|protests)|Images?\b|Reuters\b|/\s?AP\b|/EPA\b"
    r"|Shutterstock|Photos?\b:?|(?:^|[.!?”]\s|\bAP\s)An?\s(?:[a-z]+\s)?(?:man|woman|boy|girl|child|couple|technician|protester"
    r"|soldier|worker|(?:fire)?fighter|voter|fan|supporter|resident|pedestrian|motorist|cyclist|demonstrator|mourner|nurse"
    r"|tourist|visitor|customer|shopper|passenger|student|diver)\s)[^.;:]{0,160}$"
)
POSSESSIVE = re.compile(r"(?:\s(?:morning|afternoon|evening|night))?['’]s?\s")
# From a verb that ends there to the day: "was sworn in on March 4".
RIGHT_BEFORE = re.compile(r"(?:\s[\w’'-]+){0,3}\s(?:on\s)?")
RIGHT_AFTER = re.compile(r"(?:\s[a-z]{2,12}ly)?\s(?:also\s)?")
ANNOUNCING = re.compile(
    rf"(?:{_PUT_OFF}|said|told|set|put|called|announced|invited|ordered|asked|summoned|required|agreed|named|added"
    r"|promised|urged|backed|sought|approved|booked)$"
)


def first_word(phrase: str) -> str:
    """In lower case; "" where there is none."""
    found = _FIRST_WORD.search(phrase)
    return found[0].lower() if found else ""
