import { findChatPerson } from '../../../domain/chat/find-chat-person.ts';
import { loadMember } from '../../../domain/people/load-member.ts';
import { can, type Permission, type Role } from '../../../domain/people/permissions.rules.ts';
import { limits } from '../render/limits.rules.ts';
import type { Composer } from '../slack.types.ts';
import type { PromptsRef } from './queue-prompts.ts';

type Prompt = { title: string; message: string; permission: Permission };

/** In order of use; the first that the role may use are shown. Each is a command. */
const prompts: readonly Prompt[] = [
  { title: 'What is overdue in our desk?', message: 'sla', permission: 'settings:view' },
  { title: 'My queue', message: 'mine', permission: 'ticket:note' },
  { title: 'What do I have to do next?', message: 'next', permission: 'ticket:note' },
  { title: 'Who has nobody yet?', message: 'unassigned', permission: 'ticket:view' },
  { title: 'What is open?', message: 'what is open?', permission: 'ticket:view' },
  { title: 'What can you do?', message: 'help', permission: 'ticket:view' },
];

/** The prompts of a role: at most four, and help always among them (assistant.threads.setSuggestedPrompts). */
export function promptsOf(role: Role): { title: string; message: string }[] {
  const mine = prompts.filter(({ permission }) => can(role, permission)).map(({ title, message }) => ({ title, message }));
  return [...mine.slice(0, -1).slice(0, limits.prompts - 1), ...mine.slice(-1)];
}

/** What somebody may begin with in the direct conversation; whoever has proved nothing is offered to link their account. */
export const promptsComposer: Composer = {
  compose: async ({ uow, installation, post }) => {
    const { channel, user } = post.ref as PromptsRef;
    const person = await findChatPerson(uow, installation.id, user);
    const offered =
      person === null ? [{ title: 'Link my account', message: 'link' }] : promptsOf((await loadMember(uow, person.userId)).role);
    return { verb: 'prompts', channel, threadTs: null, title: 'What shall I do?', prompts: offered };
  },
};
