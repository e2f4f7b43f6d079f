import type { Readable } from 'node:stream';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import type { DkimSigner } from './dkim.types.ts';

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
  /** `contentId` makes it a part of the HTML. */
  attachments: { filename: string; contentType: string; contentId?: string; open(): Promise<Readable> }[];
  /** When it was written: the same at every attempt. */
  date?: Date;
  /** Signs the mail (RFC 6376). */
  dkim?: DkimSigner | null;
  /** Only these of its recipients are still to be reached; all without it. */
  onlyTo?: string[] | null;
  /** '' is the null sender, for automatic mail. */
  envelopeFrom: string;
};

/** An SMTP server to send through, with a password or an access token (XOAUTH2) of its user. */
export type Transport = { host: string; port: number; secure: boolean; user?: string; password?: string; accessToken?: string };

/**
 * How an attempt ended. `refused` is the server's explicit answer; `not_handed_over` broke before the message data, so it is safe to try again;
 * with `isSignInRefused` the server took neither password nor token;
 * `uncertain` broke after the data began: nobody knows, a person decides. Of the `rejected` recipients the `deferred` were refused for now only. `throttled`: the server
 * asked us to slow down.
 */
export type SendOutcome =
  | { kind: 'sent'; response: string; rejected: string[]; deferred?: string[] }
  | { kind: 'refused'; permanent: boolean; code: number | null; reason: string; throttled?: boolean }
  | { kind: 'not_handed_over'; reason: string; isSignInRefused?: true; throttled?: boolean }
  | { kind: 'uncertain'; reason: string };
