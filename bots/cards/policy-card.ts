import { metricWords } from '../../domain/sla/explain-clock.rules.ts';
import type { PolicyView } from '../../domain/sla/list-policies.ts';
import type { EscalationStep, StepTarget } from '../../domain/sla/policy.types.ts';
import { policyTemplates } from '../../domain/sla/policy-templates.rules.ts';
import type { PolicyPromise } from '../../domain/sla/rules-draft.types.ts';
import { conditionWeight } from '../../domain/sla/select-policy.rules.ts';
import { type Metric, metrics } from '../../domain/sla/sla.types.ts';
import { ticketPriorities } from '../../domain/tickets/tickets.types.ts';
import { minutesText } from '../../domain/time/minutes.rules.ts';
import type { Card, Field, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, field, plain, row, section } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';
import { typeNames } from './words.rules.ts';

/** Every policy with its times, and the templates to begin from. */
export function policyListCard(policies: PolicyView[]): Card {
  const free = policyTemplates.filter((template) => !policies.some((one) => one.name.toLowerCase() === template.name.toLowerCase()));
  return makeCard('policy', [bold(policies.length === 1 ? '1 policy' : `${policies.length} policies`)], {
    text: policies.length === 0 ? [plain('No ticket has a service level. Begin from a template:')] : [],
    rows: policies.map(policyRow),
    sections: [
      section('Built-in templates', 'plain', [plain(`policy new NAME from ${free.map((one) => one.name).join(' | ') || 'TEMPLATE'}`)]),
    ],
  });
}

function policyRow(policy: PolicyView): Row {
  const marks = [policy.isDefault ? 'default' : null, policy.isActive ? null : 'off', policy.calendar].filter((mark) => mark !== null);
  return row(
    [bold(policy.name), { text: ` · ${marks.join(' · ')}`, style: 'muted' }],
    [...metrics.flatMap((metric) => targetLine(policy.promise, metric)).map((line) => plain(line)), plain(chosenBy(policy))],
    [action('Show', 'policy.show', { policy: policy.name })],
  );
}

/** One policy: its times, what its clocks stand still for, thresholds, steps, and whom it is for. */
export function policyCard(policy: PolicyView, reader: Reader): Card {
  const version = [
    { text: `${policy.version} since ` },
    when(policy.effectiveFrom, reader),
    { text: policy.by === null ? '' : `, by ${policy.by}` },
  ];
  const { name } = policy;
  return makeCard('policy', [bold(name)], {
    notices: policy.isActive ? [] : [{ level: 'info', text: 'This policy is switched off: no ticket is measured by it.' }],
    text: policy.description === '' ? [] : [plain(policy.description)],
    fields: [
      field('For', chosenBy(policy)),
      ...promiseFields(policy.promise),
      field('Calendar', policy.calendar),
      field('Version', version),
    ],
    sections: [
      section(
        'Steps',
        'plain',
        policy.promise.steps.length === 0 ? [plain('nobody is told')] : policy.promise.steps.map((step) => plain(stepText(step))),
      ),
    ],
    actions: [
      ...(policy.isDefault || !policy.isActive || conditionWeight(policy.promise) > 0
        ? []
        : [action('Make it the default', 'policy.change', { policy: name, isDefault: true })]),
      ...(policy.isDefault
        ? []
        : [action(policy.isActive ? 'Switch off' : 'Switch on', 'policy.change', { policy: name, active: !policy.isActive })]),
      action('Policies', 'policies.list', {}),
    ],
  });
}

/** What a promise says, field by field. */
export function promiseFields(promise: PolicyPromise): Field[] {
  const percent = (value: number | null): string => (value === null ? 'off' : `${value} %`);
  return [
    ...metrics.map((metric) => field(metricWords[metric], targetLine(promise, metric)[0]?.replace(/^[^:]*: /, '') ?? 'no target')),
    ...metrics.flatMap((metric) => {
      const statuses = promise.pausing[metric] ?? [];
      return statuses.length === 0
        ? []
        : [field(`${metricWords[metric]} stands still`, statuses.map((one) => one.replaceAll('_', ' ')).join(', '))];
    }),
    field('Warning, critical', `${percent(promise.warningPercent)}, ${percent(promise.criticalPercent)}`),
  ];
}

/** `Resolution: 24 h (urgent 4 h, high 8 h, low 48 h)`; nothing for a metric without any target. */
function targetLine({ targets }: PolicyPromise, metric: Metric): string[] {
  const target = targets[metric];
  if (target === undefined) return [];
  const shown = (minutes: number | null): string => (minutes === null ? 'none' : minutesText(minutes));
  const own = ticketPriorities
    .toReversed()
    .flatMap((priority) =>
      target[priority] === undefined || target[priority] === target.default ? [] : [`${priority} ${shown(target[priority])}`],
    );
  if (target.default === null && own.length === 0) return [];
  return [`${metricWords[metric]}: ${shown(target.default)}${own.length === 0 ? '' : ` (${own.join(', ')})`}`];
}

function chosenBy(policy: PolicyView): string {
  const { type, priority, contractType } = policy.promise.conditions;
  const stated = [
    policy.customers.length > 0 ? `customer ${policy.customers.join(' or ')}` : null,
    contractType === undefined ? null : `contract type ${contractType.replaceAll('_', ' ')}`,
    type === undefined ? null : `type ${typeNames[type]}`,
    priority === undefined ? null : `priority ${priority}`,
  ].filter((one) => one !== null);
  const ways = [
    policy.isDefault ? 'every ticket that no other policy fits' : null,
    stated.length > 0 ? `tickets of ${stated.join(', ')}` : null,
    policy.contracts.length > 0 ? `contract ${policy.contracts.slice(0, 5).join(', ')}${policy.contracts.length > 5 ? ' …' : ''}` : null,
  ].filter((one) => one !== null);
  return ways.length === 0 ? 'only tickets it is set on by hand' : ways.join('; ');
}

function stepText(step: EscalationStep): string {
  const which = step.metrics === undefined ? '' : ` of ${step.metrics.map((metric) => metricWords[metric].toLowerCase()).join(', ')}`;
  const later = step.afterMinutes === 0 ? '' : ` after ${minutesText(step.afterMinutes)} unacknowledged`;
  return `${step.level[0]?.toUpperCase()}${step.level.slice(1)}${which}${later}: ${deedText(step)}`;
}

function deedText(step: EscalationStep): string {
  switch (step.act) {
    case 'notify':
      return `tell ${step.whom.map(targetText).join(', ')}`;
    case 'reassign':
      return `give it to ${targetText(step.to)}${step.onlyIfUnassigned ? ' if nobody has it' : ''}`;
    case 'raise_priority':
      return step.to === 'urgent' ? 'raise the priority to urgent, once' : 'raise the priority by one, once';
  }
}

function targetText(target: StepTarget): string {
  if (target.kind === 'user') return 'a person';
  return {
    assignee: 'the assignee',
    team: 'the team',
    watchers: 'the watchers',
    on_call: 'who is on call',
    escalation_person: 'the escalation person',
  }[target.kind];
}
