import type { DeliveryState } from '../../domain/deliveries/deliveries.types.ts';
import { metricWords } from '../../domain/sla/explain-clock.rules.ts';
import type { Metric } from '../../domain/sla/sla.types.ts';
import type { Intent, MessageAuthor, TicketEventType, TicketStatus, TicketType } from '../../domain/tickets/tickets.types.ts';
import { minutesText } from '../../domain/time/minutes.rules.ts';
import { bounceText } from './bounce-words.rules.ts';

export const statusNames: Record<TicketStatus, string> = {
  open: 'open',
  in_progress: 'in progress',
  waiting_customer: 'waiting for the customer',
  resolved: 'resolved',
  closed: 'closed',
  cancelled: 'cancelled',
};

export const typeNames: Record<TicketType, string> = {
  support: 'support',
  bug: 'bug',
  feature_request: 'feature request',
  billing: 'billing',
  technical: 'technical',
  general: 'general',
};

export const intentNames: Record<Intent, string> = { support: 'support request', quote_request: 'quote request', lookup: 'look-up' };

export const deliveryNames: Record<DeliveryState, string> = {
  queued: 'queued',
  sending: 'being sent',
  sent: 'sent',
  failed: 'failed',
  uncertain: 'uncertain: decide whether it went out',
  cancelled: 'cancelled',
};

/** Who wrote or did something. */
export function authorName(author: MessageAuthor): string {
  if (author.kind !== 'contact') return author.name;
  return author.name === '' ? author.address : `${author.name} <${author.address}>`;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown, noun: string): string => `${Number(value)} ${noun}${value === 1 ? '' : 's'}`;
const status = (value: unknown): string => statusNames[text(value) as TicketStatus] ?? text(value);

const names = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const shown = (value: unknown): string => (value === null || value === undefined ? 'nothing' : String(value).slice(0, 80));
const metric = (value: unknown): string => (metricWords[text(value) as Metric] ?? text(value)).toLowerCase();
const minutes = (value: unknown): string => (typeof value === 'number' ? minutesText(value) : '');

const articleLinkWords: Record<string, string> = { suggested: 'put into a reply:', linked: 'linked', resolved: 'solved it with' };

/** What each kind of event says. A value that the log does not hold is left out, never invented. */
const eventWords: Record<TicketEventType, (data: Record<string, unknown>) => string> = {
  opened: () => 'opened it',
  message_edited: () => 'changed the text of an internal message',
  message_deleted: () => 'deleted an internal message',
  message_added: (data) =>
    data.admitted === undefined
      ? `wrote ${data.public === true ? 'a public' : 'an internal'} message`
      : `admitted the message of ${text(data.admitted)}`,
  copy_received: () => 'got the same mail once more',
  status_changed: (data) => `${status(data.from)} → ${status(data.to)}${data.because === undefined ? '' : ` (${text(data.because)})`}`,
  priority_changed: (data) => `priority ${text(data.from)} → ${text(data.to)}`,
  type_changed: (data) => `type ${text(data.from)} → ${text(data.to)}`,
  assigned: (data) => (data.to === null ? 'put it back (nobody has it)' : `assigned it to ${text(data.to)}`),
  team_assigned: (data) => (data.to === null ? `took it from the team ${text(data.from)}` : `gave it to the team ${text(data.to)}`),
  watcher_added: (data) => `${text(data.name)} watches it`,
  watcher_removed: (data) => `${text(data.name)} no longer watches it`,
  tags_changed: (data) =>
    `tags: ${[...names(data.added).map((tag) => `+${tag}`), ...names(data.removed).map((tag) => `−${tag}`)].join(' ')}`,
  field_changed: (data) => `${text(data.label)}: ${shown(data.from)} → ${shown(data.to)}`,
  time_logged: (data) => `spent ${minutes(data.minutes)}`,
  time_changed: (data) => `changed a time entry: ${minutes(data.from)} → ${minutes(data.to)}`,
  time_removed: (data) => `removed a time entry of ${minutes(data.minutes)}`,
  participant_added: (data) => `${text(data.address)} takes part (${text(data.role)})`,
  participant_removed: (data) => `${text(data.address)} no longer takes part`,
  requester_changed: (data) => `the requester is now ${text(data.to)}${data.from === null ? '' : `, before ${text(data.from)}`}`,
  customer_linked: (data) => `linked it to ${text(data.customer)}`,
  delivery_settled: (data) =>
    `mail: ${deliveryNames[text(data.state) as DeliveryState] ?? text(data.state)}${Array.isArray(data.refused) ? `, refused for ${data.refused.map(text).join(', ')}` : ''}`,
  bounce_received: bounceText,
  address_unreachable: (data) => `no automatic mail to ${text(data.address)} any more: it ${text(data.because)}`,
  address_cleared: (data) => `${text(data.address)} gets automatic mail again (${text(data.because)})`,
  automatic_mail_held: (data) => `automatic mail to ${text(data.address)} was not sent: ${text(data.because)}`,
  satisfaction_asked: () => 'asked the requester how it went',
  satisfaction_received: (data) => `rated it ${shown(data.score)} of 5${data.changed === true ? ' (changed)' : ''}`,
  reopened: (data) => `reopened it (was ${status(data.from)})${data.because === undefined ? '' : `: ${text(data.because)}`}`,
  spam_marked: () => 'marked it as spam',
  merged_into: (data) => `merged it into ${text(data.number)}`,
  merged_from: (data) => `merged ${text(data.number)} into it`,
  unmerged: (data) => `took the merge with ${text(data.number)} back`,
  split_off: (data) => `split ${count(data.messages, 'message')} off to ${text(data.number)}`,
  split_from: (data) => `split ${count(data.messages, 'message')} off ${text(data.number)}`,
  link_added: (data) => `linked it: ${text(data.words)} ${text(data.number)}`,
  link_removed: (data) => `took a link away: ${text(data.words)} ${text(data.number)}`,
  parent_set: (data) => (data.to === null ? `took it off its parent ${text(data.from)}` : `made it a child of ${text(data.to)}`),
  snoozed: (data) => `snoozed it until ${text(data.until).slice(0, 16).replace('T', ' ')} UTC`,
  snooze_ended: (data) => `ended its snooze (${text(data.because)})`,
  next_action_set: (data) =>
    data.how === 'set' ? 'set what is to be done next' : `ended what was to be done next (${text(data.how).replace('_', ' ')})`,
  next_action_due: () => 'reminded of what is to be done next',
  macro_run: (data) => `ran the macro ${text(data.macro)}`,
  article_linked: (data) => `${articleLinkWords[text(data.kind)] ?? 'linked'} article ${text(data.number)}`,
  article_unlinked: (data) => `took article ${text(data.number)} off it`,
  spam_released: () => 'released it from spam',
  contract_linked: (data) =>
    data.number === undefined || data.number === null ? 'took its contract off' : `linked contract ${text(data.number)}`,
  sla_policy_set: (data) =>
    data.name === undefined || data.name === null ? 'lets the policy choose itself' : `set the policy ${text(data.name)}`,
  sla_applied: (data) => (data.policyId === null ? 'no service level applies any more' : `service level: ${text(data.because)}`),
  sla_warning: (data) => `warning: ${metric(data.metric)} is due soon`,
  sla_critical: (data) => `critical: ${metric(data.metric)} is due very soon`,
  sla_breached: (data) => `${metric(data.metric)} breached at ${text(data.at).slice(0, 16).replace('T', ' ')} UTC (${text(data.reason)})`,
  sla_acknowledged: (data) => `acknowledged the breach of ${names(data.metrics).map(metric).join(', ')}: ${text(data.reason)}`,
  sla_escalated: (data) => `escalation: ${text(data.outcome)}`,
};

/** One line of the log in words. */
export function eventText(type: TicketEventType, data: Record<string, unknown>): string {
  return eventWords[type]?.(data) ?? type.replaceAll('_', ' ');
}
