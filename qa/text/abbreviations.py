"""Short forms that news uses without explaining them, and the names they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMES = """
AP Associated Press|AU African Union|BBC British Broadcasting Corporation
CDC Centers for Disease Control and Prevention|CIA Central Intelligence Agency|DHS Department of Homeland Security
DMZ demilitarized zone|DPRK Democratic People's Republic of Korea|DPRK North Korea|ECB European Central Bank
EPA Environmental Protection Agency|ESA European Space Agency|EU European Union|FAA Federal Aviation Administration
FAO Food and Agriculture Organization|FBI Federal Bureau of Investigation|FDA Food and Drug Administration
GDP gross domestic product|IAEA International Atomic Energy Agency|ICC International Criminal Court
ICJ International Court of Justice|ILO International Labour Organization|IMF International Monetary Fund
IOC International Olympic Committee|IPCC Intergovernmental Panel on Climate Change|IRS Internal Revenue Service
MP member of parliament|NASA National Aeronautics and Space Administration|NATO North Atlantic Treaty Organization
NGO nongovernmental organization|NHS National Health Service|NIH National Institutes of Health
NSA National Security Agency|OECD Organisation for Economic Co-operation and Development
OPEC Organization of the Petroleum Exporting Countries|OSCE Organization for Security and Co-operation in Europe
PM prime minister|PRC People's Republic of China|ROK Republic of Korea|ROK South Korea
SEC Securities and Exchange Commission|UAE United Arab Emirates|UK United Kingdom|UN United Nations
UNESCO United Nations Educational, Scientific and Cultural Organization
UNHCR United Nations High Commissioner for Refugees|UNICEF United Nations Children's Fund|UNSC UN Security Council
US United States|USA United States|WFP World Food Programme|WHO World Health Organization|WTO World Trade Organization
"""
_PAIRS = tuple(tuple(entry.split(" ", 1)) for line in _NAMES.strip().splitlines() for entry in line.split("|"))
_AMBIGUOUS = frozenset(("WHO", "US"))  # words as well: only in capitals, in a question that is not all in capitals


def other_forms(text: str) -> Iterator[tuple[str, str]]:
    """The short and the full names in `text`, each with its other form."""
    shouted = text.isupper()
    for short, full in _PAIRS:
        dotted = r"\.?".join(short)
        flags = re.NOFLAG if short in _AMBIGUOUS else re.IGNORECASE
        found = None if shouted and short in _AMBIGUOUS else re.search(rf"(?<!\w){dotted}\.?(?!\w)", text, flags)
        if found and not (len(short) == 2 and found[0][1:].islower() and found[0][0].isupper()):  # "Kim Jong Un"
            yield short, full
        elif re.search(rf"(?<!\w){re.escape(full)}(?!\w)", text, re.IGNORECASE):
            yield full, short
