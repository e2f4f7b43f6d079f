import { describe, expect, it } from '@jest/globals';
import { calendarForms } from '../../../bots/commands/grammar/calendar-forms.ts';
import { contractForms } from '../../../bots/commands/grammar/contract-forms.ts';
import { policyForms } from '../../../bots/commands/grammar/policy-forms.ts';
import { operationOf } from '../../../bots/commands/operation-table.ts';
import { parseCommand } from '../../../bots/commands/parse-command.ts';

const target = (metric: string, priority: string, minutes: number | null) => ({ target: { metric, priority, minutes } });

/** What is said → the operation and exactly its arguments. */
const said: [text: string, op: string, args: Record<string, unknown>][] = [
  ['calendars', 'calendars.list', {}],
  ['calendar', 'calendars.list', {}],
  ['calendar London', 'calendar.show', { calendar: 'London' }],
  ['calendar "London"', 'calendar.show', { calendar: 'London' }],
  ['calendar Office hours', 'calendar.show', { calendar: 'Office hours' }],
  ['calendar Office hours hours mon-fri 9-17', 'calendar.change', { calendar: 'Office hours', days: 'mon-fri 9-17' }],
  ['calendar "Office hours" hours mon-fri 9-17', 'calendar.change', { calendar: 'Office hours', days: 'mon-fri 9-17' }],
  ['calendar Office hours holiday 2026-12-25', 'calendar.change', { calendar: 'Office hours', holiday: { date: '2026-12-25' } }],
  [
    'calendar London hours mon-fri 9:00-12:30,13:30-17:30',
    'calendar.change',
    { calendar: 'London', days: 'mon-fri 9:00-12:30,13:30-17:30' },
  ],
  [
    'calendar London hours mon-fri 9-17; sat closed from 2027-01-01',
    'calendar.change',
    { calendar: 'London', days: 'mon-fri 9-17; sat closed', from: '2027-01-01' },
  ],
  [
    'calendar London holiday 2026-12-25 "Christmas"',
    'calendar.change',
    { calendar: 'London', holiday: { date: '2026-12-25', name: 'Christmas' } },
  ],
  [
    'calendar London holiday 2026-12-25 Christmas Day',
    'calendar.change',
    { calendar: 'London', holiday: { date: '2026-12-25', name: 'Christmas Day' } },
  ],
  [
    'calendar London holiday 2026-12-24 9:00-13:00 "Christmas Eve"',
    'calendar.change',
    { calendar: 'London', holiday: { date: '2026-12-24', name: 'Christmas Eve', open: '9:00-13:00' } },
  ],
  [
    'calendar London holiday 2026-12-24 "Christmas Eve" 9-12,13-15',
    'calendar.change',
    { calendar: 'London', holiday: { date: '2026-12-24', name: 'Christmas Eve', open: '9-12,13-15' } },
  ],
  ['calendar London no holiday 2026-12-25', 'calendar.change', { calendar: 'London', removeHoliday: '2026-12-25' }],
  ['calendar London zone Europe/Dublin', 'calendar.change', { calendar: 'London', timeZone: 'Europe/Dublin' }],
  ['calendar London time zone Europe/Dublin', 'calendar.change', { calendar: 'London', timeZone: 'Europe/Dublin' }],
  ['calendar London default', 'calendar.default', { calendar: 'London' }],
  [
    'calendar new "Berlin" mon-fri 8-17 zone Europe/Berlin',
    'calendar.add',
    { name: 'Berlin', days: 'mon-fri 8-17', timeZone: 'Europe/Berlin' },
  ],
  ['new calendar Berlin office hours mon-fri 8-17', 'calendar.add', { name: 'Berlin office', days: 'mon-fri 8-17' }],
  ['policies', 'policies.list', {}],
  ['policy Gold', 'policy.show', { policy: 'Gold' }],
  ['policy 24/7', 'policy.show', { policy: '24/7' }],
  ['policy "Premium (Gold)"', 'policy.show', { policy: 'Premium (Gold)' }],
  ['policy Gold target resolution high 8h', 'policy.change', { policy: 'Gold', ...target('resolution', 'high', 480) }],
  [
    'policy Standard business target first response 1h30',
    'policy.change',
    { policy: 'Standard business', ...target('firstResponse', 'default', 90) },
  ],
  ['policy "Gold" target next reply urgent 90 min', 'policy.change', { policy: 'Gold', ...target('nextReply', 'urgent', 90) }],
  ['policy Gold target resolution all 48 hours', 'policy.change', { policy: 'Gold', ...target('resolution', 'default', 2_880) }],
  ['policy Gold target reply none', 'policy.change', { policy: 'Gold', ...target('nextReply', 'default', null) }],
  ['policy Gold warn 70 critical 85', 'policy.change', { policy: 'Gold', percents: { warning: 70, critical: 85 } }],
  ['policy Gold warn 70%', 'policy.change', { policy: 'Gold', percents: { warning: 70 } }],
  ['policy Gold critical off', 'policy.change', { policy: 'Gold', percents: { critical: null } }],
  ['policy Gold calendar "Office hours"', 'policy.change', { policy: 'Gold', calendar: 'Office hours' }],
  [
    'policy Gold pause resolution waiting customer, waiting for vendor',
    'policy.change',
    { policy: 'Gold', pause: { metric: 'resolution', statuses: ['waiting_customer', 'waiting_vendor'] } },
  ],
  ['policy Gold pause first response nothing', 'policy.change', { policy: 'Gold', pause: { metric: 'firstResponse', statuses: [] } }],
  [
    'policy Gold for customer:"Acme Ltd" customer:Globex type:bug priority:urgent contract:"managed services"',
    'policy.change',
    {
      policy: 'Gold',
      conditions: { customers: ['Acme Ltd', 'Globex'], type: 'bug', priority: 'urgent', contractType: 'managed_services' },
    },
  ],
  ['policy Gold for everybody', 'policy.change', { policy: 'Gold', conditions: {} }],
  ['policy Gold escalate off', 'policy.change', { policy: 'Gold', escalate: false }],
  ['policy Gold default', 'policy.change', { policy: 'Gold', isDefault: true }],
  ['policy Gold off', 'policy.change', { policy: 'Gold', active: false }],
  ['policy Gold on', 'policy.change', { policy: 'Gold', active: true }],
  ['policy new "Acme Gold" from Gold', 'policy.new', { name: 'Acme Gold', template: 'Gold' }],
  ['new policy Acme Gold from Gold calendar Office hours', 'policy.new', { name: 'Acme Gold', template: 'Gold', calendar: 'Office hours' }],
  ['policy 1 Gold', 'ticket.policy', { ticket: '1', policy: 'Gold' }],
  ['policy #1 auto', 'ticket.policy', { ticket: '#1', policy: null }],
  ['policy 1', 'ticket.why', { ticket: '1' }],
  ['contracts', 'contracts.list', {}],
  ['contracts of "Acme Ltd"', 'contracts.list', { customer: 'Acme Ltd' }],
  ['contract Acme', 'contracts.list', { customer: 'Acme' }],
  ['contract SC-2026-00001', 'contract.show', { contract: 'SC-2026-00001' }],
  ['contract sc-2026-1 policy Gold', 'contract.policy', { contract: 'sc-2026-1', policy: 'Gold' }],
  ['contract sc-2026-1 policy none', 'contract.policy', { contract: 'sc-2026-1', policy: null }],
  [
    'contract new "Acme Ltd" "Gold support" policy "Premium (Gold)" type:managed_services from:2026-01-01 until 2026-12-31',
    'contract.add',
    {
      customer: 'Acme Ltd',
      name: 'Gold support',
      policy: 'Premium (Gold)',
      type: 'managed_services',
      from: '2026-01-01',
      until: '2026-12-31',
    },
  ],
  ['contract end SC-2026-00001', 'contract.end', { contract: 'SC-2026-00001' }],
  ['end contract SC-2026-00001 2026-12-31', 'contract.end', { contract: 'SC-2026-00001', lastDay: '2026-12-31' }],
  ['contract 1 SC-2026-00001', 'ticket.contract', { ticket: '1', contract: 'SC-2026-00001' }],
  ['contract 1 none', 'ticket.contract', { ticket: '1', contract: null }],
];

describe('commands about service levels', () => {
  it.each(said)('%s', (text, op, args) => {
    expect(parseCommand(text)).toEqual({ kind: 'call', op, args });
    expect(operationOf(op)?.schema.safeParse(args).success).toBe(true);
  });

  it.each([
    'calendar "London" please',
    'calendar London holiday tomorrow',
    'calendar new Berlin',
    'policy Gold target speed 8h',
    'policy Gold target resolution soon',
    'policy Gold warn much',
    'policy Gold pause resolution asleep',
    'policy Gold for colour:red',
    'policy Gold escalate loudly',
    'policy Gold off now',
    'policy new Gold',
    'contract new Acme',
    'contract new Acme Gold colour red',
    'contract 1 tomorrow',
    'contract end tomorrow',
    'contract SC-2026-00001 colour',
  ])('%s is half a command that says what is missing', (text) => {
    const parsed = parseCommand(text);
    expect(parsed).toMatchObject({ kind: 'half', problem: expect.stringMatching(/\S/) });
  });

  it('name the operations that their help describes, by examples that lead there', () => {
    for (const form of [...policyForms, ...calendarForms, ...contractForms]) expect(operationOf(form.op)).not.toBeNull();
    const names = [
      'policy.change',
      'policy.new',
      'ticket.policy',
      'calendar.change',
      'calendar.add',
      'calendar.default',
      'contract.add',
      'contract.end',
      'contract.policy',
      'ticket.contract',
    ];
    const examples = names.flatMap((name) => (operationOf(name)?.examples ?? []).map((example) => [name, example]));
    expect(examples.length).toBeGreaterThan(names.length);
    for (const [name, example] of examples) expect(parseCommand(example ?? '')).toMatchObject({ kind: 'call', op: name });
  });
});
