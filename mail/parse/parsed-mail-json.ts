import type { MailAddress, MailKind, ParsedMail } from '../../domain/mailboxes/parsed-mail.types.ts';
import { type SplitText, splitReply } from './new-text.rules.ts';

/** The object that `deskhand mail parse FILE` prints. Programs measure by it: fields are added, never renamed. */
export type ParsedMailJson = {
  from: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  /** ISO 8601 in UTC */
  date: string | null;
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  text: string;
  reply: SplitText;
  /** null: HTML is not shown anywhere before it can be sanitised. */
  html: null;
  attachments: { filename: string; contentType: string; size: number; sha256: string; contentId: string | null; inline: boolean }[];
  kind: MailKind;
  /** null: the recipients of a bounce are not read out yet; `kind` says that it is one. */
  bounce: null;
  /** null: a forwarded mail's own headers are not read out yet; `text` holds them. */
  forwarded: null;
  language: string | null;
  noAutoAnswerReason: string | null;
  warnings: string[];
};

/** A parsed mail as its JSON object. */
export function parsedMailJson(mail: ParsedMail): ParsedMailJson {
  const { from, replyTo, to, cc, subject, messageId, inReplyTo, references, text, kind, language, noAutoAnswerReason, warnings } = mail;
  return {
    from,
    replyTo,
    to,
    cc,
    subject,
    date: mail.date?.toISOString() ?? null,
    messageId,
    inReplyTo,
    references,
    text,
    reply: splitReply(text, subject),
    html: null,
    attachments: mail.attachments.map(({ filename, contentType, size, sha256, contentId, inline }) => ({
      filename,
      contentType,
      size,
      sha256,
      contentId,
      inline,
    })),
    kind,
    bounce: null,
    forwarded: null,
    language,
    noAutoAnswerReason,
    warnings,
  };
}
