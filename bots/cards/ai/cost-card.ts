import type { BudgetLine, CostLine, CostPage } from '../../../domain/ai-runs/cost-page.ts';
import type { Card, Field, Row } from '../card.types.ts';
import { makeCard } from '../make-card.rules.ts';
import { action, bold, code, field, plain, row } from '../spans.rules.ts';
import { featureNames, money } from './ai-words.rules.ts';

/** What the AI cost, by day and feature, with the budgets of today. */
export function costCard(page: CostPage, days: number): Card {
  return makeCard('report', [bold(`The AI cost ${money(page.spent)} in ${days === 1 ? 'the last day' : `the last ${days} days`}`)], {
    fields: page.budgets.map(budgetField),
    text: page.lines.length === 0 ? [plain('No model was asked in this time.')] : [],
    rows: page.lines.map(costRow),
    actions: [action('Jobs', 'ai.jobs', {}), ...(days < 30 ? [action('Last 30 days', 'ai.cost', { days: 30 })] : [])],
  });
}

function budgetField({ feature, daily, usedToday }: BudgetLine): Field {
  const name = feature === 'all' ? 'everything' : featureNames[feature];
  const left = Math.max(0, daily - usedToday);
  return field(`Budget of ${name} a day`, `${money(daily)}, ${money(usedToday)} used or reserved today, ${money(left)} left`);
}

function costRow(line: CostLine): Row {
  const tokens = `${line.inputTokens} tokens in, ${line.outputTokens} out`;
  const refused = line.refused === 0 ? '' : ` · ${line.refused} not made: the budget was spent`;
  const reserved = line.reserved === 0 ? '' : ` · ${money(line.reserved)} reserved for calls under way`;
  return row(
    [code(line.day), { text: ` ${featureNames[line.feature]} ` }, bold(money(line.spent))],
    [plain(`${line.calls} ${line.calls === 1 ? 'call' : 'calls'} · ${tokens}${reserved}${refused}`)],
  );
}
