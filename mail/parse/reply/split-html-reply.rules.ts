import { htmlLines } from './html-lines.rules.ts';
import type { HtmlToken } from './html-tokens.rules.ts';
import { everyLanguage, type Lexicon } from './lexicon.rules.ts';
import type { ReplyFacts, SplitReply } from './reply.types.ts';
import { joinParts } from './split-text-reply.rules.ts';

/**
 * Splits HTML into what was newly written, history and signature: first by the elements with which mail programs mark quotes and signatures, then
 * by its lines. Quotes that stay are shown with `> `. Linear in the length of `html`, also when it is nested without end.
 */
export function splitHtmlReply(html: string, facts: ReplyFacts, words: Lexicon = everyLanguage, tokens?: Iterable<HtmlToken>): SplitReply {
  return joinParts(htmlLines(html, tokens), facts, words, true);
}
