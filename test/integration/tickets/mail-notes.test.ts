import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { MailInvite } from '../../../domain/mailboxes/mail-invite.types.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { mailFrom, messagesOf, receive } from '../../support/mails.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());

const answer: MailInvite = {
  method: 'reply',
  uid: 'u1',
  sequence: 0,
  summary: 'Site visit',
  location: '',
  start: '2024-11-08T09:00:00.000Z',
  end: null,
  allDay: false,
  timeZone: 'Europe/Berlin',
  organizer: null,
  attendees: [],
  answer: 'declined',
  recurring: null,
  when: 'Friday 8 November 2024, 10:00 (Europe/Berlin)',
};

it('an answer to an invitation shows date and answer above the text of its message, for its own company alone', async () => {
  const filed = await receive(desk, desk.one, mailFrom('jane@acme.example', { invite: answer, text: 'Sorry, no.' }));
  if (filed.kind !== 'opened') throw new Error(`expected a new ticket, got ${filed.kind}`);
  const [message] = await messagesOf(desk, desk.one, filed.ticketId);
  expect(message?.text).toBe(
    'Answer to an invitation: Site visit\nAnswer: declined\nWhen: Friday 8 November 2024, 10:00 (Europe/Berlin)\n\nSorry, no.',
  );
  expect(await messagesOf(desk, desk.two, filed.ticketId)).toEqual([]);
});

it('an encrypted mail says so, and an ordinary one is nothing but its text', async () => {
  const secret = await receive(
    desk,
    desk.one,
    mailFrom('jane@acme.example', { protection: { kind: 'encrypted', by: 'pgp' }, text: '-----BEGIN PGP MESSAGE-----' }),
  );
  const plain = await receive(desk, desk.one, mailFrom('jane@acme.example', { text: 'Hello' }));
  const textOf = async (filed: typeof plain) =>
    filed.kind === 'opened' ? (await messagesOf(desk, desk.one, filed.ticketId))[0]?.text : undefined;
  expect([await textOf(secret), await textOf(plain)]).toEqual(['This mail is encrypted (PGP).\n\n-----BEGIN PGP MESSAGE-----', 'Hello']);
});
