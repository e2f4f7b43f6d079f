import { findChatPerson } from '../../../domain/chat/find-chat-person.ts';
import { findStaff } from '../../../domain/people/find-staff.ts';
import { fromSlackText, idsIn } from '../render/slack-text.rules.ts';
import type { SlackDeps, Turn } from '../slack.types.ts';

const actor = { kind: 'system', name: 'chat surfaces' } as const;
const mostNames = 10;

/**
 * What somebody said to us, in plain words: without our own name, and with colleagues who were mentioned by their mail address, so that “assign it to @Bob” means
 * the linked Bob and nobody else of that name.
 */
export async function heardText(deps: SlackDeps, turn: Turn, text: string): Promise<string> {
  const said = text.replaceAll(new RegExp(`<@${turn.installation.botUserId}(?:\\|[^>]*)?>`, 'g'), ' ').trim();
  const ids = idsIn(said).filter((id) => /^[UW]/.test(id));
  if (ids.length === 0) return fromSlackText(said);
  const names = await deps.withTenant(turn.tenantId, actor, async (uow) => {
    const found = new Map<string, string>();
    for (const id of ids.slice(0, mostNames)) {
      const person = await findChatPerson(uow, turn.installation.id, id);
      const [member] = person === null ? [] : await findStaff(uow, person.userId);
      if (member !== undefined) found.set(id, member.email);
    }
    return found;
  });
  return fromSlackText(said, names);
}

/** The text of a slash command. Slack hands it over as typed, but for people and channels that were picked. */
export function commandText(text: string): string {
  return /<(?:[@#!]|mailto:|https?:)|&(?:amp|lt|gt);/.test(text) && !/^\s*channel\s/i.test(text) ? fromSlackText(text) : text;
}
