import type { DueNotice } from '../../domain/notifications/read-notices.ts';
import type { Morning } from '../../domain/reporting/load-morning.ts';
import { attentionSection, countedSection, ticketLink } from './attention-section.ts';
import type { Card, Paragraph } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { noticeText } from './notification-words.rules.ts';
import { action, bold, oneLine } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

/** Most collected notices that are named. */
const noticesShown = 20;

/** What matters to one person this morning, with what was collected for their digest. */
export function morningCard(morning: Morning, notices: readonly DueNotice[], reader: Reader): Card {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: reader.timeZone, weekday: 'long', day: 'numeric', month: 'long' });
  const actions = morning.actions.lines.map(
    ({ number, subject, action: next }): Paragraph => [
      ticketLink(number),
      { text: ` ${oneLine(next.text, 120)} · ${oneLine(subject, 80)} · due ` },
      when(next.dueAt, reader),
    ],
  );
  return makeCard('report', [bold(`Your day, ${day.format(reader.now)}`)], {
    sections: [
      ...attentionSection('Overdue', morning.overdue, reader, action('List', 'tickets.list', { filter: 'mine overdue' })),
      ...attentionSection('Due today', morning.today, reader),
      ...attentionSection('The customer waits for you', morning.waiting, reader),
      ...countedSection('Next actions overdue', morning.actions.total, actions, action('Next actions', 'next.list', {})),
      ...attentionSection('Breaching soon in your teams', morning.soon, reader),
      ...attentionSection(
        'Nobody in your teams has them',
        morning.unassigned,
        reader,
        action('List', 'tickets.list', { filter: 'unassigned' }),
      ),
      ...noticeSection(notices, reader),
    ],
    actions: [
      action('My tickets', 'tickets.list', { filter: 'mine' }),
      ...(notices.length === 0 ? [] : [action('Mark all read', 'notifications.read', {})]),
      action('Settings', 'notify.settings', {}),
    ],
  });
}

function noticeSection(notices: readonly DueNotice[], reader: Reader) {
  const lines = notices
    .slice(0, noticesShown)
    .map(
      (notice): Paragraph => [
        ticketLink(notice.number),
        { text: ` ${oneLine(noticeText(notice.kind, notice.facts), 160)} · ${oneLine(notice.subject, 100)} · ` },
        when(notice.at, reader),
      ],
    );
  return countedSection('You were also told', notices.length, lines);
}
