"""Articles as records."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.ingest.readers.jsonl import given_ids, read_jsonl
from qa.ingest.readers.text import MAX_FILE_BYTES
from qa.types import Article, Details, Refusal


def read(tmp_path: Path, data: bytes | str) -> list[Article | Refusal]:
    path = tmp_path / "wire.jsonl"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_jsonl(path))


def reason(tmp_path: Path, line: bytes | str) -> str:
    (item,) = read(tmp_path, line)
    assert isinstance(item, Refusal)
    assert item.origin == "1"
    return item.reason


def article(tmp_path: Path, **fields: object) -> Article:
    (item,) = read(tmp_path, json.dumps({"text": "One.", **fields}))
    assert isinstance(item, Article)
    return item


def test_a_full_record(tmp_path):
    record = {
        "id": "a/1",
        "title": "T",
        "text": "One.\n\nTwo.",
        "date": "2019-10-01",
        "source": "S",
        "url": "http://a.b",
    }
    assert article(tmp_path, **record) == Article(
        id="a/1",
        text="One.\n\nTwo.",
        body=((0, 4), (6, 10)),
        title="T",
        source="S",
        published=date(2019, 10, 1),
        url="http://a.b",
        origin="1",
        id_given=True,
        details=Details(told_by=tuple((name, "field") for name in ("title", "source", "published", "url"))),
    )


def test_only_text_is_required_and_lines_number_the_rest(tmp_path):
    items = read(tmp_path, '{"text": "One."}\r\n\n  \n{"text": "Two."}')
    assert [item.id for item in items if isinstance(item, Article)] == ["wire-1", "wire-4"]
    assert [item.origin for item in items] == ["1", "4"]


def test_a_bad_line_is_refused_and_the_rest_is_read(tmp_path):
    items = read(tmp_path, 'nonsense\n{"text": "One."}\n')
    assert items[0] == Refusal("1", "not JSON: Expecting value at column 1")
    assert isinstance(items[1], Article)


@pytest.mark.parametrize("line", ["{}", '{"text": ""}', '{"text": " \\n"}', '{"text": 5}', '{"text": null}'])
def test_no_text(tmp_path, line):
    assert reason(tmp_path, line) == 'no "text"'


@pytest.mark.parametrize("line", ["[]", '"text"', "5", "null"])
def test_no_object(tmp_path, line):
    assert reason(tmp_path, line) == "not a JSON object"


@pytest.mark.parametrize("line", ['{"text": "a", "n": ' + "9" * 5000 + "}", '{"text": ' + "[" * 100_000])
def test_what_json_itself_gives_up_on(tmp_path, line):
    assert reason(tmp_path, line) == "JSON nested too deeply, or a number too long"


def test_binary_lines(tmp_path):
    assert reason(tmp_path, b'{"text": "a\0b"}') == "binary data, not text"


def test_byte_order_marks(tmp_path):
    (item,) = read(tmp_path, b'\xef\xbb\xbf{"text": "One."}\n')
    assert isinstance(item, Article)
    for encoding in ("utf-16", "utf-32"):
        with pytest.raises(
            SourceError, match=r"^UTF-16 or UTF-32; records must be UTF-8; .* iconv -f UTF-16 -t UTF-8 "
        ):
            read(tmp_path, '{"text": "One."}\n{"text": "Two."}\n'.encode(encoding))


def test_a_line_that_is_not_utf8_is_refused_and_never_guessed(tmp_path):
    line = b'{"text": "The city of \xf8lve."}'  # an ø in Windows-1252, an ř in Windows-1250
    items = read(tmp_path, b'{"text": "One."}\n' + line + b'\n{"text": "Two."}')
    assert [item.id for item in items if isinstance(item, Article)] == ["wire-1", "wire-3"]
    assert items[1] == Refusal(
        "2",
        "byte 0xf8 at column 23; records must be UTF-8; where the whole file is WINDOWS-1252: "
        f"iconv -f WINDOWS-1252 -t UTF-8 {tmp_path}/wire.jsonl > {tmp_path}/wire.utf8.jsonl",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-le"])
def test_a_line_of_utf16_loses_no_other_line(tmp_path, encoding):
    wide = '{"text": "Wide."}\n'.encode(encoding)
    one, two = b'{"text": "One."}\n', b'{"text": "Two."}\n'
    for data, kept in ((one + wide + two, ["One.", "Two."]), (wide + one + two, ["One.", "Two."])):
        items = read(tmp_path, data)
        assert [item.text for item in items if isinstance(item, Article)] == kept
        assert [item.reason.split(";")[0] for item in items if isinstance(item, Refusal)] in (
            ["UTF-16 or UTF-32"],
            ["binary data, not text"],
        )


def test_the_command_that_mends_a_file_can_be_typed(tmp_path):
    path = tmp_path / "o'brien papers.jsonl"
    path.write_bytes('{"text": "The café."}\n'.encode("cp1252"))
    (item,) = read_jsonl(path)
    assert isinstance(item, Refusal)
    subprocess.run(["sh", "-c", item.reason.partition(": ")[2]], check=True)
    (mended,) = read_jsonl(tmp_path / "o'brien papers.utf8.jsonl")
    assert isinstance(mended, Article)
    assert mended.text == "The café."


def test_the_language_of_a_record(tmp_path):
    assert article(tmp_path, language="pt_br").language == "pt-BR"
    assert article(tmp_path, lang="DE").language == "de"
    assert article(tmp_path, lang=["de"]).language == ""


def test_whether_an_id_was_given(tmp_path):
    assert article(tmp_path, id="wire-1").id_given
    assert not article(tmp_path).id_given
    assert not article(tmp_path, id=" ").id_given


def test_the_ids_given(tmp_path):
    (tmp_path / "wire.jsonl").write_bytes(
        b'{"id": 7, "text": "a"}\nnonsense "id"\n{"text": "b"}\n\xff"id"\n{"id": "k"}\n'
    )
    assert list(given_ids(tmp_path / "wire.jsonl")) == ["7", "k"]


@pytest.mark.parametrize(("data", "message"), [("", "empty file"), ("\n \n", "no records in it")])
def test_no_records(tmp_path, data, message):
    with pytest.raises(SourceError, match=f"^{message}$"):
        read(tmp_path, data)


def test_a_record_too_large_is_skipped_to_its_end(tmp_path):
    long = json.dumps({"text": "x" * (2 * MAX_FILE_BYTES + 10)})  # three pieces, as they are read
    items = read(tmp_path, f'{long}\n{{"text": "One."}}\n{long}')
    assert [item.reason if isinstance(item, Refusal) else item.id for item in items] == [
        "a record of more than 20,000,000 bytes",
        "wire-2",
        "a record of more than 20,000,000 bytes",
    ]


@pytest.mark.parametrize(("given", "kept"), [("a b", "a b"), (" é ", "é"), (17, "17"), (0, "0"), ("a/b", "a/b")])
def test_a_given_id_is_kept(tmp_path, given, kept):
    assert article(tmp_path, id=given).id == kept


@pytest.mark.parametrize("given", [None, "", "  ", True, 1.5, ["a"], {"a": 1}])
def test_what_is_no_id(tmp_path, given):
    assert article(tmp_path, id=given).id == "wire-1"


@pytest.mark.parametrize("given", [".", "..", "a\nb", "a\u2028b", "\x1b[2J", "x" * 201])
def test_an_id_that_no_address_can_hold(tmp_path, given):
    line = json.dumps({"text": "One.", "id": given})
    assert reason(tmp_path, line) == f'an "id" that cannot be part of an address: {given[:40]!r}'


def test_lone_surrogates_and_nul_are_replaced(tmp_path):
    fields = {"text": "a\ud800b\0.", "title": "t\udfff", "source": "s\0", "id": "i\ud800", "url": "http://a\ud800"}
    item = article(tmp_path, **fields)
    assert (item.text, item.title, item.source) == ("a\ufffdb\ufffd.", "t\ufffd", "s\ufffd")
    assert (item.id, item.url) == ("i\ufffd", None)


def test_hostile_field_types(tmp_path):
    item = article(tmp_path, title={"a": 1}, source=["b"], date=[2019], url=5)
    assert (item.title, item.source, item.published, item.url) == ("", "", None, None)
