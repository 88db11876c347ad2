"""Links with a label, and notes of who wrote: what is told by the paragraphs around it."""

import pytest

from qa.ingest.prose.furniture import prose_among

LAMP = "The lamp of Cape Farrow went dark on Sunday."
FUSE = "A fuse had melted, the keeper said."


def is_kept(paragraph: str, above: str = LAMP, below: str = FUSE) -> bool:
    return prose_among(["First.", above, paragraph, below, "Last."])[2]


LINKS = """FERRY FARES RISE:The ferry to Oxley costs nine dollars now. Here is why.
FERRY FARES:What will the ferry to Oxley cost?
WILL THE FERRY SAIL?:What is known about the strike.
AP:Captain is freed
Report:Ferry to Oxley may be sold, mayor says
Questions about the ferry?Who may sail and what it costs
What a storm!:Rowers of Oxley win at Carrick
Finch vs. Birk:Who will be mayor
Harbor allies:Inquiry of the ferry heats up. Holt, Birk face questions
FERRY FARES: The ferry to Oxley costs more, and here is why
Rising fares: The ferry to Oxley costs more than ever
Captain is freed after nine days: Ferry of Oxley sails again
'We want it back': Keepers of the lamp go to court""".splitlines()
NO_LINKS = """HOLT:Thank you for coming.
HOLT: Thank you for coming to the harbor today.
The claim: The lamp of Cape Farrow was sold to a rival
What to bring: A coat and a lamp for the night
WHERE: The town hall of Oxley, beside the pier and the mill
Why it matters: The ferry is the only way to the island
Ada Finch: The ferry of Oxley is the only way
Rising fares: The ferry to Oxley costs more than ever.
Ferry fares: Nine dollars
Unemployment rate: 3.5 percent of the town in the year
Harbor hockey: Oxley 3, Carrick 2
Guests of honor: Ada Finch and Tom Birk
The vote ended 12:10 in favor of the lamp.
One thing was clear: The lamp would stay dark.
The score at noon was 9:3 for Oxley
Voices of the harbor: He was a keeper of lamps, Ada Finch said on Twitter
Memo to the world: The lamp is out. We told you so — Ada Finch (@adafinch) June 3, 2019
Memo to the world: See what the keepers found in the fog at https://example.com/lamp
Note of the day: The lamp is out. The keepers sit in the fog""".splitlines()


def test_links_with_a_label():
    assert [line for line in LINKS if is_kept(line)] == []


def test_labels_of_an_article_stay():
    assert [line for line in NO_LINKS if not is_kept(line)] == []


def test_what_has_one_label_with_others_is_a_list():
    link = "Rising fares: The ferry to Oxley costs more than ever"
    assert not is_kept(link)
    assert is_kept(link, below="Rising fares: The ferry to Carrick is cheaper than ever")


def test_what_stands_between_headings_is_one():
    link = "Rising fares: The ferry to Oxley costs more than ever"
    assert is_kept(link, above="What the ferry costs")
    assert is_kept(link, below="What the ferry costs")


def test_what_stands_first_is_a_title():
    assert prose_among(["Rising fares: The ferry to Oxley costs more than ever", LAMP])[0]


NOTES = """Ada Finch is a writer based in Oxley.
Ada Finch is a senior reporter at Harbor Radio; follow her at @adafinch.
Ada R. Finch is the harbor editor of the Example Gazette. She loves boats. You can see more of her work here.
Ada Finch and Tom Birk are staff writers.
Ada Finch covers schools for the Example Gazette.
Ada Finch writes about the sea.
Ada Finch has been writing about boats for nine years. A keen rower, she once met the king. Find her on Twitter, too.
Ada Finch is a professor of history at the University of Oxley.""".splitlines()


@pytest.mark.parametrize("note", NOTES)
def test_a_note_about_the_writer_at_the_end(note):
    assert prose_among([LAMP, FUSE, note]) == (True, True, False)
    assert prose_among([LAMP, FUSE, note, "Sign up for our newsletter"]) == (True, True, False, False)


@pytest.mark.parametrize("note", [note for note in NOTES if "@" not in note])
def test_within_the_article_it_is_a_sentence(note):
    assert prose_among([LAMP, note, FUSE]) == (True, True, True)


@pytest.mark.parametrize(
    "sentence",
    """He is a writer based in Oslo, and the lamp is his last theme.
Finch is a writer.
Ada Finch is a nurse at the hospital of Oxley.
Ada Finch is a writer, and in March the council sold her house. A fuse had melted.
Ada Finch covers the lamp with a cloth.
The Gazette writes about the sea.
"Ada Finch is a writer," he said.
Ada Finch has been writing about boats for nine years. On Monday she was sued.
Ada Finch was a writer based in Oxley.""".splitlines(),
)
def test_sentences_about_writers_at_the_end(sentence):
    assert prose_among([LAMP, FUSE, sentence]) == (True, True, True)


def test_above_the_article_only_with_an_address_or_a_disclaimer():
    note = "Ada Finch is a writer based in Oxley."
    assert prose_among([f"{note} She tweets @adafinch.", LAMP, FUSE]) == (False, True, True)
    assert prose_among([f"{note} The opinions expressed here are her own.", LAMP, FUSE]) == (False, True, True)
    assert prose_among([note, LAMP, FUSE]) == (True, True, True)


def test_a_note_that_is_all_there_is_stays():
    assert prose_among(["Ada Finch is a writer based in Oxley."]) == (True,)


@pytest.mark.parametrize("name", ["– Ada Finch", "— Ada R. Finch and Tom Birk", "-- Ada Finch, Tom Birk"])
def test_a_name_behind_a_dash(name):
    assert not is_kept(name)
    assert is_kept(name, above="“Light it again.”")


@pytest.mark.parametrize("line", ["– Ada Finch was there", "– In Oxley", "– Sunday", "– The Keeper"])
def test_what_is_behind_a_dash_besides(line):
    assert is_kept(line)
