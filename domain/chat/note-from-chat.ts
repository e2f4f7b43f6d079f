import type { TicketMessageId } from '../ids.types.ts';
import { tellNoted } from '../notifications/tell-noted.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from '../tickets/add-message.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { wakeTicket } from '../tickets/wake-ticket.ts';
import type { ChatMessageDecision } from './chat.types.ts';
import { type Spoken, speakerAuthor, spokenText } from './chat-message.types.ts';
import { decideChatMessage } from './decide-chat-message.ts';
import { findChatChannel } from './find-chat-channel.ts';
import type { ThreadTicket } from './find-thread-ticket.ts';
import { hearRequester } from './hear-requester.ts';

/** `prefix`: put before the text, for a message that stands apart from the ticket's thread. */
export type NoteWay = { decision: Extract<ChatMessageDecision, 'noted' | 'joined'>; reason: string; prefix?: string };

/**
 * Writes what somebody said in a chat on a ticket, in the unit that claimed it. It is internal, but in a customer's own channel, whose people have read it anyway.
 * It is not said again where it came from. When the requester answers, the ticket hears it as it hears a mail.
 */
export async function noteFromChat(uow: TenantUnitOfWork, spoken: Spoken, ticket: ThreadTicket, way: NoteWay): Promise<TicketMessageId> {
  await lockTicket(uow, ticket.id);
  const channel = await findChatChannel(uow, spoken.installationId, spoken.channelId);
  const isPublic = channel?.customerId != null;
  const text = [way.prefix ?? '', spokenText(spoken)].filter((part) => part !== '').join('\n');
  const messageId = await addMessage(uow, {
    ticketId: ticket.id,
    kind: 'note',
    isPublic,
    isVerified: spoken.speaker.isVerified,
    author: speakerAuthor(spoken.speaker),
    text,
    attachments: spoken.files,
    ...(isPublic ? { heardAs: spoken.speaker.userId === null ? 'mail' : 'reply' } : {}),
  });
  await decideChatMessage(uow, spoken, {
    decision: way.decision,
    reason: way.reason,
    threadId: ticket.threadId,
    ticketId: ticket.id,
    ticketMessageId: messageId,
  });
  await sqlRun(uow, 'update tickets set updated_at = ? where id = ?', [uow.now, ticket.id]);
  await hearRequester(uow, ticket.id, spoken);
  // Whoever is named in it was told so by the chat itself.
  await tellNoted(uow, { ticketId: ticket.id, messageId, text: '' });
  await wakeTicket(uow, ticket.id);
  return messageId;
}
