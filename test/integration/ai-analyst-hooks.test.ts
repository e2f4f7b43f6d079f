import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { changeAiSettings } from '../../domain/ai-runs/change-ai-settings.ts';
import { sqlRun } from '../../domain/tenancy/sql.ts';
import { addMessage } from '../../domain/tickets/add-message.ts';
import { type AnalystDesk, openAnalystDesk } from '../support/analyst-desk.ts';
import { system } from '../support/desk.ts';

let a: AnalystDesk;
beforeAll(async () => {
  a = await openAnalystDesk();
}, 120_000);
afterAll(() => a.close());
afterEach(async () => {
  a.desk.clock.now = null;
  await a.startOver();
});

const start = new Date('2026-03-02T10:00:00Z');
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const features = async (tenant = a.desk.one): Promise<string[]> => (await a.jobs(tenant)).map((job) => job.feature).sort();
const dueIn = async (feature: string): Promise<number> => {
  const job = (await a.jobs()).find((one) => one.feature === feature);
  return (new Date(job?.due_at ?? 0).getTime() - start.getTime()) / 1_000;
};

describe('a mail that opens a ticket', () => {
  it('is triaged at once and analysed when it has been quiet for 20 seconds', async () => {
    await a.setUp();
    a.desk.clock.now = start;
    const ticket = await a.mail('jane@acme.example');
    expect(await features()).toEqual(['analysis', 'triage']);
    expect([await dueIn('triage'), await dueIn('analysis')]).toEqual([0, 20]);
    expect((await a.jobs()).every((job) => job.ticket_id === ticket.id)).toBe(true);
    expect(await a.jobs(a.desk.two)).toEqual([]);
  });

  it('leaves nothing without a model, with one that is switched off or no default, and none of another company’s', async () => {
    await a.setUp(a.desk.two);
    await a.mail('jane@acme.example');
    await a.setUp();
    await a.rows("update ai_providers set state = 'off' returning id");
    await a.mail('jane@acme.example');
    await a.rows("update ai_providers set state = 'active', is_default = false returning id");
    await a.mail('jane@acme.example');
    expect(await features()).toEqual([]);
  });

  it('leaves what the company switched on, and no more', async () => {
    await a.setUp();
    await a.desk.withTenant(a.desk.one.id, system, (uow) => changeAiSettings(uow, { autoTriage: false }));
    const { id } = await a.mail('jane@acme.example');
    expect(await features()).toEqual(['analysis']);
    await a.desk.withTenant(a.desk.one.id, system, (uow) => changeAiSettings(uow, { autoTriage: true, autoAnalysis: false }));
    await a.mail('jane@acme.example');
    expect(await features()).toEqual(['analysis', 'triage']);
    await say(id, true);
    expect(await features()).toEqual(['analysis', 'triage']);
  });

  it('of a robot leaves nothing', async () => {
    await a.setUp();
    await a.mail('robot@acme.example', { kind: 'auto-reply', noAutoAnswerReason: 'Auto-Submitted: auto-generated' });
    expect(await features()).toEqual([]);
  });
});

const say = (ticketId: Parameters<typeof addMessage>[1]['ticketId'], isPublic: boolean, more: object = {}) =>
  a.desk.withTenant(a.desk.one.id, system, (uow) =>
    addMessage(uow, {
      ticketId,
      kind: 'mail',
      isPublic,
      author: { kind: 'contact', address: 'jane@acme.example', name: 'Jane' },
      text: 'More of it.',
      ...more,
    }),
  );

describe('a further message', () => {
  it('puts the analysis off, five quick ones make one, and never past two minutes', async () => {
    await a.setUp();
    a.desk.clock.now = start;
    const { id } = await a.mail('jane@acme.example');
    for (const seconds of [5, 10, 15, 18]) {
      a.desk.clock.now = at(seconds);
      await say(id, true);
    }
    expect([await features(), await dueIn('analysis')]).toEqual([['analysis', 'triage'], 38]);
    for (let seconds = 30; seconds < 140; seconds += 15) {
      a.desk.clock.now = at(seconds);
      await say(id, true);
    }
    expect([await features(), await dueIn('analysis')]).toEqual([['analysis', 'triage'], 120]);
  });

  it('of staff to the customer is analysed too, and triaged never', async () => {
    const { id } = await a.mail('jane@acme.example');
    await a.setUp();
    await say(id, true, { kind: 'reply', author: { kind: 'staff', userId: a.desk.one.agent, name: 'Agent' } });
    expect(await features()).toEqual(['analysis']);
  });

  it('that is internal, of a machine, our own fixed text or on a spam ticket leaves nothing', async () => {
    const { id } = await a.mail('jane@acme.example');
    await a.setUp();
    await say(id, false);
    await say(id, true, { isAutomatic: true });
    await say(id, true, { kind: 'acknowledgement', author: { kind: 'system', name: 'Deskhand' } });
    await a.desk.withTenant(a.desk.one.id, system, (uow) => sqlRun(uow, 'update tickets set is_spam = true where id = ?', [id]));
    await say(id, true);
    expect(await features()).toEqual([]);
  });

  it('costs one statement where there is no model, and none where it is not read', async () => {
    const { id } = await a.mail('jane@acme.example');
    const count = async (isPublic: boolean): Promise<number> => {
      let statements = 0;
      await a.desk.withTenant(a.desk.one.id, system, async (uow) => {
        const em = new Proxy(uow.em, {
          get: (target, key) => {
            const value = Reflect.get(target, key, target) as unknown;
            if (key === 'execute') statements += 1;
            return typeof value === 'function' ? value.bind(target) : value;
          },
        });
        await addMessage(
          { ...uow, em },
          { ticketId: id, kind: 'note', isPublic, author: { kind: 'contact', address: 'a@b.example', name: '' }, text: 'x' },
        );
      });
      return statements;
    };
    expect([await count(false), await count(true)]).toEqual([1, 2]);
  });

  it('after the analysis was taken makes a new one', async () => {
    await a.setUp();
    const { id } = await a.mail('jane@acme.example');
    await a.work();
    await say(id, true);
    expect((await a.jobs()).map((job) => `${job.feature} ${job.state}`).sort()).toEqual([
      'analysis done',
      'analysis queued',
      'triage done',
    ]);
  });
});
