"""Metadata from named fields: of front matter, of a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qa.ingest.metadata import Head, language_tag, name_of, web_address
from qa.ingest.publication_dates import parse_date


def from_fields(fields: Mapping[str, Any]) -> Head:
    """Metadata from the keys of front matter or of a record; unknown keys and empty values are passed over."""
    known = {str(key).lower(): value for key, value in fields.items()}
    return Head(
        title=name_of(known.get("title")),
        source=name_of(known.get("source") or known.get("publisher")),
        published=parse_date(known.get("published") or known.get("date")),
        url=web_address(known.get("url")),
        language=language_tag(known.get("language") or known.get("lang")),
    )
