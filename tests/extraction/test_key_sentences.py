import pytest

from qa.extraction.key_sentences import key_sentence_numbers

TEXTS = (
    "The ferry of Port Ellen stopped sailing on Monday morning.",
    "The crew of the ferry painted all wooden benches green.",
    "The cook of the ferry prepared a simple warm dinner.",
    "The owner of the ferry closed it because of storms.",
)


@pytest.mark.parametrize(("language", "numbers"), [("en", (0, 1, 3)), ("nl", (0, 1, 2))])
def test_a_reason_comes_before_colour_where_its_words_are_known(language: str, numbers: tuple[int, ...]) -> None:
    assert key_sentence_numbers(TEXTS, range(4), language) == numbers


def test_without_a_reason_the_first_of_as_much_content_are_key() -> None:
    assert key_sentence_numbers([*TEXTS[:3], TEXTS[3].replace("because of", "in winter")], range(4), "en") == (0, 1, 2)
