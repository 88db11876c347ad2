"""Months, weekdays and what else stands beside a date, in the languages that archives of news come in.

All in lower case without accents, as `folded` makes them.
"""

from __future__ import annotations

import unicodedata

# English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Norwegian, Danish, Polish, Russian; names in
# full, in the case that a date puts them in, and as they are cut. Then Turkish, Czech, Slovak, Finnish, Hungarian,
# Romanian, Indonesian, Greek, Ukrainian and Arabic, in full; Croatian not, whose listopad is a month before the Polish.
_MONTHS = """
jan january januar jänner jaenner janvier janv enero ene gennaio gen janeiro januari stycznia styczeń sty
января январь янв
ocak ledna leden januára tammikuuta tammikuu ianuarie ιανουαρίου ιανουάριος січня січень يناير
feb february februar feber février févr fév fevr febrero febbraio fevereiro fev februari lutego luty lut
февраля февраль фев февр
şubat února únor februára helmikuuta helmikuu február februarie φεβρουαρίου φεβρουάριος лютого лютий فبراير
mar march märz maerz mrz mars marzo março maart mrt marts marca marzec марта март мар
mart března březen maaliskuuta maaliskuu március martie maret μαρτίου μάρτιος березня березень مارس
apr april avril avr abril abr aprile kwietnia kwiecień kwi апреля апрель апр
nisan dubna duben apríla huhtikuuta huhtikuu április aprilie απριλίου απρίλιος квітня квітень أبريل ابريل
may mai mayo maggio mag maio mei maj maja мая май
mayıs mayis května květen mája toukokuuta toukokuu május μαΐου μάιος травня травень مايو
jun june juni juin junio giugno giu junho czerwca czerwiec cze июня июнь июн
haziran června červen júna kesäkuuta kesäkuu június iunie ιουνίου ιούνιος червня червень يونيو
jul july juli juillet juil julio luglio lug julho lipca lipiec lip июля июль июл
temmuz července červenec júla heinäkuuta heinäkuu július iulie ιουλίου ιούλιος липня липень يوليو
aug august août agosto ago augustus augusti sierpnia sierpień sie августа август авг
ağustos srpna srpen augusta elokuuta elokuu augusztus agustus αυγούστου αύγουστος серпня серпень أغسطس
sep sept september septembre septiembre setiembre settembre set setembro wrzesień września wrz
сентября сентябрь сен сент
eylül září septembra syyskuuta syyskuu szeptember septembrie σεπτεμβρίου σεπτέμβριος вересня вересень سبتمبر
oct october oktober okt octobre octubre ottobre ott outubro out października październik paź октября октябрь окт
ekim října říjen októbra lokakuuta lokakuu október octombrie οκτωβρίου οκτώβριος жовтня жовтень أكتوبر
nov november novembre noviembre novembro listopada listopad lis ноября ноябрь ноя нояб
kasım kasim listopadu novembra marraskuuta marraskuu noiembrie νοεμβρίου νοέμβριος листопада листопад نوفمبر
dec december dezember dez décembre déc diciembre dic dicembre dezembro desember des grudnia grudzień gru
декабря декабрь дек
aralık aralik prosince prosinec decembra joulukuuta joulukuu decembrie δεκεμβρίου δεκέμβριος грудня грудень ديسمبر
"""
_WEEKDAYS = """
monday mon tuesday tues tue wednesday wed thursday thurs thur thu friday fri saturday sat sunday sun
montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so
lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim
lunes martes mié miércoles mie jueves jue viernes vie sábado sáb domingo dom
lunedì martedì mercoledì giovedì gio venerdì sabato
segunda terça quarta quinta sexta feira seg ter qua qui sex
maandag ma dinsdag woensdag wo donderdag vrijdag vr vrij zaterdag za zondag zo
måndag mån tisdag tis onsdag ons torsdag tors fredag fre lördag lör söndag sön
mandag man tirsdag tirs lørdag lør søndag søn
poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob niedz
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
pazartesi salı çarşamba perşembe cuma cumartesi pazar
pondělí úterý středa čtvrtek pátek sobota neděle pondelok utorok streda štvrtok piatok nedeľa
maanantai maanantaina tiistai tiistaina keskiviikko keskiviikkona torstai torstaina perjantai perjantaina lauantai
lauantaina sunnuntai sunnuntaina
hétfő kedd szerda csütörtök péntek szombat vasárnap
luni marți miercuri joi vineri sâmbătă duminică
senin selasa rabu kamis jumat sabtu minggu
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
понеділок вівторок середа четвер п ятниця субота неділя
الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日
星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天
周一 周二 周三 周四 周五 周六 周日
月 火 水 木 金 土 日 월요일 화요일 수요일 목요일 금요일 토요일 일요일
"""
_BESIDE = """
on at the of from this date dated day um uhr am vom den der le la el les à a las los il alle ore em às kl klo o os i w
dnia r roku г года в från hours hrs hr h noon midnight local time eastern central mountain pacific standard daylight
summer edition issue print article story page
utc gmt z t est edt et cst cdt ct mst mdt mt pst pdt pt akst akdt hst nst ndt ast adt bst ist wet west cet cest mez
mesz eet eest msk sast wat eat pkt wib jst kst hkt sgt pht aest aedt acst acdt awst nzst nzdt
上午 下午 午前 午後 오전 오후 日期 日付
"""
_PUBLISHED = """
published publish publication posted post created released filed issued first originally online pub date written
veröffentlicht erschienen erstellt datum publié paru parution créé ligne publicado publicada fecha pubblicato
pubblicata data gepubliceerd geplaatst publicerad publicerat publisert udgivet offentliggjort opublikowano dodano
yayınlanma yayımlanma tarihi publikováno zveřejněno julkaistu megjelent publicat δημοσίευση δημοσιεύτηκε опубліковано
опубликовано дата 发布 发表 发布时间 公開 公開日 掲載 配信 게시 입력
"""
_UPDATED = """
updated update modified last edited revised amended corrected aktualisiert stand geändert zuletzt actualisé jour
mis mise modifié actualizado actualizada atualizado atualizada aggiornato aggiornata ultima última ultimo laatst
bijgewerkt
güncelleme güncellendi aktualizováno päivitetty frissítve actualizat ενημέρωση ενημερώθηκε оновлено
uppdaterad uppdaterat oppdatert sist opdateret senest aktualizacja zaktualizowano обновлено изменено
更新 更新日 最終更新 更新时间 수정
"""


def folded(text: str) -> str:
    """In lower case, without accents, in the plain form of each character: "MÄRZ" is "marz"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def _months(table: str) -> dict[str, int]:
    """A line each, or two; the month of a line is told by its first name."""
    names: dict[str, int] = {}
    month = 0
    firsts = set("jan feb mar apr may jun jul aug sep oct nov dec".split())
    for line in table.strip().splitlines():
        words = folded(line).split()
        month += words[0] in firsts
        names |= dict.fromkeys(words, month)
    return names


MONTHS = _months(_MONTHS)
WEEKDAYS = frozenset(folded(_WEEKDAYS).split())
BESIDE_A_DATE = frozenset(folded(_BESIDE).split())
PUBLISHED = frozenset(folded(_PUBLISHED).split())
UPDATED = frozenset(folded(_UPDATED).split())
