"""Names in a question that the archive writes in another form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.answer.find import find
from qa.encoding.reading import Verdict, Window
from qa.index.snapshot import Snapshot
from qa.types import ReadAs
from tests.answer.test_preferences import archive_of
from tests.encoders import HashEncoder, WordReader

UNION = "Harbor Pilots' Union"


class Asked(WordReader):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[str] = []

    def read(self, question: str, windows: Sequence[Window]) -> list[list[Verdict]]:
        self.questions.append(question)
        return super().read(question, windows)


@pytest.fixture
def harbor(tmp_path: Path, encoder: HashEncoder) -> Snapshot:
    return archive_of(
        tmp_path,
        encoder,
        {"id": "a", "text": f"The {UNION} (HPU) met in Alderton on Monday. Nobody spoke."},
        {"id": "b", "text": f"The {UNION} did reject the longer shifts. Its members stayed at home."},
        {"id": "c", "text": "Turnips grow well in the hills. The United Nations praised the gardeners."},
    )


def test_a_short_form_that_the_archive_explains_finds_the_full_one(harbor: Snapshot, encoder: HashEncoder) -> None:
    reader = Asked()
    found = find(harbor, encoder, reader, "What did the HPU reject?")
    assert found.read.read_as == (ReadAs("abbreviation", "HPU", UNION),)
    assert found.read.searched == f"What did the HPU reject? ({UNION})"
    assert found.ranking.sentences[0].text == f"The {UNION} did reject the longer shifts."
    assert {*reader.questions} == {f"What did the {UNION} reject?"}  # as most of the sentences have it


def test_it_is_taken_back(harbor: Snapshot, encoder: HashEncoder) -> None:
    for options in ({"literal": True}, {"unread": ("abbreviation",)}):
        reader = Asked()
        found = find(harbor, encoder, reader, "What did the HPU reject?", **options)
        assert (found.read.read_as, {*reader.questions}) == ((), {"What did the HPU reject?"})


def test_a_usual_form_is_read_as_the_archive_writes_it(harbor: Snapshot, encoder: HashEncoder) -> None:
    for question in ("Whom did the UN praise?", "Whom did the United Nations praise?"):
        reader = Asked()
        find(harbor, encoder, reader, question)
        assert {*reader.questions} == {"Whom did the United Nations praise?"}


def test_the_engine_is_asked_again_only_for_a_form_it_explains(
    harbor: Snapshot, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    whole = Snapshot.candidates
    monkeypatch.setattr(Snapshot, "candidates", lambda *given: asked.append(given) or whole(*given))
    for question, times in (("What did the HPU reject?", 2), ("What did the UN praise?", 1), ("Who met?", 1)):
        asked.clear()
        find(harbor, encoder, None, question)
        assert len(asked) == times
