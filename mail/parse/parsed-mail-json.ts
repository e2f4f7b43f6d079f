import type { BounceReport } from '../../domain/mailboxes/bounce-report.types.ts';
import type { MailInvite } from '../../domain/mailboxes/mail-invite.types.ts';
import type { ForwardedMail, MailAddress, MailKind, MailProtection, ParsedMail } from '../../domain/mailboxes/parsed-mail.types.ts';
import type { Suspicion } from '../../domain/mailboxes/suspicion.types.ts';
import type { SplitReply } from './reply/reply.types.ts';

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
  reply: SplitReply;
  /** Sanitised: text, lists, tables, quotes and checked links, nothing else. null when the mail has no HTML, or too much of it. */
  html: string | null;
  attachments: { filename: string; contentType: string; size: number; sha256: string; contentId: string | null; inline: boolean }[];
  kind: MailKind;
  /** Of a bounce or a complaint; null otherwise. */
  bounce: BounceReport | null;
  invite: MailInvite | null;
  protection: MailProtection | null;
  forwarded: ForwardedMail | null;
  language: string | null;
  noAutoAnswerReason: string | null;
  suspicion: Suspicion | null;
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
    reply: { text: mail.replyText, ...mail.hidden },
    html: mail.html,
    attachments: mail.attachments.map(({ filename, contentType, size, sha256, contentId, inline }) => ({
      filename,
      contentType,
      size,
      sha256,
      contentId,
      inline,
    })),
    kind,
    bounce: mail.bounce,
    invite: mail.invite,
    protection: mail.protection,
    forwarded: mail.forwarded,
    language,
    noAutoAnswerReason,
    suspicion: mail.suspicion,
    warnings,
  };
}
