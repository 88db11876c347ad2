"""What a comparison asks of one side: of "Which bridge is longer, Torm?" it is "How long is the bridge Torm?"."""

from __future__ import annotations

import re

# What is asked of the one end of a scale is told by the measure, which is named after the other.
_SCALES = {
    **dict.fromkeys("younger newer".split(), "old"),
    **dict.fromkeys("smaller littler tinier".split(), "large"),
    **dict.fromkeys("shorter briefer".split(), "long"),
    **dict.fromkeys("larger bigger".split(), "large"),
    "lighter": "heavy",
    "slower": "fast",
    "lower": "high",
    "shallower": "deep",
    "narrower": "wide",
    "wider": "wide",
    "cheaper": "expensive",
    "colder": "hot",
    "cooler": "hot",
    "poorer": "rich",
    "better": "good",
    **{f"{word}r": word for word in "brave close dense fine late nice rare safe simple wise".split()},
    **dict.fromkeys("nearer closer farther further".split(), "far"),
}
_OTHERS = "cleaner deeper faster hotter heavier higher longer older richer stronger taller thicker warmer".split()
_DOUBLED = re.compile(r"([bdgmnt])\1$")
_MORE = rf"(?:the (?={'|'.join([*_SCALES, *_OTHERS])}))?(?P<how>(?:more|less) \w+|\w+er)"  # not "the winner"
_BE = r"(?:is|are|was|were)"
_ASKED = (
    r"(?:which|what|who)(?: (?:one|of the two))?(?: (?P<kind>(?!is|are|was|were)\w+(?: (?!is|are|was|were)\w+)?))??"
)
_END = r"[\s,:;–—?.!-]*"
_FIRST = r"(?:first|last|earlier|later|sooner)"
_FORMS = [
    (re.compile(rf"^{_ASKED} (?P<be>{_BE}) {_MORE}{_END}$", re.I), "How {how} {be} {thing}?"),
    (re.compile(rf"^(?P<be>{_BE}) {_MORE}{_END}$", re.I), "How {how} {be} {thing}?"),
    (
        re.compile(rf"^{_ASKED} (?P<verb>\w+) (?:the )?(?:more|most|less|fewer) (?P<rest>\w.*?){_END}$", re.I),
        "How {many} {rest} {verb} {thing}?",
    ),
    (re.compile(rf"^{_ASKED} (?P<be>{_BE}) (?P<verb>\w+) {_FIRST}{_END}$", re.I), "When {be} {thing} {verb}?"),
    (re.compile(rf"^{_ASKED} (?P<verb>\w+) {_FIRST}{_END}$", re.I), "When {verb} {thing}?"),
]


def measured(question: str, name: str) -> str:
    """The measure that a comparison is made by, asked of `name` alone, which stands in the question; the question
    itself where it compares by none."""
    rest = " ".join(question.replace(name, " ", 1).split())
    for form, asked in _FORMS:
        if found := form.match(rest):
            parts = {key: value for key, value in found.groupdict().items() if value}
            thing = _thing(parts.get("kind", ""), name)
            how, many = _positive(parts.get("how", "")), many_or_much(parts.get("rest", ""))
            return asked.format_map(
                {**parts, "be": parts.get("be", "").lower(), "how": how, "many": many, "thing": thing}
            )
    return question


def many_or_much(things: str) -> str:
    """The word that "how" asks for so many or so much of them with."""
    return "many" if re.search(r"s\b|people|children", things) else "much"


def _thing(kind: str, name: str) -> str:
    """The name after what it is a name of, unless it says so itself: "the bridge Torm", "the Torm bridge"."""
    of_itself = not kind or name.split()[0].lower() in ("the", "a", "an") or kind.split()[-1].lower() in name.lower()
    return name if of_itself else f"the {kind} {name}"


def _positive(comparative: str) -> str:
    """ "long" of "longer", "heavy" of "heavier", "expensive" of "more expensive"."""
    word = comparative.lower()
    if word in _SCALES or not word.endswith("er"):
        return _SCALES.get(word, word.split()[-1] if word else "")
    root = word[:-2]
    return root[:-1] + "y" if root.endswith("i") else _DOUBLED.sub(r"\1", root)
