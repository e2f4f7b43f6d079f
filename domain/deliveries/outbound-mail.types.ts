import type { Readable } from 'node:stream';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';

/** One mail as it goes out. Addresses are validated objects, never header text (`mail.md` rule 37). */
export type OutboundMail = {
  from: MailAddress;
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress | null;
  subject: string;
  text: string;
  html?: string | null;
  /** With angle brackets, fixed before the first attempt. */
  messageId: string;
  inReplyTo: string | null;
  references: string[];
  /** RFC 3834 */
  autoSubmitted: 'no' | 'auto-replied' | 'auto-generated';
  headers?: Record<string, string>;
  attachments: { filename: string; contentType: string; open(): Promise<Readable> }[];
  /** '' is the null sender, for automatic mail. */
  envelopeFrom: string;
};

/** An SMTP server to send through. */
export type Transport = { host: string; port: number; secure: boolean; user?: string; password?: string };

/**
 * How an attempt ended. `refused` is the server's explicit answer; `not_handed_over` broke before the message data, so it is safe to try again;
 * `uncertain` broke after the data began: nobody knows, a person decides.
 */
export type SendOutcome =
  | { kind: 'sent'; response: string; rejected: string[] }
  | { kind: 'refused'; permanent: boolean; code: number | null; reason: string }
  | { kind: 'not_handed_over'; reason: string }
  | { kind: 'uncertain'; reason: string };
