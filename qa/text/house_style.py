"""The words of a sentence as they stand whichever paper printed it: "Nine percent", "9 per cent" and "9%" are one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qa.text.unbroken import unbroken
from qa.text.unseen import SHAPING, ZERO_WIDTH_SPACE
from qa.text.words import unaccented

BOUNDARY = ","  # a token for each mark that parts a sentence

# Letters and digits, also with the vowel signs of Indic scripts and other marks that \w leaves out.
_SIGNS = (
    r"(?:[^\W_]++|[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0d7f\u0e00-\u0fff"
    r"\u1000-\u109f\u1780-\u17ff\u3099\u309a]++)++"
)
# Signs that mean something ("+", "<", "?") are tokens of their own; other punctuation and bullets are passed over.
_TOKEN = re.compile(rf"{_SIGNS}(?:['.]{_SIGNS})*|--|[,;:\"“”«»()–—?+<>=≤≥±~°#@$€£¥₹↑↓▲▼✓✔✗✘]")
_BOUNDARIES = frozenset(',;:"“”«»()–—') | {"--"}

_SCALES = {"m": "million", "mn": "million", "mln": "million", "b": "billion", "bn": "billion", "tn": "trillion"}
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}


def _after(end: str, words: str) -> str:
    """A pattern for the place behind one of these words and its `end`."""
    return "|".join(rf"(?<=\b{word}{end})" for word in words.split())


# Which characters a sentence must have to be looked at, the pattern, and what stands in its place. A pattern that
# begins with a character, and looks back after it, is found several times as fast as one that looks back first.
_REWRITTEN = tuple(
    (frozenset(needed), re.compile(pattern), by)
    for needed, pattern, by in (
        ("0123456789", r",(?<=\d,)(?=\d{3}(?!\d))", ""),
        ("-–", r"[-–](?:(?<=\d[-–])|(?<=\d\s[-–]))\s?(?=\d)", " to "),
        ("-–", r"[-–](?<![\w.,)][-–])(?=[$€£¥]?\d)", " minus "),
        ("0123456789", r"\.(?<![\w.]\.)(?=\d)", "0."),
        ("0123456789", r"(?i)(\d)(?::00)?\s?([ap])\.?m\b\.?", r"\1 \2m "),
        ("-", r"-(?=[\s,.;]|$)(?:(?<=\b[A-F]-)|(?<=\b[A-F]{2}-)|(?<=\b[A-F]{3}-))", " minus "),
        ("-", r"-(?<=\s-)(?=\s)", " — "),
        (
            "-",
            rf"(?i)-(?=[a-z])(?:{_after('-', 'co e non anti multi pre post semi cyber micro inter')})",
            "",
        ),  # not re-sign
        ("$", r"\bUS\$", "$"),
        ("$", r"\b([A-Z]{1,2})\$", r"\1dollar $"),
        ("%", r"%", " percent "),
        ("pP", r"[Pp](?<!\w[Pp])(?i:er cent\b|ct\b\.?)", " percent "),
        ("'", r"[Cc](?<!\w[Cc])(?i:an't)\b", "can not"),
        ("'", r"[Ww](?<!\w[Ww])(?i:on't)\b", "will not"),
        ("'", r"(?i)n't\b", " not"),
        ("'", r"(?i)'s\b(?:" + _after("'s", "it he she that there who what here") + ")", " is"),
        ("'", r"(?i)'re\b(?<=\w're)", " are"),
        ("'", r"(?i)'ve\b(?<=\w've)", " have"),
        ("'", r"(?i)'ll\b(?<=\w'll)", " will"),
        ("nN", r"[Cc](?<!\w[Cc])(?i:annot)\b", "can not"),
        ("U", r"U(?<!\wU)(?:(?:nited|NITED) S(?:tates|TATES)(?: of America)?\b|\.S\.(?:A\.)?|SA?\b)", " usa "),
        ("U", r"U(?<!\wU)(?:(?:nited|NITED) K(?:ingdom|INGDOM)\b|\.K\.|K\b)", " unitedkingdom "),
        ("U", r"U(?<!\wU)(?:(?:nited|NITED) N(?:ations|ATIONS)\b|\.N\.|N\b)", " unitednations "),
        ("E", r"E(?<!\wE)(?:(?:uropean|UROPEAN) U(?:nion|NION)\b|\.U\.|U\b)", " europeanunion "),
        ("&", r"&", " and "),
    )
)
_ONE_SIGN = dict.fromkeys(ZERO_WIDTH_SPACE + SHAPING, "") | dict.fromkeys("’ʼ`", "'") | dict.fromkeys("‐‑−", "-")
_MONEY = re.compile(r"(?i)([$€£¥])\s?(\d[\d.]*)(?:\s?(million|billion|trillion|mn|mln|m|bn|b|tn)\b)?")

_LARGE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,4}(?![.,]?\d|\w)")
_LARGE_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))

# States as they are cut short behind a town: "Mass." alone may be one that a priest says.
_STATES = dict(pair.split("=") for pair in """
    Ala.=Alabama Ariz.=Arizona Ark.=Arkansas Calif.=California Colo.=Colorado Conn.=Connecticut Del.=Delaware
    Fla.=Florida Ga.=Georgia Ill.=Illinois Ind.=Indiana Kan.=Kansas Kans.=Kansas Ky.=Kentucky La.=Louisiana
    Md.=Maryland Mass.=Massachusetts Mich.=Michigan Minn.=Minnesota Miss.=Mississippi Mo.=Missouri Mont.=Montana
    Neb.=Nebraska Nebr.=Nebraska Nev.=Nevada N.H.=New_Hampshire N.J.=New_Jersey N.M.=New_Mexico N.Y.=New_York
    N.C.=North_Carolina N.D.=North_Dakota Okla.=Oklahoma Ore.=Oregon Pa.=Pennsylvania R.I.=Rhode_Island
    S.C.=South_Carolina S.D.=South_Dakota Tenn.=Tennessee Tex.=Texas Vt.=Vermont Va.=Virginia Wash.=Washington
    W.Va.=West_Virginia Wis.=Wisconsin Wyo.=Wyoming""".split())  # fmt: skip
_STATE = {written.lower(): state.replace("_", " ") for written, state in _STATES.items()}
_STATE_NAMES = frozenset(state.lower() for state in _STATE.values())
_BEHIND_A_TOWN = re.compile(
    r",\s(" + "|".join(re.escape(each) for name in _STATES for each in (name, name.upper())) + r")(?!\w)"
)

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += "seventeen eighteen nineteen".split()
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_TENS_IN_FIGURES, _UNITS_IN_FIGURES = frozenset(map(str, _TENS.values())), frozenset("123456789")
_WRITTEN = (
    {word: str(n) for n, word in enumerate(_UNITS)}
    | {word: str(n) for word, n in _TENS.items()}
    | dict(zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(),
               "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(), strict=True))
    | dict(pair.split("=") for pair in """
        gov=governor sen=senator rep=representative gen=general lt=lieutenant col=colonel sgt=sergeant capt=captain
        dr=doctor prof=professor rev=reverend atty=attorney dept=department govt=government jan=january feb=february
        aug=august sept=september sep=september oct=october nov=november dec=december km=kilometers kg=kilograms
        programme=program programmes=programs aluminium=aluminum aeroplane=airplane
        plough=plow sceptic=skeptic sceptics=skeptics sceptical=skeptical catalogue=catalog dialogue=dialog
        ageing=aging judgement=judgment towards=toward afterwards=afterward learnt=learned burnt=burned whilst=while
        amongst=among manoeuvre=maneuver manoeuvres=maneuvers jewellery=jewelry
        sulphur=sulfur pyjamas=pajamas moustache=mustache""".split())
)  # fmt: skip
_SPELLINGS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(arm|behavi|cand|clam|col|endeav|fav|ferv|flav|harb|hon|hum|lab|neighb|rum|savi|splend|tum|val|vap|vig)our",
         r"\1or"),
        (r"(?<=\w{3}i)s(?=(?:e[drs]?|ing|ations?)$)|(?<=\wly)s(?=(?:e[drs]?|ing)$)", "z"),
        (r"^(def|off|pret|lic)ence(?=s?$)", r"\1ense"),
        (r"(calib|cent|fib|lit|lust|met|sab|spect|theat)re(?=s?$)", r"\1er"),
        (r"(cancel|channel|counsel|dial|fuel|jewel|label|level|model|quarrel|rival|signal|total|travel|tunnel)"
         r"l(?=ed$|ing$|ers?$|ors?$)", r"\1"),
    )
)  # fmt: skip


def tokens(sentence: str) -> list[str]:
    """Its words in lower case, in one spelling and with numbers in figures, and BOUNDARY for commas and their like."""
    text = unicodedata.normalize("NFC", unbroken(sentence).text)
    signs = set(text)
    for sign in signs & _ONE_SIGN.keys():
        text = text.replace(sign, _ONE_SIGN[sign])
        signs.update(_ONE_SIGN[sign])
    if "," in signs:
        text = _LARGE.sub(_scaled, text)
        text = _BEHIND_A_TOWN.sub(lambda match: f", {_STATE[match[1].lower()]}", text)
    for needed, pattern, by in _REWRITTEN:
        if not needed.isdisjoint(signs):
            text = pattern.sub(by, text)
    text = _MONEY.sub(_money, text)
    written = _TOKEN.findall(text)
    capitals = sentence.isupper()
    read = {word: _token(word, capitals) for word in set(written)}
    found = [read[word] for word in written]
    if found and text.startswith(written[0]):
        found[0] = _token(written[0], True)
    return _counted(list(filter(None, found)))


def state_in_full(written: str) -> str:
    """The name of a state, in small letters, whether or not it is cut short; "" of anything else."""
    name = _STATE.get(written.lower(), written).lower()
    return name if name in _STATE_NAMES else ""


@lru_cache(maxsize=50_000)
def _token(written: str, plain: bool) -> str:
    """`plain`: a capital letter tells nothing, so that "A" is the article and not that of "Hepatitis A"."""
    if written in _BOUNDARIES:
        return BOUNDARY
    if written == "A" and not plain:
        return "A"
    word = unaccented(written).removesuffix("'s")
    word = word if any(char.isdigit() for char in word) else word.replace(".", "")
    return _WRITTEN.get(word) or _respelled(word)


def _respelled(word: str) -> str:
    for pattern, by in _SPELLINGS if len(word) > 4 else ():
        word = pattern.sub(by, word)
    return word


def _scaled(match: re.Match[str]) -> str:
    """14,500,000 as "14.5 million"; as it stands where that has more than three decimals."""
    value = int(match[0].replace(",", ""))
    scale, word = next((each for each in _LARGE_SCALES if value >= each[0]), (0, ""))
    if not scale or value % (scale // 1000):
        return match[0]
    return f"{value / scale:.3f}".rstrip("0").removesuffix(".") + f" {word}"


def _money(match: re.Match[str]) -> str:
    scale = (match[3] or "").lower()
    return f"{match[2]} {_SCALES.get(scale, scale)} {_CURRENCIES[match[1]]} "


def _counted(words: list[str]) -> list[str]:
    """Twenty-one in one figure."""
    if _TENS_IN_FIGURES.isdisjoint(words):
        return words
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _TENS_IN_FIGURES and word in _UNITS_IN_FIGURES:
            word = str(int(joined.pop()) + int(word))
        joined.append(word)
    return joined
