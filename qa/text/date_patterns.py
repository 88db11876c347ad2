"""How English news writes a date, as patterns."""

from __future__ import annotations

import re

from qa.text.english import HOLIDAYS, MONTH_NAMES, NUMBERS, WEEKDAY_NAMES

# Names are matched as they are printed, with a capital or all in capitals: may, march, sun and sat are words.
_MONTH = rf"(?P<month>{MONTH_NAMES}|{MONTH_NAMES.upper()})\b"
_WEEKDAY = rf"(?:{WEEKDAY_NAMES}|{WEEKDAY_NAMES.upper()})\b"
_PART = r"(?:morning|afternoon|evening|night)\b"
WHICH = r"(?:[Tt]his\s)?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|(?<=his\s)past)(?:\scoming)?"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![\w/]|[-–][0-9])"
_SHORT_YEAR = r"['’‘][0-9]{2}(?![\w/]|[-–][0-9])"  # '98
_COUNT = rf"{'|'.join(NUMBERS)}|{'|'.join(NUMBERS).title()}"
# After a number: what makes it a time, a share, a score, or a count of something.
_NOT_COUNTED = (
    r"(?![\w/%:]|[.,][0-9]|-[a-z]|\s?[ap]\.?m\b|\s(?:people|persons|men|women|children|cases|homes|troops|soldiers"
    r"|votes|seats|points|miles|kilometers|days|weeks|months|years|hours|minutes|percent|per\scent|million|billion"
    r"|dollars)\b)"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_DAYS = (
    rf"(?P<day>{_DAY})(?:st|nd|rd|th)?"
    rf"(?:(?:\s?[-–—]\s?|\s(?:to|and|through)\s)(?P<until>{_DAY})(?:st|nd|rd|th)?{_NOT_COUNTED})?"
)
# "July of that year" is known to the article alone: the mention is passed over.
OF_YEAR = (
    rf"(?:,?\s{{1,3}}(?:of\s|in\s)?(?:(?P<year>{_YEAR}|{_SHORT_YEAR})|(?P<whose>last|this|next)\syear\b"
    r"|(?P<untold>(?:that|the\s\w{4,9})\syear\b)))"
)
_BESIDE = (
    rf"(?:(?P<weekday>{WEEKDAY_NAMES}|{WEEKDAY_NAMES.upper()}|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\b\.?)"
    rf"(?:\s{_PART})?,?\s\(?)?"
)
_BEHIND = rf"(?:(?:,\sa\s|,\s|\s\()(?P<weekday_behind>{_WEEKDAY}))?"


def _after(words: str) -> str:
    """The place after one of the words; by looking back, since the word is no part of the mention."""
    return "(?:" + "|".join(rf"(?<=\b[{word[0]}{word[0].upper()}]{word[1:]}[\s-])" for word in words.split()) + ")"


_HOLIDAYS = "|".join(
    re.escape(name)
    .replace(r"\ ", r"\s")
    .replace("'", "['’]")
    .replace(r"St\.", r"St\.?")
    .replace("Veterans", "Veterans['’]?")
    for name in HOLIDAYS
)
_WHEN = _after("in since by during of until till before after from through around between early late mid")
# Not "was planned for": by then it may be over, or put off.
_BOOKED_FOR = "|".join(
    rf"(?<={word}\sfor\s)(?<!was\s{word}\sfor\s)(?<!were\s{word}\sfor\s)"
    for word in ("planned", "scheduled", "slated", "set", "booked", "due")
)
ISO = re.compile(r"\b(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9-])")
MONTH_DAY = re.compile(rf"\b(?=[A-Z]){_BESIDE}{_MONTH}\.?\s{{1,3}}{_DAYS}{_NOT_COUNTED}{OF_YEAR}?{_BEHIND}")
DAY_MONTH = re.compile(
    rf"\b(?=[A-Zt0-9]){_BESIDE}(?:the\s)?{_DAYS}(?P<dot>\.)?\s(?:of\s)?{_MONTH}(?:\.?{OF_YEAR}|(?!\.?\s[0-9])){_BEHIND}"
)
MONTH_YEAR = re.compile(rf"\b(?=[A-Z]){_MONTH}\.?{OF_YEAR}")
MONTH_ALONE = re.compile(
    rf"\b(?=[A-Zltn])(?:{WHICH}\s|{_WHEN}|{_BOOKED_FOR}){_MONTH}(?!['’]s|\.?\s[0-9])"
    rf"(?=\s(?:and|or|to|through)\s(?:{MONTH_NAMES})\s(?P<year>{_YEAR}))?"  # "between April and July 2021"
)
WEEKDAY_ALONE = re.compile(
    rf"\b(?=[A-Zltn])(?:{WHICH}\s)?(?P<weekday>{_WEEKDAY})(?:\s{_PART})?"
    r"(?:\s(?:of\s)?(?P<week>last|this|next)\sweek\b)?"
)
NAMED_DAY = re.compile(
    r"\b(?=[YyTtLl])(?:(?:[Tt]he\sday|THE\sDAY)\s(?P<beside>[Bb]efore|[Aa]fter|BEFORE|AFTER)\s)?"
    r"(?:(?P<named>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|YESTERDAY|TOMORROW)\b"
    rf"|(?P<part>[Ll]ast\snight|LAST\sNIGHT|[Tt]his\s{_PART})\b)"
)
AGO = re.compile(
    r"\b(?=[AaEFNOSTefnost1-9])(?<!or\s)(?<!to\s)(?<!than\s)(?<!and\s)(?<!alf\s)(?<!alf\sof\s)(?<!arter\sof\s)"
    rf"(?P<count>[Aa]n?|{_COUNT}"
    r"|[1-9][0-9]{0,2})\s(?P<unit>day|week|fortnight|month|year)s?\sago\b"
    rf"(?P<weekday>\s(?:on\s|this\s)?{_WEEKDAY})?"
)
PERIOD = re.compile(rf"\b(?=[LlTtNn])(?<!\bthe\s){WHICH}\s(?P<unit>week|month|year|weekend)\b")
SEASON = re.compile(
    rf"\b(?=[A-Za-z])(?:{WHICH}\s)?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b"
    rf"(?:(?:\sof)?\s(?P<year>{_YEAR}|{_SHORT_YEAR}))?"
)
YEAR_ALONE = re.compile(
    rf"\b(?=19|20)(?:{_WHEN}|(?<=\b[12][0-9]{{3}}\sand\s)|(?<=\b[12][0-9]{{3}}\sor\s)|(?<=\b[12][0-9]{{3}}\sto\s))"
    rf"(?P<year>{_YEAR}){_NOT_COUNTED}"
)
SHORT_YEAR_ALONE = re.compile(rf"(?=['’‘]){_WHEN}(?<!\b[Cc]lass\sof\s)(?P<year>{_SHORT_YEAR})")
# One reading only: 31/05/2019, 05/31/2019, 03.05.2019 (the day first). Whether it is one, its numbers tell.
NUMERIC = re.compile(
    r"(?<![\w/.$€£-])(?:(?P<year>(?:1[5-9]|20)[0-9]{2})(?P<mark>[/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    r"|(?P<one>[0-9]{1,2})(?P<sign>[/.-])(?P<other>[0-9]{1,2})(?P=sign)(?P<last>(?:1[5-9]|20)[0-9]{2}))"
    r"(?![\w/-]|[.,][0-9])"
)
# With two digits of the year only after what a day follows: 8/16/24 may be anything.
NUMERIC_SHORT = re.compile(
    rf"(?=[0-9]){_after('on dated since until till before after effective issued signed filed')}"
    r"(?P<one>[0-9]{1,2})/(?P<other>[0-9]{1,2})/(?P<year>[0-9]{2})(?![\w/-]|[.,][0-9])"
)
DAY_MONTH_HYPHENS = re.compile(rf"\b(?<![\w/-])(?P<day>{_DAY})-{_MONTH}-(?P<year>{_YEAR})")
INSTANT = re.compile(
    rf"\b(?:the\s)?(?P<day>{_DAY})(?:st|nd|rd|th|d)\s(?:of\s)?(?P<which>[Ii]nst|[Uu]lt|[Pp]rox)(?:ant|imo)?\b\.?"
)
# "a week ago Tuesday", "Tuesday a week ago", "two weeks from today", and British "Friday week".
WEEKS_FROM = re.compile(
    rf"\b(?=[A-Zaoftsen])(?:(?P<count>[Aa]|{_COUNT})\s(?P<unit>week|fortnight)s?\s(?P<way>ago|from)\s"
    rf"(?:on\s|last\s|this\s|next\s)?(?:(?P<weekday>{_WEEKDAY})(?:\s{_PART})?|(?P<named>today|yesterday|tomorrow|now)\b)"
    rf"|(?P<weekday_before>{_WEEKDAY})(?:\s{_PART})?\s(?:(?:(?P<count_before>a|{_COUNT})\s)?(?P<unit_before>week|fortnight)"
    r"s?\sago\b|(?P<unit_alone>week|fortnight)\b(?!['’-])))"
)
MOMENTS_AGO = re.compile(
    r"\b(?=[AEFHMNOSTaefhmnost1-9])(?<!or\s)(?<!to\s)(?<!than\s)(?<!teen\s)(?<!ty\s)(?<!elve\s)(?<!even\s)"
    r"(?<!dozen\s)(?<!hundred\s)(?<!-)"
    rf"(?:(?P<count>[Aa]n?|(?:[Aa]\s)?[Ff]ew|[Aa]\scouple\sof|[Ss]everal|[Hh]alf\san|{_COUNT}|[1-9][0-9]{{0,2}})\s)?"
    r"(?P<unit>[Hh]our|[Mm]inute|[Mm]oment)s?\sago\b"
)
WEEKEND = re.compile(
    rf"\b(?=[Tt]h){_after('over at on during')}the\sweekend\b(?!['’-]|\s(?:of|before|after|edition|when|that)\b)"
)
QUARTER = re.compile(
    rf"\b(?=[A-Zfstln])(?:(?:(?P<whose_before>[Ll]ast|[Tt]his|[Nn]ext)\syear['’]s\s)?(?<!fiscal\s)(?<!financial\s)"
    rf"(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)(?P<mark>[\s-])quarter\b|Q(?P<number>[1-4])\b)"
    rf"(?:(?:,?\sof|,|\sin)?\s(?:(?P<year>{_YEAR}|{_SHORT_YEAR})|(?P<whose>last|this|next)\syear\b)|(?!\sof\b))"
)
HOLIDAY = re.compile(rf"\b(?=[A-Zlnt])(?:{WHICH}\s)?(?:[Tt]he\s)?(?P<holiday>{_HOLIDAYS})\b{OF_YEAR}?")
_NIGHTFALL = r"(?:day|morning|afternoon|evening|night)\b"
# Told against the day named before: "The next day", "two days earlier", at the start or the end of a sentence.
FOLLOWING = re.compile(
    rf"\b(?:(?:[Tt]he|[Tt]hat)\s(?:(?:very\s)?(?P<step>next|following|previous|same)\s{_NIGHTFALL}(?!\s(?:as|last|in|of)\b)"
    rf"|(?:day|night|morning|evening)\s(?P<beside>before|after)\b)|[Tt]hat\s(?P<that>{_NIGHTFALL})"
    rf"|(?P<count>[Aa]|{_COUNT}|[1-9][0-9]?)\s(?P<unit>day|week|fortnight)s?\s(?P<way>later|earlier|after|before)\b(?!\sthan\b))"
)
# Words that look like dates and are none: names, habits, days known to the article alone. They are passed over.
NO_DATE = re.compile(
    r"\b(?=[A-Za-fmopst])(?:(?:Black|Good|Bloody|Bowl|Super|Easter|Palm|Ash|Cyber|Giving|Manic|Blue|Fat|Shrove|Maundy"
    r"|Sheffield|Joe|Man|Girl|Gal|Casual|Dress-down|Holy|Ruby|Freaky|Throwback|Taco|Business|Whit|Pancake|Plough|Mothering|Trinity|Mail\son|[Ee]very(?:\sother)?|[Ee]ach|[Aa]ny(?:\s(?:random"
    rf"|given))?|[Ss]ome|[Mm]ost|[Oo]ne|[Aa]|other|following|previous|first|second|third|fourth|the\s(?:last|next))\s{_WEEKDAY}(?:\s(?:in|of)\s\w+)?"
    rf"|{_WEEKDAY}\s(?:(?:talk|paper|school|service|game)s?|news)\b"
    rf"|(?:the|his|her)\s{_WEEKDAY}\sshow\b|[Aa]n?\s(?:cold|hot|warm|sunny|rainy|gr[ae]y|dark|quiet|busy|recent|typical|normal"
    rf"|random|given|single|winter|summer|spring|autumn)\s{_WEEKDAY}"
    rf"|(?:[Aa]|[Tt]wo|[Tt]hree)\sweeks?\son\s{_WEEKDAY}|(?<=[‘“\"']){_WEEKDAY}[’”\"'](?!s\b)"
    rf"|that\s{_WEEKDAY}(?!['’]s)"
    rf"|{_WEEKDAY}(?:\s(?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Independent|World|Mercury|Night|Morning"
    r"|Addams|Club|the\s13th|mornings|afternoons|evenings|nights)\b|(?:\s?[-–]\s?|\s(?:to|through)\s)Friday\b)"
    rf"|[Tt]he\s{_WEEKDAY}\s(?:before|after|following|of|in)\b|(?:by|between|and)\sMay\b(?!\s[0-9])"
    r"|(?:Jan(?:uary|\.)\s6|Sept(?:ember|\.)\s11)(?:th)?(?:['’]s)?\s(?:House\s|[Ss]elect\s|terror\w*\s){0,2}"
    r"(?:[Cc]ommittee|commission|panel|attacks?|riot\w*|insurrection|hearings?|investigation)\b"
    r"|(?<=[\w,]\s)(?:Today|Tonight|Yesterday|Tomorrow)\b)"
)
# Right before a day, which is not meant then, but one beside it: "on the eve of May 3".
BESIDE = re.compile(
    r"\b(?:(?:[Tt]he\s)?(?:(?P<eve>[Ee]ve\sof)|(?:day|night|morning|evening)\s(?P<way>before|after))"
    rf"|(?P<count>[Aa]|{_COUNT})\s(?P<unit>day|week)s?\s(?P<counted>before|after))\s(?:the\s)?$"
)
