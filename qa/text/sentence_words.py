"""What full stops after short forms mean, by language: the words that Punkt's parameters lack or do not tell apart.

`never` ends no sentence: a rank or a title before its name. `numbered` goes on before a number only. `may_end` goes on
unless what follows plainly begins a sentence. Capitals count: "Miss." is a state, "miss." a word.
"""

from __future__ import annotations

from dataclasses import dataclass


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split())


# English. Before a name: courtesy, army, navy and air force, police, church, school, office.
TITLES = _words(
    "Mr Mrs Ms Messrs Mme Mmes Mlle Mx Dr Drs Prof Profs Hon Esqs Sra Sras Srta Sres Dra Ste St Sts Mt Mts Ft Pt",
    "Gen Gens Lt Lts Lieut Col Cols Maj Majs Capt Capts Cdr Cmdr Comdr Cmdt Brig Adm Adms Ens Sgt Sgts Cpl Cpls Pvt",
    "Pvts Pfc Pfcs Spc Spec Pte Cst Const Det Dets Insp Supt Supts Ofc Ofcr Tpr Dep Msgr Fr Frs Br Bro Rev Revs Ven",
    "Sen Sens Rep Reps Gov Govs Amb Ald Asst Pres Treas Dir Commr Cllr Clr Atty Attys Sec EE",
    "Cpt Cpts SSgt TSgt MSgt GySgt LCpl RAdm VAdm Cdre Cmdre Flt Sqn Ldr Wg Mgr Abp Supv Chmn Ass't Sec'y Comm'r",
    "Fmr Frmr Retd Rtd Dpty Cong Congr Assemb Coun Councilm Comr Comsr Commdr Supvr Adminr Secy Coord Archbp Preb",
    "Agt Offr Instr Prosec Magis Solic Coxn Lect Dpy Comdt Patr",
    "Wm Thos Robt Benj Edw Saml Danl Jno",
)
CONNECTORS = _words(
    "e.g i.e cf viz vs v a.k.a f.k.a n.k.a d.b.a c.f E.g I.e Cf Viz Vs Fig Figs Eq Eqs Hrn Nr P.S p.s",
    "incl Incl excl esp resp aka",
)
NUMBERED = _words(
    "No Nos no nos Vol Vols vol vols p pp P Pp para paras Para Paras Art Arts art arts sec secs Secs Ch Chs ch chap",
    "Chap fig figs eq Ex Op op Opp Rs Apt apt Bldg bldg Rm Tel tel Ext ext Pts pt pts Bk ll max min est Est ca c al n",
    "Abs Ziff nr hr hrs circa avg pop Pop Prop Props Dist Div Ps ver Ver",
    "Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Okt Dez",
)
MAY_END = _words(
    "etc al seq ibid Ibid Jr Sr Esq Inc Corp Co Cos Ltd Bros Assn Assoc Univ Inst Natl Nat'l Intl Int'l Ass'n Mfg Govt",
    "Gov't Dept Dep't LLC LLP PLC Plc Pty Bhd Cie Ctr Hosp Acad Comm Commn Comn Conf Ent Soc Div Dist cit",
    "Ave Av Blvd Rd Ln Pl Ct Pkwy Hwy Rte Rt Expy Tpk Tpke Fwy Cres Ter Sq Cir Bldg Apt",
    "Ala Ariz Calif Colo Conn Fla Ga Kan Kans Ky Md Mich Minn Mont Neb Nebr Nev Okla Pa Penna Tenn Tex Va Vt Wis Wisc",
    "Wyo Alta Sask Nfld N.S.W bzw usw UU Fl Chas Geo Jas",
)
STATES_THAT_ARE_WORDS = _words(
    "Ark Cal Del Haw Ia Ida Ill Ind La Man Mass Me Miss Mo Ont Ore Penn Qld Que Tas Vic Wash"
)  # told from the word by what stands before: a comma, a bracket, the hyphen of "R-Miss."
UNTOLD = _words("ill ok ore wash wed est fig hon sat sun")  # as Punkt has no capitals, their words would not end either

# Not words, so that capitals do not matter: what Punkt knows of words that begin sentences serves them too.
ABBREVIATIONS = _words(
    "adm approx atty brig capt cmdr cpl dept det dist e.g esq gov i.e insp jr lb lbs lt maj md messrs mlle mme mont mt",
    "neb oz pct ph.d pvt rev sens sgt supt tbsp tex tsp wyo etc al ibid assn assoc univ intl natl mfg govt blvd pkwy",
    "pty okla calif alta sask nfld pfc msgr bldg hwy rte rs viz cf",
)

# Plainly the first word of a sentence, whatever follows it.
OPENERS = _words(
    "A An The He She It They We I You This That These Those There Here In On At By But And Or For From With Without",
    "As If So When While Where What Who Why How Then After Before Since Because Although Though Despite During Until",
    "Among Between Both Each Every Some Many Most Several Few All Any Another Other Others His Her Their Its Our My",
    "Your Not Now Also Still Yet Even Once However Meanwhile Instead Indeed Moreover Nevertheless Nonetheless",
    "Otherwise Perhaps Maybe According Asked Earlier Later Today Yesterday Tomorrow Additionally Finally Furthermore",
    "Similarly Separately Thus Therefore Hence Whether Nobody Everyone Someone Nothing Everything Something Neither",
    "Nor Initially Recently Previously Currently Typically Usually Eventually Ultimately Unfortunately Originally",
    "Nearly Roughly Apparently Afterwards Afterward Elsewhere Regardless Likewise Besides Rather Unlike Such Did Does",
    "Is Are Was Were Has Have Had Do Let Never Nowhere Sometimes Often Well Yes Contributing",
)
# The first word where the next one begins small: "Officials said", and not "Officials Association".
ROLES = _words(
    "Officials Police Authorities Investigators Prosecutors Lawyers Analysts Economists Experts Critics Opponents",
    "Supporters Shares Stocks Residents Neighbors Neighbours Witnesses Crowds Protesters Demonstrators Voters",
    "Lawmakers Legislators Politicians Workers Employees Students Teachers Parents Families Doctors Nurses Patients",
    "Scientists Researchers Engineers Firefighters Rescuers Crews Troops Soldiers Rebels Militants Gunmen Detectives",
    "Deputies Paramedics Passengers Drivers Pilots Customers Consumers Shoppers Investors Traders Executives Managers",
    "Owners Farmers Fishermen Visitors Tourists Fans Players Coaches Organizers Organisers Activists Campaigners",
    "Historians Observers Diplomats Leaders Aides Reporters Journalists Editors Readers Viewers Colleagues Friends",
    "Relatives Negotiators Forecasters Jurors Judges Guards Inmates Victims Survivors Volunteers Participants",
    "Respondents Sales Profits Profit Prices Earnings Revenue Revenues Costs Wages Rents Taxes Temperatures Winds",
    "Rain Snow Flames Smoke Traffic Flights Trains Buses Schools Shops Stores Businesses Banks Markets People Men",
    "Women Children Thousands Hundreds Dozens Millions Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve",
    "Twenty Thirty One About Around Almost More Less Half Over Under Only Just Last Next No To Of Through Within",
    "Including Like Much Part Work Construction Repairs Talks Doors Tickets Admission Details Demand Supplies Power",
    "Service Trading Turnout Agents Archaeologists Geologists Astronomers Biologists Physicists Economists Astronauts",
    "Geneticists Meteorologists Seismologists Epidemiologists Pathologists Psychologists Scholars Surgeons Physicians",
    "Suspects Attackers Hackers Smugglers Pirates Insurgents Fighters Refugees Migrants Settlers Strikers Mourners",
    "Spectators Bystanders Onlookers Commuters Motorists Cyclists Pedestrians Homeowners Landlords Tenants Buyers",
    "Sellers Lenders Borrowers Retailers Suppliers Manufacturers Conservationists Environmentalists",
)


@dataclass(frozen=True, slots=True)
class ShortForms:
    """Of a language other than English; `ordinals`: whether "3." may be "third", as in German."""

    never: frozenset[str]
    numbered: frozenset[str] = frozenset()
    may_end: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()  # in lower case, beside Punkt's own
    ordinals: bool = False


NONE = ShortForms(never=frozenset())
ORDINALS = ShortForms(never=frozenset(), ordinals=True)
OTHER_LANGUAGES = {
    "german": ShortForms(
        never=_words(
            "Dr Prof Hr Hrn Fr Frl St Bgm Dipl Ing Mag Univ z.B z i.e vgl bzw ca evtl ggf inkl exkl insb sog gegr verh",
            "geb gest bzgl einschl max min mind zzgl abzgl d.h Vgl Ca Nr Abs Abb Bd Kap Tab Ziff dt engl frz lat urspr",
            "Fa Fam Gebr hl Hl gem ehem stv stellv Stv kath evang Pfr Hptm Oblt Präs Abg",
        ),
        numbered=_words(
            "Art S Tel tel Rn Az Mo Di Mi Do Fr Sa So Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez",
        ),
        may_end=_words("usw etc u.a u.ä o.ä Str str Jh Jhs Mio Mrd Tsd Co u.v.m a.D i.R n.Chr v.Chr"),
        openers=_words("er sie es wir ich die der das ein eine in im am an auf mit nach bei für und aber doch danach"),
        ordinals=True,
    ),
    "french": ShortForms(
        never=_words("M MM Mme Mmes Mlle Mlles Dr Drs Me Mes Mgr Pr Prof St Ste cf Cf av apr env ex"),
        numbered=_words("art fig vol chap p pp no n tel tél éd réf al"),
        may_end=_words("etc Cie s.a p.ex bd boul"),
        openers=_words(
            "le la les l un une des il elle ils elles on ce cette ces je nous vous en dans mais et selon pour"
        ),
    ),
    "spanish": ShortForms(
        never=_words(
            "Sr Sra Srta Sres Sras D Dña Dr Dra Drs Lic Ing Arq Gral Cnel Cap Tte Sto Sta Mons Pbro Prof Profa Ud Uds",
            "Vd Vds pdte Pdte pdta Pdta vpdte Vpdte gral EE FF JJ CC RR Excmo Excma p cf",
        ),
        numbered=_words("pág págs núm núms art arts vol fig tel tlf aprox ca n pp"),
        may_end=_words("etc UU AA OO HH Cía Av Avda Dpto S.A a.C d.C EE.UU FF.AA"),
        openers=_words("el la los las un una él ella ellos se es en por para con pero y no según su sus lo al"),
    ),
    "italian": ShortForms(
        never=_words(
            "Sig Sigg Sig.ra Dott Dott.ssa Dr Prof Prof.ssa On Avv Ing Arch Geom Rag Mons S Ss Gen Col Cap Sen cfr es",
            "sig dott avv ing prof",
        ),
        numbered=_words("pag pagg n nn art artt vol fig tel ca p pp"),
        may_end=_words("ecc etc a.C d.C S.p.A S.r.l"),
        openers=_words("il lo la i gli le un una lui lei è in nel per con ma e non secondo si da"),
    ),
    "portuguese": ShortForms(
        never=_words("Sr Sra Srta Srs Sras Dr Dra Drs Prof Profa D Exmo Exma Eng Arq Gen Cel Cap Sto Sta Mons cf"),
        numbered=_words("pág págs p pp n núm art arts vol fig tel aprox"),
        may_end=_words("etc Ltda Cia S.A a.C d.C Av"),
        openers=_words("o a os as um uma ele ela eles elas se é em no na por para com mas e não segundo"),
    ),
    "dutch": ShortForms(
        never=_words(
            "dhr mevr mw mr mrs dr drs ir ing prof ds st Dhr Mevr Mw Mr Mrs Dr Drs Ir Ing Prof Ds St bijv bv resp incl",
            "excl d.w.z m.a.w t.a.v i.p.v o.l.v evt zgn",
        ),
        numbered=_words("nr nrs blz p pp art vol fig tel ca jl"),
        may_end=_words("enz etc o.a e.d a.u.b"),
        openers=_words("de het een hij zij ze we ik dit dat er in op met voor maar en volgens bij na"),
    ),
    "russian": ShortForms(
        never=_words("т.е т.к г-н г-жа проф акад ген им ул пл просп пер св см ср напр тов гр"),
        numbered=_words("стр ст рис табл гл том № тел д кв п"),
        may_end=_words("г гг в вв руб коп тыс млн млрд др пр т.д т.п н.э"),
        openers=_words("он она оно они это этот эта эти мы я вы в на по но а и как для при после когда что из с у к"),
    ),
    "swedish": NONE,
    "malayalam": NONE,
    "greek": NONE,
    "turkish": ORDINALS,
    "danish": ORDINALS,
    "norwegian": ORDINALS,
    "finnish": ORDINALS,
    "estonian": ORDINALS,
    "czech": ORDINALS,
    "polish": ORDINALS,
    "slovene": ORDINALS,
}
# The calendar of German in a text of which no language was said: "am 3. Oktober".
ORDINAL_NOUNS = _words(
    "Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jahrhundert",
    "Jahrhunderts Weltkrieg Weltkriegs Geburtstag Jahrestag Jan Feb Apr Aug Sep Sept Okt Nov Dez",
    "FC Bundesliga Liga Halbzeit Runde Senat Kammer",
)
