"""How English news writes a date, as patterns, and the words that tell whether it looks back or ahead."""

from __future__ import annotations

import re

from qa.text.english import MONTH_NAMES, NUMBERS, WEEKDAY_NAMES

# Names are matched as they are printed, with a capital or all in capitals: may, march, sun and sat are words.
_MONTH = rf"(?P<month>{MONTH_NAMES}|{MONTH_NAMES.upper()})\b"
_WEEKDAY = rf"(?:{WEEKDAY_NAMES}|{WEEKDAY_NAMES.upper()})\b"
_PART = r"(?:morning|afternoon|evening|night)\b"
_WHICH = r"(?:[Tt]his\s)?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|(?<=his\s)past)(?:\scoming)?"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![\w/]|[-–][0-9])"
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
_OF_YEAR = (
    rf"(?:,?\s{{1,3}}(?:of\s|in\s)?(?:(?P<year>{_YEAR})|(?P<whose>last|this|next)\syear\b"
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


_WHEN = _after("in since by during of until till before after from through around between early late mid")
ISO = re.compile(r"\b(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9-])")
MONTH_DAY = re.compile(rf"\b(?=[A-Z]){_BESIDE}{_MONTH}\.?\s{{1,3}}{_DAYS}{_NOT_COUNTED}{_OF_YEAR}?{_BEHIND}")
DAY_MONTH = re.compile(
    rf"\b(?=[A-Zt0-9]){_BESIDE}(?:the\s)?{_DAYS}\s(?:of\s)?{_MONTH}(?:\.?{_OF_YEAR}|(?!\.?\s[0-9])){_BEHIND}"
)
MONTH_YEAR = re.compile(rf"\b(?=[A-Z]){_MONTH}\.?{_OF_YEAR}")
MONTH_ALONE = re.compile(
    rf"\b(?=[A-Zltn])(?:{_WHICH}\s|{_WHEN}){_MONTH}(?!['’]s|\.?\s[0-9])"
    rf"(?=\s(?:and|or|to|through)\s(?:{MONTH_NAMES})\s(?P<year>{_YEAR}))?"  # "between April and July 2021"
)
WEEKDAY_ALONE = re.compile(
    rf"\b(?=[A-Zltn])(?:{_WHICH}\s)?(?P<weekday>{_WEEKDAY})(?:\s{_PART})?"
    r"(?:\s(?:of\s)?(?P<week>last|this|next)\sweek\b)?"
)
NAMED_DAY = re.compile(
    r"\b(?=[YyTtLl])(?:the\sday\s(?P<beside>before|after)\s)?"
    rf"(?:(?P<named>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b|(?P<part>[Ll]ast\snight|[Tt]his\s{_PART})\b)"
)
AGO = re.compile(
    rf"\b(?<!or\s)(?<!to\s)(?<!than\s)(?<!and\s)(?P<count>[Aa]n?|{'|'.join(NUMBERS)}|{'|'.join(NUMBERS).title()}"
    r"|[1-9][0-9]{0,2})\s(?P<unit>day|week|month|year)s?\sago\b"
)
PERIOD = re.compile(rf"\b(?=[LlTtNn])(?<!\bthe\s){_WHICH}\s(?P<unit>week|month|year|weekend)\b")
SEASON = re.compile(
    rf"\b(?=[A-Za-z])(?:{_WHICH}\s)?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b"
    rf"(?:(?:\sof)?\s(?P<year>{_YEAR}))?"
)
YEAR_ALONE = re.compile(
    rf"\b(?=19|20)(?:{_WHEN}|(?<=\b[12][0-9]{{3}}\sand\s)|(?<=\b[12][0-9]{{3}}\sor\s)|(?<=\b[12][0-9]{{3}}\sto\s))"
    rf"(?P<year>{_YEAR}){_NOT_COUNTED}"
)
# Words that look like dates and are none: names, habits, days known to the article alone. They are passed over.
NO_DATE = re.compile(
    r"\b(?=[A-Za-fmopst])(?:(?:Black|Good|Bloody|Bowl|Super|Easter|Palm|Ash|Cyber|Giving|Manic|Blue|Fat|Shrove|Maundy"
    r"|Holy|Ruby|Freaky|Throwback|Taco|Business|Mail\son|[Ee]very|[Ee]ach|[Aa]ny|[Ss]ome|[Mm]ost|[Oo]ne|[Aa]|other"
    rf"|following|previous|first|second|third|fourth|the\s(?:last|next))\s{_WEEKDAY}(?:\s(?:in|of)\s\w+)?"
    rf"|{_WEEKDAY}\s(?:talk|news|paper|school|service|show|game)s?\b"
    rf"|that\s{_WEEKDAY}(?!['’]s)"
    rf"|{_WEEKDAY}(?:\s(?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Independent|World|Mercury|Night|Morning"
    r"|Addams|the\s13th|mornings|afternoons|evenings|nights)\b|(?:\s?[-–]\s?|\s(?:to|through)\s)Friday\b)"
    rf"|the\s{_WEEKDAY}\s(?:before|after|following|of|in)\b|(?:by|between|and)\sMay\b(?!\s[0-9])"
    r"|(?:Jan(?:uary|\.)\s6|Sept(?:ember|\.)\s11)(?:th)?(?:['’]s)?\s(?:House\s|[Ss]elect\s|terror\w*\s){0,2}"
    r"(?:[Cc]ommittee|commission|panel|attacks?|riot\w*|insurrection|hearings?|investigation)\b"
    r"|Fourth\sof\sJuly\b|(?<=[\w,]\s)(?:Today|Tonight|Yesterday|Tomorrow)\b)"
)
# What looks forward or back, and where a sentence ends: beyond it neither holds.
CUE = re.compile(
    r"(?P<end>(?<![A-Z])(?<![A-Z][a-z])(?<![A-Z][a-z]{2})(?<![A-Z][a-z]{3})(?<![ap]\.m)[.!?][\"”’)]?\s(?=\W?[A-Z])|\n)"
    r"|(?P<forward>['’]ll\b|\b(?:(?:will|would|must|can|could|may|to)\sbe(?:\s[a-z]+ly)?(?:\s[a-z]+)?"
    r"|will|would|must|can|could|may|won['’]t|shall|(?:up)?coming|deadline|until|scheduled|slated|planned|expected"
    r"|(?:is|are|was|were)\s(?:due|set|about|likely|going|to(?!\sbe))|set\sfor|heads\sto|ahead\sof"
    r"|(?:plan|hope|intend|prepare|expect|aim|agree)(?:s|d|ed|ing)?\sto|begins|starts|opens|kicks\soff|takes\splace"
    r"|premieres|arrives|returns|airs)\b)"
    r"|(?P<since>\b[Ss]ince\b)"
    r"|(?P<back>\b(?:had\sbeen\s[a-z]+|[a-z]{2,20}ed|said|says?|told|was|were|had|ha[sv]e|did|came|went|began|met"
    r"|took|made|gave|won|lost|left|saw|found|held|became|wrote|spoke|ran|fell|rose|led|hit|shot|got|sent|broke|struck"
    r"|spent|underwent|grew|drew|kept|sold|paid|stood|bought|fought|heard|chose|flew|swept|beat|sank|drove|threw|blew"
    r"|built|hung|laid|taught|thought|caught|sought)\b)"
)
