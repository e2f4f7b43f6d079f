import type { TicketStatus } from '../tickets/tickets.types.ts';

/** Days a link can be used, days between two questions to one address, and hours in which a vote can be changed. */
const linkDays = 30;
const quietDays = 7;
const changeHours = 24;
/** Longest comment, in UTF-16 units. */
export const longestComment = 2_000;

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** What decides whether a ticket's requester is asked. */
export type AskableTicket = {
  status: TicketStatus;
  resolvedAt: Date | null;
  isSpam: boolean;
  isMerged: boolean;
  requesterAddress: string | null;
  /** A person of ours has written to the customer. */
  wasAnswered: boolean;
  /** The question was asked before. */
  wasAsked: boolean;
};
export type AskingTenant = { askSatisfaction: boolean; satisfactionDelayHours: number };

/** Why nobody is asked about a ticket, in words for the log; null when it may be asked. Spam, cancelled and never answered tickets are not (`domain.md` 3.15). */
export function notAskable(ticket: AskableTicket, tenant: AskingTenant): string | null {
  if (!tenant.askSatisfaction) return 'switched off';
  if (ticket.wasAsked) return 'asked before';
  if (ticket.status !== 'resolved' && ticket.status !== 'closed') return `ticket is ${ticket.status}`;
  if (ticket.resolvedAt === null) return 'never resolved';
  if (ticket.isSpam) return 'spam';
  if (ticket.isMerged) return 'merged';
  if (ticket.requesterAddress === null) return 'no requester';
  return ticket.wasAnswered ? null : 'never answered';
}

/** When the question falls due: the tenant's delay after the resolution; null when none is to be asked. */
export function satisfactionDueAt(ticket: AskableTicket, tenant: AskingTenant): Date | null {
  if (notAskable(ticket, tenant) !== null || ticket.resolvedAt === null) return null;
  return new Date(ticket.resolvedAt.getTime() + tenant.satisfactionDelayHours * hourMs);
}

/** When the links of a question asked at that instant end. */
export function linksExpireAt(askedAt: Date): Date {
  return new Date(askedAt.getTime() + linkDays * dayMs);
}

/** Questions asked after this instant keep an address from being asked again now. */
export function quietSince(now: Date): Date {
  return new Date(now.getTime() - quietDays * dayMs);
}

/** True while a vote may still be changed. */
export function mayChange(ratedAt: Date, now: Date): boolean {
  return now.getTime() - ratedAt.getTime() < changeHours * hourMs;
}
