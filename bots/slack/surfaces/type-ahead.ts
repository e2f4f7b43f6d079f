import type { Option } from '@slack/types';
import { can, type Permission } from '../../../domain/people/permissions.rules.ts';
import { type NameSource, suggestNames } from '../../../domain/search/suggest-names.ts';
import { textAt } from '../receive/read-field.rules.ts';
import { limits } from '../render/limits.rules.ts';
import { plainText } from '../render/plain-text.rules.ts';
import type { SlackDeps, SlackListeners, Turn } from '../slack.types.ts';
import { asStaff } from './as-staff.ts';
import { turnOf } from './turn-of.ts';

/** Offers of one type-ahead. Slack takes 100; more than these nobody reads. */
const most = 20;

const pickers: Record<string, { source: NameSource; permission: Permission }> = {
  customer: { source: 'customer', permission: 'customer:view' },
  assignee: { source: 'staff', permission: 'ticket:view' },
  article: { source: 'article', permission: 'kb:view' },
  ticket: { source: 'ticket', permission: 'ticket:view' },
  macro: { source: 'macro', permission: 'ticket:view' },
};

/** What can be chosen while somebody types: of their own company, with their rights, in one look. Nobody we do not know is offered anything. */
export const typeAhead: SlackListeners = (app, deps) => {
  app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: /^pick:/ }, async ({ ack, body, context }) => {
    const picker = pickers[body.action_id.slice('pick:'.length)];
    const options = picker === undefined ? [] : await offers(deps, turnOf(context), body, picker);
    await ack({ options });
  });
};

async function offers(
  deps: SlackDeps,
  turn: Turn,
  body: unknown,
  { source, permission }: { source: NameSource; permission: Permission },
): Promise<Option[]> {
  const person = await turn.personOf(textAt(body, 'user', 'id') ?? '', textAt(body, 'user', 'team_id'));
  if (person === null) return [];
  const typed = textAt(body, 'value') ?? '';
  const found = await asStaff(deps, person, async (uow, member) =>
    can(member.role, permission) ? suggestNames(uow, source, typed, most) : [],
  );
  return found.map(({ value, label, hint }) => ({
    text: plainText(hint === null ? label : withHint(label, hint), limits.optionText),
    value,
  }));
}

/** The hint tells equal names apart; a label leaves it room. */
function withHint(label: string, hint: string): string {
  const room = limits.optionText - Math.min(hint.length, 30) - 3;
  const name = label.length > room ? `${label.slice(0, Math.max(10, room - 1)).trimEnd()}…` : label;
  return `${name} (${hint.length > 30 ? `${hint.slice(0, 29)}…` : hint})`;
}
