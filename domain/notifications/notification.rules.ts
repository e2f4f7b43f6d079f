import type { StaffUserId } from '../ids.types.ts';
import type {
  MailChoice,
  NotificationEvent,
  NotificationKind,
  NotificationPreferences,
  NotificationReason,
  NotificationSurface,
  NotificationVia,
} from './notifications.types.ts';
import { nextLocal, quietEnd } from './quiet-hours.rules.ts';

type Defaults = { direct: MailChoice; group: MailChoice; onCall: MailChoice };

/**
 * How a kind is sent to somebody who chose nothing: `direct` to those it concerns in person (assignee, named, escalation person, stand-in), `group` to the
 * team and to watchers, `onCall` to whoever is on call. The console shows everything.
 */
export const mailDefaults: Record<NotificationKind, Defaults> = {
  ticket_opened: { direct: 'digest', group: 'digest', onCall: 'digest' },
  ticket_assigned: { direct: 'at_once', group: 'off', onCall: 'at_once' },
  team_assigned: { direct: 'at_once', group: 'digest', onCall: 'at_once' },
  customer_replied: { direct: 'at_once', group: 'digest', onCall: 'at_once' },
  note_added: { direct: 'digest', group: 'off', onCall: 'digest' },
  mentioned: { direct: 'at_once', group: 'at_once', onCall: 'at_once' },
  sla_warning: { direct: 'at_once', group: 'digest', onCall: 'at_once' },
  sla_critical: { direct: 'at_once', group: 'digest', onCall: 'urgent' },
  sla_breached: { direct: 'at_once', group: 'digest', onCall: 'urgent' },
  escalated: { direct: 'at_once', group: 'digest', onCall: 'urgent' },
  next_action_due: { direct: 'at_once', group: 'off', onCall: 'at_once' },
  snooze_over: { direct: 'at_once', group: 'off', onCall: 'at_once' },
  reopened: { direct: 'at_once', group: 'digest', onCall: 'at_once' },
  satisfaction_received: { direct: 'digest', group: 'off', onCall: 'digest' },
  delivery_failed: { direct: 'at_once', group: 'off', onCall: 'at_once' },
  sender_held: { direct: 'at_once', group: 'at_once', onCall: 'at_once' },
  automatic_mail_held: { direct: 'at_once', group: 'at_once', onCall: 'at_once' },
};

/** What somebody who set nothing wants: no quiet hours, every day, the digest at eight. */
export const defaultPreferences: NotificationPreferences = {
  quietFrom: null,
  quietTo: null,
  days: [0, 1, 2, 3, 4, 5, 6],
  digestAt: 8 * 60,
  via: 'auto',
  morning: true,
  kinds: {},
};

const columns: Record<NotificationReason, keyof Defaults> = {
  assignee: 'direct',
  user: 'direct',
  escalation_person: 'direct',
  stand_in: 'direct',
  team: 'group',
  watchers: 'group',
  on_call: 'onCall',
  managers: 'group',
};
/** The reason that is named when several hold, and the order in which mail choices win. */
const reasonOrder: readonly NotificationReason[] = [
  'assignee',
  'user',
  'stand_in',
  'on_call',
  'escalation_person',
  'team',
  'watchers',
  'managers',
];
const strength: readonly MailChoice[] = ['off', 'digest', 'at_once', 'urgent'];

/** A person who is to be told, with every reason that holds. */
export type Told = {
  userId: StaffUserId;
  name: string;
  timeZone: string;
  reasons: readonly NotificationReason[];
  /** Absent at the moment: somebody else gets the mail. */
  isAbsent: boolean;
  /** Whom this person stands in for. */
  insteadOf: string | null;
  /** Proved to be somebody of a connected workspace. */
  isLinked: boolean;
  preferences: NotificationPreferences;
};
/** One row to be written. */
export type Decision = { surface: NotificationSurface; isDigest: boolean; deliverAt: Date };

/** How the kind is sent to a person: as they chose, else the strongest default of their reasons. */
export function mailChoice(
  kind: NotificationKind,
  reasons: readonly NotificationReason[],
  kinds: NotificationPreferences['kinds'],
): MailChoice {
  const chosen = kinds[kind];
  if (chosen !== undefined) return chosen;
  const offered = reasons.map((reason) => strength.indexOf(mailDefaults[kind][columns[reason]]));
  return strength[Math.max(0, ...offered)] ?? 'off';
}

/** Where a person is told beside the console: of one thing on one surface, unless they asked for two. Who is not linked can only be mailed. */
export function sentBy(via: NotificationVia, isLinked: boolean): readonly ('chat' | 'mail')[] {
  if (!isLinked || via === 'mail') return ['mail'];
  return via === 'both' ? ['chat', 'mail'] : ['chat'];
}

/** On which surfaces a person is told, and when: the one decision (`domain.md` HD-15). */
export function decide(event: Pick<NotificationEvent, 'kind'>, person: Told, now: Date): Decision[] {
  const console: Decision = { surface: 'console', isDigest: false, deliverAt: now };
  const choice = person.isAbsent ? 'off' : mailChoice(event.kind, person.reasons, person.preferences.kinds);
  if (choice === 'off') return [console];
  const deliverAt = mailTime(choice, person, now);
  const surfaces = sentBy(person.preferences.via, person.isLinked);
  return [console, ...surfaces.map((surface) => ({ surface, isDigest: choice === 'digest', deliverAt }))];
}

/** When a notice of that choice goes out: urgent now, at once when the quiet hours end, a digest at the set time outside them. */
export function mailTime(
  choice: Exclude<MailChoice, 'off'>,
  { timeZone, preferences }: Pick<Told, 'timeZone' | 'preferences'>,
  now: Date,
): Date {
  if (choice === 'urgent') return now;
  const wanted = choice === 'digest' ? nextLocal(now, timeZone, preferences.digestAt) : now;
  return quietEnd(wanted, timeZone, preferences);
}

/** The reason a person is shown when there are several. */
export function mainReason({ reasons, insteadOf }: Pick<Told, 'reasons' | 'insteadOf'>): NotificationReason {
  if (insteadOf !== null) return 'stand_in';
  return reasonOrder.find((reason) => reasons.includes(reason)) ?? 'user';
}
