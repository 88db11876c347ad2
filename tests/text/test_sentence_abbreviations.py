"""What a full stop behind a short form means in English: that the sentence goes on, or that it is over."""

import pytest

from qa.text.sentences import split


def sentences(text):
    return [sentence.text for sentence in split(text, [(0, len(text))])]


def cut(texts):
    """Those of `texts`, each a sentence, that are cut in two."""
    return [text for text in texts if sentences(text) != [text]]


STATES = """Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Miss. Mo.
Mont. Neb. Nev. N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Tex. Vt. Va. Wash. W.Va. Wis. Wyo.
Haw. Ia. Penna. D.C. Alta. B.C. Man. N.B. N.L. N.S. N.W.T. Ont. P.E.I. Que. Sask.""".split()


@pytest.mark.parametrize(
    "frame",
    [
        "ALDERTON, {} (AP) — A ferry sank on Friday.",
        "ALDERTON, {} (Reuters) - A ferry sank on Friday.",
        "ALDERTON, {} — A ferry sank on Friday.",
        "The mill in Alderton, {} is for sale.",
        "The Alderton, {} Library has a new roof.",
        "Sen. Ivy Holm, R-{}, was absent.",
        "Sen. Ivy Holm (R-{}) was absent.",
    ],
)
def test_a_state_goes_on(frame):
    assert cut(frame.format(state) for state in STATES) == []


@pytest.mark.parametrize("text", ["The {} Gov. Ivy Holm left.", "A {} Supreme Court justice left."])
@pytest.mark.parametrize("state", ["Mass.", "Miss.", "Ont.", "Calif."])
def test_a_state_before_its_office_needs_no_comma(state, text):
    assert sentences(text.format(state)) == [text.format(state)]


@pytest.mark.parametrize(
    "word", ["miss", "mass", "man", "ill", "ore", "wash", "OK", "art", "sun", "sat", "lit", "ed", "dir", "arr"]
)
def test_a_word_spelled_like_a_state_or_a_day_ends_its_sentence(word):
    assert sentences(f"It was all about the {word}. Ivy Holm said nothing.") == [
        f"It was all about the {word}.",
        "Ivy Holm said nothing.",
    ]


RANKS = """Pfc Cpl Spc Ens Cdr Cmdr Adm Brig Sgt Lt Ofc Det Insp Supt Fr Br Bro Msgr Rev Ald Comm Commr Asst Assoc Dep
Pres Sec Amb Dir Treas Sra Srta Dra Mme Ste Cllr Atty Gov Sen Rep Hon Prof Cpt SSgt TSgt MSgt GySgt LCpl RAdm VAdm
Cdre Mgr Abp Supv Chmn Ass't Ass’t Sec'y Wm Chas Geo Jas Thos Robt Benj Edw""".split()


@pytest.mark.parametrize("frame", ["On Friday {}. Ivy Holm left.", "“We asked {}. Ivy Holm,” the clerk said."])
def test_a_rank_belongs_to_its_name(frame):
    assert cut(frame.format(rank) for rank in RANKS) == []


@pytest.mark.parametrize(
    "text",
    [
        "A truck burned on Hwy. 40 where it meets Rte. 7 and Rt. 9.",
        "She lives at 9 Quarry Rd. Apt. 2 in Alderton.",
        "The Quarry Blvd. Bridge and the Dock Ln. Garage are shut.",
        "The gusts of 70 mph. on Friday broke a 12 kg. lamp within 5 min. of noon.",
        "She ran 3 mi. in 21 min. 12 sec. and rested for 2 hrs. 10 min. at 30 deg. in the shade.",
        "It cost Rs. 900 and weighed approx. 40 lbs. in all.",
        "See vol. 2, ch. 4, pp. 10-12, para. 3, fig. 1, Art. 9 and Sec. 12 of it.",
        "It is No. 5 on the list.",
        "NO. 5 MILL ST. IS FOR SALE.",
        "FT. ORRIN, TEX. (AP) — A ferry sank.",
        "The Ferry Assn. Council, Holm Univ. Press, the Orrin Inst. Library and Holm Pty. Ltd. Board met.",
        "The Int'l. House, the Nat’l. Bank and the Holm Mfg. Museum are closed.",
        "Holm LLC. (HLM) and the Orrin Bros. Circus sued.",
        "Fl. Lt. Ivy Holm and Flt. Lt. Ivor Orrin flew to the Com. & Adm. building off Tpk. 3.",
    ],
)
def test_roads_units_references_and_companies_go_on(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize("month", "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split())
def test_a_month_and_a_weekday_go_on_before_a_number(month):
    days = "Mon Tue Tues Wed Thu Thurs Fri Sat Sun".split()
    sailed = f"12 {month}. 2019 and sailed again on {month}. 30 of that year."
    assert cut(f"The ferry stopped on {day}. {sailed}" for day in days) == []


@pytest.mark.parametrize(
    "text",
    [
        "They bought rope, tar, etc. for the ferry.",
        "Holm et al. (2011) counted the gulls, and Orrin et al. did not.",
        "Holm, op. cit. and ibid. p. 4, cf. Orrin, says so, viz. Chapter two.",
        "He is Ivor Holm, a.k.a. The Ferryman.",
        "She wrote a note (P.S. Do not wait).",
        "It cost 5 crowns incl. VAT, excl. Tips, and (incl. Orrin's) all was paid.",
        "Ivor Holm, aka. Orrin, and Ivy Holm, resp. Pell, took the boat, esp. Sundays.",
        "The song (arr. Holm) and the book (ed. Orrin) of the ferryman (b. 1880, d. 1940) are lost.",
        "The play [dir. Holm] of a house (fl. 1600) has a new text (trans. Orrin).",
    ],
)
def test_latin_goes_on(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "frame",
    [
        "The {} Council met.",
        "In {} 12 came.",
        "The {}'s plan sank.",
        "The {}’s plan sank.",
        "“The {} Council met,” he said.",
    ],
)
def test_letters_with_full_stops_go_on(frame):
    letters = "G.O.P. U.A.E. N.Y.C. J.R.R. D.D.S. LL.B. B.C.E. U.S.S.R. N.A.A.C.P. Ph.D. R.N.".split()
    assert cut(frame.format(short) for short in letters) == []


ENDS = [
    "She sailed to the U.S.",
    "She sailed to the U.A.E.",
    "She worked for Holm Co.",
    "She worked for Holm Inc.",
    "She lives on Dock St.",
    "She lives on 42nd St.",
    "She lives at 9 Quarry Dr.",
    "She met Ivor Holm Jr.",
    "It opens at 6 p.m.",
    "They bought rope, tar, etc.",
    "She flew to Orrin, D.C.",
    "She lives in Orrin, Miss.",
    "She has a Ph.D.",
    "It was built in 40 B.C.",
    "She worked for the F.B.I.",
    "It sank in Sept.",
    "The plank is 6 ft.",
]
BEGINS = [
    "Officials had no answer.",
    "Police asked twice.",
    "Shares rose.",
    "Two men waved.",
    "Agents there waved.",
    "Archaeologists said so.",
    "He sank.",
    "In May she left.",
    "The gulls flew.",
    "A gull flew.",
    "After that it rained.",
    "“We sank,” he said.",
]


@pytest.mark.parametrize("first", ENDS)
def test_a_short_form_ends_its_sentence_where_another_plainly_begins(first):
    assert [second for second in BEGINS if sentences(f"{first} {second}") != [first, second]] == []


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Officials Association met.",
        "The U.S. Senate and the U.S. Police Museum met.",
        "U.S. Senator Ivy Holm and the D.C. Circuit disagreed.",
        "She was born in Co. Orrin, in St. Brigid's Hospital.",
        "Holm Inc. Chairman Ivor Orrin left.",
        "It opens at 6 p.m. Friday, at 7 p.m. Eastern time and at 2 a.m. GMT.",
        "The 10 p.m. Harbor Choir concert was full.",
        "On Friday Dr. May left.",
        "The F.B.I. Agents Association met.",
    ],
)
def test_a_name_goes_on(text):
    assert sentences(text) == [text]


def test_a_name_after_an_hour_begins_a_sentence_with_its_verb():
    assert sentences("The gates open at 6 p.m. Orrin Hall was full.") == [
        "The gates open at 6 p.m.",
        "Orrin Hall was full.",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The ferry sank. and nobody saw it.", 1),
        ("The ferry sank. iPhones were lost.", 2),
        ("The ferry sank. p53 is a gene.", 2),
        ("The ferry sank. β-rays are not rare.", 2),
        ("Do this: a) swim. b) shout.", 2),
        ("the ferry sank. nobody saw it.", 2),  # no capitals: a small letter tells nothing
    ],
)
def test_a_small_letter_begins_no_sentence(text, count):
    assert len(sentences(text)) == count


def test_a_sentence_is_not_joined_beyond_what_would_be_cut_again():
    text = "Now this. " + "and then it went on and on. " * 60
    assert {part[-1] for part in sentences(text)} == {"."}


@pytest.mark.parametrize(
    "first", ["He sailed for BP.", "She saw a GP.", "He left Jos.", "She paid by card.", "It is a post of the PO."]
)
def test_a_word_that_looks_like_a_title_ends_its_sentence(first):
    assert sentences(f"{first} Ivy Holm said nothing.") == [first, "Ivy Holm said nothing."]
    assert sentences(f"{first} NATO said nothing.") == [first, "NATO said nothing."]


@pytest.mark.parametrize("text", ["Gulls sleep. [4] They dream.", "Gulls sleep.[4] They dream."])
def test_a_reference_belongs_to_the_sentence_before(text):
    assert sentences(text) == [text.removesuffix(" They dream."), "They dream."]


def test_references_at_the_end_of_a_paragraph():
    assert sentences("They “dream.” [4] [5, 6]") == ["They “dream.” [4] [5, 6]"]
