"""What is told by lines above an article, for tests of them."""

from dataclasses import dataclass
from datetime import date

from qa.ingest.head.head_lines import read_head

OCT_1, OCT_2 = date(2019, 10, 1), date(2019, 10, 2)
PROSE = "Talks will resume on Saturday. Nobody knows why."
LAMP = "Lamp of Cape Farrow goes dark"


def read(text: str) -> tuple[str, str, date | None, str]:
    """Title, source, date, and what is left as prose."""
    head = read_head(text)
    return head.title, head.source, head.published, text[head.end :].strip()


@dataclass(frozen=True)
class Told:
    """What a head tells, and what else is left above PROSE."""

    title: str = ""
    source: str = ""
    published: date | None = None
    byline: str = ""
    updated: date | None = None
    section: str = ""
    left: str = ""


def told(lines: str) -> Told:
    text = f"{lines}\n\n{PROSE}"
    head = read_head(text)
    left = text[head.end :].strip().removesuffix(PROSE).strip()
    details = head.details
    return Told(head.title, head.source, head.published, details.byline, details.updated, details.section, left)
