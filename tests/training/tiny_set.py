"""A set of questions made here: towns, each with a bridge of which three things are told, and one is asked in vain."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

Told = tuple[str, dict[str, str | None]]  # a text, and questions with the words of it that answer

_TOWNS = [first + second for first, second in product(("Kar", "Lun", "Ost", "Vel"), ("by", "holm", "dal", "mark"))]
_BUILDERS = ("Ada Lind", "Karl Voss", "Ines Toller", "Olav Brun")


def in_english(town: str, number: int) -> Told:
    opened, builder, cost = str(1870 + 7 * number), _BUILDERS[number % 4], f"{3 + number} million crowns"
    return (
        f"The bridge of {town} opened in {opened}. It was designed by {builder}."
        f" Building it cost {cost}. Every spring the town holds a fair."
    ), {
        f"When did the bridge of {town} open?": opened,
        f"Who designed the bridge of {town}?": builder,
        f"How much did the bridge of {town} cost?": cost,
        f"How long is the bridge of {town}?": None,
    }


def made_up(town: str, number: int) -> Told:
    """In a language that no weights have read."""
    opened, builder, cost = str(1870 + 7 * number), _BUILDERS[number % 4], f"{3 + number} pomo"
    text = f"Keta {town} sor {opened}. Vilmo keta onga {builder}. Rusta vel keta {cost}. Ilda saru mendo tal."
    asked = {f"Zu keta {town}?": opened, f"Hu keta {town}?": builder, f"Po keta {town}?": cost}
    return text, asked | {f"Li keta {town}?": None}


def write_set(folder: Path, towns: slice, tell: Callable[[str, int], Told] = in_english) -> Path:
    """docs.jsonl and questions.jsonl of some of the towns."""
    folder.mkdir(parents=True)
    documents, questions = [], []
    for number, town in list(enumerate(_TOWNS))[towns]:
        text, told = tell(town, number)
        documents.append({"id": f"{town}#0", "title": f"{town}_bridge", "text": text})
        questions += [question(f"{town}#0", asked, answer, text) for asked, answer in told.items()]
    (folder / "docs.jsonl").write_text("".join(json.dumps(record) + "\n" for record in documents), "utf-8")
    (folder / "questions.jsonl").write_text("".join(json.dumps(record) + "\n" for record in questions), "utf-8")
    return folder


def question(document: str, asked: str, answer: str | None, text: str) -> dict[str, Any]:
    """A record; the answer stands where `text` has it first."""
    answers = None if answer is None else [{"text": answer, "start": text.index(answer)}]
    return {"question": asked, "doc_id": document, "answerable": answer is not None, "answers": answers}
