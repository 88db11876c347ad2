"""What a page holds besides its article, or a file besides its text, kept behind it to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from qa.ingest.prose.besides import BESIDES, OF_PAGE
from qa.ingest.readers.blocks import BETWEEN, line_of_block
from qa.types import Article

MAX_LEFT_OUT_CHARS = 10_000  # that are kept
_LINE_CHARS = 500
_MOST_COMPARED = 2000  # lines, each of which is looked for in a text of any length


def with_left_out(article: Article, lines: Iterable[str]) -> Article:
    """The article with these lines behind its text: no prose, and nothing that its encoding depends on.

    What stands in the article, or was told before, is no such line; nor is what holds no letter and no digit.
    """
    held = set(article.text.split(BETWEEN))
    seen = (line for line in map(line_of_block, lines) if line not in held and any(map(str.isalnum, line)))
    kept, left = list[str](), MAX_LEFT_OUT_CHARS
    for line in islice(seen, _MOST_COMPARED):
        if left > 0 and line not in article.text:
            kept.append(line[: min(_LINE_CHARS, left)])
            left -= len(kept[-1])
        held.add(line)
    if not kept:
        return article
    details = replace(article.details, told_by=(*article.details.told_by, OF_PAGE))
    return replace(article, text=article.text + BESIDES + "\n".join(kept), details=details)
