import { visibleText } from '../../domain/suspicions/hidden-characters.rules.ts';
import { defangLinks } from './links.rules.ts';

const mostPasses = 12;

/** Tags whose content is no text either. */
const silent = /<(script|style|template|noscript|iframe|object|svg|math)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi;
const comment = /<!--[\s\S]*?(?:-->|$)/g;
const tag = /<(?:\/?[a-z][a-z0-9-]*(?::[a-z][a-z0-9-]*)?(?:[\s/][^<>]*)?|![a-z][^<>]*|\?[^<>]*)>/gi;
/** A tag that never closes: a reader of HTML would close it at the next one it finds. */
const openTag =
  /<\/?(?:img|image|script|style|iframe|object|embed|svg|video|audio|source|picture|link|meta|base|form|input|a|math)[\s/][^<>]*$/i;
const image = /!\[(?:\\.|[^[\]\\])*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^[\]]*\])?/g;
const link = /\[((?:\\.|[^[\]\\])*)\]\((?:[^()]|\([^()]*\))*\)/g;
const definition = /^[ \t]{0,3}\[[^\]\n]+\]:[ \t]*\S.*$/gm;
const reference = /\[((?:\\.|[^[\]\\])*)\] ?\[[^[\]]*\]/g;

/** One pass: images go, links become their text, tags go. What a pass uncovers is the next one's. */
function withoutMarkup(text: string): string {
  const hasDefinitions = definition.test(text);
  definition.lastIndex = 0;
  const lessTags = text.replace(comment, '').replace(silent, '').replace(tag, '').replace(openTag, '');
  const lessLinks = lessTags.replace(image, '').replace(link, '$1');
  const lessReferences = hasDefinitions ? lessLinks.replace(reference, '$1').replace(definition, '') : lessLinks;
  return lessReferences;
}

/** Tokens that call people in a chat, and the bare words that some settings make calls of. */
function withoutCalls(text: string): string {
  return text
    .replace(/<[@#]([A-Z0-9]{2,})(?:\|[^<>\n]{0,80})?>/gi, '[$1]')
    .replace(/<+(?=[@#!])/g, '')
    .replace(/@(?=(?:channel|here|everyone)\b)/gi, '\uFF20');
}

/** What the passes left of a bracket or a tag that a generous reader might still take for one, spelt so that nobody does. */
function withoutRests(text: string): string {
  return text
    .replace(/!+\[/g, '[')
    .replace(/\](?=\()/g, '] ')
    .replace(/<(?=\/?(?:img|script|iframe|svg|style|object|embed)\b)/gi, '');
}

function capped(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  return maxChars < 1
    ? ''
    : `${text
        .slice(0, maxChars - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}

/**
 * A model's text as plain text of at most `maxChars` UTF-16 units: NFC, no hidden character (zero-width, bidi, tags, controls except newline and tab), nobody called, no HTML, no
 * image, links as their text. An address that is left stays readable but opens nowhere (`hxxps://evil[.]example`) unless its host is one of `allowedHosts`. Applied
 * twice it is the same; a text that has none of these comes back as it was. Time grows with the text, not faster: at most a dozen passes.
 */
export function plainText(text: string, maxChars: number, allowedHosts: readonly string[] = []): string {
  // What is far beyond the cap is never looked at: markup in front of it takes no more than this.
  let plain = text.slice(0, Math.max(1_000, maxChars * 4));
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const next = capped(defangLinks(withoutRests(withoutCalls(withoutMarkup(visibleText(plain)))), allowedHosts), maxChars);
    if (next === plain) return plain;
    plain = next;
  }
  return visibleText(plain.replace(/[<>[\]]/g, ''));
}
