import type { AttachmentId, InboundMailId, StaffUserId, TenantId, TicketMessageId } from '../../domain/ids.types.ts';

/** A signed-in member of staff. The surface has proved who it is; role and activity are read anew for every command. */
export type Person = { tenantId: TenantId; userId: StaffUserId };

/** What a person may fetch: a file, a raw mail, a mail as it was sent, or a picture inside of one. */
export type Downloadable =
  | { kind: 'attachment' | 'picture'; id: AttachmentId }
  | { kind: 'raw_mail'; id: InboundMailId }
  | { kind: 'as_sent'; id: TicketMessageId };

/** A link to the file that works for this person for a short time (http(s) or a path of ours). */
export type DownloadLink = (person: Person, file: Downloadable) => string;

export type SayOptions = {
  /** A UUID chosen by the surface for this sending: the same again returns the first answer and acts once. */
  commandId?: string;
  /** Number of the ticket the conversation is about (`Card.ticket` of the last answer), for commands that name none. */
  ticket?: string;
};
