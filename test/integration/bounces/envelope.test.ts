import { afterEach, expect, it } from '@jest/globals';
import type { ClaimedDelivery } from '../../../domain/deliveries/claim-delivery.ts';
import { readReturnAddress } from '../../../domain/deliveries/return-address.rules.ts';
import { type DeliveryId, type MailboxId, newId, type TenantId, type TicketId } from '../../../domain/ids.types.ts';
import { newReplyRef } from '../../../domain/tickets/reply-address.rules.ts';
import { createMailSender } from '../../../server/wiring/mail-sender.ts';
import { testKeys } from '../../support/mails.ts';
import { type ScriptedSmtp, scriptedSmtp } from '../mail-outbound/scripted-smtp.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const tenant = newId<TenantId>();
const mailboxId = newId<MailboxId>();

function deliveryTo(
  server: ScriptedSmtp,
  over: Partial<ClaimedDelivery> & { autoSubmitted?: 'no' | 'auto-replied' } = {},
): ClaimedDelivery {
  const { autoSubmitted = 'no', ...rest } = over;
  return {
    id: newId<DeliveryId>(),
    mailMessageId: '<dh.1@one.example>',
    returnRef: newReplyRef(),
    mail: {
      from: { name: 'Support', address: 'support@one.example' },
      to: [{ name: '', address: 'jane@acme.example' }],
      cc: [],
      replyTo: null,
      subject: 'Printer',
      text: 'We are on it.',
      inReplyTo: null,
      references: [],
      autoSubmitted,
      attachmentIds: [],
    },
    purpose: 'reply',
    ticketId: newId<TicketId>(),
    mailboxId,
    smtp: { host: '127.0.0.1', port: server.port, secure: false, user: null },
    smtpSecret: null,
    usesOauth: false,
    brand: null,
    dkim: null,
    onlyTo: null,
    attempts: 1,
    firstQueuedAt: new Date(),
    attachments: [],
    ...rest,
  };
}

async function start(script: Parameters<typeof scriptedSmtp>[0]) {
  const server = await scriptedSmtp(script);
  const sender = createMailSender({ blobs: undefined as never, keyRing: undefined as never, replyKeysFor: () => testKeys });
  closing.push(
    () => sender.close(),
    () => server.close(),
  );
  const senders = (): string[] =>
    server.commands.filter((line) => line.startsWith('MAIL')).map((line) => /<(.*?)>/.exec(line)?.[1] ?? line);
  return { server, sender, senders };
}

it('a mail that a person wrote names itself in its envelope sender, and its headers keep the mailbox', async () => {
  const { server, sender, senders } = await start({});
  const delivery = deliveryTo(server);
  expect((await sender.send(tenant, delivery)).kind).toBe('sent');
  const [from = ''] = senders();
  expect(readReturnAddress(from, tenant, testKeys)).toBe(delivery.returnRef);
  expect(server.contents[0]).toMatch(/^From: Support <support@one\.example>$/m);
});

it('automatic mail keeps the null sender, and a mail from before references the bare mailbox', async () => {
  const { server, sender, senders } = await start({});
  await sender.send(tenant, deliveryTo(server, { autoSubmitted: 'auto-replied', returnRef: null }));
  await sender.send(tenant, deliveryTo(server, { returnRef: null }));
  expect(senders()).toEqual(['', 'support@one.example']);
});

it('a server that lets us send under the bare address alone gets the mail under that at once, and the next one straight away', async () => {
  const { server, sender, senders } = await start({ MAIL: ['550 5.7.60 SMTP; Client does not have permissions to send as this sender'] });
  expect((await sender.send(tenant, deliveryTo(server))).kind).toBe('sent');
  expect((await sender.send(tenant, deliveryTo(server))).kind).toBe('sent');
  expect(senders().slice(1)).toEqual(['support@one.example', 'support@one.example']);
  expect(server.contents).toHaveLength(2);
});

it('a refusal of the recipient is no reason to offer the mail twice', async () => {
  const { server, sender, senders } = await start({ RCPT: '550 5.1.1 user unknown' });
  expect(await sender.send(tenant, deliveryTo(server))).toMatchObject({ kind: 'refused', permanent: true });
  expect(senders()).toHaveLength(1);
});
