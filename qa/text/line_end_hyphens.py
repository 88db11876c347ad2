"""Hyphens at the end of a line that are a word's own ("well-⏎known"), not the typesetter's ("Thurs-⏎day")."""

LETTER = r"[^\W\d_]"
LINE_END = r"[ \t]{0,3}+\r?\n[ \t]{0,20}+"
HYPHEN = rf"[-\u2010]{LINE_END}"

# First parts whose hyphen is their own at the end of a line too ("well-⏎known"), unless the second part begins so, for
# then both are one word: "high-⏎way".
_OWN_UNLESS = {
    "well": "ness",
    "self": "ish less ie",
    "non": "sense eth chal desc",
    "anti": r"bio bod cip dot gens?\b sep thes ox trust pod path qu",
    "post": "pon al er age ing ed man men card grad scr hum ure mark master code",
    "half": "way pen",
    "high": "way land light ly er est ness",
    "low": "er est land ly",
    "long": "ing er est it ev",
    "short": "age er est en ly fall list hand com stop wave",
    "mid": r"dle night field day week summer winter way wif wiv st\b land ship get town",
    "all": "ow ia ie eg er oc ot ey y",
    "full": "y er ness",
    "part": "n ly ing ed ic is ia ie y ri",
    "vice": "roy",
    "cross": "road ing word bar over fire bow walk wind piece es",
    "left": "over ist",
    "right": "eous ful ly ist",
    "by": "pass stand law gone lin word zan",
    "first": "ly born",
    "second": r"ar ly ed ing s\b",
    "third": "ly",
    "double": "",
    "one": "self ness",
    "two": "some",
    "three": "some",
    "four": "teen th some",
    "five": "r",
    "six": "teen th ty ties tieth",
    "seven": "teen th ty ties tieth",
    "eight": "een h ie y",
    "nine": "teen th ty ties tieth",
    "year": "ly ling book n",
    "month": "ly",
    "week": "ly end day night",
    "hour": "ly glass",
    "minute": "ly ness man men",
    "twenty": "",
    "thirty": "",
    "forty": "",
    "fifty": "",
    "sixty": "",
    "seventy": "",
    "eighty": "",
    "ninety": "",
}
# First parts that mostly only begin a word ("ex-⏎plain"): the hyphen is their own where the second part begins so.
_OWN_BEFORE = {
    "so": "called",
    "re": "e",
    "co": "o found author chair host pilot work star defend produc president lead led direct sponsor sign writ wrote",
    "ex": "president wife husband minister soldier mayor police chief partner boyfriend girlfriend convict prime "
    "leader offic army player teammate coach captain boss football manager governor senator general cop marine",
    "pre": "war elect trial exist season school tax dawn match pandemic record order empt emin game pack approv budget "
    "industrial cook plan date arrang histor marital natal paid teen owned race independ determin",
    "pro": r"democra life\b choice europ independen abortion reform business government war",
    "ten": "year month week day hour minute mile man men point time strong foot story storey member goal inch page "
    "game percent meter metre second",
    "far": "right left reach off flung fetched away rang sighted",
    "semi": "final official detached autonom automatic skill professional permanent",
}
# Second parts that mostly stand behind a hyphen, and words that end like them without one: "with-⏎held".
_OWN_AFTER = (
    "owned run backed based sponsored controlled funded elect style speaking related friendly held built born made "
    "winning term level general minded scale class sided ranking scoring fashioned called spoken year month"
)
_SOLID = "dis out over under with hand life free hair home stub new cor inter mis fore up down air sub pre lop mid"
_LINKS = "to of in on by and the at up a or de du sur upon under"  # "face-⏎to-face", "up-to-⏎date"


def _any(starts: str) -> str:
    return "(?:" + "|".join(starts.split()) + ")"


OWN_HYPHEN = "|".join(
    [
        *(rf"(?<=\b{one}){HYPHEN}" + (f"(?!{_any(two)})" if two else "") for one, two in _OWN_UNLESS.items()),
        *(rf"(?<=\b{one}){HYPHEN}{_any(two)}" for one, two in _OWN_BEFORE.items()),
        rf"(?<=day){HYPHEN}(?!light|time|break|dream|ing|maker)",
        rf"(?<={LETTER}{{3}})" + "".join(rf"(?<!\b{one})" for one in _SOLID.split()) + rf"{HYPHEN}{_any(_OWN_AFTER)}\b",
        rf"(?<={LETTER}{{3}})(?<!l){HYPHEN}led\b",
        rf"(?<=\b{LETTER}){HYPHEN}",  # "e-⏎mail"
        rf"(?:{'|'.join(f'(?<=-{link})' for link in 'to of the and at on by up'.split())}){HYPHEN}",
        rf"(?<=-in){HYPHEN}(?:law|chief|residence|waiting|command)",
        rf"{HYPHEN}{_any(_LINKS)}-{LETTER}",
        rf"(?<!thous)(?<!isl)(?<!husb)(?<!err){HYPHEN}(?:and|und|oder)\b",  # "pre-⏎and post-war"
    ]
)
