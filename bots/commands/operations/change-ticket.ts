import { z } from 'zod';
import { AppError } from '../../../domain/errors.ts';
import type { StaffUserId } from '../../../domain/ids.types.ts';
import { findStaff } from '../../../domain/people/find-staff.ts';
import { addNote } from '../../../domain/tickets/add-note.ts';
import { type Assignment, assignTicket } from '../../../domain/tickets/assign-ticket.ts';
import { type Classification, classifyTicket } from '../../../domain/tickets/classify-ticket.ts';
import type { TicketHead } from '../../../domain/tickets/find-ticket.ts';
import { finishTicket } from '../../../domain/tickets/finish-ticket.ts';
import { statusMoves } from '../../../domain/tickets/ticket.rules.ts';
import { type TicketStatus, ticketPriorities, ticketStatuses, ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import { awayNotice } from '../../cards/away-words.rules.ts';
import type { Card } from '../../cards/card.types.ts';
import { doneCard } from '../../cards/done-card.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold, code, muted, oneLine, plain, row } from '../../cards/spans.rules.ts';
import { statusNames, typeNames } from '../../cards/words.rules.ts';
import { seenVersion, shortText, ticketRef, writtenText } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

export const noteTicket = defineDeed({
  summary: 'Write an internal note',
  examples: ['note 1 They called twice already.', 'comment TKT-202611-00001 see rack 4'],
  schema: z.strictObject({ ticket: ticketRef, text: writtenText }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.note', args, async (ticket) => {
      await addNote(ctx.uow, ticket.id, args.text);
      return doneCard(ticket, `Noted on ${ticket.number}. Only staff see it.`, []);
    }),
});

export const assignTicketTo = defineDeed({
  summary: 'Give a ticket to yourself, to somebody, or back',
  examples: ['assign 1 me', 'take 1', 'assign 1 to Sam Fox', 'assign 1 nobody', 'unassign 1'],
  schema: z.strictObject({ ticket: ticketRef, to: shortText, version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.assign', args, async (ticket) => {
      const person = await assignee(ctx, args.to);
      if (person.kind === 'several') return chooseAssignee(ticket, args, person.people);
      return assignedCard(ctx, ticket, await assignTicket(ctx.uow, ticket.id, person.id, args.version ?? null));
    }),
});

type Assignee = { kind: 'one'; id: StaffUserId | null } | { kind: 'several'; people: Awaited<ReturnType<typeof findStaff>> };

async function assignee(ctx: OperationContext, to: string): Promise<Assignee> {
  if (/^(me|myself)$/i.test(to)) return { kind: 'one', id: ctx.asker.userId };
  if (/^(nobody|none|no one|no-one|-)$/i.test(to)) return { kind: 'one', id: null };
  const people = await findStaff(ctx.uow, to);
  const [only] = people;
  if (only !== undefined) return people.length === 1 ? { kind: 'one', id: only.id } : { kind: 'several', people };
  throw new AppError('not_found', {
    message: 'no active member of staff of that name',
    userMessage: `Nobody active on your staff answers to “${to}”. Write a name, an address, me, or nobody.`,
  });
}

function chooseAssignee(ticket: TicketHead, args: { version?: number | undefined }, people: Awaited<ReturnType<typeof findStaff>>) {
  const version: Record<string, number> = args.version === undefined ? {} : { version: args.version };
  return makeCard('choice', `Several people answer to that. Who shall have ${ticket.number}?`, {
    rows: people.map((person) =>
      row(
        [bold(person.name), muted(` ${person.email}`)],
        [],
        [action('This one', 'ticket.assign', { ticket: ticket.number, to: person.email, ...version })],
      ),
    ),
    ticket: ticket.number,
  });
}

function assignedCard(ctx: OperationContext, ticket: TicketHead, done: Assignment) {
  const you = (person: Assignment['after']): string => (person === null ? 'nobody' : person.id === ctx.asker.userId ? 'you' : person.name);
  if (done.before?.id === done.after?.id) return doneCard(ticket, `${ticket.number} stays with ${you(done.after)}.`, []);
  const undo = action('Undo', 'ticket.assign', { ticket: ticket.number, to: done.before?.id ?? 'nobody', version: done.version });
  return doneCard(
    ticket,
    `${ticket.number}: ${you(done.before)} → ${you(done.after)}.`,
    [undo],
    awayNotice(done.after?.name ?? '', done.away, ctx.reader),
  );
}

export const setTicketStatus = defineDeed({
  summary: 'Change the status of a ticket',
  examples: [
    'status 1 waiting',
    'resolve 1',
    'close 1',
    'reopen 1',
    'reopen 1 because it is back',
    'start 1',
    'cancel 1',
    'set 1 to in progress',
  ],
  schema: z.strictObject({
    ticket: ticketRef,
    status: z.enum(ticketStatuses),
    reason: shortText.optional(),
    children: z.enum(['ask', 'leave', 'with']).default('ask'),
    version: seenVersion,
  }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.status', args, async (ticket) => {
      const done = await finishTicket(ctx.uow, ticket.id, args.status, {
        children: args.children,
        seenVersion: args.version ?? null,
        reason: args.reason ?? null,
      });
      if (done.kind === 'open_children') return openChildrenCard(ticket, args.status, done.children, args.version);
      const undo = statusMoves[done.to].includes(done.from)
        ? [action('Undo', 'ticket.status', { ticket: ticket.number, status: done.from, version: done.version })]
        : [];
      const family = done.children.length === 0 ? '' : ` So are its children ${done.children.join(', ')}.`;
      return doneCard(ticket, `${ticket.number}: ${statusNames[done.from]} → ${statusNames[done.to]}.${family}`, undo);
    }),
});

/** A parent never ends over the heads of its open children: a person chooses. */
function openChildrenCard(ticket: TicketHead, status: TicketStatus, children: TicketHead[], version: number | undefined): Card {
  const args = { ticket: ticket.number, status, ...(version === undefined ? {} : { version }) };
  return makeCard('choice', `${ticket.number} has open children. Nothing was changed.`, {
    rows: children
      .slice(0, 20)
      .map((child) => row([code(child.number), { text: ` ${oneLine(child.subject, 100)}` }], [plain(statusNames[child.status])])),
    actions: [
      action(`${ticket.number} only`, 'ticket.status', { ...args, children: 'leave' }),
      action(`${ticket.number} and its ${children.length} open child${children.length === 1 ? '' : 'ren'}`, 'ticket.status', {
        ...args,
        children: 'with',
      }),
    ],
    ticket: ticket.number,
  });
}

export const setTicketPriority = defineDeed({
  summary: 'Set the priority of a ticket',
  examples: ['priority 1 high', 'set 1 priority urgent'],
  schema: z.strictObject({ ticket: ticketRef, priority: z.enum(ticketPriorities), version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.priority', args, (ticket) => classify(ctx, ticket, { priority: args.priority }, args.version ?? null)),
});

export const setTicketType = defineDeed({
  summary: 'Set the type of a ticket',
  examples: ['type 1 billing', 'set 1 type feature request'],
  schema: z.strictObject({ ticket: ticketRef, type: z.enum(ticketTypes), version: seenVersion }),
  run: (ctx, args) => withTicket(ctx, 'ticket.type', args, (ticket) => classify(ctx, ticket, { type: args.type }, args.version ?? null)),
});

async function classify(ctx: OperationContext, ticket: TicketHead, wanted: Classification, version: number | null) {
  const { before, version: now } = await classifyTicket(ctx.uow, ticket.id, wanted, version);
  const at = { ticket: ticket.number, version: now };
  if (wanted.priority !== undefined) {
    const undo = action('Undo', 'ticket.priority', { ...at, priority: before.priority });
    return doneCard(
      ticket,
      `${ticket.number}: priority ${before.priority} → ${wanted.priority}.`,
      wanted.priority === before.priority ? [] : [undo],
    );
  }
  const type = wanted.type ?? before.type;
  const undo = action('Undo', 'ticket.type', { ...at, type: before.type });
  return doneCard(ticket, `${ticket.number}: type ${typeNames[before.type]} → ${typeNames[type]}.`, type === before.type ? [] : [undo]);
}
