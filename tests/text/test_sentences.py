"""Sentence boundaries. Each example is written as its sentences; joined by spaces, they must come apart again."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ingest.prose.body import paragraphs
from qa.text.sentences import MAX_SENTENCE_CHARS, split
from tests.growth import grows_with_length_only

NEWS = [
    # abbreviations
    ["Mr. Moon met Mr. Kim.", "They shook hands."],
    ["Mrs. May, Ms. Kim and Dr. Ved Prakash came with Prof. Andrew Pask.", "Nobody else did."],
    ["The U.S. and the U.K. agreed.", "The U.N. Security Council did not."],
    ["He lives in the U.S.", "The talks are in Sweden."],
    ["The summit began on Sept. 17, 2018, and the next on Feb. 27.", "It failed."],
    ["Lt. Gen. H.R. McMaster left.", "Maj. Gen. Igor Konashenkov and Staff Sgt. Jose Sanchez stayed."],
    ["President George W. Bush spoke.", "So did Ulysses S. Grant and J.K. Rowling."],
    ["He served under President George W. Bush.", "He also advised Sarah Palin."],
    ["It is the No. 2 job at the department.", "See Nos. 5 and 6."],
    ["He said no.", "Five others said yes."],
    ["She has a Ph.D. in physics.", "He has none."],
    ["They met at 8 a.m. Monday and at 12:30 p.m. on Tuesday.", "Nobody slept."],
    ["The blast came at 2:49 p.m.", "The four-story building was empty."],
    ["It starts at 11 p.m. ET and ends at 2 a.m. GMT on Friday.", "Admission is free."],
    ["Sens. Jane Roe, D-Ohio, and John Doe, R-Va., objected.", "Rep. Smith (D-S.D.) did not."],
    ["Volkswagen Group of America, Inc. (Audi) is recalling cars.", "Ford Motor Co. is not."],
    ["He works for Apple Inc. and lives in St. Louis.", "She works for Time Warner Inc.", "They are married."],
    ["Martin Luther King Jr. spoke.", "Roe v. Wade was decided later."],
    ["Add 1 tbsp. salt, 2 lbs. flour and 3 oz. butter.", "Stir."],
    ["Debt (pct. of GDP) rose.", "Wages did not."],
    ["The Rev. Mark Hitchcock, Gov. Kemp and Capt. Steve Rose met Adm. Samuel Paparo.", "Col. Riddick was ill."],
    # an initial that ends a sentence
    ["It was known as Le Grand K.", "It was locked away."],
    ["She spoke on station Canal N.", "He reported no injuries."],
    # datelines
    ["HANOI — The summit ended early.", "Nobody knew why."],
    ["WILMINGTON, Del. – A man found a ring.", "He kept it."],
    ["BLOOMINGTON, Minn. (AP) — The bill passed.", "It was close."],
    # quotes
    ["“Will it hold?” said one.", "“No!” cried another.", "“We shall see.”"],
    ['"Will it hold?" said one.', '"No!" cried another.', '"We shall see."'],
    ["“Thirteen,” came the answer.", "Nobody spoke."],
    ["He asked, ‘What’s wrong?’ ” the coach recalled.", "“Nothing,” he said."],
    ["‘It hurts,’ said Rodgers.", "‘ Look at him."],
    ['"I don\'t know." he said.', "She did not either."],
    ["(He left early.)", "She stayed (why?), as ever.", "The rest slept."],
    ["He called it a “war game.”", "She called it a drill."],
    # ellipses
    ["They spoke of great things ... a mood that did not last.", "It rained."],
    ["They spoke of great things . . . a mood that did not last.", "It rained."],
    ["The rebels came round … too few.", "It rained."],
    ["They spoke of great things… a mood that did not last.", "It rained."],
    # numbers
    ["Its mass is 6.5 billion times that of the sun.", "It cost $1.2 million.", "Shares fell 3.5 percent."],
    ["It ran 1:59:40.2 in all.", "Version 2.0.1 is out."],
    # list markers announce what follows
    ["1. Read the notice.", "2. Call the office.", "B. Wait."],
    # names and addresses that begin in lower case
    ["Where is it?", "iPhones are sold out!", "pic.twitter.com/abc has it."],
    # question and exclamation
    ["Why now?", "Analysts point to the sanctions.", "Really?!", "Yes."],
]


@pytest.mark.parametrize("sentences", NEWS, ids=lambda sentences: sentences[0][:30])
def test_news(sentences):
    assert [sentence.text for sentence in split(" ".join(sentences), [(0, len(" ".join(sentences)))])] == sentences


TITLES = "Mr Mrs Ms Messrs Dr Drs Prof Gen Gens Lt Col Cols Maj Capt Sgt Sen Sens Rep Reps Gov Govs Rev St".split()


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", ["Moon", "May", "He", "In", "The", "Ban", "Will"])
def test_a_title_is_never_cut_from_its_name(title, name):
    text = f"On Monday {title}. {name} left. It was late."
    assert [sentence.text for sentence in split(text, [(0, len(text))])] == [
        f"On Monday {title}. {name} left.",
        "It was late.",
    ]


def test_offsets_count_characters_of_the_whole_text():
    text = "Title\n\nOne.  Two 🙂!\n\nThree"
    assert [(s.start, s.end, s.text) for s in split(text, [(7, 20), (21, 26)])] == [
        (7, 11, "One."),
        (13, 19, "Two 🙂!"),
        (21, 26, "Three"),
    ]


def test_a_paragraph_ends_a_sentence():
    text = "It was late and\n\nnobody came."
    assert [s.text for s in split(text, paragraphs(text))] == ["It was late and", "nobody came."]


def test_line_ends_within_a_paragraph_do_not():
    text = "It was late and nobody\nat all came to the hall.\nThey slept."
    assert [s.text for s in split(text, [(0, len(text))])] == [
        "It was late and nobody\nat all came to the hall.",
        "They slept.",
    ]


UNSEEN = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u200f", "\u00ad", "\u2063", "\u202c", "\u2069"]


@pytest.mark.parametrize("unseen", [*UNSEEN, "\u200b\u200b", "\ufeff\u200b"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell on Monday.{} The mayor came.", ["It fell on Monday.", "The mayor came."]),
        ("“Did it fall?”{} Nobody knew.", ["“Did it fall?”", "Nobody knew."]),
        ("It fell.{}” The mayor came.", ["It fell.{}”", "The mayor came."]),
        ("He left the U.S.{} Officials said no.", ["He left the U.S.", "Officials said no."]),
        ("On Monday Mr.{} Holm left.", ["On Monday Mr.{} Holm left."]),
        ("It fell on Feb.{} 3.{}", ["It fell on Feb.{} 3."]),
    ],
)
def test_what_shows_nothing_hides_no_boundary_and_makes_none(text, expected, unseen):
    given = text.replace("{}", unseen)
    found = split(given, [(0, len(given))])
    assert [s.text for s in found] == [sentence.replace("{}", unseen) for sentence in expected]
    assert all(given[s.start : s.end] == s.text for s in found)


@pytest.mark.parametrize("unseen", [mark for mark in UNSEEN if mark not in "\u200c\u200d"])
def test_a_sentence_begins_with_what_is_seen(unseen):
    given = f"{unseen}It fell.\n\n{unseen}\n\n{unseen}{unseen}She left."
    assert [s.text for s in split(given, paragraphs(given))] == ["It fell.", "She left."]


def test_nothing():
    assert split("", []) == split("  ", [(0, 2)]) == split("abc", []) == ()


def test_a_text_without_full_stops_is_cut_at_white_space():
    text = ("forty-two " * 500).strip()  # 4,999 characters
    found = split(text, [(0, len(text))])
    assert [len(s.text) for s in found] == [999, 999, 999, 999, 999]
    assert " ".join(s.text for s in found) == text


def test_a_text_without_white_space_is_cut_all_the_same():
    text = "会" * 2500
    assert [(s.start, s.end) for s in split(text, [(0, 2500)])] == [(0, 1000), (1000, 2000), (2000, 2500)]


TIMED = [
    "a. ",
    ". . ",
    "!?",
    "x. ”’",
    "x. “",
    "a B. It c ",
    "U.S. ",
    "U.A.E.",
    "Main St. He ",
    "z. B. ",
    "12. ",
    "[1] ",
]
TIMED += ["。」と", "x。", "? [1]", "at 6 p.m. Ab Cd ", "x.   ", "No. 5 A", "'s. ", "x.\u200b ", "(b. "]


@pytest.mark.slow
@pytest.mark.parametrize("part", TIMED)
def test_time_grows_with_length_only(part):
    assert grows_with_length_only(lambda text: split(text, [(0, len(text))]), part, 8_000)


SPACES = [" ", "  ", "\n", "\n\n", "\u2029", "\xa0", "\u3000", "\x85", "\x1c", "\u200b", "\ufeff"]
MARKS = [*". ... …  ? ! ?! ” “ ’ ‘ \" ' ( ) » , : ; —".split(), ". . .", " — "]
WORDS = (
    "Mr. U.S. p.m. ET No. 1. B. K. It The he Kim 5 iPhone HANOI 会 。 」 St. etc. La. [1] August । z. G.O.P.'s".split()
)
LANGUAGES = st.sampled_from(["", "en-GB", "de", "ru", "el", "ja", "th"])
PIECES = st.sampled_from([*SPACES, *MARKS, *WORDS])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES).map(" ".join))


@given(TEXTS, LANGUAGES)
def test_every_sentence_is_a_trimmed_part_of_the_text_and_nothing_is_lost(text, language):
    body = paragraphs(text)
    found = split(text, body, language)
    previous = 0
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert previous <= sentence.start < sentence.end
        assert any(start <= sentence.start and sentence.end <= end for start, end in body)
        assert len(sentence.text) <= MAX_SENTENCE_CHARS
        previous = sentence.end
    assert _seen("".join(s.text for s in found)) == _seen("".join(text[start:end] for start, end in body))


def _seen(text):
    return "".join(char for char in text if not char.isspace() and category(char) != "Cf" and char != "\u034f")


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.integers(0, 5), st.integers(0, 5))
def test_any_span_may_be_given(text, left, right):
    start, end = min(left, len(text)), max(min(left, len(text)), len(text) - right)
    for sentence in split(text, [(start, end)]):
        assert start <= sentence.start < sentence.end <= end
        assert text[sentence.start : sentence.end] == sentence.text


@pytest.mark.slow
@pytest.mark.parametrize("piece", [". ", "?", "“a”? ", "x", "U.S. "])
def test_a_paragraph_of_any_length_and_kind_is_split(piece):
    """NLTK stops a regular expression after five seconds, which one paragraph of ten megabytes needs."""
    text = piece * (60_000 // len(piece))
    found = split(text, [(0, len(text))])
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


def test_a_text_that_shows_nothing_has_its_paragraphs_for_sentences():
    spans = [(0, 1), (3, 5)]
    assert [(one.start, one.end) for one in split("\u200b\n\n\ufeff\u200b", spans)] == spans
    assert split("", []) == ()
