"""Lines that say "Published" or "Updated" in many languages, above a text and on a web page; all of May 5, 2020."""

from __future__ import annotations

from datetime import date

import pytest

from qa.ingest.dates.publication_dates import DayTold, beside_a_day, days_told, parse_date
from qa.ingest.readers.html import article_of_page
from tests.growth import grows_with_length_only
from tests.ingest.heads import LAMP, Told, told

MAY_5, MAY_6 = date(2020, 5, 5), date(2020, 5, 6)
PROSE = (
    "The harbour board of the town said that its lamp went dark and that nobody knows why it did so; ships keep away"
    " from the cape until somebody has climbed up, and its keeper had left long before."
)
PUBLISHED = """Published in: 05.05.2020
Published on: 5/5/20
Published at: 5 May 2020, 10:12
Posted 5/5/20 10:12 AM
Date of publication: 5 May 2020
Published:2020-05-05
This article was first published on 5 May 2020.
veröffentlicht am 5.5.20
Veröffentlichungsdatum: 05.05.20
Publié le : 05/05/2020 à 10h12
Publicado el 5/5/20
Publicado en: 05/05/2020
Publicado em 05/05/2020 às 10h12
Fecha de publicación: 5/5/2020
Data de publicação: 05/05/2020
Pubblicato il: 05/05/20
Data di pubblicazione: 05/05/2020
Gepubliceerd op 5-5-20
Gepubliceerd op: 05-05-2020 10:12
Data publikacji: 05.05.2020
Дата публикации: 05.05.2020
05.05.2020 tarihinde yayınlandı.
5/5/2020 tarihinde yayımlandı.
Megjelent: 2020. 05. 05.
Publicat la 05.05.2020
发布时间：2020-05-05 10:12
Dipublikasikan pada 5 Mei 2020
Đăng ngày 5 tháng 5 năm 2020
เผยแพร่เมื่อ 5 พฤษภาคม 2563
प्रकाशित: 5 मई 2020""".splitlines()
UPDATED = """Last updated: 5/5/20
Last updated in: 5 May 2020
Last reviewed on 5 May 2020
Page last updated: 5 May 2020
This page was last updated on 5 May 2020.
Zuletzt aktualisiert am 5.5.20
Stand: 5.5.20
Stand vom 5.5.2020
Dernière mise à jour : 5/5/2020
Modifié le 5 mai 2020
Última actualización: 5/5/2020
Actualizado el 5/5/20
Ultima modifica: 5 maggio 2020
Ultimo aggiornamento: 05/05/2020
Laatst bijgewerkt op 5-5-20
Laatst gewijzigd: 05-05-2020
Senast uppdaterad 2020-05-05
Ostatnia aktualizacja: 05.05.2020
Последнее обновление: 05.05.2020
Son güncellenme: 5/5/2020
5/5/20 tarihinde güncellendi.
5/5/20'de güncellendi.
Utolsó frissítés: 2020. május 5.
Ultima actualizare: 05.05.2020
Останнє оновлення: 05.05.2020
最終更新日: 2020年5月5日
Diperbarui: 5 Mei 2020""".splitlines()


def of_page(above: str = "", below: str = "", behind: str = "") -> tuple[date | None, date | None, str]:
    page = f"<body>{above}<h1>{LAMP}</h1>{below}<p>{PROSE}</p><p>{PROSE}</p>{behind}</body>"
    article = article_of_page(page.encode(), "lamp")
    assert {article.text[start:end] for start, end in article.body} == {PROSE}
    return article.published, article.details.updated, article.source


@pytest.mark.parametrize("line", PUBLISHED)
def test_a_line_that_says_published(line: str) -> None:
    assert told(f"{LAMP}\n\n{line}") == told(f"{line}\n\n{LAMP}") == Told(LAMP, published=MAY_5)
    assert parse_date(line) == MAY_5
    tag = f"<p><em>{line}</em></p>"
    assert of_page(tag) == of_page(below=tag) == of_page(behind=tag) == (MAY_5, None, "")


@pytest.mark.parametrize("line", UPDATED)
def test_a_line_that_says_updated_is_the_best_that_is_known(line: str) -> None:
    assert told(f"{LAMP}\n\n{line}") == told(f"{line}\n\n{LAMP}") == Told(LAMP, published=MAY_5, updated=MAY_5)
    tag = f"<p><em>{line}</em></p>"
    assert of_page(tag) == of_page(below=tag) == of_page(behind=tag) == (MAY_5, MAY_5, "")


def test_a_day_of_publication_goes_before_that_of_a_change() -> None:
    updated = "<p>Updated 6 May 2020</p>"
    assert of_page(updated, behind="<p>Published 5 May 2020</p>") == (MAY_5, None, "")
    assert of_page(behind=f"{updated}<p>Updated 7 May 2020</p>") == (None, None, "")  # of two other articles


@pytest.mark.parametrize(
    ("tags", "published", "updated"),
    [
        ("<meta name='DC.Issued' content='2020-05-05'>", MAY_5, None),
        ("<meta name='dcterms.issued' content='2020-05-05'>", MAY_5, None),
        ("<meta name='DCTERMS.available' content='5 May 2020'>", MAY_5, None),
        ("<meta name='prism.publicationDate' content='2020-05-05'>", MAY_5, None),
        ("<meta name='citation_online_date' content='2020/05/05'>", MAY_5, None),
        ("<meta itemprop='dateModified' datetime='2020-05-05'>", MAY_5, MAY_5),
        ("<meta property='og:updated_time' content='2020-05-05T10:12:00Z'>", MAY_5, MAY_5),
        ("<meta name='DC.Issued' content='2020-05-05'><meta name='DC.modified' content='2020-05-06'>", MAY_5, MAY_6),
        ("<meta name='dc.title' content='May 5, 2020'>", None, None),
    ],
)  # fmt: skip
def test_tags_that_libraries_write(tags: str, published: date | None, updated: date | None) -> None:
    assert of_page(f"<head>{tags}</head>")[:2] == (published, updated)


@pytest.mark.parametrize(
    "line",
    """Tarn Bay Courier, May 5, 2020
Tarn Bay Courier. May 5, 2020.
Tarn Bay Courier - Tuesday, May 5, 2020
Tarn Bay Courier (5 May 2020)
Tarn Bay Courier, 05.05.2020
Tarn Bay Courier, May 5, 2020, p. 3
Tarn Bay Courier, May 5, 2020, Section B, Page A12
From the Tarn Bay Courier, May 5, 2020
Source: Tarn Bay Courier, May 5, 2020""".splitlines(),
)
def test_an_outlet_and_a_day_on_one_line(line: str) -> None:
    for above in (f"{LAMP}\n\n{line}", f"# {LAMP}\n\n*{line}*", f"{line}\n\n{LAMP}"):
        assert told(above) == Told(LAMP, "Tarn Bay Courier", MAY_5)
    assert of_page(below=f"<p>{line}</p>") == of_page(f"<p>{line}</p>") == (MAY_5, None, "Tarn Bay Courier")


def test_only_behind_a_label_are_digits_a_day_that_may_be_a_version() -> None:
    assert days_told("veröffentlicht am 6.12.06") == (DayTold(18, 25, date(2006, 12, 6)),)
    assert days_told("Updated: 31-5-20") == (DayTold(9, 16, date(2020, 5, 31), True),)
    assert days_told("Gepubliceerd op 3-5-20") == ()  # in either order
    for line in (
        "6.12.06",
        "Version 6.12.06",
        "Android 6.12.06",
        "31-5-20",
        "Updated Android 6.12.06",
        "Stand 6.12.06.1",
    ):
        assert days_told(line) == ()


@pytest.mark.parametrize(
    "line",
    """The ferry was last updated on 5 May 2020.
It was published in 5/5/20 of its forms.
This page was torn out on 5 May 2020.
Released prisoners, May 5, 2020 to June
A smoking ban of the town, last updated in May 2020
Posted near Carrick on 5 May 2020 was a warning.""".splitlines(),
)
def test_what_is_prose_tells_no_day(line: str) -> None:
    assert told(f"{LAMP}\n\n{line}") == Told(LAMP, left=line)
    assert parse_date(line) is None


@pytest.mark.parametrize("part", ["Updated 1.2.19 ", "1.2.19 ", "5-5-20 ", "p. 3 ", "this page was "])
def test_time_grows_with_the_length(part: str) -> None:
    assert grows_with_length_only(days_told, part, 20_000)
    assert grows_with_length_only(beside_a_day, part, 20_000)
