"""Files that are older than UTF-8, or mixed: never other letters in silence."""

from __future__ import annotations

import pytest

from qa.errors import SourceError
from qa.ingest.encodings.decode import decode, encoding_of
from qa.ingest.encodings.legacy_encodings import legacy_encoding

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
    "lt": "Miestas uždaro seną tiltą per upę, nes jis gali sugriūti. Darbininkai pradės kitą savaitę, sakė meras.",
    "lv": "Pilsēta slēdz veco tiltu pār upi, jo tas var sabrukt. Strādnieki sāks nākamnedēļ, sacīja mērs.",
    "et": "Linn sulgeb vana silla üle jõe, sest see võib variseda. Šokolaadivabrik ja žürii jäävad avatuks.",
    "th": "เมืองจะปิดสะพานเก่าข้ามแม่น้ำเพราะอาจพังลงมา คนงานจะเริ่มงานในสัปดาห์หน้า",
    "ko": "시는 낡은 다리를 폐쇄하기로 했다. 공사는 다음 주에 시작된다고 시장이 말했다.",
    "zh": "市政府决定关闭旧桥。工程将于下周开始，市长说。行人可以走新桥，车辆要绕行。",
    "zh-TW": "市政府決定關閉舊橋。工程將於下週開始，市長說。行人可以走新橋，車輛要繞行。",
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
    ("lt", "cp1257"), ("lt", "iso8859-13"), ("lv", "cp1257"), ("lv", "iso8859-13"), ("et", "cp1257"), ("et", "cp1252"),
    ("th", "tis_620"), ("th", "cp874"), ("ja", "iso2022_jp"), ("ko", "iso2022_kr"), ("ko", "euc_kr"), ("zh", "gbk"),
    ("zh-TW", "big5"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_encodings_before_utf8(language: str, encoding: str) -> None:
    data = TEXTS[language].encode(encoding, "replace")
    assert decode(data) == data.decode(encoding)


@pytest.mark.parametrize("text", ["Rīgas dome otrdien nolēma slēgt tiltu.", "Miestas uždaro seną tiltą per upę."])
def test_a_short_text_of_the_baltic(text: str) -> None:
    assert decode(text.encode("cp1257")) == text


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


@pytest.mark.parametrize("encoding", ["cp1250", "cp1251", "mac_roman", "latin-1"])
def test_utf8_that_was_read_as_something_else_before(encoding: str) -> None:
    text = "The quay was closed.\nThe café’s “bar was not — Müller said."
    assert decode(text.encode().decode(encoding).encode()) == text


@pytest.mark.parametrize("encoding", ["cp1251", "latin-1", "cp1252"])
def test_russian_that_was_read_as_something_else_before(encoding: str) -> None:
    text = "Мост закрыт\nХор поёт на мосту"
    once = text.encode().decode(encoding, "surrogateescape")
    if once.isprintable() or encoding == "latin-1":
        assert decode(once.encode()) == text


@pytest.mark.parametrize("once", ["Ã‰cole", "L'Ã‰cole", "La Ã‰cole"])
def test_a_single_letter_that_was_read_as_two(once: str) -> None:
    assert decode(once.encode()).endswith("École")


@pytest.mark.parametrize(
    "text",
    [
        "Ãngel wrote â and Â in capitals: Ã, Â, â€.", "«A MAÇû e “A IRMÔ", "«A MAÇÃ»", "A IRMÃ– disse",
        "The root √2 of √∂x, and 3√ß.", "РСФСР и СССР, Р. С. Т.", "Р.С. «Р» — «С»", "Ă, Ĺ and Ľ are letters.",
        "ĐÔNG ĐÀ, Đà Nẵng, Đồng Đăng", "В «Городе» – вЂ", "Caf√ and ‚Ä are signs.",
    ],
)  # fmt: skip
def test_words_that_look_like_it_stay(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize("size", [10, 11, 20, 21])
def test_a_sample_of_japanese_in_ascii_may_end_within_a_character(size: int) -> None:
    assert encoding_of(TEXTS["ja"].encode("iso2022_jp")[:size], cut=True).encoding == "iso2022_jp"


def test_a_terminal_s_escapes_are_no_japanese() -> None:
    assert decode(b"\x1b[1mOpen\x1b[0m costs \x1b$ 5") == "\x1b[1mOpen\x1b[0m costs \x1b$ 5"


def test_a_sample_may_end_within_a_character() -> None:
    data = UTF8.encode()
    assert {encoding_of(data[:end], cut=True).encoding for end in range(40, 80)} == {"utf-8"}


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"a\0b"])
def test_binary_data(data: bytes) -> None:
    with pytest.raises(SourceError, match="binary data, not text"):
        decode(data)


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "cp866", "iso8859-5"])
@pytest.mark.parametrize(
    "text",
    [
        "Выборы мэра пройдут в июне, сообщила комиссия.",
        "Цены на рыбу выросли вдвое.",
        "Бюджет урежут в двух районах.",
    ],
)
@pytest.mark.parametrize("above", ["", "Ferry\n\n"])
def test_a_few_words_of_russian_are_no_half_wide_japanese(encoding: str, text: str, above: str) -> None:
    for written in (above + text, f"{above}{text}\n\n{text}\n"):
        guess = legacy_encoding(written.encode(encoding))
        assert guess is not None
        assert written.encode(encoding).decode(guess.encoding) == written


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("koi8-u", "Старий міст закрили в понеділок, сказав мер міста."),
        ("cp1253", "Το πλοίο βυθίστηκε χθες το πρωί, είπε ο δήμαρχος."),
        ("cp1255", "הספינה טבעה אתמול בבוקר, אמר ראש העיר."),
    ],
)
def test_a_few_words_of_others(encoding: str, text: str) -> None:
    guess = legacy_encoding(text.encode(encoding))
    assert guess is not None
    assert text.encode(encoding).decode(guess.encoding) == text
