import type { ReplyFacts, SplitReply } from './reply.types.ts';
import { splitHtmlReply } from './split-html-reply.rules.ts';
import { splitTextReply } from './split-text-reply.rules.ts';

/** A mail as its text, and as HTML when that says the same and is small enough to be read; '' when there is none. */
export type ReplySource = { text: string; html: string; subject: string; senderName: string };

/**
 * Splits a mail into what was newly written, history and signature. HTML is asked first, as programs mark there what they quote; where it hides
 * nothing the text stands as it is, and where it holds no words the text is asked. Hidden parts are kept, never deleted.
 */
export function splitReply({ text, html, subject, senderName }: ReplySource): SplitReply {
  const facts = { subject, senderName };
  return chooseReply(text, html === '' ? null : splitHtmlReply(html, facts), facts);
}

/** The same where the HTML was split before, on another thread for example; `split` is null where there is none. */
export function chooseReply(text: string, split: SplitReply | null, facts: ReplyFacts): SplitReply {
  if (split === null || split.text === '') return splitTextReply(text, facts);
  return split.quoted === '' && split.signature === '' ? { text: text.trim(), quoted: '', signature: '' } : split;
}
