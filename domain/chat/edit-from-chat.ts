import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { editNote } from '../tickets/edit-note.ts';
import { respokenText, type Spoken } from './chat-message.types.ts';
import { findChatMessage } from './find-chat-message.ts';

/** `unknown`: the message itself has not come yet, so this is the message. */
export type ChatEdit = { kind: 'edited' } | { kind: 'unknown' } | { kind: 'nothing'; reason: string };

/** Gives what was said in a chat its changed text on the ticket. An older change than the one we know says nothing, and so does one of a deleted message. */
export async function editFromChat(uow: TenantUnitOfWork, spoken: Spoken & { editedTs: string }): Promise<ChatEdit> {
  const known = await findChatMessage(uow, spoken, 'hold');
  if (known === null) return { kind: 'unknown' };
  if (known.deletedAt !== null) return { kind: 'nothing', reason: 'it was deleted' };
  if (known.editedTs !== null && Number(known.editedTs) >= Number(spoken.editedTs))
    return { kind: 'nothing', reason: 'a newer text is known' };
  if (known.direction === 'out' || known.authorExternalId !== spoken.speaker.externalId)
    return { kind: 'nothing', reason: 'not the writer’s' };
  await sqlRun(uow, 'update chat_messages set edited_ts = ? where id = ?', [spoken.editedTs, known.id]);
  if (known.ticketMessageId === null) return { kind: 'nothing', reason: 'it is on no ticket' };
  const [written] = await sqlRows<{ text: string }>(uow, 'select text from ticket_messages where id = ?', [known.ticketMessageId]);
  const text = respokenText(written?.text ?? '', spoken.text, known.decision === 'joined');
  const { changed } = await editNote(uow, known.ticketMessageId, text, 'any');
  return changed ? { kind: 'edited' } : { kind: 'nothing', reason: 'its text is the same' };
}
