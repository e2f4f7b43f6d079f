import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { standInFor } from '../people/stand-in-for.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { RuleResult } from './assignment.types.ts';
import { type Given, giveTicket } from './give-ticket.ts';
import { type TestedRule, testRules } from './test-rules.ts';

/** `done`: the rule gave it to somebody or to a team. `waits`: the rule decided, but nobody it means could get it, for the reason given. */
export type Applied =
  | { kind: 'no_match' }
  | { kind: 'done'; rule: TestedRule; given: Given }
  | { kind: 'waits'; rule: TestedRule; because: string };

/**
 * Gives a ticket to whom the first matching rule means. Somebody who is away is replaced by their stand-in. What cannot be carried out (a person who left,
 * a team without anybody present) leaves the ticket unassigned and never fails: mail is filed by this. Throws `not_found`, and `conflict` when
 * the ticket is not at `seenVersion` any more.
 */
export async function applyRules(uow: TenantUnitOfWork, ticketId: TicketId, seenVersion: number | null = null): Promise<Applied> {
  const rule = (await testRules(uow, ticketId, true)).find((one) => one.decides);
  if (rule === undefined) return { kind: 'no_match' };
  try {
    const given = await giveTicket(uow, ticketId, await presentResult(uow, rule.result), seenVersion, rule.name);
    return { kind: 'done', rule, given };
  } catch (error) {
    if (!(error instanceof AppError) || (error.code === 'conflict' && error.details.ticket !== undefined)) throw error;
    return { kind: 'waits', rule, because: error.userMessage };
  }
}

async function presentResult(uow: TenantUnitOfWork, result: RuleResult): Promise<RuleResult> {
  return result.to === 'person' ? { to: 'person', userId: await standInFor(uow, result.userId, uow.now) } : result;
}
