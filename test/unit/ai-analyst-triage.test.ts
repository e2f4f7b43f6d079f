import { describe, expect, it } from '@jest/globals';
import { createTriage } from '../../ai/functions/triage/create-triage.ts';
import type { LearnedLabel, TriageMaterial } from '../../ai/functions/triage/triage-material.types.ts';
import { sentencesOf } from '../../ai/keyless/sentences.rules.ts';
import { triageActions } from '../../bots/cards/ai/triage-card.ts';
import { newId, type TicketId, type TicketMessageId } from '../../domain/ids.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';

const uow = {} as TenantUnitOfWork;
const text = 'Hello. The router is down and nobody can work. Our invoice is wrong as well.';
const material: TriageMaterial = {
  ticket: {
    id: newId<TicketId>(),
    number: 'TKT-202603-00001',
    version: 4,
    subject: 'Help',
    type: 'general',
    priority: 'medium',
    language: 'en',
  },
  message: { id: newId<TicketMessageId>(), text, ordinal: 1 },
  sentences: sentencesOf(text),
  cut: 0,
  badged: false,
};
const keyless = (learned?: LearnedLabel | null) =>
  createTriage(learned === undefined ? {} : { classify: async () => learned }).keyless(uow, material);

describe('triage without a model', () => {
  it('is the rules’, with the sentences that decided', async () => {
    const { source, confidence, data } = await keyless();
    expect([source, confidence, data.priority, data.type]).toEqual(['rules', null, 'urgent', 'technical']);
    expect(data.evidence[0]?.quote).toBe('The router is down and nobody can work.');
  });

  it('is what staff confirmed before where that is sure, and says how sure', async () => {
    const { source, confidence, data } = await keyless({ value: 'billing', likeliest: ['billing'], confidence: 0.98 });
    expect([source, confidence, data.type, data.priority]).toEqual(['classifier', 0.98, 'billing', 'urgent']);
  });

  it('stays with the rules where that is not sure, offers the likeliest, and drops what is no type', async () => {
    const unsure = await keyless({ value: null, likeliest: ['billing', 'technical', 'nonsense', 'bug'], confidence: 0.4 });
    expect([unsure.source, unsure.confidence, unsure.data.type, unsure.data.otherTypes]).toEqual([
      'rules',
      null,
      'technical',
      ['billing', 'bug'],
    ]);
    expect((await keyless({ value: 'nonsense', likeliest: [], confidence: 1 })).data.type).toBe('technical');
    expect((await keyless(null)).source).toBe('rules');
  });
});

describe('the answer of a model', () => {
  it('keeps what the ticket was beside it, and a language that is none is nothing', () => {
    const read = createTriage().interpret(material, {
      intent: 'support',
      type: 'bug',
      priority: 'low',
      language: 'english; drop',
      evidence: [],
    });
    expect(read).toMatchObject({ kind: 'ok', data: { language: null, present: { priority: 'medium', type: 'general', version: 4 } } });
  });

  it('refuses keys it was not asked for', () => {
    const answer = { intent: 'support', type: 'bug', priority: 'low', language: null, evidence: [] };
    const { schema } = createTriage();
    expect(schema.safeParse(answer).success).toBe(true);
    for (const key of ['to', 'status', 'thread', 'tenant_id']) expect(schema.safeParse({ ...answer, [key]: 'x' }).success).toBe(false);
    expect(schema.safeParse({ ...answer, priority: 'none' }).success).toBe(false);
  });
});

describe('the buttons', () => {
  it('raise a priority and never lower it', async () => {
    const { data } = await keyless();
    const labels = (priority: 'low' | 'medium' | 'urgent') => triageActions({ ...data, priority }).map((one) => one.label);
    expect(labels('urgent')).toContain('Raise to urgent');
    expect(
      labels('medium')
        .concat(labels('low'))
        .filter((label) => /medium|low/.test(label)),
    ).toEqual([]);
  });
});
