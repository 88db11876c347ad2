"""The words of each language that carry no subject, by ISO 639-1; English has its own, longer list in words."""

from __future__ import annotations

_WRITTEN = {
    "ar": """من في على إلى عن مع هذا هذه ذلك تلك التي الذي الذين هو هي هم كان كانت يكون أن إن لا لم لن ما ماذا متى أين
    كيف لماذا كم هل أو ثم قد بعد قبل كل بين حتى عند لكن و أي غير""",
    "da": """og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham
    hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog
    noget ville jo deres efter ned skulle denne end dette også under have hvem hvornår hvorfor hvordan hvilken hvilket
    mange hendes blive bliver""",
    "de": """der die das den dem des ein eine einer eines einem einen und oder aber nicht kein keine ist sind war waren
    wird werden wurde wurden worden hat haben hatte hatten sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer
    er sie es ich wir uns man sich in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter um für durch
    gegen ohne bis als auch dass daß wenn weil wie was wer wem wen wessen wann wo warum wieso weshalb wohin woher
    wieviel welche welcher welches welchem welchen so noch nur schon sehr dann da hier dort diese dieser dieses diesem
    diesen kann können konnte soll sollte muss hatte""",
    "el": """ο η το οι τα του της των τον την τους τις και σε με από για που πως να θα δεν μην είναι ήταν έχει είχε στο
    στη στην στον στα στους στις ένα μια ένας αυτό αυτή αυτός ως κατά μετά πριν όταν τι ποιος ποια ποιο πότε πού γιατί
    πόσο πόσοι ή αλλά""",
    "es": """el la los las un una unos unas de del al a en y o u e que qué quién quiénes cuándo dónde por porque cómo
    cuánto cuánta cuántos cuántas cuál cuáles con sin para se su sus lo le les es son era eran fue fueron ser ha han
    había este esta estos estas ese esa eso esto aquel como más pero si sí no ya muy también entre sobre desde hasta
    cuando donde hay está están nos me mi tu""",
    "fi": """ja on ei se että oli joka hän mutta ovat kun niin myös tai jos kuin mitä mikä kuka missä milloin miksi
    miten kuinka ketä minkä olla ole olisi olivat ollut en et he ne me te minä sinä tämä nämä jotka jonka vain jo vielä
    sekä sen hänen ettei eivät tästä siitä siinä tässä""",
    "fr": """le la les l un une des de du d au aux et ou où en à dans par pour sur sous avec sans que qu qui quoi quel
    quelle quels quelles quand comment pourquoi combien ne n pas plus se s sa son ses ce c cet cette ces il ils elle
    elles on nous vous je j tu lui leur leurs y est sont était étaient été être a ont avait avaient avoir mais donc ni
    si comme aussi très entre depuis jusqu""",
    "hu": """a az és hogy nem is egy ez meg már de csak ha el volt van mint még ki mi mit mikor hol miért hogyan hány
    mennyi melyik kik vagy lesz sem azt ezt fel minden után majd volna be azok ezek""",
    "it": """il lo la i gli le l un uno una di del dello della dell dei degli delle a al allo alla all ai agli alle da
    dal dalla dall dai in nel nello nella nell nei negli nelle con su sul sulla sull sui per tra fra e ed o che chi cosa
    quando dove perché come quanto quanta quanti quante quale quali non si è sono era erano fu stato stata ha hanno
    aveva suo sua suoi sue questo questa questi queste quello quella c ma anche più se ci ne lui lei loro""",
    "nl": """de het een van en in op te met voor aan bij uit om over naar tot door is was waren wordt worden werd werden
    heeft hebben had hadden zijn haar hun hem hij zij ze we wij ik je u er dat die dit deze wie wat wanneer waar waarom
    hoe hoeveel welke welk niet geen ook nog maar als of dan dus al zo kan kon zal zou moet""",
    "no": """og i jeg det at en et den til er som på de med han av for ikke der var meg seg men har om vi min hadde ham
    hun nå over da fra du ut sin dem oss opp man hans hvor eller hva skal selv her alle vil ble kunne inn når være noe
    ville jo deres etter ned skulle denne enn dette også under ha hvem hvorfor hvordan hvilken hvilket mange blir""",
    "pt": """o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às por pelo pela pelos pelas para com
    sem e ou que quem quando onde porque como quanto quanta quantos quantas qual quais não se seu sua seus suas é são
    era eram foi foram ser tem têm tinha há este esta esse essa isso isto aquele mas mais também já muito entre sobre
    até ele ela eles elas lhe""",
    "ro": """și în de la cu pe din un o al a ale ai lui este e sunt era au fost că ce cine când unde cum cât câți câte
    care nu mai sau dar pentru prin după se să sa îi le îl acest această fi fost dacă ca""",
    "ru": """и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее её мне было вот от меня
    о из ему когда даже ну ли если уже или ни быть был него до вас они тут где есть для мы их чем была чего кто почему
    сколько какой какая какое какие этот эта это эти том под при об""",
    "sv": """och i att en ett den det som på är av för med till han hon inte var de om vi jag har hade men sig från så
    ut vid kan nu när hans hennes ska skulle efter upp man mot över under eller vad vem var varför hur vilken vilket
    vilka många där här blev bli blir då också än denna detta dessa sin sina sitt du ni oss dem""",
    "tr": """ve bir bu da de için ile ne ki o çok gibi daha ama kim nerede neden nasıl kaç hangi mi mı mu mü değil olan
    olarak var her en sonra kadar veya ya hem ise""",
}  # fmt: skip
FUNCTION_WORDS = {code: frozenset(words.split()) for code, words in _WRITTEN.items()}
