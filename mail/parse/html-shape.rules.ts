const voidElements = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const blockElements = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const hiddenElements = new Set(['script', 'style', 'title', 'noscript', 'template']);

/** What a start tag closes by itself when it stands on top (HTML 13.1.2.4 optional tags, as htmlparser2 applies them). */
const impliedEnds: Record<string, ReadonlySet<string>> = {
  li: new Set(['li']),
  dd: new Set(['dd', 'dt']),
  dt: new Set(['dd', 'dt']),
  option: new Set(['option']),
  optgroup: new Set(['optgroup', 'option']),
  tr: new Set(['tr', 'td', 'th']),
  td: new Set(['td', 'th', 'thead']),
  th: new Set(['th']),
  tbody: new Set(['thead', 'tbody']),
  tfoot: new Set(['thead', 'tbody']),
};
const closesParagraph = new Set(['p']);

/** Why HTML is too costly for a converter that builds a tree; null when it is not. */
export type HtmlExcess = 'tags' | 'depth' | null;

/**
 * Measures HTML before a tree is built from it: more than `mostTags` tags, or elements nested deeper than `mostLevels`. One linear pass that stops
 * at the first excess.
 */
export function htmlExcess(html: string, mostTags: number, mostLevels: number): HtmlExcess {
  const open: string[] = [];
  const counts = new Map<string, number>();
  let tags = 0;
  let excess: HtmlExcess = null;
  const drop = (): void => {
    const name = open.pop() ?? '';
    counts.set(name, (counts.get(name) ?? 1) - 1);
  };
  eachTag(html, (name, isEnd) => {
    tags += 1;
    if (isEnd && (counts.get(name) ?? 0) > 0) {
      while (open.at(-1) !== name) drop();
      drop();
    } else if (!isEnd && !voidElements.has(name)) {
      const closes = impliedEnds[name] ?? (blockElements.has(name) ? closesParagraph : undefined);
      while (closes?.has(open.at(-1) ?? '')) drop();
      open.push(name);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    if (open.length > mostLevels) excess = 'depth';
    else if (tags > mostTags) excess = 'tags';
    return excess === null;
  });
  return excess;
}

/** The words of HTML without its structure: tags, comments, scripts and styles dropped, blocks on lines of their own. Linear on any input. */
export function stripTags(html: string): string {
  const pieces: string[] = [];
  let from = 0;
  let hidden = '';
  eachTag(html, (name, isEnd, start, end) => {
    if (hidden === '' && start > from) pieces.push(html.slice(from, start));
    from = end;
    if (hidden !== '') {
      if (isEnd && name === hidden) hidden = '';
    } else if (!isEnd && hiddenElements.has(name)) hidden = name;
    else if ((name === 'br' || blockElements.has(name)) && pieces.at(-1) !== '\n') pieces.push('\n');
    return true;
  });
  if (hidden === '') pieces.push(html.slice(from));
  return tidyLines(decodeEntities(pieces.join('')));
}

type Visit = (name: string, isEnd: boolean, start: number, end: number) => boolean;

/** Calls `visit` for every tag and comment (name '!') until it answers false. A `<` that opens neither is text. */
function eachTag(html: string, visit: Visit): void {
  for (let start = html.indexOf('<'); start >= 0; ) {
    const isMark = html.charCodeAt(start + 1) === 0x21;
    const isEnd = isMark || html.charCodeAt(start + 1) === 0x2f;
    const nameStart = start + (isEnd ? 2 : 1);
    const nameEnd = isMark ? nameStart : endOfName(html, nameStart);
    if (!isMark && nameEnd === nameStart) {
      start = html.indexOf('<', nameStart);
      continue;
    }
    const isComment = isMark && html.startsWith('--', nameStart);
    const close = html.indexOf(isComment ? '-->' : '>', nameEnd);
    const end = close < 0 ? html.length : close + (isComment ? 3 : 1);
    if (!visit(isMark ? '!' : html.slice(nameStart, nameEnd).toLowerCase(), isEnd, start, end)) return;
    start = html.indexOf('<', end);
  }
}

function endOfName(html: string, start: number): number {
  let end = start;
  while (end - start < 64 && isNameCode(html.charCodeAt(end))) end += 1;
  return end;
}

// Letters, digits, hyphen, colon and underscore; NaN at the end of the text is none.
function isNameCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x3a) || code === 0x2d || code === 0x5f
  );
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos|nbsp);/gi, (whole, inner: string) => {
    const name = inner.toLowerCase();
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
  });
}

function tidyLines(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(/[ \t\u00a0]{2,}/g, ' ').trim());
  return lines
    .filter((line, index) => line !== '' || lines[index - 1] !== '')
    .join('\n')
    .trim();
}
