import { z } from 'zod';
import { listTickets as findPage } from '../../../domain/tickets/list-tickets.ts';
import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import { ticketListCard } from '../../cards/ticket-list-card.ts';
import { cursor } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { splitWords } from '../words.rules.ts';

const ticketsShown = 5;

export const listTickets = defineDeed({
  summary: 'List tickets: by status, priority, person, customer, age or words',
  examples: [
    'tickets',
    'tickets open acme',
    'tickets mine',
    'tickets status:open priority:>=high assignee:me customer:"acme" created:<7d printer',
    'unassigned',
  ],
  schema: z.strictObject({ filter: z.string().max(500, 'is too long').default(''), after: cursor.optional() }),
  run: async (ctx, { filter: text, after }) => {
    const { filter, problems } = readTicketFilter(splitWords(text), { now: ctx.uow.now, timeZone: ctx.asker.timeZone });
    const page = await findPage(ctx.uow, filter, { me: ctx.asker.userId, limit: ticketsShown, after: after ?? null });
    return ticketListCard(page, {
      filter: text.trim(),
      problems,
      anyStatus: filter.anyStatus,
      reader: ctx.reader,
      userName: ctx.asker.name,
      after: after !== undefined,
    });
  },
});
