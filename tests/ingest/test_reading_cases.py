"""Each case of ../shared/cases/reading gives what it says is right. Where they are not, the tests are skipped.

Nothing of them stands here: what is expected is taken from a case's "right", or from its own input.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from qa import is_furniture
from qa.encoding.base import Encoder
from qa.extraction.options import Length
from qa.ingest.encodings.decode import decode
from qa.text.near_duplicates import same_fact
from qa.text.sentences import split
from qa.text.words import matches
from tests.ingest.reading import prose
from tests.ingest.reading_cases import (
    CASES,
    Case,
    archive_of,
    blocks,
    case_of,
    days,
    files_of,
    of_bridge,
    read,
    sentences,
    texts,
    weekdays_after,
)

DAY = date(2019, 5, 3)
THREE = Length(sentences=3)


def cuts_where_right(case: Case, folder: Path) -> None:
    found = [[sentence.text for sentence in split(text, [(0, len(text))])] for text in case["input"]]
    assert (found if isinstance(case["right"][0], list) else [len(each) for each in found]) == case["right"]


def keeps_the_page_out(case: Case, folder: Path) -> None:
    archive, story = archive_of(files_of(case), folder), of_bridge()
    assert len(story) == 4
    assert all(any(text in block for block in story) for text in sentences(archive, "bridge"))
    key = texts(archive.summarize(["bridge"], THREE).citations)
    assert len(key) == 3
    assert all(any(text in block for block in story) for text in key)


def leads_with_the_article(case: Case, folder: Path) -> None:
    archive, story = archive_of(files_of(case), folder), of_bridge()
    key = texts(archive.summarize(["bridge"], THREE).citations)
    assert all(any(text in block for block in story) for text in key)


def finds_the_title_below_the_notice(case: Case, folder: Path) -> None:
    keeps_the_page_out(case, folder)
    (article,) = read(files_of(case), folder / "again").values()
    title, day = re.findall(r'"(.*?)"|(\d{4}-\d\d-\d\d)', case["right"])
    assert (article.title, str(article.published)) == (title[0], day[1])


def knows_lines_alone_and_together(case: Case, folder: Path) -> None:
    files = files_of(case)
    own = [block for block in blocks(files["m.txt"]) if block.endswith("hurt.")]
    pages = {f"{n}.txt": f"A lamp\n\n{block}\n\n{own[0]}\n\n{block}" for n, block in enumerate(case["input"]["lines"])}
    for article in read({**files, **pages}, folder).values():
        assert prose(article) == own, article.id
    lines = [line for block in case["input"]["lines"] for line in block.splitlines()]
    assert [line for line in lines if not is_furniture(line)] == []


def tells_of_the_fall_only(case: Case, folder: Path) -> None:
    archive = archive_of(files_of(case), folder)
    (own,) = (block for block in blocks(files_of(case)["c.txt"]) if block.startswith("The iron"))
    assert " ".join(sentences(archive, "c")) == own
    assert " ".join(texts(archive.summarize(["c"]).citations)) == own
    entries = archive.timeline("bridge of Millford").entries
    assert [(entry.first, entry.others) for entry in entries] == [(DAY - timedelta(days=1), ())]
    asked = archive.ask("what did the council know about the bridge")
    assert all(text in own for text in texts(asked.citations))
    assert asked.reason  # nothing that is left answers it


def keeps_answers_with_their_questions(case: Case, folder: Path) -> None:
    archive = archive_of(files_of(case), folder)
    talk = texts(archive.summarize(["t"], THREE).citations)
    assert len(talk) == 3
    assert all(re.match(r"[A-Z]+(?: [A-Z]+)?(?:, [A-Z]+)?: ", text) for text in talk)
    told = sentences(archive, "qa")
    for length in (2, 3, 4, 5):  # of one sentence, there is no place for both
        chosen = texts(archive.summarize(["qa"], Length(sentences=length)).citations)
        answers = [text for text in chosen if text.startswith("A")]
        assert all(told[told.index(text) - 1] in chosen for text in answers)
        assert answers


def joins_the_lines_of_columns(case: Case, folder: Path) -> None:
    read_ = read(files_of(case), folder)
    articles = [read_["columns"], read_["blank-lines"]]
    found = [[" ".join(s.text.split()) for s in split(each.text, each.body)] for each in articles]
    count, paragraphs = map(int, re.findall(r"\d+", case["right"]))
    assert (len(found[0]), len(articles[0].body)) == (count, paragraphs)
    (told,) = re.findall('"(.*?)"', case["right"])
    assert told in found[0]
    assert found[1] == found[0][:3]


def joins_words_at_line_ends(case: Case, folder: Path) -> None:
    for article in read(files_of(case), folder).values():
        assert len(split(article.text, article.body)) == 1
        for word in re.findall(r'"(\w+)"', case["right"]):
            assert matches(article.text, word), (article.id, word)
    for word in case["input"]["words"]:
        assert matches(word, word.replace("-\n", "")) == ((0, len(word)),)
    assert days(f"It fell on {case['input']['words'][1]}.", DAY) == [(date(2019, 5, 2),) * 2]


def sees_no_signs_within_words(case: Case, folder: Path) -> None:
    shown = {ord(sign): None for sign in "\u00ad\u200b\u2060\ufeff"}
    for word in case["input"]["words"]:
        assert matches(word, word.translate(shown)) == ((0, len(word)),)
    article = read(files_of(case), folder)["shy"]
    for sentence in split(article.text, article.body):
        assert same_fact(sentence.text, sentence.text.translate(shown))


def reads_what_was_written(case: Case, folder: Path) -> None:
    for text in case["input"]["strings cp1252"]:
        assert decode(text.encode("cp1252")) == text
    of = {"cp1252": "cp1252", "latin9": "iso8859-15", "latin1": "latin-1"}
    files = case["input"]["files"]
    for name, escaped in files.items():
        data = re.sub(rb"\\x(..)", lambda hexed: bytes.fromhex(hexed[1].decode()), escaped.encode())
        encoding = of.get(name.removesuffix(".txt").rpartition("-")[2])
        whole, _, stray = escaped.partition("\\x")
        if encoding:
            assert decode(data) == data.decode(encoding)
        elif name == "mojibake.txt":
            assert decode(data) == files["utf8-ok.txt"]
        else:
            assert decode(data) in [
                whole + end for end in (bytes.fromhex(stray[:2]).decode("cp1252") + stray[2:], "\ufffd")
            ]


def reads_every_head(case: Case, folder: Path) -> None:
    files, found = files_of(case), read(files_of(case), folder)
    (count,) = re.findall(r"all (\d+)", case["right"])
    assert len(found) == int(count)
    for name, text in files.items():
        article = found[name.removesuffix(".txt")]
        assert article.published == DAY
        assert article.title.split()[0] in ("Council", "Will")
        assert article.title in " ".join(text.split())
        assert article.source == "" or re.search(rf"(?:, |Source: |\n){article.source}\n", text)
        assert len(article.body) == 1


def reads_days_of_names_and_addresses(case: Case, folder: Path) -> None:
    found = read(files_of(case), folder).values()
    assert [article.published for article in found] == [DAY] * 4
    assert all(dict(article.details.told_by)["published"] for article in found)


def reads_days_of_any_notation(case: Case, folder: Path) -> None:
    for article in read(files_of(case), folder).values():
        record = next(line for line in files_of(case)["r.jsonl"].splitlines() if f'"{article.id}"' in line)
        right = date(2019, 5, 31) if "/31/" in record or '"31/' in record else DAY
        assert article.published == (None if article.id == "n0" else right), record
    assert archive_of(files_of(case), folder / "again").status().undated == 1


def knows_the_fields(case: Case, folder: Path) -> None:
    found = list(read(files_of(case), folder).values())
    assert [(article.title, article.published) for article in found] == [("Bridge falls", DAY)] * 7
    for article, record in zip(found, files_of(case)["r.jsonl"].splitlines(), strict=True):
        assert (article.source != "") == ("ource" in record)
        assert "://" not in article.source


def keeps_the_local_day(case: Case, folder: Path) -> None:
    for article in read(files_of(case), folder).values():
        assert article.published == (DAY if article.id in ("tz1", "tz3") else DAY + timedelta(days=1))


def looks_ahead(case: Case, folder: Path) -> None:
    published = date.fromisoformat(case["input"]["published"][:10])
    for text in case["input"]["sentences"]:
        assert days(text, published) == [(day, day) for day in weekdays_after(text, published)], text
    for entry in archive_of(files_of(case), folder).timeline("bridge of Millford").entries:
        (day,) = weekdays_after(entry.citation.text, published)
        assert entry.first == (day - timedelta(days=7) if "protested" in entry.citation.text else day)


def tells_the_days(case: Case, folder: Path) -> None:
    for (text, published), right in zip(case["input"], case["right"], strict=True):
        ((first, last),) = days(text, date.fromisoformat(published))
        begins, _, ends = right.partition("/")
        assert str(first).startswith(begins)
        assert str(last).startswith(f"{right[:4]}-{ends}" if ends else begins)


def folds_copies(case: Case, folder: Path) -> None:
    base, *others = case["input"]["pairs"]
    assert [other for other in others if not same_fact(base, other)] == []
    archive = archive_of(files_of(case), folder)
    pays, signs = archive.summarize_topic("Millford bridge", THREE).citations
    assert "will pay" in pays.text
    assert "signed" in signs.text
    told = [
        citation for citation in archive.ask("Who will pay for the iron bridge?").citations if "pay" in citation.text
    ]
    assert len(told) == 1
    for citation in (pays, signs, *told):
        assert sorted([citation.article.id, *citation.also_in]) == ["ap", "gazette", "herald", "ledger", "tribune"]


def folds_title_variants(case: Case, folder: Path) -> None:
    body = "\n\n".join(["May 3, 2019", *sorted(of_bridge())])
    archive = archive_of({f"v{n}.txt": f"{title}\n\n{body}" for n, title in enumerate(case["input"]["titles"])}, folder)
    cited = archive.summarize_topic("bridge of Millford").citations
    assert Counter(texts(cited)).most_common(1)[0][1] == 1
    assert all(sorted([each.article.id, *each.also_in]) == ["v0", "v1", "v2"] for each in cited)
    assert not any("Times" in article.title for article in archive.articles())


CHECKS: dict[int, Callable[[Case, Path], None]] = {
    **dict.fromkeys(range(1, 7), cuts_where_right),
    7: keeps_the_page_out, 8: leads_with_the_article, 10: finds_the_title_below_the_notice,
    11: knows_lines_alone_and_together, 12: tells_of_the_fall_only, 13: keeps_answers_with_their_questions,
    14: joins_the_lines_of_columns, 15: joins_words_at_line_ends, 16: sees_no_signs_within_words,
    18: reads_what_was_written, 19: reads_every_head, 21: reads_days_of_names_and_addresses,
    22: reads_days_of_any_notation, 23: knows_the_fields, 24: keeps_the_local_day, 25: looks_ahead,
    26: tells_the_days, 27: tells_the_days, 29: folds_copies, 30: folds_title_variants,
}  # fmt: skip


@pytest.mark.parametrize("number", CHECKS)
def test_a_case_gives_its_right(number: int, model: Encoder, tmp_path: Path) -> None:
    CHECKS[number](case_of(number), tmp_path)


def test_every_case_that_is_here_has_a_check() -> None:
    case_of(1)
    assert {int(path.name[:2]) for path in CASES.glob("*.json")} <= set(CHECKS)
