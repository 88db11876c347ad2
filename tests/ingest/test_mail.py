"""Messages and mailboxes."""

from __future__ import annotations

import mailbox
from datetime import date
from email.message import EmailMessage
from pathlib import Path

from tests.ingest.reading import articles, prose, refusals

DAY = date(2019, 5, 3)


def message(subject: str = "Re: Seals", key: str = "<1@courier.example>") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "Tarn Bay Courier <desk@courier.example>", subject, key
    mail["Date"] = "Fri, 03 May 2019 22:30:00 -0400"
    return mail


def test_a_message_without_what_it_quotes_and_its_signature(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("Seals tore nine nets.\n\n> What did the seals do?\n\n-- \nThe desk of the Courier\n")
    mail.add_attachment(b"\0", "application", "octet-stream", filename="a.bin")
    (tmp_path / "m.eml").write_bytes(mail.as_bytes())
    (article,) = articles(tmp_path)
    assert (article.title, article.source, article.published) == ("Seals", "Tarn Bay Courier", DAY)
    assert prose(article) == ["Seals tore nine nets."]


def test_a_mailbox_and_a_message_of_html(tmp_path: Path) -> None:
    html, empty = message("Fog", "<2@courier.example>"), message("None", "<3@courier.example>")
    html.set_content("<h1>Fog</h1><p>Fog closed the port.</p>", subtype="html")
    empty.set_content("\n")
    box = mailbox.mbox(tmp_path / "box.mbox")
    for mail in (html, empty):
        box.add(mail)
    box.close()
    (article,) = articles(tmp_path)
    assert (article.title, prose(article)) == ("Fog", ["Fog closed the port."])
    assert refusals(tmp_path) == {f"{tmp_path.name}/box.mbox:2": "a message without a text"}
