"""Names of papers, agencies, stations and sites of news, and of their sections."""

from __future__ import annotations

import re

from qa.ingest.prose.furniture_phrases import SECTIONS

# Of a paper's name the word that tells it; the doubtful ones only behind an article: "The Star", not "A Film Star".
_PAPERS = frozenset(
    """times post gazette news herald tribune journal guardian chronicle daily weekly courier dispatch inquirer
    examiner telegraph observer bulletin sentinel ledger globe mail radio tv television wire bbc cnn npr abc nbc cbs
    cnbc pbs itv reuters ap afp upi dpa efe ansa tass xinhua kyodo yonhap politico axios bloomberg zeitung rundschau
    tageblatt anzeiger nachrichten kurier tagesschau tagesspiegel spiegel monde figaro libération parisien país
    mundo diario corriere repubblica stampa gazzetta folha globo estadão jornal dagblad volkskrant nieuws
    aftenposten dagbladet gazeta wyborcza associated argus echo advertiser online magazine newspaper newspapers
    broadcasting""".split()
)
_PAPERS_BEHIND_AN_ARTICLE = frozenset(
    """press star sun mirror standard independent express record register republic review report reporter monitor
    mercury eagle leader citizen banner beacon patriot union nation world bee enterprise atlantic economist age
    australian hindu welt zeit presse bote croix nación prensa nacional vanguardia verdad scotsman spectator""".split()
)
_BY_NAME = frozenset(
    ("usa today", "business insider", "al jazeera", "deutsche welle", "newsweek", "forbes", "vox", "slate")
)
_ARTICLES = frozenset("the le la les el los il die der das de het o al".split())
_SMALL = frozenset("of the and for on in at de del des du der die das van von di da do y et und e &".split())
_SITE = re.compile(r"[\w-]{2,40}\.(?:com|org|net|co\.uk|de|fr|es|it|nl|ca|ie|in)", re.IGNORECASE)
# What stands alone, before or behind a title and says of which kind an article is.
OPINION = (
    r"opinion|op-ed(?: (?:columnist|contributor))?|editorial|guest (?:column|essay|opinion)|column|commentary|viewpoint"
    r"|perspective|letters?(?: to the editor)?|(?:news )?analysis|exclusive|breaking(?: news)?|special report|explainer"
    r"|fact[- ]check|obituary|review|interview|feature|investigation|in depth|long read|meinung|kommentar|leitartikel"
    r"|analyse|tribune|éditorial|opinión|análisis|editoriale|opinião"
)
_KICKER_ALONE = re.compile(OPINION, re.IGNORECASE)
_MOST_OUTLET_WORDS = 6


def is_section(words: str) -> bool:
    """Whether a line is the name of a section, or of a kind of article: "LOCAL NEWS", "Opinion"."""
    names = re.sub(r"[&,/]| and ", " ", words.lower()).split()
    return 0 < len(names) <= 4 and (all(name in SECTIONS for name in names) or bool(_KICKER_ALONE.fullmatch(words)))


def is_outlet(words: str) -> bool:
    """Whether words look like the name of a paper, an agency, a station or a site of news."""
    names = words.split()
    if not 0 < len(names) <= _MOST_OUTLET_WORDS or "," in words or any(name[0].isdigit() for name in names):
        return False
    if _SITE.fullmatch(words) or words.lower() in _BY_NAME:
        return True
    if not all(name[0].isupper() or name.lower() in _SMALL for name in names):
        return False
    told = {name.lower().strip(".,'’") for name in names}
    return not told.isdisjoint(_PAPERS) or (
        names[0].lower() in _ARTICLES and not told.isdisjoint(_PAPERS_BEHIND_AN_ARTICLE)
    )
