"""A set of questions made here, in a language made up, which no weights have read: towns, each with a bridge of which
three things are told, and one is asked in vain."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

_TOWNS = [first + second for first, second in product(("Kar", "Lun", "Ost", "Vel"), ("by", "holm", "dal", "mark"))]
_BUILDERS = ("Ada Lind", "Karl Voss", "Ines Toller", "Olav Brun")


def write_set(folder: Path, towns: slice) -> Path:
    """docs.jsonl and questions.jsonl of some of the towns."""
    folder.mkdir(parents=True)
    documents, questions = [], []
    for number, town in list(enumerate(_TOWNS))[towns]:
        opened, builder, cost = str(1870 + 7 * number), _BUILDERS[number % 4], f"{3 + number} pomo"
        text = f"Keta {town} sor {opened}. Vilmo keta onga {builder}. Rusta vel keta {cost}. Ilda saru mendo tal."
        documents.append({"id": f"{town}#0", "title": town, "text": text})
        told = {f"Zu keta {town}?": opened, f"Hu keta {town}?": builder, f"Po keta {town}?": cost}
        told_and_not = told | {f"Li keta {town}?": None}
        questions += [question(f"{town}#0", asked, answer, text) for asked, answer in told_and_not.items()]
    (folder / "docs.jsonl").write_text("".join(json.dumps(record) + "\n" for record in documents), "utf-8")
    (folder / "questions.jsonl").write_text("".join(json.dumps(record) + "\n" for record in questions), "utf-8")
    return folder


def question(document: str, asked: str, answer: str | None, text: str) -> dict[str, Any]:
    """A record; the answer stands where `text` has it first."""
    answers = None if answer is None else [{"text": answer, "start": text.index(answer)}]
    return {"question": asked, "doc_id": document, "answerable": answer is not None, "answers": answers}
