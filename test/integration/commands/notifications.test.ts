import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Card } from '../../../bots/cards/card.types.ts';
import { newId } from '../../../domain/ids.types.ts';
import { notify } from '../../../domain/notifications/notify.ts';
import { system } from '../../support/desk.ts';
import { button, type CommandDesk, openCommandDesk } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

const titleOf = (card: Card): string => card.title.map((span) => span.text).join('');
const fieldsOf = (card: Card): Record<string, string> =>
  Object.fromEntries(card.fields.map(({ label, value }) => [label, value.map((span) => span.text).join('')]));
async function tell(subject: string, kind: 'customer_replied' | 'sla_warning' = 'customer_replied'): Promise<string> {
  const number = await c.mail(`${newId<string>()}@else.example`, { subject });
  const [ticket] = await c.rows<{ id: never }>('select id from tickets where number = ?', [number]);
  await c.desk.withTenant(c.desk.one.id, system, (uow) =>
    notify(uow, {
      kind,
      ticketId: ticket?.id as never,
      key: newId<string>(),
      audience: [{ kind: 'user', userId: c.boss.userId }],
      facts: { by: 'Jane' },
    }),
  );
  return number;
}

describe('notifications', () => {
  it('lists what the asker was told, opens the ticket, and marks one or all as read; nobody else sees any', async () => {
    const number = await tell('Scanner');
    await tell('Router', 'sla_warning');
    const card = await c.say('notifications');
    expect([card.kind, titleOf(card)]).toEqual(['notification_list', '2 unread']);
    expect(card.rows.map((row) => titleOf({ ...card, title: row.title }))).toEqual([
      expect.stringContaining('Router'),
      expect.stringContaining('Scanner'),
    ]);
    expect((await c.press(button({ ...card, rows: card.rows.slice(1) }, 'Show ticket'))).ticket).toBe(number);
    await c.press(button(card, 'Read'));
    expect(titleOf(await c.say('unread'))).toBe('1 unread');
    expect(titleOf(await c.say('notifications', c.agent))).toBe('Nothing unread');
    expect(titleOf(await c.say('notifications all', c.stranger))).toBe('Nothing unread');
    expect((await c.say('mark all read')).notices[0]?.text).toBe('1 marked as read.');
    expect((await c.say('notifications')).rows).toEqual([]);
    expect((await c.say('notifications all')).rows).toHaveLength(2);
  });

  it('shows five of them and then the next', async () => {
    for (let i = 0; i < 6; i += 1) await tell(`Many ${i}`);
    const first = await c.say('notifications');
    expect(first.rows).toHaveLength(5);
    expect((await c.press(button(first, 'Next'))).rows).toHaveLength(1);
  });
});

describe('the settings', () => {
  it('show the defaults and change for the asker alone', async () => {
    expect(fieldsOf(await c.say('notify settings'))).toMatchObject({
      'Quiet hours': 'none (Europe/London)',
      Days: 'every day',
      Digest: 'at 08:00',
      'Deadline comes near': 'at once, after quiet hours (default; sla_warning)',
    });
    expect(fieldsOf(await c.say('notify sla_warning digest'))['Deadline comes near']).toBe('in the digest (sla_warning)');
    expect(fieldsOf(await c.say('notify customer replied at once'))['The customer replied']).toBe(
      'at once, after quiet hours (customer_replied)',
    );
    expect(fieldsOf(await c.say('notify digest at 17:30')).Digest).toBe('at 17:30');
    const quiet = fieldsOf(await c.say('quiet 19:00-07:00 mon-fri'));
    expect([quiet['Quiet hours'], quiet.Days]).toEqual(['19:00–07:00 (Europe/London)', 'Mon, Tue, Wed, Thu, Fri']);
    expect(fieldsOf(await c.say('notify settings', c.agent))).toMatchObject({ 'Quiet hours': 'none (Europe/London)', Digest: 'at 08:00' });
    const off = fieldsOf(await c.say('quiet off'));
    expect([off['Quiet hours'], off.Days]).toEqual(['none (Europe/London)', 'every day']);
    expect(fieldsOf(await c.say('notify sla_warning default'))['Deadline comes near']).toContain('default');
  });

  it.each([
    ['notify sla_warning sometimes', 'Which kind'],
    ['notify sla_warning', 'How shall it be sent'],
    ['quiet', 'From when to when'],
    ['quiet 25-7', 'From when to when'],
    ['notify digest at noon', 'When shall the digest come'],
  ])('ask back for “%s”', async (text, words) => {
    const before = fieldsOf(await c.say('notify settings'));
    expect(JSON.stringify(await c.say(text))).toContain(words);
    expect(fieldsOf(await c.say('notify settings'))).toEqual(before);
  });

  it('refuse quiet hours that would be the whole day', async () => {
    expect((await c.say('quiet 7-7')).error?.code).toBe('invalid_input');
  });
});

describe('satisfaction', () => {
  it('is switched on by who may change settings, and shows nothing before anybody voted', async () => {
    const admin = await c.addPerson(c.desk.one, 'admin@one.example', 'admin');
    expect((await c.say('satisfaction on', c.agent)).error?.code).toBe('not_permitted');
    expect((await c.say('satisfaction on after 48 h', admin)).notices[0]?.text).toContain('48 hours');
    expect(await c.rows('select ask_satisfaction, satisfaction_delay_hours from tenants')).toEqual([
      { ask_satisfaction: true, satisfaction_delay_hours: 48 },
    ]);
    expect(await c.rows('select ask_satisfaction from tenants', [], c.desk.two)).toEqual([{ ask_satisfaction: false }]);
    expect(titleOf(await c.say('satisfaction'))).toBe('No rating in 30 days');
    expect((await c.say('satisfaction off', admin)).notices[0]?.text).toContain('not asked any more');
  });
});
