/** A piece of HTML: text with its entities read, or a tag. */
export type HtmlToken =
  | { type: 'text'; text: string }
  | { type: 'open'; name: string; attributes: ReadonlyMap<string, string>; isVoid: boolean }
  | { type: 'close'; name: string };

const voidNames = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const rawNames = new Set(['script', 'style', 'title', 'noscript', 'template', 'textarea', 'xml']);
const longestTag = 4_000;

/** Reads HTML piece by piece, in one pass, whatever it is. Scripts, styles and comments are left out; a `<` that opens no tag is text. */
export function* htmlTokens(html: string): Generator<HtmlToken> {
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
      const inside = html.slice(nameEnd, Math.min(end - 1, nameEnd + longestTag));
      yield { type: 'open', name, attributes: readAttributes(inside), isVoid: voidNames.has(name) || inside.endsWith('/') };
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
  while (end - start < 64 && /[\w:-]/.test(html[end] ?? '')) end += 1;
  return /[a-z]/i.test(html[start] ?? '') ? end : start;
}

const attributePattern = /([\w:-]{1,60})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]{1,2000})))?/g;
const used = new Set([
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

function readAttributes(inside: string): Map<string, string> {
  const found = new Map<string, string>();
  if (inside.trim() === '') return found;
  for (const [, name = '', double, single, bare] of inside.matchAll(attributePattern)) {
    const key = name.toLowerCase();
    if (used.has(key) && !found.has(key)) found.set(key, readEntities(double ?? single ?? bare ?? ''));
  }
  return found;
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
