import { describe, expect, it } from '@jest/globals';
import { computeClocks } from '../../../domain/sla/compute-clocks.rules.ts';
import { type LogLine, readHistory } from '../../../domain/sla/history.rules.ts';
import type { PolicyInForce, PolicySubject } from '../../../domain/sla/policy-in-force.types.ts';
import { bookOf, london, utc } from '../../support/sla/clock-kit.ts';

const subject: PolicySubject = { slaPolicyId: null, contractId: null, customerId: null, type: 'general', priority: 'medium' };
const opened = utc('2026-11-23 09:00');
const line = (type: LogLine['type'], afterMs: number, data: Record<string, unknown> = {}): LogLine => ({
  type,
  at: new Date(opened + afterMs),
  data,
});
const opening = line('opened', 0, { priority: 'medium', type: 'general', customerId: null });
const told = (lines: LogLine[]): string[] =>
  readHistory([opening, ...lines], subject).flatMap((event) =>
    event.type === 'facts' ? [] : [`${event.at - opened} ${event.type === 'status' ? event.status : event.type}`],
  );

describe('the history of a log', () => {
  it('puts what an older unit wrote after the one it waited for, a millisecond later, and keeps its lines together', () => {
    const late = [line('status_changed', 40, { to: 'resolved' }), line('priority_changed', 40, { from: 'medium', to: 'high' })];
    expect(told([line('message_added', 50, { kind: 'reply', public: true }), ...late])).toEqual([
      '0 created',
      '50 public_reply',
      '51 resolved',
      '51 priority',
    ]);
  });

  it('lets nothing take effect before a level that was written down first', () => {
    const noticed = line('sla_breached', 60, { metric: 'resolution' });
    expect(told([noticed, line('status_changed', 55, { to: 'resolved' })])).toEqual(['0 created', '60 noticed', '61 resolved']);
  });

  it('does not hear notes, wherever another unit wrote them', () => {
    const unit = [
      line('status_changed', 10, { to: 'in_progress' }),
      line('next_action_set', 10, { state: 'waiting_vendor', excluded: false }),
    ];
    const note = line('message_added', 12, { kind: 'note', public: false });
    expect(told([unit[0] as LogLine, note, unit[1] as LogLine])).toEqual(['0 created', '10 in_progress', '10 waiting_vendor']);
  });
});

it('a policy version that was saved while a ticket was changed counts from after that change: what was decided is not rewritten', () => {
  const version = (number: number, effectiveAfterMs: number, minutes: number): PolicyInForce => ({
    id: 'p',
    name: 'Standard',
    isDefault: true,
    createdAt: new Date(opened - 1_000),
    version: number,
    effectiveFrom: new Date(opened + effectiveAfterMs),
    calendarId: 'LON',
    targets: { firstResponse: { default: minutes } },
    pausing: {},
    warningPercent: null,
    criticalPercent: null,
    conditions: {},
    steps: [],
  });
  const [first, second] = [version(1, -1_000, 240), version(2, 40, 60)];
  const log = [
    opening,
    line('sla_applied', 0, { policyId: 'p', version: 1, effectiveAt: new Date(opened).toISOString(), because: '' }),
    line('priority_changed', 50, { from: 'medium', to: 'high' }),
  ];
  const versions = new Map([first, second].map((one) => [`${one.id}:${one.version}`, one]));
  const rules = { policies: [second], versions, book: bookOf({ LON: london }), contracts: [], today: '2026-11-23', nextChangeAt: null };
  const { applied } = computeClocks(readHistory(log, subject), rules as never, new Date(opened + 90));
  expect([applied?.version, (applied?.effectiveAt ?? 0) - opened]).toEqual([2, 51]);
});
