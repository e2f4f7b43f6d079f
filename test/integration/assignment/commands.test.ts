import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../bots/commands/person.types.ts';
import { button, type CommandDesk, fieldOf, noticesOf, openCommandDesk, textOf } from '../commands/command-desk.ts';

let c: CommandDesk;
let admin: Person;
let priya: Person;
beforeAll(async () => {
  c = await openCommandDesk();
  c.desk.clock.now = new Date('2026-11-25T12:00:00Z');
  admin = await c.addPerson(c.desk.one, 'admin@one.example', 'admin');
  priya = await c.addPerson(c.desk.one, 'priya@one.example', 'support');
}, 120_000);
afterAll(() => c.desk.close());

const open = async (): Promise<string> => (await c.say('open "Printer is down"')).ticket ?? '';

describe('teams and skills by command', () => {
  it('are set up by a manager, shown to everybody, and of use at once', async () => {
    expect(noticesOf(await c.say('team add Network round robin'))).toContain(
      'Network is a team: of what is given to it, the next in turn gets it',
    );
    expect(noticesOf(await c.say('team network add priya'))).toContain('priya is in Network.');
    expect(noticesOf(await c.say('skills priya Fibre, voip'))).toContain('priya: fibre, voip.');
    expect(textOf(await c.say('teams', c.agent))).toContain('priya');
    expect(textOf(await c.say('skills', c.agent))).toContain('fibre, voip');
    const ticket = await open();
    expect(noticesOf(await c.say(`assign ${ticket} team Network`))).toBe(`${ticket}: nobody → priya (team Network).`);
    expect(fieldOf(await c.say(`show ${ticket}`), 'Team')).toBe('Network');
    expect(textOf(await c.say('teams', c.stranger))).toContain('There are no teams yet');
  });

  it('are refused to those who may not', async () => {
    for (const said of ['team add Mine', 'skills priya cooking', 'rota add priya from 2026-12-01 until 2026-12-02'])
      expect((await c.say(said, c.agent)).error?.code).toBe('not_permitted');
    expect((await c.say('rule add All then priya', c.boss)).error?.code).toBe('not_permitted');
    expect((await c.say('field add rack text "Rack"', c.boss)).error?.code).toBe('not_permitted');
  });

  it('name what there is when a team is unknown', async () => {
    const card = await c.say(`assign ${await open()} team Nowhere`);
    expect([card.error?.code, noticesOf(card)]).toEqual(['not_found', expect.stringContaining('There are: Network.')]);
  });
});

describe('giving a ticket by command', () => {
  it('takes the next of a team and puts it back on Undo, team and all', async () => {
    const ticket = await open();
    const given = await c.say(`assign ${ticket} next in Network`);
    expect(noticesOf(given)).toBe(`${ticket}: nobody → priya (team Network).`);
    expect(noticesOf(await c.press(button(given, 'Undo')))).toBe(`${ticket}: priya (team Network) → nobody.`);
    const again = await c.press(button(given, 'Undo'));
    expect(again.error?.code).toBe('conflict');
  });

  it('finds somebody with the skill, the least busy, and says when nobody has it', async () => {
    const ticket = await open();
    expect(noticesOf(await c.say(`assign ${ticket} skill voip`))).toContain('priya');
    expect((await c.say(`assign ${ticket} skill juggling`)).error?.code).toBe('conflict');
    expect((await c.say(`assign ${ticket} least busy`)).error).toBeNull();
  });

  it('warns when somebody away is named, and says who stands in', async () => {
    await c.say('away until 2026-12-01 stand-in agent : dentist', priya);
    const card = await c.say(`assign ${await open()} priya`);
    expect(noticesOf(card)).toContain('priya is away until Wed, 2 Dec 2026, 00:00. agent stands in for them.');
    expect(noticesOf(await c.say(`assign ${await open()} next in Network`))).toContain('Nobody of Network could get it now');
    expect(textOf(await c.say('who is away'))).toContain('dentist');
    expect(textOf(await c.say('who is away', c.stranger))).toContain('Nobody is away');
    expect((await c.say('back priya', c.agent)).error?.code).toBe('not_permitted');
    c.desk.clock.now = new Date('2026-11-25T12:30:00Z');
    expect(noticesOf(await c.say('back', priya))).toContain('You are back, and get tickets again.');
    expect(textOf(await c.say('who is away'))).toContain('Nobody is away');
  });
});

describe('rules by command', () => {
  it('are added in words, listed, tested, run, moved and removed', async () => {
    const ticket = await open();
    const added = await c.say('rule add "Printers" when type:general tag:printer hours:closed then team Network', admin);
    expect(noticesOf(added)).toBe('Rule 1 “Printers”: when type:general tag:printer hours:closed → team Network');
    await c.say('rule add Rest then least busy in Network', admin);
    const tested = await c.say(`rules test ${ticket}`);
    expect(textOf(tested)).toContain('Rule 2 “Rest” would decide: the least busy in Network.');
    expect(textOf(tested)).toContain('it has no tag printer');
    expect(noticesOf(await c.press(button(tested, 'Do it')))).toContain('priya (team Network), by the rule “Rest”.');
    await c.say('rule move 2 to 1', admin);
    expect(textOf(await c.say('rules', admin))).toMatch(/1\. Rest[\s\S]*2\. Printers/);
    const opened = await open();
    expect(fieldOf(await c.say(`show ${opened}`), 'Assignee')).toBe('priya');
    await c.say('rule off 1', admin);
    expect(fieldOf(await c.say(`show ${await open()}`), 'Assignee')).toBe('nobody');
    await c.say('rule remove 1', admin);
    await c.say('rule remove 1', admin);
    expect(textOf(await c.say('rules', admin))).toContain('There are no rules');
  });

  it.each([
    ['rule add X when colour:red then priya', '“colour” is no condition'],
    ['rule add X when type:sideways then priya', '“sideways” is no type'],
    ['rule add X when customer:"Nobody Ltd" then priya', 'There is no customer “Nobody Ltd”'],
    ['rule add X when mailbox:x@x.example then priya', 'There are: support@one.example'],
    ['rule add X then somebody else', 'Nobody active on your staff answers to “somebody else”'],
  ])('%j is refused and nothing is saved', async (said, why) => {
    expect(noticesOf(await c.say(said, admin))).toContain(why);
    expect(await c.rows('select 1 from assignment_rules')).toEqual([]);
  });
});

describe('watching and taking part by command', () => {
  it('shows watchers and participants and lets them be added and removed', async () => {
    const ticket = await c.mail('jane@acme.example');
    await c.say(`watch ${ticket}`, c.agent);
    expect(noticesOf(await c.say(`watch ${ticket} priya`, c.agent))).toContain(`priya watches ${ticket}.`);
    expect(noticesOf(await c.say(`invite ${ticket} sam@partner.example as supplier`))).toContain('takes part');
    expect(fieldOf(await c.say(`show ${ticket}`), 'Watched by')).toBe('agent, priya');
    const people = await c.say(`participants ${ticket}`);
    expect(textOf(people)).toContain('sam@partner.example');
    expect(noticesOf(await c.press(button(people, 'Remove')))).toContain('no longer takes part');
    expect(noticesOf(await c.say(`unwatch ${ticket} priya`))).toBe(`priya no longer watches ${ticket}.`);
    expect(noticesOf(await c.say(`unwatch ${ticket} priya`))).toBe(`priya did not watch ${ticket}.`);
  });
});

describe('tags and fields by command', () => {
  it('are put on, shown on the card and undone', async () => {
    const ticket = await open();
    const tagged = await c.say(`tag ${ticket} VIP, Fibre`);
    expect(noticesOf(tagged)).toBe(`${ticket}: vip, fibre.`);
    expect(noticesOf(await c.say(`tag ${ticket} new -fibre`))).toBe(`${ticket}: vip, new.`);
    expect(fieldOf(await c.say(`show ${ticket}`), 'Tags')).toBe('vip new');
    expect((await c.press(button(tagged, 'Undo'))).error?.code).toBe('conflict');
    await c.say('field add site choice "Site" options:North,South required', admin);
    expect(noticesOf(await c.say(`resolve ${ticket}`))).toContain('“Site” must have a value first');
    expect(fieldOf(await c.say(`show ${ticket}`), 'Site')).toBe('needed before it is resolved');
    expect(noticesOf(await c.say(`field ${ticket} site north`))).toBe(`${ticket}: Site nothing → North.`);
    expect(noticesOf(await c.say(`resolve ${ticket}`))).toContain('resolved');
    expect(noticesOf(await c.say('field off site', admin))).toContain('out of use');
    expect(textOf(await c.say('fields', c.stranger))).toContain('There are none yet');
  });
});

describe('time by command', () => {
  it('is recorded, shown per ticket, day and week, changed and removed', async () => {
    const ticket = await open();
    expect(noticesOf(await c.say(`time 1h30 on ${ticket} : called them`, priya))).toBe(
      `1 h 30 min on ${ticket} (2026-11-25). In all: 1 h 30 min.`,
    );
    await c.say(`time 30m meeting on ${ticket} not billable yesterday`, priya);
    const shown = await c.say(`time ${ticket}`);
    expect(textOf(shown)).toContain('2 h, 1 h 30 min billable');
    expect(fieldOf(await c.say(`show ${ticket}`), 'Time')).toBe('2 h (1 h 30 min billable)');
    expect(textOf(await c.say('time today', priya))).toContain('Time today: 1 h 30 min, all billable');
    expect(textOf(await c.say('time week', priya))).toContain('Time this week: 2 h');
    expect(textOf(await c.say('time week priya'))).toContain('Time priya, this week: 2 h');
    expect(textOf(await c.say('time last week', priya))).toContain('no time');
    const [entry] = await c.rows<{ id: string }>('select id from time_entries where minutes = 90');
    const ref = `t-${entry?.id.slice(-8)}`;
    expect((await c.say(`time change ${ref} 45m`, c.agent)).error?.code).toBe('not_permitted');
    expect(noticesOf(await c.say(`time change ${ref} 45m research`, priya))).toContain('1 h 30 min → 45 min, research, billable.');
    expect(noticesOf(await c.say(`time remove ${ref}`, priya))).toContain('45 min on');
    expect(textOf(await c.say(`time ${ticket}`, c.stranger))).not.toContain('30 min');
  });
});

describe('the rota by command', () => {
  it('takes whole days, the last one too, and says who is on call', async () => {
    const added = await c.say('rota add priya from 2026-11-25 until 2026-11-26');
    expect(noticesOf(added)).toBe('priya is on call (support) from Wed, 25 Nov 2026, 00:00 until Fri, 27 Nov 2026, 00:00.');
    expect(noticesOf(await c.say('rota add agent from 2026-11-26 until 2026-11-28'))).toContain('priya is on call from');
    expect(textOf(await c.say('on call', c.agent))).toContain('priya');
    expect(textOf(await c.say('who is on call?', c.agent))).toContain('priya');
    expect(textOf(await c.say('on call', c.stranger))).toContain('Nobody is on call now.');
    await c.press(button(added, 'Undo'));
    expect(textOf(await c.say('rota'))).toContain('No turns are planned');
  });
});
