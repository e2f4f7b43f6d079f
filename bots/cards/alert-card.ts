import type { AlertFacts } from '../../domain/chat/load-alert.ts';
import { dueOf } from '../../domain/notifications/notice-relevance.rules.ts';
import type { NotificationFacts, NotificationKind } from '../../domain/notifications/notifications.types.ts';
import { metricWords } from '../../domain/sla/explain-clock.rules.ts';
import type { Metric } from '../../domain/sla/sla.types.ts';
import { ticketLink } from './attention-section.ts';
import type { Card } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { acknowledgeForm } from './notice-card.ts';
import { noticeText } from './notification-words.rules.ts';
import { action, bold, field, oneLine } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

/** A deadline or an escalation of a ticket, for everybody in a channel of the staff. */
export function alertCard(ticket: AlertFacts, { kind, facts }: { kind: NotificationKind; facts: NotificationFacts }, reader: Reader): Card {
  const due = dueOf({ facts, dueAt: ticket.dueAt });
  const metric = metricName(facts.metric);
  return makeCard(
    'notification_list',
    [bold(oneLine(noticeText(kind, facts), 200)), ...(metric === null ? [] : [{ text: ` · ${metric}` }])],
    {
      text: [[ticketLink(ticket.number), { text: ` ${oneLine(ticket.subject, 150)}` }]],
      fields: [
        field('Priority', ticket.priority),
        field('Assignee', ticket.assignee ?? 'nobody has it'),
        ...(ticket.customer === null ? [] : [field('Customer', oneLine(ticket.customer, 100))]),
        ...(due === null ? [] : [field('Due', [when(due, reader)])]),
      ],
      form: ticket.breaches === 0 ? null : acknowledgeForm(kind, ticket.number),
      actions: [
        ...(ticket.assignee === null
          ? [action('Take', 'ticket.assign', { ticket: ticket.number, version: ticket.version, to: 'me' }, 'primary')]
          : []),
        action('Show', 'ticket.show', { ticket: ticket.number }),
      ],
      ticket: ticket.number,
    },
  );
}

function metricName(metric: NotificationFacts[string] | undefined): string | null {
  return typeof metric === 'string' && Object.hasOwn(metricWords, metric) ? metricWords[metric as Metric] : null;
}
