import { neverWanted, orderCue, unitOf } from './quantity-words.rules.ts';
import { countPattern, readCount } from './read-count.rules.ts';

/** A wanted thing in a text: offsets in UTF-16 units. */
export type FoundItem = { from: number; to: number; description: string; quantity: number | null; unit: string | null };

const money = /(?:[€£$¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€£$¥]|(?:EUR|GBP|USD|CHF|PLN|euros?|pounds?|dollars?|zł)(?!\p{L})))/giu;
/** A count, perhaps `x`, perhaps a unit, and what is counted. */
const quantified = new RegExp(
  String.raw`(?<![\p{L}\p{N}€£$¥#.,:/+-]|[€£$¥]\s)(?<count>${countPattern})\s*(?:[x×](?=[\s\d\p{L}])\s*)?(?<rest>[^\n]*)`,
  'iu',
);
/** “3 m patch leads x 20”: the count stands behind. */
const countBehind = /^(?<what>.*\p{L}.*?)\s*[x×]\s?(?<count>\d{1,5})$/iu;
/** Where the words of one thing end. */
const ends =
  /\s(?:are|is|sind|werden|nodig|for|by|until|within|before|innerhalb|vor|at|in|on|to|from|and|or|für|fuer|bis|am|im|nach|und|oder|pour|avant|dans|et|ou|para|antes|en|y|per|entro|e|voor|tegen|op|dla|do|na|oraz|i|please|bitte|svp)\s|[,;:!?()]|\.(?=\s|$)|\s[–—-]\s/iu;

/** Reads one piece of text as a wanted thing; null when it names none. Prices are no part of it, and a range (“2-3”) is no quantity. */
export function readItem(piece: string): Omit<FoundItem, 'from' | 'to'> | null {
  const found = quantified.exec(piece.replace(money, (price) => ' '.repeat(price.length)));
  if (found?.groups === undefined) return null;
  const quantity = readCount(found.groups.count as string);
  const rest = (found.groups.rest as string).trimStart();
  const { unit, words } = takeUnit(rest);
  const description = upToEnd(words);
  const first = /[\p{L}’']+/u.exec(description)?.[0] ?? '';
  if (quantity === 0 || !/\p{L}{2}/u.test(description) || neverWanted.test(first)) return null;
  const behind = countBehind.exec(upToEnd(`${found.groups.count as string} ${rest}`))?.groups;
  if (behind !== undefined) return { quantity: Number(behind.count), unit: null, description: (behind.what as string).trim() };
  return { quantity, unit, description };
}

/** The things a sentence wants, with their places. `isWanted`: the message asks for something; a sentence that lists goods then needs no word of its own for it. */
export function findItems(text: string, isWanted: boolean): FoundItem[] {
  const isList = /^\s*(?:[-*•–]\s*)?\d/.test(text);
  if (!orderCue.test(text) && !(isWanted && isList)) return [];
  const found: FoundItem[] = [];
  let at = 0;
  // Between things stand commas, “and” and line ends; a comma within a number has no blank behind it.
  for (const piece of text.split(/((?:[,;:](?=\s)|\n|\s(?:and|und|et|y|e|en|i|oraz)(?=\s)))/iu)) {
    const item = readItem(piece);
    const from = item === null ? -1 : at + (quantified.exec(piece)?.index ?? 0);
    if (item !== null) {
      const to = at + piece.indexOf(item.description) + item.description.length;
      found.push({ ...item, from, to });
    }
    at += piece.length;
  }
  return found;
}

function takeUnit(text: string): { unit: string | null; words: string } {
  const [whole = '', word = ''] = /^([\p{L}²³]+\d?)\.?\s+(?:(?:of|de|di|von|van)\s+)?/iu.exec(text) ?? [];
  const unit = unitOf.get(word.toLowerCase()) ?? null;
  return unit === null ? { unit: null, words: text } : { unit, words: text.slice(whole.length) };
}

function upToEnd(words: string): string {
  const end = ends.exec(words);
  return (end === null ? words : words.slice(0, end.index)).trim();
}
