import { bindThread } from '../../../domain/chat/bind-thread.ts';
import { findThreadTicket } from '../../../domain/chat/find-thread-ticket.ts';
import { AppError } from '../../../domain/errors.ts';
import { findTicket } from '../../../domain/tickets/find-ticket.ts';
import type { Card } from '../../cards/card.types.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import type { Person } from '../../commands/person.types.ts';
import { textAt } from '../receive/read-field.rules.ts';
import type { AnswerRef, SlackClients, SlackDeps, SlackListeners, Turn } from '../slack.types.ts';
import { asStaff } from './as-staff.ts';
import { heardText } from './heard-text.ts';
import { queueAnswer } from './queue-answer.ts';
import { sayInChat } from './say-in-chat.ts';
import { stableId } from './stable-id.rules.ts';
import { turnOf } from './turn-of.ts';
import { unlinkedCard } from './unlinked-card.ts';

/** `root`: first message of the thread that an answer belongs to. */
type Mention = { channel: string; ts: string; threadTs: string | null; root: string; user: string; team: string | null; text: string };

/**
 * The app was spoken to in a channel: in a ticket's thread about that ticket. What was changed is said in the thread, for the channel works on it; look-ups,
 * previews and refusals are shown to whoever asked alone. A message and the mention in it are one saying: everything is keyed by the message.
 */
export const mentionListeners: SlackListeners = (app, deps, clients) => {
  app.event('app_mention', async ({ event, context }) => {
    const user = textAt(event, 'user');
    if (user === null || textAt(event, 'bot_id') !== null || textAt(event, 'edited', 'ts') !== null) return;
    const { channel, ts } = event;
    const threadTs = textAt(event, 'thread_ts');
    const team = textAt(event, 'user_team') ?? textAt(event, 'source_team') ?? textAt(event, 'team');
    await hear(deps, clients, turnOf(context), { channel, ts, threadTs, root: threadTs ?? ts, user, team, text: event.text });
  });
};

async function hear(deps: SlackDeps, clients: SlackClients, turn: Turn, said: Mention): Promise<void> {
  const key = `answer:mention:${turn.installation.id}:${said.channel}:${said.ts}`;
  const alone: AnswerRef['to'] = { kind: 'ephemeral', channel: said.channel, user: said.user, threadTs: said.threadTs };
  const person = await turn.personOf(said.user, said.team);
  if (person === null) return queueAnswer(deps, turn, key, unlinkedCard(), alone);
  const { installation, tenantId } = turn;
  const text = await heardText(deps, turn, said.text);
  const about = await deps.withTenant(tenantId, { kind: 'system', name: 'chat mentions' }, (uow) =>
    findThreadTicket(uow, installation.id, said.channel, said.root),
  );
  const ticket = about?.number ?? null;
  const act = { deps, clients, turn, person, commandId: stableId('mention', installation.id, said.channel, said.ts) };
  const card = await sayInChat(act, { text, ticket, channel: said.channel, user: said.user, team: said.team, to: alone });
  if (isOpening(text, ticket, card) && (await bindHere(deps, turn, person, said, card))) return;
  await queueAnswer(deps, turn, key, card, isForAll(card) ? { kind: 'thread', channel: said.channel, threadTs: said.root } : alone);
}

/** Facts the channel needs: something was done to a ticket. What waits to be sent is its writer's alone. */
function isForAll(card: Card): boolean {
  return card.kind === 'done' && card.error === null && card.ticket !== null;
}

function isOpening(text: string, ticket: string | null, card: Card): boolean {
  const parsed = parseCommand(text, { ticket });
  return parsed.kind === 'call' && parsed.op === 'ticket.open' && card.error === null && card.ticket !== null;
}

/** The new ticket's card is the answer, in the thread where it was asked for. False when that thread is another ticket's. */
async function bindHere(deps: SlackDeps, { installation }: Turn, person: Person, { channel, root }: Mention, card: Card): Promise<boolean> {
  try {
    await asStaff(deps, person, async (uow) => {
      const found = await findTicket(uow, card.ticket ?? '');
      if (found.kind === 'one')
        await bindThread(uow, { installationId: installation.id, channelId: channel, rootTs: root, ticketId: found.ticket.id });
    });
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
