"""How people open a note to themselves in a cell where a purpose should stand, by language.

Each opening is a regular expression over the plain form of a text (lower case, no accents, no
punctuation), matched at its beginning: a line each, and deeper lines that go on. What follows an
opening does not matter: who begins with "can't remember" or "copy from" has no purpose yet. An
opening that a real purpose may have as well ("need to ask", "see") stands with all that makes a
note of it, up to the end.

A text is compared with the openings in which its first word stands, told by the first four letters,
and with those that begin with any word.
"""

from __future__ import annotations

OPENINGS = {
    "en": r"""
        # Who does not know, has forgotten, or asks: "not sure yet", "why did I add him".
        (?:i |we )?(?:really |honestly )?(?:no idea|no clue|idk|dunno|unsure|undecided)\b
        (?:am |i am |i m )?not (?:quite |really |yet |at all |entirely )*(?:sure|decided|yet)\b
          (?! (?:my|your|which)\b).{0,40}$
        (?:i |we )?(?:do not|don t|dont|cannot|can t|cant|could not|couldn t|didn t)
          [ ](?:really |quite |even )*(?:know|remember|recall|decide|send|contact|write|email)\b
        (?:i |we )?(?:have not|haven t|havent|hasn t|has not|had no time)\b
        (?:i |we )?(?:forgot|forget|have forgotten|ve forgotten)\b(?! (?:to|the|my|your|our)\b)
        (?:who|what) (?:is|was|s) (?:this|he|she|it|that)\b(?: (?:again|guy|person|one|about))*$
        who (?:are|were) (?:they|these)\b
        (?:why|when|where|how|what) (?:did|was|have|had) (?:i|we) (?:add|added|put|meet|met|know|get
          |write|want|think|say|said|send|contact|going|promised?|mean)\b.{0,40}$
        (?:what|why|how) (?:do|should|shall|am|are) (?:i|we) (?:write|writing|say|put|want|ask
          |asking
          |tell|contact|contacting|know)(?: (?:here|to|him|her|them|in|about|this|again|from|of))*$
        (?:why|when|where|how) (?:did|is|was|does|do) (?:he|she|it|this|they)
          (?: (?:come|get (?:here|on|in)|again|end up|added|here|on|in|from)\b.{0,30})?$
        (?=.*\b(?:(?:a|good|better|proper|real|her|his) (?:purpose|reason)|what i (?:was|am|wanted)
          |why (?:i|we|again|this)|this (?:box|cell|column|row)|write anything|before sending$
          |purpose before|purpose$)\b)
          (?:i |we |just |still |first )*(?:ask|need|needs|look up|look for|figure out|work out
          |think of|find|find out|check|remember|recall|research|decide|google|dig out)\b.{0,80}$
        (?=.*\b(?:fill(?:ing)? (?:this|it) in|what to (?:put|write|say)(?: here)?$
          |(?:in|for) this (?:cell|column|row|box|field))\b)
        what do you want(?: (?:from|with) (?:him|her|them|this|this one))?$
        (?:(?:she|he|they) )?(?:did not|didn t|didnt|does not|doesn t|doesnt|never)
          [ ](?:say|said|tell|mention|specify|give)\b.{0,20}$
        (?:she|he|they) (?:is|are|s|re) (?:still )?on the fence\b
        (?:second|next|new|another) (?:thoughts?|look)\b.{0,16}$

        # What is still to be written, thought over or looked up: "will fill in later".
        (?:i ll|we ll|i will|we will|will|going to|gonna|to|must|should|need to|have to|has to|gotta
          |needs to|got to|pls|please|someone to|remind me to|remember to)
          [ ](?:still |first |also |then |just )*
          (?:write|fill|finish|complete|add|do|update|sort|redo|type|enter|put|revisit|rewrite
          |reword|figure|work|decide|think|confirm|check|look|find|research|google|discuss
          |come back to|get back to|follow up on|flesh)
          (?: (?:in|out|up|on|over|about|abt|at))*
          (?: (?:this|it|that|these|those|why|who|later|soon|tomorrow|tonight|next|more|properly|one
          |again|something|him|her|them|(?:the|my|our) (?:rest|column|cell|row|bit|field|purpose
          |reason|sheet|list|text|others?|notes?|boss|team|manager|person|angle|wording|details?)))
          \b(?! (?:your|you)\b).{0,36}$
        (?:need|needs|have|got) to (?:think|decide|check|look|ask)$
        (?:fill|write|finish|complete|do|add|sort|type|update)(?: (?:in|out|up|this|it|that))+
          (?: (?:later|tonight|tomorrow|soon|once|when|after|before|next|on)\b.*)?$
        (?:to |will |i ll )?(?:come|get|circle|coming|getting) back
          [ ](?:to|on) (?:this|it|that|him|her|them|one)\b
        to be (?:confirmed|decided|clarified|determined|defined|filled|completed|specified|advised
          |announced|provided|supplied|sorted|updated)\b
        to be (?:discussed|agreed|checked|written|added)(?: (?:with|by|later|first|soon)\b.{0,30})?$
        .{1,48} (?:write (?:it |this )?up later|fill in later|write later|will fill in|tbc|tbd
          |add later|to be confirmed|to be written|details later|more later|finish later)$
        (?:after|before|until|by|once|when|next|end of) (?:the |my |our )?(?:lunch|holidays?|summer
          |break|weekend|easter|christmas|xmas|new year|vacation|leave|deadline|monday|tuesday
          |wednesday|thursday|friday|week|month|quarter|year|term|semester)\b(?: maybe)?$
        left this (?:one|row|cell|column|blank|empty)\b.{0,24}$
        (?:column|cell|row|field|line) (?:not (?:used|needed|filled|required)|unused
          |empty)\b.{0,16}$
        (?:intentionally|deliberately) (?:blank|empty)$
        (?:check|hold|ask (?:manager|boss|me|office|hr|legal|sales|head office|supervisor))$
        (?:intentionally |deliberately )?(?:leave|left|leaving|keep) (?:it |this |that )?(?:blank
          |empty|open|out|as is|for now)\b
        no (?:purpose|reason|topic|subject|message|text|note|details?|info|information)\b
          (?: \w+){0,3}$

        # Whose turn it is: "ask Tom first", "waiting for legal".
        (?:ask|check with|speak to|talk to|discuss with|confirm with|run (?:it |this )?(?:by|past)
          |wait for|waiting for|waiting on|pending|depends on|up to|clear with|email|ping|call)
          (?: \w+){1,2}(?: s)?(?: first\b| before \w.*| about (?:this|that|it|him|her|them)$
          | to (?:decide|confirm)\b| (?:input|answer|reply|ok|okay|approval)\b)
        (?:pending|waiting|awaiting|tentative|on hold|parked|postponed|deferred|paused)
          (?: (?:on|for|with|until|til|till|after|waiting|from|review|approval|reply|answer|info
          |input|decision
          |confirmation|feedback|next|this|a|the|her|his|their|legal)\b.{0,50})?$
        (?:wait|waiting|hold|hold off) (?:for|until|till|on) (?:\w+ ){1,3}(?:to come back|to reply
          |to answer|to confirm|to decide|gets back|comes back|is back|replies|decides|confirms)$
        (?!(?:who|what|which|how|where) )\w+ knows(?: ask)?(?: (?:him|her|them|me|it|more))*$
        (?!(?:who|what|which|how|where) )\w+ (?:will know|knows why|knows (?:him|her|them)$
          |to (?:fill|decide|confirm|complete|provide|supply)\b|to (?:do|add|advise)$
          |(?:was|is) supposed to|has (?:the )?(?:details|notes|info)|said (?:so|to (?:ask|wait
          |check|leave|skip|fill|hold))|owes|handles
          |(?:is|s|are|re) (?:handling|writing|contacting|dealing with|on it|taking care)
          |is going to (?:tell|ask|write|send|find|let|think)
          |(?:will|said (?:he|she|they) (?:ll|d|will|would)) (?:fill|write|add|decide|tell|send))\b
        (?:you|she|he|they) (?:already )?knows? (?:what|why)\b(?: \w+){0,4}$

        # Where it stands: "see notes", "same as row 12", "as per our call".
        (?:as|same|like|see|cf|copy|copied|taken|reuse|use|from|per|refer to|check|look at
          |look in)
          (?: (?:as|from|in|to|per|at|the|my|his|her|our|their|your|last|old|other|previous|usual
          |standard|default|same|above|below|s|year|month|week|spring|summer|autumn|winter))*
          [ ](?:above|below|row|rows|line|lines|col|column|cell|sheet|spreadsheet|file|list|crm|tab
          |doc|docs|tracker|comment|comments|email|emails|mail|mails|note|notes|text|template
          |wording|message|before|usual|previous|last|earlier|thread|slack|attachment|folder
          |drive|card|linkedin|one|ones|others?|time|export)\b
          (?: (?:\d+|[a-z]|of|from|on|in|to|for|above|below|here|there|please|pls|the|my|a|this
          |that|with|by|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|monday|tuesday|wednesday
          |thursday|friday|saturday|sunday|week|month|year|last|next|other|old|sheet|row|line|col
          |column|file|tab|list|page|today|yesterday))*$
        (?:see|check|refer to|look in|look at|look up|cf|per|as per) (?:the |my |our |his
          |her )?(?:\w+ )?
          (?:emails?|mails?|letter|minutes|remarks|comments?|notes?|notebook|messages?|thread
          |chat|brief
          |attachment|post it)
          (?: (?:from|of|on|dated|sent|by|in|p|page|blue|red|one|\d+|jan\w*|feb\w*|mar\w*|apr\w*|may
          |jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|last|week|month|year|\w+day|him|her|me
          |the))*$
        (?:see|check|refer to|look in|look at|cf) (?:tab|sheet|row|line|col|column|page|p) ?\w*$
        (?:see|check|refer to|look in|look at|ask|cf) (?:the |my |our |his |her )?(?:\w+ )?
          (?:briefing|notebook|diary|note|notes|phone|calendar|file|folder|doc|gdoc|brief|crm|inbox
          |whatsapp|chat|slack|paper|card|book)(?: (?:for|on|from|of) (?:this|it|him|her|them))?$
        (?:it s|its|it is|this is|that is|details|text|wording|notes?|reason) (?:all )?(?:in|on)
          [ ](?:the|my|our) \w+(?: \w+)?$
        (?:as per|per|like on|from) (?:our|the|my|last) (?:\w+ )?
          (?:call|chat|talk|meeting|email|phone call|conversation)$
        (?:copy|copied|copying|paste|pasted) (?:and paste |over )?from\b
        as discussed (?:see|in|with|at|on|by)\b.{0,20}$
        (?:as|was) (?:agreed|mentioned|said|per usual|usual|always|before)\b.{0,20}$
        (?:same|similar)(?: (?:as|to|for|with|here|thing|again|reason|purpose|text|the|others?|all
          |everyone|everybody|before|last|time|year|\w+ s?))*$
        whatever we (?:used|did|said|wrote|sent)\b
        (?:the )?(?:usual|standard|normal|generic|default|same old|regular)(?: (?:one|text|thing
          |stuff|spiel|reason|message|msg|email|letter|blurb|template|pitch|ask|wording|purpose
          |request))*$
        (?:use |with )?(?:template|version|text|variant|letter|wording|script|option)
          [ ](?:\d+|[a-z]|one|two|three)(?: of the text)?$
        (?:use|with|take) (?:the )?(?:\w+ )?(?:template|version|text|variant|wording)$

        # What was done so far, and what is to become of the row: "left voicemail", "duplicate".
        (?:yes|no|ok|okay|maybe|perhaps|possibly|probably|lol|y|n|done|sent|emailed|mailed|called
          |contacted|messaged|replied|answered|draft|drafted|wip|started|half done|ready|not ready
          |in progress|later|soon|eventually|someday|sometime|tomorrow|tonight|today
          |monday|tuesday|wednesday|thursday|friday|saturday|sunday)
          (?: (?:yes|no|ok|maybe|waiting|later|again|already|twice|once|today|yesterday|last|next
          |week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this|morning|by
          |phone|me|her|him|them|on|in|and|but|not|reply|answer|yet|then|wait|i|think|guess|she
          |he))*$
        (?:already |just )?(?:followed up|reached out|spoke|spoken
          |left (?:a )?(?:vm|voicemail|message|msg)
          |(?:linkedin|li) (?:req|request|invite|invitation|msg|message|dm|connect)
          |(?:invite|invitation|request|msg|message|dm|email|mail|letter|text) (?:sent|went out))
          (?: (?:\d+|once|twice|again|already|sent|accepted|pending|waiting|no|reply|answer|yet|to
          |him|her|them|on|in|last|week|month|with|by|phone|linkedin|jan|feb|mar|apr|may|jun|jul
          |aug|sep|oct|nov|dec|monday|tuesday|wednesday|thursday|friday))*$
        (?:no reply|no answer|bounced|left voicemail|voicemail|out of office|ooo|moved on|retired)\b
          .{0,15}$
        (?:wrong|old|dead|bad|invalid|no) (?:number|email|mail|address|phone|contact)\b.{0,16}$
        (?:(?:she|he|they) )?(?:has |have )?(?:moved|left|retired|passed away|changed jobs?)
          (?: (?:on|away|the company|company|jobs?|last year|need new address|to new job))*$
        (?:(?:might|may|could|will|should|to) )?(?:drop|remove|delete|cut)
          [ ](?:this|the) (?:row|line|one|person|contact)\b
        (?:is |maybe |possible |possibly )?(?:dup|dupe|duplicate)(?: (?:of|row|line|\d+|entry|see
          |i think|maybe|above|below|same|person|with|contact))*$
        (?:skip|ignore|disregard|delete|remove|drop)(?: (?:this|it|for now|row|line|her|him|them|one
          |later|maybe|pls|please|next|time|if|until|till))*$
        (?:skip|ignore) (?:this|it|for now|until|if)\b
        (?:do not|don t|not to be) (?:send|sent|use|contact)
          (?: (?:this|it|her|him|them|one|yet|again|until .*|for now|anything|please|row))*$
        (?:do|write|send|call|email|contact) (?:this|that|her|him|them)(?: one)?
          (?: (?:one|first|next|last|later|soon|today|tomorrow|again|asap|please|pls|too|monday
          |friday|week|this|maybe))*$

        # How much it matters, and in which batch: "high prio", "2nd round", "A2".
        (?:very |top |rather |super )?(?:high|low|medium|mid|top|normal|lowest|highest)
          [ ](?:prio|priority|importance)\b(?: \w+){0,4}$
        (?:prio|priority|tier|phase|wave|batch|round|group|list|category|cat|cluster|segment|level)
          [ ]?(?:\d+|[a-d]|one|two|three|high|low|medium)$
        (?=\w{2,7} )(?:1st|2nd|3rd|\dth|first|second|third|fourth|next|last|final|another)
          [ ](?:round|batch|try|wave|pass|attempt|choice|list|group|priority|go|version|draft)
          (?: \w+)?$
        (?:[abc] list|hot|warm|cold|super hot|lukewarm)(?: (?:lead|contact|prospect|maybe|one))*$
        (?:lead|prospect|old list|new list)$
        (?:gold|silver|bronze|key|top|vip|priority|a|b|c|important|tricky|difficult|sensitive)
          (?: (?:contact|list|one|tier|vip|be careful|careful|i guess|maybe|person
          |handle with care))+$
        (?=.{2,8}$)(?:[a-d]|p|t|q|r|prio|rank|tier|seg|grp|ref) ?\d{1,6}(?: ?[a-d])?$
        q[1-4](?: \d{2,4})?$
        (?:v|ver|version) ?\d+(?: \d+)?$

        # Who somebody is, or whence the name came, rather than why to write: "ex colleague".
        (?:old |good |close |a )*(?:friend|mate|neighbour|neighbor|cousin|sister|brother|wife
          |husband|colleague|boss|pal|contact|client) of (?!a\b)\w+(?: s)?(?: \w+)?$
        (?:ex|former|old) (?:colleague|coworker|boss|client|neighbour|classmate|flatmate|roommate)
          (?: (?:of )?\w+){0,2}$
        (?:added|imported|suggested|recommended|referred|passed on|forwarded) (?:by|from|via) \w+
          (?: \w+)?$
        (?:from|via|through) (?:the )?(?:old|last|new|other|import|export|crm)\b.{0,20}$
        \w+ (?:gave|sent|passed) (?:me |us )?(?:this|his|her|the|their)
          [ ](?:name|card|contact|number|address|details)\b
        (?:(?:got|have|found) )?(?:this |his |her |their |the )?(?:name|card|contact|number)
          [ ](?:from|given|via|only|somewhere|at the|off|out of)\b.{0,24}$

        # Left to others, left over from a form, or only there to fill the cell.
        (?:make|think|come up with|dream up|invent) (?:of )?something\b
        (?:something|anything) (?:nice|nicer|clever|good|better|generic|short|polite|else
          |about (?:this|it|that|him|her|them))\b.{0,12}$
        (?:whatever|whichever|you decide|you choose|your call|up to you|as you (?:like|wish|see)
          |any reason|something|surprise me|chatgpt|let (?:the )?ai|the ai|ai (?:can|will|to))\b
          .{0,24}$
        (?:change|edit|replace|fix|rewrite|reword|redo|expand|improve|finish|finalise|finalize)
          [ ](?:me|this|it)(?: (?:text|bit|one|up|later|please|pls|soon|first|before .*))*$
        (?:xx|xxx|xxxx|xxxxx)? ?change me\b
        (?:tk|tk tk|tktk)$
        (?:type|enter|write|put|add) (?:your |an |the )?(?:answer|response)(?: here)?$
        (?:what|why|how) (?:do|are|did) you (?:hope|want|wish|expect|need|know|contacting|writing)\b
          .*\b(?:this|the) (?:contact|person|message|conversation|one)\b.*
        (?:(?:please|click to|click here to|tap to) )?
          (?:enter|insert|type|write|add|put|state|describe|give) (?:your |the |a |my |some )?
          (?:purpose|reason|text|message|why|goal|topic|subject)\b
          (?: (?:here|of|your|the|message|in|one|two|sentence|sentences|words?|line|for|this
          |contact|person|outreach|please|\d+))*$
        (?:purpose|reason|message|text|topic|subject|goal) (?:max|min|up to|in (?:one|two|a few
          |\d)|optional
          |required|mandatory|goes)\b.{0,30}$
        (?:e g|eg|for example|for instance|z b|zb|p ex|por ej|por ejemplo|bijv|np)\b
        (?:choose|select|pick)(?: an?| one| your| the)* (?:option|one|item|value|reason|purpose
          |category|answer)\b.{0,12}$
        (?:enter|insert|type|write|add|put) something\b.{0,12}$
        (?:call me maybe|blah|qwe|yada|foo|bar|foobar|aaa+|test ?\d*|testing.*|sample|example|dummy
          |hello world|lorem.*|placeholder.*)$
        (?:ugh|argh|pff+|sigh|oops|gah|eek|aargh|ahem|erm+|ffs|wtf)$
    """,
    "de": r"""
        (?:noch )?nichts(?: (?:besonderes|konkretes|bisher|vorerst|noch|bestimmtes))*$
        (?:siehe|s|vgl) (?:(?:mein|meine|unser|unsere|die|das|den) )?(?:notizbuch|anmerkung\w*
          |bemerkung\w*|protokoll|anhang|reiter|kommentar\w*|ordner|akte)\b.{0,24}$
        (?:(?:ich )?(?:weiss|hab|habe)(?: ich)? (?:nicht|noch nicht|nicht mehr|keine (?:ahnung
          |idee)|vergessen)|keine (?:ahnung|idee)|kein plan|weiss nicht|noch nicht|noch (?:offen
          |unklar|keine|kein|zu)|mir fallt)\b
        (?:wer|was) (?:ist|war) (?:das|der|die|sie|er)\b(?: (?:nochmal|noch|gleich|mal
          |eigentlich))*$
        (?:warum|wieso|woher) (?:habe? ich|haben wir|steht|ist)\b
        (?:muss|mussen|soll|sollte|will|werde)(?: ich| wir)?(?: noch| erst| mal)* (?:nachdenken
          |uberlegen|nachschauen|nachsehen|nachfragen|klaren|prufen|entscheiden|erganzen
          |recherchieren|googeln)\b
        (?:erst |noch |vorher |bitte )*(?:bei |mit )\w+ (?:fragen|nachfragen|klaren|abklaren
          |abstimmen|absprechen|besprechen)(?: zuerst| vorher| erst)?$
        (?:erst |noch |vorher )+\w+ (?:fragen|nachfragen|klaren|abklaren|besprechen)$
        (?:siehe|vgl|wie) (?:oben|unten|zeile|spalte|notiz|notizen|mail|email|blatt|liste|datei|crm
          |besprochen|letztes|bei|immer|ublich|gehabt)\b.{0,24}$
        (?:gleicher?|gleiches|selber|selbe|derselbe|dasselbe) (?:text|grund|zweck|wie)\b
        (?:kommt|folgt|mache?|erganze|schreibe?|fulle?)(?: ich)? (?:noch|spater|nach|morgen|dann
          |das)\b
        (?:wird|werden) (?:noch |spater )*(?:erganzt|nachgereicht|nachgetragen|ausgefullt|geklart)\b
        (?:nach|vor|bis|ab) (?:dem |der )?(?:urlaub|ferien|wochenende|montag|dienstag|mittwoch
          |donnerstag|freitag|sommer|ostern|weihnachten)(?: \w+)?$
        (?:egal|irgendwas|irgendetwas|was auch immer|wie du willst|hauptsache)\b.{0,24}$
        (?:hohe|niedrige|geringe|mittlere|oberste) (?:prio|prioritat)\b
        (?:nicht|noch nicht) (?:senden|versenden|schicken|kontaktieren|anschreiben)\b
        (?:ja|nein|vielleicht|erledigt|gesendet|verschickt|wartet|warten|vorlaufig|entwurf
          |in arbeit|in bearbeitung|ruckstellung|zuruckgestellt|wiedervorlage)(?: (?:auf|bis|noch
          |am|zum|nachste|woche|\w+))?$
        (?:zweite|dritte|nachste|erste) (?:runde|welle|versuch)$
        (?:chefs?|chefin|team|vorstand|kolleg(?:e|in|en)|mama|papa|leitung) (?:nach)?fragen$
        erst (?:nach|ab|im|wenn|am|in)\b.{0,24}$
        (?:schon |bereits )?(?:angeschrieben|kontaktiert|angerufen|gemailt)\b.{0,24}$
    """,
    "fr": r"""
        (?:rien|pas de (?:motif|raison|but|precisions?))
          (?: (?:pour|encore|du tout|de|precis|special|l|instant|moment|le|particulier|en))*$
        (?:voir|cf|consulter) (?:les |mes |ses |la |le |ma |mon )?(?:remarques?|commentaires?
          |courriels?
          |pieces? jointes?|carnet|fiche|onglet|compte rendu)\b.{0,24}$
        (?:je )?(?:ne |n )?(?:sais|sait|me souviens|me rappelle) (?:plus|pas|toujours pas)\b
        (?:aucune idee|pas (?:encore|d idee|sur|sure|decide)|j ai oublie|oublie)\b
        (?:qui (?:est|c est)|c est qui|pourquoi (?:je|on|est ce|lui|elle|il))\b
        (?:a|je dois|il faut|faut|reste a|on doit)(?: l| le| la| y| en)* (?:voir|definir|remplir
          |completer|preciser|demander|verifier|reflechir|decider|ecrire|rediger|confirmer|discuter
          |trouver|chercher|faire|revoir|valider)(?: (?:avec|a|au|aupres|plus tard|apres|avant|ca
          |cela|d ici|demain|lundi|mardi|mercredi|jeudi|vendredi|la semaine|ce|en)\b.{0,30})?$
        (?:voir|cf|comme|idem|pareil|meme|copier) (?:mail|email|note|notes|ligne|colonne|feuille
          |plus|ci|la ligne|la colonne|le mail|les notes|fichier|tableau|convenu|d habitude|pour
          |que|texte|chose|motif|depuis|dessus|au dessus)\b.{0,24}$
        (?:demander|voir|valider|confirmer|en parler) (?:a|avec) \w+(?: d abord| avant)?$
        (?:je (?:le|la|les|m en)? ?(?:ferai|completerai|remplirai|remplis|occupe|ecrirai|complete)
          |on verra|a suivre|ca viendra|a venir)\b
        (?:apres|avant|d ici) (?:les |le |la )?(?:vacances|week end|weekend|lundi|mardi
          |mercredi|jeudi|vendredi|rentree|ete|noel|paques|dejeuner)(?: \w+)?$
        (?:peu importe|n importe quoi|quelque chose|comme tu veux|au choix)\b.{0,24}$
        (?:priorite|prio) (?:haute|basse|moyenne|\d)$
        (?:oui|non|peut etre|fait|envoye|en attente|en cours|brouillon|ne pas envoyer
          |ne pas contacter)\b.{0,20}$
        (?:relance|contacte|appele|ecrit|envoye)e?(?: (?:le|la|lundi|mardi|mercredi|jeudi|vendredi
          |hier|en|sans reponse|pas de reponse|\d+|semaine|mois|derniere?|janvier|fevrier|mars
          |avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|deja|deux fois))*$
    """,
    "es": r"""
        nada(?: (?:por|ahora|aun|todavia|en|especial|concreto|de|momento))*$
        (?:ni idea|no (?:se|lo se|recuerdo|me acuerdo|tengo|estoy seguro|estoy segura|enviar
          |contactar)|todavia no|aun no|se me olvido|olvide|he olvidado|sin (?:definir|decidir
          |datos|idea))\b
        (?:quien (?:es|era)|por que (?:lo|la|le|esta))\b
        (?:hay que|tengo que|debo|falta|pendiente de|por|para) (?:ver|definir|rellenar|completar
          |pensar|preguntar|revisar|decidir|confirmar|consultar|hablar|buscar|mirar
          |escribir)(?: (?:con|a|lo|esto|eso|por que|manana|luego|despues|antes|mas)\b.{0,30})?$
        (?:lo|la|los) (?:relleno|rellenare|pongo|pondre|escribo|escribire|completo|completare|hago
          |hare|veo|vere|miro|pienso)\b
        (?:preguntar|consultar|hablar|confirmar|verlo|ver) (?:a|con) \w+(?: antes| primero)?$
        (?:ver|vease|como|igual|lo mismo|mismo|copiar)(?: (?:que|de|del|el|la|las|los|en|correo|nota
          |notas|fila|columna|hoja|arriba|abajo|email|archivo|lista|siempre|antes|hablado|texto
          |motivo))* (?:correo|nota|notas|fila|columna|hoja|arriba|abajo|email|archivo|lista
          |siempre|antes|hablado|texto|motivo|anterior)\b.{0,16}$
        (?:despues|antes|tras|hasta) (?:de )?(?:el |la |las |los |del )?(?:vacaciones|fin de semana
          |verano|lunes|martes|miercoles|jueves|viernes|comida|navidad)(?: \w+)?$
        (?:lo que sea|cualquier cosa|algo|da igual|como quieras)\b.{0,20}$
        prioridad (?:alta|baja|media|\d)$
        (?:si|no|quizas|quiza|tal vez|hecho|enviado|en espera|en curso|borrador)(?: \w+)?$
        (?:luego|despues|manana|ya) (?:lo|la) (?:pongo|relleno|escribo|hago|veo|completo|miro)\b
        ya (?:contactad|escrit|enviad|hablad|llamad)[oa]\b.{0,24}$
    """,
    "pt": r"""
        nada(?: (?:por|agora|enquanto|ainda|em|especial|concreto|de|momento))*$
        (?:(?:nao|ainda nao) (?:sei|lembro|me lembro|tenho|decidi|enviar|contatar|contactar)
          |sem ideia|esqueci|esqueci me|nem ideia|nao faco ideia|ainda nao)\b
        (?:quem (?:e|era)|por ?que (?:esta|eu|ele|ela))\b
        (?:tenho que|tenho de|preciso|falta|a|por) (?:ver|definir|preencher|completar|pensar
          |perguntar|confirmar|decidir|procurar|falar|escrever)(?: (?:com|a|ao|isto|isso|amanha
          |depois|mais)\b.{0,30})?$
        (?:ver|falar|confirmar|perguntar|combinar) (?:com|a|ao) (?:o |a )?\w+(?: antes| primeiro)?$
        (?:ver|igual|o mesmo|mesmo|como|copiar)(?: (?:que|de|do|da|o|a|as|os|na|no|email|e mail|nota
          |notas|linha|coluna|folha|acima|abaixo|ficheiro|arquivo|lista|sempre|combinado|texto
          |motivo))* (?:email|mail|nota|notas|linha|coluna|folha|acima|abaixo|ficheiro|arquivo
          |lista|sempre|combinado|texto|motivo|anterior)\b.{0,16}$
        (?:preencho|preencher|escrevo|faco|completo|vejo|vou) (?:depois|amanha|mais|isto|isso|ver
          |pensar)\b
        (?:depois|antes) (?:de |das |do |da )?(?:ferias|fim de semana|verao|almoco|segunda
          |natal)(?: \w+)?$
        (?:tanto faz|qualquer coisa|alguma coisa|algo)\b.{0,20}$
        prioridade (?:alta|baixa|media|\d)$
        (?:sim|nao|talvez|feito|enviado|em espera|rascunho|aguardando)(?: \w+)?$
        (?:depois|amanha|logo) (?:preencho|escrevo|faco|vejo|completo|penso)\b
        ja (?:contactad|contatad|enviad|escrit)[oa]\b.{0,24}$
    """,
    "it": r"""
        niente(?: (?:per|ora|ancora|di|che|particolare|momento|il))*$
        (?:non (?:so|lo so|ricordo|mi ricordo|ho|ancora|inviare|contattare)|nessuna idea|boh
          |ancora da|da (?:decidere|definire|completare|compilare|vedere|chiedere|verificare
          |pensare|confermare|scrivere|rivedere|fare|sentire|capire)|dimenticato|ho dimenticato
          |mi sfugge)\b
        (?:chi (?:e|era)|perche (?:l|lo|la|e|ho))\b
        (?:devo|bisogna|occorre) (?:ancora )?(?:vedere|definire|completare|pensare|chiedere
          |decidere)\b.{0,24}$
        (?:chiedere|sentire|vedere|parlare|confermare) (?:a|con|prima) \w+(?: prima)?$
        (?:vedi|vedere|come|uguale|stesso|stessa|lo stesso|copiare)(?: (?:a|da|di|del|della|il|la|le
          |gli|alla|al|nella|mail|email|nota|note|riga|colonna|foglio|sopra|sotto|file|lista|sempre
          |concordato|testo|motivo))* (?:mail|email|nota|note|riga|colonna|foglio|sopra|sotto|file
          |lista|sempre|concordato|testo|motivo|precedente)\b.{0,16}$
        (?:dopo|prima|entro) (?:le |il |la |di |del |della )?(?:ferie|vacanze|weekend|estate|pranzo
          |lunedi|martedi|mercoledi|giovedi|venerdi|natale)(?: \w+)?$
        (?:qualsiasi cosa|qualcosa|come vuoi|fai tu|va bene tutto)\b.{0,20}$
        priorita (?:alta|bassa|media|\d)$
        (?:si|no|forse|fatto|inviato|in attesa|in sospeso|bozza|in corso)(?: \w+)?$
    """,
    "nl": r"""
        (?:nog )?niets(?: (?:voor|nu|nog|bijzonders|concreets))*$
        (?:(?:ik )?(?:weet|weet ik)(?: het)?(?: nog| even)? niet|geen (?:idee|flauw idee)
          |nog (?:niet|geen|even|te|invullen|bepalen|uitzoeken|vragen|navragen|nadenken)|vergeten
          |weet niet meer|herinner me niet)\b
        (?:wie (?:is|was)|waarom (?:staat|heb|is))\b
        (?:even |nog |eerst )+(?:nakijken|navragen|vragen|uitzoeken|checken|overleggen|nadenken
          |zoeken|bespreken|opzoeken)\b
        (?:moet|moeten|zal|ga)(?: ik| we)? (?:nog |even |dit )*(?:nadenken|invullen|vragen
          |uitzoeken|nakijken|bepalen|checken|aanvullen)\b
        (?:vragen aan|navragen bij|overleggen met|afstemmen met|checken met|vraag
          |bespreken met) \w+(?: eerst)?$
        (?:zie|zoals|idem|zelfde|hetzelfde|kopieren) (?:als|van|uit|mail|email|notitie|notities|rij
          |regel|kolom|blad|boven|onder|lijst|bestand|altijd|besproken|afgesproken|tekst
          |reden)\b.{0,20}$
        (?:volgt|komt|vul ik|doe ik|schrijf ik|later|straks)(?: (?:nog|later|in|morgen|dit|wel|na
          |invullen|aanvullen|bepalen)\b.{0,16})?$
        (?:na|tot) (?:de |het )?(?:vakantie|weekend|zomer|lunch|kerst|pasen|maandag|dinsdag
          |woensdag|donderdag|vrijdag)(?: \w+)?$
        (?:maakt niet uit|wat dan ook|iets|zie maar|wat je wilt)\b.{0,16}$
        (?:hoge|lage) (?:prio|prioriteit)$
        (?:ja|nee|misschien|gedaan|verstuurd|in de wacht|wacht op|concept|bezig)(?: \w+)?$
        (?:zie|kijk (?:in|op)) (?:tabblad|tab|blad|notities|agenda|mail)\b.{0,16}$
        (?:al |reeds )?(?:gemaild|gebeld|benaderd|gecontacteerd)\b.{0,24}$
    """,
    "pl": r"""
        (?:brak|nie (?:wiem|pamietam|mam|wysylac)|jeszcze (?:nie|nic)|do (?:uzupelnienia|ustalenia
          |wpisania|sprawdzenia|zrobienia|przemyslenia)|uzupeln\w*|wpisz\w*|pozniej|potem|jw
          |jak wyzej|to samo|tak samo|zapomnia\w+|nieznan\w+|kiedys|moze)(?: \w+){0,4}$
        zapytac \w+(?: najpierw)?$
    """,
    "sv, da, no": r"""
        (?:ej|inget|ikke|intet|ingen) (?:angivet|ifyllt|angitt|oplyst|oppgitt|specificeret
          |spesifisert
          |sarskilt|bestemt|valgt|valt|fylt)\b.{0,16}$
        (?:vet (?:inte|ikke|ej)|ved ikke|ingen aning|aner ikke|minns (?:inte|ej)|husker ikke
          |glomt\w*|glemt\w*|ej (?:klart|ifyllt|bestamt)|inte (?:klart|bestamt|an)|ikke (?:bestemt
          |klar\w*|enda)|oklart|uklart|ukendt|ukjent|senare|senere|fyll\w*|udfyld\w*|aterkommer
          |kommer (?:senare|senere|inte ihag)|samma som|samme som|som (?:ovan|over|under)
          |se (?:ovan|over|mail|mejl|notat\w*
          |anteckning\w*|rad|raekke|rekke)|maste (?:tanka|komma pa|kolla)|ma (?:tenke|sjekke|finne)
          |skal (?:tjekkes|sporge)|afventer|avventer|vantar|venter|mangler|saknas
          |ingenting)(?: \w+){0,6}$
        (?:fraga|sporg|spor|kolla med|tjek med|sjekk med|stam av med) \w+(?: forst| forst med)?$
        (?:att|ska|skal|skall) (?:fylla i|fyllas i|fylles(?: ut| inn)?|udfyldes|ifyllas)\b.{0,16}$
        se ovenfor\b.{0,16}$
        ikke (?:utfylt|udfyldt|fastsatt|fastlagt)\b.{0,24}$
        ma sjekkes\b.{0,24}$
    """,
    "fi": r"""
        (?:tayta?n?|taydenna|taydennetaan|lisaan?|kirjoitan?|mietin?|palaan
          |katson)(?: (?:myohemmin|tama
          |huomenna|viela|ensin|tahan|tahan kohtaan|pitaa|sitten))*$
        (?:en|emme) (?:viela )?(?:tieda|muista|ole varma|keksi|osaa)\b
        (?:puuttuu|tyhja|ei tiedossa)\b.{0,16}$
        (?:kysy|kysyn|kysytaan|tarkista|varmista) \w+(?: ensin)?$
        (?:myohemmin|ei (?:viela|tiedossa|mitaan)|katso|kts|sama kuin|kuten)\b.{0,24}$
    """,
    "cs": r"""
        (?:doplnit|doplnim|vyplnit|dopsat|zjistit|overit|rozmyslet|dodelat|domyslet)(?: (?:pozdeji
          |potom|zitra|jeste|az|pak|tady|sem|priste))*$
        (?:viz|jako|stejn\w+|dtto|tez)(?: (?:radek|vyse|nize|list|mail|poznamk\w+|minule|vzdy|jako
          |u|\d+|sloupec|tabulka))*$
        (?:nevim|zatim ne\w*|nepamatuju|nepamatuji|zapomnel\w*|pozdeji|potom|jeste ne\w*)\b.{0,24}$
        (?:neni znamo|neznam\w+|chybi|prazdn\w+)(?: \w+)?$
        (?:zeptat se|zeptam se|poptat se) \w+(?: nejdriv| nejprve)?$
    """,
    "tr": r"""
        (?:bilmiyorum|bilinmiyor|eksik|(?:daha )?sonra\b.*|henuz .*|belirsiz|bos|yok
          |yukaridaki\w*(?: \w+)?
          |ayni(?:si)?
          |unuttum|doldurulacak|belirlenecek|yazilacak|eklenecek|bakilacak|dusunulecek
          |neden .*hatirlamiyorum|(?:not
          |mail)a bak)$
        buraya\b.{0,30}$
        \w+ (?:\w{1,3} )?(?:sor|sorulacak|doldurulacak|hatirlamiyorum)$
    """,
    "el": r"""
        (?:θα (?:συμπληρωθ|οριστ|δω|το)|δεν ξέρω|δεν θυμάμαι|αργότερα|κενό|εκκρεμεί|όπως παραπάνω)
    """,
    "ru": r"""
        (?:потом|позже|позднее|не (?:указано|заполнено|знаю|помню|решил\w*|определено|отправлять)
          |пока (?:не|пусто|нет)|еще не
          |нет\b|см |смотри|как выше|как в|то же|так же|уточн\w*|заполн\w*|дополн\w*|дописать
          |забыл\w*|неизвестно|пусто|подумать|выяснить|узнать у|спросить (?:у )?\w+$|завтра)
    """,
}  # fmt: skip
# Where words are not told apart by blanks, and in Arabic: what stands anywhere in a short note.
WITHIN = (
    "後で", "あとで", "やること", "未定です", "未記入", "要確認", "確認中", "に確認", "忘れ",
    "不明", "同上", "検討中", "考え中", "わからない", "分からない", "空欄", "なぜ追加",
    "に聞く", "以后再", "以后补", "以後再", "以後補", "待定", "待补", "待填", "稍后", "没想好",
    "沒想好",
    "还没想", "问一下",
    "問一下", "問老闆", "问老板", "להשלים", "לא יודע", "לא ידוע", "כנ\"ל", "טרם", "אין מטרה",
    "אחר כך", "לשאול",
    "כמו למעלה",
    "不知道", "忘了", "待确认", "不清楚", "随便", "나중에", "모름", "몰라", "미정", "위와 같",
    "모르겠", "물어보", "기억 안", "추후", "확인 필요", "미입력", "동일함", "لاحقا",
    "سيتم تحديد", "لا يوجد",
    "غير محدد", "لا أعرف", "لا اعرف", "كما في", "سأكتب", "اسأل", "غير معروف", "نسيت",
    "لا أتذكر",
)  # fmt: skip
