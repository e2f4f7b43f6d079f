import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { button, type CommandDesk, fieldOf, mailsOf, noticesOf, openCommandDesk, textOf } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

const numberIn = (text: string): string => /KB-\d+/.exec(text)?.[0] ?? '';
const published = async (head: string, text: string): Promise<string> => {
  const made = await c.say(`kb new ${head} : ${text}`);
  const number = numberIn(textOf(made));
  expect((await c.press(button(made, 'Publish'))).kind).toBe('done');
  return number;
};

describe('writing an article', () => {
  it('makes a draft that is found once it is published, and not after it is archived', async () => {
    const made = await c.say(
      'kb new "Tune the harpsichord" category:Music tags:strings,keys public : Begin with the a and go up in fifths.',
    );
    const number = numberIn(textOf(made));
    expect(textOf(await c.say('kb harpsichord'))).toContain('No published article answers to that');
    await c.press(button(made, 'Publish'));
    const found = await c.say('kb harpsichord');
    expect(textOf(found)).toContain('“Begin with the a and go up in fifths.”');
    const card = await c.press(button(found, 'Show'));
    expect([fieldOf(card, 'Status'), fieldOf(card, 'For'), fieldOf(card, 'Category'), fieldOf(card, 'Tags')]).toEqual([
      'published',
      'public: customers may read it',
      'Music',
      'strings, keys',
    ]);
    await c.press(button(card, 'Archive'));
    expect(textOf(await c.say('kb harpsichord'))).toContain('No published article');
    expect(textOf(await c.say('kb list archived'))).toContain(number);
  });

  it('saves a form with the version it was drawn for, so that two people do not overwrite each other', async () => {
    const number = await published('"Tea kitchen"', 'The key is at reception.');
    const [mine, theirs] = [await c.say(`kb show ${number}`), await c.say(`kb show ${number}`, c.agent)];
    const save = (card: typeof mine, content: string) => ({
      op: 'kb.edit',
      args: { ...card.form?.action.args, title: 'Tea kitchen', summary: '', category: 'General', tags: 'tea, coffee', content },
    });
    expect(noticesOf(await c.press(save(mine, 'The key is at the desk.')))).toBe('Saved as version 3.');
    const late = await c.press(save(theirs, 'There is no key.'), c.agent);
    expect(late.error?.code).toBe('conflict');
    expect(noticesOf(late)).toMatch(/was changed after you saw it \(version 3 by boss/);
    expect(textOf(await c.say(`kb ${number}`))).toContain('The key is at the desk.');
  });

  it('shows old versions and brings one back', async () => {
    const number = await published('"Old and new"', 'The old text.');
    await c.say(`kb edit ${number} : The new text.`);
    const history = await c.say(`kb history ${number}`);
    expect(history.rows).toHaveLength(3);
    const old = await c.say(`kb history ${number} 1`);
    expect(textOf(old)).toContain('The old text.');
    await c.press(button(old, 'Restore this text'));
    expect(textOf(await c.say(`kb ${number}`))).toContain('The old text.');
    expect(textOf(await c.say(`kb history ${number}`))).toContain('text of version 1');
  });

  it('is refused to who may only look, who sees no buttons and no form for it', async () => {
    const number = await published('"Look only"', 'Text to look at.');
    const viewer = await c.addPerson(c.desk.one, 'looker@one.example', 'viewer');
    const card = await c.say(`kb ${number}`, viewer);
    expect([card.form, card.actions.map((action) => action.op)]).toEqual([null, ['kb.history']]);
    for (const text of ['kb new "X" : y', `kb publish ${number}`, `kb edit ${number} : z`, `kb restore ${number} 1`])
      expect((await c.say(text, viewer)).error?.code).toBe('not_permitted');
  });

  it('makes a draft of what was answered on a ticket', async () => {
    const ticket = await c.mail('jane@acme.example', { subject: 'Gong is silent', text: 'Our gong is silent.' });
    expect((await c.say(`kb from ${ticket}`)).error?.code).toBe('conflict');
    await c.press(button(await c.say(`reply ${ticket} Loosen the felt screw.`), 'Send'));
    const made = await c.say(`kb from ${ticket}`);
    const card = await c.say(`kb ${numberIn(textOf(made))}`);
    expect(textOf(card)).toContain('Loosen the felt screw.');
    expect([fieldOf(card, 'Status'), fieldOf(card, 'For'), fieldOf(card, 'Written from')]).toEqual([
      'draft, found by nobody',
      'internal: staff only',
      ticket,
    ]);
  });
});

describe('articles for a ticket', () => {
  it('are suggested, put into the reply, and what solved it counts as helpful', async () => {
    const number = await published('"Clarinet squeaks" public', 'Wet the mouthpiece and press the thumb key.');
    const ticket = await c.mail('jane@acme.example', { subject: 'Clarinet', text: 'The clarinet squeaks in every rehearsal.' });
    const card = await c.say(`suggest ${ticket}`);
    expect(card.rows[0]?.title[0]?.text).toBe(number);
    const draft = await c.press(button(card, 'Insert into reply'));
    expect(draft.kind).toBe('draft');
    expect(textOf(draft)).toContain('Wet the mouthpiece and press the thumb key.');
    expect(await mailsOf(c, ticket, 'reply')).toEqual([]);
    const again = await c.say(`suggest ${ticket}`);
    const solved = await c.press(button(again, 'This solved it'));
    expect(noticesOf(solved)).toBe(`${number} solved ${ticket}; it counts as helpful.`);
    expect(fieldOf(await c.say(`kb ${number}`), 'Read')).toContain('1 found it helpful, 0 did not; it solved 1 tickets');
    expect(textOf(await c.say(`show ${ticket}`))).toContain(`solved it with article ${number}`);
  });

  it('are marked and offered for no reply when they are internal, and typing it is refused with the reason', async () => {
    const number = await published('"Trombone slide oil"', 'The oil is in the locked drawer.');
    const ticket = await c.mail('jane@acme.example', { subject: 'Trombone', text: 'The trombone slide needs oil.' });
    const card = await c.say(`suggest ${ticket}`);
    expect(textOf(card)).toContain('internal: not for the customer');
    expect(card.rows.flatMap((row) => row.actions.map((action) => action.op))).not.toContain('ticket.insert');
    const refused = await c.say(`insert-article ${ticket} ${number}`);
    expect([refused.error?.code, noticesOf(refused)]).toEqual(['conflict', expect.stringContaining(`${number} is internal`)]);
    expect(await c.rows('select 1 from drafts d join tickets t on t.id = d.ticket_id where t.number = ?', [ticket])).toEqual([]);
  });

  it('take a vote against, a link and its removal', async () => {
    const number = await published('"Oboe reed cracks"', 'Soak the oboe reed for two minutes.');
    const ticket = await c.mail('jane@acme.example', { subject: 'Oboe', text: 'My oboe reed cracks.' });
    await c.press(button(await c.say(`suggest ${ticket}`), 'Not helpful'));
    expect(fieldOf(await c.say(`kb ${number}`), 'Read')).toContain('0 found it helpful, 1 did not');
    await c.say(`link-article ${ticket} ${number}`);
    const linked = await c.say(`suggest ${ticket}`);
    expect(textOf(linked)).toMatch(/linked\s+· 100 %/);
    await c.press(button(linked, 'Take off'));
    expect(textOf(await c.say(`show ${ticket}`))).toContain(`took article ${number} off it`);
  });

  it('are none where nothing fits, and a way to write one is shown', async () => {
    const ticket = await c.mail('jane@acme.example', { subject: 'Wombat', text: 'Purple wombats everywhere.' });
    const card = await c.say(`suggest ${ticket}`);
    expect(card.rows).toEqual([]);
    expect(textOf(card)).toContain(`kb from ${ticket}`);
  });
});

describe('another company', () => {
  it('finds nothing and is told that there is no such article', async () => {
    const number = await published('"Secret sousaphone" public', 'Our secret sousaphone.');
    expect(textOf(await c.say('kb sousaphone', c.stranger))).not.toContain('Secret');
    for (const text of [`kb ${number}`, `kb history ${number}`, `kb edit ${number} : mine`, `kb helpful ${number}`])
      expect((await c.say(text, c.stranger)).error?.code).toBe('not_found');
    expect(textOf(await c.say('kb list', c.stranger))).toContain('0 articles');
  });
});
