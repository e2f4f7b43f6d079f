/** What a sentence can show of a ticket's danger or of what its writer wants; by words in eight languages. */
export type RiskTopic =
  | 'churn'
  | 'complaint'
  | 'data_loss'
  | 'security'
  | 'payment'
  | 'safety'
  | 'again'
  | 'call_me'
  | 'settled'
  | 'wants'
  | 'project';

// Beginnings and whole words in one table for all languages: a text of one language does not use the words of another by chance.
const words: Record<RiskTopic, string> = {
  churn:
    'cancel (?:our|the|my) (?:contract|agreement|subscription)|terminate (?:our|the|my) (?:contract|agreement)|switch to another (?:supplier|provider)|change (?:supplier|provider)|another provider|kündig\\w*|anbieter wechseln|dienstleister wechseln|résili\\w*|changer de prestataire|rescindir|cambiar de proveedor|disdett\\w*|recedere dal contratto|cambiare fornitore|contract (?:opzeggen|beëindigen)|overstappen naar|wypowie\\w* umow\\w*|zmienić dostawcę|rozwiązać umowę|rescindir o contrato|trocar de fornecedor',
  complaint:
    'unacceptable|not acceptable|very disappointed|disappointed|complaint|complain|fed up|ridiculous|(?:speak|talk) to (?:your|a) (?:manager|supervisor|boss)|missed (?:the|our|an) appointment|inakzeptabel|nicht akzeptabel|ihrem vorgesetzten|seit (?:\\w+ )?(?:tagen|wochen|monaten) auf (?:eine |ihre )?antwort|enttäuscht|beschwer\\w*|unverschämt|inacceptable|déçus?|déçues?|réclamation|plainte|inaceptable|decepcionad\\w*|queja|inaccettabile|delus[oia]|reclamo|lamentela|onacceptabel|teleurgesteld|klacht|niedopuszczaln\\w*|rozczarowan\\w*|reklamacj\\w*|skarg\\w*|inaceitável|reclamação',
  data_loss:
    'data loss|(?:files|data|documents|folders?|photos)(?: \\w+){0,5} (?:is|are|has|have)(?: all)?(?: been)? (?:gone|lost|deleted|vanished|disappeared)|no other copy|lost (?:all )?(?:our |my |the )?(?:data|files|documents)|deleted by mistake|backup failed|no backup|datenverlust|(?:daten|dateien|dokumente|ordner|fotos)(?: \\w+){0,5} (?:weg|verloren|gelöscht|verschwunden)|backup (?:ist )?fehlgeschlagen|perte de données|données perdues|pérdida de datos|perdita di dati|dati persi|gegevensverlies|gegevens kwijt|utrat\\w* danych|straciliśmy dane|perda de dados',
  security:
    'hacked|hacker|phishing|clicked (?:on )?(?:a|the) link in (?:a|an|the) (?:e-?)?mail|suspicious (?:e-?mail|login|sign-in)|ransomware|malware|virus|data breach|security incident|compromised|stolen password|gehackt|link in (?:einer|der) (?:e-?)?mail geklickt|verdächtige\\w* (?:e-?mail|mail|anmeldung)|sicherheitsvorfall|datenleck|piratage|piraté\\w*|hameçonnage|incident de sécurité|hackead\\w*|violazione dei dati|datalek|beveiligingsincident|zhakowan\\w*|włamani\\w*|wyciek danych|incydent bezpieczeństwa',
  payment:
    'overdue invoice|unpaid|payment reminder|charged twice|paid twice|overcharged|refund|will not pay|mahnung|zahlungserinnerung|(?:doppelt|zweimal) (?:abgebucht|berechnet|bezahlt)|erstattung|erstatten sie|impayé\\w*|remboursement|facturé deux fois|reembolso|cobrado dos veces|impagad\\w*|rimborso|addebitato due volte|sollecito|terugbetaling|aanmaning|dubbel (?:betaald|gefactureerd)|wezwanie do zapłaty|zwrot pieniędzy|pobrano dwa razy|nieopłacon\\w*',
  safety:
    'smoke|fire alarm|on fire|burning smell|burnt smell|smells? (?:of|like) (?:burning|burnt|gas)|smells burnt|dangerous|tripped|make it safe|electric shock|sparks|injur\\w*|rauch|brandgeruch|riecht (?:\\w+ ){0,2}(?:verbrannt|verschmort)|gefährlich|gestolpert|stolpergefahr|feueralarm|stromschlag|verletzt|fumée|odeur de brûlé|incendie|blessé\\w*|humo|olor a quemado|incendio|herid[oa]s?|fumo|puzza di bruciato|scossa elettrica|ferit[oia]|rook|brandlucht|brandalarm|stroomstoot|gewond|dym|zapach spalenizny|pożar\\w*|porażeni\\w* prądem|rann[yaei]',
  again:
    '(?<!(?:(?<!not )(?:works|working|fine|running|back|up|ok|normal)|thanks|thank you|hello|try|check|look|call) )again|not working again|once more|third time|second time|same problem|same issue|still not (?:working|fixed|solved)|keeps happening|erneut|schon wieder|wieder (?:nicht|ausgefallen)|zum (?:zweiten|dritten) mal|immer noch (?:nicht|kein\\w*)|gleiche problem|à nouveau|encore une fois|même problème|toujours pas|de nuevo|otra vez|mismo problema|todavía no|di nuovo|ancora una volta|stesso problema|ancora non|opnieuw|alweer|nog steeds niet|hetzelfde probleem|znowu|ponownie|kolejny raz|ten sam problem|nadal nie|wciąż nie|mais uma vez',
  call_me:
    'call me|call us|give me a call|give us a call|ring me|phone me|by phone|call back|rufen sie|rückruf|anrufen|telefonisch|appelez|rappelez|par téléphone|llám\\w+|por teléfono|chiamate\\w*|mi chiami|richiamat\\w*|per telefono|bel (?:me|ons)|bellen|terugbellen|telefonisch|zadzwo\\w*|oddzwoni\\w*|telefoniczn\\w*|liguem?',
  settled:
    'works (?:again|now|fine)|working (?:again|now)|is (?:fixed|solved|resolved) now|has been (?:fixed|solved|resolved)|problem (?:is )?solved|can be closed|you can close|funktioniert (?:jetzt|wieder)|läuft wieder|hat sich erledigt|ist (?:behoben|gelöst|erledigt)|kann geschlossen werden|fonctionne (?:à nouveau|maintenant)|problème (?:est )?résolu|est réglé|ya funciona|está resuelto|problema resuelto|ora funziona|funziona (?:di nuovo|tutto)|risolto|werkt weer|is opgelost|kan gesloten worden|już działa|działa (?:już|znowu)|rozwiązan\\w*|można zamknąć|já funciona|resolvido',
  wants:
    '(?:could|can|would) you (?:please )?(?:set up|install|order|add|create|arrange|provide|deliver|move)|please (?:set up|install|order|add|create|arrange|provide)|new (?:starter|colleague|employee|joiner|user)|(?:bitte|können sie|könnten sie|könnt ihr)(?: \\w+){1,8} (?:einrichten|bestellen|installieren|anlegen|freischalten|liefern|umziehen)|neuen? (?:mitarbeiter\\w*|kolleg\\w*)',
  project:
    'project(?! (?:folder|drive|files?|manager|number|team))|roll ?out|migration|new office|move to (?:a|the) new|relocat\\w*|umzug|umziehen|projekt\\w*|déménag\\w*|projet|mudanza|proyecto|trasloco|progetto|verhui\\w*|przeprowadz\\w*|wdroże\\w*',
};

const patterns = Object.entries(words).map(([topic, pattern]): [RiskTopic, RegExp] => [
  topic as RiskTopic,
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern.replaceAll('\\w', '[\\p{L}\\p{N}]')})(?![\\p{L}\\p{N}])`, 'iu'),
]);
// "no virus", "kein Datenverlust": three words before it at most.
const negated =
  /(?:^|[^\p{L}])(?:no|not|never|without|isn['’]t|wasn['’]t|kein\p{L}*|nicht|nie|ohne|pas|sans|aucun\p{L}*|sin|ningún|ninguna|non|nessun\p{L}*|senza|geen|niet|zonder|nie|bez|żadn\p{L}*|não|sem)(?:[^\p{L}]+\p{L}+){0,2}[^\p{L}]*$/iu;

/** What one sentence shows; a word of denial shortly before it cancels it, but where the denial is part of the words ("still not working"). */
export function riskTopics(sentence: string): RiskTopic[] {
  return patterns
    .filter(([, pattern]) => {
      const found = pattern.exec(sentence);
      return found !== null && !negated.test(sentence.slice(0, found.index));
    })
    .map(([topic]) => topic);
}
