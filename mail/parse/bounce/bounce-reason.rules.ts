import type { BounceReason } from '../../../domain/mailboxes/bounce-report.types.ts';
import { withoutAccents } from '../plain-letters.rules.ts';
import { bouncePhrases } from './bounce-phrases.rules.ts';
import type { SmtpStep } from './smtp-codes.rules.ts';
import { fallbackMeanings, plainMeanings, replyMeanings } from './status-meanings.rules.ts';

/** What is known of one recipient's failure when its reason is asked. */
export type FailureFacts = {
  status: string;
  reply: string;
  /** What the refusing server said of this recipient. */
  diagnostic: string;
  /** What else the report says of it, in its own words. */
  remarks: string;
  step: SmtpStep;
  /** Under which reason the reporting server filed it itself. */
  category?: BounceReason | null;
};

const longest = 4000;

/**
 * Why a mail did not arrive: codes with one plain meaning, then what the other server said, then what the status code means, then the report's own
 * words, then the bare reply code. `onhold` when something was said that nobody understands, `undefined` when nothing was said at all.
 */
export function reasonOf(facts: FailureFacts): BounceReason {
  const subject = facts.status.replace(/^\d\./, '');
  const said = phraseReason(facts.diagnostic);
  const plain = plainMeanings[subject];
  if (plain !== undefined) return plain;
  if (facts.category != null && (said === null || said === 'userunknown')) return facts.category;
  if (said !== null) return refined(said, facts, subject);
  const byStatus = fallbackMeanings[subject];
  const remarked = phraseReason(facts.remarks);
  if (remarked !== null && (byStatus === undefined || isWeak(subject))) return refined(remarked, facts, subject);
  if (byStatus !== undefined) return byStatus;
  if (facts.step === 'connect' && facts.reply !== '') return 'blocked';
  const byReply = replyMeanings[facts.reply];
  if (byReply !== undefined) return byReply;
  return `${facts.diagnostic}${facts.remarks}`.trim() === '' && facts.status === '' ? 'undefined' : 'onhold';
}

/** Codes that servers write for want of a better one. */
function isWeak(subject: string): boolean {
  return ['0.0', '1.0', '2.0', '3.0', '4.0', '4.7', '5.0', '7.0', '7.1'].includes(subject);
}

/** A size named with 5.2.3 is the mailbox's own limit (RFC 3463 3.3); content refused with a security code is taken for spam. */
function refined(reason: BounceReason, facts: FailureFacts, subject: string): BounceReason {
  if (reason === 'userunknown' && !isSurelyUnknown(facts, subject)) return 'filtered';
  if (reason === 'mesgtoobig' && subject === '2.3' && !/sizelimit/i.test(facts.diagnostic)) return 'exceedlimit';
  if (reason === 'contenterror' && subject.startsWith('7.')) return 'spamdetected';
  return reason;
}

/**
 * An address is given up only on clear evidence: a status code that says so (5.5.0 is what old servers make of a bare 550), a refusal of the recipient
 * itself, or a notice without any server's answer, whose writer is the one who knows. "User unknown" answered to the whole mail is a recipient's
 * filter pretending (the Japanese carriers do so by rule), and where the step is not told it may be.
 */
function isSurelyUnknown({ step, reply }: FailureFacts, subject: string): boolean {
  if (['1.0', '1.1', '1.3', '1.4', '1.5', '1.10', '5.0'].includes(subject) || step === 'rcpt') return true;
  return step === null && reply === '';
}

const rows = bouncePhrases.map(([reason, phrases]) => ({
  reason,
  pattern: new RegExp(
    phrases
      .flatMap((list) => list.split('|'))
      .map(asPattern)
      .join('|'),
  ),
}));

/** The reason that a server's words name; null when they name none. */
export function phraseReason(text: string): BounceReason | null {
  const plain = withoutAccents(withoutNames(text.slice(0, longest))).replace(/\s+/g, ' ');
  if (plain.trim() === '') return null;
  return rows.find(({ pattern }) => pattern.test(plain))?.reason ?? null;
}

/** Addresses and the paths of links are names, not statements: `no-spam@acme.example` is no spam. */
function withoutNames(text: string): string {
  return text.replace(/[^\s<>()"']{1,64}@[\w.-]{1,255}/g, '@').replace(/(https?:\/\/[\w.-]{1,255})\/[^\s<>"']{0,2000}/gi, '$1');
}

function asPattern(phrase: string): string {
  const body = withoutAccents(phrase)
    .replace(/[.+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/ ?\* ?/g, '.{0,60}?');
  return /^[a-z]/.test(body) ? `(?<![a-z])${body}` : body;
}
