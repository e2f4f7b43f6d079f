import type { ReplyWords } from './reply-words.types.ts';

/** English, German, French, Spanish, Italian, Portuguese, Dutch and Catalan. */
export const wordsOfTheWest: Readonly<Record<string, ReplyWords>> = {
  en: {
    from: 'from|sender|reply-to',
    sent: 'sent|date|sent at|sent on|received|date sent',
    to: 'to|recipient|recipients',
    cc: 'cc|bcc|copy',
    subject: 'subject|re|topic',
    wrote: 'wrote|writes|said|has written',
    starts: 'on|at|in',
    quoting: 'quoting|quote from|in reply to|message from|from',
    original:
      'original message|original mail|original email|original e-mail|reply message|replied message|previous message|original appointment|quoted message|reply separator',
    forwarded: 'forwarded message|forwarded mail|forwarded email|begin forwarded message|forwarded by|forward message|forward header',
    above:
      'reply above this line|reply above the line|type your reply above this line|write your answer above this line|write above this line|respond above this line',
    sentFrom:
      'sent from my|sent from mail|sent from outlook|sent from yahoo|sent from proton|sent from|sent with|sent via|sent using|sent wirelessly|sent by|sent on the go|get outlook for|get yahoo mail|get the new|download outlook|via mobile|from my|mobile mail from',
    closings:
      'regards|best regards|kind regards|kindest regards|warm regards|warmest regards|many regards|with regards|with kind regards|with best regards|best|all the best|best wishes|with best wishes|kind wishes|cheers|sincerely|sincerely yours|yours sincerely|yours faithfully|yours truly|very truly yours|respectfully|cordially|rgds|brgds|br|kr|thanks and regards|thanks & regards|thanks and best regards|thanks and kind regards|many thanks and best regards|have a nice day|have a great day|have a good day|have a nice weekend|take care|talk soon|greetings',
    thanks:
      'thanks|thank you|many thanks|thanks a lot|thank you very much|thank you so much|thanks so much|thanks in advance|thank you in advance|thx|tia|ta',
    legal:
      'confidential|intended recipient|intended solely|intended only|addressee|in error|unauthori|privileged|disclos|legally|notify the sender|delete|disclaimer|copying|liab|strictly prohibited|virus',
  },
  de: {
    from: 'von|absender',
    sent: 'gesendet|datum|gesendet am|gesendet um|versandt|verschickt',
    to: 'an|empfänger',
    cc: 'cc|kopie|kopie an|bcc|blindkopie',
    subject: 'betreff|betrifft',
    wrote: 'schrieb|schrieben|hat geschrieben|geschrieben|schreibt|schrieb am',
    starts: 'am|an|den|vom',
    quoting: 'zitat von|zitiere|nachricht von|quoting',
    original:
      'ursprüngliche nachricht|ursprüngliche mail|ursprüngliche e-mail|originalnachricht|original-nachricht|original nachricht|original-mail|ursprünglicher termin|urspr. nachricht',
    forwarded: 'weitergeleitete nachricht|anfang der weitergeleiteten nachricht|weitergeleitete mail|weitergeleitet von|forwarded by',
    above: 'oberhalb dieser zeile|über dieser zeile',
    sentFrom:
      'von meinem|von meiner|von unterwegs|gesendet von|gesendet mit|gesendet über|gesendet aus|diese nachricht wurde von meinem|mobil gesendet|mit freundlicher unterstützung von meinem|holen sie sich outlook|outlook für',
    fromDevice: 'gesendet|geschickt',
    closings:
      'mit freundlichen grüßen|mit freundlichen grüssen|mit freundlichem gruß|mit freundlichem gruss|mit besten grüßen|mit besten grüssen|mit herzlichen grüßen|mit vielen grüßen|mit sonnigen grüßen|freundliche grüße|freundliche grüsse|freundlichen gruß|freundlicher gruß|viele grüße|viele grüsse|viele liebe grüße|beste grüße|beste grüsse|besten gruß|liebe grüße|liebe grüsse|lieben gruß|lieber gruß|schöne grüße|schönen gruß|herzliche grüße|herzliche grüsse|herzlichst|hochachtungsvoll|grüße|grüsse|gruß|gruss|mfg|lg|vg|bg|vlg|freundlichst|beste wünsche|schönen tag noch|einen schönen tag|schönes wochenende',
    thanks:
      'danke|vielen dank|besten dank|herzlichen dank|danke schön|dankeschön|danke vielmals|danke im voraus|vielen dank im voraus|dank im voraus',
    legal:
      'vertraulich|rechtlich geschützt|nicht der richtige adressat|irrtümlich|absender|vernichten|unerlaubte|weitergabe|nicht gestattet|empfänger|haftung|löschen|bestimmt|viren',
  },
  fr: {
    from: 'de|expéditeur|exp',
    sent: 'envoyé|date|envoyé le|date d’envoi|message du|reçu',
    to: 'à|a|pour|destinataire|destinataires',
    cc: 'cc|copie|copie à|cci',
    subject: 'objet|sujet',
    wrote: 'a écrit|écrit|a ecrit|ecrit|écrivait|a envoyé',
    starts: 'le|à|du|mer|jeu|ven',
    quoting: 'citant|selon|message de|quoting',
    original:
      "message d'origine|message original|message initial|message d’origine|mail original|e-mail d'origine|courriel original|message de|rendez-vous d'origine",
    forwarded:
      'message transféré|début du message transféré|message transmis|début du message réexpédié|transféré par|message réexpédié|courriel transféré',
    above: 'au-dessus de cette ligne',
    sentFrom:
      'envoyé de mon|envoyé depuis|envoyé à partir|envoyé de|envoyé avec|envoyé via|envoyé par|envoyé sans fil|provenance|obtenir outlook|obtenez outlook|télécharger outlook|téléchargez outlook|de mon',
    closings:
      'cordialement|bien cordialement|très cordialement|cordialement vôtre|salutations|meilleures salutations|sincères salutations|salutations distinguées|mes salutations|bien à vous|bien à toi|amicalement|amitiés|sincèrement|respectueusement|bonne journée|bonne soirée|bonne réception|cdt|cdlt|bien amicalement|avec mes salutations|je vous prie d’agréer|bises|à bientôt|belle journée|excellente journée',
    thanks:
      "merci|merci beaucoup|merci d’avance|merci d'avance|merci par avance|avec mes remerciements|mille mercis|un grand merci|je vous remercie",
    legal:
      'confidentiel|destinataire|par erreur|expéditeur|détruire|interdite|divulgation|pièces jointes|responsabilité|supprimer|virus|non autorisé|exclusif',
  },
  es: {
    from: 'de|remitente|desde',
    sent: 'enviado|enviado el|fecha|fecha de envío|enviada|enviada el',
    to: 'para|a|destinatario|destinatarios',
    cc: 'cc|cco|copia|con copia',
    subject: 'asunto',
    wrote: 'escribió|escribio|escribe|ha escrito|escribía',
    starts: 'el|en|a|con fecha',
    quoting: 'citando a|citando|mensaje de|quoting',
    original: 'mensaje original|mensaje de origen|correo original|mensaje anterior|cita original',
    forwarded: 'mensaje reenviado|inicio del mensaje reenviado|reenviado por|correo reenviado',
    above: 'por encima de esta línea|encima de esta línea',
    sentFrom:
      'enviado desde mi|enviado desde|enviado con|enviado de|enviado por|enviado a través|enviado vía|enviado mediante|obtener outlook|obtén outlook|descargar outlook|desde mi',
    closings:
      'saludos|un saludo|saludos cordiales|un cordial saludo|cordiales saludos|saludo cordial|reciba un cordial saludo|atentamente|muy atentamente|atte|cordialmente|un abrazo|abrazos|muchos saludos|mis saludos|saludos atentos|quedo atento|quedo atenta|sinceramente|respetuosamente|que tenga un buen día|buen día|hasta pronto',
    thanks: 'gracias|muchas gracias|gracias de antemano|mil gracias|muchísimas gracias|gracias por adelantado|agradecido|agradecida',
    legal:
      'confidencial|destinatario|por error|remitente|prohibid|divulgación|adjuntos|eliminar|autorizad|responsabilidad|privilegiad|notifíque|comuni|virus',
  },
  it: {
    from: 'da|mittente|dal',
    sent: 'inviato|data|inviato il|inviata|data invio|spedito',
    to: 'a|per|destinatario|destinatari',
    cc: 'cc|ccn|copia|in copia',
    subject: 'oggetto',
    wrote: 'ha scritto|scritto|scrive|scrisse|hanno scritto',
    starts: 'il|il giorno|in data|alle|lo',
    quoting: 'citando|quoting|messaggio da|citazione da',
    original: 'messaggio originale|messaggio di origine|messaggio originario|mail originale|messaggio precedente',
    forwarded: 'messaggio inoltrato|inizio messaggio inoltrato|inoltrato da|messaggio inoltrato da',
    above: 'sopra questa riga|sopra questa linea',
    sentFrom:
      'inviato da|inviato dal|inviato con|inviato tramite|inviata da|spedito da|ottieni outlook|scarica outlook|scaricare outlook|dal mio',
    closings:
      'saluti|cordiali saluti|distinti saluti|cordialmente|un saluto|un cordiale saluto|tanti saluti|i migliori saluti|migliori saluti|buona giornata|buona serata|buon lavoro|a presto|in fede|sinceramente|con i migliori saluti|porgo cordiali saluti|porgo distinti saluti|con stima|buon weekend',
    thanks: 'grazie|grazie mille|molte grazie|tante grazie|grazie in anticipo|vi ringrazio|la ringrazio|ringrazio',
    legal:
      'riservat|destinatario|per errore|mittente|cancellar|vietat|divulga|allegati|personali|autorizzat|privacy|d.lgs|copiare|terzi|confidenzial',
  },
  pt: {
    from: 'de|remetente',
    sent: 'enviado|enviada|enviada em|enviado em|data|data de envio|enviado a',
    to: 'para|a|destinatário|destinatários',
    cc: 'cc|cco|bcc|cópia|com cópia',
    subject: 'assunto',
    wrote: 'escreveu|escreve|escreveram',
    starts: 'em|a|no dia|na|às',
    quoting: 'citando|citação de|mensagem de|quoting',
    original: 'mensagem original|mensagem de origem|mensagem anterior|e-mail original|email original',
    forwarded:
      'mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|encaminhada por|encaminhado por',
    above: 'acima desta linha',
    sentFrom:
      'enviado do meu|enviado a partir|enviado de|enviado do|enviado pelo|enviado desde|enviado com|enviado via|enviado através|obter o outlook|obtenha o outlook|baixe o outlook|do meu',
    closings:
      'atenciosamente|cumprimentos|com os melhores cumprimentos|os melhores cumprimentos|melhores cumprimentos|com cumprimentos|cordialmente|saudações|saudações cordiais|abraços|abraço|um abraço|att|atte|cordiais saudações|respeitosamente|bom dia|boa tarde|bom trabalho|até breve|sinceramente|grato|grata',
    thanks:
      'obrigado|obrigada|muito obrigado|muito obrigada|desde já obrigado|desde já obrigada|desde já agradeço|agradeço|agradecido|agradecida|obrigado desde já',
    legal:
      'confidencia|destinatário|por engano|por erro|remetente|proibid|divulgação|anexos|eliminar|autorizad|responsabilidade|privilegiad|apagar|uso exclusivo|vírus',
  },
  nl: {
    from: 'van|afzender',
    sent: 'verzonden|datum|verzonden op|gestuurd|verstuurd|verzonden om',
    to: 'aan|ontvanger',
    cc: 'cc|kopie|bcc',
    subject: 'onderwerp|betreft',
    wrote: 'schreef|geschreven|heeft geschreven|schreven|het volgende geschreven|schrijft',
    starts: 'op|om|de',
    quoting: 'citeren|citaat van|bericht van|quoting',
    original:
      'oorspronkelijk bericht|oorspronkelijk e-mailbericht|oorspronkelijke mail|origineel bericht|originele bericht|oorspronkelijk afspraak|oorspronkelijke bericht',
    forwarded: 'doorgestuurd bericht|begin doorgestuurd bericht|doorgestuurde e-mail|doorgestuurd door|begin van doorgestuurd bericht',
    above: 'boven deze regel|boven deze lijn',
    sentFrom:
      'verzonden vanaf|verstuurd vanaf|verzonden met|verstuurd met|verzonden via|verstuurd via|verzonden door|verstuurd door|verzonden vanuit|verzonden van mijn|verstuurd van mijn|outlook voor|download outlook|vanaf mijn',
    fromDevice: 'verzonden|verstuurd',
    closings:
      'met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten|hartelijke groet|hartelijke groeten|met hartelijke groet|groet|groeten|groetjes|mvg|hoogachtend|met groet|beste groeten|met de meeste hoogachting|fijne dag|prettige dag|nog een fijne dag|warme groet|zonnige groet',
    thanks:
      'bedankt|dank u|dank je|dank u wel|dank je wel|hartelijk dank|alvast bedankt|alvast dank|bij voorbaat dank|met dank|heel erg bedankt|dankjewel',
    legal:
      'vertrouwelijk|geadresseerde|ten onrechte|afzender|verwijder|niet toegestaan|openbaar|bestemd voor|aansprakelijk|bijlagen|onbevoegd|vernietig|verspreid',
  },
  ca: {
    from: 'de|remitent|des de',
    sent: 'enviat|data|enviat el|tramès',
    to: 'per a|a|destinatari',
    cc: 'cc|a/c|còpia',
    subject: 'assumpte|tema',
    wrote: 'va escriure|ha escrit|escriu',
    starts: 'el|el dia|en data|a',
    original: 'missatge original|missatge d’origen',
    forwarded: 'missatge reenviat|inici del missatge reenviat',
    above: 'per sobre d’aquesta línia',
    sentFrom: 'enviat des del meu|enviat des de|enviat amb|enviat via|des del meu',
    closings: 'salutacions|salutacions cordials|atentament|cordialment|una salutació|una abraçada|fins aviat|ben cordialment|salut',
    thanks: 'gràcies|moltes gràcies|gràcies per avançat|mercès',
    legal: 'confidencial|destinatari|per error|remitent|prohibid|divulgació|adjunts|autoritza',
  },
};
