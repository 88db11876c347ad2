"""Bytes to text."""

import codecs
from contextlib import suppress

import pytest

from qa.errors import SourceError
from qa.ingest.encodings.decode import decode, storable

CURLY = "“It’s over,” she said — and left…"
FRENCH = "Le président a déclaré que l’accord était signé ; la cérémonie a été reportée à l’été. Où ? Au cœur de Paris."
SPANISH = "¿Quién lo dijo? El señor Núñez, según la versión publicada ayer. ¡Nadie más!"
GERMAN = "Die „große Lösung“ kam spät. Die Bürger von Köln hörten davon erst am nächsten Morgen im Radio."
RUSSIAN = (
    "Переговоры в столице закончились без соглашения. Министр сообщил журналистам, что стороны "
    "договорились встретиться снова в следующем месяце. Представители обеих делегаций отказались от комментариев."
)
JAPANESE = (
    "首脳会談は合意に至らないまま終了した。外務大臣は記者団に対し、双方が来月再び会うことで一致したと述べた。"
    "両国の代表団はコメントを控えた。会談は二日間にわたって行われ、多くの記者が取材に訪れた。"
)


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        decode(data)
    return caught.value.message


def test_utf8_keeps_line_ends_and_is_not_normalized():
    assert decode("a\r\nb\rc\u2028e\u0301".encode()) == "a\r\nb\rc\u2028e\u0301"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(mark, encoding):
    text = CURLY + " 🙂 北京"
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("text", [CURLY, FRENCH, SPANISH, GERMAN, "The €5 café", "Caf\xe9"])
def test_western_text(text):
    assert decode((text + " plain English around it, long enough").encode("cp1252")).startswith(text)


def test_latin1_accents():
    text = "Señor Muñoz and Zoë Kravitz met at a café in Malmö, where they had come to see a play about the sea."
    assert decode(text.encode("latin-1")) == text


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (JAPANESE, "shift_jis")])
def test_detection(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_a_byte_that_is_not_western_far_into_the_text_is_an_error_of_the_file_and_of_nothing_else():
    data = ("caf\xe9 " * 20_000).encode("cp1252") + b"\x81\x8d\x8f"
    with suppress(SourceError):
        assert decode(data).startswith("caf")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
        b"text with a NUL\x00 in it",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "UTF-16 with a control character\x01".encode("utf-16-le"),
        "Все было закрыто на весь день".encode("utf-16-le"),
        "UTF-16 that is cut".encode("utf-16-le")[:-1],
        bytes(range(1, 255)).hex().encode("utf-16-le") + b"\0\0",
        b"\1\0\2\0\3\0\4\0",
        b"caf\xe9 " * 20_000 + b"\x00",
    ],
)
def test_binary_data_is_refused(data):
    assert refusal(data) == "binary data, not text"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["The lock is open.\r\nBoats wait.\n", CURLY, "ID;Title\n1;Café\n"])
def test_utf16_without_a_mark_is_told_where_it_is_written_in_ascii(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_truncated_utf16_is_refused():
    assert refusal(codecs.BOM_UTF16_LE + "abc".encode("utf-16-le")[:-1]) == "damaged UTF-16 text at byte 6"


def test_nothing():
    assert decode(b"") == ""
    assert decode(codecs.BOM_UTF8) == ""


def test_storable_replaces_one_for_one():
    assert storable("a\0b\ud800c\udfffd🙂") == "a\ufffdb\ufffdc\ufffdd🙂"
    assert storable("plain “text”\n") == "plain “text”\n"
