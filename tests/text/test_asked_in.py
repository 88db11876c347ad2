"""The language of a short question, told by the word that it begins with; never of an English one."""

from __future__ import annotations

import pytest

from qa.text.function_words import FUNCTION_WORDS
from qa.text.languages import NAMES, asked_in
from qa.text.question_words import PLAIN, SHARED


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Welche Firma betreibt die Autobahn", "de"),
        ("Warum scheiterte Hanoi", "de"),
        ("Wann starb Kofi Annan?", "de"),
        ("WER GEWANN GENUA?", "de"),
        ("Wie hoch war die Summe", "de"),
        ("Pourquoi Hanoi a échoué", "fr"),
        ("Quel ministre a démissionné ?", "fr"),
        ("Où est le pont ?", "fr"),
        ("Qui dirige la banque", "fr"),
        ("Dlaczego zawalił się most w Genui?", "pl"),
        ("Kto wygrał wybory?", "pl"),
        ("Hvorfor kollapset broen?", "no"),
        ("Hvorfor kollapsede broen?", "da"),
        ("Por que a ponte caiu?", "pt"),
        ("Quando caiu a ponte?", "pt"),
        ("Quem venceu Kenyatta?", "pt"),
        ("¿Por qué cayó el puente?", "es"),
        ("Por que se cayo el puente de Genova", "es"),  # as typed without accents
        ("Dónde murió Kofi Annan", "es"),
        ("Que pasó en Génova", "es"),
        ("Quando crollò Genova?", "it"),
        ("Perché cadde il Morandi", "it"),
        ("Waarom stortte Genua in", "nl"),
        ("Varför rasade bron?", "sv"),
        ("Miksi silta romahti?", "fi"),
        ("Miért omlott le Genova", "hu"),
        ("Proč spadl most", "cs"),
        ("Neden köprü çöktü?", "tr"),
        ("Când a căzut podul", "ro"),
    ],
)
def test_a_short_question_of_another_language(question: str, language: str) -> None:
    assert asked_in(question) == language


@pytest.mark.parametrize(
    "question",
    [
        "Why did Deutsche Bahn AG cancel the Berlin to München trains?",
        "Who wrote Quo Vadis?",
        "What does the Liga de Fútbol Profesional want?",
        "Was Die Zeit sold to Bertelsmann?",
        "Was Ursula von der Leyen elected?",
        "Was Manuel de la Rosa y de los Ríos freed?",
        "Did Médecins Sans Frontières leave Côte d'Ivoire?",
        "Comment on Brexit",
        "Is Il Sole 24 Ore a paper?",
        "Which film is La Vita è Bella?",
        "Who sang Que Sera Sera?",
        "Where do Como and Le Mans lie?",
        "Como 1907 vs AC Milan",
        "How many left Rio de Janeiro for São Paulo?",
        "When did Wie win in Hoe Valley?",
        "Che Guevara's death in Bolivia",
        "Wat Pho temple in Bangkok",
        "KDE Plasma release",
        "Quando Rondo rapper shot Savannah",
        "Quanto Technologies takeover",
        "Chi Chi Rodriguez age",
        "Has Quando Quando Quando been sung by Engelbert?",
        "Who starred in Wer wird Millionär?",
        "Does anyone read Warum Krieg?",
        "Are Van der Bellen and Kurz in Wien?",
        "When was Pourquoi Pas lost?",
        "What is Où est la maison?",
    ],
)
def test_an_english_question_full_of_foreign_names(question: str) -> None:
    assert asked_in(question) in ("", "en")


@pytest.mark.parametrize("text", ["Warum?", "Pourquoi Pas?", "Kim Jong Un", "Quo Vadis", "Cine Latino", "El Niño", "?"])
def test_too_little_to_tell(text: str) -> None:
    assert asked_in(text) == ""


def test_the_languages_have_names_and_their_words_are_told_apart() -> None:
    assert {*PLAIN, *SHARED} <= {*NAMES}
    for code, words in SHARED.items():
        assert words.isdisjoint(PLAIN[code])
        assert words <= FUNCTION_WORDS.get(code, words)
