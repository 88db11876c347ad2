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
        # with the word behind the verb
        *("A bomb goes off Friday.", "A shell goes off Friday in Dunholt.", "A fire breaks out Friday in the mill."),
        *("A dam gives way Friday.", "Three boys go missing Friday.", "A boiler blows up Friday."),
        *(
            "A rally turns violent Friday.",
            "A driver loses control Friday on the weir.",
            "A tram jumps the rails Friday.",
        ),
        *(
            "A convoy comes under fire Friday.",
            "A boy falls Friday through the ice.",
            "A bus veers off the road Friday.",
        ),
        *("Two trains meet head-on Friday.", "A singer drops dead Friday.", "Vandals set fire to a barn Friday."),
        *("A tanker spills oil Friday.", "A tiger escapes Friday from the zoo.", "A hiker slips Friday on the ridge."),
        # whatever a disaster does
        *("A landslide buries a village Friday.", "An avalanche sweeps three skiers away Friday."),
        *("A slow landslide above Carrick buries two farms Friday.", "A landslide Friday buries a barn."),
        *(
            "An earthquake strikes Carrick Friday.",
            "Tremors shake the valley Friday.",
            "A tornado flattens a barn Friday.",
        ),
        *(
            "Lightning strikes the tower Friday.",
            "A sinkhole swallows a bus Friday.",
            "A gas leak empties a school Friday.",
        ),
        *("Wildfires force hundreds from the valley Friday.", "A blast opens a hole in the weir Friday."),
        # an attack
        *(
            "Gunmen attack a bus Friday.",
            "A gunman takes six clerks hostage Friday.",
            "Militants storm a hotel Friday.",
        ),
        *("A bomber targets a market Friday.", "Robbers break into a bank Friday.", "Thieves hit a bank Friday."),
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
        *("The exhibition goes off on tour Friday.", "The choir goes off to Carrick Friday.", "The tide turns Friday."),
        *("The army blows up the old bridge Friday.", "The mill gives way to a school Friday."),
        *(
            "The board gives its answer Friday.",
            "The play comes to Dunholt Friday.",
            "The board breaks for lunch Friday.",
        ),
        *(
            "The mill comes under new owners Friday.",
            "The family buries Pike Friday.",
            "Divers search for the boy Friday.",
        ),
        *(
            "The landslide inquiry opens Friday.",
            "The avalanche course begins Friday.",
            "The fire chief visits Oxley Friday.",
        ),
        *("After the landslide, the board meets Friday.", "Residents of the quake zone vote Friday."),
        *(
            "A controlled blast takes place Friday.",
            "Lightning visits Dunholt Friday.",
            "The bomb arrives at the mint Friday.",
        ),
        *("The gunman faces trial Friday.", "The bomber takes the stand Friday.", "Rebels release the clerks Friday."),
        *("The trial of the arsonists opens Friday.", "The storm reaches the coast Friday."),
    ],
)
def test_what_may_be_planned_looks_ahead(text: str) -> None:
    assert fridays(text) == [NEXT]
