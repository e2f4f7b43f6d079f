/** A sentence with where it stands: `message` counts from 0, `of` is how many sentences its message has, `place` from 0. */
export type ScoredSource = { text: string; message: number; place: number; of: number; by: 'customer' | 'staff' | 'system' };

const greeting =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|moin|servus|grüß|sehr geehrte|liebe|bonjour|bonsoir|salut|chère?s?|madame|monsieur|hola|buen[oa]s|estimad[oa]s?|ciao|buongiorno|buonasera|salve|gentil[ei]|spettabile|beste|geachte|goede(?:morgen|middag|navond|n?dag)|dzień dobry|witam|witaj|cześć|szanown[yia]|olá|bom dia|boa tarde|car[oa]s?|prezad[oa]s?)(?![\p{L}])/iu;
const farewell =
  /^(?:(?:best|kind|warm|many)?\s*regards|thanks|thank you|many thanks|cheers|yours|sincerely|best wishes|mit (?:freundlichen|besten|herzlichen) grüßen|(?:viele|beste|freundliche|schöne|liebe) grüße|mfg|vielen dank|danke|cordialement|bien à vous|(?:bien )?cordialement|merci|salutations|saludos|un saludo|atentamente|gracias|muchas gracias|(?:cordiali|distinti) saluti|saluti|grazie|met vriendelijke groet|groeten|bedankt|dank (?:je|u)|alvast bedankt|pozdrawiam|z poważaniem|dziękuję|dziękujemy|z góry dziękuję|obrigad[oa]|atenciosamente|sent from|gesendet von|envoyé de|enviado desde|inviato da|verstuurd vanaf)(?![\p{L}])/iu;
const shortOne = 70;
/** Words after a greeting's or a thank-you's comma from which on it says something of its own. */
const fewestOwnWords = 3;
const name = /^(?:\p{Lu}[\p{L}'’-]*\.?[ \t]*){1,4}$/u;
const wordPattern = /[\p{L}\p{N}]{4,}/gu;

/** True for a greeting, a thank-you or a farewell that says nothing else: nothing a summary needs. */
export function isPoliteness(sentence: string): boolean {
  const text = sentence.trim();
  if (text.length > shortOne || !(greeting.test(text) || farewell.test(text)) || /\d{3}|\?/.test(text)) return false;
  const own = /^[^,!.:–-]{1,40}[,!.:–-]\s*(.+)$/su.exec(text)?.[1] ?? '';
  const words = own.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < fewestOwnWords || name.test(own) || /^(?:I |we )?hope |lieber? /iu.test(own);
}

/** The writer's name under a message. */
function isSignature({ text, place, of }: ScoredSource): boolean {
  return place > 0 && place >= of - 2 && text.length <= shortOne && name.test(text.trim());
}

/**
 * The places of the sentences that tell most, in their own order, at most `most`: words that the conversation uses often, sentences that open a message, what the first
 * message asks and what the newest one says. Pure; the same text always gives the same sentences, in any language that parts its words by blanks.
 */
export function pickSentences(sources: readonly ScoredSource[], most: number): number[] {
  const usable = sources
    .map((source, i) => ({ ...source, i }))
    .filter(({ text, by }) => by !== 'system' && !isPoliteness(text))
    .filter((source) => !isSignature(source));
  if (usable.length === 0) return sources.length === 0 ? [] : [0];
  const counts = wordCounts(usable.map(({ text }) => text));
  const [first, last] = [usable[0]?.message ?? 0, usable.at(-1)?.message ?? 0];
  const scored = usable
    .map((source) => ({ ...source, score: score(source, counts, first, last) }))
    .sort((a, b) => b.score - a.score || a.i - b.i);
  const chosen: typeof scored = [];
  // What was asked and what was said last are always told; the rest is the best of what is left.
  for (const message of new Set([first, last])) {
    const best = scored.find((one) => one.message === message);
    if (best !== undefined && chosen.length < most) chosen.push(best);
  }
  for (const one of scored) {
    if (chosen.length >= most) break;
    if (!chosen.includes(one) && !chosen.some((other) => isAlike(other.text, one.text))) chosen.push(one);
  }
  return chosen.map(({ i }) => i).sort((a, b) => a - b);
}

function wordCounts(texts: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function score({ text, message, place, by }: ScoredSource, counts: Map<string, number>, first: number, last: number): number {
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  const weight = words.reduce((sum, word) => sum + Math.log1p(counts.get(word) ?? 0), 0) / Math.sqrt(words.length + 4);
  const opening = place === 0 ? 0.8 : place === 1 ? 0.4 : 0;
  const whose = message === first ? 0.6 : message === last ? 0.5 : 0;
  const asks = text.trimEnd().endsWith('?') && by === 'customer' ? 0.3 : 0;
  const exact = /\d/.test(text) ? 0.2 : 0;
  return weight + opening + whose + asks + exact;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}

function isAlike(a: string, b: string): boolean {
  const [one, two] = [new Set(wordsOf(a)), new Set(wordsOf(b))];
  const shared = [...one].filter((word) => two.has(word)).length;
  return shared > 0 && shared / Math.min(one.size, two.size) > 0.7;
}
