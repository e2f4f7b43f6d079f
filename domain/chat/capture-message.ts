import { applyRules } from '../assignment/apply-rules.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from '../tickets/add-message.ts';
import { bindThread } from './bind-thread.ts';
import { capturedSubject, decideCapture } from './capture.rules.ts';
import type { ChatChannelUse } from './chat-channel-use.types.ts';
import { type Spoken, speakerAuthor, spokenText } from './chat-message.types.ts';
import { claimChatMessage } from './claim-chat-message.ts';
import { decideChatMessage } from './decide-chat-message.ts';
import { findChatChannel } from './find-chat-channel.ts';
import { findThreadTicket } from './find-thread-ticket.ts';
import { mirrorTicket } from './mirror-ticket.ts';
import { noteFromChat } from './note-from-chat.ts';
import { openFromChat } from './open-from-chat.ts';
import { permalink } from './permalink.rules.ts';

/** What became of a message that stands by itself. */
export type CaptureOutcome =
  | { kind: 'opened' | 'joined'; ticketId: TicketId; number: string }
  | { kind: 'skipped'; reason: string }
  | { kind: 'known' };

/**
 * Decides, once, whether a message that stands by itself becomes a ticket, joins the one that its writer opened in that channel a moment ago, or neither. In a
 * channel that captures, the decision and its reason are kept for whoever asks. A captured text is internal, but in a customer's own channel.
 */
export async function captureMessage(uow: TenantUnitOfWork, spoken: Spoken): Promise<CaptureOutcome> {
  // Held: two messages of one person that are handled at once must not open two tickets.
  const channel = await findChatChannel(uow, spoken.installationId, spoken.channelId, 'hold');
  const verdict = decideCapture(channel, {
    text: spoken.text,
    fileCount: spoken.files.length + spoken.lost.length,
    speaker: spoken.speaker,
  });
  if (channel === null || !channel.capture) return { kind: 'skipped', reason: verdict.captures ? '' : verdict.reason };
  if (!(await claimChatMessage(uow, spoken))) return { kind: 'known' };
  if (!verdict.captures) {
    await decideChatMessage(uow, spoken, { decision: 'skipped', reason: verdict.reason });
    return { kind: 'skipped', reason: verdict.reason };
  }
  const running = await runningTicket(uow, spoken, channel);
  return running === null ? open(uow, spoken, channel) : join(uow, spoken, channel, running);
}

/** The first message of the group, by the times of the chat: messages may come to us in any order. */
async function runningTicket(uow: TenantUnitOfWork, spoken: Spoken, channel: ChatChannelUse): Promise<string | null> {
  if (channel.captureMinutes === 0) return null;
  const [row] = await sqlRows<{ rootTs: string }>(
    uow,
    `select h.root_ts as "rootTs" from chat_messages c
       join tickets t on t.id = c.ticket_id and not t.is_spam and t.status not in ('closed', 'cancelled')
       join chat_threads h on h.ticket_id = c.ticket_id and h.installation_id = c.installation_id and h.channel_id = c.channel_id and h.ended_at is null
     where c.installation_id = ? and c.channel_id = ? and c.author_external_id = ? and c.direction = 'in' and c.thread_ts is null and c.deleted_at is null
       and c.decision in ('opened', 'joined') and abs(c.ts::numeric - ?::numeric) <= ? and h.root_ts is not null
     order by abs(c.ts::numeric - ?::numeric) limit 1`,
    [spoken.installationId, spoken.channelId, spoken.speaker.externalId, spoken.ts, channel.captureMinutes * 60, spoken.ts],
  );
  return row?.rootTs ?? null;
}

async function open(uow: TenantUnitOfWork, spoken: Spoken, channel: ChatChannelUse): Promise<CaptureOutcome> {
  const { installationId, channelId, ts } = spoken;
  const subject = capturedSubject(spoken.text, spoken.files);
  const ticket = await openFromChat(uow, { installationId, channelId, subject, requester: spoken.speaker, customerId: null });
  const messageId = await addMessage(uow, {
    ticketId: ticket.id,
    kind: 'opening',
    isPublic: channel.customerId !== null,
    isVerified: spoken.speaker.isVerified,
    author: speakerAuthor(spoken.speaker),
    text: spokenText(spoken),
    attachments: spoken.files,
  });
  const thread = await bindThread(uow, { installationId, channelId, rootTs: ts, ticketId: ticket.id });
  await decideChatMessage(uow, spoken, {
    decision: 'opened',
    reason: 'Messages of this channel become tickets.',
    threadId: thread.id,
    ticketId: ticket.id,
    ticketMessageId: messageId,
  });
  await applyRules(uow, ticket.id);
  await mirrorTicket(uow, ticket.id);
  return { kind: 'opened', ticketId: ticket.id, number: ticket.number };
}

async function join(uow: TenantUnitOfWork, spoken: Spoken, channel: ChatChannelUse, rootTs: string): Promise<CaptureOutcome> {
  const ticket = await findThreadTicket(uow, spoken.installationId, spoken.channelId, rootTs);
  if (ticket === null) return open(uow, spoken, channel);
  const [workspace] = await sqlRows<{ url: string | null }>(uow, 'select url from chat_installations where id = ?', [
    spoken.installationId,
  ]);
  const link = permalink(workspace?.url ?? null, spoken.channelId, spoken.ts);
  await noteFromChat(uow, spoken, ticket, {
    decision: 'joined',
    reason: `Its writer had written on ${ticket.number} within ${channel.captureMinutes} minutes.`,
    prefix: `Written in the channel a little later${link === null ? '' : `: ${link}`}`,
  });
  return { kind: 'joined', ticketId: ticket.id, number: ticket.number };
}
