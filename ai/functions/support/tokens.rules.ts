import { plainWord, type SupportWords } from './support-words.rules.ts';

/**
 * A piece of a sentence. `key` is what is compared: of a word its stem, of a number its value, of a link or code itself. `clause` counts the clauses of the text,
 * `unit` its sentences and what stands between semicolons, `colons` its colons. `plain` is the word without accents in lower case.
 */
export type Token = { kind: 'word' | 'number' | 'code'; key: string; plain: string; clause: number; unit: number; colons: number };

const months: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'january januar janvier enero gennaio januari stycznia styczen jan',
    'february februar fevrier febrero febbraio februari lutego luty feb',
    'march marz mars marzo maart marca marzec',
    'april avril abril aprile kwietnia kwiecien apr',
    'mai mayo maggio mei maja',
    'june juni juin junio giugno czerwca czerwiec jun',
    'july juli juillet julio luglio lipca lipiec jul',
    'august aout agosto augustus sierpnia sierpien aug',
    'september septembre septiembre settembre wrzesnia wrzesien sept sep',
    'october oktober octobre octubre ottobre pazdziernika pazdziernik oct okt',
    'november novembre noviembre listopada listopad nov',
    'december dezember decembre diciembre dicembre grudnia grudzien dec dez',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, `month-${index + 1}`])),
);
const currencies: Readonly<Record<string, string>> = {
  '€': 'eur',
  euro: 'eur',
  euros: 'eur',
  '£': 'gbp',
  pound: 'gbp',
  pounds: 'gbp',
  $: 'usd',
  dollar: 'usd',
  dollars: 'usd',
  '¥': 'jpy',
  '%': 'percent',
  percent: 'percent',
  prozent: 'percent',
  procent: 'percent',
};

// In this order: links and addresses, codes that begin with letters or have three groups of digits, numbers, words, signs, ends of clauses.
const pattern =
  /(?<link>(?:https?:\/\/|www\.)[^\s<>"]+|[^\s<>"()]+@[^\s<>"()]+\.\p{L}{2,})|(?<code>\d+(?:[.:/-]\d+){2,}|\d{1,2}:\d{2}|\p{L}+(?:[-_/.]?\d[\p{L}\d]*)+(?:-[\p{L}\d]+)*|\d[\d.]*-\p{Lu}{1,3}(?![\p{L}\d])|\d+(?!(?:[gmk]b|[kmg]?hz|[kcm]?m|k?g|k?w|min|ms|mm²|[lhsv])(?!\p{L}))\p{Lu}[\p{Lu}\d]{0,3}(?![\p{L}\d]))|(?<number>\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)|(?<han>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)|(?<word>\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*)|(?<sign>[€£$¥%])|(?<end>[,;:()–—.!?。、，；\n])/gu;

type Piece = Omit<Token, 'unit' | 'colons'>;
const softEnds: ReadonlySet<string> = new Set([',', ':', '(', ')', '–', '—', '、', '，']);
const japanese = new Intl.Segmenter('ja', { granularity: 'word' });

/** The sentence in pieces, in their order. */
export function tokensOf(text: string, words: SupportWords): Token[] {
  const found: Token[] = [];
  let clause = 0;
  let unit = 0;
  let colons = 0;
  const push = (one: Piece): number => found.push({ ...one, unit, colons });
  const whole = text.normalize('NFC');
  for (const { groups, index: at } of whole.matchAll(pattern)) {
    const { link, code, number, han, word, sign, end } = groups as Record<string, string | undefined>;
    if (link !== undefined) push(token('code', link.replace(/[.,;:!?)\]]+$/, '').toLowerCase(), clause));
    else if (code !== undefined) push(token('code', code.toLowerCase(), clause));
    else if (number !== undefined) push(token('number', figureOf(number), clause));
    else if (sign !== undefined) push(token('word', currencies[sign] ?? sign, clause));
    else if (han !== undefined) for (const part of japanese.segment(han)) push(token('word', part.segment, clause));
    else if (word !== undefined) {
      const plain = plainWord(word);
      if (words.splitters.has(plain)) clause += 1;
      for (const piece of apart(plain, words)) {
        const next = wordToken(piece, clause, words);
        const last = found.at(-1);
        if (last !== undefined && isJoined(last, next, whole.slice(at - 1, at)))
          found[found.length - 1] = { ...last, ...numberOf(Number(last.key) + Number(next.key)) };
        else push(next);
      }
    } else {
      clause += 1;
      if (end === ':') colons += 1;
      if (!softEnds.has(end ?? '')) unit += 1;
    }
  }
  return found;
}

/** `l'imprimante` is an article and a word; `don't` is one word. */
function apart(plain: string, words: SupportWords): string[] {
  if (!plain.includes("'") || words.negations.has(plain) || words.we.has(plain) || words.you.has(plain)) return [plain];
  const [first = '', rest = ''] = plain.split("'");
  return rest === 's' ? [first] : [first, rest];
}

function wordToken(plain: string, clause: number, words: SupportWords): Piece {
  const value = words.numbers.get(plain) ?? countInOne(plain, words);
  if (value !== undefined) return token('number', value, clause);
  return { kind: 'word', key: months[plain] ?? currencies[plain] ?? stemOf(plain, words), plain, clause };
}

const joints = /^(?<ones>\p{L}{2,}?)(?:und|en)(?<tens>\p{L}{6,})$/u;

/** `fünfundzwanzig` and `vijfentwintig`. */
function countInOne(plain: string, { numbers }: SupportWords): string | undefined {
  const { ones = '', tens = '' } = joints.exec(plain)?.groups ?? {};
  const [one, ten] = [ones === 'ein' || ones === 'een' ? '1' : numbers.get(ones), numbers.get(tens)];
  return one === undefined || ten === undefined || Number(ten) % 10 > 0 ? undefined : String(Number(one) + Number(ten));
}

const numberOf = (value: number): { key: string; plain: string } => ({ key: String(value), plain: String(value) });

/** `twenty-five` is one number. */
function isJoined(last: Token | undefined, next: Piece, between: string): boolean {
  const [tens, ones] = [Number(last?.key), Number(next.key)];
  return (
    last?.kind === 'number' &&
    next.kind === 'number' &&
    between === '-' &&
    tens >= 20 &&
    tens < 100 &&
    tens % 10 === 0 &&
    ones >= 1 &&
    ones <= 9
  );
}

function token(kind: Token['kind'], key: string, clause: number): Piece {
  return { kind, key, plain: key, clause };
}

/** `1.234,50`, `1,234.50` and `1234.5` are one number; three digits behind a single point or comma are thousands. */
function figureOf(figure: string): string {
  const cents = /[.,](\d{1,2}|\d{4,})$/.exec(figure);
  const whole = figure.slice(0, cents === null ? undefined : -cents[0].length).replace(/\D/g, '');
  return `${Number(whole || '0')}${cents === null ? '' : `.${(cents[1] as string).replace(/0+$/, '')}`}`.replace(/\.$/, '');
}

const shortestStem = 3;

/** The word without the endings of its language; never shorter than three letters. What changes its meaning stands before its stem or is no ending here. */
export function stemOf(plain: string, words: SupportWords): string {
  let stem = plain.replace(words.participle, '');
  for (let pass = 0; pass < 2; pass += 1) {
    const ending = words.endings.find((one) => stem.endsWith(one) && stem.length - one.length >= shortestStem);
    if (ending === undefined) break;
    stem = stem.slice(0, -ending.length);
  }
  return stem.replace(/(.)\1$/, '$1').replace(/(?<=.{3})[eyi]$/, '');
}
