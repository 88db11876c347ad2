"""What a sentence of English news does, by its words: it gives a reason, says who says what, or what comes next."""

from __future__ import annotations

import re

_REASON = re.compile(
    r"\b(?:because|due\sto|owing\sto|thanks\sto|in\s(?:return|response|protest|retaliation)|in\sorder\sto|so\sthat"
    r"|blam\w+|prompt(?:ed|ing|s)|(?:led|leads|leading)\sto|caus(?:e|ed|es|ing)|reasons?|persuaded|therefore|meant\sto"
    r"|accus\w+|disagree\w*|anger\w*|suspicions?|suspect\w*|dislikes?|fear(?:s|ed)?|demand(?:s|ed)?"
    r"|since(?=\s(?:it|he|she|they|the|no|most|many|some|all|by|such|there)\b))\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:said|says?|told|tells|added|according\sto|call(?:ed|s)\s(?:it|the|for)|den(?:y|ies|ied)|argu(?:e|ed|es)"
    r"|critics|supporters|opponents|analysts|insist(?:s|ed)?|complain(?:s|ed)?|warn(?:s|ed)?|explain(?:s|ed)?|believes?"
    r"|repl(?:y|ies|ied)|answered|refuse[sd]?|condemn(?:s|ed)?|criti[cz]i[sz]ed?|welcomed?|admit(?:s|ted)?|claim(?:s|ed)?"
    r"|accus(?:es|ed)|den(?:ounced?|ounces)|pointed\sout|wrote|stated|promised|thanked|hoped?)\b",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(
    r"\b(?:will|would|plan(?:s|ned)?|next|soon|until|expect(?:s|ed)?|promis(?:e|es|ed)|vow(?:s|ed)?|afterwards?|later"
    r"|since\sthen|follow(?:s|ed)|may|could|due\sto\s(?:meet|start|begin|return)|invit(?:ed|ation)|remains?|again|resume[sd]?"
    r"|is\sto|are\sto|(?:has|have)\syet\sto)\b",
    re.IGNORECASE,
)


def gives_reason(text: str) -> bool:
    """Whether it may say why something happened."""
    return bool(_REASON.search(text))


def attributes(text: str) -> bool:
    """Whether it may say who said what."""
    return bool(_SAYING.search(text))


def looks_ahead(text: str) -> bool:
    """Whether it may tell what came next, or is to come."""
    return bool(_OUTLOOK.search(text))
