import { z } from 'zod';
import type { AssignmentWish } from '../../../domain/assignment/assignment.types.ts';
import { type Given, giveTicket } from '../../../domain/assignment/give-ticket.ts';
import type { Place } from '../../../domain/assignment/place-ticket.ts';
import type { StaffUserId, TeamId } from '../../../domain/ids.types.ts';
import { findTeam } from '../../../domain/people/find-team.ts';
import type { TicketHead } from '../../../domain/tickets/find-ticket.ts';
import { awayNotice } from '../../cards/away-words.rules.ts';
import { doneCard } from '../../cards/done-card.ts';
import { action } from '../../cards/spans.rules.ts';
import { seenVersion, shortText, ticketRef, uuid } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

const schema = z.strictObject({
  ticket: ticketRef,
  team: shortText.optional(),
  by: z.enum(['team', 'round_robin', 'least_open', 'skill', 'no_team']),
  skill: shortText.optional(),
  version: seenVersion,
});

export const giveTicketTo = defineDeed({
  summary: 'Give a ticket to a team, to the next in it, to the least busy, or to somebody with a skill',
  examples: ['assign 1 team Network', 'assign 1 next in Network', 'assign 1 least busy', 'assign 1 skill fibre', 'assign 1 team none'],
  schema,
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.give', args, async (ticket) => {
      const team = args.team === undefined ? null : await findTeam(ctx.uow, args.team);
      const given = await giveTicket(ctx.uow, ticket.id, wishOf(args, team?.id ?? null), args.version ?? null);
      return givenCard(ctx, ticket, given);
    }),
});

function wishOf(args: z.output<typeof schema>, teamId: TeamId | null): AssignmentWish {
  if (args.by === 'no_team') return { to: 'team', teamId: null };
  if (args.by === 'skill') return { to: 'skill', skill: args.skill ?? '', teamId };
  if (args.by === 'least_open' || teamId === null) return { to: 'strategy', strategy: 'least_open', teamId };
  return args.by === 'team' ? { to: 'team', teamId } : { to: 'strategy', strategy: 'round_robin', teamId };
}

export const restorePlace = defineDeed({
  summary: 'Put a ticket back to the team and person it was with',
  examples: [],
  schema: z.strictObject({ ticket: ticketRef, team: uuid.nullable(), person: uuid.nullable(), version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.place', args, async (ticket) => {
      const wish = { to: 'place', userId: args.person as StaffUserId | null, teamId: args.team as TeamId | null } as const;
      return givenCard(ctx, ticket, await giveTicket(ctx.uow, ticket.id, wish, args.version ?? null));
    }),
});

/** What was done, how to undo it, and what to know: that the person is away, or that nobody is there. */
export function givenCard(ctx: OperationContext, ticket: TicketHead, given: Given, because = '') {
  const { before, after, number } = given;
  const text = `${number}: ${placeText(ctx, before)} → ${placeText(ctx, after)}${because}.`;
  const isSame = before.assignee?.id === after.assignee?.id && before.team?.id === after.team?.id;
  const undo = action('Undo', 'ticket.place', {
    ticket: number,
    team: before.team?.id ?? null,
    person: before.assignee?.id ?? null,
    version: given.version,
  });
  const waits = given.nobodyFree
    ? [{ level: 'warning' as const, text: `Nobody of ${after.team?.name ?? 'the team'} could get it now, so it waits in the team.` }]
    : [];
  return doneCard(ticket, isSame ? `${number} stays as it is: ${placeText(ctx, after)}.` : text, isSame ? [] : [undo], [
    ...waits,
    ...awayNotice(after.assignee?.name ?? '', given.away, ctx.reader),
  ]);
}

function placeText(ctx: OperationContext, { assignee, team }: Place): string {
  const person = assignee === null ? 'nobody' : assignee.id === ctx.asker.userId ? 'you' : assignee.name;
  return team === null ? person : `${person} (team ${team.name})`;
}
