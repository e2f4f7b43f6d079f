import type { NotificationLine, NotificationPage } from '../../domain/notifications/list-notifications.ts';
import { lowScore } from '../../domain/satisfaction/satisfaction.types.ts';
import type { Card, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { noticeText } from './notification-words.rules.ts';
import { action, bold, code, oneLine, plain, row } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

/** What a person was told, newest first; unread ones stand out and can be marked. */
export function notificationListCard(page: NotificationPage, options: { which: 'unread' | 'all'; reader: Reader }): Card {
  const { unread, notifications, next } = page;
  return makeCard('notification_list', [bold(unread === 0 ? 'Nothing unread' : `${unread} unread`)], {
    text:
      notifications.length === 0
        ? [plain(options.which === 'unread' ? 'You have read everything.' : 'Nobody has told you anything yet.')]
        : [],
    rows: notifications.map((line) => noticeRow(line, options.reader)),
    paging: {
      shown: notifications.length,
      total: null,
      totalIsAtLeast: false,
      next: next === null ? null : action('Next', 'notifications.list', { which: options.which, after: next }),
    },
    actions: [
      ...(unread === 0 ? [] : [action('Mark all read', 'notifications.read', {})]),
      ...(options.which === 'unread' ? [action('Show all', 'notifications.list', { which: 'all' })] : []),
      action('Settings', 'notify.settings', {}),
    ],
  });
}

function noticeRow(line: NotificationLine, reader: Reader): Row {
  const what = oneLine(noticeText(line.kind, line.facts), 160);
  return row(
    [code(line.ticket), { text: ` ${oneLine(line.subject, 120)}` }],
    [[line.isRead ? { text: what } : bold(what), { text: ' · ' }, when(line.at, reader)]],
    [
      action('Show ticket', 'ticket.show', { ticket: line.ticket }),
      ...(isLowRating(line) ? [action('Reopen', 'ticket.status', { ticket: line.ticket, status: 'open' })] : []),
      ...(line.isRead ? [] : [action('Read', 'notifications.read', { notification: line.id })]),
    ],
  );
}

/** A rating that asks for a follow-up. */
function isLowRating({ kind, facts }: NotificationLine): boolean {
  return kind === 'satisfaction_received' && typeof facts.score === 'number' && facts.score <= lowScore;
}
