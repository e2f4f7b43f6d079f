import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../bots/commands/person.types.ts';
import { saveMacro } from '../../../domain/macros/save-macro.ts';
import {
  button,
  type CommandDesk,
  fieldOf,
  mailsOf,
  noticesOf,
  openCommandDesk,
  race,
  statusOf,
  textOf,
} from '../commands/command-desk.ts';

let c: CommandDesk;
let sales: Person;
beforeAll(async () => {
  c = await openCommandDesk();
  sales = await c.addPerson(c.desk.one, 'sales@one.example', 'sales');
}, 120_000);
afterAll(() => c.desk.close());

const run = async (name: string, number: string, person = c.boss) =>
  c.press(button(await c.say(`macro "${name}" on ${number}`, person), 'Run it'), person);

describe('a macro', () => {
  it('shows exactly what it would do and does nothing yet; running it does just that, all by the usual verbs', async () => {
    const saved = await c.say(
      'macro save "Ask for the log" shared : status: waiting\npriority: urgent; type: bug\nassign: me\ntags: logs, vip\nnote: Asked {{requester.name}}; see below\nreply: Dear {{requester.name}},\nplease send the log of {{ticket.number}}.\n\n{{agent.name}}\nnext: Read the log of {{customer.name}} state:waiting_customer',
    );
    expect(saved.kind).toBe('done');
    const number = await c.mail('jane@acme.example', { subject: 'Crash' });
    const before = await c.footprint();
    const preview = await c.say(`macro "ask for" on ${number}`);
    const steps = preview.text.map((line) => line.map((span) => span.text).join(''));
    expect(steps).toEqual([
      '1. status open → waiting customer',
      '2. priority high → urgent',
      '3. type technical → bug',
      '4. assignee nobody → boss',
      '5. tags +logs, +vip',
      '6. internal note: “Asked Jane Doe; see below”',
      `7. a reply is prepared for you to send: “Dear Jane Doe, please send the log of ${number}. boss”`,
      '8. next: Read the log of Acme, waiting customer',
    ]);
    const { command_receipts: _was, ...unchanged } = before as Record<string, number>;
    const { command_receipts: _is, ...now } = (await c.footprint()) as Record<string, number>;
    expect(now).toEqual(unchanged);
    const done = await c.press(button(preview, 'Run it'));
    expect(done.text.slice(0, 8).map((line) => line.map((span) => span.text).join(''))).toEqual(steps);
    expect(done.kind).toBe('draft');
    const card = await c.say(`show ${number}`);
    expect([fieldOf(card, 'Status'), fieldOf(card, 'Priority'), fieldOf(card, 'Assignee')]).toEqual([
      'waiting for the customer',
      'urgent',
      'boss',
    ]);
    expect(fieldOf(card, 'Next')).toContain('Read the log of Acme');
    expect(await mailsOf(c, number, 'reply')).toEqual([]);
    await c.press(button(done, /^Send/));
    expect((await mailsOf(c, number, 'reply'))[0]?.mail.text).toContain(`Dear Jane Doe,\nplease send the log of ${number}.\n\nboss`);
  });

  it('does all of its steps or none', async () => {
    await c.say('macro save "Half" : priority: low; note: first; reply: Dear {{customer.name}}');
    const number = await c.mail('nobody@unknown.example', { subject: 'No customer' });
    const before = await c.footprint();
    const preview = await c.say(`macro Half on ${number}`);
    expect(noticesOf(preview)).toContain('{{customer.name}}');
    expect(preview.actions).toEqual([]);
    const macro = (await c.rows<{ id: string; version: number }>("select id, version from macros where name = 'Half'"))[0];
    const pressed = await c.press({ op: 'macro.run', args: { ticket: number, macro: macro?.id ?? '', macroVersion: macro?.version ?? 0 } });
    expect(pressed.kind).toBe('error');
    expect(await c.footprint()).toEqual(before);
  });

  it('lends nobody a right: whoever runs a shared one needs the right for each step', async () => {
    await c.say('macro save "Close it" shared : status: closed');
    await c.say('macro save "Just note" shared : note: seen');
    const number = await c.mail('jane@acme.example');
    expect((await c.say(`macro "Close it" on ${number}`, sales)).error?.code).toBe('not_permitted');
    expect((await run('Just note', number, sales)).kind).toBe('done');
    expect(await statusOf(c, number)).toBe('open');
  });

  it('is seen by others only when it is shared, and changed by its owner alone', async () => {
    await c.say('macro save "Mine" : priority: low');
    await c.say('macro save "Ours" shared : priority: low');
    const seen = textOf(await c.say('macro list', c.agent));
    expect(seen).toContain('Ours');
    expect(seen).not.toContain('Mine');
    const number = await c.mail('jane@acme.example');
    expect((await c.say(`macro Mine on ${number}`, c.agent)).error?.code).toBe('not_found');
    expect((await c.say('macro delete "Ours"', c.agent)).error?.code).toBe('not_permitted');
    await c.say('macro save "Ours" : priority: high', c.agent);
    expect(textOf(await c.say(`macro Ours on ${number}`, c.agent))).toContain('priority stays high');
    expect(textOf(await c.say(`macro Ours on ${number}`))).toContain('high → low');
    expect(noticesOf(await c.say('macro delete "Ours"'))).toContain('Deleted');
    expect((await c.say('macro list', c.stranger)).rows).toEqual([]);
    expect((await c.say(`macro Ours on ${number}`, c.stranger)).error?.code).toBe('not_found');
  });

  it('that was changed after it was shown, or a ticket that was, is not run', async () => {
    await c.say('macro save "Moving" shared : priority: low');
    const number = await c.mail('jane@acme.example');
    const button1 = button(await c.say(`macro Moving on ${number}`, c.agent), 'Run it');
    await c.say('macro save "Moving" shared : status: cancelled');
    expect(textOf(await c.press(button1, c.agent))).toContain('was changed after you saw it');
    const button2 = button(await c.say(`macro Moving on ${number}`, c.agent), 'Run it');
    await c.say(`type ${number} bug`);
    expect((await c.press(button2, c.agent)).error?.code).toBe('conflict');
    expect(await statusOf(c, number)).toBe('open');
  });

  it('pressed twice at once by two people runs once', async () => {
    await c.say('macro save "Once" shared : note: only once');
    const number = await c.mail('jane@acme.example');
    const [first, second] = [
      button(await c.say(`macro Once on ${number}`), 'Run it'),
      button(await c.say(`macro Once on ${number}`, c.agent), 'Run it'),
    ];
    await c.say('macro save "Once" shared : priority: low; note: only once');
    expect([first, second].every((one) => one.args.version === 1 || typeof one.args.version === 'number')).toBe(true);
    const [a, b] = [
      button(await c.say(`macro Once on ${number}`), 'Run it'),
      button(await c.say(`macro Once on ${number}`, c.agent), 'Run it'),
    ];
    const cards = await race(c, { sql: 'select 1 from tickets where number = ? for update', params: [number] }, [
      () => c.press(a),
      () => c.press(b, c.agent),
    ]);
    expect(cards.map((card) => card.kind).toSorted()).toEqual(['done', 'error']);
    expect(await c.rows("select 1 from ticket_messages where text = 'only once'")).toHaveLength(1);
  });

  it('is refused with a step, a person or a variable that does not exist', async () => {
    for (const [text, why] of [
      ['delete: all', 'is no step'],
      ['status: sleeping', 'is no status'],
      ['assign: zoe', 'Nobody active'],
      ['team: nowhere', 'no team'],
      ['note: Hi {{requester.password}}', '{{requester.password}}'],
      ['reply: a\nreply: b', 'one reply only'],
      ['tags:', 'lacks its value'],
    ] as const)
      expect(noticesOf(await c.say(`macro save "Bad" : ${text}`))).toContain(why);
    const tenantTwo = { kind: 'staff', userId: c.desk.two.agent, name: 'agent' } as const;
    await expect(
      c.desk.withTenant(c.desk.two.id, tenantTwo, (uow) =>
        saveMacro(uow, { name: 'X', shared: true, actions: [{ kind: 'assign', to: c.desk.one.agent }] }),
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a quick reply', () => {
  it('becomes a draft with its variables filled in, that a person sends', async () => {
    await c.say(
      'quick save "Thanks" category:general shared : Hello {{requester.name}}, thank you for {{ticket.number}} ({{ticket.subject}}). {{agent.name}} for {{customer.name}}',
    );
    const number = await c.mail('jane@acme.example', { subject: 'A {{agent.name}} subject' });
    const draft = await c.say(`quick ${number} Thanks`, c.agent);
    expect(draft.kind).toBe('draft');
    expect(textOf(draft)).toContain(`Hello Jane Doe, thank you for ${number} (A {{agent.name}} subject). agent for Acme`);
    expect(await mailsOf(c, number, 'reply')).toEqual([]);
    await c.press(button(draft, /^Send/), c.agent);
    expect(await mailsOf(c, number, 'reply')).toHaveLength(1);
  });

  it('names an unknown variable when it is saved and a missing value when it is used, and is its owner’s', async () => {
    expect(noticesOf(await c.say('quick save "Bad" : Hi {{customer.iban}}'))).toContain('{{customer.iban}}');
    await c.say('quick save "Private" : Hi {{customer.name}}');
    const number = await c.mail('who@unknown.example');
    expect(noticesOf(await c.say(`quick ${number} Private`))).toContain('{{customer.name}}');
    expect((await c.say(`quick ${number} Private`, c.agent)).error?.code).toBe('not_found');
    expect(textOf(await c.say('quick list', c.agent))).not.toContain('Private');
    expect((await c.say('quick delete "Private"', c.agent)).error?.code).toBe('not_found');
    expect((await c.say('quick delete "Private"')).kind).toBe('done');
    expect((await c.say('quick list', c.stranger)).rows).toEqual([]);
  });
});

describe('a ticket template', () => {
  it('opens a ticket with subject, text, tags, priority, type and what is to be done next, and tells nobody', async () => {
    const saved = await c.say(
      'template save "New starter" "New starter at {{customer.name}}" category:hr priority:low type:support tags:onboarding next:"Order the laptop for {{customer.name}}" : Laptop and badge for {{requester.name}}.',
    );
    expect(saved.kind).toBe('done');
    const card = await c.say('template New starter for jane@acme.example', c.agent);
    expect(card.title.at(-1)?.text).toBe('New starter at Acme');
    expect([fieldOf(card, 'Priority'), fieldOf(card, 'Type'), fieldOf(card, 'Requester')]).toEqual([
      'low',
      'support',
      'Jane Doe <jane@acme.example>',
    ]);
    expect(fieldOf(card, 'Next')).toContain('Order the laptop for Acme');
    expect(textOf(card)).toContain('Laptop and badge for Jane Doe.');
    expect(await c.rows('select to_jsonb(tags) as tags from tickets where number = ?', [card.ticket])).toEqual([{ tags: ['onboarding'] }]);
    expect(await c.rows('select 1 from deliveries d join tickets t on t.id = d.ticket_id where t.number = ?', [card.ticket])).toEqual([]);
  });

  it('opens nothing when a variable has no value, is saved by leads only, and goes out of use and back', async () => {
    const before = await c.footprint();
    expect(noticesOf(await c.say('template New starter'))).toContain('{{customer.name}}');
    expect(noticesOf(await c.say('template save "Bad" "Ticket {{ticket.number}}"'))).toContain('{{ticket.number}}');
    expect((await c.say('template save "Mine" "Subject"', c.agent)).error?.code).toBe('not_permitted');
    expect(await c.footprint()).toEqual(before);
    await c.say('template delete "New starter"');
    expect((await c.say('template New starter for jane@acme.example')).error?.code).toBe('not_found');
    await c.say('template save "new starter" "Again"');
    expect((await c.say('template New starter')).kind).toBe('ticket');
    expect(await c.rows('select version from ticket_templates')).toEqual([{ version: 3 }]);
    expect((await c.say('template list', c.stranger)).rows).toEqual([]);
  });
});
