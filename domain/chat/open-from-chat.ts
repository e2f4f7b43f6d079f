import { findSender } from '../customers/find-sender.ts';
import type { ContactId, CustomerId, InstallationId, TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { joinTicket } from '../tickets/join-ticket.ts';
import { openTicket } from '../tickets/open-ticket.ts';
import { outsideAddresses } from '../tickets/outside-addresses.ts';
import type { ChatSpeaker } from './chat-message.types.ts';
import { findChatChannel } from './find-chat-channel.ts';

/** A ticket for what somebody said in a chat. `customerId`: chosen by a person. */
export type WantedFromChat = {
  installationId: InstallationId;
  channelId: string;
  subject: string;
  requester: ChatSpeaker;
  /** The requester is this address instead: somebody of staff typed it. */
  onBehalfOf?: string | null;
  customerId: CustomerId | null;
};

type Side = { customerId: CustomerId | null; contactId: ContactId | null; address: string | null; name?: string };

/**
 * Opens a ticket whose requester is somebody in a chat. The channel's customer comes before what their address hints at; the address itself is taken only when it
 * is a contact's, of the same customer, and the workspace vouches for the person: it proves nothing, and nobody is mailed because of it.
 */
export async function openFromChat(uow: TenantUnitOfWork, wanted: WantedFromChat): Promise<{ id: TicketId; number: string }> {
  const side = await sideOf(uow, wanted);
  const name = side.name ?? wanted.requester.name;
  const ticket = await openTicket(uow, {
    subject: wanted.subject,
    channel: 'slack',
    mailboxId: null,
    requester: { address: side.address, name },
    customerId: side.customerId,
    contactId: side.contactId,
    triage: null,
  });
  if (side.address === null) return ticket;
  for (const person of await outsideAddresses(uow, [{ address: side.address, name }]))
    await joinTicket(uow, ticket.id, person, 'requester');
  return ticket;
}

async function sideOf(uow: TenantUnitOfWork, wanted: WantedFromChat): Promise<Side> {
  const channel = await findChatChannel(uow, wanted.installationId, wanted.channelId);
  const given = wanted.customerId ?? channel?.customerId ?? null;
  if (wanted.onBehalfOf != null) {
    const address = wanted.onBehalfOf.toLowerCase();
    const known = await findSender(uow, address);
    return { customerId: given ?? known.customerId, contactId: known.contactId, address, name: known.name ?? '' };
  }
  const { email, isVerified, userId } = wanted.requester;
  const hint = email === null || !isVerified || userId !== null ? null : await findSender(uow, email);
  if (hint === null || hint.contactId === null || hint.isStaff || hint.isBlocked || hint.isOwnMailbox) {
    return { customerId: given, contactId: null, address: null };
  }
  if (given !== null && given !== hint.customerId) return { customerId: given, contactId: null, address: null };
  return { customerId: hint.customerId, contactId: hint.contactId, address: email?.toLowerCase() ?? null };
}
