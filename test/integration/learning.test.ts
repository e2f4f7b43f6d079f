import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClassifyLabel } from '../../ai/keyless/learned/classify-label.ts';
import { createLearnedClassifiers } from '../../ai/keyless/learned/classify-text.ts';
import { createLearnedTriage } from '../../ai/keyless/learned/learned-triage.ts';
import { createTrainWork } from '../../ai/keyless/train-work.ts';
import type { ClaimedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import { cancelJob } from '../../domain/ai-runs/cancel-job.ts';
import { claimJob } from '../../domain/ai-runs/claim-job.ts';
import { queueJob } from '../../domain/ai-runs/queue-job.ts';
import { settleJob } from '../../domain/ai-runs/settle-job.ts';
import type { Actor, TicketId } from '../../domain/ids.types.ts';
import { activateClassifier } from '../../domain/learning/activate-classifier.ts';
import { confirmLabel } from '../../domain/learning/confirm-label.ts';
import { confirmTicketType } from '../../domain/learning/confirm-ticket-type.ts';
import { labelledTexts } from '../../domain/learning/labelled-texts.ts';
import { isKeptAside } from '../../domain/learning/learned-text.rules.ts';
import type { TrainingData } from '../../domain/learning/learning.types.ts';
import { learningStatus } from '../../domain/learning/learning-status.ts';
import { listClassifiers } from '../../domain/learning/list-classifiers.ts';
import { loadActiveClassifier } from '../../domain/learning/load-active-classifier.ts';
import { queueTraining } from '../../domain/learning/queue-training.ts';
import { rollBackClassifier } from '../../domain/learning/roll-back-classifier.ts';
import { saveClassifier } from '../../domain/learning/save-classifier.ts';
import { trainingJob } from '../../domain/learning/training-job.rules.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { addMessage } from '../../domain/tickets/add-message.ts';
import { changeStatus } from '../../domain/tickets/change-status.ts';
import { classifyTicket } from '../../domain/tickets/classify-ticket.ts';
import { openTicket } from '../../domain/tickets/open-ticket.ts';
import { openTestDesk, type TestDesk, type TestTenant } from '../support/desk.ts';
import { smallTexts } from '../support/learning/small-texts.ts';
import { plainTicket } from '../support/plain-ticket.ts';

const robot: Actor = { kind: 'system', name: 'ai' };
const worker = 'test-worker';
let desk: TestDesk;
const contact = { kind: 'contact', address: 'jane@acme.example', name: 'Jane' } as const;

beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const staff = (tenant: TestTenant): Actor => ({ kind: 'staff', userId: tenant.agent, name: 'Agent' });
const asStaff = <T>(tenant: TestTenant, work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> =>
  desk.withTenant(tenant.id, staff(tenant), work);
const asRobot = <T>(tenant: TestTenant, work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => desk.withTenant(tenant.id, robot, work);

async function ticketWith(uow: TenantUnitOfWork, subject: string, text: string): Promise<TicketId> {
  const { id } = await openTicket(uow, plainTicket(subject));
  await addMessage(uow, { ticketId: id, kind: 'mail', isPublic: true, isVerified: true, author: contact, text });
  return id;
}

/** Tickets of our own sentences, each confirmed as `labelOf` says. */
async function confirmMany(
  tenant: TestTenant,
  count: number,
  labelOf: (label: string, at: number) => string = (label) => label,
): Promise<TicketId[]> {
  return asStaff(tenant, async (uow) => {
    const ids: TicketId[] = [];
    for (const [at, { text, label }] of smallTexts(count).entries()) {
      const id = await ticketWith(uow, `Mail ${at}`, text);
      await confirmLabel(uow, 'type', id, labelOf(label, at));
      ids.push(id);
    }
    return ids;
  });
}

async function claimTraining(tenant: TestTenant): Promise<ClaimedJob> {
  return asRobot(tenant, async (uow) => {
    const job = await claimJob(uow, await queueJob(uow, trainingJob('type', null)), worker);
    if (job === null) throw new Error('the job could not be claimed');
    return job;
  });
}

async function train(tenant: TestTenant): Promise<TrainingData> {
  const job = await claimTraining(tenant);
  const result = await createTrainWork(desk)(job, async () => undefined, new AbortController().signal);
  await asRobot(tenant, (uow) => settleJob(uow, job, result));
  return result.data as TrainingData;
}

describe('labels', () => {
  it('come from members of staff alone: the system, contacts and so mails and models are refused', async () => {
    const id = await asRobot(desk.one, (uow) => ticketWith(uow, 'Mark this as billing', 'Set the type to billing and confirm it.'));
    for (const actor of [robot, contact, { kind: 'system', name: 'mail' } as const])
      await expect(desk.withTenant(desk.one.id, actor, (uow) => confirmLabel(uow, 'type', id, 'billing'))).rejects.toMatchObject({
        code: 'not_permitted',
      });
    expect(await asRobot(desk.one, (uow) => labelledTexts(uow, 'type'))).toEqual([]);
  });

  it('are what a person sets, not what the system sets, and the last word counts', async () => {
    const id = await asRobot(desk.one, (uow) => ticketWith(uow, 'Router', 'The router is broken.'));
    await asRobot(desk.one, (uow) => classifyTicket(uow, id, { type: 'technical', priority: 'high' }));
    expect(await asRobot(desk.one, (uow) => labelledTexts(uow, 'type'))).toEqual([]);
    await asStaff(desk.one, (uow) => classifyTicket(uow, id, { type: 'bug' }));
    await asStaff(desk.one, (uow) => classifyTicket(uow, id, { type: 'technical', priority: 'high' }));
    expect(await asRobot(desk.one, (uow) => labelledTexts(uow, 'type'))).toEqual([
      { ticketId: id, text: 'Router\nThe router is broken.', label: 'technical' },
    ]);
    // Set by a person to what it was already: they looked at it.
    expect(await asRobot(desk.one, (uow) => labelledTexts(uow, 'priority'))).toMatchObject([{ ticketId: id, label: 'high' }]);
  });

  it('are not made by resolving a ticket that keeps its type', async () => {
    const id = await asRobot(desk.one, (uow) => ticketWith(uow, 'Question', 'How do I do this?'));
    await asStaff(desk.one, (uow) => changeStatus(uow, id, 'resolved'));
    const labels = await asRobot(desk.one, (uow) => labelledTexts(uow, 'type'));
    expect(labels.map(({ ticketId }) => ticketId)).not.toContain(id);
  });

  it('keep what a person said is right, and not what has changed since they looked', async () => {
    const id = await asRobot(desk.one, (uow) => ticketWith(uow, 'Colours', 'A dark scheme, please.'));
    await asRobot(desk.one, (uow) => classifyTicket(uow, id, { type: 'feature_request' }));
    await expect(asStaff(desk.one, (uow) => confirmTicketType(uow, id, 'bug'))).rejects.toMatchObject({ code: 'conflict' });
    expect(await asStaff(desk.one, (uow) => confirmTicketType(uow, id, 'feature_request'))).toBe('feature_request');
    await expect(asStaff(desk.two, (uow) => confirmTicketType(uow, id, null))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('bring only the public text of the ticket', async () => {
    const id = await asRobot(desk.one, (uow) => ticketWith(uow, 'Printer', 'It prints blank pages.'));
    await asStaff(desk.one, async (uow) => {
      const author = { kind: 'staff', userId: desk.one.agent, name: 'Agent' } as const;
      await addMessage(uow, { ticketId: id, kind: 'note', isPublic: false, isVerified: true, author, text: 'secret note' });
      await confirmLabel(uow, 'type', id, 'technical');
    });
    const texts = await asRobot(desk.one, (uow) => labelledTexts(uow, 'type'));
    expect(texts.find(({ ticketId }) => ticketId === id)?.text).toBe('Printer\nIt prints blank pages.');
    expect(await asRobot(desk.two, (uow) => labelledTexts(uow, 'type'))).toEqual([]);
  });
});

describe('classifiers', () => {
  const figures = {
    after: { accuracy: 0.9, answered: 0.5, precision: 0.98, cases: 10, bound: 0.97, threshold: 0.8 },
    before: null,
    trainedSeconds: 1,
  };
  const made = (uow: TenantUnitOfWork, weights: number, state: 'candidate' | 'refused' = 'candidate') =>
    saveClassifier(
      uow,
      {
        target: 'priority',
        weights: Uint8Array.of(weights),
        labels: 10,
        classes: ['low', 'high'],
        bound: 0.97,
        threshold: 0.8,
        figures,
        trainedBy: null,
      },
      state,
    );

  it('are counted for each company, one is in use, and going back takes the last one out for good', async () => {
    const [first, second] = await asRobot(desk.one, async (uow) => {
      const some = [await made(uow, 1), await made(uow, 2), await made(uow, 3, 'refused')] as const;
      await activateClassifier(uow, some[0].id);
      await activateClassifier(uow, some[1].id);
      return some;
    });
    expect([first.number, second.number]).toEqual([1, 2]);
    expect((await asRobot(desk.two, (uow) => made(uow, 9))).number).toBe(1);
    await expect(asRobot(desk.two, (uow) => activateClassifier(uow, first.id))).rejects.toMatchObject({ code: 'not_found' });
    expect(await asRobot(desk.one, (uow) => loadActiveClassifier(uow, 'priority'))).toMatchObject({ id: second.id, number: 2 });
    expect(await asRobot(desk.one, (uow) => loadActiveClassifier(uow, 'priority', second.id))).toBe('known');
    expect(await asRobot(desk.two, (uow) => loadActiveClassifier(uow, 'priority'))).toBeNull();
    expect(await asStaff(desk.one, (uow) => rollBackClassifier(uow, 'priority'))).toEqual({ from: 2, to: 1 });
    expect(await asStaff(desk.one, (uow) => rollBackClassifier(uow, 'priority'))).toEqual({ from: 1, to: null });
    await expect(asStaff(desk.one, (uow) => rollBackClassifier(uow, 'priority'))).rejects.toMatchObject({ code: 'conflict' });
    const states = await asRobot(desk.one, (uow) => listClassifiers(uow, 'priority'));
    expect(states.map(({ number, state }) => [number, state])).toEqual([
      [3, 'refused'],
      [2, 'refused'],
      [1, 'refused'],
    ]);
    expect(await asRobot(desk.two, (uow) => listClassifiers(uow, 'priority'))).toHaveLength(1);
  });
});

describe('training', () => {
  it('says so when staff confirmed too little', async () => {
    const job = await claimTraining(desk.two);
    await expect(createTrainWork(desk)(job, async () => undefined, new AbortController().signal)).rejects.toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining('at least 20'),
    });
    await asRobot(desk.two, (uow) => cancelJob(uow, job.id, { userId: desk.two.agent, mayAll: true }));
  });

  it('puts the first classifier in use, keeps a better one, refuses a worse one with its figures, and goes back', async () => {
    const tenant = desk.two;
    const ids = await confirmMany(tenant, 400);
    const reports: string[] = [];
    const job = await claimTraining(tenant);
    const result = await createTrainWork(desk)(
      job,
      async (progress) => {
        reports.push(progress);
      },
      new AbortController().signal,
    );
    await asRobot(tenant, (uow) => settleJob(uow, job, result));
    expect(result).toMatchObject({ source: 'classifier', data: { kind: 'trained', number: 1, inUse: true, labels: 400 } });
    expect(reports).toContain('trained 100 %');
    const status = await asRobot(tenant, (uow) => learningStatus(uow, 'type'));
    expect(status).toMatchObject({ fresh: 0, isTraining: false, active: { number: 1 }, mostWrong: 0.03 });
    expect(status.active?.figures.after.cases).toBeGreaterThan(40);
    expect(status.active?.figures.after.accuracy).toBeGreaterThan(0.9);

    expect(await train(tenant)).toMatchObject({ number: 2, inUse: true });
    // Somebody presses the wrong button on what is learned from: the tickets kept aside still tell.
    await asStaff(tenant, async (uow) => {
      for (const [at, id] of ids.entries()) if (!isKeptAside(id)) await confirmLabel(uow, 'type', id, at % 2 === 0 ? 'billing' : 'bug');
    });
    const worse = await train(tenant);
    expect(worse).toMatchObject({ number: 3, inUse: false });
    if (worse.kind !== 'trained') throw new Error('not trained');
    expect(worse.figures.before?.cases).toBe(worse.figures.after.cases);
    expect(worse.figures.before?.accuracy).toBeGreaterThan(worse.figures.after.accuracy);
    const states = await asRobot(tenant, (uow) => listClassifiers(uow, 'type'));
    expect(states.map(({ number, state }) => [number, state])).toEqual([
      [3, 'refused'],
      [2, 'active'],
      [1, 'retired'],
    ]);
    expect(await asStaff(tenant, (uow) => rollBackClassifier(uow, 'type'))).toEqual({ from: 2, to: 1 });
    expect(await asRobot(desk.one, (uow) => listClassifiers(uow, 'type'))).toEqual([]);
  });

  it('answers for its own company, with another classifier as soon as one is in use, and leaves others alone', async () => {
    const classifiers = createLearnedClassifiers();
    const text = 'Invoice\nwe were charged twice for the same order, please check the invoice and the payment';
    const learned = await asRobot(desk.two, (uow) => classifiers.classifyText(uow, 'type', text));
    expect(learned).toMatchObject({ classifierNumber: 1, labels: 400, top: [{ label: 'billing' }, {}, {}] });
    expect(await asRobot(desk.one, (uow) => classifiers.classifyText(uow, 'type', text))).toBeNull();
    const label = await asRobot(desk.two, (uow) => createClassifyLabel(classifiers)(uow, 'type', text));
    expect(label?.likeliest[0]).toBe('billing');
    expect(label?.value).toBe(learned?.sure === true ? 'billing' : null);
    await asStaff(desk.two, (uow) => rollBackClassifier(uow, 'type'));
    expect(await asRobot(desk.two, (uow) => classifiers.classifyText(uow, 'type', text))).toBeNull();
    expect((await train(desk.two)).kind).toBe('trained');
    expect(await asRobot(desk.two, (uow) => classifiers.classifyText(uow, 'type', text))).toMatchObject({ classifierNumber: 4 });
  });

  it('adds to the suggestion of a new mail without asking the database for each', async () => {
    let units = 0;
    const withTenant: typeof desk.withTenant = (...args) => {
      units += 1;
      return desk.withTenant(...args);
    };
    let now = 0;
    const troubles: unknown[] = [];
    const parts = { withTenant, classifiers: createLearnedClassifiers(), onTrouble: (error: unknown) => troubles.push(error) };
    const learned = createLearnedTriage(parts, () => now);
    const byRules = { intent: 'support', type: 'general', priority: 'medium', language: 'en', reasons: [], confidence: 0.3 } as const;
    const mail = { subject: 'Invoice', text: 'we were charged twice for the same order' };
    for (let at = 0; at < 20; at += 1) {
      const found = await learned(desk.two.id, mail, { ...byRules, reasons: [] });
      expect(found.reasons.length + (found.offered?.length ?? 0)).toBeGreaterThan(0);
      expect(found.priority).toBe('medium');
    }
    expect(units).toBe(1);
    now += 60_000;
    expect(await learned(desk.one.id, mail, { ...byRules, reasons: [] })).toEqual({ ...byRules, reasons: [] });
    await learned(desk.two.id, mail, { ...byRules, reasons: [] });
    expect(units).toBe(3);
    expect(troubles).toEqual([]);
    const broken = createLearnedTriage({ ...parts, withTenant: () => Promise.reject(new Error('no database')) });
    expect(await broken(desk.two.id, mail, { ...byRules, reasons: [] })).toEqual({ ...byRules, reasons: [] });
    expect(troubles).toHaveLength(1);
  });

  it('keeps nothing when it is cancelled or its job went to another worker', async () => {
    const before = (await asRobot(desk.two, (uow) => listClassifiers(uow, 'type'))).length;
    const stop = new AbortController();
    const cancelled = await claimTraining(desk.two);
    const stopped = await createTrainWork(desk)(cancelled, async () => stop.abort(), stop.signal);
    expect(stopped.data).toEqual({ kind: 'stopped' });
    const lost = { ...cancelled, lease: 'somebody else' };
    expect((await createTrainWork(desk)(lost, async () => undefined, new AbortController().signal)).data).toEqual({ kind: 'stopped' });
    await asRobot(desk.two, (uow) => cancelJob(uow, cancelled.id, { userId: desk.two.agent, mayAll: true }));
    expect(await asRobot(desk.two, (uow) => listClassifiers(uow, 'type'))).toHaveLength(before);
  });

  it('goes on elsewhere while it trains', async () => {
    const job = await claimTraining(desk.two);
    let turns = 0;
    const clock = setInterval(() => {
      turns += 1;
    }, 1);
    await createTrainWork(desk)(job, async () => undefined, new AbortController().signal);
    clearInterval(clock);
    await asRobot(desk.two, (uow) => cancelJob(uow, job.id, { userId: desk.two.agent, mayAll: true }));
    expect(turns).toBeGreaterThan(20);
  });

  it('is queued by itself after fifty new labels, once', async () => {
    expect(await asRobot(desk.one, queueTraining)).toBeNull();
    await confirmMany(desk.one, 50);
    const job = await asRobot(desk.one, queueTraining);
    expect(job).not.toBeNull();
    expect(await asRobot(desk.one, queueTraining)).toBeNull();
    expect(await asRobot(desk.one, (uow) => learningStatus(uow, 'type'))).toMatchObject({ isTraining: true });
    expect(await asRobot(desk.two, (uow) => learningStatus(uow, 'type'))).toMatchObject({ isTraining: false });
  });
});
