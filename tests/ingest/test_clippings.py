"""Exports of clipping databases: files of several articles, with fields above and below each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ingest.reading import articles, prose, refusals

DAY = date(2019, 5, 3)
LEXIS = """                               1 of 2 DOCUMENTS

                              Tarn Bay Courier

                              May 3, 2019 Friday
                                 Late Edition

Seals Tear Nets

BYLINE: By INES OKAFOR

SECTION: Section A; Pg. 1

LENGTH: 12 words

 Seals tore nine nets.

 Fishers asked for help.

LOAD-DATE: May 4, 2019

LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS

                              Tarn Bay Courier

                              May 6, 2019 Monday

Fog

LENGTH: 5 words

 Fog closed the port.
"""
NEXIS = """Seals Tear Nets
Tarn Bay Courier
May 3, 2019 Friday

Copyright 2019 Tarn Bay Courier
Section: Sea; Pg. 1
Length: 12 words
Byline: Ines Okafor
Body

Seals tore nine nets.

Fishers asked for help.

Load-Date: May 4, 2019
End of Document
Fog
Tarn Bay Courier
May 6, 2019 Monday
Length: 5 words
Body

Fog closed the port.
End of Document
"""
FACTIVA = """SE  Sea
HD  Seals Tear Nets
BY  Ines Okafor
WC  12 words
PD  3 May 2019
SN  Tarn Bay Courier
LA  English
CY  (c) 2019

LP

Seals tore nine nets.

TD

Fishers asked for help.

NS  gfish : Fishing

Document TARNBC0020190503ef5300001

HD  Fog
PD  6 May 2019
SN  Tarn Bay Courier
LP  Fog closed the port.
AN  Document

Document TARNBC0020190506ef5600002
"""


COVER = """

Download Request: Selected Items: 1-2
Time Of Request: Tuesday, May 7, 2019  16:51:31

Send To:
LIBRARY OF TARN BAY
QUAY 3

Terms: (seals and nets)

Source: Tarn Bay Courier
Project ID: None

"""


@pytest.mark.parametrize(
    "text", [LEXIS, COVER + LEXIS, NEXIS, FACTIVA], ids=["lexis", "lexis with its cover", "nexis", "factiva"]
)
def test_exports_of_clipping_databases(tmp_path: Path, text: str) -> None:
    (tmp_path / "clips.txt").write_text(text, "utf-8")
    seals, fog = articles(tmp_path)
    assert [prose(seals), prose(fog)] == [
        ["Seals tore nine nets.", "Fishers asked for help."],
        ["Fog closed the port."],
    ]
    assert [(each.title, each.source, each.published) for each in (seals, fog)] == [
        ("Seals Tear Nets", "Tarn Bay Courier", DAY), ("Fog", "Tarn Bay Courier", date(2019, 5, 6)),
    ]  # fmt: skip
    assert (seals.id, seals.origin, seals.details.byline.upper()) == (
        "clips-1",
        f"{tmp_path}/clips.txt:1",
        "INES OKAFOR",
    )
    assert refusals(tmp_path) == {}


def test_an_article_whose_number_was_cut_off_is_read(tmp_path: Path) -> None:
    (tmp_path / "clips.txt").write_text(LEXIS.partition("1 of 2 DOCUMENTS")[2], "utf-8")
    assert [each.title for each in articles(tmp_path)] == ["Seals Tear Nets", "Fog"]
