import type { TicketMessageId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { writeTogether } from '../tenancy/write-together.ts';
import type { NewMessage } from './new-message.types.ts';
import { readNewMessage } from './read-new-message.ts';
import { messageParts } from './ticket-rows.rules.ts';

/** Adds a message with its attachments, logs it and has the AI read what is public. Does not touch the ticket's status: that is the caller's decision. */
export async function addMessage(uow: TenantUnitOfWork, wanted: NewMessage): Promise<TicketMessageId> {
  const { id, parts } = messageParts(uow, wanted);
  await writeTogether(uow, parts);
  await readNewMessage(uow, id, wanted);
  return id;
}
