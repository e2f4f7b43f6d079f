import { describe, expect, test } from '@jest/globals';
import { readAddresses } from '../../../mail/parse/address-list.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';

const ann = { name: 'Ann Bell', address: 'ann@x.example' };
const plain = { name: '', address: 'ann@x.example' };

describe('addresses are found in what programs write', () => {
  test.each([
    ['Ann Bell <ann@x.example>', [ann]],
    ['Ann Bell <ann@x.example', [ann]],
    ['Ann Bell ann@x.example>', [ann]],
    ['Ann Bell ann@x.example', [ann]],
    ['<ann@x.example> Ann Bell', [ann]],
    ['Ann Bell <<ann@x.example>>', [ann]],
    ['Ann Bell <mailto:ann@x.example>', [ann]],
    ['Ann Bell <ann @ x.example.>', [ann]],
    ['Ann Bell <@relay.example:ann@x.example>', [ann]],
    ['ann@x.example (Ann Bell)', [ann]],
    ['Ann (Sales (EU)) Bell <ann@x.example>', [ann]],
    ['=?utf-8?B?QW5u?= =?utf-8?B?IEJlbGw=?= <ann@x.example>', [ann]],
    ['"=?utf-8?Q?Ann_Bell?=" <ann@x.example>', [ann]],
    ['"Ann "Bell"" <ann@x.example>', [ann]],
    ['<Ann Bell> ann@x.example', [ann]],
    ['mailto:ann@x.example', [plain]],
    ['ann@x.example;', [plain]],
    ['ANN@X.example, ann@x.example', [plain]],
    ['"unclosed <ann@x.example>', [{ name: '"unclosed', address: 'ann@x.example' }]],
    ['Bell, Ann <ann@x.example>', [{ name: 'Bell, Ann', address: 'ann@x.example' }]],
    ['=?utf-8?Q?Bell,_Ann?= <ann@x.example>', [{ name: 'Bell, Ann', address: 'ann@x.example' }]],
    ['Ann [Sales] <ann@x.example>', [{ name: 'Ann [Sales]', address: 'ann@x.example' }]],
    ['Ann @ Home <ann@x.example>', [{ name: 'Ann @ Home', address: 'ann@x.example' }]],
    [
      'A <a@x.example>; B <b@x.example>',
      [
        { name: 'A', address: 'a@x.example' },
        { name: 'B', address: 'b@x.example' },
      ],
    ],
    [
      'A <a@x.example> B <b@x.example>',
      [
        { name: 'A', address: 'a@x.example' },
        { name: 'B', address: 'b@x.example' },
      ],
    ],
    [
      'Team: a@x.example, B <b@x.example>;',
      [
        { name: '', address: 'a@x.example' },
        { name: 'B', address: 'b@x.example' },
      ],
    ],
    ['Re: Ann <ann@x.example>', [{ name: 'Re: Ann', address: 'ann@x.example' }]],
    ['ann@bücher.example', [{ name: '', address: 'ann@xn--bcher-kva.example' }]],
    ['undisclosed-recipients:;', []],
    ['"a@evil.example"@good.example', []],
    ['"ann bell"@x.example', []],
    ['root (Cron Daemon)', []],
  ])('%s', (value, wanted) => {
    expect(readAddresses([value]).addresses).toEqual(wanted);
  });
});

describe('who wrote is trusted only when it is written by the rules', () => {
  const mail = (...headers: string[]): Promise<Awaited<ReturnType<typeof parseMail>>> =>
    parseMail(Buffer.from(`${headers.join('\r\n')}\r\nSubject: x\r\n\r\nHello`), hashAttachment);

  test.each([
    ['From: Ann Bell <ann@x.example>', 1],
    ['From: "Bell, Ann" <ann@x.example>', 1],
    ['From: Bell, Ann <ann@x.example>', 2],
    ['From: Ann Bell <ann@x.example', 2],
    ['From: Ann Bell ann@x.example', 2],
    ['From: Ann <ann@x.example> <eve@evil.example>', 2],
    ['From: ann@x.example, ann@x.example', 2],
    ['From: ann@x.example, bob@x.example', 2],
  ])('%s counts %i', async (header, fromCount) => {
    const found = await mail(header);
    expect(found.from?.address).toBe('ann@x.example');
    expect(found.fromCount).toBe(fromCount);
  });

  test.each([
    ['Sender: Ann Bell <ann@x.example>', 'sender'],
    ['Return-Path: <ann@x.example>', 'return-path'],
    ['Reply-To: ann@x.example', 'reply-to'],
  ])('without a From, %s lends the sender, who is neither proven nor answered', async (header, name) => {
    const found = await mail(header, 'From: the one who knows');
    expect(found).toMatchObject({ from: { address: 'ann@x.example' }, fromCount: 0, noAutoAnswerReason: 'no readable sender' });
    expect(found.warnings).toContain(`the sender shown is taken from the ${name} header and is not proven`);
  });

  test('and nobody is made up', async () => {
    expect(await mail('To: help@desk.example')).toMatchObject({ from: null, fromCount: 0 });
  });
});
