from __future__ import annotations

import pytest

from qa.text.near_duplicates import group, same_fact

STORM = "The storm that closed the harbor on Monday killed 12 people in Port Ellen, the mayor said."
FERRY = "The town will buy a second ferry for the route to Port Ellen, the governor said Friday, after years of delays."

# What stands around one sentence, and how papers write it.
COPIES = [
    FERRY,
    "(AP) " + FERRY,
    "(AP) — " + FERRY,
    "[Reuters] - " + FERRY,
    "(CNN) -- " + FERRY,
    "(CNN Business) — " + FERRY,
    "OBAN — " + FERRY,
    "OBAN (AP) — " + FERRY,
    "OBAN, Scotland (AP) — " + FERRY,
    "OBAN, June 7 (Reuters) - " + FERRY,
    "OBAN, 7 June (Lee Roe, AFP) – " + FERRY,
    "Oban, Scotland, June 7 (Reuters) - " + FERRY,
    "Oban, Scotland CNN — " + FERRY,
    "CNN — " + FERRY,
    "Oban — " + FERRY,
    "UPDATE 1 - " + FERRY,
    "UPDATE 2-OBAN, June 7 (Reuters) - " + FERRY,
    "BREAKING: " + FERRY,
    "(Adds details) " + FERRY,
    "(Recasts; adds quotes, background) " + FERRY,
    "(Corrects the name of a town in paragraph 2) - " + FERRY,
    "OBAN, June 7, 2019 /PRNewswire/ -- " + FERRY,
    "OBAN, Scotland, June 7, 2019 (GLOBE NEWSWIRE) -- " + FERRY,
    "OBAN--(BUSINESS WIRE)--" + FERRY,
    "(Oban) — " + FERRY,
    "[OBAN, Scotland] — " + FERRY,
    "(CBS/AP) — " + FERRY,
    "(AP and Reuters) - " + FERRY,
    "OBAN • " + FERRY,
    "OBAN, Scotland | " + FERRY,
    "Oban, June 7 (IANS) " + FERRY,
    "OBAN (AP) " + FERRY,
    "Update 2: " + FERRY,
    "Exclusive - " + FERRY,
    FERRY + " (AP)",
    "• " + FERRY,
    FERRY.upper(),
    FERRY.replace("said Friday", "said on Friday"),
    FERRY.replace("said Friday", "said today"),
    FERRY.replace("said Friday", "said"),
    FERRY.replace("the governor said Friday", "said the governor"),
    FERRY.replace("the governor said Friday", "according to the governor"),
    FERRY.replace("a second", "a 2nd").rstrip("."),
]


@pytest.mark.parametrize("one", COPIES)
def test_datelines_and_credits_keep_no_copies_apart(one: str) -> None:
    others = COPIES[:6] + COPIES[-6:]
    assert [other for other in others if not same_fact(one, other) or not same_fact(other, one)] == []


FOLDED = [
    (STORM, STORM.upper()),
    (STORM, "The storm which closed the harbor on Monday killed 12 people in Port Ellen, the mayor has said."),
    (STORM, "“The storm that closed the harbor on Monday killed 12 people in Port Ellen”, the mayor said"),
    (STORM, "The storm that closed the harbor on Monday killed 12 people in Port Ellen, the mayor’s office said."),
    (STORM, "The mayor said the storm that closed the harbor on Monday killed 12 people in Port Ellen."),
    (STORM, "According to the mayor, the storm that closed the harbor on Monday killed 12 people in Port Ellen."),
    (STORM, "The mayor told reporters that the storm that closed the harbor Monday killed 12 people in Port Ellen."),
    (STORM, "The storm that closed the harbor on Monday killed twelve people in Port Ellen, the mayor said."),
    (STORM, "The storm that closed the harbour on Monday killed 12 people in Port Ellen, the mayor said."),
    (
        STORM,
        "The storm that closed the harbor on Monday killed 12 people in Port Ellen, the mayor said in a statement.",
    ),
    ("The ferry sank off Oban at dawn.", "The ferry sank off Oban at dawn, officials said."),
    ("The ferry sank off Oban at dawn.", "Police said that the ferry sank off Oban at dawn."),
    ("“It won’t sail again.”", '"It will not sail again," she said.'),
    (
        "Mayor Ada Lind said in a statement on Friday that fares rose.",
        "Fares rose, Mayor Ada Lind said Friday in a statement.",
    ),
    ("PORT ELLEN (AP) _ Fares rose.", "Fares rose (Reuters)."),
    ("NEW HARBOR:Fares rose.", "NEW HARBOR: Fares rose."),
    ("The ferry’s owner didn't pay.", "The ferry's owner did not pay."),
    ("Gov. Ada Lind paid $14 million.", "Governor Ada Lind paid $14m."),
    ("Ada Lind paid $14,000,000 for it.", "Ada Lind paid $14 million for it."),
    ("It drew 1,250,000 people, for £2,000,000,000.", "It drew 1.25 million people, for £2bn."),
    ("The ferry of Salem, Mass., sank.", "The ferry of Salem, Massachusetts, sank."),
    ("The ferry sank in Wells, N.Y.", "The ferry sank in Wells, New York."),
    ("SALEM, Mass. — The ferry sank.", "SALEM, Massachusetts (AP) — The ferry sank."),
    ("Ada Lind paid 14 million dollars.", "Ada Lind paid US$14 million."),
    ("Fares rose 9% to 1,200 crowns.", "Fares rose nine per cent to 1200 crowns."),
    ("The ferry leaves at 10 a.m. from Oban.", "The ferry leaves at 10:00am from Oban."),
    ("The United States sold the ferry to Lind & Roe.", "The U.S. sold the ferry to Lind and Roe."),
    (
        "The defence minister organised aid for the fishing centre.",
        "The defense minister organized aid for the fishing center.",
    ),
    ("The long-term plan was e-mailed to co-operatives.", "The long term plan was emailed to cooperatives."),
    ("Twenty-one boats sank.", "21 boats sank."),
    ("The fair runs from June 3 to 5.", "The fair runs from June 3-5."),
    ("But the ferry sailed, also to Oban.", "The ferry sailed to Oban."),
    ("Zoë Sørensen sailed to Łódź.", "Zoe Sorensen sailed to Lodz."),
    ("Über die Brücke fuhr am Abend ein Zug.", "ÜBER die Brücke fuhr am Abend ein Zug!"),
    (
        "The town will buy a second ferry for the route to Port El…",
        "The town will buy a second ferry for the route to Port Ellen.",
    ),
]


@pytest.mark.parametrize(("one", "other"), FOLDED)
def test_the_same_as_another_paper_prints_it(one: str, other: str) -> None:
    assert same_fact(one, other)
    assert same_fact(other, one)


KEPT_APART = [
    # the same words in another order
    ("On Monday the ferry sailed to Port Ellen.", "The ferry sailed to Port Ellen on Monday."),
    ("On Monday, Roe promised to resign.", "Roe promised to resign on Monday."),
    ("In 2019, Roe denied he stole the car.", "Roe denied he stole the car in 2019."),
    ("After the vote, Roe claimed the ferry sank.", "Roe claimed the ferry sank after the vote."),
    ("In Oban, Roe met the man who robbed banks.", "Roe met the man who robbed banks in Oban."),
    # more of something is not said of it
    ("The shipyard added 500 jobs.", "The shipyard says 500 jobs."),
    # another word on both sides
    (
        "The council accepted the plan for the ferry on Friday.",
        "The council rejected the plan for the ferry on Friday.",
    ),
    ("Shares of the ferry line rose 3 percent on Friday.", "Shares of the ferry line fell 3 percent on Friday."),
    ("The court found the captain of the ferry guilty.", "The court found the captain of the ferry innocent."),
    ("The bridge to Port Ellen opens on Friday.", "The bridge to Port Ellen closes on Friday."),
    ("The bridge to Port Ellen opens on Friday.", "The bridge to Port Ellen opened on Friday."),
    ("Ada Lind is in hospital.", "Ada Lind was in hospital."),
    ("He signed with the club on Friday.", "She signed with the club on Friday."),
    ("Roe resigned with the club.", "Roe re-signed with the club."),
    # who did it to whom
    ("Ada Lind criticized Lee Roe over the ferry.", "Lee Roe criticized Ada Lind over the ferry."),
    ("The teacher praised the pupil.", "The pupil praised the teacher."),
    ("Lind said Roe sank the ferry.", "Roe said Lind sank the ferry."),
    ("Lind sold the ferry to Roe for a crown.", "Roe sold the ferry to Lind for a crown."),
    ("Oban moved the ferry from Ellen to Mull.", "Oban moved the ferry from Mull to Ellen."),
    ("Lind sued Roe over the ferry.", "Lind was sued by Roe over the ferry."),
    ("Roe, says Lind, is a thief.", "Roe says Lind is a thief."),
    ("Lind, who beat Roe, won the cup.", "Lind, who Roe beat, won the cup."),
    # not, never, no
    (STORM, STORM.replace("killed", "never killed")),
    (STORM, STORM.replace("killed 12", "did not kill 12")),
    ("The ferry sailed without a crew.", "The ferry sailed with a crew."),
    ("Because of the storm, the ferry did not sail.", "The ferry did not sail because of the storm."),
    ("During the strike, no ferry sailed.", "No ferry sailed during the strike."),
    ("The ferry did sail.", "The ferry didn’t sail."),
    # figures, units, comparison
    (STORM, STORM.replace("12", "14")),
    (STORM, STORM.replace("12", "twelve hundred")),
    ("Fares rose 3 percent.", "Fares rose 3 percentage points."),
    ("Fares rose to 5 crowns.", "Fares rose from 5 crowns."),
    ("The ferry sank 3 miles off Oban.", "The ferry sank 3 kilometers off Oban."),
    ("Lind paid $14 million.", "Lind paid €14 million."),
    ("Lind paid $14 million.", "Lind paid $14 billion."),
    ("Lind paid $14,000,000.", "Lind paid $14,000."),
    ("Lind paid $14,000,000.", "Lind paid $14,000,000,000."),
    ("Lind paid $14,200,000.", "Lind paid $14 million."),
    ("Lind paid $1,234,567.", "Lind paid $1.23 million."),
    ("Lind paid A$14 million.", "Lind paid $14 million."),
    ("It was -5 degrees in Oban.", "It was 5 degrees in Oban."),
    ("Roe cut the rating to A- from A.", "Roe cut the rating to A from A-."),
    ("Mull is larger than Ellen.", "Ellen is larger than Mull."),
    ("More boats sank than in May.", "Fewer boats sank than in May."),
    ("Few passengers came.", "A few passengers came."),
    ("Oban won 2-1 on Mull.", "Oban won 1-2 on Mull."),
    # days and places
    (STORM, STORM.replace("Monday", "Tuesday")),
    ("On Monday, Lind said the ferry would sail.", "Lind said the ferry would sail on Monday."),
    ("The man arrested Friday pleaded guilty.", "On Friday the man arrested pleaded guilty."),
    ("The fair opens Monday and closes Friday.", "The fair opens Friday and closes Monday."),
    ("The ferry sailed, Lind said Friday.", "The ferry sailed, Lind said Thursday."),
    ("The ferry sank today.", "The ferry sank Friday."),
    ("The bridge is closed.", "The bridge is closed on Monday."),
    ("OBAN (AP) — The mayor resigned on Friday.", "ELLEN (AP) — The mayor resigned on Friday."),
    ("SPRINGFIELD, Ill. — The mayor resigned on Friday.", "SPRINGFIELD, Mass. — The mayor resigned on Friday."),
    ("SPRINGFIELD, N.C. — The mayor resigned on Friday.", "SPRINGFIELD, S.C. — The mayor resigned on Friday."),
    ("(Oban) — The mayor resigned on Friday.", "(Ellen) — The mayor resigned on Friday."),
    ("OBAN • The mayor resigned on Friday.", "ELLEN • The mayor resigned on Friday."),
    ("[OBAN] — The mayor resigned on Friday.", "ELLEN (AP) — The mayor resigned on Friday."),
    ("Oban, May 3 (IANS) Shares fell 3 percent.", "Oban, May 4 (IANS) Shares fell 3 percent."),
    ("OBAN, May 3 /PRNewswire/ -- Shares fell.", "OBAN, May 4 /PRNewswire/ -- Shares fell."),
    ("He went to Mass. On Friday it rained.", "He went to Massachusetts. On Friday it rained."),
    ("A mass shooting shook Oban.", "A Massachusetts shooting shook Oban."),
    ("OBAN, May 3 (Reuters) - Shares fell 3 percent.", "OBAN, May 4 (Reuters) - Shares fell 3 percent."),
    (STORM, STORM.replace("Port Ellen", "Port Askaig")),
    # how sure it is, and who says so
    ("The ferry will sail on Friday.", "The ferry may sail on Friday."),
    ("The ferry will sail on Friday.", "The ferry would sail on Friday."),
    ("Will the ferry sail on Friday?", "The ferry will sail on Friday."),
    ("The ferry sank on Friday?", "The ferry sank on Friday."),
    ("Lind sank the ferry.", "Lind sank the ferry, her rival said."),
    ("Lind sank the ferry.", "Lind sank the ferry, she said."),
    ("“We won,” Lind said.", "“We won,” Roe said."),
    ("The ferry sank, the mayor said.", "The ferry sank, the mayor denied."),
    ("The ferry sank, police said.", "The ferry sank, officials said."),
    ("He told reporters the ferry sank.", "He told police the ferry sank."),
    ("Oban said Mull fired first.", "Mull said Oban fired first."),
    ("“Lind lied,” said Roe.", "“Roe lied,” said Lind."),
    ("Sources said the ferry sank.", "The ferry sank."),
    ("Before Lind left, Roe spoke.", "Lind left before Roe spoke."),
    ("The deal was signed, not cancelled.", "The deal was not signed, cancelled."),
    ("A man drowned, police said Friday.", "A man drowned, police said on Thursday."),
    # on one side only
    (STORM, STORM.replace("that closed the harbor on Monday killed", "killed")),
    (STORM, STORM.replace("The storm", "Dudley, a storm")),
    ("The ferry sank off Oban on Friday.", "The ferry nearly sank off Oban on Friday."),
    ("The mayor of Oban was jailed for fraud.", "The former mayor of Oban was jailed for fraud."),
    ("Roe was tried for murder in Oban on Friday.", "Roe was tried for attempted murder in Oban on Friday."),
    ("The council approved the plan for the bridge.", "The council approved the plan for the bridge in principle."),
    ("Ferries sail from Oban on Sundays.", "Ferries sail only from Oban on Sundays."),
    ("Hepatitis cases rose in Oban.", "Hepatitis A cases rose in Oban."),
    (
        "The town will buy a second ferry for the route to Po…",
        "The town will buy a second ferry for the route from Oban.",
    ),
    ("The ferry…", "The ferry sank off Oban at dawn on Friday."),
    ("Lind won most votes in Oban.", "Lind won the most votes in Oban."),
    ("The number of boats sank.", "A number of boats sank."),
    ("No, ferries will sail.", "No ferries will sail."),
    ("Fares rose .5 percent.", "Fares rose 5 percent."),
    ("Shares of Lind ↑ 3%.", "Shares of Lind ↓ 3%."),
    ("FALSE: The ferry sank off Oban.", "The ferry sank off Oban."),
    ("(False) — The ferry sank off Oban.", "The ferry sank off Oban."),
    ("DENIED | The ferry sank off Oban.", "The ferry sank off Oban."),
    ("(Not) The ferry sank off Oban.", "The ferry sank off Oban."),
    ("MONDAY • The ferry sails to Mull.", "The ferry sails to Mull."),
    ("OBAN • MULL • Ellen won 2-1.", "MULL • OBAN • Ellen won 2-1."),
    ("Oban | Mull won 2-1.", "Mull won 2-1."),
    ("No — The ferry sank off Oban.", "The ferry sank off Oban."),
    ("Monday – The ferry sails to Mull.", "The ferry sails to Mull."),
    ("Oban – Mull 2-1", "Mull – Oban 2-1"),
    ("“The Ferry”", "“The Ferry” (ABC)"),
    ("Mayor Grey sailed.", "Mayor Gray sailed."),
    # other scripts
    ("Über die Brücke fuhr ein Zug.", "Unter der Brücke fuhr ein Schiff."),
    ("यह किताब है।", "यह कताब है।"),
    ("…", "!"),
    ("", "Something"),
]


@pytest.mark.parametrize(("one", "other"), KEPT_APART)
def test_another_fact(one: str, other: str) -> None:
    assert one != other
    assert not same_fact(one, other)
    assert not same_fact(other, one)


def test_a_sentence_about_the_time_it_happened_is_not_moved_to_its_middle() -> None:
    """It may be the harbor that closed on Monday, or the people who were killed on it."""
    assert not same_fact(
        STORM, "On Monday the storm that closed the harbor killed 12 people in Port Ellen, the mayor said."
    )


def test_groups_keep_the_order_and_their_number_has_a_limit() -> None:
    copies = [STORM, "Ferries stayed in their docks.", STORM.replace("that", "which"), "Repairs cost money.", STORM]
    assert group(copies, 3) == [[0, 2, 4], [1], [3]]
    assert group(copies, 1) == [[0, 2, 4]]
    assert group([], 3) == []


def test_groups_do_not_grow_by_small_steps() -> None:
    by_police, plain, by_officials = (
        f"The ferry sank at dawn{source}." for source in (", police said", "", ", officials said")
    )
    assert same_fact(by_police, plain)
    assert same_fact(plain, by_officials)
    assert group([by_police, plain, by_officials], 9) == [[0, 1], [2]]


def test_a_contradiction_is_a_group_of_its_own() -> None:
    accepted = "OBAN (AP) — The council accepted the plan for a ferry on Friday."
    texts = [accepted, accepted.replace("accepted", "rejected"), accepted.removeprefix("OBAN (AP) — ")]
    assert group(texts, 3) == [[0, 2], [1]]
