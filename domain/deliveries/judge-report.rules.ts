import type { BounceRecipient, BounceReport } from '../mailboxes/bounce-report.types.ts';
import type { BounceOutcome, ReportedRecipient } from './bounced-recipient.types.ts';

/** What a report says of those we wrote to, and which other addresses it names. */
export type JudgedReport = { recipients: ReportedRecipient[]; strangers: string[] };

/**
 * Reads a report against the recipients of the mail it is about. Addresses we did not write to are strangers: an alias that was resolved on the way, or
 * a lie, and nothing is concluded of them. A report that names nobody is about the only recipient when there is one.
 */
export function judgeReport(kind: 'bounce' | 'complaint', report: BounceReport, recipients: readonly string[]): JudgedReport {
  const known = new Set(recipients);
  const only = recipients.length === 1 ? (recipients[0] ?? null) : null;
  const judged = new Map<string, ReportedRecipient>();
  const strangers = new Set<string>();
  for (const one of report.recipients) {
    const address = one.address ?? only;
    if (address === null) continue;
    if (!known.has(address)) strangers.add(address);
    else if (!judged.has(address)) judged.set(address, judgeOne(kind, one, address));
  }
  return { recipients: [...judged.values()], strangers: [...strangers] };
}

function judgeOne(kind: 'bounce' | 'complaint', one: BounceRecipient, address: string): ReportedRecipient {
  const { status, reply, reason, diagnostic, action } = one;
  const outcome = outcomeOf(kind, one);
  const isFinal = outcome === 'hard' || (outcome === 'soft' && action !== 'delayed');
  return { address, outcome, isFinal, status, reply, reason, diagnostic };
}

/** RFC 3464 2.3.3: what the reporting server did; where it does not say, a report of failure is one. */
function outcomeOf(kind: 'bounce' | 'complaint', { action, reason, hard }: BounceRecipient): BounceOutcome {
  if (kind === 'complaint' || reason === 'feedback') return 'complained';
  if (action === 'delayed' || reason === 'vacation') return 'delayed';
  if (action === 'delivered' || action === 'relayed' || action === 'expanded' || reason === 'delivered') return 'delivered';
  return hard ? 'hard' : 'soft';
}
