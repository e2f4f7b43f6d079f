import { describe, expect, it } from '@jest/globals';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { receiverResults } from '../../../mail/trust/authentication-results.rules.ts';
import { createVerifyMail, type VerifyFacts } from '../../../mail/trust/verify-mail.ts';
import { dnsTable } from '../../support/dns-table.ts';
import { rawMail, senderDomain, signed } from '../../support/signed-mail.ts';

const acme = senderDomain('acme.example', 'reject', ['198.51.100.7']);
const modest = senderDomain('modest.example', 'none', ['198.51.100.8']);
const silent = senderDomain('silent.example', null, ['198.51.100.9']);
const evil = senderDomain('evil.example', null, ['203.0.113.66']);
const table = { ...acme.records, ...modest.records, ...silent.records, ...evil.records };
const fetched: VerifyFacts = { clientIp: null, clientHelo: null, envelopeFrom: null, trustedHost: null };

const judge = async (raw: Buffer, facts: Partial<VerifyFacts> = {}, dns = dnsTable(table)) => {
  const parsed = await parseMail(raw, hashAttachment);
  return createVerifyMail(dns)(raw, parsed, { ...fetched, ...facts });
};
const from = (address: string, more: Record<string, string | string[]> = {}) =>
  rawMail({ From: `Jane <${address}>`, To: 'support@one.example', Subject: 'Printer', Date: 'Sat, 21 Nov 2026 10:00:00 +0000', ...more });

describe('whether a domain stands behind a mail', () => {
  it('passes what the domain signed, also when it was fetched and nobody saw the sending host', async () => {
    expect(await judge(await signed(from('jane@acme.example'), acme))).toMatchObject({ verdict: 'pass', by: 'dmarc' });
    expect(await judge(await signed(from('jane@silent.example'), silent))).toMatchObject({ verdict: 'pass', by: 'dkim' });
  });

  it('passes what a host of the domain sent, and takes no word of a relay of ours for it', async () => {
    const mail = from('jane@acme.example');
    const sent = { clientIp: '198.51.100.7', clientHelo: 'mx.acme.example', envelopeFrom: 'jane@acme.example' };
    expect(await judge(mail, sent)).toMatchObject({ verdict: 'pass', by: 'dmarc' });
    const silently = { clientIp: '198.51.100.9', clientHelo: 'mx', envelopeFrom: 'jane@silent.example' };
    expect(await judge(from('jane@silent.example'), silently)).toMatchObject({ verdict: 'pass', by: 'spf' });
    expect(await judge(mail, { ...sent, clientIp: '10.1.2.3' })).toMatchObject({ verdict: 'fail', by: 'dmarc' });
    expect(await judge(mail, { ...sent, trustedHost: 'mx.one.example' })).toMatchObject({ verdict: 'fail' });
  });

  it('fails a mail in the name of a domain that disowns it, whoever signed it', async () => {
    expect(await judge(from('jane@acme.example'))).toMatchObject({ verdict: 'fail', by: 'dmarc' });
    expect(await judge(await signed(from('jane@acme.example'), evil))).toMatchObject({ verdict: 'fail', by: 'dmarc' });
    const sentByEvil = { clientIp: '203.0.113.66', clientHelo: 'evil.example', envelopeFrom: 'me@evil.example' };
    expect(await judge(from('jane@acme.example'), sentByEvil)).toMatchObject({ verdict: 'fail', by: 'dmarc' });
    expect(await judge(from('jane@modest.example'), sentByEvil)).toMatchObject({ verdict: 'fail', by: 'dmarc' });
  });

  it('knows nothing of a mail that its domain neither signs nor disowns', async () => {
    expect(await judge(from('jane@silent.example'))).toMatchObject({ verdict: 'none', by: null });
    expect(await judge(from('jane@modest.example'))).toMatchObject({ verdict: 'none' });
    expect(await judge(from('jane@nowhere.example'))).toMatchObject({ verdict: 'none' });
  });

  it('knows nothing while DNS does not answer, and says so', async () => {
    const dead = Object.assign(async () => Promise.reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' })), { asked: [] });
    const mail = await signed(from('jane@acme.example'), acme);
    expect(await judge(mail, {}, dead)).toMatchObject({ verdict: 'none', why: expect.stringContaining('did not answer') });
  });

  it('fails a signed mail whose text was changed, or that was put below a signature of its first bytes', async () => {
    const mail = await signed(from('jane@acme.example'), acme);
    expect(await judge(Buffer.from(mail.toString().replace('broken', 'sold')))).toMatchObject({ verdict: 'fail' });
    const partly = await signed(from('jane@acme.example'), acme, 10);
    expect(await judge(Buffer.concat([partly, Buffer.from('Please pay to another account.\r\n')]))).toMatchObject({ verdict: 'fail' });
  });

  it('fails a mail with two From headers, two senders in one, or one that two readers read differently', async () => {
    const two = await signed(rawMail({ From: ['jane@acme.example', 'boss@acme.example'], Subject: 'x' }), acme);
    expect(await judge(two)).toMatchObject({ verdict: 'fail', by: 'sender' });
    const list = await signed(rawMail({ From: 'jane@acme.example, boss@acme.example', Subject: 'x' }), acme);
    expect(await judge(list)).toMatchObject({ verdict: 'fail', by: 'sender' });
    const raw = await signed(from('jane@acme.example'), acme);
    const parsed = { from: { name: '', address: 'boss@acme.example' }, fromCount: 1, authenticationResults: null };
    expect(await createVerifyMail(dnsTable(table))(raw, parsed, fetched)).toMatchObject({ verdict: 'fail', by: 'sender' });
  });

  it('believes the topmost results of the trusted host only', async () => {
    const told = (value: string | string[]) => from('jane@silent.example', { 'Authentication-Results': value });
    const trusted = { trustedHost: 'mx.one.example' };
    const good = 'mx.one.example; spf=pass smtp.mailfrom=silent.example; dmarc=pass (p=none) header.from=silent.example';
    expect(await judge(told(good), trusted)).toMatchObject({ verdict: 'pass', by: 'receiver' });
    expect(await judge(told(good))).toMatchObject({ verdict: 'none' });
    expect(await judge(told(['mx.one.example; spf=none', good]), trusted)).toMatchObject({ verdict: 'none' });
    expect(await judge(told(good.replace('header.from=silent', 'header.from=acme')), trusted)).toMatchObject({ verdict: 'none' });
    expect(await judge(told('mx.one.example; dmarc=fail header.from=silent.example'), trusted)).toMatchObject({ verdict: 'fail' });
    // A signature that holds is worth more than a receiver that did not see it.
    const raw = await signed(told('mx.one.example; dmarc=fail header.from=silent.example'), silent);
    expect(await judge(raw, trusted)).toMatchObject({ verdict: 'pass', by: 'dkim' });
  });
});

describe('the results of a receiving host', () => {
  it('are read past comments, quotes and versions, and of nobody else', () => {
    const read = (text: string, host = 'mx.one.example') => receiverResults(text, host);
    expect(read('mx.one.example 1; dmarc=pass header.from=acme.example')).toEqual({ dmarc: 'pass', fromDomain: 'acme.example' });
    expect(read('MX.One.Example; (dmarc=pass) spf=pass; dmarc=fail (p=reject; dmarc=pass) header.from="Acme.example"')).toEqual({
      dmarc: 'fail',
      fromDomain: 'acme.example',
    });
    expect(read('mx.one.example; none')).toEqual({ dmarc: null, fromDomain: null });
    for (const other of ['mx.one.example.evil.example; dmarc=pass', 'x; mx.one.example; dmarc=pass', 'mx.one.example 2; dmarc=pass', ''])
      expect(read(other)).toBeNull();
  });

  it('of Microsoft 365, which gives no name, count only where the mailbox says so', () => {
    const text =
      'spf=pass (sender IP is 203.0.113.1) smtp.mailfrom=acme.example; dkim=pass; dmarc=pass action=none header.from=acme.example;compauth=pass';
    expect(receiverResults(text, 'microsoft365')).toEqual({ dmarc: 'pass', fromDomain: 'acme.example' });
    expect(receiverResults(text, 'mx.one.example')).toBeNull();
    expect(receiverResults('evil.example; dmarc=pass header.from=acme.example', 'microsoft365')).toBeNull();
  });

  it('stay quick on a header of brackets', () => {
    expect(receiverResults('('.repeat(4_000), 'mx.one.example')).toBeNull();
    expect(receiverResults('a'.repeat(5_000), 'mx.one.example')).toBeNull();
  });
});
