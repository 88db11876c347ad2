"""Weekdays and what else stands beside a date, in the languages that archives of news come in.

All in lower case without accents, as `folded` makes them.
"""

from __future__ import annotations

import re

from qa.ingest.dates.month_names import folded

_WORD = re.compile(r"[^\W_]+")
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
रविवार सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार
রবিবার সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার
मंगळवार
રવિવાર સોમવાર મંગળવાર બુધવાર ગુરુવાર શુક્રવાર શનિવાર
ஞாயிறு திங்கள் செவ்வாய் புதன் வியாழன் வெள்ளி சனி
ఆదివారం సోమవారం మంగళవారం బుధవారం గురువారం శుక్రవారం శనివారం
კვირა ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი
կիրակի երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ
יום ראשון יום שני יום שלישי יום רביעי יום חמישי יום שישי יום שבת
یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه
اتوار پیر منگل بدھ جمعرات جمعہ ہفتہ
жексенбі дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі
пнд втр срд чтв птн сбт вск нд čtv শুক্র শনি রবি সোম মঙ্গল বুধ বৃহস্পতি
неделя понеделник сряда четвъртък петък събота
нядзеля панядзелак аўторак серада чацвер пятніца
недеља понедељак уторак четвртак петак
недела четврток петок сабота
nedjelja ponedjeljak utorak srijeda četvrtak petak subota
nedelja ponedeljek torek sreda četrtek petek
pühapäev esmaspäev teisipäev kolmapäev neljapäev reede laupäev
svētdiena pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena
sekmadienis pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis
diumenge dilluns dimarts dimecres dijous divendres dissabte
linggo miyerkules huwebes biyernes
sunnudagur mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur
jumapili jumatatu jumanne jumatano alhamisi ijumaa jumamosi
วันอาทิตย์ วันอาทิตย์ที่ วันจันทร์ วันจันทร์ที่ วันอังคาร วันอังคารที่ วันพุธ วันพุธที่ วันพฤหัสบดี
วันพฤหัสบดีที่ วันศุกร์ วันศุกร์ที่ วันเสาร์ วันเสาร์ที่
ngày lúc
月 火 水 木 金 土 日 월요일 화요일 수요일 목요일 금요일 토요일 일요일
"""
_BESIDE = """
on at the of from this date dated day um uhr am vom den der le la el les à a las los il alle ore em às kl klo o os i w
klokken om pukul ora v
dnia r roku г года в från hours hrs hr h noon midnight local time eastern central mountain pacific standard daylight
summer edition issue print article story page
utc gmt z t est edt et cst cdt ct mst mdt mt pst pdt pt akst akdt hst nst ndt ast adt bst ist wet west cet cest mez
mesz eet eest msk sast wat eat pkt wib jst kst hkt sgt pht aest aedt acst acdt awst nzst nzdt
上午 下午 午前 午後 오전 오후 日期 日付
in op en d pada din son de tarihinde kello kell dne u ob gada m godz podne ponoć ip ap
เวลา น เมื่อ วันที่ को बजे अपराह्न पूर्वाह्न सन् এ সময় সাল ساعت روز م ص გ წ гадзін хвілін у 晚 晚上 早上 凌晨
"""
_PUBLISHED = """
published publish publication posted post created released filed issued first originally online pub date written
veröffentlicht erschienen erstellt datum publié paru parution créé ligne publicado publicada fecha pubblicato
pubblicata data gepubliceerd geplaatst publicerad publicerat publisert udgivet offentliggjort opublikowano dodano
yayınlanma yayımlanma tarihi publikováno zveřejněno julkaistu megjelent publicat δημοσίευση δημοσιεύτηκε опубліковано
опубликовано дата 发布 发表 发布时间 公開 公開日 掲載 配信 게시 입력
added uploaded veröffentlichung veröffentlichungsdatum erscheinungsdatum publiée publication publicación publicada
publicação pubblicazione publicatiedatum publiceringsdatum publiceret publikacji opublikowana публикация публикации
опубликована публікації yayımlandı yayınlandı publikace vydáno publikované zverejnené julkaisupäivä közzétéve
publicării diterbitkan dipublikasikan ημερομηνία objavljeno публикувано апублікавана 发布日期 发布于 发表于 公開日時
掲載日 配信日 投稿日 등록 등록일 발행 작성 نشر نشرت النشر تاريخ منشور เผยแพร่ เผยแพร่เมื่อ đăng प्रकाशित
প্রকাশ প্রকাশিত انتشار გამოქვეყნდა публикувана објављено nailathala שפורסם פורסם
"""
_UPDATED = """
updated update modified last edited revised amended corrected aktualisiert stand geändert zuletzt actualisé jour
mis mise modifié actualizado actualizada atualizado atualizada aggiornato aggiornata ultima última ultimo laatst
bijgewerkt
güncelleme güncellendi aktualizováno päivitetty frissítve actualizat ενημέρωση ενημερώθηκε оновлено
uppdaterad uppdaterat oppdatert sist opdateret senest aktualizacja zaktualizowano обновлено изменено
更新 更新日 最終更新 更新时间 수정
reviewed senast aktualisierung geändert bearbeitet überarbeitet änderung letzte dernière derniere actualisée
modification actualización modificación modificado modificada atualização aggiornamento modifica modificato gewijzigd
wijziging uppdatering oppdatering opdatering ændret endret ændringer ostatnia modyfikacja poprawka обновлена обновление
последнее изменение изменения güncellenme güncellenmiş aktualizace poslední aktualizované viimeksi muokattu frissítés
utolsó módosítva actualizare ultimă ultimul τελευταία останнє оновлення diperbarui diperbaharui terakhir ažurirano
обновено абноўлена 更新日期 更新于 更新日時 最終更新日 最近更新 최종수정 업데이트 تحديث آخر حدث อัปเดต อัพเดท ปรับปรุง ล่าสุด
nhật अपडेट अद्यतन আপডেট بروزرسانی განახლდა обновена ажурирано
"""


def words_of(text: str) -> list[str]:
    """As `folded` makes them; what marks of Indian scripts part is a word each."""
    return _WORD.findall(folded(text))


WEEKDAYS = frozenset(words_of(_WEEKDAYS))
BESIDE_A_DATE = frozenset(words_of(_BESIDE))
PUBLISHED = frozenset(words_of(_PUBLISHED))
UPDATED = frozenset(words_of(_UPDATED))
