/**
 * Words that alone are no request, in English, German, French and Spanish. A message of nothing else opens nothing; one more word and it is a message like any
 * other.
 */
const phrases = [
  'hi|hello|hey|hiya|howdy|yo|morning|good (morning|afternoon|evening|day|night)|greetings|welcome|bye|goodbye|see (you|ya)|cheers|cu',
  "thanks?|thank you( so much| very much| all| again)?|thx|ty|tyvm|thanks? (a lot|so much|again|all|everyone|team)|many thanks|much appreciated|appreciated|np|no (problem|worries)|you(’|'|)?re welcome",
  'ok|okay|k|okey|sure|yes|yep|yeah|yup|no|nope|nah|great|perfect|nice|cool|awesome|super|done|got it|will do|sounds good|lgtm|lol|haha+|wow|congrats|congratulations|happy birthday|have a (nice|good|great) (day|one|evening|weekend)',
  'hallo|moin|servus|guten (morgen|tag|abend)|gute nacht|tschüss|tschuess|ciao|bis (dann|später|morgen)|danke( dir| euch| ihnen| schön| schon| sehr)?|vielen dank|besten dank|dankeschön|bitte|bitte schön|gern|gerne|kein problem|ja|nein|klar|alles klar|passt|genau|prima|schönes wochenende|schönen (tag|feierabend|abend)|mahlzeit|glückwunsch|herzlichen glückwunsch',
  "bonjour|bonsoir|salut|coucou|bonne (journée|soirée|nuit)|au revoir|à (plus|bientôt|demain)|merci( beaucoup| bien)?|à tous|de rien|oui|non|d(’|'| )accord|daccord|parfait|très bien|super|bon week-?end|félicitations|ça marche",
  'hola|buenas|buenos días|buenos dias|buenas (tardes|noches)|adiós|adios|hasta (luego|mañana|pronto)|gracias|muchas gracias|mil gracias|de nada|sí|si|vale|perfecto|genial|claro|buen (día|finde|fin de semana)|felicidades',
  'all|everyone|everybody|team|folks|guys|there|zusammen|leute|alle|tous|tout le monde|todos|equipo|and|und|et|y',
];

const smallTalk = new RegExp(`^(?:(?:${phrases.join('|')})(?:\\s+|$))+$`, 'u');

/** True when a message asks for nothing: a greeting, thanks, agreement, or signs and emoji alone. An empty text is small talk as well: files count apart. */
export function isSmallTalk(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/:[a-z0-9_+'-]+(?::skin-tone-[2-6])?:/g, ' ')
    .replace(/@[\p{L}\p{N}._-]+/gu, ' ')
    .replace(/[^\p{L}\p{N}’'-]+/gu, ' ')
    .trim();
  return words === '' || smallTalk.test(words);
}
