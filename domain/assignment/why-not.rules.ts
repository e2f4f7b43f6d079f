import type { RuleConditions, RuleFacts } from './assignment.types.ts';

/** Whether a calendar (null: the default one) is open at the instant that counts; null when there is no such calendar. */
export type IsOpen = (calendarId: string | null) => boolean | null;

/**
 * The first condition that does not hold, in words; null when the rule matches. A rule without conditions matches every ticket. Reads the named facts
 * and nothing else.
 */
export function whyNot(conditions: RuleConditions, facts: RuleFacts, isOpen: IsOpen): string | null {
  const { types, priorities, customerIds, tags, mailboxIds, languages, channels, hours } = conditions;
  const words = (list: readonly string[]): string => list.join(' or ').replaceAll('_', ' ');
  if (types !== undefined && !types.includes(facts.type)) return `its type is ${facts.type.replace('_', ' ')}, not ${words(types)}`;
  if (priorities !== undefined && !priorities.includes(facts.priority))
    return `its priority is ${facts.priority}, not ${words(priorities)}`;
  if (customerIds !== undefined && (facts.customerId === null || !customerIds.includes(facts.customerId)))
    return facts.customerId === null ? 'it has no customer' : 'it is of another customer';
  if (tags !== undefined && !tags.some((tag) => facts.tags.includes(tag))) return `it has no tag ${words(tags)}`;
  if (mailboxIds !== undefined && (facts.mailboxId === null || !mailboxIds.includes(facts.mailboxId)))
    return facts.mailboxId === null ? 'it came by no mailbox' : 'it came by another mailbox';
  if (languages !== undefined && (facts.language === null || !languages.includes(facts.language)))
    return facts.language === null ? 'its language is unknown' : `its language is ${facts.language}, not ${words(languages)}`;
  if (channels !== undefined && !channels.includes(facts.channel)) return `it came by ${facts.channel}, not ${words(channels)}`;
  return hours === undefined ? null : whyNotHours(hours, isOpen);
}

function whyNotHours(hours: NonNullable<RuleConditions['hours']>, isOpen: IsOpen): string | null {
  const open = isOpen(hours.calendarId);
  if (open === null) return 'there is no such calendar';
  if (open === (hours.is === 'open')) return null;
  return open ? 'the calendar is open now' : 'the calendar is closed now';
}
