import type { BounceReport } from './bounce-report.types.ts';
import type { MailInvite } from './mail-invite.types.ts';
import type { Suspicion } from './suspicion.types.ts';

/** An address as found in a header: `address` lower-cased and validated, `name` decoded (may be empty). */
export type MailAddress = { name: string; address: string };

/** One attachment. The bytes are already in the blob store under `blobKey` (SHA-256 of the content, see `storage/`). */
export type ParsedAttachment = {
  filename: string;
  contentType: string;
  /** bytes */
  size: number;
  /** hex */
  sha256: string;
  contentId: string | null;
  inline: boolean;
  blobKey: string;
};

/** What a mail is, decided from its headers and structure (RFC 3834, RFC 3464, RFC 2919, RFC 5965). */
export type MailKind = 'message' | 'auto-reply' | 'vacation' | 'bounce' | 'complaint' | 'list';

/** A mail in the domain's own shape. Nothing in it has authority: every field was chosen by the sender. */
export type ParsedMail = {
  /** First From address; when From has none that can be read, the one of Sender, Reply-To or Return-Path, with `fromCount` 0; null when there is none. */
  from: MailAddress | null;
  /** How many addresses the From headers carry together, one that had to be repaired counted twice; anything but 1 is untrusted (`mail.md` rule 29). */
  fromCount: number;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  /** Addresses of Delivered-To, X-Original-To and Envelope-To: a server's word or the sender's, nothing tells which. */
  deliveredTo: string[];
  subject: string;
  date: Date | null;
  /** With angle brackets, as written; null when missing. */
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  /** Plain text of the whole mail, from text/plain or else from the HTML. */
  text: string;
  /** The part of the mail the sender newly wrote. */
  replyText: string;
  /** What stands beside `replyText`: hidden, never deleted. */
  hidden: { quoted: string; signature: string };
  /** The mail's HTML, sanitised, when it was asked for; null when it was not, or the mail has none, or too much of it. */
  html: string | null;
  attachments: ParsedAttachment[];
  kind: MailKind;
  /** Why this mail must never get an automatic answer (RFC 3834 and vendors' headers); null when it may. */
  noAutoAnswerReason: string | null;
  /** Why a person should look first; it can only hold a mail back, never vouch for one. */
  suspicion: Suspicion | null;
  /** What a delivery report or a complaint says; null for every other kind of mail. */
  bounce: BounceReport | null;
  /** The appointment it brings, answers or cancels; null when it has none. */
  invite: MailInvite | null;
  /** Whether it is encrypted or signed, as it says itself: nothing was decrypted or verified. null when neither. */
  protection: MailProtection | null;
  /** The mail that this one forwards; null when it forwards none. */
  forwarded: ForwardedMail | null;
  /** ISO 639-1, or null when too short to tell. */
  language: string | null;
  /** `Importance: high` or `X-Priority: 1|2`. */
  important: boolean;
  /** The topmost Authentication-Results header as written (RFC 8601); null when there is none. Worth something only from a host that is trusted. */
  authenticationResults: string | null;
  warnings: string[];
};

/** How a mail is protected, by PGP (RFC 3156, RFC 9580) or S/MIME (RFC 8551). */
export type MailProtection = { kind: 'encrypted' | 'signed'; by: 'pgp' | 'smime' };

/**
 * The mail that somebody forwarded, as the forwarding mail shows it. Nothing in it is proven: whoever forwarded it could have typed every line
 * (`mail.md` rule 21), so it may suggest a requester and never make one.
 */
export type ForwardedMail = {
  /** null when what stands at "From:" holds no address. */
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  /** ISO 8601 in UTC when it was written with its zone, else as written; null when there is none. */
  date: string | null;
  /** The forwarded text without the quotation marks the forwarding program put before its lines. */
  body: string;
  /** What the forwarder wrote above it; '' when nothing. */
  comment: string;
};
