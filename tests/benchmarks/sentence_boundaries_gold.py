"""Gold standards of sentence boundaries, in three forms: paragraphs, each a list of its sentences.

- CoNLL-U with "# text" lines, as the Universal Dependencies have them: a paragraph stands between two "# newdoc" or
  "# newpar".
- Words with the tags of a treebank ("Mr./NNP"), a sentence a line or more: one paragraph. The tag "." ends a sentence.
- A sentence a line (.lines), and empty lines between paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

Paragraph = list[str]  # its sentences

_CLOSES = {"''", ")", "'"}
_NO_SPACE_BEFORE = re.compile(r" (?=(?:[.,;:?!%)}]|\.\.\.|n't|['’](?:s|re|ve|ll|d|m)?)(?:[ ”]|$))|(?<=[$({#“‘]) ")


def documents(gold: Path) -> Iterator[list[Paragraph]]:
    """The documents of a gold standard, those of CoNLL-U apart from each other."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    if gold.suffix == ".conllu":
        yield from _of_conllu(lines)
    elif gold.suffix == ".lines":
        yield [block.splitlines() for block in re.split(r"\n{2,}", "\n".join(lines))]
    else:
        yield [list(_of_tagged(lines))]


def _of_conllu(lines: list[str]) -> Iterator[list[Paragraph]]:
    document: list[Paragraph] = [[]]
    for line in lines:
        key, _, value = line.removeprefix("#").partition("=")
        kind = key.split()[:1] if line.startswith("#") else []
        if kind == ["newdoc"] and any(document):
            yield document
            document = [[]]
        elif kind == ["newpar"]:
            document.append([])
        elif kind == ["text"]:
            document[-1].append(value.strip())
    yield document


def _of_tagged(lines: list[str]) -> Iterator[str]:
    """Sentences as they were printed; a mark of closing that stands before the next one belongs to this."""
    sentence: list[str] = []
    ended = False
    for line in lines:
        words = [tuple(word.rsplit("/", 1)) for word in line.replace("&slash;", "/").split()]
        for place, (word, tag) in enumerate(words):
            goes_on = word in _CLOSES or (place > 0 and word[0].islower())
            if ended and sentence and not goes_on:
                yield _printed(sentence)
                sentence = []
            ended = tag == "." or (ended and word in _CLOSES) or place == len(words) - 1
            sentence.append(word)
    yield _printed(sentence)


def _printed(words: list[str]) -> str:
    return _NO_SPACE_BEFORE.sub("", " ".join(words).replace("`` ", "“").replace(" ''", "”").replace("`", "‘"))
