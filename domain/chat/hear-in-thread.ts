import type { TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Spoken } from './chat-message.types.ts';
import { claimChatMessage } from './claim-chat-message.ts';
import { decideChatMessage } from './decide-chat-message.ts';
import { findChatChannel } from './find-chat-channel.ts';
import { findChatMessage } from './find-chat-message.ts';
import { findThreadTicket } from './find-thread-ticket.ts';
import { noteFromChat } from './note-from-chat.ts';

/** `known`: it was handled before. `early`: the message that its thread begins with has not come yet: try again. `nothing`: the thread is no ticket's. */
export type Heard = { kind: 'noted'; ticketId: TicketId; number: string } | { kind: 'known' } | { kind: 'early' } | { kind: 'nothing' };

/**
 * Takes in what somebody said in a thread: on the ticket that the thread is about, once. Where messages are captured, a thread whose beginning we have not seen
 * may still become a ticket's: while `waits`, nothing is decided about it.
 */
export async function hearInThread(uow: TenantUnitOfWork, spoken: Spoken & { threadTs: string }, waits: boolean): Promise<Heard> {
  const { installationId, channelId, threadTs } = spoken;
  if ((await findChatMessage(uow, spoken)) !== null) return { kind: 'known' };
  const ticket = await findThreadTicket(uow, installationId, channelId, threadTs);
  if (ticket === null) return outside(uow, spoken, waits);
  if (!(await claimChatMessage(uow, spoken))) return { kind: 'known' };
  await noteFromChat(uow, spoken, ticket, { decision: 'noted', reason: `It was written in the thread of ${ticket.number}.` });
  return { kind: 'noted', ticketId: ticket.id, number: ticket.number };
}

/** Only channels that capture keep a line about what is no ticket: there people ask why. */
async function outside(uow: TenantUnitOfWork, spoken: Spoken & { threadTs: string }, waits: boolean): Promise<Heard> {
  const channel = await findChatChannel(uow, spoken.installationId, spoken.channelId);
  if (channel === null || !channel.capture) return { kind: 'nothing' };
  const root = await findChatMessage(uow, { ...spoken, ts: spoken.threadTs });
  if (root === null && waits) return { kind: 'early' };
  if (await claimChatMessage(uow, spoken)) {
    await decideChatMessage(uow, spoken, { decision: 'skipped', reason: 'It was written in a thread that is no ticket’s.' });
  }
  return { kind: 'nothing' };
}
