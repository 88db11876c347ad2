"""Who or what a name is: how news says it, and that nothing else is taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import Archive
from qa.answer.definitions import defined_name, definition_of
from qa.encoding.load import load_encoder
from qa.index.build import build_index

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Anna Bell?", "Anna Bell"),
        ("who was anna bell", "anna bell"),
        ("Who's Anna Bell?", "Anna Bell"),
        ("Who exactly was Anna Bell?", "Anna Bell"),
        ("Tell me who is Anna Bell", "Anna Bell"),
        ("Who is Senator Anna Bell?", "Anna Bell"),
        ("Who is Secretary of State Anna Bell?", "Anna Bell"),
        ("Who are the Torm Seven?", "Torm Seven"),
        ("What is the TTC?", "TTC"),
        ("What is the Justice Department?", "Justice Department"),
        ("What is Strade per l’Estavia?", "Strade per l’Estavia"),
        ("Who is Stephen King?", "Stephen King"),
        *((other, "") for other in ("Who is the mayor?", "Who is Prime Minister of Norland?", "Who is suing Brix?")),
        *((other, "") for other in ("What is the price of Brix?", "Who is Bell's successor?", "Who is he?")),
        *((other, "") for other in ("Who is President of Norland?", "Who is Mr.?", "Who is the?", "What is -?")),
        *((other, "") for other in ("who is suing brix", "who is the best player", "who was arrested yesterday")),
        *((other, "") for other in ("who is next pope", "who is behind bars", "who is the mayor of ness")),
        *((other, "") for other in ("What is Brix accused of?", "what is going on", "When was Anna Bell born?")),
    ],
)
def test_which_questions_ask_for_a_definition(question: str, name: str) -> None:
    assert defined_name(question) == name


@pytest.mark.parametrize(
    ("name", "sentence", "definition"),
    [
        ("Anna Bell", "The vote was unlawful, said Anna Bell, the chief justice, in May.", "the chief justice"),
        ("Anna Bell", "Mrs. Bell, the chief justice, left.", "the chief justice"),
        ("Anna Bell", "Anna Bell, 45, a nurse from Torm, saw it.", "a nurse from Torm"),
        ("Anna Bell", "Until Foreign Minister Anna Bell came, nobody spoke.", "Foreign Minister"),
        ("Anna Bell", "Norland's mayor, Anna Bell, said no.", "Norland's mayor"),
        ("Anna Bell", "It was sold to Anna Bell, who led the union for years.", "who led the union for years"),
        ("Anna Bell", "Anna Bell became the first woman to lead the bank.", "the first woman to lead the bank"),
        ("anna bell", "The engineer Anna Bell designed it.", "The engineer"),
        ("Kim", "Kim Jong Un, the leader, left.", "the leader"),
        ("Muller-Strasse", "Jean-Luc Müller-Straße, a Swiss vet, left.", "a Swiss vet"),
        ("Zoe Lodz-Torm", "The vet, Zoë Łódź Torm, left.", "The vet"),
        ("Brix", "Brix is a maker of hinges.", "a maker of hinges"),
        ("Brix", "The fault lies in a piece of software called Brix, they said.", "a piece of software"),
        ("Brix", "It gives up its main plant, Brix, for good.", "its main plant"),
        ("Erik Matiang'i", "The minister, Erik Matiang’i, said no.", "The minister"),
        ("Ulla Lind", "It opened in May and has the name of its designer, Ulla Lind.", "the name of its designer"),
        ("Anna Bell", "Inside the White House, Anna Bell and others wanted out.", None),
        ("Brix", "According to Brix, the ferry sank.", None),
        ("Brix", "The loss hit Brix, the company said.", None),
        ("Brix", "The next day, Brix, with others, sold.", None),
        ("Brix", "Bell is the director of the Brix Institute.", None),
        ("Brix", "Brix sued the town.", None),
        ("Anna Bell", "Some rebels, among them Anna Bell and Erik Lind, came round.", None),
        ("Anna Bell", "He named Erik Lind, his aide, to succeed Anna Bell.", None),
        ("Anna Bell", "Clara Bell, the mayor, left.", None),
    ],
)  # fmt: skip
def test_how_news_says_who_somebody_is(name: str, sentence: str, definition: str | None) -> None:
    span = definition_of(name, sentence)
    assert (sentence[slice(*span)] if span else None) == definition


ARTICLE = """The bridge at Torm was opened on Monday. Anna Bell cut the ribbon and spoke for an hour. Anna Bell thanked
the workers, and Anna Bell then left by boat. The design was praised by Ulla Stenberg, an engineer from Kask. Erik Lind
stayed away. Visitors walked over it until midnight, and Ulla Stenberg walked with them."""


def test_the_sentence_that_says_who_somebody_is_answers_and_one_of_their_deeds_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE.replace("\n", " "), "utf-8")
    build_index([tmp_path / "a.txt"], tmp_path / "indexes", "default", load_encoder())
    archive = Archive(tmp_path / "indexes", "default")
    told = archive.ask("Who is Ulla Stenberg?")
    assert told.answered
    [first, *_] = told.citations
    assert first.answer
    assert first.text[slice(*first.answer)] == "an engineer from Kask"
    assert not archive.ask("Who is Erik Lind?").answered
    assert not archive.ask("Who is Anna Bell?").answered
