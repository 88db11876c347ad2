"""Files and folders to articles: order, ids, and every refusal by name."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.ingest.advice import advised
from qa.ingest.formats import suffixes
from qa.ingest.sources import printable, read_sources
from qa.types import Article, Refusal


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `wire`, and its parent to work in."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "wire"
    path.mkdir()
    return path


def write(path: Path, text: str = "One sentence. And another.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(*sources: Path) -> list[str]:
    return [item.id for item in read_sources(sources) if isinstance(item, Article)]


def refusals(*sources: Path) -> list[tuple[str, str]]:
    return [(item.origin, item.reason) for item in read_sources(sources) if isinstance(item, Refusal)]


def test_order_and_what_is_passed_over(folder):
    for name in ("b.txt", "a.md", "C.TXT", "z/a2.txt", "m/n/deep.txt", ".hidden.txt", ".git/x.txt", "questions.jsonl"):
        write(folder / name)
    write(folder / "queries.jsonl", "{}")
    assert ids(folder) == ["C", "a", "b", "deep", "a2"]
    assert refusals(folder) == []


def test_sources_are_read_in_the_order_given_and_each_file_once(folder):
    a, b = write(folder / "a.txt"), write(folder / "b.txt")
    assert ids(b, folder, a, folder / ".." / "wire" / "a.txt") == ["b", "a"]


def test_origins(folder):
    write(folder / "a.txt")
    write(folder / "r.jsonl", '{"text": "One."}\n\n{"text": "Two."}')
    assert [item.origin for item in read_sources([Path("wire")])] == ["wire/a.txt", "wire/r.jsonl:1", "wire/r.jsonl:3"]


def test_a_question_file_given_by_name_is_read(folder):
    assert ids(write(folder / "questions.jsonl", '{"text": "One."}')) == ["questions-1"]


def test_one_name_in_two_folders(folder, monkeypatch):
    for name in ("x/a.txt", "y/a.txt", "z/a.txt"):
        write(folder / name)
    absolute = ids(folder)
    assert len(set(absolute)) == 3
    assert [name[:2] for name in absolute] == ["a", "a-", "a-"]
    assert ids(Path("wire")) == ids(Path("./wire/")) == ids(Path("wire/../wire")) == absolute
    monkeypatch.chdir(folder)
    assert ids(Path()) == absolute
    assert absolute == ["a", "a-6283ead1", "a-fe4100e6"]  # sha256 of "wire/y/a.txt" and of "wire/z/a.txt"


def test_one_name_in_two_sources(folder):
    for name in ("x/a.txt", "y/a.txt", "z/a.txt"):
        write(folder / name)
    assert len(set(ids(folder / "x", folder / "y", folder / "z"))) == 3


def test_records_of_one_name_without_ids(folder):
    for name in ("x/r.jsonl", "y/r.jsonl"):
        write(folder / name, '{"text": "One."}\n{"text": "Two."}')
    found = ids(folder)
    assert len(set(found)) == 4
    assert found[:2] == ["r-1", "r-2"]
    assert refusals(folder) == []


def test_a_given_id_is_never_changed_and_refused_the_second_time(folder):
    write(folder / "a.jsonl", '{"text": "One.", "id": "k"}\n{"text": "Two.", "id": "k"}')
    write(folder / "k.txt")
    assert ids(Path("wire"))[0] == "k"
    assert refusals(Path("wire")) == [("wire/a.jsonl:2", "its id 'k' is already that of wire/a.jsonl:1")]


def test_links(folder):
    write(folder.parent / "out" / "secret.txt")
    write(folder / "a.txt")
    for name, target in {
        "out.txt": "../out/secret.txt",
        "passwd.txt": "/etc/passwd",
        "gone.txt": "nowhere.txt",
        "self.txt": "self.txt",
        "same.txt": "a.txt",
        "folder": "../out",
        "loop": ".",
    }.items():
        (folder / name).symlink_to(target)
    assert ids(Path("wire")) == ["a"]
    assert refusals(Path("wire")) == [
        ("wire/folder", "a link to a folder; give the folder itself"),
        ("wire/gone.txt", "a link that leads nowhere; give the file itself, or a copy"),
        ("wire/loop", "a link to a folder; give the folder itself"),
        ("wire/out.txt", "a link that leads out of the folder; give the file itself, or a copy"),
        ("wire/passwd.txt", "a link that leads out of the folder; give the file itself, or a copy"),
        ("wire/self.txt", "a link that leads nowhere; give the file itself, or a copy"),
    ]


def test_a_link_that_was_refused_does_not_hide_its_target(folder):
    target = write(folder.parent / "out" / "b.txt")
    (folder / "a.txt").symlink_to(target)
    assert ids(folder, folder.parent / "out") == ["b"]


def test_a_link_as_a_source_is_followed(folder):
    write(folder / "a.txt")
    (folder.parent / "linked").symlink_to(folder)
    (folder.parent / "b.txt").symlink_to(folder / "a.txt")
    assert ids(folder.parent / "linked") == ["a"]
    assert ids(folder.parent / "b.txt") == ["b"]


def test_a_link_to_a_hidden_file_is_read(folder):
    write(folder / ".store" / "5f", "One.")
    (folder / "a.txt").symlink_to(".store/5f")
    assert ids(folder) == ["a"]


def test_what_is_no_article(folder):
    os.mkfifo(folder / "pipe.txt")
    write(folder / "setup.exe", "MZ")
    write(folder / "empty.txt", "")
    write(folder / "empty.jsonl", "")
    write(folder / "space.txt", " \n ")
    write(folder / "only.txt", "Subscribe\n\nAdvertisement")
    write(folder / "r.jsonl", '{"text": "Subscribe"}')
    write(folder / "noext")
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (folder / "half.txt").write_bytes(b"\xff\xfea\x00b")
    (folder / "huge.txt").write_bytes(b"")
    os.truncate(folder / "huge.txt", 25_000_000)
    assert ids(Path("wire")) == []
    assert refusals(Path("wire")) == [
        ("wire/empty.jsonl", advised("empty file")),
        ("wire/empty.txt", advised("empty file")),
        ("wire/half.txt", advised("damaged UTF-16 text at byte 4")),
        ("wire/huge.txt", advised("25,000,000 bytes; an article's file may have 20,000,000")),
        ("wire/noext", advised("files of this kind are not read, only " + suffixes())),
        ("wire/only.txt", "no text of an article in it"),
        ("wire/photo.txt", advised("binary data, not text")),
        ("wire/pipe.txt", advised("not a regular file")),
        ("wire/r.jsonl:1", "no text of an article in it"),
        ("wire/setup.exe", advised("files of this kind are not read, only " + suffixes())),
        ("wire/space.txt", "no text of an article in it"),
    ]


def test_names_that_are_no_utf8_or_cannot_be_shown(folder):
    write(Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")))
    write(Path(os.fsdecode(os.fsencode(folder) + b"/r\xe9.jsonl")), '{"text": "One."}\n{}')
    write(folder / "clear\x1b[2J\n.txt")
    items = list(read_sources([Path("wire")]))
    assert [item.origin for item in items] == [
        "wire/caf\\xe9.txt",
        "wire/clear\\x1b[2J\\x0a.txt",
        "wire/r\\xe9.jsonl:1",
        "wire/r\\xe9.jsonl:2",
    ]
    assert ids(folder) == ["caf\\xe9", "clear\\x1b[2J\\x0a", "r\\xe9-1"]
    for item in items:
        item.origin.encode()


def test_printable_is_stable():
    assert printable(printable(os.fsdecode(b"caf\xe9\x07"))) == "caf\\xe9\\x07"
    assert printable("Überblick 北京.txt") == "Überblick 北京.txt"


@pytest.mark.parametrize("name", ["missing", "missing.txt", "wire/a.txt/b.txt"])
def test_a_source_that_does_not_exist(folder, name):
    write(folder / "a.txt")
    with pytest.raises(SourceError, match=f"^no such file or folder: {name}\n  try: qa build FOLDER$"):
        list(read_sources([Path(name)]))


def test_nothing_given():
    assert list(read_sources([])) == []


@contextmanager
def as_nobody() -> Iterator[Path]:
    """A folder to work in, and no right to pass over permissions."""
    root = Path(tempfile.mkdtemp(dir="/tmp"))
    root.chmod(0o755)
    was = os.geteuid()
    try:
        yield root
    finally:
        os.seteuid(was)
        for path in [root, *root.rglob("*")]:
            path.chmod(0o755)
        shutil.rmtree(root)


def test_what_may_not_be_read():
    with as_nobody() as root:
        write(root / "a.txt")
        write(root / "closed" / "b.txt")
        write(root / "secret.txt")
        write(root / "sealed" / "c.txt")
        (root / "secret.txt").chmod(0)
        (root / "closed").chmod(0)
        (root / "sealed").chmod(0o444)  # its names can be listed, its files not reached
        if os.geteuid() == 0:
            os.seteuid(65534)
        assert ids(root) == ["a"]
        assert sorted(refusals(root)) == [
            (f"{root}/closed", advised("Permission denied")),
            (f"{root}/sealed/c.txt", advised("Permission denied")),
            (f"{root}/secret.txt", advised("Permission denied")),
        ]
        assert refusals(root / "closed") == [(f"{root}/closed", advised("Permission denied"))]
        with pytest.raises(SourceError, match="no such file or folder"):
            list(read_sources([root / "closed" / "b.txt"]))


def test_front_matter_that_no_parser_foresaw_ends_no_build(folder):
    write(folder / "a.md", '---\ntitle: "a \\UFFFFFFFF"\n---\nOne.')
    write(folder / "b.txt", '---\ntitle: "b \\uD800 \\0"\n---\nTwo.')
    write(folder / "c.txt", "Three.")
    items = list(read_sources([Path("wire")]))
    assert [item.title for item in items if isinstance(item, Article)] == ["a \\UFFFFFFFF", "b \ufffd \ufffd", ""]


def test_whatever_a_reader_raises_is_a_refusal_of_that_file(folder, monkeypatch):
    def broken(path: Path) -> Iterator[Article]:
        raise OverflowError("too\nlarge")
        yield

    monkeypatch.setattr("qa.ingest.readers.markdown.read_markdown", broken)
    write(folder / "a.md")
    write(folder / "b.txt")
    assert ids(Path("wire")) == ["b"]
    assert refusals(Path("wire")) == [("wire/a.md", advised("cannot be read: OverflowError: too\\x0alarge"))]


def test_the_language_of_a_file(folder):
    write(folder / "a.md", "---\nlang: de_at\n---\nEins.")
    write(folder / "b.txt", "---\nlanguage: FR\n---\nUn.")
    write(folder / "c.txt", "One.")
    found = [item for item in read_sources([folder]) if isinstance(item, Article)]
    assert [(item.language, item.id_given) for item in found] == [("de-AT", False), ("fr", False), ("", False)]
