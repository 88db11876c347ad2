"""How the names of files and addresses tell a day, as patterns of text in lower case without accents."""

from __future__ import annotations

import re

from qa.ingest.dates.month_names import MONTH

_MONTH = rf"{MONTH}(?![^\W\d_])"
_AT_START = r"(?<=[/_ .])"
_CLOCK = r"(?:t[0-2]\d[0-5]\d(?:[0-5]\d)?z?)?"
_ENDS = r"(?=/|\.[a-z][a-z0-9]{1,4}/)"
_TO_THE_NEXT_WORD = r"(?=[-_/ .])"

# Folder by folder, as those lay out an archive who file it by the day.
DAY_IN_FOLDERS = re.compile(
    rf"(?<=/)(?P<y3>\d{{4}})/(?P<m3>\d{{1,2}}|{_MONTH})/(?P<d3>\d{{1,2}})(?=/)"
    r"|(?<=/)(?P<y4>\d{4})/(?P<m4>[01]\d)(?P<d4>[0-3]\d)(?=/)"
)
# At the start of a part, as a part, or year/month/day.
DAY_IN_PATH = re.compile(
    rf"{_AT_START}(?P<y1>\d{{4}})(?P<s1>[-_.])(?P<m1>\d{{2}})(?P=s1)(?P<d1>\d{{2}})(?!\d)"
    rf"|{_AT_START}(?P<y2>[12]\d{{3}})(?P<m2>[01]\d)(?P<d2>[0-3]\d){_CLOCK}{_TO_THE_NEXT_WORD}"
    rf"|{DAY_IN_FOLDERS.pattern}"
)
# Looked for where there is none of those: without zeros before a name, with the name of its month, or as the end of a
# name, as a rule its last page left aside. Eight digits behind a hyphen are as often a number.
_OF_AN_EVENT = (
    "of on since until till before after from by to the in at and for between through day attack attacks anniversary"
)
_NO_EVENT = "".join(rf"(?<!\b{word}-)" for word in _OF_AN_EVENT.split())
DAY_IN_NAME = re.compile(
    r"(?<=/)(?P<y1>[12]\d{3})(?P<s1>[-_])(?P<m1>1[0-2]|[1-9])(?P=s1)(?P<d1>3[01]|[12]\d|[1-9])(?=[-_ ][a-z])"
    rf"|(?<=/)(?P<m2>{_MONTH})\.?[-_ ](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[-_ ](?P<y2>[12]\d{{3}}){_TO_THE_NEXT_WORD}"
    rf"|(?<=/)(?P<d3>\d{{1,2}})\.?[-_ ]?(?P<m3>{_MONTH})\.?[-_ ]?(?P<y3>[12]\d{{3}}){_TO_THE_NEXT_WORD}"
    rf"|(?<=/)(?P<y4>[12]\d{{3}})[-_ ]?(?P<m4>{_MONTH})\.?[-_ ]?(?P<d4>\d{{1,2}}){_TO_THE_NEXT_WORD}"
    rf"|(?<= - )(?P<m5>{_MONTH})\.? (?P<d5>\d{{1,2}}),? (?P<y5>[12]\d{{3}}){_ENDS}"
    rf"|(?<= - )(?P<d6>\d{{1,2}}) (?P<m6>{_MONTH})\.? (?P<y6>[12]\d{{3}}){_ENDS}"
    rf"|(?<=[a-z]-){_NO_EVENT}(?P<y7>[12]\d{{3}})-(?P<m7>\d{{2}})-(?P<d7>\d{{2}})"
    rf"(?:-(?:page-?|p)?[a-z]?\d{{1,2}})?{_ENDS}"
)
DAY_IN_QUERY = re.compile(
    r"[?&](?:date|day|(?:pub|publish|published|publication|issue|article|story)[-_]?date|published|datum|fecha)="
    r"(?P<y1>[12]\d{3})(?P<s1>-?)(?P<m1>\d{2})(?P=s1)(?P<d1>\d{2})(?=$|[&#t ])"
)
