"""What a page does for its own sake: marks of advertisements, times that reading takes, appeals for support.

Bounded and read in one way, as those of furniture_lines.
"""

from __future__ import annotations

from qa.ingest.prose.furniture_words import IT, NAME, SITE

_AD = r"(?:advertisements?|advertising|adverts?|ads?|anzeige|werbung|publicité|publicidade?|pubblicità|reklam[ae]?)"
_GOES_ON = (
    r"(?:scroll(?:ing)?|swipe|continue[sd]?|continuing|keep|skip|weiterlesen|weiter)"
    r"(?: (?>(?:scroll(?:ing)?|down|below|to|for|on|in|reading|continue|read|the|this|rest|of|story|article|content"
    r"|more|after|past|ads?|advertisement|page|\d{1,2}|seconds?)(?!\w)))*+"
)
ADVERTISEMENTS = (
    rf"[\[(]?{_AD}(?: ?[-–—|:.…·(] ?| ){_GOES_ON}\)?|{_AD} ?[-–—|:·(] ?(?:{IT}|content) {_GOES_ON}",
    rf"{_AD} ?\(?skip\)?|(?:continue|keep) (?:reading|scrolling) (?:below|after|past|beyond) (?:(?:the|this"
    rf"|our) )?{_AD}",
    r"(?:close|hide|remove|report|skip|block|why am i seeing|about) (?:(?:this|these|the) )?(?:ads?"
    r"|advertisements?)\??",
    r"(?:this |the )?(?:ad|advertisement) (?:will )?(?:ends?|close[sd]?) in \d.{0,12}|your (?:ad"
    r"|advertisement) .{0,10}here",
    r"(?:(?:lire|voir) )?(?:la )?suite après (?:la|cette|une) publicité",
    r"(?:sigue leyendo|contin[uú]a(?: (?:leyendo|lendo|a leggere))?) (?:después de|depois da|tras|após a"
    r"|dopo) ?\w{0,3} \w{9,11}",
    r"(?:nach der (?:anzeige|werbung)|(?:der |dieser )?artikel (?:wird|geht) nach der (?:anzeige|werbung)) .{1,24}",
    r"lees verder (?:na|onder) de advertentie|artik\w{2,5} (?:fort\w{3,8}|går vidare) (?:efter|etter"
    r"|under) annon[sc]en?",
)
_UNIT = r"(?:m|min(?:ute)?s?|minuten?|minutos?|minuti|minutter|minuty?|мин(?:ут[аы]?)?|sec(?:ond)?s?|h(?:ou)?rs?)\.?"
_COUNT = (
    r"(?:[~<≈] ?|about |approx\. |under |less than )?(?:an? |(?:\d{1,3}(?:[.,:]\d{1,2})?(?: ?[-–] ?\d{1,3})?|one"
    r"|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)[ -]?)"
)
_READING = (
    r"(?:read(?:ing)?[ -]?time|time to read|minutes to read|lesezeit|lesedauer|leestijd|lästid|lesetid|læsetid"
    r"|temps de lecture(?: estimé)?|lecture|tiempo (?:estimado )?de lectura|tempo (?:estimado )?(?:de leitura"
    r"|di lettura)|czas czytania|время чтения)"
)
_READ = (
    r"(?:(?:to )?(?:read|listen|watch)|reading time|de lecture|de lectura|de leitura|di lettura|lesezeit|leestijd"
    r"|lästid|lesetid|læsetid|czytania|чтения)"
)
_TIME = (
    rf"(?:(?:(?:est(?:imated|\.)?|approx(?:imate|\.)?|average|avg\.?"
    rf"|total) )?{_READING} ?[-–—:|]? ?{_COUNT}?(?:{_UNIT})?"
    rf"|(?:length|duration|running time|audio) ?: ?{_COUNT}{_UNIT}|(?:an? )?{_COUNT}(?:{_UNIT}|['’])[ -]{_READ})"
)
READING_TIMES = (_TIME, rf"[^.!?]{{4,40}}\b(?:19|20)\d\d[^.!?]{{0,20}}[-–—|·•,] ?{_TIME}")

_PEOPLE = r"(?:readers|listeners|viewers|members|supporters|subscribers|donors|people|contributors)"
_LIKE_YOU = (
    rf"(?:(?:the (?:generous )?(?:support|generosity|help) of )?(?:our (?:\w+ )?{_PEOPLE}|{_PEOPLE} like you|you)\b)"
)
_NEWS = r"(?:news|journalism|reporting|reporters|newsroom|stories|coverage|website)"
_OURS = rf"(?:our|this|all our) (?:\w+ ){{0,2}}(?:{_NEWS}|{IT}|work|site|series)"
_GIFT = r"(?:donation|contribution|(?:tax-deductible|monthly|recurring|one-time) gift)s?"
_CAUSE = rf"(?:(?:our|local|independent|quality|free|nonprofit|this|the|more) ){{1,3}}(?:{_NEWS}|work|site)"
_GIVE = (
    rf"(?:consider\w* (?:\w+ ){{0,3}}(?:{_GIFT}|gift|donating|contributing|subscribing|subscription|(?:member"
    rf"|subscriber|supporter)"
    rf"(?:ship)?)|support (?:us|{_CAUSE})|subscribe|donate(?= (?:today|now|here|to us)|\W*$)|chip in"
    rf"|become an? (?:\w+ )?(?:member|subscriber))\b"
)
_NO_CHARITY = r"(?!.*\b(?:in (?:his|her|their|lieu)|to (?:the )?(?-i:[A-Z])))"  # an obituary asks for another's sake
APPEALS = (
    rf"{_OURS} (?:is|are|was) (?:(?:only|entirely|largely|partly|also) )?(?:made )?(?:possible|funded|supported"
    rf"|powered|free|paid for|sustained)(?: to (?:read|all|everyone|access))? (?:by|because of|thanks to"
    rf"|through) {_LIKE_YOU}[^.!?]{{0,80}}",
    rf"(?:as an? [^.!?]{{2,60}}, )?(?:we|our newsroom|{NAME}) (?:depend|rel[iy]e?"
    rf"|count)s? (?:up)?on (?:the (?:\w+ )?(?:support"
    rf"|help) (?:of|from) )?(?:our readers|{_PEOPLE} like you)\b[^.!?]{{0,80}}",
    rf"(?!people){_PEOPLE} like you (?:make|keep|help|fund|support|power)\b[^.!?]{{0,80}}"
    r"|reader(?:s'?|'s)? (?:support|donations) (?:makes?|keeps?|funds?|powers?)\b[^.!?]{0,60}",
    rf"(?:please )?help (?:us )?(?:to )?(?:keep|fund|support|sustain|save|protect) (?:{_CAUSE}|(?:local "
    rf"|independent )?{_NEWS})"
    r"\b[^.!?]{0,60}",
    rf"your (?:\w+ )?(?:support|donation|gift|contribution|membership) (?:makes?|helps?|keeps?|funds?|allows?"
    rf"|ensures?)\b[^.!?]{{0,60}}\b(?:{_NEWS}|our|us|difference|possible)\b[^.!?]{{0,60}}|your support matters",
    rf"{_NO_CHARITY}(?:(?:please )?consider (?:making|becoming|giving|donating|contributing|subscribing)\b"
    rf"|please {_GIVE})"
    r"[^.!?]{0,100}",
    rf"if you (?:value|like|enjoy(?:ed)?|appreciate|believe in|rely on|care about|want) (?:what (?:we|you)|our|this"
    rf"|more|{_CAUSE})\b[^.!?]{{0,60}},? (?:please |you can )?{_GIVE}[^.!?]{{0,80}}",
    rf"{_NO_CHARITY}(?:please )?(?:make|give|send) (?:an? |your )?(?:\w+ )?{_GIFT}(?: (?:today|now|here|online"
    r"|of any \w+|to (?:support|keep|help|fund) [^.!?]{1,60}))?",
    rf"(?:chip in|donate|give|contribute|subscribe)(?: (?:now|today|here|online))?(?: to (?:support|keep|help|fund"
    rf"|sustain) (?:us|{_CAUSE})\b[^.!?]{{0,60}})?",
    rf"(?:keep|save) (?:local|independent|quality) {_NEWS} (?:alive|free|strong|going)|(?:good"
    rf"|quality) journalism costs\b.{{0,20}}",
    rf"{_NEWS} like this (?:takes?|costs?|needs?|requires?|is (?:expensive|possible|only possible"
    rf"|not free))\b[^.!?]{{0,80}}",
    rf"(?:we(?:'re| are)|{NAME} is) (?:an? )?(?:\w+[ ,-]{{1,2}}){{0,3}}(?:newsroom|news (?:organi[sz]ation|site"
    rf"|outlet)|publication)"
    rf"(?: that is)? (?:supported|funded|powered|sustained) by (?:its |our )?{_PEOPLE}\b[^.!?]{{0,60}}"
    rf"|{NAME} is (?:\d+ percent )?reader-(?:supported|funded)",
    rf"thanks to (?:the support of )?(?:our )?{_PEOPLE}\b[^.!?]{{0,40}}, {_OURS} is\b[^.!?]{{0,60}}",
    r"become an? (?:\w+ ){0,2}(?:member|subscriber|supporter|patron)(?: (?:today|now|here"
    r"|for (?:just )?[$£€]?\d.{0,30}))?",
)
ACTIONS = (
    r"[-–—]{1,3} ?[^.!?]{1,60}\(@\w{1,30}\) (?-i:[A-Z])\w{2,8} \d{1,2}, \d{4}",  # of a post that is shown
    r"printed (?:from|at|on) https?://\S{1,200}(?: on .{1,40})?",
    r"0?0:\d\d|\d{1,2}:\d\d:\d\d",  # how long a film lasts, which no time of a day looks like
    r"(?:[^.!?]{2,60}\. )?(?:this|the) (?:site|page|form) is protected by (?:google )?recaptcha\b.{0,160}",
    r"(?:(?:click|tap) to )?cop(?:y|ied)(?: (?>(?:the|this|article|story|page|embed|short|full|link|url|address"
    r"|code|permalink|to|your|clipboard|copied|print|share|save|e-?mail)(?!\w)))++",
    r"(?:printer|print|mobile)[- ]friendly(?: (?:version|page|format|view|pdf))?|(?:print|pdf) (?:version|view"
    r"|preview)",
    rf"(?:add|save) (?:this )?to (?:my |your )?(?:reading list|favou?rites|bookmarks|library)|post (?:this )?(?:to"
    rf"|on) {SITE}",
    r"(?:increase|decrease|larger|smaller) (?:text|font)(?: size)?|(?:reset|change|adjust) (?:the )?(?:text|font) size",
)
