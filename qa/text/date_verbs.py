"""Verbs of news by their form, as far as it tells whether a sentence looks back or ahead.

English writes most verbs in the present like its plural nouns, so the verbs are told apart by how likely their forms
are nouns. Which one a word is, is for date_tense to tell from the words around it.
"""

from __future__ import annotations

import re

from qa.text.date_mishaps import VERBS as MISHAPS

# In the past tense other than by -ed; also in "has left", "was shot".
_PAST = frozenset(
    """was were had did came went began met took made gave won lost left saw found held became wrote spoke ran fell rose
    led shot got sent broke struck spent underwent grew drew kept sold paid stood bought fought heard chose flew swept
    sank drove threw blew built hung laid taught thought caught sought said told ate awoke bade bent bit bled bore bound
    bred brought clung crept dealt dove drank dreamt dug dwelt fed felt fled flung forbade foresaw forgave forgot
    forsook
    froze ground hid knelt knew leapt learnt lent lit meant mistook misunderstood outbid outdid outgrew overcame overdid
    overheard overran oversaw overslept overtook overthrew partook pled pleaded proved ran rang rebuilt redrew remade
    repaid resold retook rewrote rode sang sat shaved shook shone shrank slain slept slew slid slung slunk snuck spat
    sped spelt spilt spun spoilt sprang stole stank stove strode strove stuck stung swam swore swung tore undid
    understood undertook unwound upheld wept withdrew withheld withstood woke wore wound wove wrung bereft shrunk sunk
    sprung rung sung begun swum""".split()
)
# The same in the past and in the present.
INVARIANT = frozenset(
    """beat bet bid broadcast burst cast cost cut forecast hit hurt knit let offset outbid put quit read rid set shed
    shut slit split spread thrust upset""".split()
)
# Participles that are no past tense by themselves; "a bell stolen Monday" looks back like one.
_PARTICIPLES = frozenset(
    """been beaten begun bitten blown borne born broken chosen done drawn driven drunk eaten fallen flown forbidden
    forgiven forgotten frozen given gone grown hidden known lain mistaken overtaken overthrown proven
    ridden risen seen shaken shown slain spoken stolen stricken struck sworn taken thrown torn undergone undertaken
    withdrawn woken worn woven written""".split()
)
_LIKE_PRESENT = frozenset("become come overcome overrun run".split())  # participles that are the present as well
_NOT_PAST = frozenset(
    """need feed seed speed weed breed bleed greed creed exceed proceed succeed indeed hundred bed red wed fed shed sled
    embed sacred naked wicked rugged ragged crooked so-called aged united armed concerned alleged supposed hatred
    kindred biped steed reed deed heed beloved unemployed unprecedented unexpected known
    dubbed titled entitled nicknamed based located""".split()
)
# Seldom nouns in -s, and hardly ever nouns without it.
PLAIN_VERBS = frozenset(
    """accept accompany acquire acquit adapt adjourn administer adopt announce appear apply appoint approve argue
    arrive ask assemble attend await baptise baptize become begin bless bring build bury buy cancel carve
    celebrate choose christen clarify close collaborate collect come commemorate commence compete compile
    complete conclude confer confront consecrate consider consult continue convene converge convert convey
    convict decamp decide declare decorate dedicate defend defuse deliberate deliver demolish depart deploy
    deport detonate disband discuss dismantle dissolve distribute donate elect eliminate embark emerge enact
    enforce enroll enter erect evacuate evict examine excavate execute expand expel expire explore extend
    extradite face finalise finalize fly formalize fulfil fulfill gather get give go grant greet grill hang
    happen harvest hear hold impeach implement impose inaugurate induct inform inherit initiate inspect install
    integrate interrogate interrupt intervene introduce invade invest invoke join keep leave liberate lower make
    marry meet merge migrate mobilise mobilize modify name nationalise nationalize negotiate notify obey observe
    obtain occur offload open ordain organize overtake pay perform pick pit plead pour pray preside proceed
    prolong propose prosecute publish pursue quiz ratify reach reassemble rebuild receive recite recommence
    reconsider reconvene reduce regroup reinforce reinstate relaunch relinquish relocate remove renew reopen
    repatriate repeal replace reschedule respond rest restore resume retire retrieve reunite reveal revive revoke
    scrap secede select sell send separate serve settle sing sit speak stay submit succeed surround suspend swap
    swear swim switch take teach tear terminate testify throw transmit undergo unfold unfurl unite unload unveil
    upgrade vacate vanish venture wear wed weigh welcome withdraw wrap wrestle zip""".split()
)
# As often nouns: votes, strikes, talks.
NOUN_VERBS = frozenset(
    """act address advance aim air answer appeal arm auction audition award back ballot ban bar barricade bat
    battle beam blockade board boost bow bowl break brief call campaign cap carry catch chair challenge change
    charge chase check circle clash clean clear climb clock coach commission contest control count couple cover
    cross crown cruise cycle dance date deal debate debut decline demand design dine dip direct dispatch dispute
    dive dock double draft drain draw drift drill drive drop eat empty end engage enlist entertain escort exhibit
    exit experience export fall fast feast feature field fight file fill film finish fire fix flip float flow
    follow force form freeze gain glow grade graduate guide halt hand head help hike hire honor honour host house
    hunt import increase interview issue jail journey judge jump kick kneel knight land lapse last launch lead
    lecture levy lift light limit line list load lobby lock log look lose lunch mail map march mark market match
    measure milk mint model monitor mount move nominate offer operate order outline overhaul pack paint parachute
    parade park partner pass paste patrol pause petition phase picket pilot pitch place plan plant play pledge
    plot plow plunge poll pool post practice practise premiere prepare present preview price print probe process
    produce profile program project promise protest pull purchase push question queue race raffle raise rally
    rank rate recruit refund rehearse relay release remand rename rent repair repeat replay reply report rescue
    reserve restart return review revise ride ring rise roast rock roll row rule run sack sail salute scale
    screen seal search seat seek sentence share shelter ship shop shower shuttle sign skate ski skip sleep slow
    smash snow sow spar spend spin sponsor sprint square stage stand star start state step stock stop storm
    stream stretch strike strip stroll study summon supply surface surrender survey swarm sweep swing tackle talk
    tally tap target taste tax tee tender test thank thaw tie tip toast tour tow track trade train transfer
    transplant transport travel treat trek trickle trim try tune turn tweak unlock update upload vault vie visit
    voice volunteer vote wager wait walk watch wave whip win wind wing work yield""".split()
)
# What is said, thought or shown in the present says nothing of when.
NEUTRAL = frozenset(
    """accuse acknowledge add admire admit agree allege allow assert assume believe belong blame cite claim
    comment compare complain concede concern confirm consist contain contend contrast criticise criticize
    denounce deny depend describe disagree dislike doubt echo enjoy estimate exist explain express fear feel
    figure find hate have highlight hope imagine imply include indicate insist involve know lack lament lie like
    link live love maintain matter mean mention mourn need note object oppose own point portray praise prefer
    quote read realize recall recount refer reflect regard regret relate rely remain remark remember represent
    resemble say seem show signal sound stem stress suggest support suppose suspect tell tend think trust
    underline underscore understand urge use value view vow want warn wish wonder worry write""".split()
)
# What a headline tells in the present when it is done; in a sentence it may be planned.
_OUTCOMES = frozenset(
    """acquit admit apologize approve arrest attack back ban beat block bomb break charge clash concede condemn
    convict defeat deny drop escape fall fine fire gain hail hit jail lose name oust pass plunge quit raid reject
    rescue resign rise rout sack score seize sign sink slam slump soar strike sue surge survive top topple tumble
    upset veto win""".split()
)
PLANNED = PLAIN_VERBS | NOUN_VERBS
INTENDED = PLANNED | NEUTRAL
PRESENT = INTENDED | MISHAPS
# About somebody these look back even after "is": "is accused of robbing a shop Monday".
SUFFERED = frozenset(
    """accused charged suspected arrested killed injured wounded hurt dead missing shot stabbed blamed believed thought
    alleged reported feared presumed found said known held detained jailed convicted wanted caught hit struck trapped
    stranded damaged destroyed""".split()
)
# Done at present, with no day in mind: "are investigating a break-in Friday".
ONGOING = frozenset(
    """investigating searching looking trying seeking reviewing recovering mourning asking urging blaming calling
    treating studying examining questioning probing assessing suing saying accusing demanding reeling hunting
    interviewing describing denying crediting being having living""".split()
)
# Of what stands in a programme, far ahead too.
OF_PROGRAMMES = frozenset(
    """begin start open kick take premiere arrive return air launch reopen resume debut expire""".split()
)
# They last: what "fought until Sunday" fights no more.
LASTED = frozenset(
    """fought battled lasted stayed remained continued waited worked searched raged burned talked played danced sang
    slept stood lived served ran kept""".split()
)
# Reporting verbs: what follows them is a clause of its own.
REPORTING = frozenset(
    """say says said saying add adds added claim claims claimed insist insists insisted believe believes
    believed think thinks thought know knows knew hope hopes hoped warn warns warned confirm confirms confirmed argue
    argues argued fear fears feared suggest suggests suggested""".split()
)

_IRREGULAR = {
    "goes": "go",
    "does": "do",
    "has": "have",
    "dies": "die",
    "thieves": "thief",
    "ties": "tie",
    "lies": "lie",
    "vies": "vie",
}
_NOT_INFLECTED = frozenset(
    """always perhaps besides afterwards towards news sports politics series species means headquarters overseas as is
    was has its this his us yes less unless across plus thus versus minus bus gas christmas days weeks months years
    hours minutes""".split()
)
# Endings of nouns that verbs in -s hardly share; what does is in the lists above.
_NOUN_ENDING = re.compile(
    r"(?:er|or|ist|ian|ee|tion|sion|ment|ity|ance|ence|ing|ism|ship|ant|ent|man|men|ology|ic|al|cy|hood|dom|age|ure)s$"
)
_VERB_ENDING = re.compile(r"(?:[^aeiou]i[sz]|if|[^aeiou]ul?at|[^aeiou]in?at)(?:es|ies)$")


def is_past(word: str) -> bool:
    """Whether a word (in lower case) is in the past tense, or may be a participle of it."""
    if word.endswith("ed") and len(word) > 3:
        return word not in _NOT_PAST
    return word in _PAST or word in INVARIANT


def is_participle(word: str) -> bool:
    """Whether a word (in lower case) may follow "has" or "is"."""
    return word in _PARTICIPLES | _LIKE_PRESENT or is_past(word)


def is_only_participle(word: str) -> bool:
    """Whether a word (in lower case) is a participle that cannot be a past tense: "stolen", "seen"."""
    return word in _PARTICIPLES and not is_past(word)


def base(word: str) -> str:
    """A verb or noun (in lower case) without the -s of its third person or plural; "" for what has none."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word in _NOT_INFLECTED or re.search(r"(?:ss|us|is|['’]s)$", word):
        return ""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if re.search(r"(?:ch|sh|ss|x|zz)es$", word) else word[:-1]


def is_noun_by_form(word: str) -> bool:
    """Whether a word in -s (in lower case) that is in no list ends as plural nouns do."""
    return bool(_NOUN_ENDING.search(word))


def is_verb_by_form(word: str) -> bool:
    """Whether a word in -s (in lower case) that is in no list ends as verbs do: "privatizes", "electrifies"."""
    return bool(_VERB_ENDING.search(word))


def kind_of_present(verb: str, mishap: bool, headline: bool) -> str:
    """What a verb in the present, by its base, says of the time: "present", "back", or "" for nothing."""
    if mishap or (headline and verb in _OUTCOMES):
        return "back"
    return "" if verb in NEUTRAL else "present"
