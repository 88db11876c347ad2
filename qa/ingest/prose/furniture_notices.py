"""Notices around an article: paragraphs told by how they begin, corrections, headings."""

from __future__ import annotations

import re

from qa.ingest.prose.furniture_words import ADDRESS, DAY, IT, NAME, NO_STOP, SITE, SITES, any_of

_ASKED = (
    r"(?: (?:share|tell|e-?mail|get in touch|contact|send|please|let us|we|you can|call|our|text|reach|write|submit)\b)"
)
_GALLERIES_AND_PLAYERS = (
    r"(?:hide|show|view) captions? \d{1,3} (?:of|/) \d{1,3}\b|just watched .{1,300}\b(?:replay|must watch)\b",
    r"(?-i:[A-Z])[\w.'-]{1,20} (?-i:[A-Z])[\w.'-]{1,20}/(?:[\w. ]{2,30}/)?(?:getty images|afp|ap|reuters|epa)"
    r" (?-i:[A-Z])",
    r"get [\w'. ]{2,40} (?:daily|weekly|monthly) newsletters? sign up\b|sign up here ?[.)]*$",
    r"(?:sign up|subscribe) here (?:for|to) (?:the|our) .{2,60}\bnewsletters?\b.{0,40}$",
    r"\(?you can (?:also )?(?:get|have) .{2,80} delivered (?:straight |right )?to your inbox\b",
)
_ABOUT_THE_PAGE = (
    *_GALLERIES_AND_PLAYERS,
    rf"(?:a|this) version of (?:this|the) {IT} (?:(?:first|originally) )?"
    r"(?:appear(?:s|ed)|was published|is published|ran|will appear)(?: (?:first|originally))? (?:in|on|online)\b",
    rf"this (?:{IT} )?(?:is|comes from|is from) (?:part of |the |a |an? \w+ ){{1,2}}.{{0,60}}\bnewsletter\b",
    rf"this (?:\w+ )?{IT} (?:appear(?:s|ed)|was|is|ran) (?:in print|(?:on|in) (?:page|section|the print edition))\b",
    rf"this {IT} (?:is|was) (?:republished|reprinted|reproduced|published|produced)"
    r" (?:from|with|under|by|in partnership|through|as part of)\b.{0,120}"
    r"\b(?:licen[cs]e|permission|partnership|collaboration|original article|syndicat\w+|automated technology)\b",
    r"(?:©|copyright|\(c\)) ?(?:©|\(c\))? ?(?:19|20)\d\d\b|copyright (?:© |\(c\) |by (?-i:[A-Z]))",
    r"(?:copyright|this material) .{0,60}may not be (?:published|broadcast)",
    r"(?:the post|the article|der beitrag|l'article|la entrada|l'articolo|o post|het bericht|artykuł) .{1,200}"
    r"\b(?:(?:appeared first|first appeared|was first published) on|erschien zuerst auf|est apparu en premier sur"
    r"|(?:se publicó|apareció) primero en|proviene da|apareceu primeiro em|verscheen eerst op|pochodzi z serwisu)\b",
    rf"(?:{NAME} )?transcripts are (?:created|produced) on a rush deadline by\b",
    r"transcripts? (?:(?:is|are|was) )?(?:provided|produced|created|generated) (?:by|for)\b.{0,80}"
    r"\b(?:rush|contractor|automatically|may contain|errors|accuracy|convenience)\b",
    r"this (?:text|transcript|copy) (?:may not be in its final form|has been (?:automatically generated|edited for))\b",
    r"(?:this|the following) is an? (?:rush|rough|unedited|uncorrected) transcript(?:[.;:]|,? (?:and|which|it)\b"
    r"| of th(?:is|e)\b|$)",
    r"(?:rush|rough|unedited) transcript ?[-–—.:] ?(?:this|it|may)\b",
    r"this transcript (?:may (?:contain|not be)|was (?:generated|created|produced|compiled))\b",
    r"accuracy and availability (?:of .{1,40} transcripts )?may vary\b"
    r"|the authoritative record of\b.{0,60}\bis the audio\b",
    r"to (?:play|watch|view|listen to|see) (?:this|the) (?:video|audio|content|clip|media|graphic|interactive)\b.{0,60}"
    r"\b(?:need|enable|please|must|javascript|browser|flash)\b",
    rf"follow (?:us|me|him|her|them|@\w{{1,30}}|(?:the )?reporter|{NAME})\b.{{0,80}} on (?:{SITE}|our)\b"
    r"(?:.{0,160}(?:@|https?:|www\.|send|like us|subscribe|for (?:more|updates|the latest)|\band on\b)|.{0,12}$)",
    rf"follow {NAME}\b.{{0,40}} on {SITES}\.?$",
    r"(?:.{1,60} (?:is|are) not responsible for third[- ]party content|.{0,40}\bthird[- ]party content may contain)\b",
    r".{1,40} is committed to publishing\b.{0,80}\bletters\b|privacy notice: |as a subscriber,? you have\b",
    r"our (?:\w+ ){0,2}(?:e-?mail|newsletter|briefing)s? (?:breaks? down|brings?|delivers?|rounds? up|sends?) ",
    rf"{NAME} (?:is|covers|writes|reports)\b.{{1,200}} (?:reach|contact|follow|e-?mail) (?:him|her|them"
    rf"|{NAME})\b.{{0,40}}"
    rf"{ADDRESS}",
    rf"{NAME} is an? .{{1,160}} more about {NAME}$|you (?:may|will) (?:occasionally |also |now )?receive\b.{{0,40}}"
    r"\b(?:promotional|e-?mails?|newsletters?|updates)\b",
    rf"follow (?:(?:the )?ap'?s?|all of .{{1,40}}'s|{NAME}'?s?) (?:full |live |complete )?coverage\b",
    rf"(?:for )?more (?-i:AP|Associated Press|[A-Z]\w+)(?:'s)? (?:coverage|news|stories|{NAME})"
    rf"(?: (?:of|on|about) .{{1,60}}?)?(?::| at| here| visit| go to) ?{ADDRESS}",
    r"(?:the )?associated press (?:\w+ ){0,6}(?:receives (?:financial )?support|support for)\b",
    r"(?:the )?ap is solely responsible\b|our standards: (?:the )?(?-i:[A-Z])",
    rf"(?:the )?(?:associated press|ap|afp|reuters|{NAME}) (?:staff )?(?:writers?|reporters?|correspondents?"
    rf"|journalists?"
    r"|photographers?|researchers?|editors?|producers?)(?:,? .{1,200})? (?:also )?contributed"
    r"(?: to this\b| from| reporting| research|\.?$)",
    r"\((?:(?:additional |further )?(?:reporting|writing|editing)(?: and (?:writing|editing|reporting))?|compiled"
    r"|edited"
    r"|translated)(?: in [^()]{1,40})? (?:by|from|in)\b[^()]{1,300}\)\.?$",
    r"(?:(?:additional )?reporting|writing) by (?-i:[A-Z])[^.]{1,200}; (?:additional |writing |editing )",
    rf"{NAME} is an? .{{1,120}}(?:[.;,] | and )(?:follow|reach|contact|e-?mail|you can (?:reach|follow|contact))\b"
    rf".{{0,60}}(?:@|{SITE})",
)
_OF_THE_SITE = (
    r"(?:\w{2,8} ?\.\.\. )?[^.!?\"]{2,120}\? (?:sign up (?:for|and|to|today|now|here)\b"
    r"|(?:check|find|read|see|take|click|get|learn|watch) [^.!?\"]{3,80} here\W*$)"
    r"|(?:prefer|want) to (?:listen|watch|read|help)\?(?! (?-i:[a-z]))",
    r"(?:[^.!?\"]{2,120}\? )?share (?:what|how|your)\b.{0,160}\b(?:form below|below|with us|on (?:the|this|our) form"
    rf"|for possible inclusion)\b|[^.!?\"]{{2,120}}\? share your (?:\w+ ){{1,4}}with {NAME}$",
    r"[^.!?:\"]{3,60}: [^.!?\"]{3,120}\b(?:to|in|into) your (?:inbox|phone)\b|want [^.!?\"]{3,60} in your inbox\b",
    rf".{{1,60}} is an? {NAME} (?:content|media|news|publishing) partner\b",
    rf".{{1,60}} (?:coverage|reporting) (?:at|by|in) {NAME} is (?:made possible|supported|funded)\b",
    r"(?:for|to) [^.!?\"]{3,120}, (?:please )?(?:(?:see|visit|check out|go to|read|sign up for|subscribe to)"
    r" (?:our\b|(?-i:[A-Z])[^.!?]{1,60}(?:newsletter|database|(?:front|home) ?page|tracker|briefing)\b"
    r"|the [^.!?]{0,40}(?:newsletter|briefing|(?:front|home) ?page|database)\b)|click here\b)",
    rf"(?:follow|like|find|join) us on {SITES}!|(?:hit|press|click) play (?:on|above)\b"
    rf"|(?:thanks|thank you) for (?:listening|watching|tuning in)\b|there(?:'s| is) a form below\b",
    r"(?:do you )?(?:support|like|value|enjoy) (?:(?:quality|local|independent) )?journalism(?: like this)?\?",
    rf"(?:sponsor(?:ed)?|partner) (?:content|post) ?:|offer from (?:the )?{NAME} ?:|contributing ?[:;] (?-i:[A-Z])",
    rf"(?:stay \w+(?: and stay \w+)?\. )?subscribe to (?:the )?(?:digital )?(?:{NAME}|{ADDRESS})"
    r"(?: (?:today|now|here))?\.",
    rf"this (?:\w+ )?{IT} is (?:a )?part of (?:[\w' ,]{{1,40}} )?(?:an? |the |our |[\w']+'s )?(?:ongoing |continuing )?"
    r"(?:coverage|series|project|investigation|collaboration)\b",
    rf"(?:the headline (?:of|on) )?this {IT}(?: and (?:its )?headline)? (?:(?:has|have) been|may be) updated"
    r"(?:\.?$| (?:to (?:reflect|include|add|show)|with|on|at|as)\b)",
    rf"(?!(?:he|she|they|it|we|i|who)\b){NAME} reported from {NAME}(?:, {NAME})?"
    rf"(?:; {NAME} reported from {NAME}(?:, {NAME})?){{0,4}}\.?$",
)
_TO_READERS = (
    r"(?:have|are|were) (?:you|your (?:\w+ )?(?:family|business|school|child|home)) (?:been |be )?"
    r"(?:affected by|involved in|caught up in|a witness|at the scene)\b.{0,160}\?(?! (?-i:[a-z]))",
    r"(?:have|are|were|did) you (?:experienced?|witness(?:ed)?|see|seen|living|live|know|in the area)\b.{0,160}\?"
    rf"{_ASKED}",
    r"(?-i:[A-Z])[^.!?\"]{2,120}\? (?:please )?(?:e-?mail|call|contact|tell|let us|get in touch|message|text"
    r"|write to|ask"
    r"|share|send|submit|join|take|vote)\b.{0,60}(?:\b(?:us|here|below|comments|form|newsroom)\b|@)",
    r"if you (?:were|are|have|saw|know)\b.{0,60}\b(?:let us know|e-?mail us|contact us|get in touch|tell us)\b",
    r"(?:do you (?:have|know)|have you got|have|got) (?:a |an |any |an? \w+ |more )?(?:stor(?:y|ies)|news|tips?"
    r"|information"
    rf"|questions?|comments?|photos?|videos?|something|views?|idea|opinions?)\b.{{0,100}}\?{_ASKED}",
    r"(?:do you have|got) (?:a|any) (?:story|tip|news tip|question|confidential tip)\b[^.]{0,60}\?$",
    r"if you(?:'ve| have) been affected by (?:this story|(?:any of )?(?:the )?issues (?:raised|in)\b)",
    r"(?:(?:are|have|were|did|do) you\b[^.!?\"]{2,120}\? ){2,3}(?:please )?(?:e-?mail|contact|tell|let us|get in touch"
    r"|message|text|write to|share|send)\b.{0,60}(?:\b(?:us|here|below|form|newsroom)\b|@)",
    r"(?:if you have|anyone with|know) (?:been affected|a story|a tip|a news tip|any comments|a comment|a question"
    r"|questions or comments|story ideas)\b.{0,80}\b(?:e-?mail|contact|get in touch|let us know|write to|call us"
    r"|send)\b"
    r".{0,60}(?:\bus\b|@|newsroom|reporter)",
    r"(?:sign up|subscribe)(?: (?:now|here|today))? (?:for|to) (?:the|our|my|(?-i:[A-Z])[\w' ]{1,60})\b.{0,60}"
    r"\b(?:newsletter|briefing|podcast|alerts|updates|dispatch)\b",
    r"(?:want|looking for|need) (?:to (?:receive|read|get|see) )?more (?:stories|coverage|news|articles"
    r"|like this)\b.{0,60}\?",
    r"(?:recommendations are independently chosen|purchases you make through our links|we may (?:earn|receive)"
    r" (?:a )?(?:commission|compensation)|if you (?:buy|purchase) (?:something )?through (?:our|these|a) links?)\b",
)
_PRIVACY = (
    r"(?:we|we and our (?:\d+ )?(?:trusted )?partners|(?:this|our|the) (?:web ?)?site"
    r"|(?:some of )?our partners)\b.{0,40}"
    r"\b(?:use|uses|using|stores?|process|processes|collects?|access|sets?)\b.{0,80}"
    r"\b(?:cookies|personal data|your device|tracking technologies|similar technologies)\b",
    r"(?:by (?:clicking|continuing|using|accepting|closing)|if you (?:continue|click|agree|accept)|you (?:can|may|have"
    r" the right to) (?:change|manage|withdraw|update|adjust|review|set|choose|object)|to (?:find out|learn|read) more"
    r" about|for more (?:information|details) (?:about|on)|click)\b.{0,120}\b(?:cookies?|your (?:choices|consent"
    r"|preferences|settings|cookie)|our (?:partners|privacy|cookie)|personal data|privacy (?:policy|settings"
    r"|notice))\b",
    r"we and our (?:\d[\d,.]{0,5} )?(?:[\w-]{3,12} )?(?:partners|vendors) (?:store|use|process|access|collect)\b.{0,60}"
    r"\b(?:data|information|identifiers|cookies|technolog(?:y|ies))\b",
    rf"this {IT} contains content (?:provided|hosted) by (?-i:[A-Z])"
    r"|we ask for your permission before anything is loaded\b"
    rf"|you may want to read {NAME}(?:'s)? (?:cookie|privacy) policy\b",
    r"cookies (?:help|allow|enable) us\b|"
    r"(?:(?:strictly )?necessary|functional|analytical|performance|targeting|advertising|essential|these|marketing)"
    r" cookies (?:are|help|allow|enable|may|collect|do|track|provide)\b.{0,120}"
    r"\b(?:site|website|visitors?|you|browser|advertis\w+)\b",
)
_WRONG = (
    r"(?:mis(?:stated|spell|spelt|identified|attributed|quoted|reported|characterized|\w{3,12}ed)|incorrect"
    r"|erroneous|wrong"
    r"|mistaken|inaccurate|error|omitted|should have|in fact)"
)
_SAID = (
    r"(?:said|stated|gave|referred|included|contained|described|named|listed|attributed|reported|had|used|suggested"
    r"|implied|indicated|quoted|was (?:published|accompanied|illustrated))"
)
_MENDED = r"(?:correct|clarify|fix|amend|remove|add|say|state|make clear|reflect|note|show|restore|rectify)"
_CORRECTION_LABEL = (
    rf"(?:corrections?(?: and clarifications?| appended| to this {IT})?|clarifications?|corrected(?: version)?"
    r"|editors?'?s?'? note|(?:a )?note (?:from|to) (?:the )?(?:editors?|readers)|erratum|anmerkung der redaktion"
    r"|korrektur"
    r"|note de la rédaction|nota (?:del editor|de la redacción)|corrección|fe de errores|rectificatif)"
)
_CORRECTIONS = (
    rf"{_CORRECTION_LABEL}(?: ?\([^()]{{1,40}}\))?(?: ?: ?|,? [-–—]+ |—|\W*$)",
    r"for the record(?: ?: ?| )(?:[^:!?]{0,40}(?::\d\d[^:!?]{0,40})?: ?)?(?:in )?an? (?:earlier|previous) version of\b",
    r"(?:in )?(?:an?|the|our) (?:earlier|previous|prior|original|initial|first) (?:\w+ ){0,2}(?:version|edition"
    r"|headline"
    rf"|caption|report|summary|subheading)s? (?:of|on|for|with|in|accompanying) (?:this|the) (?:\w+ )?{IT}\b"
    rf".{{0,200}}?\b(?:{_WRONG}|{_SAID}\b)",
    rf"(?:this|our) (?:\w+ )?{IT}(?: above| below)? (?:has been|was|has since been) (?:\w+ly )?"
    rf"(?:corrected|amended|clarified)(?: on .{{0,24}}\d| to {_MENDED}\b| because\b| after\b| for clarity|[.:;,]|$)",
    rf"(?:this|our) (?:\w+ )?{IT} (?:has been|was|has since been) (?:\w+ly )?(?:updated|revised|changed|edited"
    rf"|modified)"
    r" to (?:correct|clarify|fix|rectify|make clear)\b",
    r"(?:because of|due to|owing to) an? (?:\w+ )?(?:error|mistake)(?: in editing)?,"
    r" (?:an (?:earlier|article|item)|a (?:previous|headline|caption|picture|report|story)|this|the|our)\b",
    r"an? (?:article|headline|picture caption|photo caption|caption|item|review|obituary|map|chart) (?:on|about|in"
    r"|published"
    r"|that appeared|with)\b.{0,200}\b(?:misstated|misspelled|misidentified|referred (?:incorrectly|imprecisely))\b",
    r"a correction (?:was|is) (?:made|published|appended|added) on .{0,24}\d",
    rf"we (?:have|'ve) (?:corrected|amended|updated) this {IT}\b",
    r"(?:we|the (?-i:[A-Z])\w+(?: [A-Z]\w+)?) (?:regrets?|apologi[sz]es? for) (?:the|this|any) (?:error|mistake)s?\.?$",
    r"in einer (?:früheren|vorherigen|ersten) (?:version|fassung) (?:dieses|des)\b",
    r"une (?:version précédente|première version) de (?:cet|l'|ce)\b|una versión (?:anterior|previa) de este\b",
)
_LINKS = (
    r"more (?:on|about) this(?: (?:story|topic|subject))?",
    r"related(?: (?:internet links|stories|articles?|links?|topics|content|coverage|news|posts|reading|items"
    r"|headlines))?",
    r"(?:read|see|watch) (?:more|next|also)|also read|more from .{1,40}",
    r"more (?:stories|news|headlines|articles|coverage|links|galleries|photos|pictures|videos)",
    r"recommended(?: (?:for you|stories|reading|articles))?",
    r"(?:most|top) (?:read|popular|viewed|shared|watched|commented|stories|headlines)(?: .{0,30})?",
    r"trending(?: (?:now|stories|topics|news))?|in other news|what to read next|don't miss(?: it)?|around the web"
    r"|up next",
    rf"(?:also|more|elsewhere|latest|today) (?:in|on|from) (?:the )?(?:news|web|{NAME})",
    r"latest (?:news|stories|headlines|videos)|you (?:may|might) (?:also )?(?:like|be interested in|enjoy|have missed)",
    r"editors?'?s? (?:picks?|choice)|from (?:the |our )?(?:around the )?(?:web|archives?)",
    r"(?:previous|next|similar|featured|popular) (?:stories|articles?|posts?)",
    r"mehr zum thema|lesen sie auch|das könnte sie auch interessieren|meistgelesen|auch interessant|à lire aussi"
    r"|lire aussi",
    r"sur le même sujet|les plus lus|lea también|lee también|noticias relacionadas|más noticias|lo más (?:leído|visto)",
    r"leggi anche|leia também|lees ook",
)
_COMMENT_HEADINGS = (
    r"(?:(?:view|show|read|all|readers?'?|user|latest|top) ){0,3}comments?(?: ?[:(\[] ?\d[\d,.]* ?[)\]]?| section)?",
    r"(?:\d[\d,.]*|one|two|three) (?:comments?|responses?|replies|thoughts?)(?: (?:to|on) .{1,120})?",
    r"(?:responses?|replies|discussion) ?\(\d+\)",
    r"join the (?:conversation|discussion)(?: ?\(\d+\))?|(?:leave|post|add) a (?:comment|reply)|(?:have|add) your say",
    r"(?:\d+ )?(?:kommentare|commentaires|comentarios|commenti)(?: ?\(\d+\))?",
)
_COMMENTS = (
    r"(?:reply|report|like|dislike|upvote|downvote|flag|permalink|share)"
    r"(?: (?:reply|like|dislike|report|share|flag|permalink|\d+|as inappropriate|abuse|comment))*+",
    r".{1,40}\b(?:wrote|says|said|writes|commented|posted)\b(?: (?:on|at)\b.{3,40})?:",
    r".{1,60} \(?(?:\d+|an?|one) (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\)?.{0,30}",
    rf"(?:posted )?by .{{1,40}} (?:on|at) .{{3,40}}|.{{1,40}}(?: [-–—|·•]|,) {DAY}|{DAY}\bat \d.{{1,20}}",
    r"@\w{2,30}.{0,200}|(?:guest|anonymous)(?: \w+)?|[a-z]\w{2,20}\d\w{0,6}|[a-z][a-z_]{2,20}",
)


NOTICE = re.compile(any_of(*_ABOUT_THE_PAGE, *_OF_THE_SITE, *_TO_READERS, *_PRIVACY), re.IGNORECASE)
CORRECTION = re.compile(any_of(*_CORRECTIONS), re.IGNORECASE)
CORRECTION_LABEL = re.compile(rf"{_CORRECTION_LABEL}\b", re.IGNORECASE)
TITLE_OF_NOTE = re.compile(
    r"(?:corrections?(?: and clarifications?)?|clarifications?|erratum|korrektur|corrección|fe de errores|rectificatif)"
    r"(?: ?: ?(?=\S+ \S)| ?[-–—|]|$)",
    re.IGNORECASE,
)
DAY_OF_YEAR = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})")
LINKS_HEADING = re.compile(rf"{NO_STOP}(?:{any_of(*_LINKS)})\W*", re.IGNORECASE)
TAGS_HEADING = re.compile(
    r"(?:tags|topics|tagged(?: (?:in|with))?|filed under|keywords|schlagwörter|etiquetas)\W*", re.IGNORECASE
)
COMMENTS_HEADING = re.compile(rf"(?:{any_of(*_COMMENT_HEADINGS)})\W*", re.IGNORECASE)
COMMENT = re.compile(any_of(*_COMMENTS), re.IGNORECASE)
# Behind the last sentence of an article.
TAIL_CHARS = 400
TAIL = re.compile(
    r"(?:\((?:(?:additional |further )?(?:reporting|writing|editing)|compiled|edited|translated)(?: and \w+)?"
    r"(?: in [^()]{1,40})? by\b[^()]{1,300}\)|[-–—] ?30 ?[-–—]|_{3,9}"
    r"|(?<=[.!?\"'’” ] )contribut(?:ing|ors?)(?: reporters?)? ?: ?(?-i:[A-Z])[^!?]{2,300})$",
    re.IGNORECASE,
)
# Words that somebody says are an article's: "We value your vote, the mayor said."
SPOKEN = re.compile(
    r",[\"']? (?:said|says|wrote|asked|told|warned|(?:[a-z]{2,12}ed|sang) (?:the|an?|his|her|[A-Z]\w*)"
    r"|[\w'-]{1,20}(?: [\w'-]{1,20}){0,3} (?:said|says|told|asked|wrote|warned|pleaded|begged|admitted|called|found"
    r"|ruled|answered|to say|sang))\b"
)
