"""A set of questions made here: towns, each with a bridge of which three things are told, and one is asked in vain."""

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
        text = (
            f"The bridge of {town} opened in {1870 + 7 * number}. It was designed by {_BUILDERS[number % 4]}."
            f" Building it cost {3 + number} million crowns. Every spring the town holds a fair."
        )
        documents.append({"id": f"{town}#0", "title": f"{town}_bridge", "text": text})
        told = {
            f"When did the bridge of {town} open?": str(1870 + 7 * number),
            f"Who designed the bridge of {town}?": _BUILDERS[number % 4],
            f"How much did the bridge of {town} cost?": f"{3 + number} million crowns",
            f"How long is the bridge of {town}?": None,
        }
        questions += [question(f"{town}#0", asked, answer, text) for asked, answer in told.items()]
    (folder / "docs.jsonl").write_text("".join(json.dumps(record) + "\n" for record in documents), "utf-8")
    (folder / "questions.jsonl").write_text("".join(json.dumps(record) + "\n" for record in questions), "utf-8")
    return folder


def question(document: str, asked: str, answer: str | None, text: str) -> dict[str, Any]:
    """A record; the answer stands where `text` has it first."""
    answers = None if answer is None else [{"text": answer, "start": text.index(answer)}]
    return {"question": asked, "doc_id": document, "answerable": answer is not None, "answers": answers}
