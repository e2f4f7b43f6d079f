import type { MailChoice, NotificationFacts, NotificationKind, NotificationVia } from '../../domain/notifications/notifications.types.ts';

/** What each kind of notice says on a card. */
const kindWords: Record<NotificationKind, string> = {
  ticket_opened: 'New ticket',
  ticket_assigned: 'Assigned to you',
  team_assigned: 'Given to your team',
  customer_replied: 'The customer replied',
  note_added: 'New internal message',
  mentioned: 'You were mentioned',
  sla_warning: 'Deadline comes near',
  sla_critical: 'Deadline is close',
  sla_breached: 'Deadline missed',
  escalated: 'Escalated',
  next_action_due: 'Next action is due',
  snooze_over: 'Back from snooze',
  reopened: 'Opened again',
  satisfaction_received: 'Rating received',
  delivery_failed: 'A mail did not arrive',
  sender_held: 'An address floods us: its mails wait in quarantine',
  automatic_mail_held: 'Automatic mail is held for an hour',
};

/** A kind of notice in words, as settings name it. */
export function kindName(kind: NotificationKind): string {
  return kindWords[kind];
}

export const choiceWords: Record<MailChoice, string> = {
  off: 'only on the console',
  digest: 'in the digest',
  at_once: 'at once, after quiet hours',
  urgent: 'at once, even in quiet hours',
};

export const viaWords: Record<NotificationVia, string> = {
  auto: 'Notices come in chat while you are linked to a workspace, else by mail',
  chat: 'Notices come in chat, and by mail while you are linked to no workspace',
  mail: 'Notices come by mail alone',
  both: 'Notices come in chat and by mail',
};

/** What happened, in one line: the kind with the facts that matter. People's names in it are data. */
export function noticeText(kind: NotificationKind, facts: NotificationFacts): string {
  const { by, percent, score, to, why, insteadOf } = facts;
  return [
    kindWords[kind],
    ...(typeof percent === 'number' ? [` (${Math.round(percent)} %)`] : []),
    ...(typeof score === 'number' ? [`: ${score} of 5`] : []),
    ...(typeof by === 'string' ? [` · ${by}`] : []),
    ...(typeof to === 'string' ? [` · to ${to}`] : []),
    ...(typeof why === 'string' ? [` · ${why}`] : []),
    ...(typeof insteadOf === 'string' ? [` · for ${insteadOf}`] : []),
  ].join('');
}

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Weekdays in words, Monday first. */
export function daysText(days: readonly number[]): string {
  if (days.length === 7) return 'every day';
  return [1, 2, 3, 4, 5, 6, 0].flatMap((day) => (days.includes(day) ? [dayNames[day] ?? ''] : [])).join(', ');
}

/** Minutes after midnight as a time of day. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
