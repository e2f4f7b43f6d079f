import type { Rule, RuleConditions, RuleResult } from '../../domain/assignment/assignment.types.ts';

/** Names by id of what rules point to. */
export type RuleNames = ReadonlyMap<string, string>;

/** A whole rule in the words that commands use. */
export function ruleText({ conditions, result }: Pick<Rule, 'conditions' | 'result'>, names: RuleNames): string {
  const when = conditionsText(conditions, names);
  return `${when === '' ? 'every ticket' : `when ${when}`} → ${resultText(result, names)}`;
}

/** Who gets a ticket by a rule. */
export function resultText(result: RuleResult, names: RuleNames): string {
  const inTeam = (teamId: string | null): string => (teamId === null ? '' : ` in ${nameOf(teamId, names)}`);
  if (result.to === 'person') return nameOf(result.userId, names);
  if (result.to === 'team') return `team ${nameOf(result.teamId, names)}`;
  if (result.to === 'skill') return `the least busy with the skill ${result.skill}${inTeam(result.teamId)}`;
  return `${result.strategy === 'round_robin' ? 'the next' : 'the least busy'}${inTeam(result.teamId)}`;
}

function conditionsText(conditions: RuleConditions, names: RuleNames): string {
  const { types, priorities, customerIds, tags, mailboxIds, languages, channels, hours } = conditions;
  const list = (key: string, values: readonly string[] | undefined): string[] =>
    values === undefined ? [] : [`${key}:${values.join(',').replaceAll('_', '-')}`];
  const named = (key: string, ids: readonly string[] | undefined): string[] =>
    ids === undefined ? [] : [`${key}:${ids.map((id) => `“${nameOf(id, names)}”`).join(',')}`];
  const calendar = hours === undefined || hours.calendarId === null ? '' : ` (${nameOf(hours.calendarId, names)})`;
  return [
    ...list('type', types),
    ...list('priority', priorities),
    ...named('customer', customerIds),
    ...list('tag', tags),
    ...named('mailbox', mailboxIds),
    ...list('language', languages),
    ...list('channel', channels),
    ...(hours === undefined ? [] : [`hours:${hours.is}${calendar}`]),
  ].join(' ');
}

function nameOf(id: string, names: RuleNames): string {
  return names.get(id) ?? 'somebody or something that is gone';
}
