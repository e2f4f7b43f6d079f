import { createHash } from 'node:crypto';
import { acceptMail } from '../../domain/mailboxes/accept-mail.ts';
import { loadNewMails } from '../../domain/mailboxes/load-new-mails.ts';
import type { TransportFacts } from '../../domain/mailboxes/mailboxes.types.ts';
import { fileMail } from '../../domain/tickets/file-mail.ts';
import type { Filed } from '../../domain/tickets/file-mail.types.ts';
import { createVerifyMail } from '../../mail/trust/verify-mail.ts';
import { createMailReader } from '../../server/wiring/mail-reader.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { system, type TestDesk, type TestTenant } from './desk.ts';
import { type DnsTable, dnsTable } from './dns-table.ts';
import { testRules } from './mails.ts';

/** Hands in the bytes of a mail and tells what became of it. */
export type MailWay = (raw: Buffer, facts?: Partial<TransportFacts>, tenant?: TestTenant) => Promise<Filed>;

/** The whole way of a mail from its bytes: accepted, read, its sender checked against these DNS records, filed; each step as the product does it. */
export function mailWay(desk: TestDesk, blobs: BlobStore, records: DnsTable): MailWay {
  const reader = createMailReader(blobs, { verify: createVerifyMail(dnsTable(records)) });
  let counter = 0;
  return async (raw, facts = {}, tenant = desk.one) => {
    counter += 1;
    const sha256 = createHash('sha256').update(raw).digest('hex');
    const all = { door: 'smtp' as const, naturalKey: `way:${counter}`, envelopeFrom: null, envelopeTo: tenant.mailboxAddress, ...facts };
    const loaded = await desk.withTenant(tenant.id, system, async (uow) => {
      const { id } = await acceptMail(uow, tenant.mailboxId, { raw, sha256, size: raw.length }, all);
      return loadNewMails(uow, [id]);
    });
    const [stored] = loaded.mails;
    if (stored === undefined) throw new Error('the mail was not stored');
    const mail = await reader.read(tenant.id, stored, loaded.ownAddresses);
    return desk.withTenant(tenant.id, system, (uow) => fileMail(uow, mail, testRules));
  };
}
