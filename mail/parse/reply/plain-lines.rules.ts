import { isBlank } from './bare-line.rules.ts';
import type { ReplyLine } from './reply.types.ts';

const wrapsAt = 60;

/** The lines of plain text with their levels of quotation (RFC 3676 4.5). */
export function plainLines(text: string): ReplyLine[] {
  const lines = text.split(/\r\n?|\n/).map((line): ReplyLine => ({ text: line, depth: depthOf(line), mark: null }));
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at];
    const above = lines[at - 1];
    if (line === undefined || above === undefined) continue;
    if (line.depth > 0 && closesAddressOf(line.text, above)) lines[at] = { ...line, depth: 0 };
    else if (line.depth === 0 && above.depth > 0 && isOverhang(line.text, above.text, lines[at + 1]))
      lines[at] = { ...line, depth: above.depth };
  }
  return lines;
}

function depthOf(line: string): number {
  const first = line.charCodeAt(0);
  if (Number.isNaN(first) || (first > 0x20 && first !== 0x3e && first < 0x7f)) return 0;
  const marks = /^(?:\s{0,3}[>＞]){1,40}/.exec(line.slice(0, 200))?.[0];
  return marks === undefined ? 0 : marks.replace(/[^>＞]/g, '').length;
}

/** “…Ann <ann@example.org” broken before “> wrote:” looks like a quotation and is none. */
function closesAddressOf(text: string, above: ReplyLine): boolean {
  if (above.depth > 0 || text.length > 60 || !/^>[^>]{0,50}[:：]\s*$/.test(text)) return false;
  const tail = above.text.slice(-200);
  return tail.lastIndexOf('<') > tail.lastIndexOf('>') && tail.includes('@');
}

/** The end of a long quoted line that some program broke without quoting its rest. */
function isOverhang(text: string, above: string, below: ReplyLine | undefined): boolean {
  if (isBlank(text) || above.length < wrapsAt || text.length >= wrapsAt || below === undefined || below.depth === 0) return false;
  return /^[\p{Ll}\d,;.)\]/&=?%-]/u.test(text);
}
