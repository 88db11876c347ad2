"""Files that are older than UTF-8, or mixed: never other letters in silence."""

from __future__ import annotations

import pytest

from qa.errors import SourceError
from qa.ingest.encodings.decode import decode, encoding_of

# Written for these tests, each with the letters that other encodings mistake.
TEXTS = {
    "en": "A seat costs 50¢ now, the mayor† said, and the quay is ¾ mile long. “Too much,” said one — twice.",
    "fr": "L’élève a été déçu: où sont les bâtiments à côté de l’école, détruits cet été? Le maître espère être réélu.",
    "pt": "A câmara aprovou a construção da nova ligação; não há previsão de conclusão, disse o autarca em São Brás.",
    "sv": "Kommunen stänger bron över ån på måndag, för att räcket är löst. Fåglarna får därför vara i fred.",
    "is": "Bæjarstjórnin lokaði brúnni yfir ána því að hún þótti hættuleg, að því er sagði í gær.",
    "de": "Der Bürgermeister schließt die Brücke über die Mühle, weil sie gefährlich geworden ist.",
    "cs": "Město zavře starý most přes řeku, protože hrozí jeho zřícení. Dělníci začnou příští týden, řekl starosta.",
    "pl": "Miasto zamknie stary most, ponieważ grozi zawaleniem. Robotnicy zaczną w przyszłym tygodniu, mówi wójt.",
    "hu": "A város lezárja a régi hidat, mert veszélyes. A munkások jövő héten kezdik. Erős szél fújt.",
    "tr": "Belediye eski köprüyü kapatıyor, çünkü tehlikeli. İşçiler gelecek hafta başlayacak. Yağmur yağıyordu.",
    "ru": "Город закрывает старый мост через реку, потому что он опасен. Рабочие начнут на следующей неделе.",
    "ja": "市は古い橋を閉鎖することを決めた。工事は来週から始まるという。",
    "el": "Ο δήμος κλείνει την παλιά γέφυρα επειδή είναι επικίνδυνη. Οι εργάτες αρχίζουν την επόμενη εβδομάδα.",
    "he": "העירייה סוגרת את הגשר הישן מעל הנהר משום שהוא מסוכן. הפועלים יתחילו בשבוע הבא.",
}  # fmt: skip
ENCODINGS = [
    ("en", "cp1252"), ("en", "mac_roman"), ("fr", "cp1252"), ("fr", "mac_roman"), ("pt", "latin-1"), ("sv", "latin-1"),
    ("is", "cp1252"), ("de", "latin-1"), ("de", "mac_roman"), ("cs", "cp1250"), ("cs", "iso8859-2"), ("pl", "cp1250"),
    ("pl", "iso8859-2"), ("hu", "cp1250"), ("tr", "cp1254"), ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "iso8859-5"),
    ("ja", "shift_jis"), ("ja", "euc_jp"), ("el", "cp1253"), ("he", "cp1255"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_encodings_before_utf8(language: str, encoding: str) -> None:
    data = TEXTS[language].encode(encoding, "replace")
    assert decode(data) == data.decode(encoding)


def test_latin_9_has_the_euro_where_latin_1_has_a_sign_that_nobody_writes() -> None:
    text = "Le pont coûtera 5 € de plus, et l'œuvre sera finie l'été prochain."
    assert decode(text.encode("iso8859-15")) == text


UTF8 = "Le café de l’été est fermé, dit “l’élu”. " * 4


def test_a_stray_byte_costs_itself_alone() -> None:
    assert decode(UTF8.encode() + b"Photo \xa9 L\xe9a" + UTF8.encode()) == f"{UTF8}Photo © Léa{UTF8}"


@pytest.mark.parametrize("cut", ["é".encode()[:1], "…".encode()[:2], "😀".encode()[:3]])
def test_a_file_that_ends_within_a_character(cut: bytes) -> None:
    text = decode(UTF8.encode() + cut)
    assert text.startswith(UTF8)
    assert len(text) == len(UTF8) + 1


@pytest.mark.parametrize("text", ["The café’s “bar — again.", "Señor Müller paid £5 for it…"])
def test_utf8_that_was_read_as_windows_1252_before(text: str) -> None:
    assert decode(text.encode().decode("cp1252").encode()) == text


def test_words_that_look_like_it_stay() -> None:
    text = "Ãngel wrote â and Â in capitals: Ã, Â, â€."
    assert decode(text.encode()) == text


def test_a_sample_may_end_within_a_character() -> None:
    data = UTF8.encode()
    assert {encoding_of(data[:end], cut=True) for end in range(40, 80)} == {"utf-8"}


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"a\0b"])
def test_binary_data(data: bytes) -> None:
    with pytest.raises(SourceError, match="binary data, not text"):
        decode(data)
