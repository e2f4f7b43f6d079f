import type { TicketId } from '../ids.types.ts';
import type { TrustVerdict } from '../mailboxes/mail-trust.types.ts';
import type { Thread } from './thread.types.ts';
import type { ParticipantRole } from './tickets.types.ts';

/** A ticket that a mail points at. `role` is the sender's own there, null when the sender does not take part; `isOwnToken`: it came with the sender's own token. */
export type Match = { ticketId: TicketId; role: ParticipantRole | null; isOwnToken: boolean };
/** The single address in From, '' without one, and whether its domain stands behind the mail. */
export type Sender = { address: string; verdict: TrustVerdict };

/**
 * What a valid token of ours allows. It speaks for its participant, unless that participant's domain disowns the mail; another participant must be vouched for by
 * their own domain. From anybody else it only shows where the mail belongs: a forward, a changed Reply-To, a forged sender.
 */
export function threadByToken(match: Match | null, sender: Sender): Thread {
  if (match === null) return { kind: 'none' };
  const speaks = match.role !== null && (match.isOwnToken ? sender.verdict !== 'fail' : sender.verdict === 'pass');
  return speaks && match.role !== null
    ? { kind: 'participant', ticketId: match.ticketId, role: match.role }
    : { kind: 'stranger', ticketId: match.ticketId };
}

/** What known Message-IDs allow: a participant whose domain vouches for the mail may speak; every other mail becomes a ticket of its own with a link. */
export function threadByIds(match: Match | null, sender: Sender): Thread {
  if (match === null) return { kind: 'none' };
  return match.role !== null && sender.verdict === 'pass'
    ? { kind: 'participant', ticketId: match.ticketId, role: match.role }
    : { kind: 'suggested', ticketId: match.ticketId };
}
