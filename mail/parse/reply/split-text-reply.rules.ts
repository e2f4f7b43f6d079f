import { dealOut } from './deal-out.rules.ts';
import { isForwardSubject } from './forward-subject.rules.ts';
import { isOwnMarker } from './history-lines.rules.ts';
import { everyLanguage, type Lexicon } from './lexicon.rules.ts';
import { plainLines } from './plain-lines.rules.ts';
import type { LinePart, ReplyFacts, ReplyLine, SplitReply } from './reply.types.ts';

/**
 * Splits plain text into what was newly written, history and signature. A forwarded mail's text is content and stays whole. Linear in the length
 * of `text`: every rule looks at the bounded beginning of a line and at a bounded number of lines around it.
 */
export function splitTextReply(text: string, facts: ReplyFacts, words: Lexicon = everyLanguage): SplitReply {
  return joinParts(plainLines(text), facts, words, false);
}

/** Deals out lines and joins each part again. */
export function joinParts(lines: readonly ReplyLine[], facts: ReplyFacts, words: Lexicon, isHtml: boolean): SplitReply {
  const parts = isForwardSubject(facts.subject) ? forwardParts(lines) : dealOut({ lines, isHtml, senderName: facts.senderName }, words);
  const joined = { text: '', quoted: '', signature: '' };
  for (const part of ['text', 'quoted', 'signature'] as const)
    joined[part] = tidy(
      lines
        .filter((_, at) => parts[at] === part)
        .map((line) => line.text)
        .join('\n'),
    );
  return joined;
}

/** Of a forwarded mail only what stands below our own marker is hidden. */
function forwardParts(lines: readonly ReplyLine[]): LinePart[] {
  const marker = lines.findIndex((line) => isOwnMarker(line.text));
  const hasText = marker > 0 && lines.slice(0, marker).some((line) => line.text.trim() !== '');
  return lines.map((_, at) => (hasText && at >= marker ? 'quoted' : 'text'));
}

// Hidden lines leave gaps: two blank lines are as good as ten. Trimmed by hand, because a pattern for “blanks at the end” is not linear.
function tidy(text: string): string {
  return text.replace(/\n(?:[ \t]{0,200}\n){2,}/g, '\n\n\n').trim();
}
