import { AppError, notFound } from '../errors.ts';
import type { TeamId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { wakeTicket } from '../tickets/wake-ticket.ts';
import type { AssignmentWish, Away, TeamStrategy } from './assignment.types.ts';
import { type Choice, choosePerson } from './choose-person.ts';
import { loadAssignee } from './load-assignee.ts';
import { type Place, type Placing, placeTicket } from './place-ticket.ts';

/** What was done. `nobodyFree`: the wish named no person, and nobody who could be chosen is there now. */
export type Given = { number: string; before: Place; after: Place; version: number; away: Away | null; nobodyFree: boolean };

/**
 * Gives a ticket to whom the wish means, race-free. A wish for a team sets the team; who gets it then is the team's strategy, or nobody. Where a
 * strategy without a team finds nobody, throws `conflict` and nothing changes; within a team the ticket waits in the team, unassigned. Throws
 * `invalid_input` for a person it may not be given to, `conflict` when it is not at `seenVersion` any more, `not_found`.
 */
export async function giveTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  wish: AssignmentWish,
  seenVersion: number | null = null,
  rule: string | null = null,
): Promise<Given> {
  const ticket = await lockTicket(uow, id, seenVersion);
  const { placing, away, nobodyFree } = await fulfil(uow, wish);
  if (nobodyFree && placing.teamId === undefined) throw nobodyCould(ticket.number, wish);
  const placed = await placeTicket(uow, id, { ...placing, ...(rule === null ? {} : { rule }) });
  if (placed.changed) await wakeTicket(uow, id);
  const { before, after, changed } = placed;
  return { number: ticket.number, before, after, version: ticket.version + (changed ? 1 : 0), away, nobodyFree };
}

type Fulfilled = { placing: Placing; away: Away | null; nobodyFree: boolean };

async function fulfil(uow: TenantUnitOfWork, wish: AssignmentWish): Promise<Fulfilled> {
  if (wish.to === 'nobody') return { placing: { assigneeId: null }, away: null, nobodyFree: false };
  if (wish.to === 'person') {
    const person = await loadAssignee(uow, wish.userId);
    return { placing: { assigneeId: person.id, via: 'person' }, away: person.away, nobodyFree: false };
  }
  if (wish.to === 'place') {
    if (wish.teamId !== null) await teamStrategy(uow, wish.teamId);
    const person = wish.userId === null ? null : await loadAssignee(uow, wish.userId);
    return { placing: { assigneeId: wish.userId, teamId: wish.teamId }, away: person?.away ?? null, nobodyFree: false };
  }
  if (wish.to === 'team')
    return wish.teamId === null ? { placing: { teamId: null }, away: null, nobodyFree: false } : inTeam(uow, wish.teamId);
  if (wish.teamId !== null) await teamStrategy(uow, wish.teamId);
  return chosen(uow, choiceOf(wish), wish.teamId);
}

/** The team as it is set up. */
async function inTeam(uow: TenantUnitOfWork, teamId: TeamId): Promise<Fulfilled> {
  const strategy = await teamStrategy(uow, teamId);
  if (strategy === null) return { placing: { teamId, assigneeId: null, via: 'team' }, away: null, nobodyFree: false };
  return chosen(uow, { by: strategy, teamId }, teamId);
}

async function chosen(uow: TenantUnitOfWork, choice: Choice, teamId: TeamId | null): Promise<Fulfilled> {
  const person = await choosePerson(uow, choice);
  const placing: Placing = { assigneeId: person?.id ?? null, via: choice.by, ...(teamId === null ? {} : { teamId }) };
  return { placing, away: null, nobodyFree: person === null };
}

function choiceOf(wish: Extract<AssignmentWish, { to: 'strategy' | 'skill' }>): Choice {
  if (wish.to === 'skill') return { by: 'skill', skill: wish.skill, teamId: wish.teamId };
  return wish.strategy === 'round_robin' ? { by: 'round_robin', teamId: wish.teamId } : { by: 'least_open', teamId: wish.teamId };
}

async function teamStrategy(uow: TenantUnitOfWork, teamId: TeamId): Promise<TeamStrategy | null> {
  const [team] = await sqlRows<{ strategy: TeamStrategy | null; active: boolean }>(uow, 'select strategy, active from teams where id = ?', [
    teamId,
  ]);
  if (team === undefined || !team.active) throw notFound('team', teamId);
  return team.strategy;
}

function nobodyCould(number: string, wish: AssignmentWish): AppError {
  const who = wish.to === 'skill' ? `knows “${wish.skill}” and is active and not away` : 'is active, not away, and works on tickets';
  return new AppError('conflict', {
    message: 'nobody could be chosen',
    userMessage: `${number} was not assigned: nobody ${who}. Name a person, or look at: teams, skills, who is away`,
  });
}
