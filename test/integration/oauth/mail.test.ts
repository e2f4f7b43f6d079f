import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { ClaimedDelivery } from '../../../domain/deliveries/claim-delivery.ts';
import { type DeliveryId, newId } from '../../../domain/ids.types.ts';
import { loadMailboxSecrets } from '../../../domain/mailboxes/load-mailbox-secrets.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { createImapWatchers, type ImapWatchers } from '../../../mail/inbound/imap-watchers.ts';
import { testMailbox } from '../../../server/cli/test-mailbox.ts';
import { createMailSender } from '../../../server/wiring/mail-sender.ts';
import { silent, system } from '../../support/desk.ts';
import { type DovecotServer, startDovecot } from '../../support/dovecot/start-dovecot.ts';
import { testKeys } from '../../support/mails.ts';
import { eventually, mailText, storedMails, type TempBlobs, tempBlobs } from '../doors/door-kit.ts';
import { deliverTo } from '../doors/imap-kit.ts';
import { TcpProxy } from '../doors/tcp-proxy.ts';
import { type OauthBox, OauthDesk } from './oauth-kit.ts';

const hour = 3_600_000;
// Looks again by itself: a machine out of inotify instances (many mail servers at once) announces nothing for half a minute.
const quick = { pollMs: 300, sweepMs: hour, refreshMs: 200, backOffFactor: 0.02, renewMs: 200, leaseMs: 5_000 };
const users = Array.from({ length: 12 }, (_, i) => `user${i}`);

let kit: OauthDesk;
let temp: TempBlobs;
let dovecot: DovecotServer;
let smtp: SMTPServer;
/** Users as the SMTP server let them in, one for each connection. */
let smtpSignIns: string[];
let smtpMails: string[];
const watching: ImapWatchers[] = [];
const wires: TcpProxy[] = [];
let user: string;
let account: string;
let box: OauthBox;
let before: number;

beforeAll(async () => {
  kit = await OauthDesk.open();
  temp = await tempBlobs();
  dovecot = await startDovecot({
    users: users.map((name) => ({ name, password: 'unused' })),
    introspectionUrl: kit.provider.introspectionUrl,
  });
  smtp = new SMTPServer({
    authMethods: ['XOAUTH2'],
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, accessToken }, _session, done) => {
      if (kit.provider.isGood(String(accessToken), String(username))) {
        smtpSignIns.push(String(username));
        done(null, { user: String(username) });
      } else done(null, { data: { status: '401', schemes: 'bearer', scope: 'mail' } });
    },
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (chunk) => {
        text += String(chunk);
      });
      stream.on('end', () => {
        smtpMails.push(text);
        done();
      });
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
}, 180_000);
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await dovecot.stop();
  await kit.close();
  await temp.remove();
});
beforeEach(async () => {
  user = users.shift() ?? 'nobody left';
  account = `${user}@test.example`;
  [smtpSignIns, smtpMails] = [[], []];
  box = await kit.box(user, { imap: dovecot.imapPort, smtp: (smtp.server.address() as AddressInfo).port });
  kit.ahead = 0;
  before = kit.provider.grants.length;
});
afterEach(async () => {
  await Promise.all(watching.splice(0).map((one) => one.stop()));
  await kit.desk.withTenant(box.tenantId, system, (uow) =>
    sqlRun(uow, 'update mailboxes set enabled = false where id = ?', [box.mailboxId]),
  );
  await Promise.all(wires.splice(0).map((one) => one.close()));
  kit.provider.troubles = [];
  kit.provider.delayMs = 0;
});

async function watch(instanceId = 'a'): Promise<ImapWatchers> {
  const { withTenant, across } = kit.desk;
  const watchers = createImapWatchers({
    ...{ withTenant, across, instanceId, blobs: temp.blobs, log: silent, timing: quick },
    unseal: (sealed, context) => kit.web.keyRing.unseal(sealed, context),
    accessToken: kit.tokens().token,
    renderNotice: ({ kind, address }) => ({ subject: `${kind} ${address}`, text: '' }),
  });
  watching.push(watchers);
  await watchers.start();
  return watchers;
}

const deliver = (...subjects: string[]) =>
  deliverTo(
    dovecot.lmtpPort,
    user,
    subjects.map((subject) => mailText(subject)),
  );
const subjects = async (): Promise<string[]> =>
  (await storedMails(kit.desk.withTenant, box.tenantId))
    .filter((row) => row.mailboxId === box.mailboxId)
    .map((row) => /^Subject: (.*)\r$/m.exec(row.raw?.toString() ?? '')?.[1] ?? '');
const stored = (count: number) =>
  eventually(async () => {
    const found = await subjects();
    return found.length >= count && found;
  });
const health = (wanted: string) => eventually(async () => (await kit.mailboxOf(box)).health === wanted);
const refreshes = () => kit.grants('refresh_token', before);
const notices = async (): Promise<string[]> =>
  (
    await kit.desk.withTenant(box.tenantId, system, (uow) =>
      sqlRows<{ subject: string }>(uow, "select mail->>'subject' as subject from deliveries where effect_key like ?", [
        `mailbox-%:${box.mailboxId}:%`,
      ]),
    )
  ).map(({ subject }) => subject);

function delivery(): ClaimedDelivery {
  return {
    ...{ id: newId<DeliveryId>(), mailMessageId: `<${newId<string>()}@one.example>`, purpose: 'notice', ticketId: null, attempts: 1 },
    ...{
      mailboxId: box.mailboxId,
      smtpSecret: null,
      returnRef: null,
      usesOauth: true,
      brand: null,
      dkim: null,
      onlyTo: null,
      firstQueuedAt: new Date(),
      attachments: [],
    },
    smtp: { host: '127.0.0.1', port: (smtp.server.address() as AddressInfo).port, secure: false, user: account },
    mail: {
      ...{ from: { name: 'Support', address: box.address }, to: [{ name: 'Jane', address: 'jane@acme.example' }], cc: [], replyTo: null },
      ...{ subject: 'Your printer', text: 'It prints.', inReplyTo: null, references: [], autoSubmitted: 'no', attachmentIds: [] },
    },
  };
}

describe('fetching with a token', () => {
  it('begins when somebody has consented, without a restart, and nobody was bothered before', async () => {
    await watch();
    await health('failing');
    expect((await kit.mailboxOf(box)).lastError).toContain('waits for somebody to connect it');
    const introspections = kit.provider.introspections;
    expect(kit.provider.grants).toHaveLength(before);
    await kit.connect(box, account);
    await health('ok');
    await deliver('hello');
    expect(await stored(1)).toEqual(['hello']);
    expect({ asked: kit.provider.introspections > introspections, notices: await notices() }).toEqual({ asked: true, notices: [] });
  });

  it('goes on over the end of a token: the next connection has a new one, and no mail is lost or doubled', async () => {
    const wire = await TcpProxy.open({ host: dovecot.host, port: dovecot.imapPort });
    wires.push(wire);
    box = await kit.box(user, { imap: wire.port });
    await kit.connect(box, account);
    await watch();
    await deliver('one');
    await stored(1);
    // The hour is over while the connection idles; the server cuts it, as providers do.
    kit.provider.book.endAccess(account);
    await kit.endsIn(box, -1_000);
    wire.cut();
    await deliver('two', 'three');
    expect(await stored(3)).toEqual(['one', 'two', 'three']);
    expect(refreshes()).toEqual(['granted']);
  });

  it('replaces a token that looked good and was refused, once, before that counts', async () => {
    await kit.connect(box, account);
    kit.provider.book.endAccess(account);
    await watch();
    await health('ok');
    expect(refreshes()).toEqual(['granted']);
    // Again, a moment later: a server that refuses every token is not answered with ever new ones.
    await Promise.all(watching.splice(0).map((one) => one.stop()));
    kit.provider.book.endAccess(account);
    await watch();
    await health('failing');
    expect((await kit.mailboxOf(box)).lastError).toContain('does not accept the sign-in by OAuth');
    expect(refreshes()).toEqual(['granted']);
  });

  it('stops when the consent is taken back: told once, nobody hammered, and a new consent brings it back', async () => {
    await kit.browser('owner');
    await kit.connect(box, account);
    kit.provider.book.revoke(account);
    await watch('a');
    await watch('b');
    await health('failing');
    await eventually(async () => (await kit.oauthOf(box)).state === 'refused');
    expect((await kit.mailboxOf(box)).lastError).toContain('An admin connects it again');
    const told = (await notices()).length;
    const [introspections, grants] = [kit.provider.introspections, kit.provider.grants.length];
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect({ told: told > 0, all: new Set(await notices()) }).toEqual({ told: true, all: new Set([`${box.address} receives no mail`]) });
    expect({ notices: (await notices()).length, introspections: kit.provider.introspections, grants: kit.provider.grants.length }).toEqual({
      ...{ notices: told, introspections, grants },
    });
    await deliver('waiting');
    await kit.connect(box, account);
    expect(await stored(1)).toEqual(['waiting']);
    expect(refreshes()).toEqual(['invalid_grant']);
  });

  it('tries a mailbox out over both servers', async () => {
    const outcomes = async () => {
      const all = await kit.desk.withTenant(box.tenantId, system, loadMailboxSecrets);
      const mailbox = all.find(({ id }) => id === box.mailboxId);
      if (mailbox === undefined) throw new Error('no mailbox');
      const deps = { keyRing: kit.web.keyRing, withTenant: kit.desk.withTenant, log: silent };
      return (await testMailbox(deps, mailbox)).map(({ server, ok, detail }) => `${server} ${ok} ${detail}`);
    };
    for (const line of await outcomes()) expect(line).toMatch(/^(IMAP|SMTP) false This mailbox waits for somebody/);
    await kit.connect(box, account);
    expect(await outcomes()).toEqual(['IMAP true Signed in to 127.0.0.1. The inbox holds 0 mails.', 'SMTP true Signed in to 127.0.0.1.']);
  });
});

describe('sending with a token', () => {
  const sender = () =>
    createMailSender({ blobs: temp.blobs, keyRing: kit.web.keyRing, replyKeysFor: () => testKeys, tokens: kit.tokens() });

  it('keeps its connection while the token stays and opens another one for a new token', async () => {
    await kit.connect(box, account);
    const mails = sender();
    try {
      for (let i = 0; i < 2; i += 1) expect(await mails.send(box.tenantId, delivery())).toMatchObject({ kind: 'sent' });
      expect(smtpSignIns).toEqual([account]);
      await kit.endsIn(box, -1_000);
      expect(await mails.send(box.tenantId, delivery())).toMatchObject({ kind: 'sent' });
      expect({ signIns: smtpSignIns, mails: smtpMails.length, refreshes: refreshes() }).toEqual({
        ...{ signIns: [account, account], mails: 3, refreshes: ['granted'] },
      });
      expect(smtpMails[0]).toContain('It prints.');
    } finally {
      await mails.close();
    }
  });

  it('replaces a refused token once, and hands no mail over twice', async () => {
    await kit.connect(box, account);
    kit.provider.book.endAccess(account);
    const mails = sender();
    try {
      expect(await mails.send(box.tenantId, delivery())).toMatchObject({ kind: 'sent' });
      expect({ mails: smtpMails.length, refreshes: refreshes() }).toEqual({ mails: 1, refreshes: ['granted'] });
    } finally {
      await mails.close();
    }
  });

  it('says what to do when the consent is gone, and keeps the mail', async () => {
    await kit.connect(box, account);
    kit.provider.book.revoke(account);
    const mails = sender();
    try {
      for (let i = 0; i < 3; i += 1)
        expect(await mails.send(box.tenantId, delivery())).toMatchObject({
          kind: 'not_handed_over',
          reason: expect.stringContaining('An admin connects it again'),
        });
      expect({ refreshes: refreshes(), mails: smtpMails }).toEqual({ refreshes: ['invalid_grant'], mails: [] });
    } finally {
      await mails.close();
    }
  });
});
