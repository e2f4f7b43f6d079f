import { z } from 'zod';
import { helpdeskStats } from '../../../domain/reporting/helpdesk-stats.ts';
import { countGroups } from '../../../domain/tickets/count-groups.rules.ts';
import { countGroups as countApart } from '../../../domain/tickets/count-groups.ts';
import { countTickets as countKinds } from '../../../domain/tickets/count-tickets.ts';
import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import { ticketCountsCard } from '../../cards/ticket-counts-card.ts';
import { ticketGroupsCard } from '../../cards/ticket-groups-card.ts';
import { ticketTrendCard } from '../../cards/ticket-trend-card.ts';
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
  summary: 'Count tickets by status and priority, or by customer, person, team, tag, day, week or month',
  examples: ['counts', 'counts customer:acme', 'count all', 'counts created:<30d all by:day'],
  schema: z.strictObject({ filter, by: z.enum(countGroups).optional() }),
  run: async (ctx, { filter: text, by }) => {
    const read = readTicketFilter(splitWords(text), { now: ctx.uow.now, timeZone: ctx.asker.timeZone });
    if (by !== undefined) {
      const groups = await countApart(ctx.uow, read.filter, by, { me: ctx.asker.userId, timeZone: ctx.asker.timeZone });
      return ticketGroupsCard(groups, { by, filter: text.trim(), problems: read.problems });
    }
    const counts = await countKinds(ctx.uow, read.filter, ctx.asker.userId);
    return ticketCountsCard(counts, { filter: text.trim(), problems: read.problems, anyStatus: read.filter.anyStatus });
  },
});

const dayMs = 86_400_000;

export const showTrend = defineDeed({
  summary: 'Compare how many tickets came in and were finished with the time before',
  examples: ['trend', 'trend 7d'],
  schema: z.strictObject({ days: z.int().min(1, 'must be at least 1').max(180, 'must be at most 180').default(30) }),
  run: async (ctx, { days }) => {
    const { now } = ctx.uow;
    const middle = new Date(now.getTime() - days * dayMs);
    const earlier = await helpdeskStats(ctx.uow, { from: new Date(middle.getTime() - days * dayMs), to: middle });
    const later = await helpdeskStats(ctx.uow, { from: middle, to: now });
    return ticketTrendCard(earlier.flow, later.flow, days);
  },
});
