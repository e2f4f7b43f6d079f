type Kind = 'card' | 'iban' | 'phone' | 'mail' | 'key';

/** What is replaced, in this order: a later kind never looks into an earlier one's placeholder. */
const patterns: [Kind, RegExp, (found: string) => boolean][] = [
  [
    'key',
    /\b(?:sk|pk|rk|ghp|gho|glpat|xox[abprs]|AKIA|AIza|eyJ)[-_A-Za-z0-9.]{12,}|\b(?=[A-Za-z0-9+/_]*\d)(?=[A-Za-z0-9+/_]*[a-z])(?=[A-Za-z0-9+/_]*[A-Z])[A-Za-z0-9+/_]{32,}={0,2}/g,
    () => true,
  ],
  ['mail', /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/g, () => true],
  ['iban', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g, isIban],
  ['card', /(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])/g, isCard],
  [
    'phone',
    /(?<![\w./:-])(?:\+|00)[1-9]\d{0,2}(?:[ ()./-]{0,2}\d){6,13}(?![\w])|(?<![\w./:-])\(?0\d{1,5}\)?[ /-]?\d{2,4}(?:[ -]?\d{2,4}){1,3}(?![\w-])|(?<![\w./:-])\(?[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])/g,
    isPhone,
  ],
];
/** No answer we ask for is nested as deep; what a broken server sends is, without end. */
const deepest = 50;
const placeholder = /\[(card|iban|phone|mail|key)-(\d+)_*\]/g;

/** Values with what is personal replaced, and the way back. */
export type Redacted = { values: Record<string, string>; restore<T>(output: T): T };

/**
 * Replaces card numbers (Luhn), IBANs (ISO 13616), phone numbers, mail addresses and key-like strings in the named values by placeholders: the same text is always the
 * same placeholder, and as long as the text wherever it can be, so that offsets stay true. `restore` puts the texts back into every string of an answer.
 */
export function redact(values: Record<string, string>, names: ReadonlySet<string>): Redacted {
  const known = new Map<string, string>();
  // What a stranger wrote may look like a placeholder; ours count on from there, so it is never taken for one.
  const all = Object.values(values).join('\n');
  const counts = new Map<string, number>();
  for (const [, kind = '', number = '0'] of all.matchAll(placeholder)) counts.set(kind, Math.max(counts.get(kind) ?? 0, Number(number)));
  const nameFor = (kind: Kind, found: string): string => {
    const there = known.get(found);
    if (there !== undefined) return there;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const bare = `${kind}-${number}`;
    const name = `[${bare.padEnd(found.length - 2, '_')}]`;
    known.set(found, name);
    return name;
  };
  const redacted = Object.entries(values).map(([name, value]): [string, string] => [
    name,
    names.has(name) ? redactText(value, nameFor) : value,
  ]);
  const texts = new Map([...known].map(([text, name]) => [bareName(name), text]));
  return {
    values: Object.fromEntries(redacted),
    restore: (output) => restoreIn(output, (text) => text.replace(placeholder, (whole) => texts.get(bareName(whole)) ?? whole)),
  };
}

function redactText(text: string, nameFor: (kind: Kind, found: string) => string): string {
  return patterns.reduce((done, [kind, pattern, isReal]) => {
    const pieces = done.split(/(\[(?:card|iban|phone|mail|key)-\d+_*\])/);
    return pieces
      .map((piece, at) => (at % 2 === 1 ? piece : piece.replace(pattern, (found) => (isReal(found) ? nameFor(kind, found) : found))))
      .join('');
  }, text);
}

/** A model may lose the filling of a placeholder. */
function bareName(name: string): string {
  return name.replace(/_*\]$/, ']');
}

function restoreIn<T>(output: T, restore: (text: string) => string, depth = 0): T {
  if (depth > deepest) return output;
  if (typeof output === 'string') return restore(output) as T;
  if (Array.isArray(output)) return output.map((part) => restoreIn(part, restore, depth + 1)) as T;
  if (typeof output !== 'object' || output === null) return output;
  return Object.fromEntries(Object.entries(output).map(([key, value]) => [key, restoreIn(value, restore, depth + 1)])) as T;
}

function isCard(found: string): boolean {
  const digits = [...found.replace(/\D/g, '')].map(Number).reverse();
  const sum = digits.reduce((total, digit, at) => total + (at % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0);
  return sum % 10 === 0;
}

function isIban(found: string): boolean {
  const bare = found.replaceAll(' ', '');
  if (bare.length < 15 || bare.length > 34) return false;
  const digits = [...`${bare.slice(4)}${bare.slice(0, 4)}`]
    .map((sign) => (/\d/.test(sign) ? sign : String(sign.charCodeAt(0) - 55)))
    .join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

function isPhone(found: string): boolean {
  const digits = found.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15;
}
