import type { InboundMailId, MailboxId } from '../ids.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A stored mail with what is needed to read it. */
export type LoadedMail = {
  id: InboundMailId;
  mailboxId: MailboxId;
  mailboxAddress: string;
  raw: Buffer | null;
  rawBlobKey: string | null;
  sha256: string;
  size: number;
  envelopeFrom: string | null;
  envelopeTo: string | null;
  clientIp: string | null;
  clientHelo: string | null;
  /** See `Mailbox.trustedHost`. */
  trustedHost: string | null;
  attempts: number;
  receivedAt: Date;
  /** Staff let it out of quarantine. */
  released: boolean;
};

/** The named mails that are still new, with the addresses of all own mailboxes of the tenant. */
export async function loadNewMails(uow: TenantUnitOfWork, ids: InboundMailId[]): Promise<{ mails: LoadedMail[]; ownAddresses: string[] }> {
  const mails = await sqlRows<LoadedMail>(
    uow,
    `select i.id, i.mailbox_id as "mailboxId", m.address as "mailboxAddress", i.raw, i.raw_blob_key as "rawBlobKey", i.sha256, i.size,
       i.envelope_from as "envelopeFrom", i.envelope_to as "envelopeTo",
       i.client_ip as "clientIp", i.client_helo as "clientHelo", m.trusted_host as "trustedHost", i.attempts, i.received_at as "receivedAt", i.released_at is not null as released
     from inbound_mails i join mailboxes m on m.id = i.mailbox_id where i.id in (${listMarks(ids)}) and i.state = 'new' order by i.received_at, i.id`,
    ids,
  );
  const own = await sqlRows<{ address: string }>(uow, 'select address from mailboxes');
  return { mails: mails.map((mail) => ({ ...mail, receivedAt: new Date(mail.receivedAt) })), ownAddresses: own.map((row) => row.address) };
}
