import type { WebClient } from '@slack/web-api';
import type { Spoken } from '../../../domain/chat/chat-message.types.ts';
import { findChatChannel } from '../../../domain/chat/find-chat-channel.ts';
import { findReceipt } from '../../../domain/chat/find-receipt.ts';
import { noteChannel } from '../../../domain/chat/note-channel.ts';
import { ticketFromMessage } from '../../../domain/chat/ticket-from-message.ts';
import { claimCommand } from '../../../domain/deliveries/claim-command.ts';
import { keepAnswer } from '../../../domain/deliveries/keep-answer.ts';
import { AppError } from '../../../domain/errors.ts';
import type { CustomerId } from '../../../domain/ids.types.ts';
import { assertCan } from '../../../domain/people/permissions.rules.ts';
import { addNote } from '../../../domain/tickets/add-note.ts';
import type { TicketPriority } from '../../../domain/tickets/tickets.types.ts';
import type { Card, Notice } from '../../cards/card.types.ts';
import { doneCard } from '../../cards/done-card.ts';
import { errorCard } from '../../cards/error-card.ts';
import type { Person } from '../../commands/person.types.ts';
import type { SlackClients, SlackDeps, Turn } from '../slack.types.ts';
import { asStaff } from '../surfaces/as-staff.ts';
import { whoReads } from '../who-reads.ts';
import { readSaid } from './message-event.rules.ts';
import { readThread, type SlackThread } from './read-thread.ts';
import { takeIn } from './take-in.ts';

/**
 * A message of Slack that shall become a ticket. `message`: as the surface was handed it, for when the thread may not be read just now. `subject` empty: its first
 * line; `text`: what the person adds, as a note.
 */
export type MessageToTicket = {
  channel: string;
  ts: string;
  subject: string;
  /** Address of the person outside it is for; without it the writer of the message is the requester. */
  requester?: string | null;
  text?: string;
  priority?: TicketPriority | null;
  customer?: CustomerId | null;
  message?: Record<string, unknown>;
  by: Person;
  commandId: string;
};

/**
 * Makes a message with its whole thread a ticket, as the person who asked for it: writers, times and files come along, and the thread is the ticket's from then
 * on. The same command id again gives the first answer, and a thread that is a ticket's says whose. What a person caused is a card of kind `error`; what may pass
 * by itself (Slack is not reached) is thrown, to be tried again.
 */
export async function createTicketFromMessage(deps: SlackDeps, clients: SlackClients, turn: Turn, wanted: MessageToTicket): Promise<Card> {
  try {
    const before = await asStaff(deps, wanted.by, async (uow, member) => {
      assertCan(member.role, 'ticket:create');
      return findReceipt(uow, wanted.commandId, member.id);
    });
    if (before !== null) return before as Card;
    const client = await clients.clientFor(turn.tenantId, turn.installation.id);
    await learnChannel(deps, client, turn, wanted.channel);
    const thread = await threadOf(client, turn, wanted);
    const said: Spoken[] = [];
    for (const message of thread.messages) {
      const read = readSaid(message, wanted.channel, turn.installation.botUserId) ?? readAppSaid(message, wanted.channel, turn);
      if (read !== null) said.push(await takeIn(deps, clients, turn, read));
    }
    return await open(deps, turn, wanted, thread, said);
  } catch (error) {
    if (error instanceof AppError) return errorCard(error, '');
    throw error;
  }
}

/** A message of another app, such as an alert: people make tickets of these, too. Never our own. */
function readAppSaid(message: unknown, channel: string, { installation }: Turn): ReturnType<typeof readSaid> {
  const said = message as { bot_id?: unknown; user?: unknown; username?: unknown; subtype?: unknown };
  const id = said.bot_id;
  if (typeof id !== 'string' || id === installation.botId || said.user === installation.botUserId) return null;
  return readSaid(
    { ...said, bot_id: undefined, subtype: undefined, user: typeof said.user === 'string' ? said.user : id },
    channel,
    installation.botUserId,
  );
}

/** Slack lets an app read a thread only now and then: the message itself, which the person had before them, is better than nothing. */
async function threadOf(client: WebClient, { item }: Turn, wanted: MessageToTicket): Promise<SlackThread> {
  try {
    return await readThread(client, wanted.channel, rootOf(wanted));
  } catch (error) {
    const isLast = item === null || item.attempts >= 1;
    if (error instanceof AppError || wanted.message === undefined || !isLast) throw error;
    return { rootTs: rootOf(wanted), messages: [{ ...wanted.message, ts: wanted.ts }], whole: false };
  }
}

function rootOf({ message, ts }: MessageToTicket): string {
  return typeof message?.thread_ts === 'string' ? message.thread_ts : ts;
}

/** Before a word is said in a channel it is known whether other companies read it; where Slack does not say, they do. */
async function learnChannel(deps: SlackDeps, client: WebClient, turn: Turn, channel: string): Promise<void> {
  const { tenantId, installation } = turn;
  const told = await whoReads(client, channel).catch(() => null);
  await deps.withTenant(tenantId, { kind: 'system', name: 'chat threads' }, async (uow) => {
    const known = await findChatChannel(uow, installation.id, channel);
    const isShared = told?.isShared ?? known?.isShared ?? true;
    await noteChannel(uow, installation.id, { externalId: channel, name: told?.name ?? null, isShared });
  });
}

function open(deps: SlackDeps, turn: Turn, wanted: MessageToTicket, thread: SlackThread, said: Spoken[]): Promise<Card> {
  return asStaff(deps, wanted.by, async (uow, member) => {
    assertCan(member.role, 'ticket:create');
    const claim = await claimCommand(uow, wanted.commandId, member.id);
    if (claim.kind === 'repeat') return claim.card as Card;
    const opened = await ticketFromMessage(uow, {
      installationId: turn.installation.id,
      channelId: wanted.channel,
      ts: wanted.ts,
      rootTs: thread.rootTs,
      subject: wanted.subject,
      onBehalfOf: wanted.requester ?? null,
      priority: wanted.priority ?? null,
      customerId: wanted.customer ?? null,
      said,
    });
    const isNew = opened.kind === 'opened';
    if (isNew && wanted.text !== undefined && wanted.text.trim() !== '') await addNote(uow, opened.id, wanted.text);
    const text = isNew
      ? `${opened.number} is open, and this thread is its thread. Only staff see the ticket.`
      : `This thread is the thread of ${opened.number} already. Nothing was opened.`;
    const partly: Notice[] = isNew && !thread.whole ? [{ level: 'warning', text: partlyText }] : [];
    const card = doneCard({ number: opened.number, subject: opened.subject }, text, [], partly);
    await keepAnswer(uow, wanted.commandId, card);
    return card;
  });
}

const partlyText = 'Slack did not let us read the whole thread: what is missing on the ticket is still in it.';
