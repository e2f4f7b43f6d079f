import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AiFeature } from './ai-runs.types.ts';
import { spendDay } from './spend-day.ts';

/** Money in micros. `reserved`: what calls under way may still cost. `refused`: calls not made because a budget was spent. */
export type CostLine = {
  day: string;
  feature: AiFeature;
  spent: number;
  reserved: number;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  refused: number;
};
export type BudgetLine = { feature: AiFeature | 'all'; daily: number; usedToday: number };
/** `today` is the date in the company's zone; lines are newest first, the dearest feature of a day first. */
export type CostPage = { today: string; lines: CostLine[]; budgets: BudgetLine[]; spent: number };

type Numbers = Record<'spent' | 'reserved' | 'inputTokens' | 'outputTokens', string>;

/** What the AI cost on each of the last days, by feature, and how today's budgets stand. */
export async function costPage(uow: TenantUnitOfWork, { days }: { days: number }): Promise<CostPage> {
  const today = await spendDay(uow);
  const rows = await sqlRows<Omit<CostLine, keyof Numbers> & Numbers>(
    uow,
    `select day::text as day, feature, spent_micros as spent, reserved_micros as reserved, calls, input_tokens as "inputTokens",
       output_tokens as "outputTokens", refused
     from ai_spend where day > ?::date - ?::integer order by ai_spend.day desc, spent_micros desc, feature`,
    [today, days],
  );
  const lines = rows.map((row) => ({
    ...row,
    spent: Number(row.spent),
    reserved: Number(row.reserved),
    inputTokens: Number(row.inputTokens),
    outputTokens: Number(row.outputTokens),
  }));
  const budgets = await sqlRows<{ feature: BudgetLine['feature']; daily: string }>(
    uow,
    `select feature, daily_micros as daily from ai_budgets order by feature = 'all' desc, feature`,
  );
  const usedToday = (feature: BudgetLine['feature']): number =>
    lines
      .filter((line) => line.day === today && (feature === 'all' || line.feature === feature))
      .reduce((sum, { spent, reserved }) => sum + spent + reserved, 0);
  return {
    today,
    lines,
    budgets: budgets.map(({ feature, daily }) => ({ feature, daily: Number(daily), usedToday: usedToday(feature) })),
    spent: lines.reduce((sum, line) => sum + line.spent, 0),
  };
}
