import { z } from 'zod';
import { localDate } from '../../../domain/calendars/local-date.rules.ts';
import { dayAfter, mondayOf } from '../../../domain/calendars/local-day.rules.ts';
import { can } from '../../../domain/people/permissions.rules.ts';
import { changeTime as change } from '../../../domain/time/change-time.ts';
import { dropTime as drop } from '../../../domain/time/drop-time.ts';
import { listTime, type TimeSheet } from '../../../domain/time/list-time.ts';
import { minutesText, mostMinutes, readMinutes } from '../../../domain/time/minutes.rules.ts';
import { recordTime } from '../../../domain/time/record-time.ts';
import { type TimeLine, timeActivities } from '../../../domain/time/time.types.ts';
import { doneCard } from '../../cards/done-card.ts';
import { listCard, settledCard } from '../../cards/list-card.ts';
import { action, askFirst, bold, code, muted, oneLine, plain, row } from '../../cards/spans.rules.ts';
import { shortText, ticketRef } from '../arguments.rules.ts';
import { readDay } from '../instants.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withPerson } from '../with-person.ts';
import { withTicket } from '../with-ticket.ts';

const minutes = z
  .union([z.int().min(1).max(mostMinutes), z.string().transform((text) => readMinutes(text) ?? 0)])
  .pipe(z.int().min(1, 'must be a time from 1 minute to 24 hours, such as 30m, 1h30, 1:30 or 0.5h'));
const note = z.string().max(1_000, 'is too long');
const day = z.string().max(20).optional();

export const addTime = defineDeed({
  summary: 'Record time you spent on a ticket',
  examples: ['time 30m on 1 : called them back', 'time 1h30 on 1', 'time 45m research on 1 not billable', 'time 1 0.5h'],
  schema: z.strictObject({
    ticket: ticketRef,
    minutes,
    activity: z.enum(timeActivities).optional(),
    billable: z.boolean().optional(),
    day,
    note: note.default(''),
  }),
  run: (ctx, args) =>
    withTicket(ctx, 'time.add', args, async (ticket) => {
      const { activity, billable } = args;
      const on = args.day === undefined ? null : (readDay(args.day, ctx.reader) ?? args.day);
      const entry = await recordTime(ctx.uow, ticket.id, ctx.asker.userId, {
        minutes: args.minutes,
        note: args.note,
        ...(activity === undefined ? {} : { activity }),
        ...(billable === undefined ? {} : { billable }),
        ...(on === null ? {} : { day: on }),
      });
      const { totals } = await listTime(ctx.uow, { ticketId: ticket.id, userId: null, from: null, to: null }, 0);
      const text = `${minutesText(args.minutes)} on ${ticket.number} (${entry.day}). In all: ${minutesText(totals.minutes)}.`;
      return doneCard(ticket, text, [action('Undo', 'time.drop', { entry: entry.id }), action('Today', 'time.sheet', { span: 'today' })]);
    }),
});

export const showTicketTime = defineDeed({
  summary: 'Show the time spent on a ticket',
  examples: ['time 1', 'time on 1'],
  schema: z.strictObject({ ticket: ticketRef }),
  run: (ctx, args) =>
    withTicket(ctx, 'time.ticket', args, async (ticket) => {
      const sheet = await listTime(ctx.uow, { ticketId: ticket.id, userId: null, from: null, to: null });
      return listCard(
        `${ticket.number}: ${totalText(sheet)}`,
        sheet.entries.map((entry) => entryRow(entry, ctx, 'ticket')),
        {
          empty: `Nobody recorded time yet. To record some: time 30m on ${ticket.number} : note`,
          text:
            sheet.byPerson.length < 2 ? [] : [plain(sheet.byPerson.map((one) => `${one.name}: ${minutesText(one.minutes)}`).join(' · '))],
          actions: [action('Show', 'ticket.show', { ticket: ticket.number })],
          ticket: ticket.number,
        },
      );
    }),
});

export const showTimeSheet = defineDeed({
  summary: 'Show your time, or somebody’s, of today or this week',
  examples: ['time today', 'time week', 'time week priya', 'time yesterday'],
  schema: z.strictObject({ span: z.enum(['today', 'yesterday', 'week', 'last_week']), person: shortText.optional() }),
  run: (ctx, args) =>
    withPerson(ctx, 'time.sheet', args, 'person', async (person) => {
      const [from, to] = daysOf(args.span, localDate(ctx.uow.now, ctx.asker.timeZone));
      const sheet = await listTime(ctx.uow, { ticketId: null, userId: person.id, from, to });
      const who = person.isAsker ? '' : `${person.name}, `;
      const words = { today: 'today', yesterday: 'yesterday', week: 'this week', last_week: 'last week' };
      return listCard(
        `Time ${who}${words[args.span]}: ${totalText(sheet)}`,
        sheet.entries.map((entry) => entryRow(entry, ctx, 'person')),
        {
          empty: `No time from ${from} to ${to}.`,
          text:
            sheet.byTicket.length < 2 ? [] : [plain(sheet.byTicket.map((one) => `${one.ticket}: ${minutesText(one.minutes)}`).join(' · '))],
          actions: [action('This week', 'time.sheet', { span: 'week', person: person.id })],
        },
      );
    }),
});

/** First and last day; a week is from Monday on. */
function daysOf(span: 'today' | 'yesterday' | 'week' | 'last_week', today: string): [from: string, to: string] {
  if (span === 'today') return [today, today];
  if (span === 'yesterday') return [dayAfter(today, -1), dayAfter(today, -1)];
  const monday = dayAfter(mondayOf(today), span === 'week' ? 0 : -7);
  return [monday, dayAfter(monday, 6)];
}

function totalText({ totals }: TimeSheet): string {
  if (totals.entries === 0) return 'no time';
  const billable = totals.billable === 0 ? 'none billable' : `${minutesText(totals.billable)} billable`;
  return `${minutesText(totals.minutes)}, ${totals.billable === totals.minutes ? 'all billable' : billable}`;
}

function entryRow(entry: TimeLine, ctx: OperationContext, about: 'ticket' | 'person') {
  const facts = [
    entry.day,
    ...(about === 'ticket' ? [entry.name] : [entry.ticket]),
    entry.activity,
    ...(entry.billable ? [] : ['not billable']),
  ];
  const said = entry.note === '' ? [] : [plain(oneLine(entry.note, 200))];
  const mine = entry.userId === ctx.asker.userId || can(ctx.asker.role, 'time:edit');
  return row(
    [bold(minutesText(entry.minutes)), muted(` ${facts.join(' · ')} `), code(`t-${entry.ref}`)],
    said,
    mine ? [askFirst('Remove', 'time.drop', { entry: entry.id }, `Remove ${minutesText(entry.minutes)} from ${entry.ticket}?`)] : [],
  );
}

export const changeTime = defineDeed({
  summary: 'Change a time entry',
  examples: ['time change t-1a2b3c4d 45m', 'time change t-1a2b3c4d not billable', 'time change t-1a2b3c4d 1h meeting : with the vendor'],
  schema: z.strictObject({
    entry: shortText,
    minutes: minutes.optional(),
    activity: z.enum(timeActivities).optional(),
    billable: z.boolean().optional(),
    note: note.optional(),
  }),
  run: async (ctx, { entry, ...args }) => {
    const changes = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
    const { before, after } = await change(ctx.uow, entry, changes, ctx.asker);
    const undo = action('Undo', 'time.change', {
      entry: after.id,
      minutes: before.minutes,
      activity: before.activity,
      billable: before.billable,
      note: before.note,
    });
    const billable = after.billable ? 'billable' : 'not billable';
    return settledCard(
      'Time',
      `${after.ticket}, ${after.day}: ${minutesText(before.minutes)} → ${minutesText(after.minutes)}, ${after.activity}, ${billable}.`,
      [undo],
    );
  },
});

export const dropTime = defineDeed({
  summary: 'Remove a time entry',
  examples: ['time remove t-1a2b3c4d'],
  schema: z.strictObject({ entry: shortText }),
  run: async (ctx, { entry }) => {
    const gone = await drop(ctx.uow, entry, ctx.asker);
    return settledCard('Time', `${minutesText(gone.minutes)} on ${gone.ticket} (${gone.day}) is removed.`, [
      action('Today', 'time.sheet', { span: 'today' }),
    ]);
  },
});
