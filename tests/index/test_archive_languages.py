"""An archive of several languages: each article found by the words of its own, and what knows English alone aside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa import Archive
from qa.command.render_index import status_text
from qa.index.bm25 import BM25Index, BM25Writer
from qa.index.build import build_index
from qa.index.layout import current_build
from qa.index.snapshot import open_current
from qa.text.words import question_terms, stems
from tests.encoders import HashEncoder

GERMAN = """---
title: Alte Brücken gesperrt
language: de
date: 2019-05-03
---

Die Stadt hat am Montag zwei alte Brücken über die Lauer gesperrt. Sie wurden im Jahr 1913 gebaut und gelten als \
einsturzgefährdet, wie der Rat mitteilte.
"""
ENGLISH = """---
title: A ferry for Millford
language: en
date: 2019-05-04
---

The town of Millford bought a ferry on Monday. It will die as the last one did, said its old captain at the pier.
"""


@pytest.fixture
def both(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "de.md").write_text(GERMAN, "utf-8")
    (folder / "en.md").write_text(ENGLISH, "utf-8")
    build_index([folder], tmp_path / "ix", "default", HashEncoder())
    return tmp_path / "ix"


def test_words_find_each_article_by_the_rules_of_its_language(both: Path) -> None:
    snapshot = open_current(both, "default")
    assert snapshot.languages() == ("de", "en")
    for question, found in (("Welche Brücke ist gesperrt?", [0, 1]), ("Which ferries?", [2, 3])):  # titles count
        terms = question_terms(question, snapshot.languages())
        scores = snapshot.words.scores(terms, np.arange(snapshot.manifest.sentences))
        assert scores.nonzero()[0].tolist() == sorted(snapshot.words.best(terms, 9).tolist()) == found
        assert scores.max() <= 1
    snapshot.close()


def test_what_is_told_and_shown_of_another_language(both: Path) -> None:
    archive = Archive(both, load=lambda model: HashEncoder())
    answer = archive.ask("Welche Brücke wurde in der Stadt gesperrt und warum?")
    best = next(one for one in (*answer.citations, *answer.related) if one.text.startswith("Die Stadt"))
    assert [best.text[start:end] for start, end in best.highlights] == ["Stadt", "Brücken", "gesperrt"]
    assert "language" not in [each.kind for each in answer.read_as]
    foreign = archive.ask("¿Cuándo fue destruida la oficina de los señores en Kaesong?")
    assert foreign.reason == "The question seems to be in Spanish; the articles are read in German and English."
    assert "languages  de 1, en 1; days named in the text, kinds of answer" in status_text(archive.status())


def test_a_day_is_read_out_of_english_alone(both: Path) -> None:
    entries = (
        Archive(both, load=lambda model: HashEncoder()).timeline("alte Brücken Stadt Lauer ferry Millford").entries
    )
    dated = {(entry.citation.article.id, str(entry.first), entry.dated_by) for entry in entries}
    assert dated <= {("de", "2019-05-03", "publication"), ("en", "2019-04-29", "text")}
    assert dated


def test_an_english_archive_is_stemmed_as_it_ever_was(indexes: Path, tmp_path: Path) -> None:
    snapshot = open_current(indexes, "default")
    assert snapshot.languages() == ("en",)
    writer = BM25Writer()
    for held in snapshot.store.each():
        for text in held.texts():
            writer.add(stems(text) + stems(held.article.title))
    writer.write(tmp_path / "bm25")
    made = indexes / "default" / "snapshots" / str(current_build(indexes / "default")) / "bm25"
    names = sorted(path.name for path in made.iterdir())
    assert names == sorted(path.name for path in (tmp_path / "bm25").iterdir())
    assert not any("languages" in name for name in names)
    for name in names:
        assert (made / name).read_bytes() == (tmp_path / "bm25" / name).read_bytes()
    snapshot.close()


def test_an_index_from_before_is_read_as_it_was_stemmed(both: Path) -> None:
    folder = both / "default" / "snapshots" / str(current_build(both / "default"))
    assert BM25Index(folder / "bm25").languages == ("de", "en")
    (folder / "bm25" / "languages.json").unlink()
    assert BM25Index(folder / "bm25").languages == ("en",)
