import type { AiJobId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import type { MailLook } from './mail-look.types.ts';

/** What is kept of an outward mail so that every attempt sends the same bytes. Attachments by row id. */
export type StoredMail = {
  from: MailAddress;
  to: MailAddress[];
  cc: MailAddress[];
  /** One reply address; carries the first recipient's token (RFC 5322 3.6.2). */
  replyTo: MailAddress | null;
  subject: string;
  text: string;
  inReplyTo: string | null;
  references: string[];
  /** RFC 3834 */
  autoSubmitted: 'no' | 'auto-replied' | 'auto-generated';
  attachmentIds: string[];
  /** How its HTML part is laid out; without it the text is drawn as a notice. */
  look?: MailLook;
  /** The link that ends mails of this kind with one click (RFC 8058); only on mails nobody asked for. */
  unsubscribe?: string;
};

/** What a person is composing. */
export type DraftKind = 'reply' | 'forward' | 'outreach';
/** What became of a draft; each draft ends once. */
export type DraftOutcome = 'sent' | 'cancelled';
/** What a reply does to the ticket's status: wait for the customer, leave it, or resolve. */
export type AfterReply = 'wait' | 'keep' | 'resolve';

/** A composed mail that waits for its writer's confirmation. */
export type DraftPayload = {
  to: MailAddress[];
  cc: MailAddress[];
  /** Without the ticket's number: that is added when it is sent. */
  subject: string;
  /** What the person wrote, exactly; marker and quoted message are added below it. */
  text: string;
  /** For outreach: the mailbox to write from. */
  mailboxId: string | null;
  /** The message that is answered or passed on; its text is quoted below ours when `quote` is set. */
  answersMessageId: string | null;
  quote: boolean;
  /** Whether the files of that message go along. */
  files: boolean;
  /** Newest message of the ticket the writer could have read; a newer one is shown to them before anything is sent. */
  seenMessageId: string | null;
  after: AfterReply;
  /** The job of the AI whose draft the text began as: for staff only, nothing of it is in the mail. */
  aiJobId?: AiJobId;
};
