"""Lines that pages leave around articles word for word, in several languages; names of sections, of sites."""

from __future__ import annotations

_PHRASES = """
advertisement / advertisements / advertising / sponsored / sponsored content / promoted / promoted stories / paid post
paid content / partner content / skip advertisement / skip ad / after newsletter promotion / anzeige / werbung
publicité / publicidad / pubblicità / publicidade / advertentie / annons / annonse / annonce / reklama / реклама / 広告
these are external links and will open in a new window / read more about sharing / close share panel / share this -
close the share panel / copied / copied to clipboard / link copied / link copied to clipboard / sharing options
newsletter / newsletters / newsletter sign-up / newsletter signup / sign up / sign up now / sign up here
register now / sign up for free / email address / your email address / e-mail address / unsubscribe
unsubscribe at any time / register / log in / login / log out / logout / sign in / sign out / my account
your account / account / create account / create an account / create a free account / forgot password
forgotten your password / subscriber only / subscribers only / subscriber exclusive / members only / member exclusive
premium / subscribe / subscribe now / subscribe today / subscribe to continue / subscribe to continue reading / donate
donate now / become a member / become a subscriber / become a supporter / make a donation / get the app
download the app / download our app / gift subscriptions / all rights reserved / alle rechte vorbehalten
tous droits réservés / todos los derechos reservados / tutti i diritti riservati / todos os direitos reservados
alle rechten voorbehouden / reprints / reprints and permissions / comments / comment / add your say / have your say
no comments / no comments yet / be the first to comment / join the conversation / join the discussion
join the debate / start the conversation / what do you think / rate this article / join the conversation (0)
leave a reply / kommentare / commentaires / comentarios / comentários / commenti / reacties / report this comment
report abuse / flag as inappropriate / report an error / report a typo / report a mistake / permalink / read more
read next / read now / read also / also read / see also / see more / see all / watch more / watch now / watch
watch next / listen now / listen / find out more / learn more / discover more / explore more / show more / view more
view all / load more / load more stories / related / related stories / related articles / related links
related content / related news / related topics / related coverage / related internet links / related posts
related videos / related items / recommended / recommended for you / recommended stories / recommended reading
more on this story / more on this topic / more stories / more on this / more news / more headlines / more coverage
more articles / most read / most popular / most viewed / most shared / most watched / most commented / trending
trending now / trending stories / you may also like / up next / you might also like / you may have missed
you might be interested in / what to read next / don't miss / don't miss it / top stories / top picks / top headlines
editor's pick / editor's picks / editors' picks / editor's choice / also in the news / elsewhere on the web
around the web / from the web / from around the web / from our archives / from the archives / in pictures
latest news / latest stories / latest headlines / latest videos / breaking news / featured stories / popular stories
other stories / similar articles / previous / next / previous article / next article / previous story / next story
more / mehr zum thema / lesen sie auch / auch interessant / zum thema / weiterlesen / meistgelesen
newsletter abonnieren / newsletter bestellen / jetzt abonnieren / zur startseite / startseite
das könnte sie auch interessieren / teilen / drucken / merken / zum inhalt / zum inhalt springen / nach oben / mehr
à lire aussi / lire aussi / lire la suite / lire plus / partager / sur le même sujet / s'abonner / je m'abonne
les plus lus / accueil / aller au contenu / voir aussi / imprimer / inicio / lea también / lee también / lea más
leer más / te puede interesar / le puede interesar / más noticias / lo más leído / lo más visto / más información
suscríbete / suscríbase / noticias relacionadas / compartir / imprimir / ir al contenido / leggi anche
potrebbe interessarti / condividi / leia também / leia mais / compartilhe / compartilhar / lees ook / lees meer
delen / läs också / läs mer / dela / les også / læs også / del / czytaj też / czytaj także / zobacz także / udostępnij
читайте также / поделиться / privacy / privacy policy / privacy notice / privacy settings / privacy statement / terms
terms of use / terms of service / terms and conditions / terms & conditions / cookie policy / cookie notice
cookie settings / cookie preferences / cookies / contact / contact us / about us / about / advertise
advertise with us / careers / help / help center / help centre / faq / faqs / site map / sitemap / accessibility
accessibility statement / accessibility links / accessibility help / imprint / impressum / datenschutz
mentions légales / aviso legal / your privacy choices / your ad choices / manage cookies / manage consent
do not sell my personal information / do not sell or share my personal information / rss feeds / skip to content
skip to main content / skip to navigation / skip to main / jump to content / jump to navigation / back to top
back to home / back to the top / back to start / back to search results / back to news / return to homepage
scroll to top / menu / main menu / open menu / close menu / toggle menu / navigation / main navigation
site navigation / toggle navigation / search / open search / close search / toggle search / sidebar / home / homepage
home page / close / dismiss / expand / collapse / cancel / submit / edition / sections / all sections / notifications
settings / loading / play / pause / mute / unmute / fullscreen / live / live updates / watch live / listen live
play video / play audio / watch the video / view gallery / view slideshow / watch video / view photos
view image in fullscreen / open image in gallery / hide caption / toggle caption / show caption / caption
enlarge this image / enlarge image / accept / accept all / accept cookies / accept all cookies / reject / reject all
decline / allow all / allow cookies / i agree / i accept / i consent / yes, i agree / yes, i'm happy / only necessary
necessary cookies only / accept and continue / accept and close / manage preferences / manage choices / manage options
manage settings / manage my choices / manage my preferences / got it / ok / no thanks / no, thanks / maybe later
not now / always active / save preferences / save settings / save and exit / we value your privacy
we care about your privacy / we respect your privacy / your privacy matters / your privacy is important to us
your data privacy / privacy overview / cookie consent / this site uses cookies / we use cookies / alle akzeptieren
alle ablehnen / tout accepter / tout refuser / aceptar todo / rechazar todo / aceptar / rechazar / accetta tutto
cookie-einstellungen / file photo / file image / file picture / file video / stock photo / stock image / handout
handout photo / archivbild / archivfoto / symbolbild / getty / getty images / reuters / associated press
the associated press / ap / afp / epa / pa / dpa / upi / pa media / press association / shutterstock / alamy / istock
rex / zuma press / ap photo / photos / photo / image / video / more to follow / more to come / thank you for reading
thanks for reading / like this / weekly ad / final edition / first edition / late edition / early edition
print edition / online edition / national edition / e-edition / your ad here / make a donation today
features & analysis / reuse this content / contribute / support us / support us today / continue reading
continue reading the main story / how we handle corrections / supported by / send any friend a story
give this article / opens new tab / opens in new tab / purchase licensing rights / video ad feedback / ad feedback
subscriber exclusive alert / more to read / be civil. be kind / share what you think / breadcrumb / search form
submit search / you are here / login or register / artikel merken / artikel drucken / artikel teilen
jetzt kommentieren / kommentar schreiben / kommentar hinzufügen / alle kommentare / diskutieren sie mit / vorlesen
zum artikel / mehr anzeigen / hier klicken / partager l'article / à lire également / réservé aux abonnés
ajouter à vos favoris / ajouter aux favoris / contribuer / réagir / vos commentaires / recevez notre newsletter
enviar por correo / guardar / normas / archivado en / temas relacionados / exclusivo para suscriptores
solo para suscriptores / contenido patrocinado / articolo riservato agli abbonati / riservato agli abbonati / commenta
lascia un commento / salva / stampa / assine / comentar / salvar / reageren / abonneren / inloggen / log ind
logga in / prenumerera / abonner / skriv ut / follow / following / unfollow / get alerts / manage alerts / add to list
add to favorites / add to favourites / view comments / show comments / hide comments / sort by / newest / oldest
popular / jump to comments / transcript / view transcript / show transcript / download transcript / embed / download
subtitles / captions / next up / now playing / replay / autoplay / who we are / our team / press room / media kit
ethics policy / editorial standards / corrections policy / advertising policy / rss / privacy center / staff directory
submit a tip / submit a news tip / submit a letter / letters to the editor / place an ad / e-paper / epaper
digital edition / today's paper / print subscriptions / newsletters & alerts / news alerts / weather alerts
ad / ads / advert / adverts / ad choices / adchoices / paid advertisement / advertisement feature / advertorial
chip in / make a gift / we need your help / we need your support / can you help us / help us keep reporting
link kopieren / teile diesen artikel / copier le lien / partager cet article / copiar enlace / copiar el enlace
copiar link / copia link / copia il link / kopieer link / kopiera länk / kopier lenke / kopier link / skopiuj link
imprimer l'article / imprimir artículo / stampa articolo / compartir este artículo / condividi questo articolo
more in this section / more from this author / more by this author / view author archive / about the author / author
authors / written by / story by / story from / partner stories / special offers / daily deals / games & quizzes
today's headlines / photo gallery / photo galleries / gallery / galleries / slideshow / video gallery
in this article / in this story / table of contents / on this page / jump to / cancel anytime / keep reading
stay informed / never miss a story / sponsored links / from our partners / paid partner content / you may like
we recommend / recommended by / outbrain / taboola / powered by disqus / must read / must-reads / popular now
hot topics / live blog / compiled by staff / compiled from wire reports / staff report / staff reports / wire reports
please be respectful / commenting rules / name * / email * / dislike / upvote / downvote / continue without accepting
customize / customise / essential cookies only / do not sell my info / privacy preferences / consent / i understand
dark mode / light mode / font size / text size / a a a / select language / today's weather / stock quotes
all times are gmt / tags / thank you for your support / supplied / refresh / retry / try again / reset / filter
filters / read full article / full story here / read the full story / view full story / more like this
share your thoughts / your rating / follow us / follow us on / find us on / connect with us / search for / get involved
you might also be interested in / you may also be interested in / get in touch / order reprints / more galleries
privacy manager / manage your privacy / manage privacy / about your privacy / cookies and privacy
privacy and cookies / cookies & privacy / privacy & cookies / skip navigation / today's e-paper
original story / earlier story / editors
like this: like loading / like loading / don't miss a story / external links / closed captioning / deel dit artikel
dela artikeln / del artikkelen / del artiklen / read in english / read in spanish / leer en inglés / leer en español
california privacy rights / your california privacy rights / your us state privacy rights
more photos / more pictures / more videos / view galleries / topics / tagged / filed under
"""
_SECTIONS = """
home news local world us u.s uk national international metro state region regional sport sports business money markets
economy politics opinion opinions comment editorial editorials letters columnists culture art arts entertainment books
film music tv life lifestyle style fashion food health science tech technology education environment climate weather
travel property jobs cars autos obituaries classifieds crime courts community schools traffic events calendar video
videos photos podcast podcasts audio live radio games puzzles crossword crosswords cartoons features magazine archive
archives e-edition newsletters menu search sections more subscribe login shop about contact help nachrichten politik
wirtschaft kultur wissen panorama meinung actualités politique société économie monde noticias política economía
cultura deportes opinión mundo
"""

# A line that begins with the first and holds one of the second asks something of whoever visits the page.
_REQUESTS = """
get join download start try buy read view see show watch listen subscribe sign register submit send share follow contact
email call click tap swipe scroll turn unlock enable disable manage save print add open close select choose customize
customise accept reject learn discover explore keep stay support take vote report suggest check find visit browse load
sort enter update upgrade continue skip leave write post reply increase decrease receive make activate search switch
"""
_PAGE_WORDS = """
newsletter newsletters app apps alerts notifications updates subscription subscriptions subscriber subscribers trial
account comment comments cookie cookies settings preferences inbox email emails e-mail gallery galleries podcast
podcasts poll survey browser article articles story stories slideshow video videos edition website homepage font mode
banner poll journalism newsroom typo correction unlimited ad ads channel headlines coverage
"""

PHRASES = frozenset(phrase.strip() for line in _PHRASES.splitlines() for phrase in line.split(" / ") if phrase.strip())
SECTIONS = frozenset(_SECTIONS.split())
REQUESTS = frozenset(_REQUESTS.split())
PAGE_WORDS = frozenset(_PAGE_WORDS.split())
