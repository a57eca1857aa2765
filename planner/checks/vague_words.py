"""Words that name nothing: what is left of a purpose without them is what it says.

Three lists by language. EMPTY words carry grammar, manners and good will. VAGUE words are the
usual names for no purpose at all. HALF words name a kind of thing (a conference, a field as wide
as marketing, a month): two of them together say something, one alone does not. Words stand here
in plain form (lower case, no accents); a star stands for any ending.
"""

from __future__ import annotations

import re
from functools import cache

from planner.checks.general_words import GENERAL, is_form_of_a_verb

EMPTY = {
    "en": """
dynamic authentic authenticity appeal appealing attracted captivated drawn average blessed bored
bright clever competitive custom customised customized bespoke tailored cutting edge disruptive
diverse effective emotional energised energized energy energetic enjoyable famous fascinate
fascinated intrigue intrigued fortunate fulfilled fulfilling fulfilment fulfillment fun funny gem
generosity generous genuine gifted gratitude guru happiness high low holistic honest honesty ideal
immediate urgent urgently known latest leading legend limited luck lucky memorable mindset
motivate motivating motivational normal notch optimism ordinary outcome outcomes paced perfect
pioneer pioneering pleasant positive positivity prestigious prominent proactive qualified quality
rare remember remembered renowned reputable resonate resonated resonates resonating revolutionary
rewarding robust rockstar seamless serendipity smart special star stranger strangers superstar
talented thankful trust trusted trustworthy unforgettable unhappy unique use using worthwhile
worldwide senior junior matter matters topic topics subject subjects stuck desperate desperately
gain gained grab gonna wanting exceptional outstanding remarkable valued esteemed humble kindness
polite curiosity wonderfully someday oneday thru tho cos cuz bc asap bye goodbye cheers farewell
hmm meh yep nope old older young younger former formerly used ago went important significant hot
key top main huge pass passing raise raising raised sent send sending got since ever early late
earlier anytime both seeming wherever lately nowadays basically actually kinda sorta wanna bet
guess hopefully eventually ideally across along away back behind beyond instead rather though
although thus hence therefore however truly genuinely sincerely warmly simply honestly deeply
highly super pretty absolutely totally wondering wonder wondered figure figuring believe bring
bringing enjoy enjoyed enjoying care cares spare bunch couple several various number kinds kind
type types sort sorts bigger larger happen happens happening anyway thx pls plz u r ur a an the
this that these those there here it its i im ive id ill me my mine myself we us our ours ourselves
you your yours yourself he him his she her they them their someone somebody anyone people person
folks guys everyone others other each all any some no not only either such same own one once and
or but so if as than then because while whether of to in on at by for from with without within
into onto over under about around between among through during before after until up down out off
again further also too very really quite just maybe perhaps still yet already soon now today
tomorrow later never always often sometimes more most much many few little less least lot lots bit
be am is are was were been being do does did done doing have has had having can could may might
must shall should will would wont cant dont lets let like liked love loved want wanted wants wish
hope hoping hoped need needed needs get getting gets give giving go going goes gone come came
coming make making made take taking took put see seeing seen saw look looking looked looks find
finding found feel feeling felt think thinking thought know knowing knew say saying said tell
telling told try trying tried keep keeping kept start starting started help helping helps helped
please thank thanks kindly regards dear hi hello hey good great nice lovely wonderful amazing
awesome excellent fantastic brilliant incredible best better well new next first last able willing
happy glad pleased pleasure delighted excited thrilled honoured honored grateful keen eager open
free available easy simple quick quickly brief briefly short small big large long right real sure
certain possible possibly what which who whom whose when where why how way ways thing things stuff
something anything everything nothing time times moment minute minutes min mins hour hours day
days week weeks month year years pm sometime convenience re regarding concerning via per etc eg ie
vs ok okay yes place places space area areas world life ask asking asked request requesting answer
t s m d ll ve
""",
    "de": """
mir einmal hin her irgendwelche irgendwo sowieso prima super toll tolle tollen tolles schone
schonen schoner schones interessante interessanten interessanter interessantes interessiert
interessieren bekommen erhalten wichtig dringend eventuell moglicherweise voran weiterkommen horen
hort gehort mogliche moglichen moglicher mogliches potenzielle potenziellen potentielle
potentiellen lust sagen sag sage sieht sehe sehen gesehen zweimal voneinander vorerst vielen
fragen frage sowie naturlich neugierig gespannt unbedingt aktuell aktuelle aktuellen derzeit
begrussen begrusse wunschen wunscht erhoffe hoffe hoffen verfugung steht stehen stehe seite seiten
weg ziel ziele dahinter fachlich fachliche fachlicher fachlichen locker lockere lockerer lockeren
lockeres unverbindlich* angenehm* personlich* beruflich* jeder jede jedes jeden alle allen aller
andere anderen anderer dann denn doch eben eher eigentlich einige einigen etwa fast fest ganz
genau genauer gleich haufig heute immer irgend irgendwie irgendwann jetzt lang lange langem
langerem lieb lieben meist morgen nachste nachsten nachster naher nahere offen offene offenen oft
schnell sicher spater uberhaupt ungefahr vorher weiter weitere weiteren weiterhin weshalb wirklich
wohl kommen komme kommt gehen geht geben gibt nehmen lassen lass bleibe bleibt habt aufnehmen
aufzunehmen aufgenommen ansprechend angesprochen aufgefallen gefallt gefallen gestossen kollegial*
ich mich mein meine meinen meinem meiner wir uns unser unsere du dich dir dein deine deinen deinem
deiner sie ihnen ihr ihre ihren ihrem ihrer er es man der die das den dem des ein eine einen einem
einer eines kein keine und oder aber auch als wie wenn ob weil da dass so zu zum zur in im ins an
am auf aus bei beim mit nach von vom vor fur uber uberdies um unter zwischen durch gegen ohne bis
seit ist sind war waren bin bist sein haben habe hat hatte hatten wird werden wurde wurden wurd
konnen kann konnte konnten mochte mochten mag wollen will wollte soll sollte gern gerne einfach
mal nur noch schon sehr mehr viel vielleicht bitte danke dank hallo guten tag liebe lieber
herzlich freundlich gruss grusse was wer wo wann warum wieso hier dort etwas alles nichts jemand
zeit kurz kurze kurzes kurzen kurzer neue neuen neuer neues gut gute gutes zusammen miteinander
gemeinsam gemeinsame gemeinsamen gegenseitig gegenseitige einander wieder melden suche suchen
finden machen mache freue freuen wunsche interesse interessant thema themen bezuglich wegen dabei
davon dazu daruber sich moglich allgemein allgemeine allgemeiner allgemeinen ihrerseits
meinerseits minuten stunde woche
""",
    "fr": """
urgent important interessants interessantes formidable super genial chouette tellement volontiers
restons soyons gardons faisons parlons discutons voyons echangeons prenons allons sera seront
aurez auriez rejoindre ajouter nouvel nouvelle ecoute juste trouver trouve partie faisant dire dit
actuel actuelle actuellement pense penser passer passe revoir envie heureux heureuse simple
simples commencer continuer divers diverses etc prochain prochaine prochainement voir venir vient
aller va vais savoir sais mettre mis tenir donner donne rapport quelqu chose choses personne
personnes gens celui celle cela ca ci la lequel laquelle jamais toujours souvent parfois bientot
demain aujourd hui hier apres avant pendant depuis jusqu lors autour vraiment peut pouvez pourrait
pourrions pourriez serait aime aimer adorerais curieux curieuse interessante bref breve je j me m
moi mon ma mes nous notre nos tu te t toi ton ta tes vous votre vos il elle ils elles on le les l
un une des du de d au aux a en dans sur sous avec sans pour par entre vers chez et ou mais donc
que qu qui quoi dont si ne n pas plus moins tres bien bon bonne bonjour merci salut est sont suis
etes etre ete avoir ai as avez avons ont serais aimerais aimerait voudrais souhaite souhaiterais
veux peux pouvoir faire fait ce cet cette ces c s se sa son ses leur leurs y quelques quelque peu
beaucoup tout tous toute toutes autre autres meme aussi encore deja ensemble eventuel eventuelle
eventuelles eventuellement possible possibles sujet propos concernant afin ainsi comme comment
quand pourquoi temps moment minutes heure semaine nouveau nouvelles nouveaux prendre mieux plaisir
content contente ravi ravie interesse interessee interet interessant cordialement simplement
rapide rapidement petit petite grand grande
""",
    "es": """
urgente importante genial estupendo estupenda fantastico fantastica quedemos hablemos veamos
tomemos conectemos sigamos charlemos algunas cualquier siendo interesaria podamos tengamos formar
parte interesa interesan algun construir quisieramos seguro segura gran grandes activa activo dos
uno dice decir digo nuestros creo pienso sigo seguimos proximo proxima pronto feliz vida tomar
tomarnos tomamos dar darme dame ir voy vamos venir saber se pedir pedirle pedirte dejar poner
gente persona personas alguien alguno algunos alguna cosa cosas cada vez siempre nunca manana hoy
ayer antes despues durante mediante seria estaria encantaria encantado encantada ahi aqui alla asi
solo tan tanto grande pequeno ver busco buscando unico hacia luego yo me mi mis nosotros nos
nuestro nuestra nuestras tu te ti tus usted ustedes su sus el la lo los las un una unos unas de
del al a en con sin por para entre sobre desde hasta y e o u pero si no que quien cual como cuando
donde porque muy mas menos bien buen buena buenos bueno hola gracias saludo saludos es son soy
eres ser estar estoy esta estamos fue ha he hemos haber tener tengo tiene quiero quisiera querria
gustaria gusta puedo poder podria podriamos hacer hago vernos esto esa ese este algo todo todos
toda todas otro otra otros otras tambien ya aun juntos juntas posible posibles posiblemente tema
temas tiempo momento minutos rato hora semana nuevo nueva nuevos nuevas mejor mejorar mismo mutuo
mutua interes interesado interesada interesante interesantes favor poco rapido rapida breve
simplemente le les
""",
    "pt": """
urgente importante otimo otima consigo gostava gostariamos fixe vamos falemos fiquemos tomemos
conversemos sermos termos qualquer podiamos podia parte adorei adorar interessa grande grandes
ativa ativo dois dizer digo acho penso proximo proxima feliz vida sobre conosco comigo contigo
quero desejo desejaria sendo estar ficar fico tomar tomarmos dar damos ir vou vir saber pedir
deixar por gente pessoa pessoas alguem algum alguns alguma algumas coisa coisas cada vez sempre
nunca breve amanha hoje ontem antes depois durante seja seria adoraria adorava encantado aqui ali
la assim so tao tanto maior pequeno busco procuro procurando ate tudo lhe te vos eu me mim meu
minha meus minhas nos nosso nossa nossos nossas tu voce voces vc seu sua seus suas se o a os as um
uma uns umas de do da dos das no na nas ao aos em com sem pelo pela para pra entre desde e ou mas
nao que quem qual como quando onde porque muito muita mais menos bem bom boa ola oi obrigado
obrigada abraco sao sou ser estou esta estamos foi ha ter tenho tem queria gostaria gosto posso
poder poderia poderiamos fazer ver isso esse essa este algo todos toda todas outro outra outros
outras tambem ja ainda juntos juntas possivel possiveis assunto tema temas tempo momento minutos
hora semana novo nova novos novas melhor mesmo mutuo mutua interesse interessado interessada
interessante interessantes favor pouco rapido rapida
""",
    "it": """
urgente importante ottimo ottima fantastico fantastica restiamo sentiamoci vediamoci parliamo
teniamoci incontriamoci conosciamoci qualsiasi qualunque potessimo far parte interessa cerca
grande grandi attiva attivo dire penso credo prossimo prossima vita futuramente magari bello bella
vorremmo desidero desidererei meglio curioso curiosa fare facciamo due quattro qualche prendere
prendiamo prendersi dare andare vado andiamo venire sapere chiedere lasciare gente persona persone
qualcuno alcuni alcune cosa cose ogni volta sempre mai presto domani oggi ieri prima dopo durante
sarebbe sarei piacere felice lieto lieta qui li cosi solo tanto piccolo vederci vedersi sentirci
sentirsi cerco cercando riguardo circa io mi me mio mia miei mie noi ci nostro nostra tu ti te tuo
tua tuoi tue lei voi vi vostro vostra suo sua suoi sue si il lo la i gli le l un uno una di del
dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel nella nei nelle con
senza per tra fra su sul sulla sui e ed o ma non che chi quale come quando dove perche molto molta
piu meno bene buono buona buongiorno ciao salve grazie saluti sono sei siamo essere stare avere ho
hai ha abbiamo avuto vorrei voglio piacerebbe piace posso potere potrei potremmo vedere questo
questa qualcosa tutto tutti tutta tutte altro altra altri altre anche gia ancora insieme possibile
possibili eventuale eventuali tema temi tempo momento minuti ora settimana nuovo nuova nuovi nuove
stesso reciproco reciproca interesse interessato interessata interessante interessanti favore poco
veloce breve semplicemente
""",
    "nl": """
dringend belangrijk mooie prachtig geweldig leuker laten we eens gezellig weer hoop hopelijk
wellicht zullen zal zijn leggen wisselen gedachten vrijblijvend vrijblijvende komende huidige
huidig vraag stel stellen ooit verder eerste volgende blij enthousiast leven wereld fijn aangenaam
gaan ga gaat komen kom komt krijgen geven geeft nemen neem laat staan staat weten weet vinden vind
mensen iemand ding dingen elke altijd nooit binnenkort morgen vandaag gisteren voordat nadat
tijdens zou zouden heel echt zeer hier daar zo alleen groot klein samen benieuwd zoekend graag
jullie mijzelf mezelf m'n n z'n bent tot ik mij me mijn wij ons onze jij je jou jouw u uw hij zij
ze hun het de een en of maar want dus als dan dat die deze dit wie wat waar wanneer waarom hoe
niet geen wel ook nog al erg meer veel minder goed goede leuk leuke mooi hallo beste groet groeten
bedankt dank is ben was waren hebben heb heeft had worden word wordt kunnen kan kon willen wil
wilde mogen mag moeten moet doen doe zien te om op in uit aan bij met zonder van voor naar over
onder tussen door tegen sinds elkaar wederzijds wederzijdse eventueel eventuele mogelijk mogelijke
onderwerp tijd moment minuten uur week nieuw nieuwe beter zelfde interesse geinteresseerd
interessant interessante even kort korte snel iets alles niets misschien maken zoek
""",
}

VAGUE = {
    "en": """
drift apart
honour honor virtual agenda specific nothing
ties left inspirational reignite rekindle wavelength circles alive another soundboard allies wave
respects favours coffees cuppa soonish generic curious mgmt relationship relationships warmly
support ways hes shes theyre up introduce abt ppl smth whats conf ages w b4 gd frnds msg reconnect
re dm ping radar bridge bridges minded obligation platform platforms became pay paid perks salary
wages benefits laid layoff unemployed jobless jobseeker workforce vacant apply immediate start
starting starter earn earning promo giveaway discount free deal bargain subscription signup trial
followers subscriber subscribers audience brainstormed brainstorms collaborator collaborators
contributor contributors networker networkers networked connectors acquainting familiarise
introduces introduced introductory acquaint meetups meetup hangouts drinks fyi btw lol omg yo
accepted accomplished advised afternoon agree agreed aid appear appeared appears availability backer
breakfast brunch bumped busy buzz calendar casual cents chanced chinwag collegial commented comments
confidential consider considering corner corporate crossed date dates diary dinner discovered
discussed earliest eat emailed emailing entry espresso evening facetime feed fill filling fresh gang
gatekeeper gentleman gossip happened heard hiya howdy hype impressions invited kindred knowhow
ladder ladies latte learnt likes lives longterm lookout madam medium memo mention mentioned morning
natter near neighbourhood night nudge occasional official ongoing openness outgoing penny phoned
pint promise promised pros publicity ran rating recommended regular ring ringing rising salutations
savvy scroll scrolling seasoned seemed semi shaker sir skype slot slots snack sociable somewhat
soonest soul sound sounded sounds spirit spoke spoken spotted squad superconnector tad term text
texting timing tiny tonight traffic treat two unofficial vicinity vouch wait waiting weekend wise
words angel cash clicks clientele profit quota turnover upsell churn validation recognition
reputation sympathy courtesy formality greeting liaison liaise dialogue chitchat smalltalk banter
mingle mingling socialising socializing schmooze schmoozing curiosity environment match matches
matched matching pair paired pairing cause causes mission answers response responses attend attended
attending attendance chances belonging contribute contributing contribution contributions needy
website web online facebook instagram twitter whatsapp telegram youtube tiktok icebreaker
testimonial endorse endorsement endorsements credibility authority stakeholder stakeholders niche
transform transformation transformative empower empowering empowerment enable enabling switching
wellbeing fulfil priority target targets result results plans planning plan performance productivity
efficiency wishes greet seasons gap gaps problem problems requirement requirements moving pivot
pivoting resonance thoughtful candidates netwroking networkign netowrking oppurtunity oppurtunities
opportunties oportunity oportunities opertunity colaborate colaboration collabrate conect conecting
reconect profesional proffesional carreer carrer experiance recomendation aquaintance buisness
bussiness partnersip intresting introducion informtion bump reminder remind reminding cards card vip
decision maker makers consultation alum alums colleague student learner beginner fresher
acquaintances referral referrals newcomer peers cohort camaraderie chemistry rolodex handshake
ecosystem tribe bonding bond engage connector introvert extrovert aspiring aspire ambitious
motivated driven dedicated enthusiastic enthusiasm eagerness hardworking candidate position
positions placement placements headhunter talent acquisition pipeline outreach followup touchpoint
cooperate commonality commonalities sync syncing align synced collab collabs biz opp opps convo
convos exposure upskill upskilling broadening widening rapport fit fits fitting warm cold respect
respected respecting inquiry inquiries enquiry enquiries personal hand swap story stories workplace
mentored resource resources heights difference revenue increase increasing boost boosting save
saving money practices practice usual idk takes reason reasons motive intention intentions objective
objectives aim aims foot seem seems suggested suggestion generation generate generating person
persons appreciate appreciated appreciation explain link links linking linked pursue pursuing
opening opened arrange schedule scheduling set setting wide wider broader broad horizon horizons
scene landscape line lines stage discover discovering understand understanding insightful
conversations overlap overlaps overlapping related relate relates relevance specialist specialists
expert experts peer colleagues coworker coworkers leaders influencer influencers influential thought
trend trends progress progression advance advancement advancing improve improving success succeed
succeeding thrive thriving scale scaling unlock unlocking drive driving impact impactful value
solutions reply respond message messages messaging email mail inbox write writing wrote written
contacted suggestions pointers pointer lessons lesson takeaways sounding board buddy pal pals mate
mates fellow enthusiast enthusiasts network networks networking connect connects connected
connecting connection connections reconnecting chat chats chatting coffee virtual tea lunch drink
catch catching catchup touch base pick picking brain brains reach reaching reached introducing
introduction introductions intro intros meet meeting meetings met call calls zoom phone video talk
talking talked speak speaking conversation discussion discussions discuss discussing opportunity
opportunities possibility possibilities option options potential synergy synergies synergize
collaborate collaborating collaboration collaborations collaborative cooperation partner partners
partnering partnership partnerships together team teams explore exploring exploration learn learning
learned insight insights advice advise guidance guide tip tips wisdom perspective perspectives view
views opinion opinions thoughts ideas idea input feedback knowledge expertise experience experiences
experienced background backgrounds journey journeys path paths trajectory career careers
professional professionals professionally business businesses job jobs work works worked working
role roles employment employed hire hired hiring recruit recruiting vacancy vacancies openings
company companies organization organizations organisation organisations firm firms employer industry
industries sector sectors field fields domain market markets space community communities circle
contacts contact contacting relation relations friend friends friendly friendship build building
built grow growing growth expand expanding extend extending broaden develop developing development
foster strengthen nurture leverage leveraging maximize maximise add adding values mutual mutually
beneficial benefit benefitting win common shared share sharing exchange exchanging interest
interests interested interesting passion passions passionate inspiration inspired inspiring inspire
impressive impressed admire admired admiring fan follower following follow follows followed like
likeminded stay staying profile profiles linkedin page post posts content came across noticed
stumbled saw reading successful achievements accomplishments goal goals dream dreams ambition
ambitions aspirations future general generally various random whatever else misc miscellaneous
purpose purposes supporting mentor mentors mentoring mentorship sponsor mentee coaching coach
relevant useful helpful valuable meaningful fruitful productive exciting fascinating current
currently recent recently upcoming forward side sides similar different shop services service
solution product products offering offerings offer offers sell selling sale pitch pitching deals
lead leads prospect prospects prospecting customer customers client clients demo presentation
proposal proposals project projects strategy strategic level levels next step steps change changes
transition challenge challenges skills skill talents resume cv application applying seek seeking
search searching seeker hunt hunting looking refer recommend recommendation recommendations favour
favor assist assistance join joining joined group groups invite invitation accept possible
exploratory informational informal information info hear hearing details detail update updates news
question questions query check checking checkin checked in say hello greetings congratulate see
become becoming acquaintance acquainted familiar aligned alignment engaging engagement interact
interaction interactions communicate communication communications socialize socialise social brand
branding visibility presence awareness window door doors anyone anywhere whenever sometime soon mind
minds people brainstorm brainstorming jam vibe vibes hang hangout
""",
    "de": """
ungezwungen ungezwungenes nen ne nem kaffee treffen quatschen plaudern hallo sagen vergrossern
vergroessern gegenseitig nutzlich verbinde austauschen ratsuchend umhoren reinschnuppern
beschnuppern abklopfen anbahnen ankommen weitersagen weiterempfehlen werdegang lebensweg laufbahn
stellenmarkt jobmarkt arbeitssuche arbeitsuchend jobsuchend interessant abend alltag anregung
anregungen ansprechpartner ansprechpartnerin anstoss antwort antworten aufstieg bald begegnet
begegnung begegnungen begeistert begeisterung bekannte bekannten bekannter bewerber bierchen
demnachst einstieg empfehlen empfehlung empfehlungen empfohlen engagiert entscheider entscheiderin
fand faszinierend faszinierende feierabend freund freunde freundin frische fruhstuck gefunden
gelegentlich gelesen gemeldet geschrieben getroffen gewinn grossartig helfen hervorragend hilfreich
hilft interessent interessenten kandidat kandidaten kandidatin klasse kreis kumpel kunftig
kurzfristig langfristig leidenschaft leidenschaftlich mentorin mitglieder motiviert nachricht
nachstens nett nette netten netzwerker neubeginn neukunde neukunden neustart partnerin personalsuche
quereinstieg rekrutierung ruckmelden ruckmeldung schritt schritte starke stellenangebot
stellenangebote stellenwechsel sympathie szene talente trafen treffe umfeld umstieg veranderung
veranderungen verkaufen vertraulich vertrauliche videocall videochat wandel welt wochenende zeitnah
zuruckmelden lebenslauf akquise zufallig mitglied aufmerksam kundengewinnung sympathisch ansprache
anschreiben mitarbeit mitarbeiten tatigkeit tatigkeiten bereich bereiche fachbereich thematik
netzwerkpflege netzwerkaufbau interessen gleiche gleichen ahnliche ahnlichen kompetenz kompetenzen
fahigkeiten starken arbeitswelt arbeitsleben berufsleben berufswelt trinken essen herausforderung*
suche sucht gesucht perspektive* netz verein* treff zielgruppe* wachstum wachsen fortschritt
bewerbung bewerben lernt kollege kollegen kollegin menschen leute leuten person personen fachleute
fachleuten experte experten expertin gleichgesinnte arbeitsplatz arbeitgeber jobwechsel wechsel
neuorientierung neuigkeiten tun kaffeepause kaffeeplausch plausch vorteile vorteil win kunde kunden
kundschaft vertriebspartner losung* leistung* dienst dienste wiedersehen auffrischen
gesprachspartner fachaustausch gedanken unternehmung visitenkarte mittag mittagspause bier
feierabendbier abendessen schwatz quatsch hallosagen gruezi grussen job* tipps karrieretipps
ratschlage ratschlag meinungsaustausch impulse impuls inspirationen netzwerk netzwerke netzwerken
networken vernetz* kontakt kontakte kontaktaufnahme kontaktpflege kontaktieren kennenlernen
kennenzulernen kennen lernen austausch* auszutauschen ausgetauscht erfahrungsaustausch
gedankenaustausch gesprach* sprechen reden unterhalten unterhaltung kaffeetrinken mittagessen
telefonieren telefonat anruf termin zusammenarbeit* zusammenarbeiten zusammenzuarbeiten kooperation*
kooperieren kollaboration partnerschaft* moglichkeit* chance chancen gelegenheit* synergie* job jobs
jobsuche stelle stellen stellensuche karriere* jobmoglichkeit* berufsmoglichkeit* beruf* arbeit
arbeiten position positionen branche branchen fachgebiet unternehmen firma firmen beratung rat
ratschlag* tipp hilfe unterstutz* meinung feedback einblick* erfahrung* wissen expertise hintergrund
profil ausloten sondieren besprechen diskutieren verbinden verbindung* anknupfen knupfen beziehung*
aufbauen ausbauen erweitern vertiefen pflegen verbleiben bleiben kontaktnetz weiterbildung mentoring
mentor geschaft* geschaftlich* dienstleistung* produkt produkte angebot angebote projekt projekte
potenzial* potential* zukunft zukunftig* idee ideen vorstellen vorstellung anfrage information*
infos frage fragen mehr erfahren inspiration inspirier* spannend* beeindruck* weiterentwickl*
entwickl* profitieren nutzen mehrwert gleichgesinnt* vorbeischauen hinzufugen
""",
    "fr": """
rien belle prolonger entretenir saluer rapprocher rapprochement entraide bosser ensemble peut faire
truc boire cafe jours ces evoluer reconvertir embauche stages candidater postuler reorienter
discussion rencontrons mieux trajectoire trajet carnet adresses accompagner admirable admiration
aidez ami amie amis ancien anciennes anciens aperitif apero besoin bravo buts camarade camarades
candidat candidats changement changer chemin confidentiel confidentielle conseille conseillee copain
copine coup debouche debouches debut decideur decideurs depart developpement dynamique elargissement
embaucher engagee estime etape etapes felicitation fil fraiche genereux generosite incroyable
influence integrer joindre matin midi monde motivee notoriete objectif objectifs partenaires
passionne passionnee piste pistes profils promouvoir rebondir recommandation recommandations
recommande recommander reorientation repondre reponse retours reve reves soir soiree soutenir
visibilite visioconference marche coucou active actif competences competence communaute membre
membres atouts reussite reussites cv lettre recherche recherches chercher cherche metier metiers
reprendre renouer nouer tisser echanger the dej cercle horizons horizon defi defis conversation
bavardage papoter causer recrutement recruter recruteur employeur collegue collegues confrere
confreres professionnellement perspective perspectives evolution croissance grandir progresser
mentorer accompagnement vision visions bienveillance motivation inspirations contactes mise
synergique gagnant gagnants benefique fructueux fructueuse suite suivi prospect prospects vendre
conseiller point points vue reseau reseaux reseautage reseauter networking connecter connexion
connexions connaissance connaitre contact contacts contacter rencontre rencontrer rencontres echange
echanges discuter discussions parler conversations bavarder dejeuner verre appel telephone visio
rendez opportunite opportunites possibilite possibilites collaboration collaborations collaborer
cooperation cooperer partenariat partenariats partenaire synergie synergies emploi emplois poste
postes travail travailler job carriere carrieres professionnel professionnelle professionnelles
professionnels profession parcours experience experiences secteur secteurs domaine domaines
entreprise entreprises societe conseil conseils avis aide aider soutien idees idee retour expertise
connaissances savoir apprendre decouvrir explorer developper elargir agrandir etendre renforcer
creer lien liens relation relations rester garder touche projet projets affaires affaire business
service services produit produits offre offres solution solutions avenir futur mentor mentorat
information informations question questions inspirer inspirant inspirante inspiration impressionne
profil partager partage commun commune communs communes benefice mutuel mutuelle reciproque
potentiel potentielle potentielles presenter presentation prise demande candidature actualites
nouvelles prospection client clients inspire
""",
    "es": """
quizas saludarle poder le nomas ver nos podemos hablar charlar platicar colaborar manera alguna
recorrido andadura camino colaborador colaboradores postular postularme candidatarme emplear
empleador desempleo desempleado abrazo admiracion admiro ambicion amiga amigo amigos ampliacion
apasionada apasionado apoyame apoyar ayudame cambiar candidata candidato candidatos cercania cercano
clientela comienzo companeras confidencial conocido conocidos correo dinamica dinamico enhorabuena
enriquecedor enriquecedora enriquecer escribirte establecer estrechar excompanero felicitar finde
generosidad influencia inicio integrar lazo meta metas mundo necesidad necesito noche objetivo
objetivos pasion personales promocion promocionar ratito recomendacion recomendaciones recomendar
recomenzar reforzar respeto responder respuesta sueno suenos talento talentos tarde unirme unirnos
videollamada viejo viejos visibilidad perfiles comunidad miembro habilidades logros exito curriculum
mercado palabras palabra rumbo ambito ambitos entorno motivado motivada laboral laborales buscar
busqueda desafio desafios reto retos cafecito almorzar comer cena cenar copa cerveza contratar
contratacion reclutar reclutamiento reclutador colega colegas companero companeros crecimiento
progresar superacion desarrollo perspectiva perspectivas vinculo vinculos lazos circulo horizontes
reunirme juntarnos juntarme quedar retomar reconectar ponerse ponerte escribir mensaje saludarte
presentar sumar aportar aporte mentorizar aconsejar guia vender venta prospecto prospectos punto
vista inspirar inspira inspiras motivacion ganar red redes networking conectar conectarnos
conectarme conexion conexiones contacto contactos contactar contactarte conocer conocernos conocerte
conocerle charla charlas conversar conversacion conversaciones cafe almuerzo comida llamada reunion
reunirnos encuentro oportunidad oportunidades posibilidad posibilidades colaboracion colaboraciones
cooperar cooperacion alianza alianzas asociacion sinergia sinergias trabajo trabajos trabajar empleo
empleos puesto puestos vacante vacantes carrera carreras profesional profesionales profesionalmente
negocio negocios empresa empresas sector sectores industria campo area consejo consejos orientacion
ayuda ayudar apoyo idea ideas opinion experiencia experiencias conocimiento conocimientos aprender
explorar descubrir compartir intercambiar intercambio ampliar expandir crecer hacer crear
desarrollar fortalecer relacion relaciones mantener mantenernos seguir seguimiento ponernos ponerme
dia perfil trayectoria proyecto proyectos servicio servicios producto productos solucion soluciones
oferta ofertas futuro futura futuras futuros mentor mentoria informacion pregunta preguntas
inspiracion inspirador inspiradora potencial potenciales comun comunes beneficio beneficioso
presentarme presentacion agregar anadir valor cliente clientes consulta consultas saludar platica
intereses
""",
    "pt": """
saudacao talvez aproximar marcar cafe percurso trajeto colaborador colaboradores candidatar
desempregado desemprego empregador admiracao admiro alargar ambicao amiga amigo amigos apaixonado
apoiar bocado candidato candidatos clientela comeco confidencial conhecido conhecidos dinamico
enriquecedor enriquecer estabelecer estreitar felicitar fim generosidade influencia inicio integrar
ligacoes meta metas mudanca mudar mundo necessito noite objetivo objetivos paixao pessoais pessoal
preciso promover recomecar recomendacao recomendacoes recomendar reforcar respeito responder
resposta sonho sonhos talento talentos tarde velho videochamada visibilidade recolocacao
trabalharmos perfis comunidade membro habilidades conquistas sucesso curriculo caminho ambito
ambiente palavras palavra futuramente atuacao ramo bate procurar procura buscar busca desafio
desafios cafezinho almocar jantar cerveja contratar contratacao recrutar recrutamento recrutador
colega colegas crescimento progredir desenvolvimento perspectiva perspectivas vinculo vinculos lacos
circulo horizontes reunir juntar retomar reconectar conectarmos conectarme escrever mensagem
cumprimentos somar acrescentar aporte aconselhar guia vender venda ponto vista inspirar inspira
motivacao ganhar rapida mercado networkings conversarmos falarmos trocarmos rede redes networking
conectar conexao conexoes contato contatos contacto contactos contatar conhecer conhecermos conhece
lo la conversa conversas conversar bater papo almoco ligacao chamada reuniao encontro falar
oportunidade oportunidades possibilidade possibilidades colaborar colaboracao colaboracoes cooperar
cooperacao parceria parcerias parceiro sinergia sinergias trabalho trabalhos trabalhar emprego
empregos vaga vagas carreira carreiras profissional profissionais profissionalmente negocio negocios
empresa empresas setor sector setores industria area areas conselho conselhos dica dicas orientacao
ajuda ajudar apoio ideia ideias opiniao experiencia experiencias conhecimento conhecimentos aprender
explorar descobrir compartilhar partilhar trocar troca trocas ampliar expandir crescer criar
desenvolver fortalecer relacao relacoes relacionamento relacionamentos manter mantermos seguir
acompanhar perfil trajetoria projeto projetos servico servicos produto produtos solucao solucoes
oferta ofertas futuro futura futuras mentor mentoria informacao informacoes pergunta perguntas
inspiracao potencial potenciais comum beneficio apresentar apresentacao agregar valor cliente
clientes cumprimentar
""",
    "it": """
vivo stabilire forse vicini due chiacchiere amicizia modo capire qualche collaborare conoscerla
valutare collaborazioni possibili percorsi tragitto collaboratore collaboratori candidarmi
candidarsi disoccupato disoccupazione assumete assumere abbraccio allacciare ambizione amica amici
amico ammirazione ammiro appassionato arricchente arricchire attimo bisogno cambiamento cambiare
candidati candidato clientela complimenti conoscente dinamico generosita influenza inizio integrare
meta motivato obiettivi obiettivo passione personale personali promuovere raccomandare
raccomandazione raccomandazioni ricominciare riservata riservato rispetto rispondere risposta sogni
sogno sostenere stretto stringere talenti talento unirmi vecchio videochiamata visibilita collegarsi
collegarci collegamento collegamenti connettersi conoscenze presentarci parole parola profili
comunita membro capacita successo successi mercato cammino ambiti ambiente conversazioni crescere
vista mondo storia cercare ricerca sfida sfide caffettino pranzare cena cenare aperitivo birra
assunzione assunzioni reclutare reclutamento recruiter datore collega colleghi crescita progredire
sviluppo prospettiva prospettive legame legami cerchia orizzonti riprendere riallacciare entrare
scrivere messaggio saluto aggiungere apportare consigliare guida vendere vendita punto ispirare
ispira motivazione vantaggio vantaggi reciproci chiacchierare aggiornarci occupazione candidatura
curriculum mettersi mettermi incontrarsi confronto confrontarci confrontarsi lavorativo rete
networking connettere connetterci connessione connessioni contatto contatti contattare conoscere
conoscerci conoscersi conoscerti conoscenza chiacchierata parlare conversazione conversare caffe
pranzo telefonata chiamata incontro incontrare incontrarci riunione opportunita possibilita
collaborazione cooperare cooperazione partnership sinergia sinergie lavoro lavori lavorare
lavorative lavorativa impiego posto posizione posizioni carriera carriere professionale
professionali professionalmente professionisti affari azienda aziende impresa settore settori
industria campo ambito consiglio consigli orientamento aiuto aiutare supporto sostegno idea idee
opinione opinioni esperienza esperienze competenze imparare esplorare scoprire condividere
condivisione scambiare scambio scambiarci ampliare espandere allargare creare sviluppare rafforzare
relazione relazioni rapporto rapporti restare rimanere mantenere tenersi seguire profilo percorso
progetto progetti servizio servizi prodotto prodotti soluzione soluzioni offerta offerte futuro
futura future mentore informazione informazioni domanda domande ispirazione potenziale potenziali
comune comuni beneficio presentarmi presentazione valore cliente clienti salutare
""",
    "nl": """
gewoon hoi zeggen bijkletsen onderhouden contact bijpraten koffie drinken keer elkaar kijken
betekenen levensloop werkloos werkloosheid werkzoekende medewerker medewerkers solliciteer
netwerkborrel netwerkbijeenkomst loopbaanvraag aanbevelen aanbeveling aanbevelingen aansluiten
ambitie ambities antwoord antwoorden avond begin bekende bekenden bewonder bewondering complimenten
doel doelen dromen droom dynamisch gemotiveerd gepassioneerd gulheid hecht informeel informele
invloed kandidaat kandidaten kennissen klantenkring kringetje momentje nodig ontspannen opnieuw oude
passie persoonlijk persoonlijke promoten sociaal sociale steunen talenten toetreden uitbouwen
veranderen verandering verrijken verrijkend vertrouwelijk videogesprek vriend vrienden wijntje
zichtbaarheid community lid vaardigheden succes markt verhaal gedachtewisseling samenkomen
brainstormen informeren acquisitie cv sollicitant loopbaanstap kop kopje bakje bakkie uitdaging
uitdagingen zoeken eten borrel borrelen biertje diner aannemen werving recruiter werkgever collega
collegas groei ontwikkeling perspectief perspectieven kring horizon horizonten oppakken hervatten
schrijven bericht toevoeging adviseren begeleiding verkopen verkoop inspireren inspireert motivatie
voordelen solliciteren sollicitatie carriereadvies loopbaanadvies carrierekansen werkzoekend
netwerkgesprek praatjes babbelen babbeltje kletsen belletje afspreken gelijkgestemden vakgenoten
verbreden versterken aanhalen klik netwerk netwerken connecten connectie connecties verbinden
verbinding contacten contacteren leren kennen kennismaken kennis kennismaking kennismakingsgesprek
praten praatje gesprek gesprekken spreken lunch bellen telefoontje afspraak ontmoeten ontmoeting
sparren kans kansen mogelijkheid mogelijkheden samenwerken samenwerking samenwerkingen partnerschap
synergie synergieen werk werken baan banen functie functies vacature vacatures loopbaan carriere
carrieremogelijkheden professioneel professionele professionals zaken zakelijk zakelijke bedrijf
bedrijven sector sectoren branche vakgebied advies adviezen raad hulp helpen ondersteuning steun
idee ideeen mening ervaring ervaringen expertise inzicht inzichten delen uitwisselen uitwisseling
verkennen ontdekken uitbreiden vergroten groeien ontwikkelen relatie relaties opbouwen houden
blijven volgen profiel project projecten dienst diensten product producten oplossing oplossingen
aanbod toekomst toekomstige mentor informatie vraag vragen inspiratie inspirerend potentieel
potentiele gemeenschappelijk gemeenschappelijke voordeel voorstellen toevoegen waarde klant klanten
touch
""",
    "sv": """
bara saga hej snacka hjalp stod roligt traffas ateruppta starka komma kallprata laget ta fika knyta
kontakt kontakter kontakten bolla lite ideer hora om det finns nagra mojligheter mojlighet halla
eventuellt eventuella samarbete samarbeta kaffe natverka natverkande natverk prata pratas vid lara
kanna varandra utbyta erfarenheter rad tips inspiration inspireras att och med dig er vi jag ni du
oss en ett nagot nagon som av for pa till i karriar jobb dela tankar bygga ut mitt vidga snack kul
trevligt diskutera framtida nya mer
""",
    "da, no": """
tale tales sammen lidt
bare sige si hei hej fremtidige fremtiden hjaelp stotte hyggeligt hyggelig modes genoptage styrke
gar lare framtidige hjelp motes hinanden bedre kende laere netvaerke netvaerk nettverke nettverk
lidt litt hore muligheter muligheder mulighet mulighed holde kontakten kontakt ved like lige slaa
sla av prat prate gensidig gjensidig inspiration inspirasjon faa fa nogle noen gode rad kaffe kop
kopp snak snakke sparring bli kjent hverandre samarbejde samarbeid samarbeide erfaringer udveksle
utveksle at og med dig deg jer dere vi jeg du os oss en et noget noe som af for pa til i om den det
karriere job jobb dele tanker drofte diskutere droefte bygge nye mere mer gerne gjerne ta tage
""",
    "pl": """
podtrzymac podtrzymanie relacje relacji odnowic odnowienie blizej okazje pomoc wsparcie czesc
przyszlosci razem wzajemne poznanie nawiazanie kontaktu chcialbym chcialabym mozliwosci poznac
lepiej pogadac pogawedka przywitac pozdrowic utrzymac kawie nawiazac kontakt kontakty sie prosba o
rade rada porady mozliwa mozliwosc wspolpraca wspolpracy wspolprace porozmawiac rozmowa rozmowe przy
kawa kawe odswiezyc znajomosc poszerzanie poszerzyc sieci siec kontaktow wymiana wymienic
doswiadczen doswiadczenia inspiracja i w z na do za oraz lub czy jest moze moj moja twoj pana pani
nas mnie ciebie spotkac spotkanie dowiedziec wiecej kariera praca wspolna wspolne networking
""",
    "ru": """
познакомит* познакомлюсь знакомств* связат* связ* контакт* общен* общат* пообщат* поболтат*
сотруднич* возможн* обсуд* обсужд* нетворкинг* поддерж* отношени* просто хотел* бы хочу хочется
хотим и в во с со о об на по к для из от до у а но или что как где когда ли вас вами вам мне меня мы
наш* ваш* я он она они вы ты тебя тобой свой свои опыт* обмен* мнени* идеи идеями идей идея совет*
помощ* помоч* встретит* встреч* кофе узнат* больше друг* карьер* работ* поговор* привет* поздоров*
расшир* сеть сети круг полезн* взаим* будущ* перспектив* интересн* интерес* лучше ближе деятельност*
компани* отрасл* сфер* дел* дела новост* спросит* есть быть был* будет может можно нужн* очень рад*
вместе прочее разн* общ* наладит* установит* завести заводит* укрепит* возобновит* тем чем
""",
    "fi": """
yhteydenpito yhteydenpitoa yhteys tutustuminen jutustelu kokemuksia tulevaisuus apu tuki inspiraatio
tapaaminen moikata tervehdys suhde suhteita yllapitaa vahvistaa yhdessa kuulumisten vaihto
kuulumiset verkostoitua verkostoituminen verkosto jutella jutustella vahan tutustua kahvi kahville
kahvit kahvilla yhteistyo yhteistyota yhteistyosta mahdollisuus mahdollisuudet mahdollisuuksista
mahdollinen mahdollista vaihtaa ajatuksia kuulumisia kysella neuvoja neuvo vinkkeja apua uusia
ihmisia tavata pitaa yhteytta yhteyksia ja tai kanssa sinun sinuun teidan minun olisi kiva mukava
keskustella yleisesti ura urasta tyo toista hei moi terve lisaa oppia kuulla jotain
""",
    "cs": """
budoucna navazat
spojil popovidal poznal udrzovat udrzet vztah vztahy rozsirit schuzka sejit setkat setkani napady
pomoc podpora budoucnu budoucnost spolecne bych vami sebou probrat moznosti popovidat zustat
kontaktu kontakt kontakty navazat seznamit poznat spojit propojit sit site networking kavu kava kave
pokecat pobavit promluvit spoluprace spolupraci prilezitost prilezitosti moznost rada rady radu
inspirace zkusenosti vymenit nazory a i s v se na o z do nebo by jsem rad obecne kariera prace praci
pozdravit ahoj dozvedet vic vice neco
""",
    "tr": """
tanisma muhabbet paylasim olanaklar gelecek gelecekte destek ilham selam vermek merhaba demek
bulusmak iliski iliskiler guclendirmek birlikte belki ileride birligi olabilir mi diye isterim
isteriz konusmayi tanisalim tanismak baglanti kurmak kurma bir kahve icmek fikir alisverisi olasi is
isbirligi firsatlari firsatlar firsat tavsiye almak iletisimde kalmak iletisim sohbet etmek konusmak
ve ile icin hakkinda deneyim paylasmak ag networkumu genisletmek gorusmek kariyer yardim ogrenmek
daha fazla sizi sizinle benim
""",
}

HALF = {
    "en": """
academic visit visits visiting advertising advertisement pr philanthropy philanthropist benefactor
patron foundation promoting budget income ngo society keynote session sessions programme
programmes program programs scheme questionnaire participant participants participate
participating participation respondents member members membership club clubs founder founders
director directors ceo owner owners office offices buy buying purchase gift gifts pledge donate
donating donor donors charitable dissertation masters attendee attendees slides supplier suppliers
vendor vendors agency newsletter volunteer volunteering volunteers funds sponsorship sponsorships
graduate student grad culture conference conferences event events course courses workshop
workshops webinar webinars class seminar lecture talk podcast article paper book blog thesis study
research survey interview interviews internship internships apprenticeship traineeship degree
school university college alumni alumnus alumna students marketing sales finance financial tech
technology technologies technical software data ai hr engineering design consulting consultancy
healthcare health education media law legal banking investment investing investor investors
funding fundraising fund donation donations charity nonprofit startup startups entrepreneur
entrepreneurs entrepreneurship entrepreneurial innovation innovative digital leadership management
manager managers leader leaders executive executives recruiter recruiters remote freelance
fulltime parttime full part january february march april june july august september october
november december spring summer autumn winter fall monday tuesday wednesday thursday friday
saturday sunday congratulations congrats congratulating promotion award anniversary birthday
invite inviting speaker panel reference letter trade local region city country international
global abroad europe european
""",
    "de": """
teilnehmer teilnehmerin teilnehmende umfrage masterarbeit bachelorarbeit doktorarbeit forschung
spenden spende foerderung forderung sponsoring ehrenamt mitgliedschaft folien konferenz messe
tagung veranstaltung* kurs seminar vortrag workshop studium studie universitat marketing vertrieb
finanzen technik technologie* informatik praktikum ausbildung gesundheit bildung recht startup
grunder grundung digitalisierung fuhrung geburtstag gluckwunsch beforderung einladung
""",
    "fr": """
participants participant sondage enquete these memoire recherches diapositives parrainage
benevolat mecenat subvention adhesion conference salon evenement evenements cours formation
atelier etude etudes universite ecole marketing finance technologie informatique stage alternance
sante education startup entrepreneuriat numerique felicitations promotion invitation don dons
vente ventes
""",
    "es": """
participantes participante encuesta tesis investigacion diapositivas donativo voluntariado
patrocinio subvencion ponencia congreso conferencia evento eventos curso taller estudio estudios
universidad escuela marketing finanzas tecnologia informatica practicas salud educacion
emprendimiento digital felicidades ascenso invitacion donacion ventas
""",
    "pt": """
participantes participante inquerito questionario tese pesquisa investigacao diapositivos donativo
voluntariado patrocinio palestra mestrado congresso conferencia evento eventos curso oficina
estudo estudos universidade escola marketing financas tecnologia informatica estagio saude
educacao empreendedorismo digital parabens promocao convite doacao vendas
""",
    "it": """
partecipanti partecipante sondaggio questionario tesi ricerca diapositive donativo volontariato
sponsorizzazione intervento conferenza congresso evento eventi corso seminario studio universita
scuola marketing finanza tecnologia informatica tirocinio stage salute istruzione imprenditoria
digitale congratulazioni promozione invito donazione vendite
""",
    "nl": """
deelnemers deelnemer enquete vragenlijst scriptie onderzoek dias vrijwilligerswerk sponsoring
lezing conferentie congres evenement evenementen cursus training workshop studie universiteit
school marketing financien technologie informatica stage gezondheid onderwijs ondernemerschap
digitaal gefeliciteerd promotie uitnodiging donatie verkoop
""",
}

# German makes one word of two; the last says what it is.
_ENDINGS = ("austausch", "gesprach", "gewinnung", "kontakte", "kontakten", "moglichkeiten")

_MOST_REMEMBERED = 50_000
_MINUTES = re.compile(r"\d{1,2}|\d{1,2}00")
_HOURS = re.compile(r"\d{1,2}(?:min|mins|h|am|pm)")


def _split(lists: dict[str, str]) -> tuple[frozenset[str], tuple[str, ...]]:
    words = [word for text in lists.values() for word in text.split()]
    stems = tuple(word[:-1] for word in words if word.endswith("*"))
    return frozenset(word for word in words if not word.endswith("*")), stems


_EMPTY_WORDS, _EMPTY_STEMS = _split(EMPTY)
_VAGUE_WORDS, _VAGUE_STEMS = _split(VAGUE)
_HALF_WORDS, _HALF_STEMS = _split(HALF)
_GENERAL_WORDS, _ = _split(GENERAL)
_NOTHING = _EMPTY_WORDS | _VAGUE_WORDS | _GENERAL_WORDS
# German, Dutch and the Romance languages bend their words: "gegenseitig", "gegenseitiger".
_INFLECTIONS = frozenset(
    {"", "e", "s", "n", "r", "t", "o", "a", "i",
     "en", "er", "es", "em", "te", "ns", "os", "as", "ar", "ir", "re", "ra", "is"}
)  # fmt: skip
_LONGEST_INFLECTION = 2
_SHORTEST_STEM = 6
_NOTHING_STEMS = _EMPTY_STEMS + _VAGUE_STEMS


def _stems_of(word: str) -> set[str]:
    shortest = max(_SHORTEST_STEM, len(word) - _LONGEST_INFLECTION)
    ends = range(shortest, len(word) + 1)
    return {word[:end] for end in ends if word[end:] in _INFLECTIONS}


@cache
def _bent_stems() -> frozenset[str]:
    """The stems of all that is listed in languages that bend their words; made when first asked."""
    return frozenset(
        stem
        for lists in (EMPTY, VAGUE, GENERAL)
        for language, text in lists.items()
        if language != "en"
        for word in text.split()
        for stem in _stems_of(word)
    )


class _Weights(dict[str, float]):
    """How much each plain word names: 0 nothing, 0.5 a kind of thing, 1 a thing.

    Every word of every purpose is looked up here, so that what was once judged is kept.
    """

    def __missing__(self, word: str) -> float:
        if word.isdigit():  # of numbers there is no end
            return 0.0 if _MINUTES.fullmatch(word) else 0.5
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        weight = self[word] = _weight_of(word)
        return weight


def _weight_of(word: str) -> float:
    if word in _HALF_WORDS or word.startswith(_HALF_STEMS):
        return 0.5
    if word in _NOTHING or word.startswith(_NOTHING_STEMS) or word.endswith(_ENDINGS):
        return 0.0
    if _HOURS.fullmatch(word) or is_form_of_a_verb(word):
        return 0.0
    if word.endswith("ly") and word.isascii():  # manner, never matter
        return 0.0
    if not _bent_stems().isdisjoint(_stems_of(word)):
        return 0.0
    return 1.0 if len(word) > 1 else 0.0


WEIGHTS = _Weights()
