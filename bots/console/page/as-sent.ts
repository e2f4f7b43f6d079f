import type { Paragraph, Span } from '../../cards/card.types.ts';
import { make, makeButton } from './dom.ts';
import { isSafeLink } from './spans.ts';

const asSentPath = /^\/as-sent\/[\w.-]{1,2000}$/;
const over = 'This view is over. Show the ticket again for a new one.';

/** The paragraph without its link to a mail as it was sent, which is shown in its place by `asSentToggle`. */
export function withoutAsSent(paragraph: Paragraph): Paragraph {
  const at = paragraph.findIndex((span) => pathOf(span) !== null);
  const isBefore = paragraph[at - 1]?.text === ' · ';
  return at < 0 ? paragraph : paragraph.filter((_span, index) => index !== at && !(isBefore && index === at - 1));
}

/** A button that shows the mail a paragraph links to as it was sent, in a frame without scripts, forms or an origin; nothing when it links to none. */
export function asSentToggle(paragraph: Paragraph): HTMLElement[] {
  const path = paragraph.map(pathOf).find((found) => found !== null);
  if (path === undefined) return [];
  const place = make('div', { class: 'as-sent' });
  const turn = async (): Promise<void> => {
    const isOpen = place.childElementCount > 0;
    place.replaceChildren(...(isOpen ? [] : [await frameOf(path)]));
    toggle.textContent = isOpen ? 'Show as sent' : 'Hide as sent';
    toggle.setAttribute('aria-expanded', String(!isOpen));
  };
  const toggle = makeButton('Show as sent', () => void turn(), 'link');
  toggle.setAttribute('aria-expanded', 'false');
  return [toggle, place];
}

/** A link works for some minutes, and a frame cannot say that it is over. */
async function frameOf(path: string): Promise<HTMLElement> {
  const answer = await fetch(path, { method: 'HEAD' }).catch(() => null);
  if (answer?.ok !== true) return make('p', { class: 'muted', text: over });
  return make('iframe', {
    attrs: {
      src: path,
      title: 'Mail as it was sent',
      sandbox: 'allow-popups allow-popups-to-escape-sandbox',
      referrerpolicy: 'no-referrer',
    },
  });
}

/** The path on this origin: the link names the address of the web role, and the page may be open under another of its names. */
function pathOf({ href }: Span): string | null {
  if (href === undefined || !isSafeLink(href)) return null;
  const { pathname } = new URL(href, 'http://here.invalid');
  return asSentPath.test(pathname) ? pathname : null;
}
