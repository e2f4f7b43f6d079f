import { z } from 'zod';
import { AppError } from '../../../domain/errors.ts';
import { readMoment } from '../../../domain/tickets/moment.rules.ts';
import { snoozeTicket } from '../../../domain/tickets/snooze-ticket.ts';
import { doneCard } from '../../cards/done-card.ts';
import { action } from '../../cards/spans.rules.ts';
import { when } from '../../cards/when.rules.ts';
import { seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

/** The instant a person means in their own zone. Throws `invalid_input`. */
export function momentOf(ctx: OperationContext, text: string): Date {
  const at = readMoment(text, ctx.uow.now, ctx.asker.timeZone);
  if (at !== null) return at;
  throw new AppError('invalid_input', {
    message: 'no moment',
    userMessage: `“${text.slice(0, 60)}” is no time. Write 3h, 2 days, tomorrow 9:00, monday, 14:30 or 2026-11-30 14:00.`,
  });
}

export const snooze = defineDeed({
  summary: 'Put a ticket out of sight until a time, or until the customer writes',
  examples: ['snooze 1 until tomorrow 9:00', 'snooze 1 3h', 'snooze 1 until monday', 'unsnooze 1'],
  schema: z.strictObject({ ticket: ticketRef, until: shortText, version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.snooze', args, async (ticket) => {
      const until = /^(off|now|no)$/i.test(args.until) ? null : momentOf(ctx, args.until);
      const done = await snoozeTicket(ctx.uow, ticket.id, until, args.version ?? null);
      const undo = action('Undo', 'ticket.snooze', {
        ticket: ticket.number,
        until: done.before?.toISOString() ?? 'off',
        version: done.version,
      });
      if (until === null) return doneCard(ticket, `${ticket.number} is awake.`, done.before === null ? [] : [undo]);
      return doneCard(
        ticket,
        `${ticket.number} sleeps until ${when(until, ctx.reader).text}. Its clocks run on, and a mail of the customer wakes it.`,
        [undo],
      );
    }),
});
