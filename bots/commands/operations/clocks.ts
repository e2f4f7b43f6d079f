import { z } from 'zod';
import { helpdeskStats } from '../../../domain/reporting/helpdesk-stats.ts';
import { type Period, slaReport } from '../../../domain/reporting/sla-report.ts';
import { acknowledgeBreaches } from '../../../domain/sla/acknowledge-breaches.ts';
import { metricWords } from '../../../domain/sla/explain-clock.rules.ts';
import { viewClocks } from '../../../domain/sla/view-clocks.ts';
import { doneCard } from '../../cards/done-card.ts';
import { slaCard } from '../../cards/sla-card.ts';
import { statsCard } from '../../cards/stats-card.ts';
import { whyCard } from '../../cards/why-card.ts';
import { seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

const days = z.int().min(1, 'must be at least 1').max(366, 'must be at most 366').default(30);

function lastDays(now: Date, count: number): Period {
  return { from: new Date(now.getTime() - count * 86_400_000), to: now };
}

export const explainTicket = defineDeed({
  summary: 'Say why a ticket is due when it is',
  examples: ['why 1', 'why TKT-202611-00001', 'clocks 1'],
  schema: z.strictObject({ ticket: ticketRef }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.why', args, async (ticket) => whyCard(ticket, await viewClocks(ctx.uow, ticket.id), ctx.reader)),
});

export const acknowledgeTicketBreaches = defineDeed({
  summary: 'Take note of a ticket’s breaches and say why they happened',
  examples: ['ack 1 : the part was not in stock', 'acknowledge 1 nobody was there'],
  schema: z.strictObject({ ticket: ticketRef, reason: shortText, version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'sla.acknowledge', args, async (ticket) => {
      const by = { userId: ctx.asker.userId, reason: args.reason };
      const { metrics } = await acknowledgeBreaches(ctx.uow, ticket.id, by, args.version ?? null);
      const names = metrics.map((metric) => metricWords[metric].toLowerCase()).join(', ');
      return doneCard(ticket, `Acknowledged on ${ticket.number}: ${names}. The breach stays in the figures.`, []);
    }),
});

export const reportSla = defineDeed({
  summary: 'Show how well service levels were kept, and which breaches wait for somebody',
  examples: ['sla', 'sla 7d', 'sla 90 days'],
  schema: z.strictObject({ days }),
  run: async (ctx, args) => slaCard(await slaReport(ctx.uow, lastDays(ctx.uow.now, args.days)), args.days, ctx.reader),
});

export const reportHelpdesk = defineDeed({
  summary: 'Show the helpdesk in figures',
  examples: ['stats', 'stats 7d', 'statistics'],
  schema: z.strictObject({ days }),
  run: async (ctx, args) => {
    const period = lastDays(ctx.uow.now, args.days);
    const { lines } = await slaReport(ctx.uow, period);
    return statsCard(await helpdeskStats(ctx.uow, period), lines, args.days);
  },
});
