import { z } from 'zod';
import { AppError, notFound } from '../../../domain/errors.ts';
import type { StaffUserId, TeamId } from '../../../domain/ids.types.ts';
import { findStaff } from '../../../domain/people/find-staff.ts';
import { findTeam } from '../../../domain/people/find-team.ts';
import { assertCan, type Permission } from '../../../domain/people/permissions.rules.ts';
import { type BulkItem, bulkChange, mostInBulk } from '../../../domain/tickets/bulk-change.ts';
import { findTicket } from '../../../domain/tickets/find-ticket.ts';
import { listTickets } from '../../../domain/tickets/list-tickets.ts';
import { loadHeads } from '../../../domain/tickets/load-heads.ts';
import type { TicketChange } from '../../../domain/tickets/ticket-change.types.ts';
import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import { ticketPriorities, ticketStatuses, ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import { bulkPreviewCard, bulkResultCard } from '../../cards/bulk-card.ts';
import { shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { splitWords } from '../words.rules.ts';

const changeKinds = ['status', 'priority', 'type', 'assign', 'team', 'tag', 'untag'] as const;
type ChangeKind = (typeof changeKinds)[number];

/** The same right as the command for one ticket, asked for every change. */
const permissionOf: Record<ChangeKind, Permission> = {
  status: 'ticket:status',
  priority: 'ticket:status',
  type: 'ticket:status',
  assign: 'ticket:assign',
  team: 'ticket:assign',
  tag: 'ticket:status',
  untag: 'ticket:status',
};

/** The change and its own words for the card. */
async function readChange(ctx: OperationContext, kind: ChangeKind, value: string): Promise<{ change: TicketChange; words: string }> {
  assertCan(ctx.asker.role, permissionOf[kind]);
  switch (kind) {
    case 'status': {
      const status = oneOf(ticketStatuses, value, 'status');
      return { change: { kind, status }, words: `status → ${status.replaceAll('_', ' ')}` };
    }
    case 'priority': {
      const priority = oneOf(ticketPriorities, value, 'priority');
      return { change: { kind, priority }, words: `priority → ${priority}` };
    }
    case 'type': {
      const type = oneOf(ticketTypes, value, 'type');
      return { change: { kind, type }, words: `type → ${type.replaceAll('_', ' ')}` };
    }
    case 'assign': {
      const person = await personOf(ctx, value);
      return { change: { kind, to: person.id }, words: `assignee → ${person.name}` };
    }
    case 'team': {
      const team = await findTeam(ctx.uow, value);
      return { change: { kind, team: team.id as TeamId }, words: `team → ${team.name}` };
    }
    default: {
      const tags = value.split(/[\s,]+/).filter((tag) => tag !== '');
      const change: TicketChange = { kind: 'tags', add: kind === 'tag' ? tags : [], remove: kind === 'tag' ? [] : tags };
      return { change, words: `${kind === 'tag' ? 'tags +' : 'tags −'}${tags.join(', ')}` };
    }
  }
}

function oneOf<T extends string>(known: readonly T[], value: string, noun: string): T {
  const found = known.find((one) => one === value.trim().toLowerCase().replaceAll(' ', '_'));
  if (found !== undefined) return found;
  throw new AppError('invalid_input', {
    message: `no such ${noun}`,
    userMessage: `“${value}” is no ${noun}. There are: ${known.join(', ')}.`,
  });
}

async function personOf(ctx: OperationContext, text: string): Promise<{ id: StaffUserId | null; name: string }> {
  if (/^(me|myself)$/i.test(text)) return { id: ctx.asker.userId, name: ctx.asker.name };
  if (/^(nobody|none|no one|-)$/i.test(text)) return { id: null, name: 'nobody' };
  const people = await findStaff(ctx.uow, text);
  const [only] = people;
  if (only !== undefined && people.length === 1) return only;
  throw new AppError(only === undefined ? 'not_found' : 'invalid_input', {
    message: 'assignee not clear',
    userMessage:
      only === undefined
        ? `Nobody active on your staff answers to “${text}”. Write a name, an address, me, or nobody.`
        : `Several people answer to “${text}”: ${people.map((person) => person.email).join(', ')}. Write the address.`,
  });
}

const changeShape = { change: z.enum(changeKinds), value: shortText };

export const previewBulk = defineDeed({
  summary: 'Change many tickets at once; you see which before it is done',
  examples: ['bulk status resolved 1,2,3', 'bulk priority high where customer:acme status:open', 'bulk assign me 1 2', 'bulk tag vip 1,2'],
  schema: z.strictObject({
    ...changeShape,
    tickets: z.array(ticketRef).max(mostInBulk).optional(),
    filter: z.string().max(500).optional(),
  }),
  run: async (ctx, args) => {
    const { words } = await readChange(ctx, args.change, args.value);
    const { numbers, problems } = args.tickets === undefined ? await byFilter(ctx, args.filter ?? '') : await byNumbers(ctx, args.tickets);
    const heads = await loadHeads(ctx.uow, numbers);
    return bulkPreviewCard(heads, { words, problems, change: args.change, value: args.value });
  },
});

async function byNumbers(ctx: OperationContext, refs: string[]): Promise<{ numbers: string[]; problems: string[] }> {
  const numbers: string[] = [];
  const problems: string[] = [];
  for (const ref of refs) {
    const found = await findTicket(ctx.uow, ref);
    if (found.kind === 'one') numbers.push(found.ticket.number);
    else problems.push(found.kind === 'none' ? `there is no ticket “${ref}”` : `“${ref}” fits several tickets: write the whole number`);
  }
  if (numbers.length === 0) throw notFound('ticket', refs.join(', '));
  return { numbers: [...new Set(numbers)], problems };
}

async function byFilter(ctx: OperationContext, text: string): Promise<{ numbers: string[]; problems: string[] }> {
  const { filter, problems } = readTicketFilter(splitWords(text), { now: ctx.uow.now, timeZone: ctx.asker.timeZone });
  if (problems.length > 0 || text.trim() === '') {
    throw new AppError('invalid_input', {
      message: 'bulk filter refused',
      userMessage:
        text.trim() === ''
          ? 'Which tickets? Write numbers, or a filter after “where”.'
          : `Nothing was chosen, because a part of the filter means nothing: ${problems.map((one) => `“${one.part}” (${one.message})`).join('; ')}.`,
    });
  }
  const page = await listTickets(ctx.uow, filter, { me: ctx.asker.userId, limit: mostInBulk, after: null });
  if (page.next !== null) {
    throw new AppError('invalid_input', {
      message: 'bulk filter too wide',
      userMessage: `More than ${mostInBulk} tickets answer to that, and at most ${mostInBulk} are changed at once. Narrow the filter.`,
    });
  }
  return { numbers: page.tickets.map((ticket) => ticket.number), problems: [] };
}

/** `TKT-202611-00001@3`: a ticket in the version that was shown. */
const seenTicket = z.string().regex(/^TKT-\d{6}-\d{5,9}@\d{1,9}$/, 'must be a ticket with its version');

export const runBulk = defineDeed({
  summary: 'Do the change that was shown',
  examples: [],
  schema: z.strictObject({ ...changeShape, tickets: z.array(seenTicket).min(1).max(mostInBulk) }),
  run: async (ctx, args) => {
    const { change, words } = await readChange(ctx, args.change, args.value);
    const seen = new Map(args.tickets.map((one) => one.split('@') as [string, string]));
    const heads = await loadHeads(ctx.uow, [...seen.keys()]);
    const items: BulkItem[] = heads.map((head) => ({ id: head.id, number: head.number, seenVersion: Number(seen.get(head.number)) }));
    return bulkResultCard(await bulkChange(ctx.uow, items, change), words);
  },
});
