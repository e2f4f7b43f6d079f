import { z } from 'zod';
import { countTickets as countKinds } from '../../../domain/tickets/count-tickets.ts';
import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import { ticketCountsCard } from '../../cards/ticket-counts-card.ts';
import { defineDeed } from '../operation.ts';
import { ticketPage } from '../ticket-page.ts';
import { splitWords } from '../words.rules.ts';

const filter = z.string().max(500, 'is too long').default('');

/** The mark of a page that an earlier page gave; what is in it is checked where it is read. */
const pageMark = z.string().max(400, 'is too long');

export const listTickets = defineDeed({
  summary: 'List tickets: by status, priority, person, customer, age, due time, tags or words in them',
  examples: [
    'tickets',
    'tickets open acme',
    'tickets mine',
    'tickets status:open priority:>=high assignee:me customer:"acme" created:<7d printer',
    'tickets due:<4h sort:due',
    'search "out of toner" all',
    'unassigned',
  ],
  schema: z.strictObject({ filter, after: pageMark.optional() }),
  run: (ctx, { filter: text, after }) => ticketPage(ctx, { filter: text, after }),
});

export const countTickets = defineDeed({
  summary: 'Count tickets by status and priority',
  examples: ['counts', 'counts customer:acme', 'count all'],
  schema: z.strictObject({ filter }),
  run: async (ctx, { filter: text }) => {
    const read = readTicketFilter(splitWords(text), { now: ctx.uow.now, timeZone: ctx.asker.timeZone });
    const counts = await countKinds(ctx.uow, read.filter, ctx.asker.userId);
    return ticketCountsCard(counts, { filter: text.trim(), problems: read.problems, anyStatus: read.filter.anyStatus });
  },
});
