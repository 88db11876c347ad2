"""Sentence boundaries in other languages and scripts. Each example is written as its sentences."""

import pytest

from qa.text.sentences import MAX_SENTENCE_CHARS, split


def sentences(text, language):
    return [sentence.text for sentence in split(text, [(0, len(text))], language)]


SPACED = [
    ("de", ["Am 31. August kam die Fähre.", "Sie blieb bis zum 3. September im Hafen."]),
    ("de", ["Im 19. Jahrhundert lebte hier Dr. Holm.", "Die Nr. 5 stand leer, vgl. Abs. 3 der Satzung."]),
    ("de", ["Das sagte z. B. Herr Holm bzw. seine Frau.", "Sie kamen u. a. aus Orrin und waren ca. 500 Leute."]),
    ("de", ["Der 2. Weltkrieg endete, und der 1. FC Orrin gewann.", "Die 3. Kammer tagt am 12. Sept. im Rathaus."]),
    (
        "de",
        ["Er kam am Mo. 3. Mai.", "Sie ging am Sa. 8. Okt. 2019.", "Am 9. Dez. war Ruhe.", "Das war so.", "Er ruht."],
    ),
    (
        "de",
        [
            "Die Fa. Holm und der hl. Georg stehen gem. Abs. 3 der Satzung da.",
            "Das ist ein Gem.",
            "Der Abg. Orrin sah es.",
        ],
    ),
    (
        "de",
        [
            "Beim 1. FC Orrin blieb er bis zum 3. Spieltag.",
            "Er trug die Nummer 7.",
            "Holm sah es auf Platz 3.",
            "Pell nicht.",
        ],
    ),
    ("de", ["Er war 31.", "Danach kam sie auf Platz 3.", "Orrin gewann."]),
    ("de", ["»Das Boot hält.«", "Er nickte."]),
    ("de-AT", ["Es kamen Kinder, Hunde usw.", "Die Fähre war voll."]),
    ("fr", ["M. Holm et Mme. Orrin sont venus av. midi.", "Ils sont repartis."]),
    (
        "fr",
        [
            "Selon l'art. 5 et l’al. 3 du code, il part.",
            "Voir aussi d’après l'éd. 2 de ce livre.",
            "C'est de l'art.",
            "Il part.",
        ],
    ),
    ("fr", ["« Le bateau tient. »", "Il a souri."]),
    ("es", ["EE. UU. y la isla firmaron.", "El Sr. Holm y la Sra. Orrin no, véase pág. 12 y núm. 3."]),
    ("es", ["El pdte. Holm y la Pdta. Orrin vieron los JJ. OO. de invierno.", "Las CC. AA. no firmaron."]),
    ("es", ["Ganó en los JJ. OO.", "El barco no."]),
    ("es", ["Vive en EE. UU.", "El acuerdo no sirve."]),
    ("it", ["Lo dice l'art. 5, come all'art. 7 e nell’art. 9 della legge.", "Egli parte."]),
    ("it", ["Il sig. Holm e il Dott. Orrin vennero.", "La barca no."]),
    ("pt_BR", ["O Sr. Holm chegou.", "A Sra. Orrin não veio, cf. art. 5."]),
    ("nl", ["Dhr. Holm en mevr. Orrin kwamen.", "Het was ca. 5 uur."]),
    ("ru", ["Она родилась в 1990 г.", "Он приехал в 2010 г. на ул. Речной."]),
    ("el", ["Πού πήγε το πλοίο;", "Έφυγε."]),
    ("cs", ["Loď vyplula 3. května.", "Vrátila se."]),
    ("da", ["Færgen sank den 3. maj.", "Ingen så det."]),
    ("hi", ["नाव आई।", "लोग गए॥", "क्यों?", "वह रुका।"]),
    ("ar", ["هل وصل القارب؟", "نعم وصل.", "ثم غادر۔", "انتهى."]),
    ("hy", ["Նավը եկավ։", "Նա գնաց։"]),
    ("am", ["ጀልባው መጣ።", "እሷ ሄደች።"]),
]


@pytest.mark.parametrize(("language", "expected"), SPACED)
def test_by_language(language, expected):
    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["船来了。", "她走了！", "为什么？", "“我们走吧。”", "他说。"],
        ["「出る。」と言った。", "船は来た！？", "本当?", "はい。"],
        ["नाव आई।", "लोग गए॥", "वह रुका।"],
    ],
)
@pytest.mark.parametrize("language", ["", "en", "ja", "zh-Hant"])
def test_the_marks_of_a_script_say_so_without_white_space_and_language(expected, language):
    assert sentences("".join(expected), language) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["Am 31. August kam die Fähre bzw. ihr Schiffer.", "»Das hält.«", "Er nickte."],
        ["Das ist z. B. ein Boot, u. a. aus Orrin."],
        ["« Le bateau tient. »", "Il a souri."],
        ["EE. UU. y la isla firmaron el acuerdo.", "La Sra. Holm no."],
        ["Los JJ. OO. empezaron.", "Selon l'art. 5 du code, il part."],
        ["Am 12. Okt. siegte der 1. FC Orrin.", "Es gilt Abs. 3 der Satzung."],
    ],
)
def test_a_language_that_was_not_said(expected):
    assert sentences(" ".join(expected), "") == expected


def test_thai_is_cut_at_a_space_only_where_it_would_be_too_long():
    text = " ".join(["เรือมาถึงแล้ว" * 20] * 6)  # 1,565 characters
    found = sentences(text, "th")
    assert " ".join(found) == text
    assert len(found) == 2
    assert len(found[0]) <= MAX_SENTENCE_CHARS


@pytest.mark.parametrize(
    "language", ["sv", "fi", "et", "nb", "nn", "no", "pl", "sl", "tr", "ml", "ro", "", "xx-unknown"]
)
def test_any_tag_is_taken(language):
    assert sentences("Orrin. Holm!", language) == ["Orrin.", "Holm!"]
