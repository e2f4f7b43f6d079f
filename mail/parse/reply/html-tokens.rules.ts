/** A piece of HTML: text with its entities read, or a tag. */
export type HtmlToken =
  | { type: 'text'; text: string }
  | { type: 'open'; name: string; attributes: ReadonlyMap<string, string>; isVoid: boolean }
  | { type: 'close'; name: string };

const voidNames = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const rawNames = new Set(['script', 'style', 'title', 'noscript', 'template', 'textarea', 'xml']);
const longestTag = 4_000;
/** A picture may stand in its tag. */
const longestPicture = 100_000;

/**
 * Reads HTML piece by piece, in one pass, whatever it is. Scripts, styles and comments are left out; a `<` that opens no tag is text. Of the attributes
 * only the `wanted` ones are read, lower case: by default those by which mail programs mark what they quote.
 */
export function* htmlTokens(html: string, wanted: ReadonlySet<string> = quoteAttributes): Generator<HtmlToken> {
  let from = 0;
  const unclosed = new Set<string>();
  for (let start = html.indexOf('<'); start >= 0; ) {
    const second = html.charCodeAt(start + 1);
    const isMark = second === 0x21 || second === 0x3f;
    const isClose = second === 0x2f;
    const nameStart = start + (isClose ? 2 : 1);
    const nameEnd = isMark ? nameStart : endOfName(html, nameStart);
    if (!isMark && nameEnd === nameStart) {
      start = html.indexOf('<', nameStart);
      continue;
    }
    if (start > from) yield { type: 'text', text: readEntities(html.slice(from, start)) };
    const name = html.slice(nameStart, nameEnd).toLowerCase();
    const end = isMark ? endOfMark(html, start) : endOfTag(html, nameEnd);
    from = end;
    if (isClose) yield { type: 'close', name };
    else if (!isMark && rawNames.has(name)) from = endOfRaw(html, name, end, unclosed);
    else if (!isMark) {
      const inside = html.slice(nameEnd, Math.min(end - 1, nameEnd + (name === 'img' ? longestPicture : longestTag)));
      yield { type: 'open', name, attributes: readAttributes(inside, wanted), isVoid: voidNames.has(name) || inside.endsWith('/') };
    }
    start = html.indexOf('<', from);
  }
  if (from < html.length) yield { type: 'text', text: readEntities(html.slice(from)) };
}

function endOfMark(html: string, start: number): number {
  const isComment = html.startsWith('<!--', start);
  // Outlook's conditional comments that show their inside to others: “<![if !mso]>”, “<!--[if !mso]><!-->”.
  const close = html.indexOf(isComment ? '-->' : '>', start + 2);
  return close < 0 ? html.length : close + (isComment ? 3 : 1);
}

/** The place behind `>`; one inside a quoted attribute of a tag of ordinary length does not count. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  for (let at = from; at < html.length && at < from + longestTag; at++) {
    const letter = html[at] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if ((letter === '"' || letter === "'") && html[at - 1] === '=') quote = letter;
    else if (letter === '>') return at + 1;
  }
  const close = html.indexOf('>', from);
  return close < 0 ? html.length : close + 1;
}

const rawEnds = new Map([...rawNames].map((name) => [name, new RegExp(`</${name}`, 'gi')]));

/** The place behind an element whose inside is not read. One that is never closed hides nothing, and is not looked for twice. */
function endOfRaw(html: string, name: string, from: number, unclosed: Set<string>): number {
  const end = rawEnds.get(name);
  if (end === undefined || unclosed.has(name)) return from;
  end.lastIndex = from;
  const found = end.exec(html);
  if (found !== null) return endOfTag(html, found.index + name.length + 2);
  unclosed.add(name);
  return from;
}

function endOfName(html: string, start: number): number {
  let end = start;
  while (end - start < 64 && isNameCode(html.charCodeAt(end))) end += 1;
  return /[a-z]/i.test(html[start] ?? '') ? end : start;
}

const longestName = 60;
const longestBare = 2_000;
const mostBlanks = 20;
/** Attributes by which mail programs mark what they quote. */
export const quoteAttributes: ReadonlySet<string> = new Set([
  'id',
  'class',
  'name',
  'style',
  'type',
  'href',
  'data-marker',
  'data-signatureblock',
  'data-smartmail',
  'data-signature-widget',
  'cite',
]);

/** Names with what stands behind `=`: in quotes, or up to a blank, a quote or a `>`. The first of a name counts. One pass. */
function readAttributes(inside: string, wanted: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < inside.length; ) {
    const nameEnd = endOfAttributeName(inside, at);
    if (nameEnd === at) {
      at += 1;
      continue;
    }
    const name = inside.slice(at, nameEnd).toLowerCase();
    const from = startOfValue(inside, nameEnd);
    const quote = from < 0 ? '' : (inside[from] ?? '');
    const isQuoted = quote === '"' || quote === "'";
    const end = from < 0 ? -1 : isQuoted ? inside.indexOf(quote, from + 1) : endOfBare(inside, from);
    const hasValue = isQuoted ? end >= 0 : end > from;
    if (wanted.has(name) && !found.has(name)) found.set(name, hasValue ? readEntities(inside.slice(isQuoted ? from + 1 : from, end)) : '');
    at = hasValue ? end + (isQuoted ? 1 : 0) : nameEnd;
  }
  return found;
}

function endOfAttributeName(text: string, from: number): number {
  let end = from;
  while (end - from < longestName && isNameCode(text.charCodeAt(end))) end += 1;
  return end;
}

/** Where the value begins behind `=` and some blanks; -1 when there is no `=`. */
function startOfValue(text: string, from: number): number {
  const sign = behindBlanks(text, from);
  return text.charCodeAt(sign) === 0x3d ? behindBlanks(text, sign + 1) : -1;
}

function behindBlanks(text: string, from: number): number {
  let end = from;
  while (end - from < mostBlanks && isBlankCode(text.charCodeAt(end))) end += 1;
  return end;
}

function endOfBare(text: string, from: number): number {
  let end = from;
  for (; end < text.length && end - from < longestBare; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 0x22 || code === 0x27 || code === 0x3e || isBlankCode(code)) break;
  }
  return end;
}

// Letters, digits, hyphen, colon and underscore; NaN at the end of the text is none.
function isNameCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x3a) || code === 0x2d || code === 0x5f
  );
}

function isBlankCode(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0xa0 && /\s/.test(String.fromCharCode(code)));
}

const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  );
const namedEntities = new Map<string, string>([
  ...latin1.map((name, index) => [name, String.fromCharCode(160 + index)] as const),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
  }),
  ...Object.entries({
    bdquo: '„',
    sbquo: '‚',
    hellip: '…',
    bull: '•',
    euro: '€',
    trade: '™',
    zwnj: '',
    zwj: '',
    lrm: '',
    rlm: '',
    ensp: ' ',
    emsp: ' ',
  }),
  ...Object.entries({ thinsp: ' ', scaron: 'š', Scaron: 'Š', oelig: 'œ', OElig: 'Œ', lsaquo: '‹', rsaquo: '›', ccaron: 'č', zcaron: 'ž' }),
]);
const windows1252 = new TextDecoder('windows-1252');

/** Text with its entities read; unknown ones stay as they are written. */
function readEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}\d{0,2}));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return namedEntities.get(name) ?? namedEntities.get(name.toLowerCase()) ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      if (code >= 0x80 && code < 0xa0) return windows1252.decode(Uint8Array.of(code));
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
    },
  );
}
