import { reasonWords } from '../../domain/deliveries/bounce-reason-words.rules.ts';
import type { BounceOutcome } from '../../domain/deliveries/bounced-recipient.types.ts';

const outcomeWords: Record<BounceOutcome, string> = {
  hard: 'did not reach',
  soft: 'did not reach',
  delayed: 'is delayed on its way to',
  delivered: 'arrived at',
  complained: 'was reported as unwanted by',
};

/** A report about a mail of ours, as a line of the ticket's log: whom the mail did not reach, and why. */
export function bounceText(data: Record<string, unknown>): string {
  const recipients = Array.isArray(data.recipients) ? data.recipients.flatMap(readRecipient) : [];
  if (recipients.length === 0) return 'a mail of ours came back';
  return `a mail of ours ${recipients.slice(0, 5).join('; ')}`;
}

function readRecipient(one: unknown): string[] {
  if (typeof one !== 'object' || one === null) return [];
  const { address, outcome, status, reply, reason } = one as Record<string, unknown>;
  if (typeof address !== 'string' || typeof outcome !== 'string') return [];
  const what = (outcomeWords as Record<string, string>)[outcome] ?? outcome;
  if (outcome === 'delivered' || outcome === 'complained') return [`${what} ${address}`];
  const codes = [reply, status].filter((code) => typeof code === 'string' && code !== '').join(' ');
  return [`${what} ${address}: ${reasonWords(typeof reason === 'string' ? reason : '')}${codes === '' ? '' : ` (${codes})`}`];
}
