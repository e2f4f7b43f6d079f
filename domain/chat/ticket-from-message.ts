import { applyRules } from '../assignment/apply-rules.ts';
import type { ChatThreadId, CustomerId, InstallationId, TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from '../tickets/add-message.ts';
import { classifyTicket } from '../tickets/classify-ticket.ts';
import type { TicketPriority } from '../tickets/tickets.types.ts';
import { bindThread } from './bind-thread.ts';
import { capturedSubject } from './capture.rules.ts';
import { type Spoken, speakerAuthor, spokenText } from './chat-message.types.ts';
import { claimChatMessage } from './claim-chat-message.ts';
import { decideChatMessage } from './decide-chat-message.ts';
import { findChatChannel } from './find-chat-channel.ts';
import { findChatMessage } from './find-chat-message.ts';
import { findThreadTicket } from './find-thread-ticket.ts';
import { mirrorTicket } from './mirror-ticket.ts';
import { openFromChat } from './open-from-chat.ts';

/**
 * A message that is to become a ticket, with the whole thread it stands in, oldest first; none of it is ours. `ts`: the chosen message, whose writer is the
 * requester. `subject` empty: its first line.
 */
export type TicketFromMessage = {
  installationId: InstallationId;
  channelId: string;
  ts: string;
  rootTs: string;
  subject: string;
  /** Address of the person outside it is for, as somebody of staff typed it. */
  onBehalfOf: string | null;
  priority: TicketPriority | null;
  customerId: CustomerId | null;
  said: Spoken[];
};

/** `already`: the thread is a ticket's, and nothing was opened. */
export type FromMessage = { kind: 'opened' | 'already'; id: TicketId; number: string; subject: string };

/**
 * Opens a ticket from a message of a chat: everything said in its thread so far comes along with its writers, times and files, and from now on the thread is the
 * ticket's.
 */
export async function ticketFromMessage(uow: TenantUnitOfWork, wanted: TicketFromMessage): Promise<FromMessage> {
  const { installationId, channelId, rootTs } = wanted;
  const there = await findThreadTicket(uow, installationId, channelId, rootTs);
  if (there !== null) return { kind: 'already', id: there.id, number: there.number, subject: there.subject };
  const chosen = wanted.said.find((one) => one.ts === wanted.ts) ?? wanted.said[0];
  const subject = wanted.subject.trim() || capturedSubject(chosen?.text ?? '', chosen?.files ?? []);
  const ticket = await openFromChat(uow, {
    installationId,
    channelId,
    subject,
    onBehalfOf: wanted.onBehalfOf,
    requester: chosen?.speaker ?? { externalId: '', name: '', userId: null, isVerified: false, email: null },
    customerId: wanted.customerId,
  });
  const thread = await bindThread(uow, { installationId, channelId, rootTs, ticketId: ticket.id });
  const channel = await findChatChannel(uow, installationId, channelId);
  for (const [index, spoken] of wanted.said.entries()) {
    await takeIn(uow, spoken, { ticketId: ticket.id, threadId: thread.id, isFirst: index === 0, isPublic: channel?.customerId != null });
  }
  if (wanted.priority !== null) await classifyTicket(uow, ticket.id, { priority: wanted.priority });
  await applyRules(uow, ticket.id);
  await mirrorTicket(uow, ticket.id);
  return { kind: 'opened', ...ticket, subject };
}

type Taking = {
  ticketId: TicketId;
  threadId: ChatThreadId;
  isFirst: boolean;
  isPublic: boolean;
};

/** A message that was deleted, or that is on another ticket, stays as it is. */
async function takeIn(uow: TenantUnitOfWork, spoken: Spoken, { ticketId, threadId, isFirst, isPublic }: Taking): Promise<void> {
  if (!(await claimChatMessage(uow, spoken))) {
    const known = await findChatMessage(uow, spoken, 'hold');
    if (known === null || known.direction === 'out' || known.deletedAt !== null || known.ticketMessageId !== null) return;
    if (spoken.editedTs !== null) await sqlRun(uow, 'update chat_messages set edited_ts = ? where id = ?', [spoken.editedTs, known.id]);
  }
  const ticketMessageId = await addMessage(uow, {
    ticketId,
    kind: isFirst ? 'opening' : 'note',
    isPublic,
    isVerified: spoken.speaker.isVerified,
    author: speakerAuthor(spoken.speaker),
    text: spokenText(spoken),
    attachments: spoken.files,
    saidAt: new Date(Math.round(Number(spoken.ts) * 1_000)),
  });
  const decision = isFirst ? ('opened' as const) : ('noted' as const);
  await decideChatMessage(uow, spoken, { decision, reason: 'Staff made its thread a ticket.', threadId, ticketId, ticketMessageId });
}
