"""What a summary is compared with: the lead, chance, and sumy's LexRank and TextRank. sumy is imported only here."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from qa.arrays import Rows
from qa.errors import EngineUnavailable
from qa.text.words import word_spans

Ranking = Callable[[Sequence[str]], Sequence[int]]  # sentences of an article to their numbers, best first


def baselines() -> Mapping[str, Ranking]:
    """By name, in the order of tables. Raises EngineUnavailable where sumy is missing."""
    try:
        from sumy.summarizers.lex_rank import LexRankSummarizer
        from sumy.summarizers.text_rank import TextRankSummarizer
    except ImportError as error:
        raise EngineUnavailable("sumy is not installed", "pip install -e '.[evaluate]'") from error
    return {
        "Lead": lambda sentences: range(len(sentences)),
        "random": _shuffled,
        "sumy LexRank": partial(_by_sumy, LexRankSummarizer),
        "sumy TextRank": partial(_by_sumy, TextRankSummarizer),
    }


def within(ranking: Sequence[int], words: Rows, most_sentences: int | None, most_words: int | None) -> list[int]:
    """The first of a ranking that fit a length, in the order of the text."""
    if most_words is None:
        return sorted(ranking[:most_sentences])
    chosen: list[int] = []
    for number in ranking:
        if int(words[[*chosen, number]].sum()) <= most_words:
            chosen.append(number)
    return sorted(chosen)


def _shuffled(sentences: Sequence[str]) -> list[int]:
    seed = zlib.crc32("\n".join(sentences).encode("utf-8", "surrogatepass"))
    return [int(number) for number in np.random.default_rng(seed).permutation(len(sentences))]


def _by_sumy(kind: Any, sentences: Sequence[str]) -> list[int]:
    """sumy's scores over our sentences and words, with its own stemmer and stop words."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.utils import get_stop_words

    class Rated(kind):  # type: ignore[misc]
        """Keeps the scores: sumy has its best sentences in the order of the text, and takes equal ones for one."""

        def _get_best_sentences(self, sentences: Any, count: int, rating: Any) -> list[float]:
            return [float(rating(item) if callable(rating) else rating[item]) for item in sentences]

    summarizer = Rated(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    document = ObjectDocumentModel([Paragraph([Sentence(sentence, _Words()) for sentence in sentences])])
    scores = summarizer(document, len(sentences)) if sentences else []
    return [int(number) for number in np.argsort(-np.nan_to_num(scores), kind="stable")]


class _Words:
    """sumy's tokenizer, by our words; its own needs data that NLTK would download."""

    def to_words(self, sentence: str) -> list[str]:
        """The words of a sentence."""
        return [sentence[start:end] for start, end in word_spans(sentence)]
