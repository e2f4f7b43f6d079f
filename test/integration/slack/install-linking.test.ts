import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Card } from '../../../bots/cards/card.types.ts';
import { cardToText } from '../../../bots/cards/card-to-text.ts';
import { linkAnswer, tryLinkCode } from '../../../bots/slack/install/link-answer.ts';
import { createTurn } from '../../../bots/slack/receive/turn.ts';
import type { Turn } from '../../../bots/slack/slack.types.ts';
import { findChatPerson } from '../../../domain/chat/find-chat-person.ts';
import { finishLinkBySignIn } from '../../../domain/chat/finish-link-by-sign-in.ts';
import { listChatPeople } from '../../../domain/chat/list-chat-people.ts';
import { loadInstallation } from '../../../domain/chat/load-installation.ts';
import { startLinkFromStaff } from '../../../domain/chat/start-link-from-staff.ts';
import { type InstallationId, newId, type StaffUserId, type TenantId } from '../../../domain/ids.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { system } from '../../support/desk.ts';
import type { FakePerson, FakeWorkspace } from '../../support/slack/fake-slack.types.ts';
import type { WebClient } from '../../support/web-client.ts';
import { connect, type InstallDesk, openInstallDesk } from './install-kit.ts';

type Staff = WebClient & { userId: StaffUserId };

let kit: InstallDesk;
let admin: Staff;
let priya: Staff;
let foreigner: Staff;
let workspace: FakeWorkspace;
let turn: Turn;
let id: InstallationId;
let bob: FakePerson;
let count = 0;
beforeAll(async () => {
  kit = await openInstallDesk();
  admin = await kit.browser(one(), 'admin');
  priya = await kit.browser(one(), 'viewer');
  foreigner = await kit.browser(kit.desk.two.id, 'owner');
}, 120_000);
afterAll(() => kit.close());
beforeEach(async () => {
  count += 1;
  workspace = kit.slack.addWorkspace(`linking-${count}`);
  await connect(kit, admin, workspace.addPerson('boss'));
  id = (await kit.workspaces(one())).find(({ externalId }) => externalId === workspace.teamId)?.id as InstallationId;
  const installation = await kit.desk.withTenant(one(), system, (uow) => loadInstallation(uow, id));
  if (installation === null) throw new Error('the workspace is not connected');
  turn = createTurn(kit.deps, installation, {}, null);
  bob = workspace.addPerson('bob', { tz: 'America/Chicago' });
});

const one = (): TenantId => kit.desk.one.id;
const caller = (person: FakePerson) => ({ id: person.id, team: person.team, name: person.name });
const codeOf = async (staff: Staff): Promise<string> =>
  (await kit.desk.withTenant(staff === foreigner ? kit.desk.two.id : one(), system, (uow) => startLinkFromStaff(uow, staff.userId))).code;
const say = async (person: FakePerson, code: string): Promise<string> =>
  wordsOf(await tryLinkCode(kit.deps, kit.clients, turn, caller(person), code));
const wordsOf = (card: Card): string => cardToText(card);
const whoIs = (person: FakePerson) => kit.desk.withTenant(one(), system, (uow) => findChatPerson(uow, id, person.id));
const linkOf = async (person: FakePerson): Promise<string> => {
  const card = await linkAnswer(kit.deps, turn, caller(person));
  const href = card.text.flat().find((span) => span.href !== undefined)?.href ?? '';
  expect(href).toMatch(/^https:\/\/desk\.example\/slack\/link#[\w-]{43}$/);
  return new URL(href).hash.slice(1);
};
const askCommand = async (staff: Staff, text: string): Promise<Card> =>
  ((await staff.send('POST', '/api/console/say', { text, commandId: newId<string>(), ticket: null })).json as { card: Card }).card;

describe('linking by a code', () => {
  it('makes the person the member of staff whose code they say, once, in any writing', async () => {
    const card = await askCommand(priya, 'link slack');
    const code = /\/desk link (\w{4}-\w{4})/.exec(wordsOf(card))?.[1] ?? '';
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    expect(await kit.everyRow()).not.toContain(code);
    expect(await say(bob, ` ${code.toLowerCase().replace('-', ' ')} `)).toContain('You are linked: here you are viewer');
    expect(await whoIs(bob)).toMatchObject({ userId: priya.userId, externalTeamId: workspace.teamId, timeZone: 'America/Chicago' });
    const eve = workspace.addPerson('eve');
    expect(await say(eve, code)).toContain('wrong, used, or older');
    expect(await whoIs(eve)).toBeNull();
    expect(await whoIs(bob)).not.toBeNull();
  });

  it('answers a repeated delivery of the same words like the first time', async () => {
    const code = await codeOf(priya);
    const first = await say(bob, code);
    expect(await say(bob, code)).toBe(first);
    expect(await kit.desk.withTenant(one(), system, (uow) => listChatPeople(uow, priya.userId))).toEqual(
      expect.arrayContaining([expect.objectContaining({ externalId: bob.id })]),
    );
  });

  it('is over after ten minutes, and when a newer code was made', async () => {
    const void1 = await codeOf(priya);
    const code = await codeOf(priya);
    expect(await say(bob, void1)).toContain('wrong, used, or older');
    kit.desk.clock.now = new Date(Date.now() + 10 * 60_000 + 1_000);
    expect(await say(bob, code)).toContain('wrong, used, or older');
    kit.desk.clock.now = null;
    expect(await whoIs(bob)).toBeNull();
  });

  it('looks at no code after five wrong ones, for ten minutes, of this person alone', async () => {
    const code = await codeOf(priya);
    const answers: string[] = [];
    for (let index = 0; index < 5; index += 1) answers.push(await say(bob, `WRNG-222${index + 2}`));
    expect(answers[0]).toContain('You have 4 more tries');
    expect(answers[4]).toContain('Wait 10 minutes');
    expect(await say(bob, code)).toContain('5 wrong codes');
    expect(await whoIs(bob)).toBeNull();
    const eve = workspace.addPerson('eve');
    expect(await say(eve, code)).toContain('You are linked');
    kit.desk.clock.now = new Date(Date.now() + 11 * 60_000);
    const later = await codeOf(priya);
    expect(await say(bob, later)).toContain('You are linked');
    kit.desk.clock.now = null;
  });

  it('lets no more than five of many wrong codes at once be looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => say(bob, `ABCD-EFG${'23456789ABCD'.charAt(index)}`)));
    expect(answers.filter((words) => words.includes('wrong, used, or older'))).toHaveLength(5);
    expect(answers.filter((words) => words.includes('5 wrong codes'))).toHaveLength(7);
  });

  it('refuses codes of another company as wrong ones', async () => {
    const code = await codeOf(foreigner);
    expect(await say(bob, code)).toContain('wrong, used, or older');
    expect(await whoIs(bob)).toBeNull();
  });

  it.each([
    ['a guest', { is_restricted: true }, 'Guests'],
    ['a guest of one channel', { is_ultra_restricted: true }, 'Guests'],
    ['a bot', { is_bot: true }, 'bot'],
    ['somebody deactivated', { deleted: true }, 'deactivated'],
  ])('refuses %s with a clear sentence, and the code stays good', async (_who, more, sentence) => {
    const code = await codeOf(priya);
    const person = workspace.addPerson('someone', more);
    expect(await say(person, code)).toContain(sentence);
    expect(await whoIs(person)).toBeNull();
    expect(await say(bob, code)).toContain('You are linked');
  });

  it('refuses people of another workspace', async () => {
    const stranger = kit.slack.addWorkspace(`elsewhere-${count}`).addPerson('mallory');
    expect(await say(stranger, await codeOf(priya))).toContain('another workspace');
    expect(await whoIs(stranger)).toBeNull();
  });

  it('replaces what either was linked to, and says so', async () => {
    await say(bob, await codeOf(priya));
    const eve = workspace.addPerson('eve');
    expect(wordsOf(await askCommand(priya, 'link slack'))).toContain('you are linked as bob now');
    expect(await say(eve, await codeOf(priya))).toContain('was bob in this workspace');
    expect(await whoIs(bob)).toBeNull();
    expect(await say(eve, await codeOf(admin))).toContain('you were linked to viewer');
    expect(await whoIs(eve)).toMatchObject({ userId: admin.userId });
  });
});

describe('linking by signing in', () => {
  it('shows who asks, and links whoever is signed in and says yes, once', async () => {
    const token = await linkOf(bob);
    const look = await priya.send('POST', '/api/slack/link/look', { token });
    expect(look.json).toEqual({
      name: 'bob',
      workspace: `linking-${count}`,
      linkedAs: null,
      linkedTo: null,
      you: expect.stringContaining('viewer'),
    });
    expect(await whoIs(bob)).toBeNull();
    expect((await foreigner.send('POST', '/api/slack/link/look', { token })).status).toBe(410);
    expect((await foreigner.send('POST', '/api/slack/link', { token })).status).toBe(410);
    const answers = await Promise.all([priya, admin].map((each) => each.send('POST', '/api/slack/link', { token })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
    expect(await whoIs(bob)).not.toBeNull();
    expect((await priya.send('POST', '/api/slack/link', { token })).status).toBe(410);
  });

  it('uses a link up in the commit that links', async () => {
    const token = await linkOf(bob);
    const present = { externalId: bob.id, externalTeamId: bob.team, name: 'bob', timeZone: null };
    const finish = (staff: Staff, who = present) =>
      kit.desk.withTenant(one(), system, (uow) => finishLinkBySignIn(uow, token, staff.userId, who));
    await expect(finish(priya, { ...present, externalId: 'U0MALLORY' })).rejects.toMatchObject({ code: 'expired' });
    const ends = await Promise.allSettled([finish(priya), finish(admin), finish(priya)]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('needs somebody signed in, and ends after ten minutes', async () => {
    const token = await linkOf(bob);
    const nobody = { ...priya, cookie: null };
    const answer = await fetch(`${kit.url}/api/slack/link`, {
      method: 'POST',
      headers: { origin: 'https://desk.example', 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect({ status: answer.status, cookie: nobody.cookie }).toEqual({ status: 401, cookie: null });
    kit.desk.clock.now = new Date(Date.now() + 10 * 60_000 + 1_000);
    expect((await priya.send('POST', '/api/slack/link', { token })).status).toBe(410);
    kit.desk.clock.now = null;
  });

  it('refuses a guest also when staff says yes', async () => {
    const guest = workspace.addPerson('guest', { is_restricted: true });
    const token = await linkOf(guest);
    expect(await priya.send('POST', '/api/slack/link', { token })).toMatchObject({ status: 403, text: expect.stringContaining('Guests') });
    expect(await whoIs(guest)).toBeNull();
  });

  it('gives people of another workspace no link', async () => {
    const stranger = kit.slack.addWorkspace(`far-${count}`).addPerson('mallory');
    const card = await linkAnswer(kit.deps, turn, caller(stranger));
    expect(wordsOf(card)).toContain('another workspace');
    expect(JSON.stringify(card)).not.toContain('/slack/link');
  });

  it('says before what it would replace', async () => {
    await say(bob, await codeOf(admin));
    const eve = workspace.addPerson('eve');
    await say(eve, await codeOf(priya));
    const look = await priya.send('POST', '/api/slack/link/look', { token: await linkOf(bob) });
    expect(look.json).toMatchObject({ linkedAs: 'eve', linkedTo: expect.stringContaining('admin') });
  });

  it('keeps no token of it where it can be read', async () => {
    const token = await linkOf(bob);
    expect(await kit.everyRow()).not.toContain(token);
    await priya.send('POST', '/api/slack/link', { token });
    expect(kit.logLines.join('')).not.toContain(token);
  });
});

describe('the end of a link', () => {
  it.each([
    ['was deactivated', { deleted: true }],
    ['became a guest', { is_restricted: true }],
  ])('comes when Slack tells that the person %s', async (_what, more) => {
    await say(bob, await codeOf(priya));
    const eve = workspace.addPerson('eve');
    await say(eve, await codeOf(admin));
    await kit.slack.deliver(workspace, { type: 'user_change', user: { id: bob.id, team_id: workspace.teamId, name: 'bob', ...more } });
    await kit.slack.deliver(workspace, {
      type: 'user_change',
      user: { id: eve.id, team_id: workspace.teamId, name: 'eve', deleted: false },
    });
    await kit.drain();
    expect(await whoIs(bob)).toBeNull();
    expect(await whoIs(eve)).not.toBeNull();
  });

  it('comes by a word of oneself, and of others only by who may edit people', async () => {
    await say(bob, await codeOf(admin));
    const nobody = await kit.browser(one(), 'support');
    expect(wordsOf(await askCommand(nobody, 'chat people'))).toContain('You are not linked yet');
    expect(wordsOf(await askCommand(admin, 'chat people'))).toContain('is bob in');
    const [{ email } = { email: '' }] = await kit.desk.withTenant(one(), system, (uow) =>
      sqlRows<{ email: string }>(uow, 'select email from staff_users where id = ?', [admin.userId]),
    );
    expect((await askCommand(nobody, `unlink slack ${email}`)).kind).toBe('error');
    expect(await whoIs(bob)).not.toBeNull();
    expect(wordsOf(await askCommand(admin, 'unlink slack'))).toContain('not linked any more');
    expect(await whoIs(bob)).toBeNull();
    expect(wordsOf(await askCommand(admin, 'unlink slack'))).toContain('linked nowhere');
  });

  it('leaves the link in its row while the workspace is away, of no use until it is back', async () => {
    await say(bob, await codeOf(priya));
    await kit.slack.uninstall(workspace);
    await kit.drain();
    expect(await say(bob, 'ABCD-EFGH').catch((error: { code: string }) => error.code)).toBe('not_configured');
    await connect(kit, admin, workspace.addPerson('boss again'));
    expect(await whoIs(bob)).toMatchObject({ userId: priya.userId });
  });

  it('is no other company’s business', async () => {
    await say(bob, await codeOf(priya));
    expect(await kit.desk.withTenant(kit.desk.two.id, system, (uow) => listChatPeople(uow))).toEqual([]);
    expect(await kit.desk.withTenant(kit.desk.two.id, system, (uow) => findChatPerson(uow, id, bob.id))).toBeNull();
    expect(kit.slack.refusals).toEqual([]);
  });
});
