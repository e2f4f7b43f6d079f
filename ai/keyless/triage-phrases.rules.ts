/**
 * The words keyless triage knows, per language. Phrases are whole words separated by `|`; a `*` at the end of a word stands for its endings.
 * What they mean follows `domain.md` 3.4 rule 8: urgent = outage, everyone, security incident, data loss; high = cannot work, down, broken, urgent;
 * low = question, how do I, information. `calm` takes one step back; `negators` in the three words before a phrase cancel it.
 */
export type PhraseTable = {
  urgent: string;
  high: string;
  calm: string;
  low: string;
  bug: string;
  feature_request: string;
  billing: string;
  technical: string;
  support: string;
  quote: string;
  lookup: string;
  negators: string;
};

export const phraseTables: Readonly<Record<string, PhraseTable>> = {
  en: {
    urgent:
      'outage|total failure|complete failure|nobody can work|no one can work|none of us can work|everyone is affected|affects everyone|affecting everyone|for everyone in the|everybody is affected|all users are|all staff are|whole office is|entire office is|whole company is|entire company is|whole site is|everything is down|production is down|production has stopped|ransomware|hacked|data breach|security incident|security breach|data loss|lost all data|lost all our data|files are gone|folder are gone|folder is gone|data is gone|data are gone|no other copy|encrypted all|burning smell|smell of burning|smells of burning|smells like burning|smoke is coming|on fire|caught fire',
    high: 'cannot work|can not work|can t work|unable to work|stops us from working|is down|are down|went down|goes down|been down|still down|down again|down since|completely down|server down|internet down|network down|vpn down|system down|phones down|line down|line is dead|phone is dead|phones are dead|cannot reach us|can t reach us|nobody can reach us|phishing|suspicious mail|suspicious email|broken|broke down|urgent|urgently|asap|as soon as possible|emergency|critical|immediately|at a standstill|very important',
    calm: 'not urgent|no longer urgent|not that urgent|not very urgent|not so urgent|not really urgent|not particularly urgent|nothing urgent|no urgency|not an emergency|doesn t seem urgent|isn t urgent|no rush|no hurry|not critical|not time critical|low priority|whenever you have time|when you have time|whenever you get a chance|take your time|nice to have',
    low: 'question|questions|how do i|how do we|how can i|how can we|information|just wondering|i was wondering|for your information|feedback',
    bug: 'bug|bugs|error|errors|error message|crash|crashes|crashed|crashing|exception|freezes|wrong result|blue screen',
    feature_request:
      'feature request|new feature|would be nice if|would be great if|could you add|can you add|please add an option|suggestion|enhancement|improvement|it would help if',
    billing:
      'invoice|invoices|billing|bill|payment|payments|paid twice|charged|refund|credit note|direct debit|reminder fee|payment reminder|overcharged|receipt',
    technical:
      'not working|doesn t work|does not work|don t work|stopped working|won t start|won t turn on|is down|are down|offline|broken|no connection|no internet|no signal|no dial tone|network|wi fi|wifi|router|switch|firewall|server|printer|access point|vpn|cable|cabling|camera|phone system|desk phone|our phone|our phones|phone line|laptop|docking station|backup|slow|disconnects|outage|cannot connect|can t connect|can not connect|cannot print|can t print',
    support:
      'help|assistance|support|how do i|how can i|how do we|password|reset my|log in|login|locked out|account|access to|permission|permissions|training|instructions|new employee|new user|new starter|new joiner|new colleague|set up a|set up an',
    quote:
      'a quote|quote for|quotes for|request for quote|quotation|quote us|price for|prices for|pricing for|price list|how much would|how much does|how much is|what would it cost|what does it cost|what would be the cost|send us an offer|make us an offer|an offer for|cost estimate|an estimate for|proposal for',
    lookup:
      'status of|what is the status|what s the status|any news|any update|any updates|update on my|where is my|where are we with|when will the technician|when is the technician|when will my|how far are you|have you received my|is there any progress|what is the state of',
    negators: 'not|no|never|without|isn|aren|wasn|doesn|don|didn|nothing|neither|nor',
  },
  de: {
    urgent:
      'totalausfall|komplettausfall|ausfall aller|niemand kann arbeiten|keiner kann arbeiten|kein mensch kann arbeiten|alle sind betroffen|betrifft alle|alle mitarbeiter*|alle kollegen sind|alle benutzer|ganze firma|ganzen firma|gesamte firma|ganze büro|gesamte büro|ganze standort|gesamte standort|nichts geht mehr|produktion steht|ransomware|erpressungstrojaner|verschlüsselungstrojaner|gehackt|datenleck|datenpanne|sicherheitsvorfall|datenverlust|alle daten sind weg|alle daten weg|dateien sind weg|daten sind weg|daten sind verloren|brandgeruch|riecht verbrannt|es brennt|es raucht|cyberangriff|hackerangriff',
    high: 'kann nicht arbeiten|können nicht arbeiten|nicht arbeitsfähig|uns nicht erreichen|uns niemand erreichen|tot|phishing|verdächtige mail|verdächtige e mail|nicht mehr arbeiten|kaputt|defekt*|ausgefallen|ausfall|dringend*|eilt|sehr eilig|eilig|so schnell wie möglich|schnellstmöglich|umgehend|sofort|notfall|kritisch|ist down|sind down|geht gar nichts|steht still|stillstand|schnellstens|asap|dringlich*',
    calm: 'nicht dringend*|nicht mehr dringend*|nicht so dringend*|nicht sehr dringend*|nicht besonders dringend*|nichts dringendes|nicht so eilig|nicht mehr eilig|kein notfall|ohne eile|nicht eilig|keine eile|eilt nicht|hat zeit|nicht kritisch|wenn sie zeit haben|wenn ihr zeit habt|bei gelegenheit|niedrige priorität',
    low: 'frage|fragen|rückfrage|wie kann ich|wie können wir|wie mache ich|information|informationen|auskunft|zur info|zur information|wissen ob|hinweis',
    bug: 'fehler|fehlermeldung*|absturz|stürzt ab|abgestürzt|bug|bugs|friert ein|bluescreen|falsches ergebnis',
    feature_request:
      'wäre schön wenn|wäre toll wenn|wäre hilfreich wenn|wunsch|verbesserungsvorschlag|vorschlag|neue funktion|funktionswunsch|können sie hinzufügen|erweiterung',
    billing:
      'rechnung*|abrechnung*|zahlung*|mahnung*|gutschrift*|lastschrift*|erstattung*|abgebucht|überweisung*|rückerstattung|doppelt bezahlt|buchhaltung',
    technical:
      'funktioniert nicht|funktionieren nicht|funktioniert nicht mehr|geht nicht|gehen nicht|geht nicht mehr|läuft nicht|startet nicht|kein internet|keine verbindung|keinen empfang|nicht erreichbar|offline|kaputt|defekt*|gestört|störung*|netzwerk*|wlan|router|switch|firewall|server*|drucker*|vpn|kabel*|kamera*|telefonanlage*|unser telefon|unsere telefone|telefonleitung|kein netz|laptop*|backup|datensicherung|langsam|ausfall|ausgefallen|druckt nicht|keine mails|bricht ab',
    support:
      'hilfe|helfen|unterstützung|wie kann ich|wie können wir|passwort*|kennwort*|anmelden|anmeldung|einloggen|gesperrt|zugang|zugriff|benutzerkonto|konto|berechtigung*|schulung|anleitung|neuer mitarbeiter|neue mitarbeiterin|neuen mitarbeiter',
    quote:
      'angebot für|ein angebot|um angebot|um ihr angebot|angebot über|angebot erstellen|angebot zusenden|angebotsanfrage|offerte|kostenvoranschlag*|preis für|preise für|preisanfrage|preisliste|was kostet|was kosten|was würde|wie teuer|wieviel kostet|wie viel kostet|wie viel würde',
    lookup:
      'stand meines|stand meiner|stand unseres|stand unserer|aktueller stand|aktuelle stand|wie ist der stand|wie ist der status|status meines|status meiner|gibt es neuigkeiten|gibt es etwas neues|schon etwas neues|wann kommt der techniker|wann kommt ihr techniker|wo bleibt|wo ist meine|wie weit sind|haben sie meine|ist meine mail angekommen',
    negators: 'nicht|kein|keine|keinen|keiner|keinem|nie|ohne|weder|nichts',
  },
  fr: {
    urgent:
      'panne générale|panne totale|plus personne ne peut travailler|personne ne peut travailler|tout le monde est touché|tout le monde est bloqué|tous les utilisateurs|tous les employés|toute l entreprise|tout le bureau|tout est en panne|plus rien ne fonctionne|plus rien ne marche|production est arrêtée|production à l arrêt|rançongiciel|ransomware|piraté*|fuite de données|incident de sécurité|perte de données|perdu toutes nos données|cyberattaque',
    high: 'ne peux pas travailler|ne pouvons pas travailler|peux plus travailler|pouvons plus travailler|impossible de travailler|en panne|hors service|cassé*|urgent*|urgence|au plus vite|dès que possible|le plus vite possible|immédiatement|critique|bloqué*|à l arrêt|asap',
    calm: 'pas urgent*|pas très urgent*|pas si urgent*|pas vraiment urgent*|n est plus urgent*|pas une urgence|rien d urgent|pas d urgence|pas pressé|pas critique|quand vous aurez le temps|à l occasion|sans urgence|prenez votre temps',
    low: 'question|questions|comment puis je|comment faire|comment peut on|information|informations|renseignement*|pour information|je me demande|savoir si',
    bug: 'erreur|erreurs|message d erreur|bug|bogue|plante|planté|se ferme tout seul|écran bleu|se fige',
    feature_request:
      'suggestion|amélioration|nouvelle fonctionnalité|ce serait bien|serait utile|pourriez vous ajouter|il serait souhaitable|demande d évolution',
    billing:
      'facture|factures|facturation|paiement*|remboursement*|avoir sur|prélèvement*|débité*|payé deux fois|relance de paiement|comptabilité',
    technical:
      'ne fonctionne pas|ne fonctionne plus|ne fonctionnent plus|ne marche pas|ne marche plus|ne marchent plus|ne démarre pas|ne démarre plus|pas d internet|plus d internet|pas de connexion|plus de connexion|hors ligne|en panne|panne|réseau|wifi|wi fi|routeur|commutateur|pare feu|serveur*|imprimante*|vpn|câble*|câblage|caméra*|sauvegarde*|lent|lente|coupure*|inaccessible*|n imprime*',
    support:
      'aide|aider|assistance|support|comment puis je|comment faire|mot de passe|connecter|connexion impossible|verrouillé*|compte|accès|autorisation*|formation|nouvel employé|nouveau collaborateur|mode d emploi',
    quote:
      'devis|un prix pour|prix pour|tarif*|combien coûte*|combien coûterait|une offre pour|offre de prix|proposition commerciale|estimation pour|chiffrer',
    lookup:
      'où en est|où en sommes|où en êtes|quel est l état|quel est le statut|état de ma demande|état d avancement|statut de ma|avez vous des nouvelles|des nouvelles de|quand viendra|quand passe le technicien|quand arrive|avez vous reçu|où est ma',
    negators: 'pas|non|jamais|sans|aucun|aucune|ni|rien',
  },
  es: {
    urgent:
      'caída total|fallo total|nadie puede trabajar|afecta a todos|todos los usuarios|todos los empleados|toda la empresa|toda la oficina|todo está caído|no funciona nada|producción está parada|producción parada|ransomware|hackeado*|nos han hackeado|fuga de datos|brecha de seguridad|incidente de seguridad|pérdida de datos|perdido todos los datos|ciberataque',
    high: 'no puedo trabajar|no podemos trabajar|imposible trabajar|está caído|está caída|están caídos|se ha caído|averiado*|averiada*|roto|rota|estropeado*|estropeada*|urgente*|urgencia|urgentemente|lo antes posible|cuanto antes|de inmediato|inmediatamente|emergencia|crítico|crítica|parado|parada',
    calm: 'no es urgente|no es muy urgente|no es tan urgente|ya no es urgente|nada urgente|no es una emergencia|no urgente|sin prisa|no hay prisa|no corre prisa|cuando puedan|cuando tengan tiempo|sin urgencia|no es crítico',
    low: 'pregunta|preguntas|duda|dudas|cómo puedo|cómo podemos|cómo se|información|para su información|quisiera saber|me gustaría saber',
    bug: 'error|errores|mensaje de error|fallo del programa|se cierra solo|se bloquea|pantalla azul|bug',
    feature_request: 'sugerencia|mejora|nueva función|nueva funcionalidad|sería útil|estaría bien|podrían añadir|pueden añadir',
    billing:
      'factura|facturas|facturación|pago|pagos|reembolso|abono|cobrado*|cobro|cargo duplicado|recibo|devolución del importe|contabilidad',
    technical:
      'no funciona|no funcionan|no arranca|no enciende|dejó de funcionar|ha dejado de funcionar|sin internet|sin conexión|no hay conexión|desconectado*|caído|caída|red|wifi|router|switch|cortafuegos|servidor*|impresora*|vpn|cable*|cableado|cámara*|centralita|copia de seguridad|lento|lenta|avería*|averiado*|averiada*|no imprime|no puedo conectar*',
    support:
      'ayuda|ayudar|asistencia|soporte|cómo puedo|cómo se|contraseña*|iniciar sesión|bloqueado|bloqueada|cuenta de|acceso|permiso*|formación|nuevo empleado|nueva empleada|instrucciones',
    quote:
      'presupuesto|presupuestos|cotización|cotizar|cuánto cuesta|cuánto costaría|precio para|precio de|precios de|oferta para|una oferta|lista de precios',
    lookup:
      'cuál es el estado|estado de mi|estado del|hay novedades|alguna novedad|alguna noticia|cómo va mi|dónde está mi|cuándo viene|cuándo llega|cuándo vendrá|han recibido mi|en qué punto',
    negators: 'no|nunca|sin|ningún|ninguna|tampoco|nada',
  },
  it: {
    urgent:
      'blocco totale|guasto totale|nessuno può lavorare|nessuno riesce a lavorare|tutti sono bloccati|riguarda tutti|tutti gli utenti|tutti i dipendenti|tutta l azienda|tutto l ufficio|non funziona più niente|non funziona più nulla|produzione ferma|produzione è ferma|ransomware|hackerat*|violazione dei dati|violazione di sicurezza|incidente di sicurezza|perdita di dati|perso tutti i dati|attacco informatico',
    high: 'non posso lavorare|non possiamo lavorare|non riesco a lavorare|non riusciamo a lavorare|impossibile lavorare|è giù|è fuori servizio|fuori servizio|guasto|guasta|rotto|rotta|urgente*|urgenti|urgenza|il prima possibile|al più presto|immediatamente|subito|emergenza|critico|critica|fermi|bloccati',
    calm: 'non è urgente|non è più urgente|non è molto urgente|non è così urgente|per niente urgente|niente di urgente|non è un emergenza|non urgente|nessuna urgenza|senza fretta|non c è fretta|quando avete tempo|con calma|non è critico',
    low: 'domanda|domande|come posso|come possiamo|come si fa|informazione|informazioni|per informazione|vorrei sapere|mi chiedevo',
    bug: 'errore|errori|messaggio di errore|va in crash|si chiude da solo|schermata blu|bug|si blocca',
    feature_request:
      'suggerimento|miglioramento|nuova funzione|nuova funzionalità|sarebbe utile|sarebbe bello|potreste aggiungere|potete aggiungere',
    billing:
      'fattura|fatture|fatturazione|pagamento|pagamenti|rimborso|nota di credito|addebito|addebitato*|pagato due volte|sollecito di pagamento|contabilità',
    technical:
      'non funziona|non funzionano|non funziona più|non parte|non si accende|ha smesso di funzionare|senza internet|nessuna connessione|manca la connessione|offline|rete|wifi|router|switch|firewall|server|stampante|stampanti|vpn|cavo|cavi|cablaggio|telecamera|telecamere|centralino|backup|lento|lenta|guasto|non stampa|non riesco a connetter*',
    support:
      'aiuto|aiutare|aiutarmi|assistenza|supporto|come posso|password|accedere|accesso|bloccato|account|permesso|permessi|formazione|nuovo dipendente|istruzioni',
    quote:
      'preventivo|preventivi|quotazione|quanto costa|quanto costerebbe|quanto costano|prezzo per|prezzo di|prezzi di|offerta per|un offerta|listino',
    lookup:
      'a che punto|qual è lo stato|stato della mia|stato del mio|stato della richiesta|ci sono novità|ci sono aggiornamenti|quando arriva|quando viene|dov è il mio|dov è la mia|avete ricevuto',
    negators: 'non|nessun|nessuna|mai|senza|né|niente',
  },
  nl: {
    urgent:
      'totale storing|volledige storing|grote storing|niemand kan werken|iedereen heeft er last van|geldt voor iedereen|alle medewerkers|alle gebruikers|hele bedrijf|hele kantoor|alles ligt plat|niets werkt meer|productie ligt stil|ransomware|gehackt|datalek|beveiligingsincident|gegevensverlies|dataverlies|alle gegevens kwijt|alle bestanden kwijt|cyberaanval',
    high: 'kan niet werken|kunnen niet werken|kan niet meer werken|kunnen niet meer werken|ligt plat|ligt eruit|ligt stil|kapot|defect|stuk|dringend|urgent|spoed|zo snel mogelijk|zsm|onmiddellijk|meteen|noodgeval|kritiek|asap',
    calm: 'niet dringend|niet meer dringend|niet zo dringend|niet erg dringend|niet heel dringend|niet meer urgent|niet zo urgent|niets dringends|geen noodgeval|niet urgent|geen haast|geen spoed|heeft geen haast|wanneer u tijd heeft|als het uitkomt|niet kritiek',
    low: 'vraag|vragen|hoe kan ik|hoe kunnen wij|hoe moet ik|informatie|ter informatie|ik vroeg me af|zou graag weten',
    bug: 'fout|foutmelding*|foutcode|crasht|loopt vast|vastgelopen|bug|blauw scherm',
    feature_request:
      'suggestie|verbetering|nieuwe functie|zou fijn zijn|zou mooi zijn|zou handig zijn|kunnen jullie toevoegen|kunt u toevoegen',
    billing:
      'factuur|facturen|facturatie|betaling*|terugbetaling|creditnota|incasso|afgeschreven|dubbel betaald|betalingsherinnering|aanmaning|boekhouding',
    technical:
      'werkt niet|werken niet|werkt niet meer|doet het niet|doet het niet meer|start niet|geen internet|geen verbinding|niet bereikbaar|offline|storing|storingen|netwerk*|wifi|router|switch|firewall|server*|printer*|vpn|kabel*|bekabeling|camera*|telefooncentrale|back up|traag|kapot|print niet|ligt plat|ligt eruit|valt weg',
    support:
      'hulp|helpen|ondersteuning|hoe kan ik|hoe moet ik|wachtwoord*|inloggen|geblokkeerd|toegang|account|rechten|training|handleiding|nieuwe medewerker|nieuwe collega',
    quote:
      'offerte|offertes|prijsopgave|prijs voor|prijzen voor|wat kost|wat kosten|wat zou het kosten|hoeveel kost|hoe duur|aanbieding voor|prijslijst',
    lookup:
      'wat is de status|status van mijn|status van ons|hoe staat het met|stand van zaken|is er al nieuws|al nieuws over|waar blijft|waar is mijn|wanneer komt de monteur|wanneer komt de technicus|wanneer komt|hebben jullie mijn|heeft u mijn',
    negators: 'niet|geen|nooit|zonder|niets',
  },
  pl: {
    urgent:
      'całkowita awaria|awaria całej|poważna awaria|nikt nie może pracować|wszyscy nie mogą|dotyczy wszystkich|wszyscy pracownicy|wszyscy użytkownicy|cała firma|całe biuro|nic nie działa|produkcja stoi|ransomware|zhakowan*|wyciek danych|incydent bezpieczeństwa|utrata danych|utraciliśmy dane|straciliśmy wszystkie dane|cyberatak|włamanie',
    high: 'nie mogę pracować|nie możemy pracować|nie da się pracować|awaria|awarii|awarię|nie działa w ogóle|zepsut*|zepsuł*|uszkodzon*|pilne|pilna|pilny|pilnie|jak najszybciej|natychmiast|nagły przypadek|krytyczn*|leży sieć|leży serwer|stoi praca|asap',
    calm: 'nie jest piln*|nie jest już piln*|nie jest bardzo piln*|nie jest to piln*|już nie piln*|nie tak piln*|niezbyt piln*|nic pilnego|nie pilne|niepilne|to nic pilnego|nie ma pośpiechu|bez pośpiechu|w wolnej chwili|nie jest krytyczn*|niski priorytet',
    low: 'pytanie|pytania|jak mogę|jak możemy|jak zrobić|informacja|informację|informacje|do wiadomości|chciałbym wiedzieć|chciałabym wiedzieć|zastanawiam się',
    bug: 'błąd|błędy|błędu|komunikat o błędzie|zawiesza się|wysypuje się|zawiesił*|bug|niebieski ekran',
    feature_request:
      'sugestia|propozycja|ulepszenie|nowa funkcja|nową funkcję|byłoby dobrze|byłoby miło|czy możecie dodać|czy mogą państwo dodać',
    billing:
      'faktura|fakturę|faktury|fakturze|płatność|płatności|zwrot pieniędzy|korekta faktury|korektę|rozliczenie|pobrano dwa razy|przelew|wezwanie do zapłaty|księgowość',
    technical:
      'nie działa|nie działają|przestał* działać|nie uruchamia się|nie włącza się|brak internetu|brak połączenia|nie ma internetu|offline|sieć|sieci|wifi|router*|przełącznik*|zapora|serwer*|drukarka|drukarki|drukarkę|vpn|kabel|kable|okablowanie|kamera|kamery|centrala telefoniczna|kopia zapasowa|wolno|awaria|awarii|awarię|zepsut*|uszkodzon*|nie drukuje|nie mogę się połączyć',
    support:
      'pomoc|pomocy|pomóc|wsparcie|jak mogę|jak zrobić|hasło|hasła|zalogować|logowanie|zablokowan*|dostęp|konto|konta|uprawnienia|szkolenie|instrukcja|nowy pracownik|nowego pracownika',
    quote:
      'wycena|wycenę|wyceny|oferta na|ofertę|oferty na|zapytanie ofertowe|ile kosztuje|ile kosztują|ile będzie kosztować|cena za|cenę za|ceny za|cennik|kosztorys',
    lookup:
      'jaki jest status|status mojego|status zgłoszenia|stan zgłoszenia|na jakim etapie|czy są jakieś nowości|czy coś wiadomo|kiedy przyjedzie|kiedy przyjdzie|gdzie jest moje|gdzie jest mój|czy dotarł*|czy otrzymali państwo',
    negators: 'nie|bez|nigdy|żaden|żadna|żadne|ani',
  },
};
