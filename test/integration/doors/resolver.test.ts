import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createResolver } from '../../../mail/trust/resolver.ts';
import { createVerifyMail } from '../../../mail/trust/verify-mail.ts';
import { type DnsServer, startDnsServer } from '../../support/dns-server.ts';
import { rawMail, senderDomain, signed } from '../../support/signed-mail.ts';

const acme = senderDomain('acme.example', 'reject');
const texts = Object.fromEntries(Object.entries(acme.records).map(([key, value]) => [key.slice(4), String((value as string[][])[0]?.[0])]));
let server: DnsServer;
beforeAll(async () => {
  server = await startDnsServer(texts);
});
afterAll(() => server.close());

const resolverAt = (clock: { now: number }) => createResolver({ servers: [server.address], timeoutMs: 100, now: () => clock.now });

it('asks the named servers, and each question once while the answer is fresh', async () => {
  const clock = { now: 0 };
  const resolve = resolverAt(clock);
  server.asked.length = 0;
  const ask = () => resolve('_dmarc.acme.example', 'TXT');
  expect(await Promise.all([ask(), ask()])).toEqual([[['v=DMARC1; p=reject']], [['v=DMARC1; p=reject']]]);
  for (const name of ['nothing.example', 'nothing.example'])
    await expect(resolve(name, 'TXT')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  expect(server.asked).toEqual(['_dmarc.acme.example', 'nothing.example']);
  clock.now = 61_000;
  await expect(resolve('nothing.example', 'TXT')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await ask();
  expect(server.asked).toHaveLength(3);
  clock.now = 301_000;
  await ask();
  expect(server.asked).toHaveLength(4);
});

it('leaves servers that do not answer alone for half a minute, and then asks again', async () => {
  const clock = { now: 0 };
  const resolve = resolverAt(clock);
  server.mute = true;
  await expect(resolve('acme.example', 'TXT')).rejects.toMatchObject({ code: 'ETIMEOUT' });
  server.asked.length = 0;
  await expect(resolve('other.example', 'TXT')).rejects.toMatchObject({ code: 'ETIMEOUT' });
  expect(server.asked).toEqual([]);
  server.mute = false;
  clock.now = 30_001;
  expect(await resolve('acme.example', 'TXT')).toEqual([['v=spf1 -all']]);
});

it('proves a signed mail over a real socket', async () => {
  const raw = await signed(rawMail({ From: 'jane@acme.example', Subject: 'x' }), acme);
  const verify = createVerifyMail(resolverAt({ now: 0 }));
  const parsed = { from: { name: '', address: 'jane@acme.example' }, fromCount: 1, authenticationResults: null };
  const facts = { clientIp: null, clientHelo: null, envelopeFrom: null, trustedHost: null };
  expect(await verify(raw, parsed, facts)).toMatchObject({ verdict: 'pass', by: 'dmarc' });
});
