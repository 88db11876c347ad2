"""Lines that pages leave around articles, told by their words: what they say of whom and when differs.

Bounded everywhere. What can be read in two ways is read in one (`(?>...)`), or a bar of thirty names has 2 to the 30.
"""

from __future__ import annotations

import re

from qa.ingest.prose.furniture_appeals import ACTIONS, ADVERTISEMENTS, APPEALS, READING_TIMES
from qa.ingest.prose.furniture_words import ADDRESS, DO, IT, NAME, NO_STOP, ROLE_WORDS, SITE, SITES, US

_SHARED_AND_FOLLOWED = (
    rf"{DO}(?![\w-])(?: (?>(?:this|the|a|full|on|via|with|to|by|in|it|{IT}|link|friends?|others|your|{SITE}|or|and|now"
    rf"|here|options|panel|buttons?|tools|more|later|for|{DO}|\(opens in (?:a )?new window\))(?![\w-])))*+",
    rf"{SITE}(?!\w)(?:[ ,/|·•+&]++(?>(?:{SITE}|{DO}|more|link|and|or)(?![\w-])))*+",
    rf"\d{{1,6}} (?:share|tweet|{SITE})(?: (?>(?:{SITE}|share|tweet|\d{{1,6}}|[km])(?!\w)))++",
    r"\d[\d.,]* ?[km]? ?(?:shares?|likes?|views?|retweets?|reactions?|replies|comments?|kommentare|commentaires"
    r"|comentarios|comentários|commenti|reacties)",
    r"(?:shares?|likes|views|comments):? ?\d[\d.,]* ?[km]?",
    rf"allow (?:{SITE} ){{1,2}}content\?",
    r"you and \d[\d.,]* ?[km]? others like this",
    r"be the first (?:of your friends )?to (?:like|comment|share)\b.{0,40}",
    rf"(?:please |you can (?:also )?)?follow (?:us|her|him|them|me|{NAME}|@\w{{1,30}}|(?:\w+ )?reporter)(?:,? {NAME})?"
    rf" on (?:our )?(?:{SITES}|social media)"
    r"\b.{0,60}",
    rf"(?:auf|sur|en|su|op|på|via|per) (?:{SITE}|mail) (?:teilen|partager|compartir|condividi|delen|dela|del)",
    rf"(?:teilen|partager|compartir|condividi|compartilhar|compartilhe|delen|dela|del|enviar)(?: (?:auf|sur|en|su|no"
    rf"|op|på"
    rf"|via|por|par) (?:{SITE}|correo|mail))?",
    r"(?:skip|start|end)(?: of)? .{0,20}\b(?:post|video|tweet|content|newsletter|gallery)(?: by .{1,40})?",
    rf"(?:view|see|watch|read) (?:(?:this|the|original) ){{0,2}}(?:post |tweet |video )?on {SITE}",
    rf"(?:find|like|join|visit|watch) us on {SITE}\b.{{0,80}}",
    r"follow (?:us|me|her|him|them) ?: ?@?\w{1,40}|(?:#\w{2,30}[ ,]{0,2}){1,20}|hashtags? ?: .{1,80}",
    rf"keep up with .{{1,60}} on {SITE}\b.{{0,60}}",
    rf"(?:{NAME}|you|he|she|they) can be (?:reached|contacted) (?:at|by|via|on|through)\b.{{0,160}}",
    rf"(?:contact|e-?mail|reach) (?:{NAME}|{US}|(?:the )?reporter {NAME}|him|her|them) (?:at|by|via|on|through)\b"
    rf".{{0,120}}(?:@|\d{{3}}|www\.|\.com|{SITE}).{{0,60}}",
    rf"(?:e-?mail|tel(?:ephone)?|phone|fax|web(?:site)?|sms|text|{SITE})?:? ?(?:{ADDRESS}|\+?\d[\d ()-]{{6,20}})"
    rf"(?:(?: \||,| and)? {ADDRESS})?",
)
_SUBSCRIBED = (
    r"(?:please )?sign up (?:now |here |today |below )?(?:for|to|and get)\b.{0,100}"
    r"\b(?:newsletters?|alerts?|updates?|e-?mails?|briefings?|inbox)\b.{0,80}",
    r"(?:manage|daily|our|get our|more|the) newsletters?(?: (?:sign-?ups?|subscriptions?|preferences|settings"
    r"|archive))?",
    rf"{NO_STOP}sign up (?:to|for) (?:our |the )?{NAME}",
    rf"{NO_STOP}(?:{NAME}|free|daily|weekly|our|morning|evening)(?: \w+){{0,3}} newsletters?",
    rf"(?:want|would you like)(?: to (?:get|receive|read))? (?:the |our |a ){{0,2}}{NAME}"
    r"(?: (?:newsletters?|briefings?))?(?: .{0,40})? ?\?(?:.{0,20}\bsign up\b.{0,40})?",
    r"subscribe to the newsletter here\b.{0,60}|you can subscribe to our\b.{0,120}"
    r"|if you (?:do ?n[o']t|can ?n?[o']t) see (?:a|the) (?:form|sign-?up box|video)\b.{0,60}",
    r"(?:please )?(?:consider|thank you for|thanks for) (?:supporting|helping us fund|funding) (?:our|independent"
    r"|local) (?:journalism|reporting|newsroom)\b.{0,120}",
    rf"{NAME} is free,? but (?:several|some) stories\b.{{0,60}}"
    rf"|{NAME} is an? (?:\w+ ){{0,3}}(?:news roundup|newsletter)\b.{{0,40}}",
    r"arrives (?:weekdays|daily|weekly|mornings?|every .{1,20})",
    r"(?:get|receive|have|start your day with) (?:the|our|all|your|breaking|daily|this|more|up|a|ahead)\b.{0,160}"
    r"\b(?:(?:(?:to|in|into) )?your (?:e-?mail )?(?:inbox|phone)|by e-?mail|newsletter)\b.{0,40}",
    r"delivered (?:straight |daily |directly )?to your inbox\b.{0,40}",
    r"(?:please )?enter (?:a valid|your) e-?mail(?: address)?\b.{0,40}|invalid e-?mail(?: address)?",
    r"we(?:'ve| have) sent (?:you )?an e-?mail\b.{0,60}",
    r"(?:thanks|thank you) for (?:signing up|subscribing|registering|reading|your subscription)\b.{0,60}",
    r"you(?:'re| are|'ve)? (?:now |already )?subscribed\b.{0,60}",
    r"you can (?:unsubscribe|opt out)\b.{0,80}",
    r"by (?:signing up|subscribing|registering|clicking|continuing|submitting|providing|using this site)\b.{0,60},?"
    r" (?:you|i)(?:'re| are)? (?:agree|accept|consent|confirm|acknowledge|agreeing)\b.{0,120}",
    rf"subscribe(?: (?:now|today|here)(?: (?:and|to|for)\b.{{0,80}})?| (?:to|for) (?:our\b.{{0,60}}|{NAME})"
    r"| to continue(?: reading)?| for (?:just )?[$£€]\d.{0,60})",
    r"(?:already|not) (?:yet )?(?:a subscriber|a member|subscribed|registered)\?(?: .{0,40})?",
    r"(?:log|sign) ?in(?: ?/ ?| or )(?:register|sign up|subscribe|join)|(?:log|sign) in (?:to|with)\b.{0,60}",
    r"(?:please |you (?:must|need to) )?(?:be )?(?:log(?:ged)? ?in|sign(?:ed)? in|register)\b.{0,40}"
    r"\b(?:to|and) (?:leave|post|comment|reply|view|join|continue)\b.{0,40}",
    r"(?:don't have|do you have|need|have) an account\?.{0,40}|si (?:ya )?tienes (?:una )?cuenta\b.{0,60}",
    rf"{NO_STOP}register for free\b.{{0,60}}|(?:suscríbete|regístrate|suscríbase) .{{1,80}}",
    r"(?:article|contenu) réservé .{1,40}|il vous reste .{1,20} à lire\b.{0,80}"
    r"|inscrivez-vous à .{0,40}newsletter\b.{0,40}",
    r"register (?:for free|here|to continue\b.{0,40})",
    r"you have (?:\d+|one|two|three|no|reached your limit of) .{0,20}(?:free )?(?:articles?|stories|views)\b.{0,60}",
    r"(?:this|the) (?:article|story|content) is (?:only )?(?:available )?(?:for|to) (?:our )?(?:subscribers|members)"
    r"(?: only)?",
    r"to continue reading\b.{0,80}",
    r"(?:please )?(?:consider )?support(?:ing)? (?:our (?:work|journalism|newsroom|reporting)"
    r"|(?:strong )?(?:local|independent|quality) (?:news|journalism|reporting))\b.{0,120}",
    r"(?:join|become part of) (?:the|our) .{1,40} community",
)
_RIGHTS = (
    r"(?:©|(?:copyright|\(c\)) ?(?:©|\(c\)|by\b|(?:19|20)\d\d)).{0,160}",
    r".{0,120}\b(?-i:A(?:ll|LL)) rights reserved\b.{0,80}",
    rf"{NO_STOP}(?:photo(?:graph(?:y|ie)?)?s?|images?|pictures?|pics?|fotos?|bild|illustration|graphic|video)(?: by)?"
    rf" ?:? ?(?:copyright )?(?:©|\(c\)) ?(?:\d{{4}} )?{NAME}.{{0,80}}|(?=[^©]{{2,60}}©){NAME} ?[/|,]? ?© ?.{{0,60}}",
    r"(?:reprinted|republished|reproduced|used) (?:here )?(?:with|by) (?:the )?(?:kind )?permission\b.{0,80}",
    r"(?:this (?:material|article|story|content) )?may not be (?:published|reproduced|copied|republished)\b.{0,100}"
    r"\b(?:permission|redistributed|consent)\b.{0,60}",
)
_READERS = (
    r"(?:please )?(?:read|see|review) our (?:comments?|commenting|community|house) (?:policy|guidelines"
    r"|rules)\b.{0,60}",
    r"(?:view|show|hide|read|load|post|add|leave|see|write|sort|report|jump to) (?:(?!a\b)\w+ |a ){0,2}comments?"
    r"(?: \(?\d+\)?)?",
    r"(?:\d+ )?comments?(?: ?\(\d[\d,.]*\)| section)?",
    r"(?:latest|newest|oldest|top|recent|reader|readers'|user) comments(?: first)?",
    r"(?:all |the )?comments? (?:below |on this \w+ )?(?:are|is|will be|have been|have not been) (?:now |currently "
    r"|not )?"
    r"(?:closed|disabled|moderated|turned off|available|open)\b.{0,60}",
    r"(?:sorry,? )?we are (?:no longer|not(?: currently)?) accepting comments\b.{0,60}|conversation ?\d* ?comments?",
    r"(?:(?:newest|oldest|best rated|worst rated|most liked|most recent|top)[ ,|]{1,3}){1,6}(?:newest|oldest|best rated"
    r"|worst rated|most liked|most recent|top)|share or comment on this (?:article|story)\b.{0,160}",
    r"(?:kommentare|commentaires|comentarios|commenti|comentários) ?\(\d+\)",
    r"(?:join|start|be part of) the (?:conversation|discussion|debate)\b.{0,60}|have your say\b.{0,60}",
    r"(?:let us know|tell us) (?:what you think|your|in the comments|below)\b.{0,100}",
    r"what do you think\?(?: (?:let us know|tell us|leave|share|join|have|add)\b.{0,80})?",
    rf"(?:please )?(?:share|send|tell|submit|e-?mail|text|tweet|post)(?: {US})? your (?:\w+ ){{0,3}}"
    r"(?:thoughts|story|stories|views?|opinions?|comments|experiences?|photos?|pictures|videos?|letters?|tips?"
    r"|questions"
    r"|feedback|ideas|memories|name|details)(?: (?:and|or) \w+)?"
    rf"(?: (?:with us|below|here|now|today|in the comments|by e-?mail\w*|by writing|at|to|via"
    rf"|on (?:{SITE}))\b.{{0,120}})?",
    r"(?:please )?(?:send|show|tell) us (?:your|any|photos?|pictures|videos?)\b.{0,80}",
    rf"(?:please |you can (?:also )?|or |to (?:share|send|comment|get in touch)\b.{{0,60}} )?"
    rf"(?:e-?mail|write to|text|tweet|call|contact|message|reach|get in touch with|send an e-?mail to)"
    rf" (?:{US}|haveyoursay|{ADDRESS})\b.{{0,120}}",
    rf"(?:please )?(?:send|e-?mail|write|contact|reach|message|follow|submit|direct|forward) [^.!?]{{0,120}}{ADDRESS}"
    r"(?: [^.!?]{0,40})?|(?:to (?:submit|send|comment|contact)\b[^.!?]{0,60}|letters to the editor [^.!?]{0,60})"
    rf"{ADDRESS}[^.!?]{{0,40}}",
    r"(?:we|we'd|we would) (?:want|would like|love|like)(?: to hear)? (?:from you|your)\b.{0,80}",
    r"(?:powered by|hosted by) .{1,30}|your e-?mail address will not be published|required fields are marked\b.{0,10}",
    r"notify me (?:of|when|by)\b.{0,60}|save my name\b.{0,100}|you must be logged in\b.{0,60}"
    r"|by commenting,? you agree\b.{0,60}",
    r"comments must\b.{0,60}|questions or comments\?.{0,80}|questions\? (?:call|e-?mail|contact|visit)\b.{0,80}",
    r"(?:please )?(?:include|leave) (?:your|a) (?:name|contact|phone|telephone)\b.{0,100}",
    r"if you are (?:happy|willing) to (?:speak|talk) (?:to|with) (?:us|a|one of)\b.{0,100}",
    r"if you are reading this page and can'?t see the form\b.{0,120}",
    r"upload your (?:pictures|photos|video)\b.{0,60}",
    r"(?:report|flag)(?: (?:this|as|an?|abuse|inappropriate|comment|post|error|typo|correction|mistake))++",
    r"reply(?: (?:like|share|report|\d+))*+",
    r"(?:was|is) this (?:article|story|page|information) (?:helpful|useful|interesting)\?.{0,20}",
    r"(?:do you have|have you got|have|got|see|seen|spotted|found) an? (?:correction|error|mistake|typo)"
    r"(?: (?:in|on|to) [^.!?]{1,40})?\?(?: (?:please )?(?:let us know|tell us|e-?mail us|contact us|report it)\b"
    r".{0,60})?",
    r"how (?:can|could) we improve\b.{0,60}|did you (?:spot|find|notice) an? (?:error|mistake|typo)\b.{0,60}",
)
_WAYS = (
    r"(?:watch|see|view|read|check(?: out)?|learn|find out|find|listen to) [^.!?\"]{3,80} here",
    r"(?:click|tap) (?:here|to)\b(?:[^,.;]|\.(?=com|org|net|co)){0,80}|(?:sponsored|presented|ads?) by [^,.]{1,40}",
    rf"(?:to )?(?:read|see|view|watch) (?:the|our|this|his|her|their) (?:(?:full|whole|complete|entire|original) {IT}"
    rf"|rest of (?:the|this|our) {IT})(?: (?:here|below|online|at|on|in|by|from|via)\b[^,;]{{0,80}})?",
    rf"(?:advertisement ?[-–—]? ?)?(?:{IT}|content) continues (?:below|after)\b.{{0,40}}",
    r"(?:keep )?(?:scroll(?:ing)?|swipe)(?: down)? (?:for|to)\b.{0,60}|skip past newsletter\b.{0,40}",
    rf"{NO_STOP}(?:read|watch|listen|see|explore|find out|discover|learn|hear|also|related)"
    r"(?: (?>more|next|also|now|it|here|read|stories))+(?: ?: ?.{1,160}| (?:here|stories|news|in|on|from)\b.{0,40})?",
    r"(?-i:READ|WATCH|MORE|LISTEN|RELATED|SEE|PHOTOS|VIDEO|LIVE)(?: (?-i:MORE|ALSO|NEXT|NOW|HERE))?"
    r"(?::| \|| [-–—]) ?.{1,160}",
    rf"{NO_STOP}(?:related(?: \w+)?|recommended|see(?: also)?|most (?:read|popular)|trending|don't miss|more|also|watch"
    r"|listen|gallery|photos|video|in this article|location|word count|language|edition|tags?)"
    r" ?: ?.{1,160}",
    rf"{NO_STOP}(?:more from .{{1,40}}(?: ?: ?.{{1,160}})?"
    r"|more (?:on|about) (?:this (?:story|topic|subject)|.{1,40}:.{0,80}))",
    rf"{NO_STOP}most (?:read|popular|viewed|shared|watched) (?:in|on|stories|articles|today)\b.{{0,30}}",
    rf"(?:also|more|elsewhere|latest|today) (?:in|on|from) (?:the )?(?:news|web|{NAME})",
    r"(?:topics?|tags?|tagged(?: (?:in|with|as))?|filed (?:under|to)|posted in|categor(?:y|ies)|keywords|schlagwörter"
    r"|themen|mots-clés|etiquetas|temas) ?: ?[^.!?]{1,160}",
    r"puedes seguir .{1,120}newsletter\b.{0,40}",
    rf"{NO_STOP}(?:filed under|posted in) (?-i:[A-Z])[^.!?]{{1,80}}",
    r"(?:mehr zum thema|lesen sie auch|auch interessant|à lire aussi|lire aussi|voir aussi|lea también"
    r"|lee (?:también|además)"
    r"|leggi anche|leia também|lees ook|läs också|les også|læs også|czytaj (?:też|także)|читайте также) ?: ?.{1,160}",
    rf"{NO_STOP}(?:listen to|read|watch) (?:this|the) (?:article|story|video)\b.{{0,60}}|listen ?[·|-] ?\d+.{{0,10}}",
    rf"(?:listen to|watch|hear) {NAME} (?:on|via) .{{1,60}}|watch {NAME}(?:'s)? (?:full|live) coverage\b.{{0,60}}",
    rf"{NO_STOP}(?:your guide to|you are here:) .{{1,80}}|enter search terms?\b.{{0,20}}",
    r"(?:from|elsewhere on|around) (?:the |other |our )?.{0,20}\b(?:sites?|network|blogs?)(?: .{0,20})?",
    r"information about .{1,40} links to other\b.{0,40}|(?:lesezeit|temps de lecture|tiempo de lectura) ?:?.{0,20}",
    r"(?:reading time:? |timer ?)?\d{1,3}[ -]min(?:ute)?s?\.?(?: read| listen| watch)?|reading time\b.{0,20}",
    r"\d{1,2}:\d\d(?::\d\d)? ?/ ?\d{1,2}:\d\d(?::\d\d)?|(?:font|text) size ?:? ?(?:a[-+−]?[ /|]{0,3}){1,4}",
    rf"{NO_STOP}(?:in (?:pictures|photos)|quiz) ?: ?.{{1,160}}",
    r"(?:promoted|sponsored|recommended)(?: (?:stories|content|links|posts))? by (?:taboola|outbrain)",
    rf"listen to the best of {NAME} on (?:bbc )?sounds\b.{{0,120}}",
    r"(?:slide |image |photo |page )?\d{1,4} of \d{1,4}(?: documents?)?|document \d{1,4} of \d{1,4}"
    r"|\d{1,4} (?:photos?|images)",
    rf"search (?:the site|this site|our site|here|{ADDRESS})|!\[.{{0,100}}\]\(.{{0,200}}\)",
    r"(?:wir|nous) (?:verwenden|utilisons) .{0,80}cookies\b.{0,100}|(?:utilizamos|usamos) cookies\b.{0,100}",
    r"(?:utilizziamo|usiamo) .{0,40}cookies?\b.{0,100}",
)
_LANGUAGE = r"(?:(?-i:AR|DE|EN|ES|FR|IT|JA|KO|NL|PL|PT|RU|TR|UK|ZH|En|De|Fr|Es|It)|english|deutsch|español|français"
_LANGUAGE = rf"{_LANGUAGE}|italiano|português|nederlands|polski|türkçe|русский|українська|العربية|中文|日本語)"
_SKY = r"(?:(?:mostly |partly )?(?:sunny|cloudy|clear|fair|overcast|foggy|windy|rain|snow|showers)|-?\d{1,3} ?° ?[cf]?)"
_TOP_OF_THE_PAGE = (
    rf"{_LANGUAGE}(?: ?[|/·•,] ?{_LANGUAGE}){{1,11}}",
    rf"(?=[^°]{{1,60}}°)(?:{NAME},? )?-?\d{{1,3}} ?° ?[cf]?(?:[ ,|/]{{1,3}}{_SKY}){{0,2}}",
    r"(?:u\.?s\.?a?|uk|au|ca|international|global|world|europe(?:an)?|asian?|african?|american|canadian|australian|indian"
    r"|arabic|english|spanish|mobile|desktop|digital) edition",
    rf"before you continue(?: to {NAME})?|{NO_STOP}(?:your|about your) (?:privacy )?(?:choices?|options) regarding"
    r" (?:the use of )?cookies\b.{0,40}|(?:about |our use of )?cookies on (?:this (?:web ?)?site|our (?:web ?)?site)",
    r"do not (?:sell|share)(?: (?:or|and) share)? my (?:personal )?(?:info(?:rmation)?|data)",
)
# "Beyond the bridge:How the town was cut off", which ends without a mark or has a label no speaker has; "SPORTS NEWS:
# Sign up now"; "For subscribers: Is the mill for sale?"
_SHORT = r"(?-i:(?<=\b[A-Z]\.)|(?<=\b[A-Z]\w\.)|(?<=\b[A-Z]\w\w\.)|(?<=\b[A-Z]\w\w\w\.))"
_TITLES = (
    rf"[^.!:]{{2,70}}:[\"'(]?(?-i:[A-Z])(?:[^.!]|[.!](?:{_SHORT}|(?! [\"'(]?(?-i:[A-Z])|[\"' ]*$))){{3,}}(?! *[.!])",
    r"[^.!: ]{1,30}(?: [^.!: ]{1,30}){2,}:[\"'(]?(?-i:[A-Z])"
    rf"(?:[^.!]|[.!](?:{_SHORT}|(?! [\"'(]?(?-i:[A-Z])))){{3,}}",
    r"'[^']{3,60}'(?!(?:t|s|re|ll|ve|d|m)\b)(?-i:[a-z])[^.!?]{10,}",
    r"(?-i:[A-Z][A-Z'&,]+(?: [A-Z'&,-]+)+) ?: ?(?:sign up|subscribe|get|check|follow|download|join|click|watch|listen"
    r"|read|see|try|stay|visit|find)\b.{0,160}",
    r"(?:for|only for) subscribers ?: .{1,160}|(?:subscriber|member)s? (?:exclusive|only) ?: .{1,160}",
)
_DESK = (
    rf"{NAME},?(?: .{{1,100}})? (?:also )?contributed (?:(?:additional )?(?:reporting|research|writing)|(?:to"
    rf"|for) this)"
    rf"(?: (?:to|for) this)?(?: {IT})?(?: from {NAME})?(?: and .{{1,100}} contributed .{{1,60}})?",
    r".{1,80}\bcontributed to this (?:report|story|article)|contribut(?:ing|ed|ors?)(?: by)?: .{1,120}",
    rf"(?:additional |further )?(?:reporting|writing|research|editing|compiled|edited|translated|produced"
    rf"|illustrations?"
    rf"|graphics?)(?: and (?:writing|editing|research|reporting))?(?: in {NAME})? by {NAME}(?:[,;] .{{1,160}})?",
    r"this (?:article|story|report) (?:is|was) (?:based|compiled)\b.{0,60}\b(?:wire|agency|agencies)\b.{0,40}",
    r"with (?:files|contributions|additional reporting|reporting|material) (?:from|by) .{1,100}",
    r"(?:.{1,20} )?(?:avec|mit|con|met|med) (?:material (?:der|von) |agencias? )?"
    r"(?:afp|ap|dpa|reuters|efe|ansa|anp|tt|ntb|agences|agenturmaterial)",
    rf"(?:originally|first) (?:appeared|published|ran) (?:in|on) {NAME}|reprinted from {NAME}"
    rf"|distributed by {NAME}.{{0,40}}",
    rf"{NAME} is an? (?:staff|contributing|senior staff) (?:{ROLE_WORDS} ){{0,2}}(?:writer|reporter|correspondent"
    rf"|editor|photographer|columnist)(?: (?:at|for|with|of|on|based|covering|who covers)\b[^.!?]{{1,100}})?",
    rf"(?:{ROLE_WORDS} ){{1,4}}(?:writers?|reporters?|correspondents?|editors?|columnists?|photographers?|producers?)"
    rf"(?:(?:,|,? (?:at|for|of|in)) {NAME})?",
    rf"(?:last )?updated?\b[^!?]{{0,60}}: ?th(?:is|e) {IT} (?:now|has been|was|is) (?:updated|revised|expanded|includes"
    r"|contains|reflects|carries|has)\b.{0,120}",
    r"this (?:article|story|post|report) now (?:includes|contains|reflects|carries) (?:\w{1,12} ){0,3}(?:comments?"
    r"|details|reactions?|responses?|statements?|quotes|information|remarks)\b.{0,120}",
    rf"this (?:{IT}|content) was (?:written|produced|created|generated) (?:with|by) .{{0,40}}\b(?:ai|automation"
    rf"|software)",
    r"information from .{1,60} was used in this (?:report|story|article)",
    r"special (?:to|for) (?:the )?(?-i:[A-Z]).{1,40}",
    r"this is a compilation of (?:stories|reports|articles)\b.{0,100}",
    r"(?:keep|continue) reading(?: (?:here|below))?|support (?:quality|local|independent) journalism\b.{0,100}",
    r"our (?:fact[- ]check(?:ing)?|\w+) (?:work|coverage|reporting|sources)(?: is (?:supported|funded|made possible)\b"
    r".{0,120})?",
    rf"{NAME} contributed|this {IT} is (?:more than |over )?\d+ \w+ old",
    r"(?:from )?(?:our )?(?:wire|staff)(?: and (?:wire|staff))? (?:services|reports)",
    rf"this (?:\w+ )?{IT} (?:was |has been |is |first |originally )(?:(?:first|originally|also|last"
    rf"|previously) ){{0,2}}"
    r"(?:published|appeared|posted|aired|updated|republished|produced|syndicated|printed|broadcast)"
    r"(?: (?:on|in|at|by|as|with|from|under|to|frequently|online|here|[A-Z]\w+ \d)\b.{0,140})?",
    r"this is a (?:developing|breaking)(?: news)? story\b.{0,100}",
    r"(?:check|stay|come) (?:back|tuned)(?: (?:here|with us))? for (?:more|further|the latest|updates?)\b.{0,60}",
    r"(?:last )?(?:posted|updated|published) (?:today|yesterday|an? \w+ ago|\d+ \w+ ago|\d{1,2}[:.]\d\d.{0,20})",
    r"(?:posted|updated|published)? ?(?:an?|\d+) (?:minutes?|hours?|days?|weeks?|months?|mins?|hrs?)(?: ago)|just now",
    r"(?-i:LENGTH|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|DOCUMENT-TYPE|JOURNAL-CODE|GRAPHIC|DATELINE|BYLINE|SECTION"
    r"|EDITION|NOTES|SERIES|SUBJECT|ORGANIZATION|COMPANY|GEOGRAPHIC|PERSON|INDUSTRY|TICKER|CORRECTION-DATE"
    r"|Load-Date|Publication Type|Publication-Type|Document-Type|Journal Code): .{0,160}|length: \d+ words",
    r"(?:[-–—*] ?){1,3}(?:30|ends?|the end|fin|ende)(?: ?[-–—*]){0,3}|\((?:ends?|more|end of story)\)|(?-i:ENDS|END"
    r"|MORE)",
    r"the (?:views|opinions)(?: and (?:views|opinions))? expressed\b.{0,160}"
    r"\b(?:author|writer|those|do not|not necessarily)\b.{0,80}",
    r"(?:prices|information|details) (?:was|were) (?:accurate|correct) at (?:the )?time\b.{0,80}",
    r".{1,60} (?:is|are) not responsible for the content of external (?:sites|websites|links?)\b.{0,80}",
)
_TRANSCRIPTS = (
    r"(?-i:[(\[](?:SOUNDBITE|BEGIN|END|COMMERCIAL|MUSIC|LAUGHTER|APPLAUSE|CROSSTALK|VIDEO)\b[A-Z ,.'\"-]{0,80}[)\]])",
    r"(?:this|the|our) (?:\w{1,12} )?(?:interview|conversation|transcript|discussion|q&a) (?:has been|was|were)"
    r" (?:\w{1,12} ){0,4}for (?:length|clarity|brevity|space|style)\b.{0,60}",
    r"(?:note: ?)?(?:this|the) (?:\w{1,12} )?transcript (?:may|might) contain errors\b.{0,60}",
)
_AGENCY = r"(?:ap|afp|reuters|getty(?: images)?|ap photo|epa|upi|pa|dpa|bloomberg|shutterstock|alamy|associated press)"
_PICTURES = (
    rf"{NO_STOP}(?:image|photo|picture|photograph|video|media|illustration|graphic|file)(?: by)?"
    rf" ?(?:copyright|credit|source|courtesy|provided by)s?[:,]? ?(?:of )?(?:{NAME}.{{0,60}})?",
    rf"{NO_STOP}(?:photo(?:graph(?:y|ie)?)?s?|pictures?|images?|fotos?|crédit photo|bild|bildnachweis|quelle"
    rf"|illustration"
    rf"|video|credits?|composite|courtesy)(?: (?:credit|by|of|courtesy of))?(?: ?[:|/] ?|\.\.\.)(?:{NAME}|{_AGENCY})\b"
    r".{0,80}",
    r"\(?(?:file )?(?:photo(?:graph)?s?|pictures?|images?|illustration|graphic|video|composite)"
    rf"(?: (?:credit|by|courtesy of|courtesy|from|provided by|via|:)){{1,2}} ?{NAME}(?:[/,|] ?.{{0,80}})?\)?",
    rf"\((?:{NAME} ?[/|] ?)?{_AGENCY}(?: (?:photo|images|file))?(?: ?/ ?.{{0,60}})?\)",
    rf"{NAME} ?[/|] ?(?:{NAME} ?[/|] ?)?(?:{_AGENCY}|(?-i:[A-Z])\w+ (?:images|news|press))(?: ?[/|] ?.{{0,60}})?",
    r"\(?(?:supplied|provided|contributed|submitted|staff|courtesy|archive|handout|library)(?: (?:photo|image"
    r"|picture)s?)?"
    rf"(?: by {NAME})?\)?|(?:{NAME}|{_AGENCY}) via {_AGENCY}",
    rf"{NO_STOP}(?:sources?|chart|map|graphic|data|table|words) ?: ?{NAME}[^?!]{{0,80}}",
    rf"{_AGENCY} ?[/|] ?.{{1,60}}|(?:photo )?courtesy of {NAME}",
    r"(?:please )?(?:enable|turn on|activate) (?:javascript|cookies)\b.{0,100}",
    r"(?:your|this) (?:browser|device) does ?n[o']t support\b.{0,100}",
    r"(?:media )?playback (?:is )?(?:not |un)supported\b.{0,60}",
    r"(?:this|the) video (?:can ?not|can't|is not|could not|is no longer) (?:be )?(?:played|available)\b.{0,80}",
    r"sorry,? (?:this|your|we|the)\b.{0,60}\b(?:video|browser|player|loaded|available)\b.{0,40}",
    r"an error (?:has )?occurred\b.{0,60}|something went wrong\b.{0,60}",
)
_ABOUT_ARTICLES = (*_WAYS, *_TOP_OF_THE_PAGE, *_TITLES, *_DESK, *_TRANSCRIPTS, *_PICTURES)
_OF_THE_PAGE = (*ACTIONS, *ADVERTISEMENTS, *READING_TIMES, *APPEALS)
_ALL = (*_SHARED_AND_FOLLOWED, *_SUBSCRIBED, *_RIGHTS, *_READERS, *_ABOUT_ARTICLES, *_OF_THE_PAGE)

LINE = re.compile(rf"(?:{'|'.join(f'(?:{pattern})' for pattern in _ALL)})[ .!…»>→:|*_–—-]*", re.IGNORECASE)
