import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AiFeature } from '../../domain/ai-runs/ai-runs.types.ts';
import { latestResult } from '../../domain/ai-runs/latest-result.ts';
import type { AnalysisData, SummaryData, TriageData } from '../../domain/ai-runs/results.types.ts';
import type { TicketId } from '../../domain/ids.types.ts';
import { sqlRun } from '../../domain/tenancy/sql.ts';
import { addMessage } from '../../domain/tickets/add-message.ts';
import { addNote } from '../../domain/tickets/add-note.ts';
import { changeStatus } from '../../domain/tickets/change-status.ts';
import { classifyTicket } from '../../domain/tickets/classify-ticket.ts';
import { completeNextAction } from '../../domain/tickets/complete-next-action.ts';
import { mergeTicket } from '../../domain/tickets/merge-ticket.ts';
import { setNextAction } from '../../domain/tickets/set-next-action.ts';
import { type AnalystDesk, openAnalystDesk } from '../support/analyst-desk.ts';
import type { TestTenant } from '../support/desk.ts';
import type { FakeRequest } from '../support/openai/fake-openai.types.ts';

let a: AnalystDesk;
beforeAll(async () => {
  a = await openAnalystDesk();
}, 120_000);
afterAll(() => a.close());
afterEach(() => a.startOver());

const staff = () => ({ kind: 'staff' as const, userId: a.desk.one.agent, name: 'Agent' });
const inOne = <T>(work: Parameters<typeof a.desk.withTenant<T>>[2]): Promise<T> => a.desk.withTenant(a.desk.one.id, staff(), work);
const result = async <Data>(id: TicketId, feature: AiFeature): Promise<{ source: string; notice: string | null; data: Data }> => {
  const job = await inOne((uow) => latestResult(uow, id, feature));
  if (job?.result === null || job === null) throw new Error(`no result of ${feature}`);
  return job.result as { source: string; notice: string | null; data: Data };
};
const requestOf = (name: RegExp): FakeRequest => {
  const found = a.model.requests().filter((request) => name.test(request.system));
  expect(found).toHaveLength(1);
  return found[0] as FakeRequest;
};

/** A ticket with a history, beside internal notes, another customer's ticket, a merged one and another company's. */
async function ticketWithCanaries(): Promise<TicketId> {
  const { id } = await a.mail('jane@acme.example', {
    subject: 'Phones',
    text: 'The phones of hall 7 are dead since Monday. Serial number QX-4471.',
  });
  const other = await a.mail('bob@else.example', { subject: 'CANARY-OTHER-SUBJECT', text: 'CANARY-OTHER-CUSTOMER is my secret.' });
  const merged = await a.mail('joe@third.example', { subject: 'CANARY-MERGED-SUBJECT', text: 'CANARY-MERGED text.' });
  await a.mail('jane@acme.example', { text: 'CANARY-OTHER-TENANT' }, a.desk.two);
  await inOne(async (uow) => {
    await addNote(uow, id, 'CANARY-NOTE: the customer is difficult.');
    await addNote(uow, other.id, 'CANARY-NOTE-ELSEWHERE');
    await mergeTicket(uow, merged.id, id, { confirmed: true, sourceVersion: null, targetVersion: null });
    await changeStatus(uow, id, 'in_progress');
    await classifyTicket(uow, id, { priority: 'urgent' });
    await setNextAction(uow, id, { text: 'Order the spare part from Leeds' });
    await completeNextAction(uow, id, 'The part is on its way.');
    await addMessage(uow, {
      ticketId: id,
      kind: 'reply',
      isPublic: true,
      author: staff(),
      text: 'We changed the power supply of rack 12.',
    });
    await addMessage(uow, {
      ticketId: id,
      kind: 'mail',
      isPublic: true,
      author: { kind: 'contact', address: 'jane@acme.example', name: 'Jane' },
      text: 'They are still dead.',
    });
    await sqlRun(uow, "update ai_jobs set due_at = now() where state = 'queued'");
  });
  return id;
}

describe('what a model is shown', () => {
  it('for an analysis is the whole public history, and nothing internal, merged, of another customer or of another company', async () => {
    await a.setUp();
    const id = await ticketWithCanaries();
    await a.rows("delete from ai_jobs where ticket_id <> ? or feature <> 'analysis' returning id", [id]);
    await a.work();
    const { system, user } = requestOf(/where a ticket stands/);
    expect(a.model.refused()).toEqual([]);
    for (const part of [
      'hall 7',
      'QX-4471',
      'rack 12',
      'They are still dead.',
      'Order the spare part from Leeds',
      'The part is on its way.',
    ])
      expect(user).toContain(part);
    expect(user).toMatch(/status open → in progress/);
    expect(user).toMatch(/priority high → urgent/);
    expect(user).toMatch(/m1 · customer · .*\n\[m1\.s1\] The phones of hall 7/);
    expect(user).toMatch(/· staff · /);
    expect(`${system}\n${user}`).not.toContain('CANARY');
    expect(user).not.toContain('jane@acme.example');
  });

  it('for a summary and for next actions holds no canary either, and facts of an earlier message are there', async () => {
    const id = await ticketWithCanaries();
    await a.setUp();
    const [ticket] = await a.rows<{ number: string }>('select number from tickets where id = ?', [id]);
    await a.say(`summarise ${ticket?.number}`);
    await a.say(`suggest actions ${ticket?.number}`);
    await a.work();
    expect(a.model.requests()).toHaveLength(2);
    for (const { system, user } of a.model.requests()) {
      expect(user).toContain('QX-4471');
      expect(`${system}\n${user}`).not.toContain('CANARY');
    }
    expect(requestOf(/could do next/).user).toContain('The part is on its way.');
  });

  it('for triage is one message and its subject, not the ticket', async () => {
    await a.setUp();
    const id = await ticketWithCanaries();
    await a.rows("delete from ai_jobs where ticket_id <> ? or feature <> 'triage' returning id", [id]);
    await a.work();
    const { user } = requestOf(/sort messages/);
    expect(user).toContain('[2] Serial number QX-4471.');
    for (const part of ['They are still dead', 'rack 12', 'Leeds', 'CANARY', 'in progress']) expect(user).not.toContain(part);
  });

  it('fits a model that takes little: the first and the newest messages stay and the rest is said to be left out', async () => {
    await a.setUp(a.desk.one, 6_000);
    const { id, number } = await a.mail('jane@acme.example', { subject: 'Long', text: 'FIRST-FACT is here.' });
    await inOne(async (uow) => {
      for (let i = 1; i <= 40; i += 1)
        await addMessage(uow, {
          ticketId: id,
          kind: 'reply',
          isPublic: true,
          author: staff(),
          text: `Entry number ${i}. ${'Some words of it. '.repeat(20)}`,
        });
    });
    await a.rows("delete from ai_jobs where feature <> 'analysis' returning id");
    await a.work();
    const { user } = requestOf(/where a ticket stands/);
    expect(user).toContain('FIRST-FACT');
    expect(user).toContain('Entry number 40.');
    expect(user).not.toContain('Entry number 2.');
    expect(user).toMatch(/\(\d+ older messages are left out here\)/);
    const { data } = await result<AnalysisData>(id, 'analysis');
    expect(data.basis.leftOut).toBeGreaterThan(10);
    const card = await a.say(`analyse ${number}`);
    expect(JSON.stringify(card.notices)).toContain('left out');
  });

  it('is nothing of a ticket that is spam or has only internal messages: the job says so', async () => {
    await a.setUp();
    const { id } = await a.mail('jane@acme.example');
    await a.rows('update tickets set is_spam = true where id = ? returning id', [id]);
    await a.work();
    expect(a.model.requests()).toEqual([]);
    expect((await a.jobs()).map((job) => job.state)).toEqual(['failed', 'failed']);
    const opened = await a.say('open "Inside" : only for us');
    const card = await a.say(`analyse ${opened.ticket}`);
    await a.work();
    expect(card.pending).toBeDefined();
    const ended = await a.press({ op: 'ai.job', args: { job: card.pending ?? '' } });
    expect(JSON.stringify(ended.notices)).toContain('Internal notes are not read');
  });
});

describe('what is made of its answer', () => {
  const answer = {
    issue_class: 'fault',
    risks: [
      { kind: 'churn', refs: ['m1.s1'] },
      { kind: 'security', refs: ['m99.s1'] },
    ],
    next_actions: [
      { kind: 'update_customer', text: 'Tell Jane when rack 12 is checked.', refs: ['m1.s1'] },
      { kind: 'escalate', text: 'Ask the vendor.', refs: [] },
    ],
    summary: [
      { text: 'The phones of hall 7 are dead.', refs: ['m1.s1'] },
      { text: 'A technician was there.', refs: ['m9.s9'] },
      { text: 'It costs 900 pounds.', refs: ['m1.s1'] },
    ],
    questions: ['Which floor is it on?'],
  };

  it('is shown as a suggestion with its places, and changes nothing', async () => {
    await a.setUp();
    const id = await ticketWithCanaries();
    const before = await a.rows('select status, priority, type, version, assignee_id from tickets where id = ?', [id]);
    a.model.behave('helpful', () => answer);
    await a.rows("delete from ai_jobs where ticket_id <> ? or feature <> 'analysis' returning id", [id]);
    await a.work();
    const { source, data } = await result<AnalysisData>(id, 'analysis');
    expect([source, data.issueClass]).toEqual(['model', 'fault']);
    expect(data.summary.map((one) => one.text)).toEqual(['The phones of hall 7 are dead.']);
    expect(data.summary[0]?.sources[0]).toMatchObject({ quote: 'The phones of hall 7 are dead since Monday.' });
    expect(data.risks.map((risk) => risk.kind)).toContain('churn');
    expect(data.risks.map((risk) => risk.kind)).not.toContain('security');
    expect(data.nextActions.map((one) => one.kind)).toEqual(['update_customer', 'escalate']);
    expect(await a.rows('select status, priority, type, version, assignee_id from tickets where id = ?', [id])).toEqual(before);
  });

  it('falls back to rules with a notice when it names nothing that was there', async () => {
    await a.setUp();
    const id = await ticketWithCanaries();
    a.model.behave('helpful', () => ({ ...answer, summary: [{ text: 'All is well.', refs: ['m9.s9'] }] }));
    await a.rows("delete from ai_jobs where ticket_id <> ? or feature <> 'analysis' returning id", [id]);
    await a.work();
    const { source, notice, data } = await result<AnalysisData>(id, 'analysis');
    expect(source).toBe('rules');
    expect(notice).not.toBeNull();
    expect(data.summary[0]?.text).toContain('hall 7');
  });

  it.each(['obedient', 'worst', 'refusing', 'broken'] as const)('of a model that is %s stays within bounds', async (persona) => {
    await a.setUp();
    const id = await ticketWithCanaries();
    a.model.behave(persona);
    const before = await a.rows('select status, priority, type, version, assignee_id, is_spam from tickets where id = ?', [id]);
    await a.work();
    expect(a.model.requests().length).toBeGreaterThan(0);
    const [{ data: analysis }, { data: triage }] = [await result<AnalysisData>(id, 'analysis'), await result<TriageData>(id, 'triage')];
    const texts = await a.rows<{ id: string; text: string }>('select id, text from ticket_messages where ticket_id = ?', [id]);
    const evidence = [
      ...analysis.summary.flatMap((one) => one.sources),
      ...analysis.nextActions.flatMap((one) => one.evidence),
      ...triage.evidence,
    ];
    for (const one of evidence) {
      if (one.kind !== 'message') throw new Error('a message');
      const text = texts.find((message) => message.id === one.messageId)?.text ?? '';
      expect(text.slice(one.from, one.to)).toBe(one.quote);
    }
    expect(triage.evidence.every((one) => one.quote !== 'The phones of hall 7 are dead since Monday. Serial number QX-4471.')).toBe(true);
    expect(JSON.stringify([analysis, triage])).not.toContain('CANARY');
    expect(await a.rows('select status, priority, type, version, assignee_id, is_spam from tickets where id = ?', [id])).toEqual(before);
  });
});

describe('another company', () => {
  it('sees no result and no job of this one, by number or by id', async () => {
    const id = await ticketWithCanaries();
    const [ticket] = await a.rows<{ number: string }>('select number from tickets where id = ?', [id]);
    await a.say(`summarise ${ticket?.number}`);
    const { data } = await result<SummaryData>(id, 'summary');
    expect(data.statements.length).toBeGreaterThan(0);
    const two: TestTenant = a.desk.two;
    expect(await a.desk.withTenant(two.id, { kind: 'system', name: 'test' }, (uow) => latestResult(uow, id, 'summary'))).toBeNull();
    const [job] = await a.jobs();
    const stranger = { tenantId: two.id, userId: two.agent };
    const card = await a.press({ op: 'ai.expand', args: { job: job?.id ?? '' } }, stranger);
    expect(card.error?.code).toBe('not_found');
  });
});
