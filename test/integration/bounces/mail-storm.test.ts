import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createVerifyMail } from '../../../mail/trust/verify-mail.ts';
import { createMailReader } from '../../../server/wiring/mail-reader.ts';
import { openTestDesk, silent, type TestDesk } from '../../support/desk.ts';
import { dnsTable } from '../../support/dns-table.ts';
import { runMailStorm, stormFaults, stormRecords } from '../../support/mail-storm.ts';
import { testRules } from '../../support/mails.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ ticketsPerAddressHour: 20 });
}, 120_000);
afterAll(async () => {
  await desk.close();
});

it('a storm of automatic answers, a third of them without any mark, and their answers to our answers, end: nobody marked is answered, nobody twice, and a person is heard', async () => {
  const blobs = undefined as never;
  const { withTenant, across, one } = desk;
  const ground = {
    withTenant,
    across,
    blobs,
    log: silent,
    reader: createMailReader(blobs, { verify: createVerifyMail(dnsTable(stormRecords)) }),
    filingRules: () => testRules,
  };
  const size = { answers: 330, addresses: 9, rounds: 4, seed: 7 };
  const figures = await runMailStorm({ ...ground, company: { id: one.id, mailboxId: one.mailboxId, address: one.mailboxAddress } }, size);
  expect(stormFaults(figures)).toEqual([]);
  expect(figures).toMatchObject({ toMarked: 0, toStripped: 2, toForged: 0, mostToOne: 1, customerHeard: true });
  // Twenty an hour for each address, and the person's; whatever came beyond waits in the list, and nothing is lost.
  expect(figures.tickets).toBe(9 * 20 + 1);
  expect(figures.quarantined).toBeGreaterThan(100);
}, 120_000);
