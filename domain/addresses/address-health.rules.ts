import { reasonWords } from '../deliveries/bounce-reason-words.rules.ts';
import type { ReportedRecipient } from '../deliveries/bounced-recipient.types.ts';
import type { AddressHealthRow } from './address-health.types.ts';

const dayMs = 86_400_000;
/** So many soft bounces within so long, with nothing delivered between, and an address is not worth automatic mail for the same time again. */
export const softLimit = { count: 5, withinMs: 7 * dayMs };

/** True while no automatic mail goes to the address. */
export function isUnreachable(health: Pick<AddressHealthRow, 'state' | 'until'> | null, now: Date): boolean {
  return health !== null && health.state !== 'watched' && (health.until === null || health.until > now);
}

/**
 * How an address stands after a report: a hard bounce or a complaint counts at once, soft ones are counted, a delayed one says nothing. `clear` when it is well
 * again (a report of delivery ends what was only temporary); null when nothing changes. A complaint stays one whatever bounces later.
 */
export function nextHealth(before: AddressHealthRow | null, report: ReportedRecipient, now: Date): AddressHealthRow | 'clear' | null {
  const { address, outcome, status, reply, reason, diagnostic } = report;
  const facts = { address, status, reply, reason, diagnostic, softAt: before?.softAt ?? [] };
  const standing = isUnreachable(before, now) ? before : null;
  if (outcome === 'delayed') return null;
  if (outcome === 'delivered')
    return before === null || before.state === 'complained' || (standing !== null && standing.until === null) ? null : 'clear';
  if (standing?.state === 'complained') return null;
  if (outcome === 'complained') return { ...facts, state: 'complained', since: now, until: null };
  const isLasting = standing !== null && standing.until === null;
  if (outcome === 'hard') return { ...facts, state: 'undeliverable', since: isLasting ? standing.since : now, until: null };
  return isLasting ? null : afterSoft(before, facts, now);
}

function afterSoft(
  before: AddressHealthRow | null,
  facts: Omit<AddressHealthRow, 'state' | 'since' | 'until'>,
  now: Date,
): AddressHealthRow {
  const recent = facts.softAt.filter((at) => now.getTime() - at.getTime() < softLimit.withinMs);
  const softAt = [...recent, now].slice(-softLimit.count);
  if (softAt.length < softLimit.count)
    return { ...facts, softAt, state: 'watched', since: before?.state === 'watched' ? before.since : now, until: null };
  const since = before?.state === 'undeliverable' && before.until !== null && before.until > now ? before.since : now;
  return { ...facts, softAt, state: 'undeliverable', since, until: new Date(now.getTime() + softLimit.withinMs) };
}

/** Why nothing automatic goes to an address, in words: "bounced on 2026-11-20: user unknown (5.1.1)". The day is UTC's. */
export function healthText({
  state,
  since,
  until,
  reason,
  status,
}: Pick<AddressHealthRow, 'state' | 'since' | 'until' | 'reason' | 'status'>): string {
  const day = since.toISOString().slice(0, 10);
  if (state === 'complained') return `was reported as unwanted on ${day}`;
  const why = `${reasonWords(reason)}${status === '' ? '' : ` (${status})`}`;
  return until === null ? `bounced on ${day}: ${why}` : `came back ${softLimit.count} times in the week before ${day}: ${why}`;
}
