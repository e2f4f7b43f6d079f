import type { WordTable } from './concepts.types.ts';

/** Dutch: the basics. */
export const dutch: WordTable = {
  stop: `de|het|een|van|voor|in|op|aan|bij|is|zijn|was|waren|er|en|of|wij|we|ons|onze|heeft|hebben|heb|worden|wordt|werd|werden
    |nog|nu|momenteel|op dit moment|alstublieft|alsjeblieft|graag|iets|die|dat|deze|dit|ze|zij|hij|al|om|te|ook|maar|geworden
    |hebben we|zijn er|is er|hallo|bedankt|nog steeds|steeds|eens|even|uit|naar|moeten|moet|kan|kunnen|mij|jij|je|ligt|liggen
    |staat|staan|zit|zitten|ligt er|waren er|hoi|hey|dag|eventjes|alvast|a u b|aub|ajb|zeg|hoor|dan|wel|welke er|wat er|wij nog
    |we nog|onder|per persoon|hier|daar|ik|zou|wil|van ons|bij ons|moet ik|kan ik|kun je|kan je|er nog|ook alweer|toch|eigenlijk
    |misschien|gewoon|nou|hee|goedemorgen|goedemiddag|goedenavond|dank je|dankjewel|bedankt alvast|zo|zoal|allemaal|erg|heel|hun
    |hem|haar|mee|tot|want|als|dus|deze week nog|vandaag nog|iemand|er iets|er ergens|ergens|waar|waarmee|waarvan|daarvan|ervan
    |krijg|krijgen|krijgt|gaan|gaat|komt|komen|laten we|we er|heeft nog|hadden|had`,
  not: 'niet|geen|zonder|nooit',
  my: 'mijn|van mij|aan mij toegewezen|bij mij|voor mij',
  i_have: 'heb ik',
  show: `toon|toon me|laat zien|laat me zien|laat mij zien|geef|geef me|geef mij|zoek|vind|lijst|kun je mij laten zien
    |kun je me laten zien|laat|geef eens|laat eens zien|toon eens|ik wil zien|zoek eens|doe mij|ik zoek|laat maar zien|laat alle
    |geef mij een lijst|geef me een lijst|geef een overzicht|overzicht van|lijst van|lijst met|mag ik|mag ik zien|kan ik zien
    |kun je laten zien|zoek op|opzoeken|haal op|ik heb nodig|ik wil|ik wil graag|zeg mij|vertel|vertel me|weet je|weet jij|noem`,
  from: 'van|voor',
  at: 'bij|met',
  with: 'met',
  about: 'over|betreffende|omtrent|inzake|met betrekking tot',
  who: 'wie|wie is|wie heeft',
  what: 'wat|wat is|wat zijn',
  which: 'welke|welk',
  when: 'wanneer|hoe laat',
  why: 'waarom',
  how: 'hoe',
  how_to: `hoe kan ik|hoe kun je|hoe moet ik|hoe reset ik|hoe kunnen we|hoe doe ik|hoe stel ik|hoe maak ik|hoe stel je|hoe werkt
    |hoe kan je|hoe doe je|hoe verander ik|hoe sluit ik|hoe configureer ik|hoe installeer ik|wat te doen bij|wat te doen als
    |wat doe ik als|wat doen we als|hoe los ik|hoe stel ik de|hoe vervang ik|hoe start ik|hoe herstart ik|hoe verbind ik
    |hoe sluit je|hoe koppel ik|hoe los je|hoe repareer ik|hoe krijg ik|hoe zet ik|hoe installeer je|hoe configureer je
    |hoe voeg ik|hoe verwijder ik|hoe wijzig ik|hoe herstel ik|hoe voer ik|hoe doet men|hoe moeten we|wat moet ik doen bij
    |wat moet ik doen als|wat te doen met`,
  how_many: 'hoeveel|aantal|het aantal|hoeveel tickets|hoe veel|totaal aantal|aantal tickets|hoeveelheid',
  how_long: 'hoe lang|hoeveel uur|hoeveel tijd|uren|tijd',
  worktime: 'gewerkt|geboekt|besteed|geregistreerd|geschreven uren',
  per: 'per',
  most: 'meeste|de meeste|drukste',
  exists: 'hebben we|zijn er|bestaan',
  tickets: `ticket|tickets|melding|meldingen|verzoek|verzoeken|zaak|zaken|aanvraag|aanvragen|incidenten|klus|klussen|taak|taken
    |opdracht|opdrachten|incident|kwestie|kwesties|serviceverzoek|serviceverzoeken|dossiers|dossier|meldingen van|tickets van
    |wachtrij|werkvoorraad|dingen|vraag`,
  problems: `probleem|problemen|storing|storingen|klacht|klachten|vragen|kapot|werkt niet|werken niet|doet het niet|doen het niet
    |ligt eruit|liggen eruit|plat|ligt plat|uitgevallen|uitval|hapert|haperen|haperingen|gedoe|ellende|defect|defecte|kuren
    |loopt vast|lopen vast`,
  customer: 'klant|klanten|bedrijf|bedrijven',
  contact: `contact|contacten|contactpersoon|contactpersonen|wie kennen we|contactgegevens|wie ken ik|wie kennen wij
    |contactpersoon bij|wie bel ik|wie moet ik bellen|wie kan ik bellen|contactpersoon van|contactpersonen van|met wie praat ik
    |wie is onze contactpersoon|onze contactpersoon|aanspreekpunt|wie spreek ik|met wie spreek ik|gegevens van|klantgegevens
    |wat weten we over|wat weten we van|vertel over`,
  phone: `telefoonnummer|telefoon|mailadres|e mailadres|nummer van|nummer|tel|telefoonnummer van|mail van|email van|telefoonnr
    |tel nr|mobiel|mobiel nummer|06 nummer|doorkiesnummer|nummer voor|hoe bereik ik|hoe bereiken we|bereiken|e mail van|emailadres
    |emailadres van|mailadres van`,
  contract: `contract|contracten|overeenkomst|overeenkomsten|onderhoudscontract|onderhoudscontracten|servicecontract
    |servicecontracten|abonnement|abonnementen|garantie|onder contract|dekking|sla contract|contractueel|supportcontract
    |afgesproken`,
  article: `artikel|artikelen|kennisbank|handleiding|documentatie|kb|wiki|handleidingen|document|uitleg|instructie|instructies
    |stappenplan|handleiding voor|werkinstructie|werkinstructies|werkwijze|procedure|gids|kennisartikel|kennisartikelen
    |documentatie over|uitleg over|kennis`,
  mail: 'mail|mails|e mail|e mails|bericht|berichten',
  notification: 'melding voor mij|notificaties|notificatie',
  missed: 'gemist|heb ik gemist',
  calendar: 'openingstijden|openingsuren|werktijden|kalender|kalenders|zijn we open|geopend|wanneer zijn we open',
  holiday: 'feestdag|feestdagen',
  team: 'team|teams|afdeling|afdelingen',
  knows: 'weet van|kent|heeft verstand van|verstand van|weet',
  oncall: `van wacht|wachtdienst|piket|piketdienst|bereikbaarheidsdienst|dienst|storingsdienst|heeft dienst|consignatiedienst
    |dienst vannacht|dienst heeft|wacht|piket vannacht|achterwacht|bereikbaar|heeft wacht|wie is er bereikbaar|dienst vanavond
    |heeft vannacht dienst|heeft er dienst|heeft er vannacht dienst|wie heeft dienst|storingswacht|storingsnummer|noodnummer
    |wachttelefoon|heeft de telefoon|wie bel ik vannacht|wie moet ik vannacht bellen|bij nood|bij calamiteiten|nachtdienst
    |weekenddienst|bereikbaar vannacht`,
  rota: 'rooster|dienstrooster|piketrooster',
  handoff: 'overdracht',
  away: `afwezig|afwezigheid|met vakantie|op vakantie|vakantie|ziek|vrij|met verlof|verlof|aanwezig|ziek thuis|thuis ziek
    |is er vandaag niet|er niet|niet aanwezig|niet in|ziekgemeld|wie is er niet|is er vrij|vrij volgende week|is vrij|zijn vrij
    |snipperdag|ouderschapsverlof|zwangerschapsverlof|afwezigen|niet op kantoor|op kantoor|is er morgen niet|is er niet
    |er vandaag niet|er morgen niet|wie is er ziek|ziek gemeld|buiten kantoor`,
  next_action: 'volgende actie|volgende acties|volgende stap|volgende stappen',
  todo: `wat moet ik doen|wat moet ik nu doen|wat moet ik hierna doen|wat nu|wat moet ik als volgende doen|wat staat er te doen
    |wat is de volgende`,
  attachment: 'bijlage|bijlagen|bestand|bestanden',
  spam: 'spam|ongewenst',
  history: `gebeurd|geschiedenis|status|stand|nieuws|gebeurde|aan de hand|aan de hand met|met|hoe staat het met|voortgang|verloop
    |bijgewerkt|nieuws over`,
  involved: 'betrokken',
  duplicate: `vergelijkbaar|soortgelijk|dubbel|dubbele|lijkt op|hetzelfde|vergelijkbare|eerder gehad|al eerder|al gehad|net als
    |soortgelijke|lijken op|dezelfde|zoiets|zoiets als`,
  open: `open|openstaand|openstaande|onopgelost|onopgeloste|niet opgelost|lopend|lopende|nog open|open staan|staan open|lopen nog
    |nog te doen|niet afgerond|niet gesloten|te doen|loopt er nog|lopen er nog|nog lopend|nog lopende|open staat|staat nog open
    |staan nog open|nog openstaand|onafgerond|niet klaar|nog niet klaar|nog niet opgelost|nog niet afgerond|nog niet gesloten
    |nog mee bezig|liggen er nog|ligt er nog|nog liggen|uitstaand|uitstaande|te behandelen|nog te behandelen|nog af te handelen
    |af te handelen`,
  in_progress: 'in behandeling|mee bezig',
  waiting: `wachten op klant|wachten op de klant|wacht op klant|wachtend|wacht op de klant|wachten we op|wachten|in afwachting
    |wachten op klanten|wachten op antwoord van de klant|op de klant|bij de klant|waar wachten we op|wachten we|waarop wachten we
    |klant is aan zet|antwoord van klant|antwoord van de klant|wachten we op de klant|waar wachten we op de klant|op klanten
    |wachten op reactie|wacht op reactie|reactie van de klant|reactie van klanten|antwoord van klanten|bij klanten
    |klant nog niet gereageerd|nog niet gereageerd|niet gereageerd|klant moet nog|in de wacht|staat in de wacht|staan in de wacht
    |wachtende|wachtstand`,
  unanswered: `onbeantwoord|onbeantwoorde|zonder antwoord|nog geen antwoord|wachten op antwoord|wacht op antwoord|wachten op ons
    |wacht op ons`,
  resolved: 'opgelost|opgeloste|afgehandeld|afgehandelde|klaar|afgerond|afgeronde',
  closed: 'gesloten|afgesloten|dicht',
  late: `te laat|achterstallig|achterstallige|over tijd|vertraagd|vertraagde|laat|verlopen|over de deadline|overschreden
    |in het rood|rood|overtijd|al te laat|deadline gemist|te laat zijn|uitgelopen|over de tijd|over datum|over de datum
    |over de tijd heen|verlaat|achter|achter op schema|loopt achter|lopen achter|deadline overschreden|deadline voorbij
    |termijn overschreden|overschrijden|overschreden termijn|verstreken|te lang`,
  breached: 'geschonden|sla geschonden',
  soon: `bijna te laat|binnenkort|bijna|dreigt|dreigen|op het punt|in gevaar|verlopen bijna|verloopt bijna|ontploffen
    |bijna verlopen|brand|in brand|staat in brand|op springen|loopt af|lopen af|bijna over tijd|gaat mis|gaat er mis|mis gaan
    |kritiek|risico|risico s|verlopen vandaag|verloopt vandaag|bijna af|verlopen binnenkort|verlopen straks|dreigen te verlopen
    |dreigt te verlopen|gaan verlopen|gaat verlopen|gaan over tijd|gaat over tijd|over tijd gaan|te laat worden|bijna rood
    |wordt krap|krap|spannend|loopt bijna af|lopen bijna af|op het nippertje|op het randje`,
  due: `verloopt|deadline|vervalt|vervallen|moet af|moeten af|af moeten|klaar|klaar zijn|af zijn|moet klaar|moeten klaar
    |wanneer loopt|loopt af|verlopen morgen|verloopt morgen|moeten vandaag|moet vandaag|vandaag af|moeten vandaag af
    |moet vandaag af|uiterlijk|tot wanneer|wanneer verloopt|op tijd af`,
  unassigned: `niet toegewezen|nog niet toegewezen|ontoegewezen|niet toegekend|zonder eigenaar|niemand|van niemand
    |zonder behandelaar|nog niet opgepakt|niet opgepakt|heeft niemand|zonder iemand|vrij|vrije|nog vrij|niemand mee bezig
    |heeft niemand opgepakt|niemand opgepakt|wees|weesjes|zonder toewijzing|geen eigenaar|geen behandelaar|niemand heeft
    |nog niemand|heeft nog niemand|heeft nog niemand opgepakt|nog niemand opgepakt|niet verdeeld|nog te verdelen|te verdelen
    |zonder medewerker|zonder technicus|nog vrije|onverdeeld|nog niet verdeeld|bij niemand|door niemand`,
  assigned: 'toegewezen aan',
  working_on: 'werkt|werkt aan|bezig|doet|mee bezig|bezig met',
  busy: `overbelast|druk|te druk|tijd|ruimte|overwerkt|het drukst|het druk|druk heeft|drukbezet|volle agenda|overvol|werkdruk
    |veel op zijn bord|veel op haar bord|op zijn bord|op haar bord|op zijn bordje|op haar bordje|handen vol|werklast|capaciteit
    |overuren`,
  reopened: 'heropend|heropende|weer open|weer geopend|opnieuw geopend|teruggekomen|kwamen terug|kwam terug|heropenen|weer terug',
  oldest: 'oudste',
  newest: 'nieuwste|laatste tickets',
  older: 'ouder dan|meer dan|langer dan',
  new: 'nieuw|nieuwe',
  arrived: `binnengekomen|ontvangen|gekregen|aangemaakt|nieuw|nieuwe|binnen|gemeld|binnengekomen zijn|kwamen|kwam|kwamen binnen
    |kwam binnen|binnen gekomen|erbij gekomen|kwamen er|kwamen er binnen|kwam er|kwam er binnen|binnengekregen|erbij|aangemeld
    |ingediend|ontstaan|bijgekomen|binnen gekregen|ingeschoten`,
  urgent: `dringend|dringende|spoed|urgent|urgente|kritiek|kritieke|spoedgeval|spoedgevallen|spoedjes|spoedje|noodgeval
    |noodgevallen|hoogste prioriteit|p1|acuut|acute|zeer dringend`,
  high: 'hoog|hoge|belangrijk|belangrijke|hoge prioriteit',
  low: 'laag|lage|lage prioriteit',
  priority: 'prioriteit',
  all: 'alle|alles',
  stats: `statistieken|cijfers|rapport|overzicht|hoe ging|hoe ging het|hoe was|hoe doen we het|hoe gaat het|hoe staan we ervoor
    |samenvatting|hoe ging de week|cijfers van|maandcijfers|weekcijfers|rapportage|rapportages|hoe deden we het
    |hoe hebben we het gedaan`,
  trend: `trend|meer tickets dan|meer dan voorheen|meer meldingen dan|drukker|meer tickets|stijging|stijgt|stijgen|daling|dalen
    |daalt|toename|toegenomen|neemt toe|nemen toe|meer dan vorige|minder dan|wordt het drukker|ontwikkeling|verloop van het aantal`,
  speed: 'hoe snel|reactietijd|reactietijden|antwoordtijd|oplostijd|snel',
  sla: 'sla|serviceniveau|afspraken',
  kept: 'halen we|houden we|nakomen|gehaald|nagekomen|gehaalde|op tijd|binnen de sla|binnen sla|binnen de afspraken|doelen',
  satisfaction: `tevreden|tevredenheid|klanttevredenheid|beoordelingen|blij|tevreden over ons|klantbeoordelingen|klantwaardering
    |vinden klanten|waardering|ontevreden|tevreden klanten`,
  failed: 'niet verzonden|niet verstuurd|mislukt|mislukte|niet aangekomen|blijven hangen',
  how_is: 'hoe gaat het met|hoe staat het met|hoe gaat het bij|hoe staat het ervoor bij',
  today: 'vandaag|vanochtend|vanmorgen',
  yesterday: 'gisteren',
  tomorrow: 'morgen',
  tonight: 'vanavond|vannacht',
  weekend: 'weekend|weekeinde',
  last: 'laatste|vorige|afgelopen|voorbije',
  next: 'volgende|komende',
  this: 'deze|dit',
  since: 'sinds|vanaf',
  within: 'binnen|de komende|in de komende',
  ago: 'geleden',
  minute: 'minuut|minuten',
  hour: 'uur|uren',
  day: 'dag|dagen',
  week: 'week|weken',
  month: 'maand|maanden',
  year: 'jaar',
  monday: 'maandag',
  tuesday: 'dinsdag',
  wednesday: 'woensdag',
  thursday: 'donderdag',
  friday: 'vrijdag',
  saturday: 'zaterdag',
  sunday: 'zondag',
  two: 'twee',
  three: 'drie',
  four: 'vier',
  five: 'vijf',
  seven: 'zeven',
  ten: 'tien',
  thirty: 'dertig',
  billing: 'factuur|facturen|facturatie|betaling|betalingen',
  complained: `geklaagd|gemeld|geschreven|gevraagd|klaagde|klaagt|klagen|klaagden|zeurt|zeuren|meldt|melden|meldde|schrijft
    |schreef|schreven|vroeg|vroegen|vraagt|moppert|mopperen`,
  untouched: `niet aangeraakt|vergeten|stil|geen activiteit|niets gebeurd|niet bijgewerkt|stof|verstoft|blijven liggen
    |ligt te rotten|vergeten zijn|stilgevallen|stilstaan|vastgelopen|ligt stil|liggen stil|stof te vangen|stof happen
    |blijft liggen|bleef liggen|bleven liggen|niets mee gedaan|niks mee gedaan|niets aan gedaan|niet bewogen|stilliggen
    |geen beweging|al lang niet|lang niet bekeken`,
  snoozed: 'uitgesteld|uitgestelde',
  write: 'sluit|verwijder|wijs|wijs toe|stuur|beantwoord|maak|vergeet|negeer|verander|zet|heropen',
  assign_to: 'wijs|geef',
  to: 'aan',
  wait_it: 'in de wacht zetten',
  resolve_it: 'los op|oplossen',
  close_it: 'sluit|sluiten',
};
