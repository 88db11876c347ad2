"""Captions that are whole sentences, and sentences of articles that are like them."""

import pytest

from qa.ingest.prose.furniture import is_furniture, prose_among
from tests.growth import grows_with_length_only

LAMP = "The lamp of Cape Farrow went dark on Sunday."
FUSE = "A fuse had melted, the keeper said."
CAPTIONS = """Ada Finch, left, and Tom Birk, second from right, at the opening of the pier
Mayor Ines Holt, center, listens to the keepers of Cape Farrow.
The twins of Oxley, with their mother Ada Finch, right, on the balcony of the town hall.
Ada Finch (left) and her rival Tom Birk (far right) shake hands in Oxley.
United Rowers of Oxley wave from the pier on June 3.
A firefighter battles a blaze in the mill of Oxley on June 3.
Keepers rest after the storm in Oxley on June 3.
A keeper tries to reach the lamp of Cape Farrow, June 3, 2019.
Smoke rises over the harbor of Oxley after the fire on June 3.
Residents of Carrick queue for water at the town hall on June 3, 2019.
Rowers evacuate a man from a flooded house in Oxley on June 3, 2019.
Mayor Ines Holt leaves court in Oxley on June 3, 2019, after the verdict.
Mayor Ines Holt addresses the crowd in Oxley on June 3, 2019.
Mayor Ines Holt speaks during the fair in Oxley on June 3, 2019. Holt lost the vote a year later.
Ada Finch is seen in her workshop in Oxley on June 3, 2019. She built nine lamps.
The pier of Oxley, seen on June 3.
An aerial view shows the pier of Oxley after the storm on June 3.
In this aerial image, the lamp of Cape Farrow shines through the fog.
In this June 3, 2019, file photo, the lamp is lit.
In this photo released by the harbor, rowers carry the lamp ashore.
Ada Finch celebrates after scoring the third goal for Oxley.
Ada Finch and Tom Birk pose with the lamp of Cape Farrow.
Video Ad Feedback The lamp goes dark, a keeper says 02:08 - Source: Harbor Radio
JUST WATCHED 'It went dark,' the keeper says Replay More Videos ... MUST WATCH""".splitlines()
SENTENCES = """The Liberals, left and right, voted for the lamp.
On her left, the harbor lay in fog.
Turn right, and you see the pier.
The left, she said, had no plan for the harbor.
Birk (left out of the team) went home.
The Workers Party (left) won nine seats.
The council holds a hearing on June 3.
The watch of the harbor ends on June 3.
A wave hits the pier of Oxley on June 3.
In Oxley the protest over the lamp ends on June 3.
The rest of the lamps come to Oxley on June 3.
The town banned protests in the harbor on June 3.
Oxley declared victory in the battle against the fog, lifting the limits imposed in May, the paper wrote on Monday.
The mayor met rowers who protest on June 3.
The keeper plans to wave from the pier on June 3.
The town lost the rest of its lamps on June 3, 2019.
The film hits theaters in March 2018.
The minister leaves office on June 3, 2019.
The president visits Oxley on June 3, 2019.
The orchestra plays in Oxley on June 3, 2019.
The mayor stands trial on June 3, 2019.
The ferry sails on June 3, 2019.
The town votes on June 3.
The law takes effect on June 3, 2019.
The fair opens on June 3 and runs until June 9.
The keeper says the mayor waits in the harbor on June 3.
Oxley looks to win again on June 3.
He walks free on June 3.
The captions of the museum were wrong on June 3, 2019.
The lamp was last seen on June 3.
The mayor was seen in Oxley on June 3, 2019.
The tower is seen in a painting of 1921.
In this photo, she said, he is a boy of nine.
In this picture the painter shows the harbor at dawn.
In this film, Ada Finch plays a keeper.
The picture shows the harbor, and it shows it well.
Ada Finch celebrates her birthday in Oxley.
Ada Finch poses a question that the board must answer.
Ada Finch was celebrated after she scored.
Ada Finch lives at Cape Farrow and waits.
She celebrates after every goal.
"Ada Finch, left, and Tom Birk," the caption said.
Source: that was what the keeper would not name.""".splitlines()


def test_captions():
    assert [line for line in CAPTIONS if not is_furniture(line)] == []


def test_sentences_like_captions_stay():
    assert [line for line in SENTENCES if is_furniture(line)] == []
    assert [line for line in SENTENCES if prose_among([LAMP, line, FUSE]) != (True, True, True)] == []


SCENES = """A couple look at the harbor of Oxley from the pier in Carrick.
People wait for the ferry at the pier of Oxley.
Two firefighters from Carrick try to reach the mill near Ashwell
Travelers wearing coats stand in line at Oxley.
Health workers push a bed through the fog in Oxley, Tarnshire.""".splitlines()


def test_what_some_people_do_in_a_place_is_seen_in_a_picture():
    assert [line for line in SCENES if prose_among([FUSE, line, LAMP]) != (True, False, True)] == []


def test_where_all_is_told_in_the_present_it_is_prose():
    for line in SCENES:
        assert prose_among([line, FUSE]) == (True, True)
        assert prose_among(["It is dark in the harbor.", line, "A child asks for the lamp."]) == (True, True, True)


@pytest.mark.parametrize(
    "sentence",
    """The keeper waits at the pier of Oxley.
Oxley sits on the river Tarn.
The tower stands in Oxley.
People wait for the ferry.
People who wait in Oxley said the ferry was late.
Residents of Oxley will gather at the pier in Carrick.
A couple was seen at the pier of Oxley.
Workers stand to lose their homes in Oxley, he said.
"People wait in line at Oxley," he said.
A man waits in Oxley. Nobody knows his name.""".splitlines(),
)
def test_sentences_about_people_stay(sentence):
    assert prose_among([FUSE, sentence, LAMP]) == (True, True, True)


@pytest.mark.parametrize("name", ["Ada Finch/Harbor Post", "Harbor Post", "From the Harbor Post", "Ada Finch/ap/Imago"])
def test_a_name_behind_a_sentence_that_ends_without_a_mark(name):
    assert prose_among([LAMP, f"The keepers of Cape Farrow lit the lamp again. {name}", FUSE]) == (True, False, True)


def test_who_is_quoted_once_more_in_large_letters():
    said = "We never thought that the lamp of Cape Farrow could fail."
    assert prose_among([f'"{said} It did," Birk said.', f"{said} Tom Birk", FUSE]) == (True, False, True)
    assert prose_among([LAMP, f"{said} Tom Birk", FUSE]) == (True, True, True)


@pytest.mark.parametrize("name", ["Port Ellen", "Ada Finch", "Ada Finch said", "Gov. Ada Finch"])
def test_a_name_that_may_be_a_heading_stays(name):
    assert prose_among([LAMP, f"The keepers of Cape Farrow lit the lamp again. {name}", FUSE]) == (True, True, True)


def test_a_gallery_shows_each_caption_twice():
    shown = [f"Keepers of {place} after the storm, in their boats." for place in ("Oxley", "Carrick", "Ashwell")]
    twice = [caption for caption in shown for _ in range(2)]
    assert prose_among([LAMP, *twice, FUSE]) == (True, *[False] * 6, True)
    assert all(prose_among([LAMP, *twice[:4], FUSE]))
    assert all(prose_among([LAMP, *shown, *shown, FUSE]))


def test_a_refrain_stays():
    assert all(prose_among([LAMP, *["Light it again."] * 6, FUSE]))


@pytest.mark.parametrize(
    "part", ["Ada Finch, left, ", "Ada waves on ", "in this June 3 ", "A a ", "Ada/", "Ada poses in "]
)
def test_time_grows_with_length_only(part):
    assert grows_with_length_only(is_furniture, part, 600)


@pytest.mark.parametrize(
    "paragraph",
    ["The keepers of Cape Farrow lit the lamp again. Tom Birk\n\n", "Rising fares: Oxley pays for the lamp again\n\n"],
)
def test_time_grows_with_the_number_of_paragraphs_only(paragraph):
    assert grows_with_length_only(lambda text: prose_among(text.split("\n\n")), paragraph, 40_000)
