import { z } from 'zod';
import { AppError } from '../../../domain/errors.ts';
import type { StaffUserId } from '../../../domain/ids.types.ts';
import { findStaff } from '../../../domain/people/find-staff.ts';
import { completeNextAction } from '../../../domain/tickets/complete-next-action.ts';
import { listActionHistory } from '../../../domain/tickets/list-action-history.ts';
import { listNextActions } from '../../../domain/tickets/list-next-actions.ts';
import { loadNextAction } from '../../../domain/tickets/load-next-action.ts';
import { type NextActionState, nextActionStates } from '../../../domain/tickets/next-action.types.ts';
import { setNextAction } from '../../../domain/tickets/set-next-action.ts';
import { doneCard } from '../../cards/done-card.ts';
import { listCard } from '../../cards/list-card.ts';
import { nextActionActions, nextActionLine } from '../../cards/next-action-fields.ts';
import { action, code, muted, oneLine, plain, row } from '../../cards/spans.rules.ts';
import { when } from '../../cards/when.rules.ts';
import { authorName } from '../../cards/words.rules.ts';
import { seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';
import { momentOf } from './snooze.ts';

const shown = 10;
const endings = { done: 'done', replaced: 'replaced', ticket_ended: 'ended with the ticket' };

export const listNext = defineDeed({
  summary: 'What is to be done next: mine, overdue, or missing',
  examples: ['next', 'next overdue', 'next missing'],
  schema: z.strictObject({ list: z.enum(['mine', 'overdue', 'missing']).default('mine') }),
  run: async (ctx, { list }) => {
    const wanted = list === 'mine' ? { kind: list, owner: ctx.asker.userId } : { kind: list };
    const { lines, total } = await listNextActions(ctx.uow, wanted, shown);
    const rows = lines.map((line) =>
      row(
        [code(line.number), { text: ` ${oneLine(line.subject, 100)}` }],
        [nextActionLine({ ...line.action, owner: line.owner }, ctx.reader)],
        [action('Show', 'ticket.show', { ticket: line.number }), ...nextActionActions({ ticket: line.number, version: line.version })],
      ),
    );
    const titles = { mine: 'What you have to do next', overdue: 'Overdue', missing: 'Nobody wrote what to do next' };
    const more = total > lines.length ? [[muted(`${lines.length} of ${total}, most urgent first.`)]] : [];
    return listCard(titles[list], rows, { empty: 'Nothing.', text: more });
  },
});

export const showNext = defineDeed({
  summary: 'Show what is to be done next on a ticket',
  examples: ['next 1'],
  schema: z.strictObject({ ticket: ticketRef }),
  run: (ctx, args) =>
    withTicket(ctx, 'next.show', args, async (ticket) => {
      const next = await loadNextAction(ctx.uow, ticket.id);
      const lines = next === null ? [plain(`${ticket.number} is over: nothing is to be done next.`)] : [nextActionLine(next, ctx.reader)];
      return listCard(`Next on ${ticket.number}`, [], {
        empty: '',
        text: lines,
        actions: [action('What was done', 'next.history', { ticket: ticket.number })],
        ticket: ticket.number,
      });
    }),
});

export const setNext = defineDeed({
  summary: 'Say what is to be done next on a ticket, by whom and until when',
  examples: [
    'next 1 : Call the supplier state:waiting_vendor due:tomorrow',
    'next 1 : Test it owner:me due:"friday 14:00"',
    'next snooze 1 until tomorrow 9:00',
  ],
  schema: z.strictObject({
    ticket: ticketRef,
    text: z.string().trim().min(1, 'must not be empty').max(500, 'is too long').optional(),
    state: shortText.optional(),
    due: shortText.optional(),
    owner: shortText.optional(),
    public: z.boolean().optional(),
    excluded: z.boolean().optional(),
    version: seenVersion,
  }),
  run: (ctx, args) =>
    withTicket(ctx, 'next.set', args, async (ticket) => {
      const { text, state, due, owner, excluded } = args;
      const done = await setNextAction(
        ctx.uow,
        ticket.id,
        {
          ...(text === undefined ? {} : { text }),
          ...(state === undefined ? {} : { state: readState(state) }),
          ...(due === undefined ? {} : { dueAt: /^(auto|rule|default)$/i.test(due) ? null : momentOf(ctx, due) }),
          ...(owner === undefined ? {} : { owner: await ownerOf(ctx, owner) }),
          ...(excluded === undefined ? {} : { excluded }),
          ...(args.public === undefined ? {} : { isPublic: args.public }),
        },
        args.version ?? null,
      );
      const line = nextActionLine(done.action, ctx.reader)
        .map((span) => span.text)
        .join('');
      return doneCard(ticket, `Next on ${ticket.number}: ${line}`, nextActionActions({ ticket: ticket.number, version: done.version }));
    }),
});

function readState(text: string): NextActionState {
  const wanted = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const state = nextActionStates.find((one) => one === wanted || one === `waiting_${wanted}`);
  if (state !== undefined) return state;
  throw new AppError('invalid_input', {
    message: 'no such state',
    userMessage: `“${text.slice(0, 60)}” is no state. There are: ${nextActionStates.join(', ')}.`,
  });
}

async function ownerOf(ctx: OperationContext, text: string): Promise<StaffUserId | null> {
  if (/^(me|myself|mine)$/i.test(text)) return ctx.asker.userId;
  if (/^(assignee|nobody|none)$/i.test(text)) return null;
  const people = await findStaff(ctx.uow, text);
  const [only] = people;
  if (only !== undefined && people.length === 1) return only.id;
  throw new AppError(only === undefined ? 'not_found' : 'invalid_input', {
    message: 'owner not clear',
    userMessage:
      only === undefined
        ? `Nobody active on your staff answers to “${text}”.`
        : `Several people answer to “${text}”: ${people.map((person) => person.email).join(', ')}. Write the address.`,
  });
}

export const completeNext = defineDeed({
  summary: 'Say that what was to be done next is done, and what came of it',
  examples: ['next done 1', 'next done 1 They sent the part.'],
  schema: z.strictObject({ ticket: ticketRef, answer: z.string().trim().max(2_000, 'is too long').optional(), version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'next.done', args, async (ticket) => {
      const { done, next } = await completeNextAction(ctx.uow, ticket.id, args.answer ?? null, args.version ?? null);
      if (done === null) return doneCard(ticket, `${ticket.number} is over: nothing was to be done next.`, []);
      const then = next === null ? '' : ` Next: ${next.text}`;
      return doneCard(ticket, `Done: ${done.text}${then}`, [action('What was done', 'next.history', { ticket: ticket.number })]);
    }),
});

export const showNextHistory = defineDeed({
  summary: 'Show what was to be done on a ticket and what came of it',
  examples: ['next history 1'],
  schema: z.strictObject({ ticket: ticketRef }),
  run: (ctx, args) =>
    withTicket(ctx, 'next.history', args, async (ticket) => {
      const past = await listActionHistory(ctx.uow, ticket.id, 20);
      const rows = past.map((one) =>
        row(plain(one.text), [
          [{ text: `${endings[one.how]} by ${authorName(one.endedBy)} · ` }, when(one.endedAt, ctx.reader)],
          ...(one.answer === null ? [] : [plain(one.answer)]),
        ]),
      );
      return listCard(`What was done on ${ticket.number}`, rows, { empty: 'Nothing was written down yet.', ticket: ticket.number });
    }),
});
