"""Archives of what was fetched: in which encoding, under which name."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.ingest.web.fetched import Store, in_utf8


@pytest.mark.parametrize(
    ("page", "charset", "kept"),
    [
        ("é".encode(), "latin-1", "é".encode()),  # UTF-8, whatever is told
        (b"\x80 \xe9", "iso-8859-1", "€ é".encode()),
        (b"\xe9", "utf-8", b"\xe9"),
        (b"\\x41 \xe9", "unicode-escape", b"\\x41 \xe9"),  # Python's own, and no page's
        (b"\xe9", "a\0b", b"\xe9"),
        (b"\xe9\x81", "cp1252", b"\xe9\x81"),  # not borne out
        ("A seal".encode("utf-16-le"), "utf-16le", b"A seal"),
        ("<meta charset=euc-jp>の潮".encode("euc-jp"), "", "<meta charset=euc-jp>の潮".encode()),
    ],
)
def test_a_page_is_kept_in_utf_8(page: bytes, charset: str, kept: bytes) -> None:
    assert in_utf8(page, charset) == kept


def test_two_archives_of_one_second(tmp_path: Path) -> None:
    names = []
    for number in range(3):
        with Store(tmp_path) as store:
            store.put(f"http://t.example/{number}", b"<p>Fog", "text/html")
            names += [path.name for path in store.settle("t.example-20240503T101500Z")]
    assert names == [f"t.example-20240503T101500Z{which}.warc.gz" for which in ("", "-2", "-3")]


def test_an_archive_that_is_damaged_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"no archive")
    with Store(tmp_path) as store:
        store.put("http://t.example/a", b"<p>Seals", "text/html")
        assert [path.name for path in store.settle("b")] == ["b.warc.gz"]
    assert (tmp_path / "a.warc.gz").read_bytes() == b"no archive"
