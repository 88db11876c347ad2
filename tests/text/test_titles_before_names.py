"""A title that is cut short before a name ends no sentence, known or not; a word that looks like one does."""

from __future__ import annotations

import pytest

from qa.text.sentences import split

KNOWN = """Fmr Frmr Asst Supt Dep Atty Lt.-Col Lt.-Gov Maj.-Gen Det.-Insp Sgt.-Maj Vice-Adm Sub-Lt Retd Rtd Dpty Dpy
Cong Congr Assemb Coun Councilm Comr Comsr Commdr Comdt Supvr Adminr Secy Coord Archbp Preb Agt Offr Instr Prosec Magis
Solic Lect Ex-Gov Vice-Pres""".split()
UNKNOWN = "Ptlm Cncl Chf Chm Mstr Sfc Csm Bdr Gnr Spr Rfn Dcn Cmsr".split()
ALSO_WORDS = "Exec Admin Prin Sup Min Adv Asm Just Ret Del".split()


def sentences(text: str) -> list[str]:
    return [one.text for one in split(text, [(0, len(text))], "en")]


@pytest.mark.parametrize("title", KNOWN + UNKNOWN)
def test_a_title_before_a_name(title: str) -> None:
    text = f"On Monday {title}. Dana Pike said the bridge would close."
    assert sentences(text) == [text]
    assert len(sentences(f"It was late, and {title}. Pike said so.")) == 1


@pytest.mark.parametrize("title", ALSO_WORDS)
def test_what_may_be_a_word_is_a_title_before_two_names(title: str) -> None:
    assert len(sentences(f"On Monday {title}. Dana Pike said the bridge would close.")) == 1
    assert len(sentences(f"It was told to {title}. Dir. Kim Roe.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "He lives in Dover, Del. The court met on Monday.",
        "He watched the BBC. NATO said nothing.",
        "They met in Brno. Dana Pike left.",
        "He followed al-Sadr. Dana Pike left.",
        "It was told to Ng. Dana Pike left.",
        "Hmm. Dana Pike left.",
        "It binds to Src. Shc activation follows.",
        "He thanked Flynn. Dana Pike left.",
        "The deal is off. Dana Pike left.",
    ],
)
def test_other_words_end_a_sentence(text: str) -> None:
    assert len(sentences(text)) == 2
