import type { CustomerId, MailboxId, StaffUserId, TeamId } from '../ids.types.ts';
import type { TicketPriority, TicketType } from '../tickets/tickets.types.ts';

/** How one of several people is chosen: in turn, or the one with the least open work. */
export const teamStrategies = ['round_robin', 'least_open'] as const;
export type TeamStrategy = (typeof teamStrategies)[number];

/** While somebody is absent: until when (null: until they say they are back), and who stands in. */
export type Away = { until: Date | null; standIn: { id: StaffUserId; name: string } | null };

/** Whom a ticket is wanted for. */
export type AssignmentWish =
  | { to: 'person'; userId: StaffUserId }
  | { to: 'nobody' }
  /** Both at once, as it was before: an undo. */
  | { to: 'place'; userId: StaffUserId | null; teamId: TeamId | null }
  /** The team as it is set up: nobody yet, or by its own strategy. Null takes the team away. */
  | { to: 'team'; teamId: TeamId | null }
  /** The next in turn of a team. */
  | { to: 'strategy'; strategy: 'round_robin'; teamId: TeamId }
  /** Who has the least open work, in a team or among everybody. */
  | { to: 'strategy'; strategy: 'least_open'; teamId: TeamId | null }
  /** Among those with the skill, the one with the least open work. */
  | { to: 'skill'; skill: string; teamId: TeamId | null };

/** What a rule may ask of a ticket; every condition that is given must hold, and of a list one value. Nothing here is read from a mail's text. */
export type RuleConditions = {
  types?: TicketType[];
  priorities?: TicketPriority[];
  customerIds?: CustomerId[];
  tags?: string[];
  mailboxIds?: MailboxId[];
  languages?: string[];
  channels?: ('email' | 'console')[];
  /** Open or closed by the calendar (null: the default one) at the instant the rule runs. */
  hours?: { is: 'open' | 'closed'; calendarId: string | null };
};

/** What a rule does with the ticket it matches. */
export type RuleResult = Exclude<AssignmentWish, { to: 'nobody' | 'team' | 'place' }> | { to: 'team'; teamId: TeamId };

/** One rule of the tenant's list; `position` counts from one. */
export type Rule = { id: string; position: number; name: string; conditions: RuleConditions; result: RuleResult; active: boolean };

/** What rules look at: columns of the ticket, never a word that somebody wrote in it. */
export type RuleFacts = {
  type: TicketType;
  priority: TicketPriority;
  customerId: CustomerId | null;
  tags: string[];
  mailboxId: MailboxId | null;
  language: string | null;
  channel: 'email' | 'console';
};
