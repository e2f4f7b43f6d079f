import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { giveTicket } from '../../../domain/assignment/give-ticket.ts';
import { bindThread } from '../../../domain/chat/bind-thread.ts';
import { findThreadTicket } from '../../../domain/chat/find-thread-ticket.ts';
import { mirrorTicket } from '../../../domain/chat/mirror-ticket.ts';
import { threadsOfTicket } from '../../../domain/chat/threads-of-ticket.ts';
import { unbindThread } from '../../../domain/chat/unbind-thread.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { addTeam } from '../../../domain/people/add-team.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { addMessage } from '../../../domain/tickets/add-message.ts';
import { addNote } from '../../../domain/tickets/add-note.ts';
import { assignTicket } from '../../../domain/tickets/assign-ticket.ts';
import { changeStatus } from '../../../domain/tickets/change-status.ts';
import { deleteNote } from '../../../domain/tickets/delete-note.ts';
import { editNote } from '../../../domain/tickets/edit-note.ts';
import { markSpam } from '../../../domain/tickets/mark-spam.ts';
import { mergeTicket } from '../../../domain/tickets/merge-ticket.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { releaseSpam } from '../../../domain/tickets/release-spam.ts';
import { system } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';
import { plainTicket } from '../../support/plain-ticket.ts';
import type { FakeMessage } from '../../support/slack/fake-slack.types.ts';
import {
  asAgent,
  openThreadsDesk,
  type ThreadsDesk,
  type ThreadsSide,
  textFile,
  ticketsOf,
  transcript,
  useChannel,
  wordsOf,
} from './threads-desk.ts';

let kit: ThreadsDesk;
beforeAll(async () => {
  kit = await openThreadsDesk();
});
afterAll(async () => {
  expect(kit.slack.refusals).toEqual([]);
  await kit.close();
});

async function ticketIn(side: ThreadsSide, channel: string, rootTs: string | null = null, subject = 'Printer on fire') {
  const ticket = await asAgent(kit, side, async (uow) => {
    const opened = await openTicket(uow, plainTicket(subject));
    await bindThread(uow, { installationId: side.installationId, channelId: channel, rootTs, ticketId: opened.id });
    await mirrorTicket(uow, opened.id);
    return opened;
  });
  await kit.settle();
  return ticket;
}

/** Replies of the app below the card, as words. */
function saidIn(channel: string): string[] {
  return replies(channel).map((message) => wordsOf(message));
}

function replies(channel: string): FakeMessage[] {
  return kit.slack
    .messages(channel)
    .filter((message) => message.bot_id !== undefined && message.thread_ts !== undefined && message.thread_ts !== message.ts);
}

function card(channel: string): FakeMessage {
  const [root] = kit.slack.messages(channel);
  if (root === undefined) throw new Error('no card was posted');
  return root;
}

async function postsOf(side: ThreadsSide, ticketId: TicketId) {
  return kit.desk.withTenant(side.tenant.id, system, (uow) =>
    sqlRows<{ kind: string; state: string }>(
      uow,
      'select p.kind, p.state from chat_posts p join chat_threads h on h.id = p.thread_id where h.ticket_id = ? order by p.id',
      [ticketId],
    ),
  );
}

describe('the card of a ticket', () => {
  test('is posted once in a channel and changed in place by everything that happens to the ticket', async () => {
    const channel = kit.one.workspace.addChannel('cards');
    const ticket = await ticketIn(kit.one, channel);
    expect(wordsOf(card(channel))).toContain('Printer on fire');
    await asAgent(kit, kit.one, (uow) => assignTicket(uow, ticket.id, kit.one.tenant.agent));
    await kit.settle();
    await asAgent(kit, kit.one, (uow) => changeStatus(uow, ticket.id, 'resolved'));
    await kit.settle();
    expect(kit.slack.messages(channel)).toHaveLength(1);
    expect(wordsOf(card(channel))).toContain('resolved');
    expect(wordsOf(card(channel))).toContain('agent');
  });

  test('is drawn once for many changes that it has not shown yet', async () => {
    const channel = kit.one.workspace.addChannel('coalesced');
    const ticket = await ticketIn(kit.one, channel);
    for (const status of ['in_progress', 'resolved', 'open', 'in_progress'] as const) {
      await asAgent(kit, kit.one, (uow) => changeStatus(uow, ticket.id, status));
    }
    await kit.settle();
    const cards = (await postsOf(kit.one, ticket.id)).filter((post) => post.kind === 'card');
    expect(cards).toEqual([
      { kind: 'card', state: 'sent' },
      { kind: 'card', state: 'sent' },
    ]);
    expect(wordsOf(card(channel))).toContain('in progress');
  });

  test('stands in the thread when that began with a person’s message, and the ticket links to it', async () => {
    const channel = kit.one.workspace.addChannel('bound');
    const root = await kit.slack.say(kit.one.colleague, channel, 'It burns');
    const ticket = await ticketIn(kit.one, channel, root.ts);
    expect(kit.slack.thread(channel, root.ts).map((message) => message.bot_id !== undefined)).toEqual([false, true]);
    const links = await asAgent(kit, kit.one, (uow) => threadsOfTicket(uow, ticket.id));
    expect(links).toEqual([expect.objectContaining({ link: `https://one.slack.com/archives/${channel}/p${root.ts.replace('.', '')}` })]);
    expect(await kit.desk.withTenant(kit.two.tenant.id, system, (uow) => threadsOfTicket(uow, ticket.id))).toEqual([]);
    expect(await asAgent(kit, kit.one, (uow) => findThreadTicket(uow, kit.one.installationId, channel, root.ts))).toMatchObject({
      number: ticket.number,
    });
    expect(await asAgent(kit, kit.two, (uow) => findThreadTicket(uow, kit.one.installationId, channel, root.ts))).toBeNull();
  });

  test('of one ticket is one in a channel, and a thread is one ticket’s', async () => {
    const channel = kit.one.workspace.addChannel('single');
    const root = await kit.slack.say(kit.one.colleague, channel, 'One');
    const ticket = await ticketIn(kit.one, channel, root.ts);
    const place = { installationId: kit.one.installationId, channelId: channel, rootTs: root.ts };
    const again = await asAgent(kit, kit.one, (uow) => bindThread(uow, { ...place, ticketId: ticket.id }));
    expect(again.isNew).toBe(false);
    const other = await asAgent(kit, kit.one, (uow) => openTicket(uow, plainTicket('Other')));
    await expect(asAgent(kit, kit.one, (uow) => bindThread(uow, { ...place, ticketId: other.id }))).rejects.toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining(ticket.number),
    });
    await asAgent(kit, kit.one, (uow) => unbindThread(uow, again.id));
    const taken = await asAgent(kit, kit.one, (uow) => bindThread(uow, { ...place, ticketId: other.id }));
    expect(taken.isNew).toBe(true);
    await kit.settle();
    const foreign = asAgent(kit, kit.two, (uow) =>
      bindThread(uow, { ...place, installationId: kit.two.installationId, ticketId: ticket.id }),
    );
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  });

  test('appears in channels that want new tickets, with what was said', async () => {
    const feed = kit.one.workspace.addChannel('feed');
    await useChannel(kit, kit.one, feed, { feed: true });
    await receive(kit.desk, kit.one.tenant, mailFrom('jane@acme.example', { subject: 'Fed by mail', text: 'Please help.' }));
    await kit.settle();
    expect(kit.slack.messages(feed).map(wordsOf)[0]).toContain('Fed by mail');
    expect(saidIn(feed)).toEqual([expect.stringMatching(/^Customer by mail · jane@acme\.example.*\[public\].*Please help\./s)]);
    await useChannel(kit, kit.one, feed, { feed: false });
    await receive(kit.desk, kit.one.tenant, mailFrom('jane@acme.example', { subject: 'Not fed' }));
    await kit.settle();
    expect(kit.slack.messages(feed).filter((message) => message.thread_ts === undefined || message.thread_ts === message.ts)).toHaveLength(
      1,
    );
  });
});

test('a ticket’s card appears in the channel of a team when the ticket comes to that team, and in no other team’s', async () => {
  const [channel, other] = [kit.one.workspace.addChannel('team'), kit.one.workspace.addChannel('other-team')];
  const teams = await asAgent(kit, kit.one, async (uow) => [await addTeam(uow, 'Field'), await addTeam(uow, 'Office')]);
  const [field, office] = teams.map(({ id }) => id);
  if (field === undefined || office === undefined) throw new Error('no teams');
  await useChannel(kit, kit.one, channel, { feed: true, teamId: field });
  await useChannel(kit, kit.one, other, { feed: true, teamId: office });
  const ticket = await asAgent(kit, kit.one, (uow) => openTicket(uow, plainTicket('For the field')));
  await asAgent(kit, kit.one, (uow) => addNote(uow, ticket.id, 'Nobody’s yet'));
  await kit.settle();
  expect(kit.slack.messages(channel)).toEqual([]);
  await asAgent(kit, kit.one, (uow) => giveTicket(uow, ticket.id, { to: 'team', teamId: field }));
  await kit.settle();
  expect(wordsOf(card(channel))).toContain('For the field');
  expect(kit.slack.messages(other)).toEqual([]);
});

describe('what is said on a ticket', () => {
  test('is said in its thread once, with who said it and who may see it', async () => {
    const channel = kit.one.workspace.addChannel('said');
    const ticket = await ticketIn(kit.one, channel);
    await asAgent(kit, kit.one, (uow) => addNote(uow, ticket.id, 'They called <!channel> & <@U1> twice'));
    await asAgent(kit, kit.one, async (uow) => {
      const recipients = [{ name: '', address: 'jane@acme.example' }];
      const author = { kind: 'staff' as const, userId: kit.one.tenant.agent, name: 'Bob' };
      await addMessage(uow, { ticketId: ticket.id, kind: 'reply', isPublic: true, author, text: 'It is fixed.', recipients });
      await mirrorTicket(uow, ticket.id);
    });
    await kit.settle();
    await kit.settle();
    expect(saidIn(channel)).toEqual([
      expect.stringMatching(/^Internal note · agent.*\[internal\].*They called <!channel> & <@U1> twice/s),
      expect.stringMatching(/^Answered the customer · Bob → jane@acme\.example.*\[public\].*It is fixed\./s),
    ]);
  });

  test('crosses with its files, and those of the other way, byte for byte', async () => {
    const channel = kit.one.workspace.addChannel('files');
    const ticket = await ticketIn(kit.one, channel);
    const root = card(channel);
    await kit.slack.say(kit.one.colleague, channel, 'See the log', { threadTs: root.ts, files: [textFile('boot.log', 'kernel panic')] });
    await kit.settle();
    expect(await transcript(kit, kit.one, ticket.id)).toEqual([expect.objectContaining({ text: 'See the log', files: 1 })]);
    const other = kit.one.workspace.addChannel('files-too');
    await asAgent(kit, kit.one, async (uow) => {
      await bindThread(uow, { installationId: kit.one.installationId, channelId: other, rootTs: null, ticketId: ticket.id });
      await mirrorTicket(uow, ticket.id);
    });
    await kit.settle();
    const shown = kit.slack.files().find((file) => file.name === 'boot.log');
    expect(shown?.content.toString()).toBe('kernel panic');
    expect(kit.slack.messages(channel).filter((message) => (message.files ?? []).length > 0)).toHaveLength(1);
    expect(kit.slack.messages(other).filter((message) => (message.files ?? []).length > 0)).toHaveLength(1);
  });

  test('changes and goes in the thread as it does on the ticket, also when it is long', async () => {
    const channel = kit.one.workspace.addChannel('edits');
    const ticket = await ticketIn(kit.one, channel);
    const long = Array.from({ length: 400 }, (_, line) => `line ${line} of a very long note about the printer`).join('\n');
    const { messageId } = await asAgent(kit, kit.one, (uow) => addNote(uow, ticket.id, long));
    await kit.settle();
    const parts = replies(channel).length;
    expect(parts).toBeGreaterThan(1);
    await asAgent(kit, kit.one, (uow) => editNote(uow, messageId, 'Short now', 'own'));
    await kit.settle();
    expect(saidIn(channel)).toEqual([expect.stringContaining('Short now')]);
    await asAgent(kit, kit.one, (uow) => editNote(uow, messageId, `${long}\nlonger`, 'own'));
    await kit.settle();
    expect(replies(channel)).toHaveLength(parts);
    expect(saidIn(channel).join('\n')).toContain('longer');
    await asAgent(kit, kit.one, (uow) => deleteNote(uow, messageId, 'own'));
    await kit.settle();
    expect(saidIn(channel)).toEqual([]);
    expect(await transcript(kit, kit.one, ticket.id)).toEqual([expect.objectContaining({ text: '(deleted)', files: 0 })]);
    await expect(asAgent(kit, kit.one, (uow) => editNote(uow, messageId, 'again', 'own'))).rejects.toMatchObject({ code: 'conflict' });
  });

  test('before the thread was bound is not repeated in it', async () => {
    const channel = kit.one.workspace.addChannel('late');
    const root = await kit.slack.say(kit.one.colleague, channel, 'Which ticket was this?');
    const ticket = await asAgent(kit, kit.one, async (uow) => {
      const opened = await openTicket(uow, plainTicket('Old'));
      await addNote(uow, opened.id, 'Long ago');
      return opened;
    });
    const place = { installationId: kit.one.installationId, channelId: channel, rootTs: root.ts, ticketId: ticket.id };
    await asAgent(kit, kit.one, (uow) => bindThread(uow, place));
    await asAgent(kit, kit.one, (uow) => addNote(uow, ticket.id, 'Just now'));
    await kit.settle();
    expect(saidIn(channel).slice(1)).toEqual([expect.stringContaining('Just now')]);
  });

  test('is not said while the ticket is spam, and is when it is released', async () => {
    const channel = kit.one.workspace.addChannel('spam');
    const ticket = await ticketIn(kit.one, channel);
    await asAgent(kit, kit.one, (uow) => markSpam(uow, ticket.id));
    await asAgent(kit, kit.one, (uow) => addNote(uow, ticket.id, 'Under cover'));
    await kit.settle();
    expect(wordsOf(card(channel))).toMatch(/spam/i);
    expect(saidIn(channel)).toEqual([]);
    await asAgent(kit, kit.one, (uow) => releaseSpam(uow, ticket.id));
    await kit.settle();
    expect(saidIn(channel)).toEqual([expect.stringContaining('Under cover')]);
  });
});

describe('what is said in a thread', () => {
  test('is an internal note of the linked member of staff, of anybody else by name, and is not echoed', async () => {
    const channel = kit.one.workspace.addChannel('notes');
    const ticket = await ticketIn(kit.one, channel);
    const root = card(channel);
    await kit.slack.say(kit.one.agent, channel, 'Looking &amp; thinking <https://x.example|here>', { threadTs: root.ts });
    await kit.slack.say(kit.one.colleague, channel, `Ask <@${kit.one.agent.id}>`, { threadTs: root.ts });
    const guest = kit.one.workspace.addPerson('gina', { is_restricted: true });
    await kit.slack.say(guest, channel, 'I am a guest', { threadTs: root.ts });
    await kit.settle();
    expect(await transcript(kit, kit.one, ticket.id)).toEqual([
      expect.objectContaining({
        text: 'Looking & thinking here (https://x.example)',
        isPublic: false,
        isVerified: true,
        author: expect.objectContaining({ kind: 'staff' }),
      }),
      expect.objectContaining({
        text: expect.stringMatching(/^Ask @/),
        isVerified: true,
        author: expect.objectContaining({ kind: 'chat', id: kit.one.colleague.id }),
      }),
      expect.objectContaining({ text: 'I am a guest', isVerified: false, author: expect.objectContaining({ kind: 'chat' }) }),
    ]);
    expect(replies(channel)).toEqual([]);
    expect(await ticketsOf(kit, kit.two)).toEqual([]);
  });

  test('goes to the ticket’s other thread, and changes and goes there, too', async () => {
    const [here, there] = [kit.one.workspace.addChannel('here'), kit.one.workspace.addChannel('there')];
    const ticket = await ticketIn(kit.one, here);
    await asAgent(kit, kit.one, (uow) =>
      bindThread(uow, { installationId: kit.one.installationId, channelId: there, rootTs: null, ticketId: ticket.id }),
    );
    await kit.settle();
    const said = await kit.slack.say(kit.one.colleague, here, 'First', { threadTs: card(here).ts });
    const other = await kit.slack.say(kit.one.colleague, there, 'From there', { threadTs: card(there).ts });
    await kit.settle();
    expect([saidIn(here), saidIn(there)]).toEqual([[expect.stringContaining('From there')], [expect.stringContaining('First')]]);
    await kit.slack.edit(said, 'Second');
    await kit.slack.remove(other);
    await kit.settle();
    expect([saidIn(here), saidIn(there)]).toEqual([[], [expect.stringContaining('Second')]]);
    expect((await transcript(kit, kit.one, ticket.id)).map((message) => message.text).sort()).toEqual(['(deleted)', 'Second']);
  });

  test('to the app is a command and no note', async () => {
    const channel = kit.one.workspace.addChannel('commands');
    const ticket = await ticketIn(kit.one, channel);
    await kit.slack.say(kit.one.agent, channel, `<@${kit.one.workspace.botUserId}> take it`, { threadTs: card(channel).ts });
    await kit.settle();
    expect(await transcript(kit, kit.one, ticket.id)).toEqual([]);
  });

  test('of a merged ticket goes to the one that took it over, and the thread says so', async () => {
    const channel = kit.one.workspace.addChannel('merged');
    const ticket = await ticketIn(kit.one, channel);
    const target = await asAgent(kit, kit.one, (uow) => openTicket(uow, plainTicket('Target')));
    await asAgent(kit, kit.one, (uow) =>
      mergeTicket(uow, ticket.id, target.id, { confirmed: true, sourceVersion: null, targetVersion: null }),
    );
    await kit.settle();
    expect(saidIn(channel)).toEqual([expect.stringContaining(`merged into ${target.number}`)]);
    await kit.slack.say(kit.one.colleague, channel, 'One more thing', { threadTs: card(channel).ts });
    await kit.settle();
    expect((await transcript(kit, kit.one, target.id)).map((message) => message.text)).toEqual(['One more thing']);
  });

  test('of a channel with other companies is heard, but nothing internal is said there', async () => {
    const channel = kit.one.workspace.addChannel('shared', { isShared: true });
    await useChannel(kit, kit.one, channel, {}, true);
    const outsider = kit.two.workspace.addPerson('olga');
    const root = await kit.slack.say(outsider, channel, 'Our API is down');
    const ticket = await ticketIn(kit.one, channel, root.ts, 'Secret subject of a mail');
    await kit.slack.say(outsider, channel, 'Anybody?', { threadTs: root.ts });
    await asAgent(kit, kit.one, (uow) => addNote(uow, ticket.id, 'The customer is impossible'));
    await kit.settle();
    const shown = kit.slack.messages(channel).filter((message) => message.bot_id !== undefined);
    expect(shown).toHaveLength(1);
    const words = `${shown.map(wordsOf).join(' ')} ${shown.map((message) => message.text).join(' ')}`;
    expect(words).toContain(ticket.number);
    expect(words).not.toMatch(/Secret|impossible/);
    expect((await postsOf(kit.one, ticket.id)).filter((post) => post.kind !== 'card')).toEqual([]);
    expect(await transcript(kit, kit.one, ticket.id)).toContainEqual(
      expect.objectContaining({ text: 'Anybody?', isVerified: false, author: expect.objectContaining({ kind: 'chat' }) }),
    );
  });

  test('a file that Slack does not hand out is named, and what was said is kept', async () => {
    const channel = kit.one.workspace.addChannel('lost');
    const ticket = await ticketIn(kit.one, channel);
    const event = {
      ...{ type: 'message', subtype: 'file_share', channel, channel_type: 'channel', user: kit.one.colleague.id, text: 'Look at these' },
      ...{ ts: '1700000000.000100', thread_ts: card(channel).ts },
      files: [
        { id: 'F0EVIL', name: 'evil.txt', mimetype: 'text/plain', size: 5, url_private: 'https://evil.example/steal' },
        {
          id: 'F0HUGE',
          name: 'huge.iso',
          mimetype: 'application/octet-stream',
          size: 50_000_001,
          url_private: `${kit.slack.apiUrl}files/huge`,
        },
        { id: 'F0GONE', name: 'gone.txt', mimetype: 'text/plain', size: 5, url_private: new URL('/files-pri/none', kit.slack.apiUrl).href },
      ],
    };
    await kit.slack.deliver(kit.one.workspace, event);
    await kit.settle();
    const [note] = await transcript(kit, kit.one, ticket.id);
    expect(note?.text).toMatch(/^Look at these.*evil\.txt.*outside Slack.*huge\.iso.*more than 50 MB.*gone\.txt/s);
    expect(note?.files).toBe(0);
  });
});
