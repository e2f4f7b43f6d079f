import type { Readable } from 'node:stream';
import type { InboundMailId, MailboxId, TenantId } from '../../domain/ids.types.ts';
import type { RawMail } from '../../domain/mailboxes/accept-mail.ts';
import type { TransportFacts } from '../../domain/mailboxes/mailboxes.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';

/** The mailbox a mail is for. The mailbox alone selects the tenant. */
export type MailTarget = { tenantId: TenantId; mailboxId: MailboxId };
export type AcceptedMail = { id: InboundMailId; isNew: boolean };
/** What a door knows; without a key of its own the mail gets one from content and envelope. */
export type DoorFacts = Omit<TransportFacts, 'naturalKey'> & { naturalKey?: string };
/** One outcome per wanted target, in their order. */
export type EachOutcome = { kind: 'accepted'; mail: AcceptedMail } | { kind: 'failed'; error: unknown };
/** A target with the recipient as it was named to us. */
export type NamedTarget = MailTarget & { envelopeTo: string };

/** Where every door ends: what it resolves for is committed and may be acknowledged, whatever dies next. */
export type Accept = {
  /** Rejects when the mail could not be read to its end or not be committed. */
  accept(target: MailTarget, raw: Readable | Buffer, facts: DoorFacts): Promise<AcceptedMail>;
  /** As `accept`, for a mail that was kept before it proved itself (`storeRaw`). `first` runs in the same unit: when it throws nothing is stored. */
  acceptKept(target: MailTarget, mail: RawMail, facts: DoorFacts, first: (uow: TenantUnitOfWork) => Promise<void>): Promise<AcceptedMail>;
  /** One reading, a commit for each target. Rejects only when the mail could not be read or kept at all. */
  acceptEach(targets: NamedTarget[], raw: Readable | Buffer, facts: Omit<DoorFacts, 'envelopeTo'>): Promise<EachOutcome[]>;
};
