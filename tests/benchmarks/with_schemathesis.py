"""What schemathesis does not know of requests that should be answered: what docs/api.md says of parameters together."""

from __future__ import annotations

from typing import Any

import schemathesis

LENGTHS = ("sentences", "words", "ratio")
FILTERS = ("since", "until", "source", "language")


@schemathesis.hook
def map_case(context: Any, case: Any) -> Any:
    """The same case where it is to be refused, else one that is not for what no schema can say."""
    if case.meta is None or case.meta.generation.mode.is_negative:
        return case
    is_summary = case.operation.path.endswith("/summarize")
    if isinstance(case.body, dict):
        case.body = mended(case.body, is_summary)
        if isinstance(case.body.get("questions"), list):
            asked = (mended(each, False) if isinstance(each, dict) else worded(each) for each in case.body["questions"])
            case.body["questions"] = list(asked)
    elif case.method == "GET" and (case.query or is_summary):
        case.query = mended(case.query or {}, is_summary)
    return case


def mended(asked: dict[str, Any], is_summary: bool) -> dict[str, Any]:
    asked = {name: value for name, value in asked.items() if name != "b"}  # which builds are kept, nothing tells
    if is_given(asked, "since") and is_given(asked, "until"):
        asked["since"], asked["until"] = sorted((asked["since"], asked["until"]))
    for name in ("question", "topic", "about"):
        if name in asked:
            asked[name] = worded(asked[name])
    return summary_of(asked) if is_summary else asked


def worded(question: Any) -> Any:
    return question if not isinstance(question, str) or any(map(str.isalnum, question)) else "why"


def summary_of(asked: dict[str, Any]) -> dict[str, Any]:
    given = [name for name in asked if is_given(asked, name)]
    if "about" not in given and not {"id", "ids"} & {*given}:
        asked["about"] = "the Hanoi summit"
    dropped = [name for name in LENGTHS if name in given][1:]
    if is_given(asked, "about"):
        dropped += ["id", "ids", *((*LENGTHS, "method") if "briefing" in given else ())]
    else:
        dropped += [*FILTERS, "briefing"]
    return {name: value for name, value in asked.items() if name not in dropped}


def is_given(asked: dict[str, Any], name: str) -> bool:
    value = asked.get(name)
    return any(each not in (None, "") for each in value) if isinstance(value, list) else value not in (None, "", False)
