import { escapeHtml, linkified } from './links.rules.ts';

/** How written text is drawn: `links` makes addresses clickable in `linkStyle`; `isRightToLeft` is the direction of the page round it. */
export type Writing = { links: boolean; linkStyle: string; isRightToLeft: boolean };

type Block = { kind: 'p' | 'ul' | 'ol'; start: number; lines: string[] };

const bullet = /^[ \t]{0,3}[-*•][ \t]+(?=\S)/;
const numbered = /^[ \t]{0,3}(\d{1,3})[.)][ \t]+(?=\S)/;
const deepestQuote = 10;
// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * What a person wrote as HTML: paragraphs by empty lines, line breaks kept, lists of two and more items, lines that begin with `>` as quotations. Nothing of it is
 * read as HTML. Each paragraph runs in the direction of its first letter. Linear in the length of the text.
 */
export function writtenText(text: string, writing: Writing): string {
  const html: string[] = [];
  let depth = 0;
  let lines: string[] = [];
  const flush = (): void => {
    html.push(...blocksOf(lines).map((block) => drawn(block, writing)));
    lines = [];
  };
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const [level, rest] = unquoted(line);
    if (level !== depth) {
      flush();
      html.push(level > depth ? openQuote(writing.isRightToLeft).repeat(level - depth) : '</blockquote>'.repeat(depth - level));
      depth = level;
    }
    lines.push(rest);
  }
  flush();
  return html.join('') + '</blockquote>'.repeat(depth);
}

/** The opening of a quotation as mail programs mark it, so that they fold it and readers like ours know it. */
export function openQuote(isRightToLeft: boolean): string {
  const [padding, side] = isRightToLeft ? ['0 12px 0 0', 'right'] : ['0 0 0 12px', 'left'];
  return `<blockquote type="cite" class="dh-quote" style="margin:0 2px;padding:${padding};border-${side}:2px solid #b8bec8;color:#4a5260;">`;
}

function unquoted(line: string): [depth: number, rest: string] {
  let depth = 0;
  let at = 0;
  while (line[at] === '>' && depth < deepestQuote) {
    depth += 1;
    at += line[at + 1] === ' ' ? 2 : 1;
  }
  return [depth, line.slice(at)];
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') {
      open = null;
      continue;
    }
    const kind: Block['kind'] = kindOf(line, open, lines[at - 1], lines[at + 1]);
    if (open === null || open.kind !== kind) {
      open = { kind, start: Number(numbered.exec(line)?.[1] ?? 1), lines: [] };
      blocks.push(open);
    }
    open.lines.push(line);
  }
  return blocks;
}

/** One item alone is a dash before a name, or a date: only beside another one it is a list. */
function kindOf(line: string, open: Block | null, above: string | undefined, below: string | undefined): Block['kind'] {
  for (const [kind, shape] of [
    ['ul', bullet],
    ['ol', numbered],
  ] as const) {
    if (shape.test(line)) return open?.kind === kind || shape.test(below ?? '') || shape.test(above ?? '') ? kind : 'p';
  }
  const continues = open !== null && open.kind !== 'p' && /^[ \t]{2,}\S/.test(line);
  return continues ? open.kind : 'p';
}

function drawn(block: Block, writing: Writing): string {
  const direction = directionOf(block.lines, writing.isRightToLeft);
  if (block.kind === 'p')
    return `<p${direction} style="margin:0 0 12px 0;">${block.lines.map((line) => inline(line, writing)).join('<br>')}</p>`;
  const shape = block.kind === 'ul' ? bullet : numbered;
  const items: string[] = [];
  for (const line of block.lines) {
    if (shape.test(line)) items.push(inline(line.replace(shape, ''), writing));
    else items.push(`${items.pop() ?? ''}<br>${inline(line.trimStart(), writing)}`);
  }
  const start = block.kind === 'ol' && block.start !== 1 ? ` start="${block.start}"` : '';
  const body = items.map((item) => `<li style="margin:0 0 4px 0;">${item}</li>`).join('');
  return `<${block.kind}${start}${direction} style="margin:0 0 12px 0;padding:0 24px;">${body}</${block.kind}>`;
}

function inline(line: string, { links, linkStyle }: Writing): string {
  const html = links ? linkified(line, linkStyle) : escapeHtml(line);
  // Columns of figures and indents stay where they were put; attributes of ours hold no two blanks.
  return html.replace(/\t/g, '    ').replace(/^ | (?= )/g, '&nbsp;');
}

/** The attribute of a paragraph that runs against its page. Its first letter decides (UAX #9, P2 and P3). */
export function directionOf(lines: readonly string[], isRightToLeft: boolean): '' | ' dir="rtl"' | ' dir="ltr"' {
  for (const line of lines) {
    const letter = /\p{L}/u.exec(line)?.[0];
    if (letter === undefined) continue;
    const runsLeft = rightToLeft.test(letter);
    return runsLeft === isRightToLeft ? '' : runsLeft ? ' dir="rtl"' : ' dir="ltr"';
  }
  return '';
}
