const blocks = new Set(
  'address article aside blockquote center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table ul'.split(
    ' ',
  ),
);

/** What a start tag ends by itself when it stands on top (HTML Living Standard 13.1.2.4, optional tags). */
const ends: Readonly<Record<string, ReadonlySet<string>>> = {
  li: new Set(['li', 'p']),
  dt: new Set(['dt', 'dd', 'p']),
  dd: new Set(['dt', 'dd', 'p']),
  tr: new Set(['tr', 'td', 'th', 'caption', 'colgroup']),
  td: new Set(['td', 'th']),
  th: new Set(['td', 'th']),
  tbody: new Set(['tr', 'td', 'th', 'tbody', 'thead', 'tfoot', 'caption', 'colgroup']),
  thead: new Set(['tr', 'td', 'th', 'tbody', 'thead', 'tfoot', 'caption', 'colgroup']),
  tfoot: new Set(['tr', 'td', 'th', 'tbody', 'thead', 'tfoot', 'caption', 'colgroup']),
  a: new Set(['a']),
};
const tableParts = new Set('table tbody thead tfoot tr td th caption colgroup'.split(' '));
const cells = new Set(['td', 'th', 'caption']);

/** True when opening `name` ends the element on top first. */
export function closesBefore(name: string, top: string): boolean {
  return ends[name]?.has(top) ?? (top === 'p' && blocks.has(name));
}

/** True when an end tag `name` does not reach through the open element: what stands in a cell cannot end what stands around its table. */
export function holdsAgainst(open: string, name: string): boolean {
  return tableParts.has(name) ? open === 'table' : cells.has(open);
}
