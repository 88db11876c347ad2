"""The names of months in the languages that archives of news come in, and a pattern of them.

All as `folded` makes them: in lower case, without accents and other marks over, under or within a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

# In full, in the case that a date puts them in, and as they are cut; Latin ones that are words of English only in full.
# Croatian listopad is left out: it is a month before the Polish. Those of CLDR are all here, as a test sees to.
_MONTHS = """
jan january januar jänner jaenner janvier janv enero ene gennaio gen janeiro januari stycznia styczeń sty
января январь янв
ocak ledna leden januára tammikuuta tammikuu ianuarie ιανουαρίου ιανουάριος січня січень يناير
มกราคม ม.ค जनवरी जन জানুয়ারী জানু जानेवारी જાન્યુઆરી ஜனவரி జనవరి იანვარი იან հունվարի հունվար ינואר ژانویهٔ
جنوری қаңтар януари яну студзеня сту студзень јануар јан јануари січ ιαν كانون_الثاني siječnja siječanj jaanuar
janvāris sausio sausis gener tháng_1 januarie janar xaneiro yanvar tháng_một ян
feb february februar feber février févr fév fevr febrero febbraio fevereiro fev februari lutego luty lut
февраля февраль фев февр
şubat února únor februára helmikuuta helmikuu február februarie φεβρουαρίου φεβρουάριος лютого лютий فبراير
กุมภาพันธ์ ก.พ फ़रवरी फ़र ফেব্রুয়ারী ফেব फेब्रुवारी ફેબ્રુઆરી பிப்ரவரி ఫిబ్రవరి თებერვალი თებ փետրվարի փետրվար
פברואר فوریهٔ فروری ақпан февруари лютага лют люты фебруар феб φεβ شباط veljače veljača veebruar februāris
vasario vasaris febrer pebrero tháng_2 shkurt febreiro fevral กุมภา úno tháng_hai
mar march märz maerz mrz mars marzo março maart mrt marts marca marzec марта март мар
mart března březen maaliskuuta maaliskuu március martie maret μαρτίου μάρτιος березня березень مارس
มีนาคม มี.ค मार्च মার্চ માર્ચ மார்ச் మార్చి მარტი მარ մարտի մարտ מרץ مارچ наурыз сакавіка сак сакавік бер μαρ
آذار ožujka ožujak marec kovo kovas març marso tháng_3 machi берез bře tháng_ba
apr april avril avr abril abr aprile kwietnia kwiecień kwi апреля апрель апр
nisan dubna duben apríla huhtikuuta huhtikuu április aprilie απριλίου απρίλιος квітня квітень أبريل ابريل
เมษายน เม.ย अप्रैल এপ্রিল এপ্রি एप्रिल એપ્રિલ ஏப்ரல் ఏప్రిల్ აპრილი აპრ ապրիլի ապրիլ אפריל آوریل اپریل сәуір
април красавіка кра красавік квіт απρ نيسان travnja travanj aprill balandžio balandis tháng_4 aprili prill aprel
кві tháng_tư
may mai mayo maggio mag maio mei maj maja мая май
mayıs mayis května květen mája toukokuuta toukokuu május μαΐου μάιος травня травень مايو
พฤษภาคม พ.ค मई মে मे મે மே మే მაისი მაი մայիսի մայիս מאי مهٔ مئی мамыр мај трав μαΐ أيار ماي svibnja svibanj
maijs gegužės gegužė maig tháng_5 тра kvě tháng_năm
jun june juni juin junio giugno giu junho czerwca czerwiec cze июня июнь июн
haziran června červen júna kesäkuuta kesäkuu június iunie ιουνίου ιούνιος червня червень يونيو
มิถุนายน มิ.ย जून জুন જૂન ஜூன் జూన్ ივნისი ივნ հունիսի հունիս יוני ژوئن جون маусым юни чэрвеня чэр чэрвень јун
јуни черв ιουν حزيران lipnja lipanj junij juuni jūnijs birželio birželis juny hunyo tháng_6 junie qershor xuño
iyun iun чер čer čvn tháng_sáu
jul july juli juillet juil julio luglio lug julho lipca lipiec lip июля июль июл
temmuz července červenec júla heinäkuuta heinäkuu július iulie ιουλίου ιούλιος липня липень يوليو
กรกฎาคม ก.ค जुलाई जुल জুলাই জুল जुलै જુલાઈ ஜூலை జులై ივლისი ივლ հուլիսի հուլիս יולי ژوئیهٔ جولائی шілде юли
ліпеня ліп ліпень јул јули лип ιουλ تموز يوليوز srpnja srpanj julij juuli jūlijs liepos liepa juliol hulyo
tháng_7 julie julai korrik xullo iyul iul čvc tháng_bảy
aug august août agosto ago augustus augusti sierpnia sierpień sie августа август авг
ağustos srpna srpen augusta elokuuta elokuu augusztus agustus αυγούστου αύγουστος серпня серпень أغسطس
สิงหาคม ส.ค अगस्त अग আগস্ট আগ ऑगस्ट ઑગસ્ટ ஆகஸ்ட் ఆగస్టు აგვისტო აგვ օգոստոսի օգոստոս אוגוסט اوت اگست тамыз
жніўня жні жнівень серп αυγ آب غشت kolovoza kolovoz avgust augusts rugpjūčio rugpjūtis agost tháng_8 ágúst
agosti gusht avqust сер srp tháng_tám
sep sept september septembre septiembre setiembre settembre set setembro wrzesień września wrz
сентября сентябрь сен сент
eylül září septembra syyskuuta syyskuu szeptember septembrie σεπτεμβρίου σεπτέμβριος вересня вересень سبتمبر
กันยายน ก.ย सितंबर सित সেপ্টেম্বর সেপ सप्टेंबर સપ્ટેમ્બર செப்டம்பர் సెప్టెంబర్ სექტემბერი სექ սեպտեմբերի
սեպտեմբեր ספטמבר سپتامبر ستمبر қыркүйек септември сеп верасня вер верасень септембар σεπ أيلول شتنبر rujna rujan
septembris rugsėjo rugsėjis setembre setyembre tháng_9 septemba shtator sentyabr septembar верес zář tháng_chín
oct october oktober okt octobre octubre ottobre ott outubro out października październik paź октября октябрь окт
ekim října říjen októbra lokakuuta lokakuu október octombrie οκτωβρίου οκτώβριος жовтня жовтень أكتوبر
ตุลาคม ต.ค अक्टूबर अक्टू অক্টোবর অক্টো ऑक्टोबर ઑક્ટોબર அக்டோபர் అక్టోబర్ ოქტომბერი ოქტ հոկտեմբերի հոկտեմբեր
אוקטובר اکتبر اکتوبر қазан октомври кастрычніка кас кастрычнік октобар жовт οκτ تشرين_الأول oktoober oktobris
spalio spalis oktubre tháng_10 oktoba tetor oktyabr oktobar жов říj اكتبر tháng_mười
nov november novembre noviembre novembro listopada listopad lis ноября ноябрь ноя нояб
kasım kasim listopadu novembra marraskuuta marraskuu noiembrie νοεμβρίου νοέμβριος листопада листопад نوفمبر
พฤศจิกายน พ.ย नवंबर नव নভেম্বর নভে नोव्हेंबर નવેમ્બર நவம்பர் నవంబర్ ნოემბერი ნოე նոյեմբերի նոյեմբեր נובמבר
نوامبر نومبر қараша ноември ное лістапада ліс лістапад новембар нов лист νοε تشرين_الثاني نونبر studenoga
studeni novembris lapkričio lapkritis nobyembre tháng_11 novemba nëntor noyabr novembar studenog листоп
tháng_mười_một
dec december dezember dez décembre déc diciembre dic dicembre dezembro desember des grudnia grudzień gru
декабря декабрь дек
aralık aralik prosince prosinec decembra joulukuuta joulukuu decembrie δεκεμβρίου δεκέμβριος грудня грудень ديسمبر
ธันวาคม ธ.ค दिसंबर दिस ডিসেম্বর ডিসে डिसेंबर ડિસેમ્બર டிசம்பர் డిసెంబర్ დეკემბერი დეკ դեկտեմբերի դեկտեմբեր דצמבר
دسامبر دسمبر желтоқсан декември снежня сне снежань децембар дец груд δεκ كانون_الأول دجنبر prosinca prosinac
detsember decembris gruodžio gruodis desembre disyembre tháng_12 desemba dhjetor decembro dekabr decembar гру
दिसम्बर tháng_mười_hai
"""


def folded(text: str) -> str:
    """In lower case, without accents, in the plain form of each character: "MÄRZ" is "marz"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def any_of(names: Iterable[str]) -> str:
    """A pattern of the longest of these names at a place, in branches by the first letter."""
    branches: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        branches[name[0]].append(re.escape(name[1:]))
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in branches.items()) + ")"


def _months(table: str) -> dict[str, int]:
    """Some lines each; the month of a line is told by its first name."""
    names: dict[str, int] = {}
    month = 0
    firsts = set("jan feb mar apr may jun jul aug sep oct nov dec".split())
    for line in table.strip().splitlines():
        words = folded(line).split()
        month += words[0] in firsts
        names |= dict.fromkeys((word.replace("_", " ") for word in words), month)
    return names


MONTHS = _months(_MONTHS)
MONTH = any_of(MONTHS)
