import { z } from 'zod';
import { addRule as add } from '../../../domain/assignment/add-rule.ts';
import { applyRules } from '../../../domain/assignment/apply-rules.ts';
import type { Rule } from '../../../domain/assignment/assignment.types.ts';
import { changeRule as change } from '../../../domain/assignment/change-rule.ts';
import { dropRule as drop } from '../../../domain/assignment/drop-rule.ts';
import { listRules as rulesOf } from '../../../domain/assignment/list-rules.ts';
import { nameRuleRefs } from '../../../domain/assignment/name-rule-refs.ts';
import { testRules as test } from '../../../domain/assignment/test-rules.ts';
import { notFound } from '../../../domain/errors.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { doneCard } from '../../cards/done-card.ts';
import { listCard, settledCard } from '../../cards/list-card.ts';
import { type RuleNames, resultText, ruleText } from '../../cards/rule-words.rules.ts';
import { action, askFirst, bold, muted, plain, row } from '../../cards/spans.rules.ts';
import { seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { readConditions, readResult } from '../read-rule.ts';

import { withTicket } from '../with-ticket.ts';
import { givenCard } from './give-ticket.ts';

export const listRules = defineDeed({
  summary: 'List the rules that say who gets a new ticket',
  examples: ['rules'],
  schema: z.strictObject({}),
  run: async (ctx) => {
    const rules = await rulesOf(ctx.uow);
    const names = await nameRuleRefs(ctx.uow, rules);
    return listCard(
      'Assignment rules',
      rules.map((rule) => ruleRow(rule, names)),
      {
        empty: 'There are no rules: new tickets wait unassigned. Add one with: rule add Billing when type:billing then team Accounts',
        text: rules.length === 0 ? [] : [plain('The first rule that matches a new ticket decides. To see why: rules test NUMBER')],
      },
    );
  },
});

function ruleRow(rule: Rule, names: RuleNames) {
  const at = { rule: rule.position };
  return row(
    [bold(`${rule.position}. ${rule.name}`), muted(rule.active ? '' : ' (off)')],
    [plain(ruleText(rule, names))],
    [
      rule.active ? action('Off', 'rule.change', { ...at, active: false }) : action('On', 'rule.change', { ...at, active: true }),
      ...(rule.position > 1 ? [action('Up', 'rule.change', { ...at, position: rule.position - 1 })] : []),
      askFirst('Remove', 'rule.drop', at, `Remove the rule “${rule.name}”?`),
    ],
  );
}

export const addRule = defineDeed({
  summary: 'Add a rule that says who gets a new ticket',
  examples: [
    'rule add Billing when type:billing then team Accounts',
    'rule add "Acme at night" when customer:"Acme" hours:closed then priya',
    'rule add Everything else then next in Support',
  ],
  schema: z.strictObject({ name: shortText, when: z.string().max(500).default(''), give: shortText }),
  run: async (ctx, args) => {
    const conditions = await readConditions(ctx.uow, args.when);
    const result = await readResult(ctx.uow, args.give);
    const { position } = await add(ctx.uow, { name: args.name, conditions, result } as Parameters<typeof add>[1]);
    const rule = await ruleAt(ctx.uow, position);
    const text = `Rule ${position} “${rule.name}”: ${ruleText(rule, await nameRuleRefs(ctx.uow, [rule]))}`;
    return settledCard('Assignment rule', text, [action('Undo', 'rule.drop', { rule: position }), action('All rules', 'rules.list', {})]);
  },
});

export const changeRule = defineDeed({
  summary: 'Switch a rule off or on, or move it',
  examples: ['rule off 2', 'rule on 2', 'rule move 2 to 1'],
  schema: z.strictObject({ rule: z.int().positive(), active: z.boolean().optional(), position: z.int().positive().optional() }),
  run: async (ctx, args) => {
    const rule = await ruleAt(ctx.uow, args.rule);
    const after = await change(ctx.uow, rule.id, {
      ...(args.active === undefined ? {} : { active: args.active }),
      ...(args.position === undefined ? {} : { position: args.position }),
    });
    const text = `Rule ${after.position} “${after.name}” is ${after.active ? 'on' : 'off'}.`;
    const undo = action('Undo', 'rule.change', { rule: after.position, active: rule.active, position: rule.position });
    return settledCard('Assignment rule', text, [undo, action('All rules', 'rules.list', {})]);
  },
});

export const dropRule = defineDeed({
  summary: 'Remove a rule',
  examples: ['rule remove 2'],
  schema: z.strictObject({ rule: z.int().positive() }),
  run: async (ctx, args) => {
    const rule = await ruleAt(ctx.uow, args.rule);
    const text = ruleText(rule, await nameRuleRefs(ctx.uow, [rule]));
    await drop(ctx.uow, rule.id);
    return settledCard('Assignment rule', `The rule “${rule.name}” is removed. It was: ${text}`, [action('All rules', 'rules.list', {})]);
  },
});

async function ruleAt(uow: TenantUnitOfWork, position: number): Promise<Rule> {
  const rule = (await rulesOf(uow)).find((one) => one.position === position);
  if (rule === undefined) throw notFound('rule', String(position));
  return rule;
}

export const testRules = defineDeed({
  summary: 'Say which rule a ticket would match, and why the others do not; changes nothing',
  examples: ['rules test 1', 'test rules 1'],
  schema: z.strictObject({ ticket: ticketRef }),
  run: (ctx, args) =>
    withTicket(ctx, 'rules.test', args, async (ticket) => {
      const tested = await test(ctx.uow, ticket.id);
      const names = await nameRuleRefs(ctx.uow, tested);
      const decides = tested.find((rule) => rule.decides);
      const verdict =
        decides === undefined
          ? `No rule matches ${ticket.number}: it would stay unassigned.`
          : `Rule ${decides.position} “${decides.name}” would decide: ${resultText(decides.result, names)}.`;
      const rows = tested.map((rule) => {
        const why = rule.why ?? (rule.decides ? 'it matches, and is the first that does' : 'it matches, but an earlier one decides');
        return row(
          [bold(`${rule.position}. ${rule.name}`), { text: rule.decides ? ' ✓' : '' }],
          [[{ text: why }], [muted(ruleText(rule, names))]],
        );
      });
      return listCard(`Rules for ${ticket.number}`, rows, {
        empty: 'There are no rules.',
        notices: [{ level: 'info', text: verdict }],
        actions: decides === undefined ? [] : [action('Do it', 'rules.run', { ticket: ticket.number })],
        ticket: ticket.number,
      });
    }),
});

export const runRules = defineDeed({
  summary: 'Let the rules decide who gets a ticket',
  examples: ['rules run 1'],
  schema: z.strictObject({ ticket: ticketRef, version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'rules.run', args, async (ticket) => {
      const applied = await applyRules(ctx.uow, ticket.id, args.version ?? null);
      if (applied.kind === 'done') return givenCard(ctx, ticket, applied.given, `, by the rule “${applied.rule.name}”`);
      const text = applied.kind === 'waits' ? `The rule “${applied.rule.name}” decides, but: ${applied.because}` : 'No rule matches it.';
      return doneCard(ticket, `${ticket.number} stays as it is. ${text}`, [action('Why', 'rules.test', { ticket: ticket.number })]);
    }),
});
