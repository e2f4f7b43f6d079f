import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Suspicion } from '../../../domain/mailboxes/suspicion.types.ts';
import { mailFrom } from '../../support/mails.ts';
import { type CommandDesk, mailsOf, openCommandDesk, textOf } from '../commands/command-desk.ts';
import { arrive, repliedTo } from './bounce-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(async () => {
  await c.desk.close();
});

const spam: Suspicion = { kind: 'spam', by: 'x-spam-flag', why: 'YES' };
const code: Suspicion = { kind: 'sign_in', by: 'slack.com', why: 'confirmation code' };

describe('a suspicious mail', () => {
  it('waits in quarantine with its reason, opens nothing and is answered by nobody', async () => {
    const mail = mailFrom('offer@spam.example', { suspicion: spam, subject: 'Cheap toner' });
    expect((await arrive(c, mail, c.desk.one.mailboxAddress)).kind).toBe('quarantined');
    expect(await c.rows("select 1 from tickets where requester_address = 'offer@spam.example'")).toEqual([]);
    expect(JSON.stringify((await c.say('quarantine')).rows)).toContain('taken for spam by a filter (x-spam-flag: YES)');
    expect(textOf(await c.say('handoff'))).toMatch(/Mails that wait in quarantine or failed: 1[\s\S]*offer@spam\.example · Cheap toner/);
    expect(await c.rows("select 1 from deliveries where purpose = 'acknowledgement'")).toEqual([]);
  });

  it('of somebody who answers on their ticket comes through when it is only called spam, and never when it lets its reader in', async () => {
    const sent = await repliedTo(c, 'jo@thread.example');
    const answer = mailFrom('jo@thread.example', { suspicion: spam, inReplyTo: sent.messageId });
    expect((await arrive(c, answer, c.desk.one.mailboxAddress)).kind).toBe('extended');
    const [reply] = await mailsOf(c, sent.number, 'reply');
    const token = reply?.mail.replyTo?.address ?? '';
    expect((await arrive(c, mailFrom('no-reply@slack.com', { suspicion: code }), token)).kind).toBe('quarantined');
    const virus: Suspicion = { kind: 'virus', by: 'x-virus-status', why: 'Infected' };
    expect((await arrive(c, mailFrom('jo@thread.example', { suspicion: virus, inReplyTo: sent.messageId }), token)).kind).toBe(
      'quarantined',
    );
  });
});
