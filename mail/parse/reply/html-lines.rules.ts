import { type OpenElement, openElement } from './html-elements.rules.ts';
import { hasLineAbove, regionOf } from './html-regions.rules.ts';
import { type HtmlToken, htmlTokens } from './html-tokens.rules.ts';
import type { LineMark, ReplyLine } from './reply.types.ts';

const blocks = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const spaced = new Set('blockquote h1 h2 h3 h4 h5 h6 ol p pre table ul'.split(' '));
const implied: Readonly<Record<string, readonly string[]>> = {
  p: ['p'],
  li: ['li'],
  tr: ['td', 'th', 'tr'],
  td: ['td', 'th'],
  th: ['td', 'th'],
};
const longestIntro = 4;
const mostMarks = 20;

/**
 * The lines of HTML as they are read, each with its levels of quotation and with what mail programs say of it by ids, classes and drawn lines.
 * Linear: elements are kept on a list, none is looked at twice. Whoever has its `tokens` already hands them over.
 */
export function htmlLines(html: string, tokens: Iterable<HtmlToken> = htmlTokens(html)): ReplyLine[] {
  const writer = new LineWriter();
  for (const token of tokens) {
    if (token.type === 'text') writer.write(token.text);
    else if (token.type === 'open') writer.open(token);
    else writer.close(token.name);
  }
  return writer.end();
}

/** Collects the lines of one document; it knows which elements are open. */
class LineWriter {
  private readonly lines: ReplyLine[] = [];
  private readonly elements: OpenElement[] = [];
  private readonly counts = new Map<string, number>();
  /** Elements whose lines above a quotation introduce it. */
  private readonly intros = new Set<OpenElement>();
  private pieces: string[] = [];
  private isStarted = false;
  /** A blank that must not be left out makes an empty line. */
  private isHeld = false;
  private endsBlank = true;
  private wantsBlank = false;
  private pending: LineMark | null = null;
  private preDepth = 0;

  write(text: string): void {
    this.isHeld ||= text.includes('\u00a0');
    if (this.preDepth === 0) {
      const words = text.replace(/[\s\u00a0]+/g, ' ');
      this.add(this.endsBlank && words.startsWith(' ') ? words.slice(1) : words);
      return;
    }
    for (const [index, piece] of text.split(/\r\n?|\n/).entries()) {
      if (index > 0) this.endLine(true);
      this.add(piece);
    }
  }

  open({ name, attributes, isVoid }: Extract<HtmlToken, { type: 'open' }>): void {
    if (name === 'br') {
      this.endLine(true);
      return;
    }
    for (const closes of implied[name] ?? []) if (this.elements.at(-1)?.name === closes) this.close(closes);
    const region = regionOf(attributes);
    const isBlock = blocks.has(name) || region !== null || name === 'hr';
    if (isBlock) this.endLine(false);
    if (spaced.has(name) && !isTight(name, attributes)) this.wantsBlank = this.lines.length > 0;
    if (name === 'hr' || (isBlock && hasLineAbove(attributes))) this.lines.push({ text: '', depth: this.depth(), mark: 'rule' });
    if (region === 'history' || region === 'forward') this.pending = region;
    if (name === 'li') this.add('* ');
    if (name === 'td' || name === 'th') this.add(this.isStarted ? ' ' : '');
    if (isVoid) return;
    const element = openElement(name, attributes, region, this.elements.at(-1), this.pieces.length);
    if (element.isQuote) this.endIntros();
    if (element.region === 'intro') this.intros.add(element);
    this.elements.push(element);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    if (name === 'pre') this.preDepth += 1;
  }

  close(name: string): void {
    if ((this.counts.get(name) ?? 0) === 0) return;
    for (let element = this.elements.pop(); element !== undefined; element = this.elements.pop()) {
      this.counts.set(element.name, (this.counts.get(element.name) ?? 1) - 1);
      if (element.href !== '') this.addLink(element);
      if (blocks.has(element.name) || element.region !== null) this.endLine(false, element);
      if (element.name === 'pre') this.preDepth -= 1;
      this.intros.delete(element);
      if (element.name === name) break;
    }
    if (spaced.has(name) && name !== 'p') this.wantsBlank = true;
  }

  end(): ReplyLine[] {
    this.endLine(false);
    return this.lines;
  }

  private add(text: string): void {
    if (text === '') return;
    this.pieces.push(text);
    this.endsBlank = text.endsWith(' ');
    this.isStarted ||= text.trim() !== '';
  }

  /** The address behind a link, unless its text already shows it. */
  private addLink({ href, linkFrom }: OpenElement): void {
    const shown = this.pieces
      .slice(linkFrom, linkFrom + 20)
      .map((piece) => piece.slice(0, 300))
      .join('')
      .slice(0, 300)
      .trim();
    const isShown = href.includes(shown.replace(/^https?:\/\//, '').replace(/\/$/, ''));
    if (shown !== '' && !isShown && !shown.includes('@')) this.add(` [${href}]`);
  }

  /** Ends the current line, which stands in `element`; an empty one only counts when a line break asks for it. */
  private endLine(isAsked: boolean, element: OpenElement | undefined = this.elements.at(-1)): void {
    const joined = this.pieces.join('');
    const { isStarted, isHeld } = this;
    this.isHeld = false;
    this.pieces = [];
    this.isStarted = false;
    this.endsBlank = true;
    if (!isStarted && !isAsked && !isHeld) return;
    const depth = element?.depth ?? 0;
    if (isStarted && this.wantsBlank && this.lines.at(-1)?.text !== '') this.lines.push({ text: '', depth, mark: null });
    if (isStarted) this.wantsBlank = false;
    const text = this.preDepth > 0 ? joined.trimEnd() : joined.trim();
    const mark = isStarted ? this.markOf(text, element) : null;
    this.lines.push({ text: depth > 0 && isStarted ? `${'>'.repeat(Math.min(depth, mostMarks))} ${text}` : text, depth, mark });
  }

  private depth(): number {
    return this.elements.at(-1)?.depth ?? 0;
  }

  private markOf(text: string, element: OpenElement | undefined): LineMark | null {
    const { pending } = this;
    this.pending = null;
    if (pending !== null) return pending;
    if (element?.isWeak === true) return 'weak';
    const owner = element?.owner;
    if ((element?.depth ?? 0) > 0 || owner === undefined) return null;
    if (owner.region === 'signature') return 'signature';
    if (owner.region === 'attribution') return isGmailForward(owner, text) ? 'forward' : 'attribution';
    return owner.region === 'intro' && this.intros.has(owner) ? this.introMark(owner, text) : null;
  }

  /** The first lines of a quote's container introduce it. Dashes do not: they introduce a forwarded mail, in Gmail always. */
  private introMark(element: OpenElement, text: string): LineMark | null {
    element.introLines += 1;
    if (isDashed(text) || element.introLines >= longestIntro) this.endIntros();
    if (!isDashed(text)) return 'attribution';
    return isGmailForward(element, text) ? 'forward' : null;
  }

  private endIntros(): void {
    this.intros.clear();
  }
}

function isDashed(text: string): boolean {
  return /^[-_=─]{3,}.{3}/.test(text.slice(0, 100)) && /[-_=─]{3,}$/.test(text.slice(-20));
}

function isGmailForward(element: OpenElement, text: string): boolean {
  return element.isGmail && isDashed(text) && !/\d/.test(text.slice(0, 200));
}

/** Outlook's paragraphs, and those without a margin, stand on the next line. */
function isTight(name: string, attributes: ReadonlyMap<string, string>): boolean {
  if (name !== 'p') return false;
  return /^Mso/.test(attributes.get('class') ?? '') || /margin(?:-top)?\s*:\s*0/.test((attributes.get('style') ?? '').slice(0, 400));
}
