import { charsetOf } from '../charset/charset-name.rules.ts';
import { describePart } from './describe-part.rules.ts';
import { HeaderBlock } from './header-block.rules.ts';
import type { HeaderLine, MimeEvent, MimeGroup } from './mime.types.ts';

/** Bounds of one mail's structure; over them `refuse` is asked for the error to throw. */
export type MimeLimits = { maxParts: number; maxHeaderBytes: number; refuse: (limit: 'parts' | 'header bytes') => Error };

type Open = { group: MimeGroup; boundary: string };
type State = 'head' | 'leaf' | 'preamble' | 'epilogue';

const lineFeed = 0x0a;
const longestLine = 65_536;
const longestPreamble = 1_000_000;

/**
 * Takes a mail apart while it arrives (RFC 2046), as forgiving as mails are broken: lines ended by CR, LF or both, missing, wrong and unclosed
 * boundaries, a boundary inside headers, no blank line after headers. `push` gives the events of each piece of bytes; only unended lines, header blocks
 * and what stands before the first boundary are held. Mails inside the mail stay whole.
 */
export class MimeReader {
  /** Headers of the mail itself. */
  headerLines: HeaderLine[] = [];
  readonly warnings: string[] = [];
  private readonly limits: MimeLimits;
  private events: MimeEvent[] = [];
  private carry: Buffer = Buffer.alloc(0);
  private state: State = 'head';
  private block = new HeaderBlock();
  private open: Open[] = [];
  /** Place in `open` by boundary, the innermost of equal ones. */
  private known = new Map<string, number>();
  private preamble: Buffer[] = [];
  private preambleSize = 0;
  private heldEnd: Buffer = Buffer.alloc(0);
  private isInsideLine = false;
  private usesReturns: boolean | null = null;
  private parts = 0;
  private leaves = 0;
  private hint: string | null = null;

  constructor(limits: MimeLimits) {
    this.limits = limits;
  }

  /** The events of the next bytes. Throws what `limits.refuse` gives. */
  push(chunk: Buffer): MimeEvent[] {
    const bytes = this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk]);
    if (this.usesReturns === null && !this.knowLineEnds(bytes)) {
      this.carry = bytes;
      return [];
    }
    this.readLines(this.usesReturns === true ? returnsToFeeds(bytes) : bytes, false);
    return this.taken();
  }

  /** The last events: whatever was open is closed. */
  end(): MimeEvent[] {
    const rest = this.carry;
    if (this.usesReturns === null) this.usesReturns = rest.includes(0x0d) && !rest.includes(lineFeed);
    this.readLines(this.usesReturns ? returnsToFeeds(rest) : rest, true);
    if (this.state === 'head') this.endHead();
    if (this.state === 'preamble') this.preambleAsText();
    this.closeLeaf();
    return this.taken();
  }

  private knowLineEnds(bytes: Buffer): boolean {
    if (bytes.includes(lineFeed)) this.usesReturns = false;
    else if (bytes.length > longestLine) this.usesReturns = bytes.includes(0x0d);
    return this.usesReturns !== null;
  }

  /** A line of content is passed on in pieces; one of a header block is judged as a whole. */
  private longestLine(): number {
    return this.state === 'head' ? this.limits.maxHeaderBytes : longestLine;
  }

  private readLines(bytes: Buffer, isEnd: boolean): void {
    let at = 0;
    let dataFrom = -1;
    while (at < bytes.length) {
      const found = bytes.indexOf(lineFeed, at);
      if (found < 0 && !isEnd && bytes.length - at <= this.longestLine()) break;
      const end = found < 0 ? bytes.length : found + 1;
      const isStart = !this.isInsideLine;
      this.isInsideLine = found < 0;
      // Most lines are content: they are passed on in runs, looked at only where a boundary may begin.
      if (this.state === 'leaf' && !(isStart && bytes[at] === 0x2d && bytes[at + 1] === 0x2d)) {
        if (dataFrom < 0) dataFrom = at;
        at = end;
        continue;
      }
      if (dataFrom >= 0 && this.boundaryAt(bytes, at, end) >= 0) {
        this.passOn(bytes.subarray(dataFrom, at));
        dataFrom = -1;
      }
      if (!this.takeLine(bytes, at, end, isStart) && dataFrom < 0) dataFrom = at;
      at = end;
    }
    if (dataFrom >= 0) this.passOn(bytes.subarray(dataFrom, at));
    this.carry = Buffer.from(bytes.subarray(at));
  }

  /** Takes a line that is no plain content; false when it turned out to be content. */
  private takeLine(bytes: Buffer, from: number, end: number, isStart: boolean): boolean {
    const at = isStart ? this.boundaryAt(bytes, from, end) : -1;
    if (at >= 0) {
      this.takeBoundary(at, isTerminator(lineText(bytes, from, end), this.open[at]?.boundary ?? ''));
      return true;
    }
    if (this.state === 'leaf') return false;
    if (this.state === 'head') this.takeHeadLine(bytes, from, end);
    else if (this.state === 'preamble') this.takePreambleLine(bytes, from, end);
    else if (/^content-(?:type|transfer-encoding|disposition)\s{0,3}:/i.test(lineText(bytes, from, Math.min(end, from + 60)))) {
      // A boundary was written as the last one, and yet a part follows.
      this.startHead();
      this.takeHeadLine(bytes, from, end);
    }
    return true;
  }

  private boundaryAt(bytes: Buffer, from: number, end: number): number {
    if (this.open.length === 0 || bytes[from] !== 0x2d || bytes[from + 1] !== 0x2d || end - from > 1000) return -1;
    const text = lineText(bytes, from, end);
    return this.known.get(text.slice(2)) ?? (text.endsWith('--') ? this.known.get(text.slice(2, -2)) : undefined) ?? -1;
  }

  private takeBoundary(at: number, isLast: boolean): void {
    if (this.state === 'head') this.endHead();
    if (this.state === 'preamble' && at < this.open.length - 1) this.preambleAsText();
    this.closeLeaf();
    this.heldEnd = Buffer.alloc(0);
    this.open.length = at + 1;
    this.learnBoundaries();
    this.preamble = [];
    this.preambleSize = 0;
    if (isLast) this.state = 'epilogue';
    else this.startHead();
  }

  private learnBoundaries(): void {
    this.known = new Map(this.open.flatMap(({ boundary }, at) => (boundary === '' ? [] : [[boundary, at] as const])));
  }

  private startHead(): void {
    this.state = 'head';
    this.block = new HeaderBlock();
  }

  private takeHeadLine(bytes: Buffer, from: number, end: number): void {
    const text = bytes
      .toString('latin1', from, end)
      .replace(/\r*\n?$/, '')
      .replace(/^\xef\xbb\xbf/, '');
    const isRoot = this.parts === 0;
    if (this.block.size === 0 && isRoot && (text.trim() === '' || /^>?From [^\n]*\S/.test(text))) return;
    if (text === '' || (/^[ \t]+$/.test(text) && !isRoot)) {
      this.endHead();
      return;
    }
    const bodyBegan = this.block.take(text);
    if (this.block.size > this.limits.maxHeaderBytes) throw this.limits.refuse('header bytes');
    if (bodyBegan) this.endHead();
  }

  private endHead(): void {
    this.parts += 1;
    if (this.parts > this.limits.maxParts) throw this.limits.refuse('parts');
    const lines = this.block.lines;
    const body = this.block.end();
    const isRoot = this.parts === 1;
    if (isRoot) this.headerLines = lines;
    const parent = this.open.at(-1)?.group ?? null;
    const described = describePart(lines, parent, this.hint);
    if (this.hint === null && described.charset !== null) this.hint = charsetOf(described.charset).label || null;
    if (described.type.startsWith('multipart/')) {
      const group: MimeGroup = { type: described.type, params: described.contentType.params, parent, id: this.parts };
      this.open.push({ group, boundary: (described.contentType.params.get('boundary') ?? '').trimEnd() });
      this.learnBoundaries();
      this.state = 'preamble';
      this.preamble = [];
      this.preambleSize = 0;
    } else {
      this.events.push({ kind: 'part', part: { ...described, place: this.leaves, isRoot } });
      this.leaves += 1;
      this.state = 'leaf';
    }
    for (const line of body) this.takeBodyLine(Buffer.from(`${line}\r\n`, 'latin1'));
  }

  private takeBodyLine(line: Buffer): void {
    if (this.state === 'leaf') this.passOn(line);
    else if (this.state === 'preamble') this.takePreambleLine(line, 0, line.length);
  }

  /** Before the first part: kept, because it is the text of the mail when no part ever comes. A boundary other than the declared one is taken. */
  private takePreambleLine(bytes: Buffer, from: number, end: number): void {
    const before = this.preamble.at(-1)?.toString('latin1').trimEnd() ?? '';
    const top = this.open.at(-1);
    if (
      top !== undefined &&
      /^--\S.{0,200}$/.test(before) &&
      /^content-[a-z-]{1,40}\s{0,3}:/i.test(lineText(bytes, from, Math.min(end, from + 80)))
    ) {
      top.boundary = before.slice(2);
      this.learnBoundaries();
      this.warnings.push('a multipart has another boundary than it declares');
      this.preamble = [];
      this.startHead();
      this.takeHeadLine(bytes, from, end);
      return;
    }
    if (this.preambleSize >= longestPreamble) return;
    this.preamble.push(Buffer.from(bytes.subarray(from, end)));
    this.preambleSize += end - from;
  }

  private preambleAsText(): void {
    const text = Buffer.concat(this.preamble);
    this.preamble = [];
    const top = this.open.at(-1);
    if (top === undefined || text.toString('latin1').trim() === '') return;
    this.warnings.push('a multipart has no parts: it is shown as text');
    const described = describePart([], top.group, this.hint);
    this.events.push({ kind: 'part', part: { ...described, type: 'text/plain', place: this.leaves, isRoot: false } });
    this.leaves += 1;
    this.state = 'leaf';
    this.passOn(text);
  }

  /** Gives content on; the line end before a boundary belongs to the boundary (RFC 2046 5.1.1), so the last one is held back. */
  private passOn(bytes: Buffer): void {
    const size = bytes.length;
    const endLength = size > 0 && bytes[size - 1] === lineFeed ? (bytes[size - 2] === 0x0d ? 2 : 1) : 0;
    const content =
      this.heldEnd.length === 0 ? bytes.subarray(0, size - endLength) : Buffer.concat([this.heldEnd, bytes.subarray(0, size - endLength)]);
    this.heldEnd = Buffer.from(bytes.subarray(size - endLength));
    if (content.length > 0) this.events.push({ kind: 'data', bytes: content });
  }

  private closeLeaf(): void {
    if (this.state !== 'leaf') return;
    if (this.open.length === 0 && this.heldEnd.length > 0) this.events.push({ kind: 'data', bytes: this.heldEnd });
    this.heldEnd = Buffer.alloc(0);
    this.events.push({ kind: 'end' });
    this.state = 'epilogue';
  }

  private taken(): MimeEvent[] {
    const events = this.events;
    this.events = [];
    return events;
  }
}

function lineText(bytes: Buffer, from: number, end: number): string {
  return bytes.toString('latin1', from, end).trimEnd();
}

function isTerminator(text: string, boundary: string): boolean {
  return text === `--${boundary}--`;
}

function returnsToFeeds(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(0x0d); at >= 0; at = copy.indexOf(0x0d, at + 1)) copy[at] = lineFeed;
  return copy;
}
