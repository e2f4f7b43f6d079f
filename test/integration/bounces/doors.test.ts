import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { createAccept } from '../../../mail/inbound/accept.ts';
import { type SmtpDoor, startSmtpDoor } from '../../../mail/inbound/smtp-door.ts';
import { createVerifyMail } from '../../../mail/trust/verify-mail.ts';
import { createMailReader } from '../../../server/wiring/mail-reader.ts';
import { drainMails } from '../../../workflows/activities/drain-mails.ts';
import { silent } from '../../support/desk.ts';
import { dnsTable } from '../../support/dns-table.ts';
import { testRules } from '../../support/mails.ts';
import { type CommandDesk, openCommandDesk, statusOf } from '../commands/command-desk.ts';
import { SmtpTalk, type TempBlobs, tempBlobs } from '../doors/door-kit.ts';
import { repliedTo } from './bounce-desk.ts';

let c: CommandDesk;
let temp: TempBlobs;
let door: SmtpDoor;
let accept: ReturnType<typeof createAccept>;
beforeAll(async () => {
  c = await openCommandDesk();
  temp = await tempBlobs();
  accept = createAccept({ withTenant: c.desk.withTenant, blobs: temp.blobs });
  const { across } = c.desk;
  door = await startSmtpDoor({ host: '127.0.0.1', port: 0, protocol: 'smtp', maxBytes: 2_000_000, accept, across, log: silent });
}, 120_000);
afterAll(async () => {
  await door.stop();
  await c.desk.close();
  await temp.remove();
});

async function drain(): Promise<void> {
  const { withTenant, across, one } = c.desk;
  const deps = {
    withTenant,
    across,
    reader: createMailReader(temp.blobs, { verify: createVerifyMail(dnsTable({})) }),
    filingRules: () => testRules,
    log: silent,
  };
  while ((await drainMails(deps, shardOf(one.id))).more);
}

const healthOf = (address: string) => c.rows('select state, status, reason from address_health where address = ?', [address]);

/** A report as Postfix writes it (RFC 3464), of a mail whose headers it leaves out. */
function postfixReport(to: string, recipient: string, original: string[] = []): string {
  return [
    'From: MAILER-DAEMON@relay.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${to}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    "I'm sorry to have to inform you that your message could not be delivered.",
    '',
    `<${recipient}>: host mx.gone.example said: 550 5.1.1 user unknown (in reply to RCPT TO command)`,
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
    ...(original.length === 0 ? [] : ['--b1', 'Content-Type: text/rfc822-headers', '', ...original]),
    '--b1--',
    '',
  ].join('\r\n');
}

it('a report that a server brings to the return address by SMTP ends on the ticket and at the address', async () => {
  const sent = await repliedTo(c, 'gone@smtp.example');
  const talk = await SmtpTalk.open(door.port);
  const answer = await talk.deliver('', [sent.returnTo], postfixReport(sent.returnTo, 'gone@smtp.example'));
  talk.hangUp();
  expect(answer).toMatch(/^250 /);
  await drain();
  expect(await healthOf('gone@smtp.example')).toEqual([{ state: 'undeliverable', status: '5.1.1', reason: 'userunknown' }]);
  expect(await statusOf(c, sent.number)).toBe('in_progress');
});

it('one fetched from a mailbox is known by its Delivered-To, or by the Message-ID of the headers it returns', async () => {
  const { one } = c.desk;
  const fetched = async (content: string, key: string): Promise<void> => {
    const facts = { door: 'imap' as const, naturalKey: key, envelopeFrom: null, envelopeTo: null };
    await accept.accept({ tenantId: one.id, mailboxId: one.mailboxId }, Buffer.from(content), facts);
    await drain();
  };
  const first = await repliedTo(c, 'gone@imap.example');
  await fetched(`Delivered-To: ${first.returnTo}\r\n${postfixReport(one.mailboxAddress, 'gone@imap.example')}`, 'imap:1:1');
  expect(await healthOf('gone@imap.example')).toHaveLength(1);
  const second = await repliedTo(c, 'also@imap.example');
  const headers = ['From: support@one.example', `Message-ID: ${second.messageId}`, 'Subject: Re: printer', ''];
  await fetched(postfixReport(one.mailboxAddress, 'also@imap.example', headers), 'imap:1:2');
  expect(await healthOf('also@imap.example')).toHaveLength(1);
});

it('a confirmation code for somebody’s new account waits in quarantine, word for word as it came', async () => {
  const code = [
    'From: Slack <no-reply@slack.com>',
    'To: support@one.example',
    'Subject: Slack confirmation code: QX7-29K',
    '',
    'QX7-29K',
    '',
  ];
  const talk = await SmtpTalk.open(door.port);
  await talk.deliver('bounce@slack.com', [c.desk.one.mailboxAddress], code.join('\r\n'));
  talk.hangUp();
  await drain();
  const [mail] = await c.rows<{ state: string; last_error: string }>(
    "select state, last_error from inbound_mails where subject like 'Slack%'",
  );
  expect(mail?.state).toBe('quarantined');
  expect(mail?.last_error).toContain('a sign-in mail of a service');
});
