import type { RegionKind } from './html-regions.rules.ts';

/** An element that is open while HTML is read. `owner` is the nearest element around it, or itself, that means something for its lines. */
export type OpenElement = {
  name: string;
  depth: number;
  isQuote: boolean;
  /** A quotation that may have been made by hand. */
  isWeak: boolean;
  isGmail: boolean;
  region: RegionKind | null;
  owner: OpenElement | undefined;
  isInIntro: boolean;
  introLines: number;
  /** Where a link leads, and the number of the piece of text it begins with. */
  href: string;
  linkFrom: number;
};

/** The element that a start tag opens inside `above`. */
export function openElement(
  name: string,
  attributes: ReadonlyMap<string, string>,
  region: RegionKind | null,
  above: OpenElement | undefined,
  linkFrom: number,
): OpenElement {
  const isQuote = name === 'blockquote' || region === 'quote';
  const isContainer = region !== null && !(isQuote && region === 'intro');
  const isOutermost = (above?.depth ?? 0) === 0 && above?.isInIntro !== true;
  const isGmail = (attributes.get('class') ?? '').includes('gmail_');
  const element: OpenElement = {
    name,
    depth: (above?.depth ?? 0) + (isQuote ? 1 : 0),
    isQuote,
    // Gmail's editor makes the same element when a person quotes by hand; its replies stand in a container.
    isWeak: above?.isWeak === true || (name === 'blockquote' && isGmail && isOutermost),
    isGmail,
    region: isContainer ? region : null,
    owner: above?.owner,
    isInIntro: above?.isInIntro === true || (isContainer && region === 'intro'),
    introLines: 0,
    href: name === 'a' ? webAddress(attributes.get('href')) : '',
    linkFrom,
  };
  if (isContainer) element.owner = element;
  return element;
}

function webAddress(href: string | undefined): string {
  const address = (href ?? '').trim();
  return /^https?:\/\/\S{3,2000}$/.test(address) ? address : '';
}
