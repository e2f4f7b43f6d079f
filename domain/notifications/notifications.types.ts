import type { StaffUserId, TicketId } from '../ids.types.ts';

/** Everything a member of staff can be told about. */
export const notificationKinds = [
  'ticket_opened',
  'ticket_assigned',
  'team_assigned',
  'customer_replied',
  'note_added',
  'mentioned',
  'sla_warning',
  'sla_critical',
  'sla_breached',
  'escalated',
  'next_action_due',
  'snooze_over',
  'reopened',
  'satisfaction_received',
  'delivery_failed',
  'sender_held',
  'automatic_mail_held',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Who is to be told, by what they are to the ticket. */
export type AudiencePart =
  | { kind: 'assignee' }
  | { kind: 'watchers' }
  | { kind: 'team' }
  | { kind: 'user'; userId: StaffUserId }
  | { kind: 'on_call' }
  | { kind: 'escalation_person' }
  /** Managers, admins and owners, for what concerns the company and no one ticket. */
  | { kind: 'managers' };
/** Why a person is told. `stand_in`: somebody who is absent would have been. */
export type NotificationReason = AudiencePart['kind'] | 'stand_in';

/** Small facts for the text of a notice: numbers, names, instants (ISO 8601). Never a message's body. */
export type NotificationFacts = Record<string, string | number | boolean | null>;

/** One thing that happened to a ticket. `key` names it for good: nobody is told twice of one key on one surface. */
export type NotificationEvent = {
  kind: NotificationKind;
  ticketId: TicketId;
  key: string;
  audience: readonly AudiencePart[];
  facts: NotificationFacts;
  /** Who is not told although they belong to the audience; whoever caused it never is. */
  except?: readonly StaffUserId[];
};

/** Where a notice appears. Every surface has a row of its own. */
export type NotificationSurface = 'console' | 'mail' | 'chat';
/**
 * Console: `waiting` → `shown` → `read`. Mail and chat: `waiting` → `queued` (the ledger has its mail or its post) or `dropped` (no longer of interest when its
 * time came).
 */
export type NotificationState = 'waiting' | 'queued' | 'shown' | 'read' | 'dropped';

/** How a kind is sent: not at all, now (held in quiet hours), collected once a day, or now whatever the hour. */
export const mailChoices = ['off', 'digest', 'at_once', 'urgent'] as const;
export type MailChoice = (typeof mailChoices)[number];

/** On which surface beside the console: by itself chat where the person is linked and mail elsewhere, or what they chose. */
export const notificationVias = ['auto', 'mail', 'chat', 'both'] as const;
export type NotificationVia = (typeof notificationVias)[number];

/** What one person wants. Minutes count from local midnight in the person's zone; days: 0 is Sunday. */
export type NotificationPreferences = {
  /** Quiet hours, half-open; from after to runs over midnight. Both null: none. */
  quietFrom: number | null;
  quietTo: number | null;
  /** Days on which something may come; the others are quiet from midnight to midnight. */
  days: readonly number[];
  digestAt: number;
  via: NotificationVia;
  /** Whether what matters today comes in chat at the digest's hour. */
  morning: boolean;
  /** Choices that differ from the table of defaults. */
  kinds: Partial<Record<NotificationKind, MailChoice>>;
};
