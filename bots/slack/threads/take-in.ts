import type { ChatSpeaker, Spoken } from '../../../domain/chat/chat-message.types.ts';
import { loadMember } from '../../../domain/people/load-member.ts';
import { can } from '../../../domain/people/permissions.rules.ts';
import { fromSlackText, idsIn, type SlackNames } from '../render/slack-text.rules.ts';
import type { SlackClients, SlackDeps, Turn } from '../slack.types.ts';
import { fetchFiles } from './fetch-files.ts';
import type { SlackSaid } from './message-event.rules.ts';
import { userBookOf } from './user-book.ts';

const looking = { kind: 'system', name: 'chat threads' } as const;

/** Names that are looked up for one message: a text that names more keeps their ids. */
const mostNames = 20;

/** A message of Slack as we keep it: who said it, in plain words, with its files fetched. Asks Slack: outside every unit of work. */
export async function takeIn(deps: SlackDeps, clients: SlackClients, turn: Turn, said: SlackSaid): Promise<Spoken> {
  const speaker = await speakerOf(deps, clients, turn, said);
  const names = await namesIn(clients, turn, said.text);
  const { files, lost } = await fetchFiles(deps, clients, turn, said.files);
  return {
    installationId: turn.installation.id,
    channelId: said.channel,
    ts: said.ts,
    threadTs: said.threadTs,
    speaker,
    text: fromSlackText(said.text, names).replaceAll('\u0000', '').toWellFormed().trim(),
    files,
    lost,
    editedTs: said.editedTs,
  };
}

/** Linked staff who may write notes speak as staff; everybody else as the workspace names them. */
async function speakerOf(deps: SlackDeps, clients: SlackClients, turn: Turn, { user, team }: SlackSaid): Promise<ChatSpeaker> {
  const person = await turn.personOf(user, team);
  if (person !== null) {
    const member = await deps.withTenant(turn.tenantId, looking, (uow) => loadMember(uow, person.userId));
    const userId = can(member.role, 'ticket:note') ? person.userId : null;
    return { externalId: user, name: member.name, userId, isVerified: true, email: null };
  }
  const known = await userBookOf(clients).userOf(turn.installation, user);
  if (known === null) return { externalId: user, name: `Somebody (${user})`, userId: null, isVerified: false, email: null };
  return { externalId: user, name: known.name, userId: null, isVerified: known.isOwn, email: known.email };
}

/** Only people are looked up: what a channel is called is not worth a call. */
async function namesIn(clients: SlackClients, turn: Turn, text: string): Promise<SlackNames> {
  const names = new Map<string, string>();
  const people = idsIn(text).filter((id) => /^[UW]/.test(id));
  for (const id of people.slice(0, mostNames)) {
    const known = await userBookOf(clients).userOf(turn.installation, id);
    if (known !== null) names.set(id, known.name);
  }
  return names;
}
