import type { MailHeaders } from './header-lines.rules.ts';

/** What is known of a mail when it is asked what it is. */
export type AutomaticFacts = {
  headers: MailHeaders;
  /** Decoded. */
  subject: string;
  /** Address of the first From, lower case; null when unreadable. */
  from: string | null;
  /** '' is the null sender `<>` of the SMTP envelope; null when the door does not know: then Return-Path is asked. */
  envelopeFrom: string | null;
  /** Content types of all attached parts, lower case. */
  partTypes: readonly string[];
  /** Addresses of our mailboxes, lower case. */
  ownAddresses: readonly string[];
  /** The mail's text; only what a program or a server wrote is judged by it, never a person's words. */
  text?: string;
};
