import type { MailboxId, MailHookId } from '../ids.types.ts';

/** Services that hand over mail by an HTTP request. */
export const hookProviders = ['mailgun', 'postmark', 'sendgrid', 'ses'] as const;
export type HookProvider = (typeof hookProviders)[number];

/** Where a service that stores mails itself (Amazon SES) may be read: this bucket, and only keys that begin so. */
export type HookBucket = { bucket: string; prefix: string };

/** An HTTP door of one mailbox. The secret is still sealed (`mailHookContext`). */
export type MailHookFacts = {
  id: MailHookId;
  mailboxId: MailboxId;
  /** False while the mailbox is switched off. */
  enabled: boolean;
  provider: HookProvider;
  sealed: string;
  storage: HookBucket | null;
};

/** One door as lists show it: nothing secret, not even its address. */
export type MailHookLine = {
  id: MailHookId;
  address: string;
  provider: HookProvider;
  createdAt: Date;
  receivedAt: Date | null;
  refusedAt: Date | null;
  /** Why the last refused request was refused. */
  refusal: string | null;
};
