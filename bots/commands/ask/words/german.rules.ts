import type { WordTable } from './concepts.types.ts';

/** German, well. Umlauts and ß are compared folded, so ue and u are the same. */
export const german: WordTable = {
  stop: `der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|und|oder|von|vom|fur|in|im|an|am|auf|bei|beim|zu|zum|zur|aus|ist
    |sind|war|waren|wird|werden|wurde|wurden|worden|hat|haben|habe|hatte|hatten|gibt|gibts|es|er|sie|wir|uns|unser|unsere|unseren
    |unserer|ihr|ihre|ihren|man|bitte|mal|denn|eigentlich|gerade|jetzt|noch|schon|momentan|aktuell|aktuelle|aktuellen|derzeit
    |zurzeit|zur zeit|im moment|da|dort|hier|so|auch|nur|sehr|welche|etwas|was|irgendwas|irgendetwas|irgendwelche|dieser|dieses
    |diese|diesen|diesem|kann|konnen|konnte|konnten|soll|sollen|muss|mussen|will|wollen|mochte|darf|doch|immer noch|immer|hallo
    |danke|gab|gab es|gibt es|gegeben|insgesamt|allem|denen|jemand|jemanden|leute|kollegen|liegt|liegen|steht|stehen|bereits
    |bisher|dran|eben|halt|vielleicht|ob|wenn|dass|du|dir|ich|mir|uberhaupt|steht an|stehen an|um|ins|als|mehr|ne|nen|n|wo|worauf
    |mal eben|na|ach|ey|moin|servus|gruss|gruss gott|grusse|guten morgen|guten tag|irgendwie|ungefahr|eben mal|schnell mal|kurz
    |bitte mal|denn so|so alles|alles so|ma|gern|gerne|sonst|ganz|ist denn|sind denn|gerade so|momentan so|noch so|los is|nochmal
    |wieder|jemandem|sollte|sollten|musste|mussten|sei|waren es|damit|dafur|davon|darin|dabei sind|im haus|bei uns|von uns|an uns
    |uns so|grad noch|mal kurz|kurz mal|hey du|gruss dich|gruezi|derzeit noch|im augenblick|sonst noch|bloss|mal wieder|gell
    |ich brauche|ich brauch|brauche|wissen|sagen|anfang|beginn|seit anfang|verteilt|verteilen`,
  not: 'nicht|kein|keine|keinen|keiner|keines|keinem|ohne|nie|niemals|nichts|noch nicht|noch kein|noch keine|noch keinen',
  my: `mein|meine|meinen|meinem|meiner|meines|mir zugewiesen|mir zugeordnet|bei mir|mir gehoren|fur mich|auf mich|an mich
    |bin ich zustandig|von mir|an mir|liegen bei mir|liegt bei mir|auf meinem tisch|unter meinem namen|hange ich|mir gehort
    |ich bearbeite|bearbeite ich|bin ich dran|ich dran bin|ich hab|ich habe|die ich habe|fur mich so`,
  i_have: 'habe ich|hab ich|muss ich',
  me: 'mir|mich|ich',
  show: `zeig|zeige|zeig mir|zeige mir|zeigen sie mir|zeig uns|liste|liste mir|gib mir|sag mir|such|suche|such mir|suche nach
    |finde|finde mir|ich will sehen|ich mochte sehen|kannst du mir zeigen|kannst du mir|konntest du mir|kannst du mir sagen
    |weisst du|ich suche|auflisten|anzeigen|listen|gib mir mal|zeig mal|zeig ma|zeig mir mal|zeige mal|her mit|gib mal
    |lass mal sehen|lass sehen|rausgeben|brauche|ich brauche|hatte gern|hatte gerne|ich hatte gern|ich hatte gerne|sag mal
    |kannst du mir mal sagen|kannst du mal|konntest du mal|such mal|liste mal|auflistung|zeigt mir|konntest du mir zeigen
    |ich brauche eine liste|schau mal nach|aufzahlen|ubersicht|hol mir|weiss jemand`,
  polite: 'bitte|kannst du bitte|konntest du bitte|kannst du|konntest du|konnten sie bitte|konnten sie|wurdest du|mal|wurden sie',
  from: 'von|vom|fur|des|der',
  at: 'bei|beim|mit',
  with: 'mit|haben',
  to: 'an|zu|auf',
  about: `uber|wegen|zu|zum thema|bezuglich|betreffend|rund um|zum|zur|mit dem wort|mit den worten|betreff|in denen es um|geht es um
    |hinsichtlich|um`,
  on_plate: 'tisch|schreibtisch|teller|liste|warteschlange',
  this_ticket: 'dieses ticket|das ticket|diesem ticket|dieser vorgang|diesen vorgang|dieser fall',
  who: 'wer|wem|wen|wessen|welcher kollege|welche kollegin|welcher mitarbeiter',
  what: 'was|was ist|was gibt es|was gibts|was sind|worauf|worum|woran|wo',
  which: 'welche|welcher|welches|welchen',
  when: 'wann|bis wann|um wie viel uhr|wie lange haben wir noch|seit wann|ab wann',
  why: 'warum|wieso|weshalb|weswegen|erklar|erklare|erklar mir|grund',
  how: 'wie',
  how_to: `wie kann ich|wie kann man|wie setze ich|wie mache ich|wie macht man|wie geht|wie funktioniert|wie richte ich|wie andere ich
    |wie bekomme ich|wie stelle ich|was muss ich tun um|anleitung fur|anleitung zu|anleitung zum|anleitung zur|wie geht man vor
    |was tun wenn|was mache ich wenn|was machen wir wenn|was tun bei|wie installiere ich|wie verbinde ich|wie konnen wir
    |wie konnen kunden|wie richtet man|wie setzt man|wie losche ich|wie macht ihr|wie stellt man|wie resette ich|wie tausche ich
    |wie konfiguriere ich|wie konfiguriert man|wie wechsle ich|wie andert man|wie verbindet man|wie kriege ich|wie kommt man
    |wie komme ich|wie testet man|wie prufe ich|wie pruft man|wie verlege ich|wie messe ich|wie misst man|was tun wir bei
    |was tun wir wenn|vorgehen bei|vorgehensweise bei|vorgehen fur|wie gehe ich vor bei|wie gehen wir vor bei|was macht man wenn
    |was macht man bei|was mache ich bei|was machen wir bei|schritte fur|schritte zum|schritte zur|tipps fur|tipps zu|tipps zum
    |hilfe bei|hilfe zu|hilfe zum|anweisung fur|anweisungen fur|wie repariere ich|wie repariert man|wie behebe ich|wie behebt man
    |wie starte ich|wie programmiere ich`,
  how_many: `wie viele|wieviele|wieviel|wie viel|anzahl|anzahl der|zahl der|zahle|wie vile|zahl|wie hoch ist die zahl
    |wie gross ist|menge|gesamtzahl|summe`,
  how_long: 'wie lange|wie viele stunden|wie viel zeit|stunden|zeit|zeiten|arbeitszeit|stundenzettel|aufwand|wieviel zeit',
  worktime: `gearbeitet|gebucht|erfasst|aufgewendet|aufgewandt|verbraucht|geflossen|gesteckt|verbracht|arbeitszeit|aufgeschrieben
    |investiert|aufwand|stundenzettel|gekostet|erfasste|stunden auf|zeit auf|zeit in|reingesteckt|reingeflossen|draufgegangen
    |drauf gegangen`,
  most: `meisten|am meisten|die meisten|grosste|grossten|aktivste|aktivsten|die grossten|schlimmsten|nervigste|haufigsten
    |am haufigsten|lautesten|die wenigsten|starksten`,
  per: 'pro|je|nach|aufgeteilt nach|gruppiert nach|jeder|jede|jedes|jeden|aufgeschlusselt nach|getrennt nach|unterteilt nach|sortiert nach',
  exists: 'gibt es|haben wir|existieren|vorhanden|gibts',
  did: 'haben|hat|wurden|wurde|sind|ist|habe|werden',
  tickets: `ticket|tickets|vorgang|vorgange|fall|falle|anfrage|anfragen|anliegen|meldung|meldungen|auftrag|auftrage|kundenanfragen
    |supportanfragen|storungen|arbeit|sachen|alles|falls|kram|dinger|sache|storfalle|storfall|supportfalle|schaden|stuck
    |vorgang vom|bestand|warteschlange|queue|backlog|storungsmeldungen|storungsmeldung|tickets bei|dinge|themen|serviceanfragen
    |serviceanfrage`,
  problems: `problem|probleme|problemen|storung|storungen|fehler|fehlermeldungen|beschwerde|beschwerden|ausfall|ausfalle
    |schwierigkeiten|fragen|frage|arger|defekt|defekte|kaputt|spinnt|spinnen|streikt|streiken|geht nicht|gehen nicht
    |funktioniert nicht|funktionieren nicht|lauft nicht|probleme mit|macken|zicken|zickt|muckt|ausgefallen`,
  number: 'nummer|nr',
  customer: 'kunde|kunden|firma|firmen|kundin|kundinnen|auftraggeber|betrieb|betriebe|unternehmen|kundschaft',
  contact: `kontakt|kontakte|ansprechpartner|ansprechpartnerin|kontaktperson|kontaktpersonen|kontaktdaten|wen kennen wir|wer ist
    |informationen zu|was wissen wir uber|infos zu|infos uber|kundendaten|wer arbeitet|erzahl mir von|daten von|daten zu
    |kennen wir|kennen|auskunft uber|ansprechperson|ansprechpersonen|wen kenne ich|wen kenn ich|chef von|chefin von|chef bei
    |chefin bei|geschaftsfuhrer|wen ruf ich bei|wen rufe ich bei|wer ist zustandig bei|mit wem rede ich|mit wem spreche ich
    |mit wem reden wir|mit wem sprechen wir|wer sitzt|leute bei|leute von|wer ist unser kontakt|unser kontakt|kontakte bei
    |wie heisst|wen erreiche ich|wen erreichen wir|kundenkarte|kundenakte|steckbrief|zeig mir den kunden|wen haben wir
    |ansprechpartner bei|zustandig bei|an wen wende ich mich|wer ist der chef|wer ist die chefin|gf von|adressdaten|visitenkarte
    |wen ruf ich|wen rufe ich|wen kann ich anrufen|wen kann ich bei|mit wem kann ich|mit wem muss ich|wen muss ich anrufen
    |wen muss ich bei|wer ist da zustandig|wen frage ich bei|wen frag ich bei`,
  phone: `telefonnummer|telefon|handynummer|mailadresse|e mail adresse|emailadresse|adresse|nummer von|durchwahl|erreiche ich
    |erreichen wir|wie erreiche ich|wie erreichen wir|rufnummer|tel|nummer|handy|mail von|email von|e mail von|mailadressen
    |telefonnummern|nummer vom|nummer der|wie ist die nummer|kontaktnummer|tel nr|telefon von|telefon der|email adresse
    |mailadresse von|erreichen`,
  contract: `vertrag|vertrage|vertrags|vertragen|wartungsvertrag|wartungsvertrage|servicevertrag|servicevertrage|supportvertrag
    |supportvertrage|rahmenvertrag|wartung|garantie|vertragslaufzeit|servicepaket|wartungspaket|vertraglich vereinbart
    |vereinbarung|supportpaket|abo|vertragslage|vertragsende|vertraglich|vereinbart|vereinbarungen|abgedeckt|vertrag mit|kundigung
    |kundigungsfrist|laufzeit`,
  pays: `zahlt fur support|bezahlt fur support|unter vertrag|vertraglich|anspruch|zahlt|bezahlt|zahlen die|zahlen uns|bezahlen uns
    |bezahlen|zahlen|abgedeckt|gedeckt|was fur support`,
  article: `artikel|wissensdatenbank|anleitung|anleitungen|dokumentation|handbuch|wissensartikel|dokumentiert|hilfeartikel|beschreibung
    |howto|wiki|doku|im wiki|kb|kb artikel|leitfaden|merkblatt|spickzettel|checkliste|anleitungs|steht irgendwo
    |irgendwo dokumentiert|irgendwo beschrieben|beschrieben|aufgeschrieben|unterlagen|hilfetext`,
  tell_people: `was sagen wir|was sagen wir kunden|was antworten wir|was antworte ich|was hilft bei|was hilft wenn|was hilft gegen|losung fur
    |wie haben wir|was empfehlen wir|was sage ich|was tun|was kann ich tun|was konnen wir tun|was mache ich da|was mach ich da
    |was tun wir da`,
  mail: 'mail|mails|e mail|e mails|email|emails|nachricht|nachrichten|zustellung|zustellungen|postausgang|ausgehende mails|versand',
  notification: 'benachrichtigung|benachrichtigungen|hinweise|meldungen fur mich|ungelesen|ungelesene|ungelesenes',
  missed: 'verpasst|entgangen|versaumt|habe ich verpasst|neues fur mich|was gibt es neues fur mich|ungelesen|wahrend ich weg war',
  calendar: `offnungszeiten|geschaftszeiten|arbeitszeiten|servicezeiten|kalender|supportzeiten|wann haben wir offen
    |wann haben wir geoffnet|haben wir offen|geoffnet|wann sind wir da|betriebszeiten|burozeiten|arbeiten wir|wann machen wir auf
    |wann machen wir zu|wann ist geoffnet`,
  holiday: 'feiertag|feiertage',
  team: 'team|teams|abteilung|abteilungen|gruppe|gruppen|mitglieder|mitglied|truppe|mannschaft',
  skill: 'fahigkeit|fahigkeiten|kenntnisse|kompetenzen|experte|experten|spezialist|fachmann',
  knows: `kennt sich mit|kennt sich aus|kennt|kennt sich|weiss uber|wer kennt|auskennen|versteht|spricht|kann mit|erfahrung mit
    |experte fur|spezialist fur|wer kann|sich aus|bescheid|kann gut mit|fit in|fit bei|ahnung von|ahnung|hat ahnung von
    |kennt sich gut mit|sich gut mit|plan von|experte in|expertin fur|ausgebildet|geschult|zertifiziert|fragen zu|versiert
    |bewandert|kann ich fragen|frage ich zu|frag ich zu`,
  rota: 'dienstplan|bereitschaftsplan|schichtplan|schicht|schichten|einsatzplan',
  oncall: `bereitschaft|rufbereitschaft|bereitschaftsdienst|notdienst|notfalldienst|dienst|pikett|pager|notfallnummer|hat dienst
    |dienst hat|wochenenddienst|nachtdienst|diensthabende|diensthabender|notfallkontakt|das notfallhandy|notfallhandy
    |bereitschaftshandy|bereitschaftstelefon|notfalltelefon|rufdienst|das telefon heute|hotline|springt ein|geht nachts ran
    |geht ran|nachtschicht|wochenendbereitschaft|nachtbereitschaft|spatdienst|fruhdienst|notdienst hat|einsatzbereit|erreichbar
    |heute nacht erreichbar|am wochenende erreichbar|wer ist dran|wer hat schicht|hat bereitschaft|wer hat dienst|dienst heute
    |hat das telefon|diensttelefon|wen rufe ich nachts an|wen rufe ich an|wen kann ich nachts anrufen|erreiche ich nachts
    |nachts erreichbar|erreichbar heute nacht|notfall`,
  reach: `anrufen|rufe ich an|rufen wir an|rufe ich|ruf ich an|kontaktieren|erreichen|wecken|melde ich mich|wende ich mich|alarmieren
    |rufe|ruf`,
  night: `nachts|heute nacht|in der nacht|am wochenende|notfall|im notfall|ausserhalb der geschaftszeiten|nach feierabend|wochenende
    |ausfallt|ausfallen|feierabend`,
  handoff: `ubergabe|schichtubergabe|dienstubergabe|schichtwechsel|fruhschicht|spatschicht|nachtschicht|ubergabe von
    |vorherige schicht|letzte schicht|vorigen schicht`,
  away: `abwesend|abwesenheit|abwesenheiten|urlaub|im urlaub|krank|krankgemeldet|weg|nicht da|frei|hat frei|fehlt|fehlen|verreist
    |ferien|in elternzeit|anwesend|ausser haus|im buro|da heute|heute da|verfugbar|abgemeldet|krankenstand|im krankenstand
    |krank gemeldet|auf urlaub|nicht im haus|nicht im buro|wer ist da|wer ist heute da|wer ist alles da|nicht da ist|frei hat
    |alle da|homeoffice|abgangig|ausgefallen|wer ist weg|im urlaub sind|krank ist|krank sind|weg ist|nicht erreichbar|urlaubsliste
    |urlaubsplan|fehltage|nicht anwesend|nicht verfugbar|beurlaubt|auf fortbildung|nicht im dienst|urlaub hat|hat urlaub
    |haben urlaub|krankgeschrieben|ausser dienst|freigenommen|frei genommen|frei haben|ausfallt|wer fehlt|elternzeit|mutterschutz
    |kur|auf schulung|abwesende`,
  next_action: `nachster schritt|nachste schritte|nachsten schritte|nachster schritte|nachste aktion|nachste aktionen|nachsten aktionen
    |aufgabe|aufgaben|to do|to dos|todo|todos|wiedervorlage|wiedervorlagen|nachsten schritt`,
  todo: `was soll ich als nachstes tun|was soll ich tun|was soll ich als nachstes machen|was muss ich tun
    |was muss ich als nachstes tun|was steht an|was steht fur mich an|was steht bei mir an|womit fange ich an
    |was mache ich als nachstes|was kommt als nachstes|was ist zu tun|was gibt es zu tun|was habe ich zu tun
    |was soll ich jetzt machen|was ist als nachstes dran|was ist als nachstes zu tun|was muss ich heute tun
    |was muss ich heute machen|womit soll ich anfangen|was jetzt|was nun|was kommt jetzt|was mach ich jetzt
    |was mach ich als nachstes|was soll ich jetzt tun|was soll ich machen|was soll ich heute machen|was soll ich heute tun
    |wo fange ich an|wo fang ich an|womit fang ich an|was ist dran|was hab ich zu tun|was muss ich machen|was steht heute an
    |was liegt an|was liegt heute an|was liegt fur mich an|meine aufgaben|meine todos|meine to dos|was habe ich vergessen
    |hab ich was vergessen|habe ich was vergessen|habe ich etwas vergessen|was als nachstes|als nachstes|nachstes ticket fur mich
    |was soll ich zuerst machen|was zuerst|zuerst`,
  missing: 'fehlt|fehlen|fehlend|fehlende|fehlenden|ohne|kein|keine|keinen',
  before: 'vorher|zuvor|fruher|bisher|davor|bislang|vorherige|vorherigen',
  tag: 'tag|tags|schlagwort|schlagworte|schlagwortern|etikett|markiert mit|mit dem tag|label|markiert|verschlagwortet',
  field: 'felder|zusatzfelder|eigene felder',
  macro: 'makro|makros',
  template: 'vorlage|vorlagen|ticketvorlagen',
  quick_reply: 'textbausteine|textbaustein|schnellantwort|schnellantworten',
  view: 'ansicht|ansichten',
  rule: 'regel|regeln|zuweisungsregeln',
  policy: 'richtlinie|richtlinien|sla richtlinien',
  parked: 'quarantane|geparkt|geparkte|geparkten|zuruckgehalten|zuruckgehaltene',
  blocked: 'gesperrt|gesperrte|blockiert|blockierte|blockierten|gesperrten|sperrliste',
  attachment: 'anhang|anhange|anhangen|datei|dateien|bilder|bild|fotos|angehangt',
  duplicate: `duplikat|duplikate|doppelt|doppelte|ahnlich|ahnliche|ahnliches|so etwas wie|schon mal|dasselbe|das gleiche|gleiche|ahnlichen
    |sowas wie|vergleichbar|gleichen|gab es das schon|gab es so etwas schon|gabs das schon|gabs sowas schon|hatten wir das schon
    |hatten wir sowas schon|hatten wir schon|hatten wir schon mal|hatten wir das|schon einmal|schon gehabt|so was wie|so etwas
    |gleicher fehler|gleiches problem|selbe problem|dasselbe problem|das gleiche problem|selber fehler|was ahnliches
    |etwas ahnliches|irgendwas ahnliches|schonmal|doppelganger|wiederholt|parallel|verwandte|verwandt|passend zu|dazu passende
    |ahnlicher|ahnelt|ahneln|vergleichbare|vergleichbares`,
  people: 'beteiligte|beteiligten|beobachter|teilnehmer|wer beobachtet|in kopie',
  involved: 'beteiligt|beobachtet|involviert|dabei|eingebunden|mitliest|kopie',
  clock: 'frist|fristen|uhr|uhren|termin|termine|deadline|zeitlimit',
  due: `fallig|falligkeit|fallige|falligen|lauft ab|ablaufen|ablauft|beantwortet werden|beantwortet sein|erledigt werden
    |erledigt sein|geantwortet|geantwortet werden|fertig sein|deadline|frist|gelost werden|antworten|laufen|bis wann|ansteht
    |fertig werden|fertig werden muss|muss raus|mussen raus|raus muss|raus mussen|erledigen|beantworten|zu beantworten|fertig
    |erledigt haben|geliefert werden|abgearbeitet werden|gemacht werden|fallig wird|fallig werden|fallig ist|fallig sind`,
  history: `passiert|geschehen|verlauf|geschichte|los|stand|status|neues|gelaufen|historie|lauft|weiter|geworden|kummert sich|bearbeitet
    |zustandig|zusammenfassung|aus|geworden ist|draus geworden|was wurde aus|wurde aus|wie weit|wie weit ist|wie weit sind wir
    |stand der dinge bei|verlauf von|geandert|verandert|angeschaut|schon angeschaut|geguckt|geschaut|getan|passiert bei|tut sich
    |neues bei|neues zu|gibts neues|gibt es neues|gibt es was neues|weitergegangen|vorangegangen|kam raus|hintergrund|besprochen
    |abgemacht|gehort|gehoren|dran bei|betreut|wer betreut|kummert`,
  status: 'status|zustand|stand',
  priority: 'prioritat|prio|prioritaten',
  channel_mail: 'per mail|per e mail|per email',
  suggest: 'vorschlag|vorschlage|passende artikel|welcher artikel|welche artikel|passt|passen|hilft bei|hilft|vorschlagen',
  open: `offen|offene|offenen|offener|offenes|unerledigt|unerledigte|unerledigten|ungelost|ungeloste|ungelosten|noch offen
    |nicht erledigt|nicht gelost|noch nicht gelost|noch nicht erledigt|anstehend|aussteht|ausstehend|ausstehende|unbearbeitet
    |nicht geschlossen|nicht abgeschlossen|ungeklart|zu erledigen|noch zu tun|noch zu machen|ubrig|noch ubrig|ubrig geblieben
    |liegt noch|liegen noch|liegt noch an|anliegend|anhangig|anhangige|auf dem tisch liegen|unfertig|unfertige|noch nicht fertig
    |nicht fertig|nicht zu|noch nicht zu|wollen von uns|will von uns|noch von uns|in der queue|in der warteschlange|lauft noch
    |laufen noch|nicht behoben|noch nicht behoben|nicht durch|noch nicht durch|offene punkte|offen geblieben|steht noch aus
    |stehen noch aus|noch aus|noch anstehend|ansteht|haben wir noch offen|noch nicht abgeschlossen|in bearbeitung oder offen
    |laufende|laufend|aktuell offen|noch im system`,
  in_progress: 'in bearbeitung|in arbeit|wird bearbeitet|werden bearbeitet|angefangen',
  waiting: `warten auf den kunden|warten auf kunden|warten auf kunde|wartet auf den kunden|wartet auf kunden|wartend
    |warten auf antwort vom kunden|warten auf|warten wir|warten wir auf|auf kunden|warten|wartet|auf antwort von|wartet auf
    |wartet auf kunde|noch nicht geantwortet|jemals geantwortet|schon geantwortet|nicht geantwortet|sich gemeldet|zuruckgemeldet
    |antwort vom kunden|hangen beim kunden|liegt beim kunden|beim kunden|liegen beim kunden|auf ruckmeldung|ruckmeldung vom kunden
    |auf eine antwort|auf ruckmeldung von|hangt beim kunden|hangt am kunden|hangen am kunden|meldet sich nicht|melden sich nicht
    |kunde ist dran|kunden sind dran|am zug|kunde am zug|warte ich|warte ich noch|warten wir noch|warten wir noch auf
    |warten wir gerade|kunden warten lassen|schuldet uns|schulden uns|lasst uns warten|lassen uns warten|auf den kunden
    |auf die kunden|auf antwort|auf antworten|auf antwort der kunden|auf den kunden warten|nachhaken|nachfassen
    |keine antwort vom kunden|kunde antwortet nicht|kunden antworten nicht|antwortet nicht|antworten nicht|auf kundenseite
    |kundenseitig|wartestatus|warten auf ruckmeldung|warten auf antwort|kunden am zug|ruckmeldung des kunden|ruckmeldung
    |nicht zuruckgemeldet|wartende|in warteposition|wartestellung`,
  unanswered: `unbeantwortet|unbeantwortete|unbeantworteten|ohne antwort|noch nicht beantwortet|nicht beantwortet|warten auf uns
    |wartet auf uns|warten auf unsere antwort|wartet auf unsere antwort|auf unsere antwort|auf eine antwort von uns
    |keine antwort von uns|wartet noch auf antwort|wartet noch auf eine antwort|wartet auf antwort|wartet auf eine antwort
    |wartet auf antworten|warten noch auf antwort|warten noch auf eine antwort|keine antwort bekommen|noch keine antwort
    |schulden wir|schulden wir noch|wem schulden wir|schulden|antworten mussen|noch keine reaktion|auf antwort von uns
    |wartet noch auf uns|warten noch auf uns|noch antworten|mussen wir noch antworten|nicht geantwortet haben
    |haben wir nicht geantwortet|wir noch nicht geantwortet|noch nicht geantwortet haben|keine ruckmeldung von uns
    |hat noch keine antwort|haben noch keine antwort|lassen wir warten|warten lassen|zuruckrufen|zuruckschreiben|antwort schuldig
    |auf unsere ruckmeldung`,
  resolved: `gelost|geloste|gelosten|erledigt|erledigte|erledigten|behoben|fertig|abgearbeitet|geschafft|fertiggestellt|beendet|beendete
    |weg bekommen|abgehakt|geklart|gefixt|repariert|hinbekommen|losgeworden|geregelt|durch`,
  closed: `geschlossen|geschlossene|geschlossenen|abgeschlossen|abgeschlossene|abgeschlossenen|zugemacht|dichtgemacht|zu gemacht
    |abgeschlossen haben|zugemachte`,
  cancelled: 'storniert|stornierte|abgebrochen|abgebrochene|verworfen',
  late: `uberfallig|uberfallige|uberfalligen|uberfalliges|verspatet|verspatete|verspateten|zu spat|im verzug|in verzug|spat
    |spat dran|im ruckstand|uberschritten|in ruckstand|uber der frist|uber die frist|uberzogen|uberzogene|hinterher|verzug
    |zu lange|ruckstandig|hangen hinterher|rot|auf rot|ist rot|rot geworden|uber der zeit|uber dem termin|verpasst|verpennt
    |zu spat dran|abgelaufen|abgelaufene|abgelaufenen|nicht rechtzeitig|uberschrittene|uberschrittenen|uberfallge|drangeblieben
    |zu spat beantwortet|hinterherhinken|hinken wir|aus der zeit|verschlafen|verschleppt|verbummelt|verschwitzt|uber die zeit
    |schon zu spat|uberzogen haben|im minus|frist uberschritten|frist abgelaufen|deren frist abgelaufen|langst fallig
    |schon fallig gewesen|ruckstand|frist verpasst|frist gerissen|fristen gerissen|schon rot|termin verpasst|hinken
    |hinken hinterher|drubber|drober|versaumt`,
  breached: `verletzt|verletzte|verletzten|sla verletzt|versprechen gebrochen|gebrochen|gerissen|sla gerissen|nicht gehalten
    |nicht eingehalten|frist verpasst|verpasste fristen|sla gebrochen|sla verpasst|sla verletzungen|verletzungen
    |zugesagt und nicht gehalten|zusage gebrochen|zusagen gebrochen|nicht eingehaltene|gerissene|gerissenen`,
  soon: `bald fallig|demnachst fallig|bald uberfallig|lauft bald ab|laufen bald ab|lauft gleich ab|bald|demnachst|brennt|brennt es
    |anbrennt|brenzlig|kritisch|droht|drohen|gefahrdet|gefahrdete|gefahrdeten|knapp|eng|knapp werden|wird knapp|wird eng
    |bald zu spat|in gefahr|kippt|kippen|zu kippen|platzt|explodiert|kurz vor|sorgen|auf der kippe|gleich fallig|in kurze|reisst
    |zu reissen|um die ohren|kurz davor|gleich zu spat|kippt gleich|zeit wird knapp|gleich ab|feuer|hutte brennt|unter den nageln
    |brennt unter den nageln|pressiert|pressieren|anbrennen|wird rot|werden rot|rot werden|gleich rot|bald rot|zeitkritisch
    |zeitkritische|zeitkritischen|nicht warten|kurz vorm|kurz vor der frist|fast uberfallig|fast zu spat|nahe an der frist
    |lauft aus|laufen aus|eskaliert|eskalieren|zu eskalieren|hochgehen|knallt|knallen|geht gleich hoch|schiefgehen
    |konnte schiefgehen|eng wird|knapp wird|bald ab|werden knapp|brennt's|brennts|lichterloh|kurz vor ablauf|kurz vorm reissen
    |reisst bald|reissen bald|drohende|brenzlich|aus dem ruder`,
  unassigned: `unzugewiesen|unzugewiesene|unzugewiesenen|nicht zugewiesen|nicht zugeordnet|noch nicht zugewiesen
    |niemandem zugewiesen|niemandem zugeordnet|niemandem|niemand|keinem zugewiesen|ohne bearbeiter|ohne zustandigen|herrenlos
    |herrenlose|herrenlosen|frei|freie|freien|nicht vergeben|unverteilt|unverteilte|keiner|keiner hat|niemand kummert sich
    |kummert sich niemand|kummert sich keiner|hat keiner|hat niemand|unbearbeitet|ohne besitzer|keiner kummert sich
    |gehoren niemandem|gehort niemandem|noch frei|hat noch keiner|hat noch niemand|angefasst|nimmt|ubernommen|noch niemand
    |noch keiner|kummert|keinen bearbeiter|kein bearbeiter|ohne verantwortlichen|ohne verantwortliche|kein verantwortlicher
    |nicht verteilt|niemandes|will keiner|will niemand|keiner dran|niemand dran|zu vergeben|noch zu vergeben|unbesetzt
    |nicht ubernommen|niemand hat|bearbeitet keiner|bearbeitet niemand|bearbeitet gerade keiner|macht keiner|macht niemand
    |kein zustandiger|ohne zuweisung|ohne zustandigkeit|keinem gehoren|keinem gehort|gehort keinem|gehoren keinem|liegen herum
    |liegen rum|liegt rum|keiner macht|niemand macht|keiner bearbeitet|niemand bearbeitet|nicht zugeteilt|unzugeteilt|unzugeordnet
    |zugeteilt|verwaist|verwaiste|unvergeben|niemand zustandig|keiner zustandig|zu verteilen|noch zu verteilen|niemandem gehoren
    |geschnappt|keiner geschnappt|keiner ubernommen|keiner angenommen|niemand angenommen|niemand ubernommen|noch keiner genommen
    |keiner gegriffen`,
  assigned: 'zugewiesen|zugeordnet|bearbeitet von|zustandig',
  working_on: 'arbeitet an|arbeitet|macht|bearbeitet|hat|kummert sich um|zu tun|auf dem tisch|beschaftigt|dran|zustandig|gerade macht',
  busy: `ausgelastet|uberlastet|zu viel|zu viel zu tun|viel zu tun|beschaftigt|hat zeit|kapazitat|zeit|auslastung|luft|am anschlag
    |uberfordert|land unter|absaufen|sauft ab|sauft|voll ausgelastet|voll|uberladen|uberarbeitet|viel um die ohren
    |am meisten zu tun|am meisten|wenig zu tun|am wenigsten zu tun|freie kapazitat|freie kapazitaten|luft hat|zeit hat
    |viel auf dem tisch|viel zu tun hat|viel am hals|ausgelastet ist|volle hande|unter wasser|ertrinkt|stress|gestresst|im stress
    |uberlauft|am limit|zu viel auf dem tisch|auf dem tisch|auf dem schreibtisch|auf dem zettel|auf der liste|um die ohren
    |zu knabbern|platz fur|noch luft|noch platz`,
  watching: 'beobachte|beobachte ich|beobachtet|verfolge|folge ich|folge|verfolgt',
  snoozed: 'zuruckgestellt|zuruckgestellte|zuruckgestellten|schlafend|schlafende|schlummernd|verschoben|verschobene|vertagt|auf eis',
  spam: 'spam|werbung|mull|spamverdacht',
  reopened: `wiedereroffnet|wieder geoffnet|wieder aufgemacht|wiedereroffnete|erneut geoffnet|wieder offen|wieder aufgegangen
    |wieder hochgekommen|zuruckgekommen|wieder da|wiedergekommen|wieder aufgetaucht|doch nicht gelost|neu aufgemacht`,
  merged: 'zusammengefuhrt|zusammengefuhrte|zusammengelegt',
  untouched: `unberuhrt|nicht angefasst|nicht bearbeitet|nichts passiert|liegen geblieben|liegengeblieben|keine aktivitat
    |ohne aktivitat|nicht aktualisiert|nichts getan|vergessen|vergessene|vergessenen|eingeschlafen|verstaubt|verstauben|stillstand
    |nichts mehr passiert|nicht mehr angefasst|nichts geschehen|nicht bewegt|nichts bewegt|keine bewegung|ruhen|stocken|hangen
    |brach|untatig|nicht angeruhrt|tut sich nichts|tut sich nichts mehr|liegen bleibt|liegenbleibt|schimmelt|schimmeln|vergammelt
    |vergammeln|gammelt|gammeln|verstaubt gerade|staubt|staub|fault|faulen|verrottet|verrotten|vor sich hin|liegt rum|stockt
    |stehen still|steht still|kommt nicht voran|kommen nicht voran|nicht voran|nicht vorangekommen|nichts tut sich
    |nichts mehr getan|passiert nichts|passiert nichts mehr|keiner angefasst|niemand angefasst|ohne bewegung|ohne update
    |lange nichts|lange nicht|nicht weitergegangen|geht nicht weiter|gehen nicht weiter|festgefahren|festgefahrene|eingefroren
    |herumliegen|rumliegen|still geworden|ruhig geworden|vergessen haben|haben wir vergessen|links liegen|nicht angeschaut|hangt
    |hangen fest|nichts tut|schmoren|schmort|unbearbeitet`,
  older: 'alter als|mehr als|langer als|seit mehr als|seit uber|seit langer als|uber|alt',
  younger: 'junger als|neuer als|weniger als',
  oldest: `alteste|altesten|altestes|am langsten|am altesten|langsten|am langsten offen|am langsten liegen|liegt am langsten
    |liegen am langsten|langste|am langsten warten|schon ewig|ewig`,
  newest: 'neueste|neuesten|neuestes|letzten|letzte|zuletzt|jungste|jungsten|kurzlich',
  new: 'neu|neue|neuen|neues|neuer|frisch|frische',
  arrived: `eingegangen|eingegangene|eingegangenen|reingekommen|hereingekommen|rein|gekommen|erhalten|bekommen|gemeldet|gemeldete
    |erstellt|erstellte|eroffnet|eroffnete|aufgemacht|angekommen|neu|neue|neuen|neues|aufgelaufen|eingetroffen|kam|kamen|kam rein
    |kamen rein|gestellt|angelegt|angelegte|reinkamen|reinkam|dazugekommen|geschickt|reingekommen ist|rein gekommen|reinkommt
    |eingelaufen|eingegangen ist|dazu gekommen|gelandet|aufgeschlagen|aufgeschlagene|kommt rein|kommen rein|gemeldet worden
    |gekriegt|reinbekommen|reingeflattert|eingetrudelt|hat geschickt|uns geschickt|geschrieben haben|uns geschrieben|neu dazu
    |erfasst`,
  urgent: `dringend|dringende|dringenden|dringendes|dringendsten|kritisch|kritische|kritischen|eilig|eilige|eiligen|notfall|notfalle
    |sehr dringend|hochste prioritat|hochster prioritat|superdringend|am dringendsten|dringlich|dringliche|dringlichen
    |dringlichste|dringlichsten|eilt|brandeilig|hochprio|top prio|allerwichtigsten|wichtigsten`,
  high: 'hoch|hohe|hoher|wichtig|wichtige|wichtigen|wichtiges|hohe prioritat|hoher prioritat',
  medium: 'mittel|mittlere|mittlerer|mittlere prioritat',
  low: 'niedrig|niedrige|niedriger|niedrige prioritat|unwichtig|unwichtige',
  all: 'alle|aller|allen|alles|samtliche|samtlichen',
  ever: 'jemals|insgesamt|je|uberhaupt|aller zeiten|von anfang an|bisher insgesamt',
  complained: `beschwert|beklagt|geklagt|gefragt|geschrieben|gemeldet|beschwerte|meldet|nachgefragt|angefragt|arger|beschweren
    |beschweren sich|meckert|meckern|motzt|nervt|nerven|klagt|klagen|schreibt|schreiben uns|ruft an|macht arger|macht am meisten
    |arbeit macht|stress|macht stress|hat probleme mit|haben probleme mit`,
  mentions: 'erwahnen|enthalten|erwahnt',
  answered: 'geantwortet|beantwortet',
  billing: 'rechnung|rechnungen|rechnungsfragen|abrechnung|zahlung|zahlungen|rechnungsfrage|buchhaltung|zahlungsfragen',
  bug: 'bug|bugs|programmfehler|softwarefehler',
  feature: `featurewunsch|featurewunsche|feature wunsche|verbesserungsvorschlage|verbesserungsvorschlag|wunsche|funktionswunsche
    |feature anfragen|feature requests`,
  technical: 'technische|technischen|technisch|technische probleme|technische anfragen',
  stats: `statistik|statistiken|zahlen|kennzahlen|auswertung|bericht|uberblick|wie lief|wie war|wie lauft es|wie lauft|wie laufts
    |wie stehen wir da|report|ubersicht|wie liefen|wie waren|wie lief es|bilanz|wie steht es um|wie sieht es aus|wie schaut es aus
    |wie siehts aus|wie schauts aus|wie stehen wir|lage|die lage|zwischenstand|wie gut waren wir|wie war die woche|wie gut
    |gut gelaufen|lief es gut|lief die woche|wie ging|wie ging es|kurzer uberblick|zusammengefasst|monatsbericht|wochenbericht
    |leistung|was haben wir geschafft|eckdaten|die zahlen|gesamtlage|stand der dinge`,
  trend: `trend|entwicklung|entwickelt|mehr tickets als|mehr als|mehr anfragen|zugenommen|abgenommen|steigt|sinkt|nimmt zu
    |nimmt ab|mehr tickets|weniger tickets|mehr zu tun|verlauf|mehr als sonst|im vergleich|mehr als fruher|als vorher|als fruher
    |werden es mehr|ruckstau|mehr los|weniger los|mehr los als|ruhiger|ruhiger als|voller als|ansteigen|steigen|fallen|gestiegen
    |gesunken|entwickeln|vergleich zum|im vergleich zu|verglichen mit|im vergleich zum|mehr rein als|mehr als letzte
    |mehr als letzten|zunahme|abnahme|tendenz|mehr als ublich|weniger als|wird es mehr|wird es weniger|wird mehr|wachst|schrumpft
    |mehr als vorher|nehmen zu|nehmen ab|verlauf der tickets|mehr anfragen als`,
  speed: `wie schnell|antwortzeit|antwortzeiten|reaktionszeit|reaktionszeiten|losungszeit|losungszeiten|bearbeitungszeit
    |bearbeitungszeiten|wie lange brauchen wir|wie lange warten kunden|wie lange dauert|durchlaufzeit|wie lange dauert es|schnell
    |langsamer|schneller|trager|langsam|wartezeit|wartezeiten|wie flott|erste antwort|ersten antwort|erstantwort|wie lange warten
    |bis wir antworten|bis zur ersten antwort|bis zur losung|im schnitt|durchschnittlich`,
  sla: `sla|slas|servicelevel|service level|servicelevels|zusagen|reaktionszeiten einhalten|fristen eingehalten|sla quote
    |servicezeiten eingehalten`,
  kept: `halten wir|einhalten|eingehalten|einhaltung|halten wir unsere|versprechen|rechtzeitig|punktlich|zusagen|halten
    |halten wir unsere zusagen|halten wir unsere versprechen|halten wir unsere fristen|fristgerecht|halten wir die|im rahmen
    |in der zeit|fristen eingehalten|termintreue|schaffen wir unsere|schaffen wir die|ziele|ziele erreicht
    |erreichen wir unsere ziele|gehalten|erfullt|erfullen|quote`,
  satisfaction: `zufrieden|zufriedenheit|kundenzufriedenheit|bewertung|bewertungen|glucklich|feedback|ruckmeldungen|umfrage
    |bewerten|unzufrieden|note|noten|halten die kunden von uns|uber uns|stimmung|zufrieden mit uns|happy|unzufriedene|zufriedene
    |glucklich mit uns|rezensionen|sterne|kundenstimmung|was sagen kunden|was sagen die kunden|was halten kunden|finden uns
    |mogen uns|sauer auf uns|verargert|wie zufrieden|ruckmeldungen der kunden|kundenmeinung`,
  failed: `fehlgeschlagen|nicht rausgegangen|nicht raus|nicht zugestellt|nicht gesendet|nicht angekommen|gescheitert|hangen|hangt
    |steckengeblieben|nicht verschickt|nicht versendet|verloren gegangen|schiefgegangen|nicht raus gegangen|unzustellbar
    |unzustellbare|schief|gehangen|verloren`,
  doubt: 'unklar|ungewiss|im zweifel|unsicher|ungeklart|zweifelhaft|fraglich',
  queued: 'wartende mails|noch nicht gesendet|in der warteschlange|noch nicht verschickt|noch zu senden',
  sent: 'gesendet|gesendete|verschickt|verschickte|rausgegangen|versendet|versendete|ausgegangen|raus',
  how_is: `wie geht es|wie gehts|wie steht es um|wie steht es mit|wie sieht es bei|was ist los bei|was ist bei|was gibt es neues bei
    |wie lauft es bei|wie lauft es mit|was gibts neues bei|stand bei|wie steht es bei|wie sieht es aus bei|was lauft bei|was macht`,
  today: `heute|heutige|heutigen|heute schon|seit heute morgen|heute fruh|heute morgen|bis heute abend|bis feierabend|vor feierabend
    |heute noch|noch heute|heute vormittag|heute nachmittag|bis mittag|bis heute|den tag uber|vormittag|nachmittag`,
  yesterday: 'gestern|gestrigen|gestern nachmittag|gestern abend|gestern fruh|gestern vormittag|gestern mittag',
  tomorrow: 'morgen|bis morgen|bis morgen fruh|morgen fruh|morgen vormittag|morgen nachmittag|morgen abend',
  tonight: 'heute abend|heute nacht',
  weekend: 'wochenende|wochenenden',
  last: 'letzte|letzten|letzter|letztes|letztem|vergangene|vergangenen|vergangener|vorige|voriger|vorigen|vorigem|vergangenes',
  next: 'nachste|nachsten|nachster|nachstes|kommende|kommenden|kommender|folgende',
  this: 'diese|dieser|dieses|diesen|diesem|aktuelle|laufende|aktuellen|laufenden',
  since: 'seit|ab|seit dem',
  within: 'in den nachsten|innerhalb von|binnen|in|innerhalb der nachsten|innerhalb',
  ago: 'vor',
  minute: 'minute|minuten',
  hour: 'stunde|stunden|std',
  day: 'tag|tage|tagen|tages|tagesweise',
  week: 'woche|wochen',
  month: 'monat|monate|monaten|monats',
  quarter: 'quartal',
  year: 'jahr|jahre|jahren|jahres',
  monday: 'montag',
  tuesday: 'dienstag',
  wednesday: 'mittwoch',
  thursday: 'donnerstag',
  friday: 'freitag',
  saturday: 'samstag|sonnabend',
  sunday: 'sonntag',
  january: 'januar|janner',
  february: 'februar',
  march: 'marz',
  may: 'mai',
  june: 'juni',
  july: 'juli',
  october: 'oktober',
  december: 'dezember',
  one: 'ein|eine|einer|einem|einen',
  two: 'zwei|paar|ein paar',
  three: 'drei|mehrere',
  four: 'vier',
  five: 'funf',
  six: 'sechs',
  seven: 'sieben',
  eight: 'acht',
  nine: 'neun',
  ten: 'zehn',
  twelve: 'zwolf',
  fourteen: 'vierzehn',
  thirty: 'dreissig',
  write: `schliesse|schliess|schliessen|losche|losch|loschen|weise|zuweisen|erledige|lose|setze|andere|verschiebe|sende|schicke
    |antworte|erstelle|lege|merge|storniere|offne|gib|ubergib|mach|mache|vergiss|ignoriere|sperre|blockiere|buche|bestelle
    |entferne|schreibe|schreib|informiere|eskaliere`,
  assign_to: 'weise|gib|ubergib|zuweisen|zu geben|ordne|geben|geb|uberlassen|ubergeben|ubertragen|ubertrag|weitergeben|zuteilen|uberlasse',
  assign_self: 'nimm|ubernimm',
  resolve_it: 'lose|erledige',
  close_it: 'schliesse|schliess',
  reopen_it: 'offne wieder',
};
