import { safeColour, safeFamilies, safeStyle } from './safe-style.rules.ts';

type Attributes = ReadonlyMap<string, string>;
/** The value as it may be written, or null. */
type Check = (written: string) => string | null;

const matching =
  (pattern: RegExp): Check =>
  (written) => {
    const value = written.trim().toLowerCase();
    return pattern.test(value) ? value : null;
  };
const number =
  (most: number): Check =>
  (written) => {
    const value = /^\s{0,5}(\d{1,6})\s{0,5}$/.exec(written)?.[1];
    return value === undefined ? null : String(Math.min(Number(value), most));
  };
const size: Check = (written) => /^\s{0,5}(\d{1,4}(?:\.\d{1,3})?%?)(?:px)?\s{0,5}$/.exec(written)?.[1] ?? null;
const align = matching(/^(?:left|right|center|middle|justify)$/);
const valign = matching(/^(?:top|middle|bottom|baseline)$/);
const listType = matching(/^(?:1|a|i|disc|circle|square)$/);

/** Attributes of every element, then those of some (HTML 4.01 and HTML Living Standard, “Obsolete features” that mail programs still write). */
const common: Readonly<Record<string, Check>> = {
  dir: matching(/^(?:ltr|rtl|auto)$/),
  lang: matching(/^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,2}$/),
};
const cell: Readonly<Record<string, Check>> = {
  colspan: number(100),
  rowspan: number(1_000),
  align,
  valign,
  width: size,
  height: size,
  bgcolor: safeColour,
};
const own: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  table: { align, width: size, height: size, border: number(20), cellpadding: number(50), cellspacing: number(50), bgcolor: safeColour },
  tr: { align, valign, bgcolor: safeColour, height: size },
  td: cell,
  th: cell,
  tbody: { align, valign },
  thead: { align, valign },
  tfoot: { align, valign },
  col: { span: number(100), width: size, align },
  colgroup: { span: number(100), width: size, align },
  ol: {
    start: (written) => /^\s{0,5}(-?\d{1,6})\s{0,5}$/.exec(written)?.[1] ?? null,
    // Letters mean something else in lower case than in capitals.
    type: (written) => /^\s{0,5}([1aAiI])\s{0,5}$/.exec(written)?.[1] ?? null,
  },
  ul: { type: listType },
  li: { value: number(999_999), type: listType },
  font: { color: safeColour, size: matching(/^[+-]?[1-7]$/), face: (written) => safeFamilies(written) || null },
  hr: { width: size, size: number(100), align, color: safeColour },
  br: { clear: matching(/^(?:left|right|all|none)$/) },
  img: { width: size, height: size, align: matching(/^(?:left|right|top|middle|bottom)$/), border: number(20) },
  body: { bgcolor: safeColour },
};
const blocks: Readonly<Record<string, Check>> = { align };
const aligned = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'caption']);

/** Every attribute the sanitiser looks at. */
export const lookedAt: ReadonlySet<string> = new Set([
  'style',
  'href',
  'src',
  'alt',
  'text',
  'align',
  ...Object.keys(common),
  ...Object.values(own).flatMap((checks) => Object.keys(checks)),
]);

/** What is written again and again, is checked once: newsletters repeat a handful of styles hundreds of times. */
export type StyleMemory = Map<string, string>;
const mostRemembered = 500;

/** The attributes of an element that may stay, checked and ready to be written (` name="value"`); '' when there are none. */
export function safeAttributes(name: string, attributes: Attributes, memory: StyleMemory): string {
  if (attributes.size === 0) return '';
  const checks = own[name] ?? (aligned.has(name) ? blocks : undefined);
  let out = '';
  for (const [key, written] of attributes) {
    const value = key === 'style' ? remembered(written, memory) : ((checks?.[key] ?? common[key])?.(written) ?? '');
    if (value !== '') out += ` ${key}="${value}"`;
  }
  return out;
}

function remembered(written: string, memory: StyleMemory): string {
  const known = memory.get(written);
  if (known !== undefined) return known;
  // Values are made of letters, digits and signs that need no escaping; families are quoted with ' only.
  const style = safeStyle(written);
  if (memory.size < mostRemembered) memory.set(written, style);
  return style;
}
