import { decodeText } from '../charset/decode-text.rules.ts';
import { codePageName, fontCodePages } from './code-page.rules.ts';

/** What RTF says: the HTML it was made from when it holds that ([MS-OXRTFEX]), else its text. */
export type RtfContent = { text: string; html: string };

type Group = { isHidden: boolean; isHtmlTag: boolean; isFontTable: boolean; codePage: number; skip: number; isRtfOnly: boolean };

const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z0-9])|([{}])|[\r\n]+|[^\\{}\r\n]+/gi;
const hiddenGroups = new Set(
  'fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping datastore latentstyles mhtmltag nonshppict fldinst'.split(
    ' ',
  ),
);
const words: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  cell: '\t',
  tab: '\t',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  endash: '–',
  emdash: '—',
  emspace: ' ',
  enspace: ' ',
};
const deepest = 500;
const mostChars = 4_000_000;

/** Reads RTF as Outlook writes it: letters in code pages of their fonts, Unicode with its substitutes, and HTML wrapped in it. One linear pass. */
export function readRtf(rtf: Buffer): RtfContent {
  const source = rtf.toString('latin1').slice(0, mostChars);
  const isHtml = /\\fromhtml1?\b/.test(source.slice(0, 4000));
  const reader = new RtfReader(isHtml, Number(/\\ansicpg(\d{1,5})/.exec(source.slice(0, 4000))?.[1] ?? 1252));
  for (const match of source.matchAll(token)) reader.take(match);
  const result = reader.result();
  return isHtml ? { text: '', html: result.trim() } : { text: result.replace(/[ \t]+\n/g, '\n').trim(), html: '' };
}

class RtfReader {
  private readonly isHtml: boolean;
  private readonly out: string[] = [];
  private readonly fonts = new Map<number, number>();
  private readonly groups: Group[] = [];
  private group: Group;
  private font = 0;
  private bytes: number[] = [];
  private bytesPage = 0;
  private toSkip = 0;
  private isStarred = false;
  private overflow = 0;

  constructor(isHtml: boolean, codePage: number) {
    this.isHtml = isHtml;
    this.group = { isHidden: false, isHtmlTag: false, isFontTable: false, codePage, skip: 1, isRtfOnly: false };
  }

  take(match: RegExpMatchArray): void {
    const [whole, word, number, hex, symbol, brace] = match;
    if (brace === '{') this.open();
    else if (brace === '}') this.close();
    else if (hex !== undefined) this.takeByte(Number.parseInt(hex, 16));
    else if (word !== undefined) this.takeWord(word.toLowerCase(), number === undefined ? null : Number(number));
    else if (symbol !== undefined) this.takeSymbol(symbol);
    else if (!/^[\r\n]/.test(whole)) this.takeText(whole);
  }

  result(): string {
    this.flush();
    return this.out.join('');
  }

  private open(): void {
    if (this.groups.length >= deepest) this.overflow += 1;
    else this.groups.push({ ...this.group });
    this.toSkip = 0;
  }

  private close(): void {
    this.flush();
    this.isStarred = false;
    this.toSkip = 0;
    if (this.overflow > 0) this.overflow -= 1;
    else this.group = this.groups.pop() ?? this.group;
  }

  private takeSymbol(symbol: string): void {
    if (symbol === '*') this.isStarred = true;
    else if (symbol === '~') this.put(this.isHtml && !this.group.isHtmlTag ? '&nbsp;' : '\u00a0');
    else if (symbol === '_') this.put('-');
    else if (/[\\{}]/.test(symbol)) this.put(symbol);
    else if (/[\r\n]/.test(symbol)) this.put('\n');
  }

  private takeText(text: string): void {
    const kept = text.slice(Math.min(this.toSkip, text.length));
    this.toSkip = Math.max(0, this.toSkip - text.length);
    this.put(kept);
  }

  private takeByte(byte: number): void {
    if (this.toSkip > 0) {
      this.toSkip -= 1;
      return;
    }
    if (!this.isShown()) return;
    if (this.bytes.length > 0 && this.bytesPage !== this.group.codePage) this.flush();
    this.bytesPage = this.group.codePage;
    this.bytes.push(byte);
  }

  private takeWord(word: string, number: number | null): void {
    if (this.takeStructure(word, number)) return;
    const written = words[word];
    if (written !== undefined) this.put(written === '\n' && this.isHtml ? '\r\n' : written);
    else if (word === 'u' && number !== null) {
      this.put(String.fromCharCode(number < 0 ? number + 65_536 : number & 0xffff));
      this.toSkip = this.group.skip;
    } else if (this.isStarred) this.group.isHidden = true;
    this.isStarred = false;
  }

  /** Words that change how what follows is read. */
  private takeStructure(word: string, number: number | null): boolean {
    const { group } = this;
    if (word === 'htmltag' && this.isStarred) {
      Object.assign(group, { isHtmlTag: true, isHidden: false });
      this.isStarred = false;
    } else if (word === 'htmlrtf') {
      this.flush();
      group.isRtfOnly = number !== 0;
    } else if (hiddenGroups.has(word)) Object.assign(group, { isHidden: true, isFontTable: word === 'fonttbl' });
    else if (word === 'fcharset' && group.isFontTable) this.fonts.set(this.font, fontCodePages[number ?? 0] ?? 1252);
    else if (word === 'f' && number !== null) {
      this.font = number;
      const page = group.isFontTable ? undefined : this.fonts.get(number);
      if (page !== undefined) group.codePage = page;
    } else if (word === 'uc') group.skip = Math.min(number ?? 1, 10);
    else return false;
    return true;
  }

  private isShown(): boolean {
    const { group } = this;
    if (group.isHidden) return false;
    return group.isHtmlTag || !(this.isHtml && group.isRtfOnly);
  }

  private put(text: string): void {
    if (text === '' || !this.isShown()) return;
    this.flush();
    this.out.push(text);
  }

  private flush(): void {
    if (this.bytes.length === 0) return;
    this.out.push(decodeText(Buffer.from(this.bytes), codePageName(this.bytesPage)).text);
    this.bytes = [];
  }
}
