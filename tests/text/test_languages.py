"""Languages of an archive and of a question, and words by the rules of each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qa.text.answer_type import is_question
from qa.text.function_words import FUNCTION_WORDS
from qa.text.languages import asked_in, main_languages, primary
from qa.text.words import matches, question_terms, stems


@pytest.mark.parametrize(
    ("articles", "languages"),
    [
        ({"de": 60, "": 20, "en-GB": 25, "fr": 4}, ("de", "en")),  # 4 of 109 may be slips of who named them
        ({"en": 95, "de-AT": 3, "de": 2}, ("en", "de")),
        ({"": 1}, ("en",)),
        ({}, ("en",)),
        ({"nb": 1, "nn": 2, "uk": 1}, ("no", "uk")),
    ],
)
def test_the_main_languages_of_an_archive(articles: dict[str, int], languages: tuple[str, ...]) -> None:
    assert main_languages(articles) == languages
    assert all(primary(language) == language for language in languages)


@pytest.mark.parametrize(
    ("question", "languages", "asked"),
    [
        ("Wann wurde die alte Brücke gesprengt?", ["en"], "de"),
        ("Why did the council blow up the old bridge?", ["de"], "en"),
        ("Hvor mange broer er der i byen og hvem har bygget dem?", ["da"], "da"),
        ("Hvor mange er det som har fått nye hus i byen?", ["no"], "no"),
        ("Bridge?", ["de"], ""),  # nothing tells
    ],
)
def test_in_which_language_is_asked(question: str, languages: Sequence[str], asked: str) -> None:
    assert asked_in(question, languages) == asked


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Die alten Brücken der Städte", "Eine alte Brücke einer Stadt"),
        ("de", "MÜNCHEN", "von Munchen"),
        ("fr", "l’école des réfugiés", "Quelles écoles pour la réfugiée"),
        ("it", "dell'accordo", "gli accordi"),
        ("es", "los trabajadores", "el trabajador"),
        ("ru", "разрушенные мосты", "разрушенный мост"),
        ("nl", "de gesloten bruggen", "een gesloten brug"),
        ("sv", "flickorna i staden", "flickor"),
        ("uk", "мости", "МОСТИ"),  # without a stemmer the words themselves
        ("zh", "北京的会谈", "北京的会谈"),
    ],
)
def test_words_of_a_language_share_stems_and_its_function_words_have_none(language: str, one: str, other: str) -> None:
    assert stems(other, language)
    assert set(stems(other, language)) <= set(stems(one, language))
    assert not stems(" ".join(sorted(FUNCTION_WORDS.get(language, ()))), language)


def test_where_no_spaces_stand_two_characters_are_a_word() -> None:
    assert stems("北京会谈2019年iPhone", "zh") == ["北京", "京会", "会谈", "2019", "年", "iphone"]
    assert stems("橋", "ja") == ["橋"]
    assert matches("在北京会谈。", "北京", "zh") == ((1, 3),)
    assert question_terms("北京会谈", ["en", "zh"]) == (("北京",), ("京会",), ("会谈",))
    assert question_terms("北京会谈", ["en"]) == (("北京会谈",),)


def test_a_term_has_a_stem_in_each_language_of_the_archive() -> None:
    assert question_terms("Wer sprengte die Brücken von Millford?", ["en", "de"]) == (
        ("sprengt",),
        ("brucken", "bruck"),
        ("millford",),
    )
    assert question_terms("How did he die in Millford?", ["de", "en"]) == (("die",), ("millford",))
    assert question_terms("Wer sprengte die Brücken?", ["en"])[0] == ("wer",)  # English knows no "wer"


def test_matches_are_those_of_the_text_s_own_language() -> None:
    text = "Die Brücken fielen, die alte Brücke blieb."
    found = [text[start:end] for start, end in matches(text, "Wann fiel die Brücke?", "de")]
    assert found == ["Brücken", "fielen", "Brücke"]
    assert [text[start:end] for start, end in matches(text, "Brücke")] == ["Brücke"]


@pytest.mark.parametrize("text", ["Wer zahlt dafür?", "« Qui paie ? »", "誰が払いますか？", "من يدفع؟"])
def test_a_question_in_any_script(text: str) -> None:
    assert is_question(text)
    assert not is_question(text.replace("?", ".").replace("？", "。").replace("؟", "۔"))
