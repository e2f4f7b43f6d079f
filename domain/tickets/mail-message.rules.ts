import type { TicketId } from '../ids.types.ts';
import type { ReadableMail } from './file-mail.types.ts';
import type { NewMessage } from './new-message.types.ts';

/** A mail as a message of its sender: new text, whole text and files. */
export function mailMessage(
  { parsed, stored }: ReadableMail,
  ticketId: TicketId,
  marks: { isPublic: boolean; isVerified: boolean },
): NewMessage {
  return {
    ticketId,
    kind: 'mail',
    ...marks,
    author: { kind: 'contact', address: parsed.from?.address ?? 'unknown', name: parsed.from?.name ?? '' },
    text: parsed.replyText,
    fullText: parsed.replyText === parsed.text ? null : parsed.text,
    mailMessageId: parsed.messageId,
    recipients: [...parsed.to, ...parsed.cc],
    inboundMailId: stored.id,
    attachments: parsed.attachments,
    receivedAt: stored.receivedAt,
    isAutomatic: parsed.noAutoAnswerReason !== null,
  };
}
