import type { TicketId } from '../ids.types.ts';
import type { ReadableMail } from './file-mail.types.ts';
import { mailNotes, withNotes } from './mail-notes.rules.ts';
import type { NewMessage } from './new-message.types.ts';
import { allowedReplyTo } from './reply-to.rules.ts';
import { shownPictures } from './shown-pictures.rules.ts';

/** A mail as a message of its sender: new text, whole text, how it was sent, and files. Pictures that its HTML shows are `inline`; without HTML the mail's own word counts. */
export function mailMessage(mail: ReadableMail, ticketId: TicketId, marks: { isPublic: boolean; isVerified: boolean }): NewMessage {
  const { parsed, stored } = mail;
  const notes = mailNotes(parsed);
  const shown = shownPictures(parsed.html);
  return {
    ticketId,
    kind: 'mail',
    ...marks,
    author: { kind: 'contact', address: parsed.from?.address ?? 'unknown', name: parsed.from?.name ?? '' },
    text: withNotes(notes, parsed.replyText),
    fullText: parsed.replyText === parsed.text ? null : withNotes(notes, parsed.text),
    mailMessageId: parsed.messageId,
    recipients: [...parsed.to, ...parsed.cc],
    replyTo: marks.isVerified ? allowedReplyTo(mail) : [],
    inboundMailId: stored.id,
    html: parsed.html === '' ? null : parsed.html,
    attachments:
      parsed.html === null ? parsed.attachments : parsed.attachments.map((file) => ({ ...file, inline: shown.has(file.contentId ?? '') })),
    receivedAt: stored.receivedAt,
    isAutomatic: parsed.noAutoAnswerReason !== null,
  };
}
