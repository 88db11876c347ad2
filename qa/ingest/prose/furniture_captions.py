"""Captions: told by how they begin, by who stands where, by what is seen on which day, by the credit at the end.

A sentence under a picture that has no such mark is a sentence like any other, and is kept.
"""

from __future__ import annotations

import re

from qa.ingest.prose.furniture_words import NAME, any_of
from qa.text.english import FULL_MONTH_NAMES, WEEKDAY_NAMES

# What is seen in a picture, and does not happen on a day that was set for it, as the opening of a bridge does.
_POSES = (
    r"(?:poses?|stands?(?! (?:trial|for|to|down|by|against|at \d))|walks?(?! (?:free|out|away))"
    r"|holds? (?:up|out|on to|(?:an?|the|his|her|their) (?:[\w'-]{1,15} ){0,2}(?:sign|banner|flag|photo|photograph"
    r"|portrait|picture|baby|child|placard|candle|trophy|ball|poster|microphone|cup|bottle|bag|phone|umbrella)s?\b)"
    r"|looks?(?! (?:to|set|like|likely)\b)|watch(?:es)?|gestures?|waves?|reacts?|embraces?|shakes?|demonstrates?"
    r"|protests?|listens?|carr(?:y|ies)|lines? up|sits?|gathers?|celebrates?|smiles?|wears?|rides?|prays?|grieves?"
    r"|mourns?|attends? (?:the|a)|arrives? at|performs? at|rests? (?:after|at|in|on|under|near)|queues?|shouts?"
    r"|chants?|cheers?|greets?|welcomes?"
    r"|hugs?|kiss(?:es)?|wipes?|inspects?|sweeps?|pumps?|fills? (?:up|an?|his|her|their)|takes? cover|wades?|kneels?"
    r"|battles? (?:an?|the) (?:\w{1,15} )?(?:fire|blaze|flames)|tends? to|evacuates?|helps? (?:to )?(?:evacuate"
    r"|carry|rescue)|(?:tr(?:y|ies)|attempts?) to"
    r"|rises? (?:from|over|above|behind|after)|pastes?|waits? (?:in|for|at|outside|inside|near|on)|sets? a backfire"
    r"|participates? in an?|receives? an? (?:\w+ )?(?:dose|vaccine|shot)|administers?|burns? (?:in|near|on|along)"
    r"|speaks? (?:to|at|during|with|after|in|outside)|(?:is|are) (?:seen|pictured|shown))"
)
_OF_A_YEAR = (
    r"(?:addresses|investigates?|works? (?:on|at|in)|checks?|spends? (?:his|her|their)|leaves? (?:\d|court\b"
    r"|the (?:court|hospital|building|stage|pitch|field|house)\b))"
)
_DAY = rf"(?:(?:{WEEKDAY_NAMES}),? )?(?:{FULL_MONTH_NAMES})\b(?: \d{{1,2}})?"
_ON_A_DAY = rf"(?:on|in) {_DAY}(?:, \d{{4}})?"
_IN_A_YEAR = rf"(?:(?:on|in) |, ){_DAY},? (?:19|20)\d\d"
# Who says something, and what was or will be, is in no picture.
_SEEN = (
    r"(?:(?!\b(?:said|says?|told|tells|will|would|was|were|had|has|have|which|that|who|if|when|until|before)\b)"
    r"[^.!?\":])"
)
# What happened, and to what: "The town banned protests", "the rest of the lamps".
_WHO = (
    r"(?:(?!\b(?:(?!united)\w{2,20}ed|won|lost|held|led|made|took|saw|began|went|came|gave|got|fell|met|kept|brought"
    r"|broke|sent|put|found|to|(?:the|an?|this|that|its|their|his|her)"
    r" (?:rest|protest|watch|wave|walk|look|ride|line|queue|pose|cheer|chant)s?)\b)"
    rf"{_SEEN})"
)
_END_OF_SCENE = r"(?:,[^.!?\":]{2,80})?\.?$"
_PLACE = (
    r"(?:(?:far |second (?:from (?:the )?)?|third (?:from (?:the )?)?|top |bottom |front |back )?(?:left|right)"
    r"|cent(?:er|re))"
)
_PICTURE = r"(?:photo(?:graph)?|image|picture|sketch|(?:video )?frame(?: grab)?|screen ?grab|still|handout)"
_KIND_OF_PICTURE = (
    rf"(?:(?:aerial|file|handout|undated|pool|satellite|combination|archive|historical|video|courtroom|court|{_DAY}"
    r"|(?:19|20)\d\d),? ){1,4}"
)
_AT_ONCE = (
    r"(?-i:From|Front row,? from) (?:top )?(?:left|right)(?:,| to right)?:? (?-i:[A-Z])"
    r"|(?-i:Pictured|Clockwise) (?:from|above|left|here)\b",
    r"(?:image|media|video|photo) caption:?,? (?-i:[A-Z\"'])|caption ?: ?(?-i:[A-Z\"'])",
    r"(?-i:FILE(?: ?PHOTO)?|File photo)(?: ?[-–—]+ | ?: ?)(?-i:[A-Z\"'])",
    r"(?:caption|photo|pictured|above|photo caption|bildunterschrift|légende) ?: (?-i:[A-Z\"']).{0,300}"
    r"\((?:.{0,40}/)?.{1,40}\)$",
    rf"in this (?:{_KIND_OF_PICTURE}{_PICTURE}\b|{_PICTURE} (?:released|provided|taken|made|shot|issued|posted)\b)",
    # "Ada Finch celebrates after her first goal for Oxley."
    r"(?-i:[A-Z][\w'.-]+(?: (?:and )?[A-Z][\w'.-]+){1,5} (?:celebrates?|poses?|waves?|gestures?|smiles?"
    r"|embraces?|looks? on|speaks?(?= during)) (?:after|during|as|with|for|at|in|on|to|alongside|outside)\b"
    rf"{_SEEN}{{5,160}}\.?)$",
    r"(?-i:JUST WATCHED) .{1,300}\b(?:replay|must watch)\b|video ad feedback .{0,300}\b\d\d:\d\d - source:",
)
_ON_DAYS = (
    # "Rowers wave from the pier of Oxley on June 3": of what was, news tells in the past.
    rf"(?=(?-i:[A-Z])){_WHO}{{3,90}} (?-i:{_POSES})\b[^.!?\":]{{0,200}}\b(?-i:{_ON_A_DAY}){_END_OF_SCENE}",
    rf"(?=(?-i:[A-Z])){_WHO}{{3,90}} (?-i:{_POSES}\b|{_OF_A_YEAR}){_SEEN}{{0,200}}(?-i:{_IN_A_YEAR}){_END_OF_SCENE}",
    rf"(?-i:An?) (?:\w+ ){{0,2}}(?:{_PICTURE}|view) shows? {_SEEN}{{2,200}} (?-i:{_ON_A_DAY}){_END_OF_SCENE}",
    rf"(?-i:[A-Z]){_SEEN}{{10,160}}, (?:seen|pictured|shown|photographed) (?:here )?(?-i:{_ON_A_DAY})\.?$",
    # What the picture's persons did is told behind it.
    rf"(?=(?-i:[A-Z])){_WHO}{{3,90}} (?-i:(?:is|are) (?:seen|pictured)|poses?|waves?|speaks? (?:to|at|during|in))\b"
    rf"{_SEEN}{{0,160}} (?-i:in|on) (?-i:{_DAY}),? (?:19|20)\d\d[^.!?\":]{{0,80}}\. .{{10,200}}$",
)
_OF_WHO_STANDS_WHERE = (
    rf"[^\"]{{0,300}}(?-i:\b[A-Z])[\w'.-]{{1,20}}, {_PLACE}(?:,| with\b)[^\"]{{0,300}}$",
    rf"[^\"]{{0,300}}(?-i:\b[A-Z])[\w'.-]{{1,20}} (?-i:(?!Party|Front|Alliance|Union|Bloc|List)[A-Z])[\w'.-]{{1,20}}"
    rf" \({_PLACE}\)[^\"]{{0,300}}$",
)
_PEOPLE = (
    r"(?:(?:An?|Two|Three|Four|Several|Some) (?:[\w'-]+ ){0,3}(?:couple|m[ae]n|wom[ae]n|boys?|girls?"
    r"|child(?:ren)?|firefighters?|workers?|nurses?|doctors?|customers?|shoppers?|residents?|protesters?|soldiers?|officers?|students?|visitors?|fans"
    r"|travell?ers?|drivers?|supporters?|volunteers?|rescuers?|pedestrians?|commuters?|tourists?|passengers?)"
    r"|People|Residents|Protesters|Travell?ers|Passengers|Customers|Shoppers|Visitors|Firefighters|Soldiers|Supporters"
    r"|Demonstrators|Students|Fans|(?:[A-Z]\w+ )?[Ww]orkers|Rescuers|Volunteers|Pedestrians|Commuters|Migrants|Refugees"
    r"|Mourners|Villagers|Tourists|Police(?: officers)?|Crews)"
)
_HOUSE = r"(?:AP|AFP|EPA|Reuters|Getty|Images|Times|Post|Gazette|News|Press|Photo|File|Pool)"
_CREDITED = r"(?:Photograph|Photo|Photos|Picture|Image|Credit|Photo [Cc]redit|Image credit)"
_CREDITS = (
    r"\([A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3} ?/ ?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,4}\)",
    r"\((?:[Ff]ile )?(?:[Pp]hoto(?:graph)?|[Pp]icture|[Ii]mage)s?(?: (?:by|courtesy(?: of)?|credit|from|via)"
    r"|:) ?[^()]{1,80}\)",
    r"\((?:AP|AFP|EPA|UPI|Reuters|Getty)(?: (?:Photo|Images|File)|(?: Photo)? ?/ ?[^()]{1,60})\)",
    rf"\([^()/]{{1,40}} ?/ ?[^()]{{0,30}}{_HOUSE}[^()]{{0,40}}\)|\([^()]{{1,40}} via (?:AP|Reuters|AFP|Getty Images)\)",
    r"(?<=[.!?\"']) (?:[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}/)?[A-Z][\w.'-]+(?: [A-Z][\w.'-]*){0,3}/(?:AP|AFP|Reuters"
    r"|EPA|UPI|DPA|PA|ZUMA|Sipa|SIPA|Shutterstock|Redux|Polaris|[A-Z]\w+ (?:Images|Photos?|News|Press|Agency|via AP))",
    rf"(?<=[.!?\"'])(?: |\.\.\.)?{_CREDITED}(?: by|:|\.\.\.) ?{NAME}(?: ?[/,|] ?[\w .'-]{{1,50}})?",
)

# Captions one behind the other, each with its number or its credit.
GALLERY = re.compile(
    r"(?i:(?:hide|show|view) captions?) \d{1,3} (?:of|/) \d{1,3}\b"
    r"|\b[A-Z][\w.'-]{1,20} [A-Z][\w.'-]{1,20}/(?:[\w. ]{2,30}/)?(?:Getty Images|AFP|AP|Reuters|EPA) (?=[A-Z])"
)
_FORMS = (
    (re.compile(""), re.compile(any_of(*_AT_ONCE), re.IGNORECASE)),
    (re.compile(rf"\b(?:{FULL_MONTH_NAMES})\b"), re.compile(any_of(*_ON_DAYS), re.IGNORECASE)),
    (re.compile(r"left|right|cent", re.IGNORECASE), re.compile(any_of(*_OF_WHO_STANDS_WHERE), re.IGNORECASE)),
)
CREDIT_AT_END = re.compile(rf"(?:{any_of(*_CREDITS)})\.?$")
# "A couple look at the harbor of Oxley from the pier in Carrick." It may begin an article, or be one of those that tell
# all in the present.
SCENE = re.compile(
    rf"{_PEOPLE}(?: {_WHO}{{0,60}})? (?:walks?|stands?|waits?|queues?|lines? up|looks? (?:at|on|over|through|out|for)"
    rf"|watch(?:es)?|poses?|sits?|gathers?|shops?|rests?|wades?|push(?:es)?|loads?|pumps?|search(?:es)?|clears?|cleans?|sprays?"
    rf"|takes? (?:cover|photos|pictures|selfies)|holds? (?:up|signs|banners|flags)|participates?|tr(?:y|ies) to)\b"
    rf"{_SEEN}{{3,160}}\b(?:in|at|outside|near|on|from|of) (?:the )?[A-Z]{_SEEN}{{0,80}}\.?"
)
# Behind one sentence a name without an end mark: who took the picture, or, larger than the rest, who said it.
NAMED_AT_END = re.compile(
    r"(?P<said>[^.!?]{30,400}(?<=[a-z]{4})[.!?][\"'”’]?)"
    r" (?P<name>(?:From )?[A-Z][\w./'’-]*(?: (?:(?:of|for|the) )?(?:[A-Z]|\w{1,20}/)[\w./'’-]*){0,7})(?<![.!?])"
)


def is_caption(words: str) -> bool:
    """Whether a line without marks before it is one by its words alone; it is asked first for what each form needs."""
    return any(needs.search(words) and form.match(words) for needs, form in _FORMS)
