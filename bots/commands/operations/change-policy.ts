import { z } from 'zod';
import { findCalendar } from '../../../domain/calendars/find-calendar.ts';
import { listCalendars } from '../../../domain/calendars/list-calendars.ts';
import { AppError } from '../../../domain/errors.ts';
import { newId } from '../../../domain/ids.types.ts';
import { addPolicyFromTemplate } from '../../../domain/sla/add-policy-from-template.ts';
import { defaultPausing } from '../../../domain/sla/default-pausing.rules.ts';
import { findPolicy } from '../../../domain/sla/find-policy.ts';
import type { PolicyView } from '../../../domain/sla/list-policies.ts';
import { clockStatuses, type PolicyConditions } from '../../../domain/sla/policy.types.ts';
import { editPromise } from '../../../domain/sla/policy-edit.rules.ts';
import { contractTypes } from '../../../domain/sla/policy-in-force.types.ts';
import { findTemplate, type PolicyTemplate, policyTemplates } from '../../../domain/sla/policy-templates.rules.ts';
import type { PolicyDraft, RulesDraft } from '../../../domain/sla/rules-draft.types.ts';
import { savePolicy as save } from '../../../domain/sla/save-policy.ts';
import { setDefaultPolicy } from '../../../domain/sla/set-default-policy.ts';
import { metrics } from '../../../domain/sla/sla.types.ts';
import { whatIf } from '../../../domain/sla/what-if.ts';
import { ticketPriorities, ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import type { Card, Field, Json } from '../../cards/card.types.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { policyCard, promiseFields } from '../../cards/policy-card.ts';
import { action, field } from '../../cards/spans.rules.ts';
import { whatIfCard } from '../../cards/what-if-card.ts';
import { shortText } from '../arguments.rules.ts';
import { customersOf } from '../customers-of.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { whatIfDays } from './calendars.ts';

const percent = z.int().min(1).max(99).nullable();
const edit = {
  policy: shortText,
  target: z
    .strictObject({ metric: z.enum(metrics), priority: z.enum(['default', ...ticketPriorities]), minutes: z.int().positive().nullable() })
    .optional(),
  percents: z.strictObject({ warning: percent.optional(), critical: percent.optional() }).optional(),
  calendar: shortText.optional(),
  pause: z.strictObject({ metric: z.enum(metrics), statuses: z.array(z.enum(clockStatuses)) }).optional(),
  conditions: z
    .strictObject({
      customers: z.array(shortText).min(1).max(50).optional(),
      contractType: z.enum(contractTypes).optional(),
      type: z.enum(ticketTypes).optional(),
      priority: z.enum(ticketPriorities).optional(),
    })
    .optional(),
  escalate: z.boolean().optional(),
  active: z.boolean().optional(),
  isDefault: z.literal(true).optional(),
};
type EditArgs = z.output<z.ZodObject<typeof edit>>;

export const changePolicy = defineDeed({
  summary: 'Try out a change of a policy on the last 90 days; Save makes it so',
  examples: [
    'policy Gold target resolution high 8h',
    'policy Gold target first response 30m',
    'policy Gold target next reply none',
    'policy Gold warn 70 critical 85',
    'policy Gold calendar London',
    'policy Gold pause resolution waiting customer, waiting vendor',
    'policy Gold for customer:"Acme" type:technical',
    'policy Gold for everybody',
    'policy Gold escalate off',
    'policy Gold default',
    'policy Gold off',
  ],
  schema: z.strictObject(edit),
  run: async (ctx, args) => {
    const policy = await findPolicy(ctx.uow, args.policy);
    const resolved = await resolve(ctx, args);
    const draft = draftOf(policy, resolved);
    const comparison = await whatIf(ctx.uow, { policy: draft }, { days: whatIfDays });
    const carried = JSON.parse(JSON.stringify({ ...resolved, policy: policy.id, version: policy.version })) as Record<string, Json>;
    return whatIfCard(comparison, {
      title: `Change of the policy “${policy.name}”`,
      days: whatIfDays,
      fields: [...switchFields(args), ...promiseFields(draft.promise), field('In force', 'from the moment you save')],
      save: action('Save', 'policy.save', carried, 'primary'),
      reader: ctx.reader,
    });
  },
});

export const savePolicy = defineDeed({
  summary: 'Save the change of a policy you were shown',
  examples: [],
  schema: z.strictObject({ ...edit, version: z.int().positive() }),
  run: async (ctx, args) => {
    const policy = await findPolicy(ctx.uow, args.policy);
    if (args.isDefault === true) {
      await setDefaultPolicy(ctx.uow, policy.id, args.version);
      return saved(ctx, policy.id, `${policy.name} is the default policy.`);
    }
    const { promise, isActive } = draftOf(policy, await resolve(ctx, args));
    const { version } = await save(ctx.uow, policy.id, { seenVersion: args.version, promise, isActive });
    return saved(ctx, policy.id, `Saved as version ${version}. Unfinished tickets are measured by it; what was promised before stays.`);
  },
});

const fresh = { name: shortText, template: shortText, calendar: shortText.optional() };

export const newPolicy = defineDeed({
  summary: 'Begin a policy from a built-in template; Save adds it',
  examples: ['policy new "Acme Gold" from Gold', 'policy new VIP from 24/7', 'policy new Gold from Gold calendar London'],
  schema: z.strictObject(fresh),
  run: async (ctx, args) => {
    const template = findTemplate(args.template);
    if (template === null) throw noTemplate(args.template);
    const { draft, calendar } = await newDraft(ctx, args, template);
    const comparison = await whatIf(ctx.uow, draft, { days: whatIfDays });
    const counted: Record<string, Json> = args.calendar === undefined ? {} : { calendar: args.calendar };
    return whatIfCard(comparison, {
      title: `New policy “${args.name}” from ${template.name}`,
      days: whatIfDays,
      fields: [...(draft.policy === undefined ? [] : promiseFields(draft.policy.promise)), field('Calendar', calendar)],
      save: action('Save', 'policy.add', { name: args.name, template: template.key, ...counted }, 'primary'),
      reader: ctx.reader,
    });
  },
});

export const addPolicy = defineDeed({
  summary: 'Add the policy you were shown',
  examples: [],
  schema: z.strictObject(fresh),
  run: async (ctx, { name, template, calendar }) => {
    const counted = calendar === undefined ? {} : { calendarId: (await findCalendar(ctx.uow, calendar)).id };
    const { id } = await addPolicyFromTemplate(ctx.uow, { template, name, ...counted });
    return saved(ctx, id, 'Added. Name it in a contract, give it conditions, or make it the default.');
  },
});

/** The arguments with names made ids, so that what is saved is what was shown. */
async function resolve(ctx: OperationContext, args: EditArgs): Promise<EditArgs> {
  const { calendar, conditions } = args;
  return {
    ...args,
    ...(calendar === undefined ? {} : { calendar: (await findCalendar(ctx.uow, calendar)).id }),
    ...(conditions?.customers === undefined
      ? {}
      : { conditions: { ...conditions, customers: await customersOf(ctx, conditions.customers) } }),
  };
}

function draftOf(policy: PolicyView, { calendar, conditions, active, isDefault, ...args }: EditArgs): PolicyDraft {
  const stated = conditions === undefined ? undefined : conditionsOf(conditions);
  return {
    id: policy.id,
    name: policy.name,
    isActive: active ?? policy.isActive,
    isDefault: isDefault ?? policy.isDefault,
    promise: editPromise(policy.promise, { ...args, calendarId: calendar, conditions: stated }),
  };
}

function conditionsOf({ customers, contractType, type, priority }: NonNullable<EditArgs['conditions']>): PolicyConditions {
  return {
    ...(customers === undefined ? {} : { customerIds: customers as NonNullable<PolicyConditions['customerIds']> }),
    ...(contractType === undefined ? {} : { contractType }),
    ...(type === undefined ? {} : { type }),
    ...(priority === undefined ? {} : { priority }),
  };
}

/** A template's calendar that does not exist yet is part of the draft. */
async function newDraft(
  ctx: OperationContext,
  args: { name: string; calendar?: string | undefined },
  template: PolicyTemplate,
): Promise<{ draft: RulesDraft; calendar: string }> {
  const { hours, targets, steps, conditions, warningPercent, criticalPercent } = template;
  const all = await listCalendars(ctx.uow);
  const known =
    args.calendar === undefined
      ? all.find((one) => one.name.toLowerCase() === hours.name.toLowerCase())
      : await findCalendar(ctx.uow, args.calendar);
  const calendarId = known?.id ?? newId<string>();
  const promise = { calendarId, targets, pausing: defaultPausing, warningPercent, criticalPercent, conditions, steps };
  const policy: PolicyDraft = { id: null, name: args.name, isActive: true, isDefault: false, promise };
  if (known !== undefined) return { draft: { policy }, calendar: known.name };
  const timeZone = hours.timeZone ?? all.find((one) => one.isDefault)?.hours.timeZone ?? ctx.asker.timeZone;
  const calendar = { id: calendarId, hours: { timeZone, hours: hours.hours, holidays: [] } };
  return { draft: { policy, calendar }, calendar: `${hours.name} (added with it)` };
}

function switchFields({ active, isDefault, escalate, conditions }: EditArgs): Field[] {
  return [
    ...(active === undefined ? [] : [field('Switched', active ? 'on' : 'off')]),
    ...(isDefault === undefined ? [] : [field('Default', 'yes, for every ticket that no other policy fits')]),
    ...(escalate === undefined ? [] : [field('Escalation', escalate ? 'the built-in steps' : 'only the assignee is told')]),
    ...(conditions === undefined ? [] : [field('For', conditionText(conditions))]),
  ];
}

function conditionText({ customers, contractType, type, priority }: NonNullable<EditArgs['conditions']>): string {
  const stated = [customers?.join(' or '), contractType, type, priority].filter((one) => one !== undefined);
  return stated.length === 0 ? 'no ticket by itself' : `tickets of ${stated.join(', ').replaceAll('_', ' ')}`;
}

async function saved(ctx: OperationContext, id: string, text: string): Promise<Card> {
  return withNotice(policyCard(await findPolicy(ctx.uow, id), ctx.reader), 'success', text);
}

function noTemplate(text: string): AppError {
  const names = policyTemplates.map((one) => one.name).join(', ');
  return new AppError('not_found', {
    message: 'no such policy template',
    userMessage: `There is no template “${text}”. There are: ${names}.`,
  });
}
