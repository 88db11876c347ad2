import pytest

from qa.text.roles import attributes, gives_reason, looks_ahead


@pytest.mark.parametrize(
    ("text", "reason", "saying", "ahead"),
    [
        ("The talks broke down because neither side would give way.", True, False, True),
        ("He has led the party since 2017.", False, False, False),
        ("Skills fade, since most of them leave after a year.", True, False, False),
        ("Opponents dislike the clause.", True, True, False),
        ("The minister denied it.", False, True, False),
        ("Votes are counted by hand.", False, False, False),
        ("They are to meet again on Monday.", False, False, True),
        ("No date was set, but a second round is planned.", False, False, True),
    ],
)
def test_what_a_sentence_does(text, reason, saying, ahead):
    assert (gives_reason(text), attributes(text), looks_ahead(text)) == (reason, saying, ahead)
