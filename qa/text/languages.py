"""In which language something is asked, by its most frequent words."""

from __future__ import annotations

import re

_WORDS = {
    "English": "the of to in is was and what who when where why how did does are for on which whose many much has",
    "French": "le la les des du de est qui que quand où pourquoi comment combien quel quelle a une un et dans pour sur",
    "German": "der die das und ist wer was wann wo warum wie wieviel welche wurde hat im ein eine den dem von zu",
    "Spanish": "el la los las de del es quién qué cuándo dónde por cómo cuánto cuántos fue una un y en para se al",
    "Italian": "il lo la gli le di del della è chi che quando dove perché come quanto quanti una un e nel per si al",
    "Portuguese": "o a os as de do da é quem que quando onde por como quanto quantos foi uma um e no na para se ao",
    "Dutch": "de het een van is wie wat wanneer waar waarom hoe hoeveel welke werd heeft en in voor op te met",
}
_OF = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_SCRIPTS = (
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
    ("Russian", re.compile(r"[\u0400-\u04ff]")),
    ("Arabic", re.compile(r"[\u0600-\u06ff]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3  # frequent words of a language, and more than of English: fewer may be a name


def other_language(question: str) -> str | None:
    """The language that `question` is asked in, by its English name, where that is plainly not English."""
    letters = re.findall(r"[^\W\d_]", question)
    for name, script in reversed(_SCRIPTS):
        if 2 * len(script.findall(question)) > len(letters):
            return "Japanese" if name == "Chinese" and _SCRIPTS[1][1].search(question) else name
    words = [word.lower() for word in _WORD.findall(question)]
    counts = {name: sum(word in known for word in words) for name, known in _OF.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= _LEAST and counts[best] > 2 * counts["English"] else None
