import { v7, validate } from 'uuid';

declare const brand: unique symbol;
/** A string that only a maker or a parser of its kind can produce. */
type Branded<K extends string> = string & { readonly [brand]: K };

export type TenantId = Branded<'TenantId'>;
export type StaffUserId = Branded<'StaffUserId'>;
export type CustomerId = Branded<'CustomerId'>;
export type ContactId = Branded<'ContactId'>;
export type MailboxId = Branded<'MailboxId'>;
export type MailHookId = Branded<'MailHookId'>;
export type InboundMailId = Branded<'InboundMailId'>;
export type TicketId = Branded<'TicketId'>;
export type TicketMessageId = Branded<'TicketMessageId'>;
export type ParticipantId = Branded<'ParticipantId'>;
export type AttachmentId = Branded<'AttachmentId'>;
export type DeliveryId = Branded<'DeliveryId'>;
export type ArticleId = Branded<'ArticleId'>;
export type TeamId = Branded<'TeamId'>;
export type SavedViewId = Branded<'SavedViewId'>;
export type TimeEntryId = Branded<'TimeEntryId'>;
export type InstallationId = Branded<'InstallationId'>;
export type ChatChannelId = Branded<'ChatChannelId'>;
export type ChatThreadId = Branded<'ChatThreadId'>;
export type ChatInboxId = Branded<'ChatInboxId'>;
export type ChatPostId = Branded<'ChatPostId'>;
export type AiJobId = Branded<'AiJobId'>;
export type AiCallId = Branded<'AiCallId'>;
export type AiProviderId = Branded<'AiProviderId'>;
export type PromptVersionId = Branded<'PromptVersionId'>;
export type ClassifierId = Branded<'ClassifierId'>;
export type ConfirmationId = Branded<'ConfirmationId'>;

/** A new time-ordered UUIDv7 (RFC 9562) of the wanted kind. */
export function newId<T extends string>(): T {
  return v7() as T;
}

/** True for any RFC 9562 UUID text. */
export function isUuid(text: string): boolean {
  return validate(text);
}

/** Who acts. The tenant is not part of it: it comes from the unit of work. */
export type Actor =
  | { kind: 'staff'; userId: StaffUserId; name: string }
  | { kind: 'contact'; address: string }
  | { kind: 'system'; name: string };
