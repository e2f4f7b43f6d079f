import { describe, expect, it } from '@jest/globals';
import { operationOf } from '../../../bots/commands/operation-table.ts';
import { parseCommand } from '../../../bots/commands/parse-command.ts';

const said: [text: string, op: string, args: Record<string, unknown>][] = [
  ['assign 1 team Network', 'ticket.give', { ticket: '1', by: 'team', team: 'Network' }],
  ['assign 1 to team "Field service"', 'ticket.give', { ticket: '1', by: 'team', team: 'Field service' }],
  ['assign 1 least busy', 'ticket.give', { ticket: '1', by: 'least_open' }],
  ['give 1 to the least busy in Network', 'ticket.give', { ticket: '1', by: 'least_open', team: 'Network' }],
  ['assign 1 next in team Network', 'ticket.give', { ticket: '1', by: 'round_robin', team: 'Network' }],
  ['assign 1 skill fibre', 'ticket.give', { ticket: '1', by: 'skill', skill: 'fibre' }],
  ['assign 1 skill fibre in Network', 'ticket.give', { ticket: '1', by: 'skill', skill: 'fibre', team: 'Network' }],
  ['assign 1 team none', 'ticket.give', { ticket: '1', by: 'no_team' }],
  ['assign 1 Teamon Smith', 'ticket.assign', { ticket: '1', to: 'Teamon Smith' }],
  ['assign 1 nobody', 'ticket.assign', { ticket: '1', to: 'nobody' }],
  ['1 watch', 'ticket.watch', { ticket: '1' }],
  ['watch 1 for priya', 'ticket.watch', { ticket: '1', person: 'priya' }],
  ['unwatch 1', 'ticket.unwatch', { ticket: '1' }],
  ['invite 1 a@b.example as third party', 'participant.add', { ticket: '1', address: 'a@b.example', role: 'third_party' }],
  ['invite 1 a@b.example', 'participant.add', { ticket: '1', address: 'a@b.example' }],
  ['uninvite 1 a@b.example', 'participant.remove', { ticket: '1', address: 'a@b.example' }],
  ['watchers 1', 'ticket.people', { ticket: '1' }],
  ['tag 1 vip, Fibre -old +new', 'ticket.tag', { ticket: '1', add: ['vip', 'Fibre', 'new'], remove: ['old'] }],
  ['untag 1 vip', 'ticket.tag', { ticket: '1', remove: ['vip'] }],
  ['1 tag vip', 'ticket.tag', { ticket: '1', add: ['vip'] }],
  ['field 1 rack 4', 'ticket.field', { ticket: '1', field: 'rack', value: '4' }],
  ['field 1 site: "North hall"', 'ticket.field', { ticket: '1', field: 'site', value: 'North hall' }],
  ['field 1 rack none', 'ticket.field', { ticket: '1', field: 'rack', value: null }],
  ['field add rack number "Rack number"', 'field.add', { key: 'rack', type: 'number', label: 'Rack number' }],
  [
    'field add site choice Site options:"North, South hall" required for:bug,feature-request',
    'field.add',
    {
      key: 'site',
      type: 'choice',
      label: 'Site',
      options: ['North', 'South hall'],
      required: true,
      ticketTypes: ['bug', 'feature_request'],
    },
  ],
  ['field off rack', 'field.change', { field: 'rack', active: false }],
  ['field required rack', 'field.change', { field: 'rack', required: true }],
  ['field options site North, South', 'field.change', { field: 'site', options: ['North', 'South'] }],
  ['time 30m on 1 : called them', 'time.add', { ticket: '1', minutes: 30, note: 'called them' }],
  ['time 90 on 1', 'time.add', { ticket: '1', minutes: 90 }],
  ['time 1h 30m on 1', 'time.add', { ticket: '1', minutes: 90 }],
  ['time 1:30 on #1: on site', 'time.add', { ticket: '#1', minutes: 90, note: 'on site' }],
  ['log 0.5h research on 1', 'time.add', { ticket: '1', minutes: 30, activity: 'research' }],
  [
    'time 45m on 1 meeting not billable 2026-11-20 : with the vendor',
    'time.add',
    { ticket: '1', minutes: 45, activity: 'meeting', billable: false, day: '2026-11-20', note: 'with the vendor' },
  ],
  ['time 1 30m', 'time.add', { ticket: '1', minutes: 30 }],
  ['1 time 30m', 'time.add', { ticket: '1', minutes: 30 }],
  ['time 1', 'time.ticket', { ticket: '1' }],
  ['time on 1', 'time.ticket', { ticket: '1' }],
  ['time today', 'time.sheet', { span: 'today' }],
  ['time week', 'time.sheet', { span: 'week' }],
  ['time last week', 'time.sheet', { span: 'last_week' }],
  ['time week for priya', 'time.sheet', { span: 'week', person: 'priya' }],
  ['time change t-1a2b3c4d 45m', 'time.change', { entry: '1a2b3c4d', minutes: 45 }],
  ['time remove 1a2b3c4d', 'time.drop', { entry: '1a2b3c4d' }],
  ['teams', 'teams.list', {}],
  ['team add Network', 'team.add', { name: 'Network' }],
  ['team add "Field service" least busy', 'team.add', { name: 'Field service', strategy: 'least_open' }],
  ['team Network add priya', 'team.member', { team: 'Network', person: 'priya', member: true }],
  ['team "Field service" remove Sam Fox', 'team.member', { team: 'Field service', person: 'Sam Fox', member: false }],
  ['team Network strategy round robin', 'team.change', { team: 'Network', strategy: 'round_robin' }],
  ['team Network rename to Networks', 'team.change', { team: 'Network', name: 'Networks' }],
  ['team off Network', 'team.change', { team: 'Network', active: false }],
  ['skills', 'skills.list', {}],
  ['skills priya fibre,voip', 'skills.set', { person: 'priya', skills: ['fibre', 'voip'] }],
  ['skills "Sam Fox" none', 'skills.set', { person: 'Sam Fox', skills: [] }],
  ['away', 'away.set', {}],
  ['away until 2026-12-01 stand-in priya', 'away.set', { until: '2026-12-01', standIn: 'priya' }],
  [
    'away stand-in "Sam Fox" until 2026-12-01 13:00: dentist',
    'away.set',
    { standIn: 'Sam Fox', until: '2026-12-01 13:00', note: 'dentist' },
  ],
  ['away from 2026-12-24 to 2027-01-02 : skiing', 'away.set', { from: '2026-12-24', until: '2027-01-02', note: 'skiing' }],
  ['away priya until friday', 'away.set', { person: 'priya', until: 'friday' }],
  ['who is away', 'away.list', {}],
  ['away list', 'away.list', {}],
  ['back', 'away.end', {}],
  ['back priya', 'away.end', { person: 'priya' }],
  ['on call', 'oncall.show', {}],
  ['on call network', 'oncall.show', { rota: 'network' }],
  ['who is on call?', 'oncall.show', {}],
  ['rota', 'rota.list', {}],
  [
    'rota add Sam Fox from 2026-12-01 09:00 until 2026-12-08 09:00 on network',
    'rota.add',
    { person: 'Sam Fox', from: '2026-12-01 09:00', until: '2026-12-08 09:00', rota: 'network' },
  ],
  ['rules', 'rules.list', {}],
  ['rules test 1', 'rules.test', { ticket: '1' }],
  ['rules run #1', 'rules.run', { ticket: '#1' }],
  [
    'rule add "At night" when customer:"Acme Ltd" hours:closed then next in Network',
    'rule.add',
    { name: 'At night', when: 'customer:"Acme Ltd" hours:closed', give: 'next in Network' },
  ],
  ['rule add Rest then priya', 'rule.add', { name: 'Rest', give: 'priya' }],
  ['rule off 2', 'rule.change', { rule: 2, active: false }],
  ['rule move 3 to 1', 'rule.change', { rule: 3, position: 1 }],
  ['rule remove 2', 'rule.drop', { rule: 2 }],
];

describe('what is said about work and people', () => {
  it.each(said)('%j is read as %s', (text, op, args) => {
    expect(parseCommand(text)).toEqual({ kind: 'call', op, args });
    expect(operationOf(op)?.schema.safeParse(args).error?.message).toBeUndefined();
  });

  it.each([
    ['assign 1', 'assign', /To whom/],
    ['tag 1', 'tag', /Which tags/],
    ['invite 1 nobody', 'invite', /Which address/],
    ['field 1 rack', 'field', /What is the value/],
    ['field add rack', 'field add', /a key, a type and a label/],
    ['field add rack text Rack for:nonsense', 'field add', /“nonsense” is no type/],
    ['time 30m', 'time', /On which ticket/],
    ['time soon on it', 'time', /How long/],
    ['time change 45m', 'time change', /Which entry/],
    ['team Network', 'team', /What about the team/],
    ['team Network strategy dice', 'team', /strategies are/],
    ['skills priya', 'skills', /Whose skills/],
    ['away until', 'away', /What belongs to “until”/],
    ['rota add priya', 'rota add', /Who, and when/],
    ['rule add Rest', 'rule add', /Write a name/],
    ['rule remove all', 'rule remove', /Which rule/],
    ['rules test', 'rules test', /Which ticket/],
  ])('%j is understood in part', (text, command, problem) => {
    const parsed = parseCommand(text);
    expect(parsed.kind).toBe('half');
    if (parsed.kind !== 'half') return;
    expect(parsed.form.words[0]).toBe(command);
    expect(parsed.problem).toMatch(problem);
  });

  it('means the ticket of the conversation where none is named', () => {
    const context = { ticket: 'TKT-202611-00007' };
    expect(parseCommand('tag vip', context)).toMatchObject({ op: 'ticket.tag', args: { ticket: context.ticket, add: ['vip'] } });
    expect(parseCommand('time 30m', context)).toMatchObject({ op: 'time.add', args: { ticket: context.ticket, minutes: 30 } });
    expect(parseCommand('watch', context)).toMatchObject({ op: 'ticket.watch', args: { ticket: context.ticket } });
  });
});
