import { describe, expect, it } from '@jest/globals';
import { makeCard } from '../../../bots/cards/make-card.rules.ts';
import { action, row, section } from '../../../bots/cards/spans.rules.ts';
import { commandForms, commandWords } from '../../../bots/commands/grammar/command-forms.ts';
import { helpEntries } from '../../../bots/commands/help-entries.ts';
import { operationOf, operations } from '../../../bots/commands/operation-table.ts';
import { withPermittedActions } from '../../../bots/commands/permitted-actions.ts';
import { permissions, rolePermissions, roles } from '../../../domain/people/permissions.rules.ts';

const anybodySeesOfWork = [
  'chat.link_code',
  'chat.people',
  'chat.unlink',
  'teams.list',
  'skills.list',
  'away.list',
  'oncall.show',
  'oncall.handoff',
  'rota.list',
  'ticket.people',
  'tags.list',
  'fields.list',
  'time.ticket',
];
const writersWork = [
  'ticket.watch',
  'ticket.unwatch',
  'participant.add',
  'participant.remove',
  'message.admit',
  'ticket.requester',
  'time.add',
  'time.sheet',
  'time.change',
  'time.drop',
  'away.set',
  'away.end',
  'away.drop',
];
const agentsWork = ['ticket.give', 'ticket.place', 'ticket.tag', 'ticket.field', 'rules.run'];
const leadsWork = [
  'team.add',
  'team.change',
  'team.member',
  'skills.set',
  'rota.add',
  'rota.drop',
  'rules.list',
  'rules.test',
  'chat.channels',
  'chat.channel',
  'brand.show',
];
const adminsWork = [
  'brand.set',
  'brand.sample',
  'chat.channel_set',
  'satisfaction.switch',
  'field.add',
  'field.change',
  'rule.add',
  'rule.change',
  'rule.drop',
];
const anybodyIsTold = [
  'notifications.list',
  'notifications.read',
  'notify.settings',
  'notify.set',
  'notify.digest',
  'notify.quiet',
  'notify.via',
  'satisfaction.show',
];
const anybodySeesOfOrder = ['ticket.duplicates', 'next.list', 'next.show', 'next.history', 'macro.list', 'quick.list', 'template.list'];
const writersOrder = [
  ...['next.set', 'next.done', 'bulk.preview', 'bulk.run', 'macro.preview', 'macro.run', 'macro.save', 'macro.delete'],
  ...['quick.use', 'quick.save', 'quick.delete', 'template.use'],
];
const agentsOrder = ['ticket.merge', 'ticket.unmerge', 'ticket.split', 'tickets.link', 'tickets.unlink', 'ticket.parent', 'ticket.snooze'];
const leadsOrder = ['template.save', 'template.delete'];
const articlesAnybodySees = ['kb.search', 'kb.list', 'kb.show', 'kb.history', 'kb.version', 'ticket.suggest'];
const articlesForWriters = ['kb.vote', 'ticket.article', 'ticket.unarticle', 'ticket.insert'];
const articlesForAgents = ['kb.new', 'kb.from', 'kb.edit', 'kb.status', 'kb.restore'];
const promisesAnybodySees = ['policies.list', 'policy.show', 'calendars.list', 'calendar.show', 'contracts.list', 'contract.show'];
const promisesForSalesAndLeads = ['ticket.policy', 'ticket.contract', 'contract.add', 'contract.end', 'contract.policy'];
const promisesForAdmins = [
  ...['policy.new', 'policy.add', 'policy.change', 'policy.save'],
  ...['calendar.add', 'calendar.change', 'calendar.save', 'calendar.default'],
];
const anybodysRuns = ['ai.job', 'ai.why'];
const writersRuns = ['ai.jobs', 'ai.cancel', 'ai.vote', 'learn.confirm'];
const writersReadings = ['ai.analyse', 'ai.summarise', 'ai.triage', 'ai.next', 'ai.expand'];
const writersDrafts = ['ai.draft', 'ai.answer', 'ai.translate', 'ai.extract', 'ai.use'];
const leadsRuns = ['ai.replay', 'ai.cost', 'ai.settings', 'learn.status'];
const adminsRuns = ['ai.budget', 'ai.set', 'learn.train', 'learn.rollback', 'learn.bound'];
const leadsProviders = ['ai.providers'];
const adminsProviders = ['ai.provider_use', 'ai.provider_off', 'ai.provider_on'];
const leadsPrompts = ['prompts.list', 'prompts.show', 'prompts.diff', 'prompts.log', 'prompts.cases'];
const adminsPrompts = [
  ...['prompts.case_form', 'prompts.case_save', 'prompts.case_from', 'prompts.case_delete', 'prompts.edit', 'prompts.save'],
  ...['prompts.run', 'prompts.publish', 'prompts.release', 'prompts.rollback', 'prompts.arm', 'prompts.arm_end'],
];
const everybody = [
  ...anybodysRuns,
  ...promisesAnybodySees,
  ...articlesAnybodySees,
  ...anybodySeesOfOrder,
  ...anybodyIsTold,
  ...anybodySeesOfWork,
  ...['ticket.why', 'ticket.files', 'sla.report', 'helpdesk.stats'],
  'views.list',
  'view.show',
  'tickets.count',
  'tickets.trend',
  'plan.confirm',
  'plan.cancel',
  'help',
  'tickets.list',
  'ticket.show',
  'customer.find',
  'customer.show',
  'deliveries.list',
];
const writers = [
  ...writersRuns,
  ...writersReadings,
  ...writersDrafts,
  ...articlesForWriters,
  ...writersOrder,
  ...writersWork,
  'view.save',
  'view.delete',
  'view.share',
  'ticket.open',
  'ticket.note',
  'note.edit',
  'note.delete',
  'ticket.reply',
  'ticket.forward',
  'mail.write',
  'draft.edit',
  'draft.send',
  'draft.cancel',
  'ticket.link',
];
const agents = [
  ...articlesForAgents,
  ...agentsOrder,
  ...agentsWork,
  ...[
    'sla.acknowledge',
    'ticket.assign',
    'ticket.status',
    'ticket.priority',
    'ticket.type',
    'ticket.spam',
    'ticket.release',
    'sender.block',
    'sender.unblock',
  ],
  ...['senders.blocked', 'mails.parked', 'mail.retry', 'mail.release'],
  ...['addresses.unreachable', 'address.clear'],
  ...['chat.trouble', 'chat.post_decide', 'chat.item_retry'],
];
const leads = [
  ...leadsRuns,
  ...leadsProviders,
  ...leadsPrompts,
  ...promisesForSalesAndLeads,
  ...leadsOrder,
  ...leadsWork,
  'delivery.decide',
];

const admins = [...adminsRuns, ...adminsProviders, ...adminsPrompts, ...promisesForAdmins, ...adminsWork];

/** What each role may say, written out by hand: a change of either table must be meant. */
const mayUse: Record<string, string[]> = {
  viewer: everybody,
  sales: [...everybody, ...writers, ...promisesForSalesAndLeads],
  support: [...everybody, ...writers, ...agents],
  manager: [...everybody, ...writers, ...agents, ...leads],
  admin: [...everybody, ...writers, ...agents, ...leads, ...admins],
  owner: [...everybody, ...writers, ...agents, ...leads, ...admins],
};

describe('the operation table', () => {
  it('declares one known permission and one effect for each operation, and each name once', () => {
    expect(operations.filter((operation) => !permissions.includes(operation.permission))).toEqual([]);
    expect(operations.filter((operation) => !['read', 'write', 'confirm'].includes(operation.effect))).toEqual([]);
    expect(new Set(operations.map((operation) => operation.name)).size).toBe(operations.length);
  });

  it.each([...roles])('gives the role %s exactly what the permission table says', (role) => {
    const allowed = operations
      .filter((operation) => rolePermissions[role].includes(operation.permission))
      .map((operation) => operation.name);
    expect(allowed.toSorted()).toEqual(mayUse[role]?.toSorted());
  });

  it('lets nobody without a write permission change anything but how they themselves are told and linked', () => {
    const forViewers = operations.filter((operation) => rolePermissions.viewer.includes(operation.permission));
    const changing = forViewers.filter((operation) => operation.effect !== 'read').map((operation) => operation.name);
    // `plan.confirm` carries out an operation under that operation's own permission, asked again when it is pressed; whoever lost it may still cancel.
    expect(changing).toEqual([
      ...['chat.unlink', 'notifications.read', 'notify.set', 'notify.digest', 'notify.quiet', 'notify.via'],
      ...['plan.confirm', 'plan.cancel'],
    ]);
  });

  it('refuses arguments it does not know', () => {
    for (const operation of operations) {
      expect(operation.schema.safeParse({ tenantId: 'x', isAdmin: true }).success).toBe(false);
    }
  });

  it('knows no operation by an inherited name', () => {
    expect([operationOf('constructor'), operationOf('__proto__'), operationOf('')]).toEqual([null, null, null]);
  });
});

describe('commands and help', () => {
  it('lead every command to an operation that exists', () => {
    expect(commandForms.filter((form) => operationOf(form.op) === null)).toEqual([]);
  });

  it('use no word for two commands', () => {
    expect(commandWords.filter((word, index) => commandWords.indexOf(word) !== index)).toEqual([]);
  });

  it('shows each role only what it may use', () => {
    expect(helpEntries('viewer', operationOf).map((entry) => entry.name)).toEqual([
      'tickets',
      'views',
      'view',
      'counts',
      'trend',
      'show',
      'files',
      'duplicates',
      'participants',
      'tags',
      'fields',
      'teams',
      'who is away',
      'on call',
      'who is on',
      'handoff',
      'rota',
      'why',
      'sla',
      'stats',
      'policies',
      'policy',
      'calendars',
      'calendar',
      'contracts',
      'contract',
      'kb',
      'kb list',
      'kb show',
      'kb history',
      'suggest',
      'notifications',
      'mark all read',
      'notify',
      'quiet',
      'satisfaction',
      'link slack',
      'chat people',
      'unlink slack',
      'ai job',
      'ai why',
      'mine',
      'unassigned',
      'urgent',
      'customer',
      'deliveries',
      'uncertain',
      'help',
    ]);
    expect(helpEntries('owner', operationOf)).toHaveLength(commandForms.length);
  });
});

describe('the buttons of a card', () => {
  const take = action('Take', 'ticket.assign', { ticket: '1', to: 'me' });
  const show = action('Show', 'ticket.show', { ticket: '1' });
  const nothing = action('Nothing', 'no.such', {});
  const card = makeCard('ticket', 'A ticket', {
    actions: [take, show, nothing],
    rows: [row([], [], [take, show])],
    sections: [section('x', 'plain', [], [take])],
    form: { action: take, fields: [] },
  });

  it('are left out wherever the reader may not press them', () => {
    const seen = withPermittedActions(card, 'viewer');
    expect([seen.actions, seen.rows[0]?.actions, seen.sections[0]?.actions, seen.form]).toEqual([[show], [show], [], null]);
  });

  it('stay for those who may', () => {
    const seen = withPermittedActions(card, 'support');
    expect([seen.actions, seen.rows[0]?.actions, seen.sections[0]?.actions, seen.form?.action]).toEqual([
      [take, show],
      [take, show],
      [take],
      take,
    ]);
  });
});
