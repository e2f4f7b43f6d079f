import { dueOf } from '../../domain/notifications/notice-relevance.rules.ts';
import type { NotificationKind } from '../../domain/notifications/notifications.types.ts';
import type { DueNotice } from '../../domain/notifications/read-notices.ts';
import { ticketLink } from './attention-section.ts';
import type { Card, CardAction, CardForm, Paragraph } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { noticeText } from './notification-words.rules.ts';
import { action, bold, field, muted, oneLine, row } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

/** Most notices in one message; the others are in the list. */
const noticesShown = 15;

/** What somebody is told now: one notice with everything to be done about it, or several a line each. */
export function noticeCard(notices: readonly DueNotice[], reader: Reader): Card {
  const [only] = notices;
  return notices.length === 1 && only !== undefined ? oneNotice(only, reader) : severalNotices(notices, reader);
}

function oneNotice(notice: DueNotice, reader: Reader): Card {
  const due = dueOf(notice);
  return makeCard('notification_list', [bold(oneLine(noticeText(notice.kind, notice.facts), 200))], {
    text: [[ticketLink(notice.number), { text: ` ${oneLine(notice.subject, 150)}` }]],
    fields: [
      ...(notice.customer === null ? [] : [field('Customer', oneLine(notice.customer, 100))]),
      ...(due === null ? [] : [field('Due', [when(due, reader)])]),
    ],
    form: acknowledgeForm(notice.kind, notice.number),
    actions: [
      ...takeAction(notice),
      action('Show', 'ticket.show', { ticket: notice.number }),
      ...snoozeAction(notice),
      ...readAction(notice, 'Mark read'),
    ],
    ticket: notice.number,
  });
}

function severalNotices(notices: readonly DueNotice[], reader: Reader): Card {
  const shown = notices.slice(0, noticesShown);
  const left = notices.length - shown.length;
  return makeCard('notification_list', [bold(`${notices.length} notices`)], {
    rows: shown.map((notice) =>
      row(
        [bold(oneLine(noticeText(notice.kind, notice.facts), 160))],
        [noticeLine(notice, reader)],
        [...takeAction(notice), action('Show', 'ticket.show', { ticket: notice.number }), ...readAction(notice, 'Read')],
      ),
    ),
    text: left > 0 ? [[muted(`and ${left} more`)]] : [],
    actions: [action('Mark all read', 'notifications.read', {}), action('Notifications', 'notifications.list', {})],
  });
}

function noticeLine(notice: DueNotice, reader: Reader): Paragraph {
  const due = dueOf(notice);
  return [
    ticketLink(notice.number),
    { text: ` ${oneLine(notice.subject, 120)}${notice.customer === null ? '' : ` · ${oneLine(notice.customer, 80)}`}` },
    ...(due === null ? [] : [{ text: ' · due ' }, when(due, reader)]),
  ];
}

/** A breach is acknowledged with the reason it happened. */
export function acknowledgeForm(kind: NotificationKind, ticket: string): CardForm | null {
  if (kind !== 'sla_breached') return null;
  return {
    action: action('Acknowledge', 'sla.acknowledge', { ticket }),
    fields: [{ name: 'reason', label: 'Why did it happen?', kind: 'line', value: '', options: [] }],
  };
}

function takeAction({ assigneeId, number, version }: DueNotice): CardAction[] {
  return assigneeId === null ? [action('Take', 'ticket.assign', { ticket: number, version, to: 'me' }, 'primary')] : [];
}

/** Where the notice itself is a reminder, it may come again later. */
function snoozeAction({ kind, number }: DueNotice): CardAction[] {
  if (kind === 'snooze_over') return [action('Snooze 3 h', 'ticket.snooze', { ticket: number, until: '3h' })];
  return kind === 'next_action_due' ? [action('Remind in 3 h', 'next.set', { ticket: number, due: '3h' })] : [];
}

function readAction({ consoleId }: DueNotice, label: string): CardAction[] {
  return consoleId === null ? [] : [action(label, 'notifications.read', { notification: consoleId })];
}
