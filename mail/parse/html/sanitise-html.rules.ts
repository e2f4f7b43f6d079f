import { type HtmlToken, htmlTokens } from '../reply/html-tokens.rules.ts';
import { escapedHtml } from './escaped-html.rules.ts';
import { closesBefore, holdsAgainst } from './open-elements.rules.ts';
import { lookedAt, type StyleMemory, safeAttributes } from './safe-attributes.rules.ts';
import { misleads, safeLink } from './safe-link.rules.ts';
import { isTrackingPixel, safePicture } from './safe-picture.rules.ts';

const kept = new Set(
  'a abbr address article aside b bdi bdo big blockquote body br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr'.split(
    ' ',
  ),
);
const voids = new Set(['br', 'hr', 'col', 'wbr', 'img']);
const deepest = 200;

/** What a mail's HTML became. */
export type SafeHtml = {
  html: string;
  /** Pictures on the web that were named instead of loaded. */
  remotePictures: number;
  /** Links whose text names another place than they lead to. */
  misleadingLinks: number;
};

/**
 * HTML made anew from a mail's HTML: only elements for text, lists, tables, quotes and pictures, only attributes and styles of an allow-list, each written
 * again by us. Nothing of the sender's own markup is copied, every text is escaped, what is opened is closed, and no element of another namespace can
 * arise: no script, style sheet, form, frame or remote content can remain, however a browser reads it. Pictures: `attached` ones (Content-IDs of the mail's
 * own raster pictures) stay as `cid:`, small ones in `data:` stay, one on the web becomes `<span class="remote-picture" title="its address">`. A link whose
 * text names another place carries `data-leads-to`. Elements nested deeper than 200 are left out, their text stays. Linear in the length of `html`; whoever has its `tokens` already hands them over.
 */
export function sanitiseHtml(
  html: string,
  attached: ReadonlySet<string> = new Set(),
  tokens: Iterable<HtmlToken> = htmlTokens(html, lookedAt),
): SafeHtml {
  const writer = new SafeWriter(attached);
  for (const token of tokens) {
    if (token.type === 'text') writer.write(token.text);
    else if (!kept.has(token.name)) continue;
    else if (token.type === 'open') writer.open(token);
    else writer.close(token.name);
  }
  return writer.end();
}

type OpenToken = Extract<HtmlToken, { type: 'open' }>;
type OpenLink = { at: number; href: string; text: string };

class SafeWriter {
  private readonly attached: ReadonlySet<string>;
  private readonly out: string[] = [];
  private readonly elements: string[] = [];
  private readonly counts = new Map<string, number>();
  private readonly memory: StyleMemory = new Map();
  private link: OpenLink | null = null;
  private remotePictures = 0;
  private misleadingLinks = 0;

  constructor(attached: ReadonlySet<string>) {
    this.attached = attached;
  }

  write(text: string): void {
    if (this.link !== null && this.link.text.length < 300) this.link.text += text.slice(0, 300);
    this.out.push(escapedHtml(text));
  }

  open({ name, attributes }: OpenToken): void {
    const { elements } = this;
    for (let last = elements.at(-1); last !== undefined && closesBefore(name, last); last = elements.at(-1)) this.closeTop();
    if (name === 'img') this.picture(attributes);
    else if (voids.has(name)) this.out.push(`<${name}${safeAttributes(name, attributes, this.memory)}>`);
    else if (elements.length < deepest) this.openElement(name, attributes);
  }

  close(name: string): void {
    const { elements } = this;
    if ((this.counts.get(name) ?? 0) === 0) return;
    let at = elements.length - 1;
    while (at >= 0 && elements[at] !== name) {
      if (holdsAgainst(elements[at] ?? '', name)) return;
      at -= 1;
    }
    while (at >= 0 && elements.length > at) this.closeTop();
  }

  end(): SafeHtml {
    while (this.elements.length > 0) this.closeTop();
    const { remotePictures, misleadingLinks } = this;
    return { html: this.out.join('').trim(), remotePictures, misleadingLinks };
  }

  private openElement(name: string, attributes: ReadonlyMap<string, string>): void {
    const written = safeAttributes(name, attributes, this.memory);
    this.elements.push(name);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    if (name === 'a') this.openLink(attributes.get('href') ?? '', written);
    else this.out.push(`<${name === 'body' ? 'div' : name}${written}>`);
  }

  private openLink(written: string, attributes: string): void {
    const href = safeLink(written);
    if (href !== null) this.link = { at: this.out.length, href, text: '' };
    this.out.push(href === null ? `<a${attributes}>` : `<a href="${escapedHtml(href)}" rel="noopener noreferrer nofollow"${attributes}>`);
  }

  private closeTop(): void {
    const name = this.elements.pop() ?? '';
    this.counts.set(name, (this.counts.get(name) ?? 1) - 1);
    if (name === 'a') this.closeLink();
    this.out.push(name === 'body' ? '</div>' : `</${name}>`);
  }

  private closeLink(): void {
    const { link } = this;
    this.link = null;
    const target = link === null ? null : misleads(link.text, link.href);
    if (link === null || target === null) return;
    this.misleadingLinks += 1;
    this.out[link.at] = (this.out[link.at] ?? '').replace('<a ', `<a data-leads-to="${escapedHtml(target)}" `);
  }

  private picture(attributes: ReadonlyMap<string, string>): void {
    const picture = safePicture(attributes.get('src') ?? '', this.attached);
    const alt = (attributes.get('alt') ?? '').slice(0, 500).trim();
    if (picture?.kind === 'remote') this.remotePicture(picture.address, alt, attributes);
    else if (picture === null) this.out.push(escapedHtml(alt));
    else {
      const src = picture.kind === 'attached' ? `cid:${encodeURIComponent(picture.contentId)}` : picture.data;
      this.out.push(`<img src="${src}" alt="${escapedHtml(alt)}"${safeAttributes('img', attributes, this.memory)}>`);
    }
  }

  private remotePicture(address: string, alt: string, attributes: ReadonlyMap<string, string>): void {
    this.remotePictures += 1;
    if (isTrackingPixel(attributes.get('width'), attributes.get('height'))) return;
    this.out.push(`<span class="remote-picture" title="${escapedHtml(address)}">${escapedHtml(alt === '' ? 'picture' : alt)}</span>`);
  }
}
