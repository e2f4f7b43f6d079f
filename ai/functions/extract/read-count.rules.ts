import { countWords } from './quantity-words.rules.ts';

const dozen = '(?:dozen|dutzend|dozijn|douzaines?|docenas?|dozzin[ae]|tuzin(?:y|ów)?)';
const one = '(?:a|an|one|ein|eine|einem|einen|une?|una|uno|een|jeden)';
const half = '(?:half|halbes|halben|demi-?|media|mezza|half)';
const words = [...countWords.keys()].sort((first, other) => other.length - first.length).join('|');
const tens = '(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)';
const joined = String.raw`${tens}-(?:one|two|three|four|five|six|seven|eight|nine)|\p{L}{2,7}(?:und|en)(?:zwanzig|dreißig|dreissig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)`;
const figure = String.raw`\d{1,3}(?:[.,]\d{3})+(?!\d)|\d{1,7}(?:[.,]\d{1,2})?`;
const range = String.raw`(?:${figure})\s?(?:-|–|to|bis|or|oder|à|ou|o|a|tot|of|do|lub)\s?(?:${figure})`;

/** A count in figures or words, perhaps a range, as the source of a pattern (flags `iu`). What stands behind shows whether it counts anything. */
export const countPattern = String.raw`(?:(?:${half} )?(?:${one} )?(?:${half} )?|(?:${words}|\d{1,3}) )${dozen}(?:\s(?:of|de|di|d[’']))?(?![\p{L}-])|${one} pair of|(?:${joined}|${words})(?![\p{L}-])|${range}(?!\s?(?:[€£$¥%:/-]|\d))|(?:${figure})(?!\s?(?:[€£$¥%:/-]|\d|(?:st|nd|rd|th)(?!\p{L})))`;

/** What a count says; null for a range, which is a person's to decide, and for what is none. */
export function readCount(text: string): number | null {
  const plain = text.toLowerCase().trim();
  if (new RegExp(`^${range}$`, 'iu').test(plain)) return null;
  if (/^\S+ pair of$/.test(plain)) return 2;
  if (new RegExp(dozen, 'iu').test(plain)) return dozens(plain);
  return countWords.get(plain) ?? joinedCount(plain) ?? figureOf(plain);
}

function dozens(plain: string): number {
  const [first = ''] = plain.split(' ');
  const many = /^\d+$/.test(first) ? Number(first) : (countWords.get(first) ?? 1);
  return new RegExp(`(?:^|\\s)${half}`, 'iu').test(plain) ? 6 : many * 12;
}

/** `twenty-five`, `fünfundzwanzig`, `vijfentwintig`. */
function joinedCount(plain: string): number | null {
  const [first = '', second = ''] = plain.includes('-') ? plain.split('-') : [];
  const english = first === '' ? undefined : [countWords.get(first), countWords.get(second)];
  const { ones = '', rest = '' } = /^(?<ones>\p{L}{2,7}?)(?:und|en)(?<rest>\p{L}{6,})$/u.exec(plain)?.groups ?? {};
  const small = ones === 'ein' || ones === 'een' ? 1 : countWords.get(ones);
  const [one, ten] = english ?? [small, countWords.get(rest)];
  return one === undefined || ten === undefined ? null : one + ten;
}

function figureOf(plain: string): number | null {
  const isThousands = /^\d{1,3}(?:[.,]\d{3})+$/.test(plain);
  const value = Number(isThousands ? plain.replace(/\D/g, '') : plain.replace(',', '.'));
  return plain !== '' && Number.isFinite(value) ? value : null;
}
