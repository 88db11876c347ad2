"""An accident or a crime told in the present has happened, for nobody plans one: "A tanker sinks Friday"."""

import pytest

from tests.text.fridays import LAST, NEXT, fridays


@pytest.mark.parametrize(
    "text",
    [
        *("A tanker sinks Friday.", "Two barges sink Friday off Dunholt.", "A ferry capsizes Friday on the Arl."),
        *("Pike, who was 80, dies Friday.", "Thirteen sailors perish Friday.", "The mayor succumbs Friday to fever."),
        *("A bus overturns Friday near Oxley.", "The weir bursts Friday.", "A crane topples Friday onto a mill."),
        *("A hill above Carrick erupts Friday.", "A quake rattles Carrick Friday.", "Flames engulf the mill Friday."),
        *("A kite plummets Friday.", "A dray skids off the quay Friday.", "A bear mauls a shepherd Friday."),
        *("Thieves steal the bell of Oxley Friday.", "Bandits ambush a cart Friday.", "A choir singer faints Friday."),
        *("A roof caves in Friday.", "A mason falls Friday from the tower.", "The barge runs aground Friday."),
        *("The governor falls ill Friday.", "A lorry ploughs Friday into a fair.", "A poet passes away Friday."),
        *("A guard opens fire Friday in Dunholt.", "A barn catches fire Friday.", "Police say a tanker sinks Friday."),
    ],
)
def test_a_mishap_looks_back(text: str) -> None:
    assert fridays(text) == [LAST]


@pytest.mark.parametrize(
    "text",
    [
        *("The navy sinks a hulk Friday as a reef.", "Crews topple the old stack Friday."),
        *("The feast falls on Friday this year.", "The ferry runs Friday.", "The shop opens Friday."),
        *("The law passes to the senate Friday.", "The choir catches the ferry Friday."),
    ],
)
def test_what_may_be_planned_looks_ahead(text: str) -> None:
    assert fridays(text) == [NEXT]
