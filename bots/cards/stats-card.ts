import type { HelpdeskStats } from '../../domain/reporting/helpdesk-stats.ts';
import type { ComplianceLine } from '../../domain/reporting/sla-report.ts';
import { metricWords } from '../../domain/sla/explain-clock.rules.ts';
import type { Card, Section } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { rateWords } from './sla-card.ts';
import { action, bold, field, plain, section } from './spans.rules.ts';

/** The helpdesk in figures: how it stands, and what moved in the period. */
export function statsCard(stats: HelpdeskStats, lines: readonly ComplianceLine[], days: number): Card {
  const { now, flow } = stats;
  const { byStatus, byPriority } = now;
  return makeCard('report', [bold(`Helpdesk, last ${days} days`)], {
    fields: [
      field('Tickets', String(now.total)),
      field(
        'Unfinished',
        `${byStatus.open} open, ${byStatus.in_progress} in progress, ${byStatus.waiting_customer} waiting for the customer`,
      ),
      field('Finished', `${byStatus.resolved} resolved, ${byStatus.closed} closed, ${byStatus.cancelled} cancelled`),
      field(
        'Unfinished by priority',
        `${byPriority.urgent} urgent, ${byPriority.high} high, ${byPriority.medium} medium, ${byPriority.low} low`,
      ),
      field('Nobody has', String(now.unassigned)),
      field('Unfinished with a broken promise', String(now.breached)),
      field('In the period', `${flow.opened} opened, ${flow.resolved} resolved, ${flow.closed} closed, ${flow.reopened} reopened`),
      field('Backlog', `${flow.backlogBefore} before, ${flow.backlogAfter} now`),
      ...lines.map((line) => field(`${metricWords[line.metric]} kept`, `${rateWords(line)} (${line.kept} of ${line.judged})`)),
    ],
    sections: [
      list(
        'By assignee',
        stats.byAssignee.map((one) => `${one.name}: ${one.open} unfinished, ${one.resolved} resolved in the period`),
      ),
      list(
        'By customer',
        stats.byCustomer.map((one) => `${one.name}: ${one.opened} opened`),
      ),
    ].flat(),
    actions: [
      ...[7, 30, 90].filter((other) => other !== days).map((other) => action(`${other} days`, 'helpdesk.stats', { days: other })),
      action('Service levels', 'sla.report', { days }),
    ],
  });
}

function list(heading: string, lines: string[]): Section[] {
  return lines.length === 0 ? [] : [section(heading, 'plain', lines.map(plain))];
}
