"""What the patterns of furniture are made of. They are matched without regard to case, but for names."""

from __future__ import annotations

SITE = (
    r"(?:facebook(?: messenger)?|messenger|twitter|(?-i:X)|whats ?app|linkedin|pinterest|reddit|instagram|youtube"
    r"|tik ?tok"
    r"|telegram|threads|bluesky|mastodon|snapchat|tumblr|flipboard|google(?:\+| plus| news)|apple (?:news|podcasts)"
    r"|spotify"
    r"|sms|e-?mail|rss|viber|weibo|xing)"
)
SITES = rf"{SITE}(?!\w)(?:(?>,? (?:and|or|y|et|und) |, ?| ?/ ?| )(?:on )?{SITE}(?!\w)){{0,6}}"
DO = (
    r"(?:share|tweet|print|e-?mail|save|pin|send|copy|bookmark|gift|like|comment|listen|teilen|drucken|merken|partager"
    r"|imprimer|compartir|imprimir|condividi|compartilhe|compartilhar|delen)"
)
IT = (
    r"(?:article|story|page|post|piece|report|video|column|podcast|newsletter|gallery|item|blog|interview|obituary"
    r"|review"
    r"|graphic|transcript|essay|profile|headline|caption)"
)
US = r"(?:us|our|we|my|the newsroom|the (?:editors?|reporters?|authors?|writer|desk|team))"
NAME = r"(?-i:[A-Z][\w.'-]{0,30}(?: (?:(?:de|del|van|von|der|la|and|of|the|for) ){0,2}[A-Z][\w.'-]{0,30}){0,7})"
ADDRESS = (
    r"(?:[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}|@\w{1,30}|(?:https?://|www\.)\S{1,180}"
    r"|[\w-]{1,40}\.(?:com|org|net|co\.uk|de|fr)(?:/\S{0,120})?)"
)
DAY = r"[^.!?]{0,30}\b(?:19|20)\d\d\b[^.!?]{0,30}"
ROLE_WORDS = (
    r"(?:senior|chief|staff|political|national|foreign|special|contributing|associate|deputy|business|sports?|health"
    r"|science|education|city|local|freelance|guest|news|crime|courts?|environment|north|south|east|west|europe|africa|asia"
    r"|washington|digital|data|video|breaking)"
)
NO_STOP = r"(?!.*\.\W*$)"  # a line that ends as sentences do may be one


def any_of(*patterns: str) -> str:
    """What matches where one of the patterns does."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)
