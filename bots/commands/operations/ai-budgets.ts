import { z } from 'zod';
import { type AiSettings, aiFeatures } from '../../../domain/ai-runs/ai-runs.types.ts';
import { changeAiSettings } from '../../../domain/ai-runs/change-ai-settings.ts';
import { costPage } from '../../../domain/ai-runs/cost-page.ts';
import { loadAiSettings } from '../../../domain/ai-runs/load-ai-settings.ts';
import { readMoney } from '../../../domain/ai-runs/money.rules.ts';
import { setBudget } from '../../../domain/ai-runs/set-budget.ts';
import { AppError } from '../../../domain/errors.ts';
import { costCard } from '../../cards/ai/cost-card.ts';
import { aiSettingsCard } from '../../cards/ai/settings-card.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { shortText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';

export const showAiCost = defineDeed({
  summary: 'Show what the AI cost, by day and feature, and how the budgets stand',
  examples: ['ai cost', 'ai cost 30', 'ai budgets'],
  schema: z.strictObject({ days: z.coerce.number().int().min(1, 'must be 1 or more').max(366, 'must be at most 366').default(7) }),
  run: async ({ uow }, { days }) => costCard(await costPage(uow, { days }), days),
});

export const setAiBudget = defineDeed({
  summary: 'Set what the AI, or one feature of it, may cost a day',
  examples: ['ai budget draft 2.50', 'ai budget all 20', 'ai budget analysis off'],
  schema: z.strictObject({ feature: z.enum(['all', ...aiFeatures]), amount: shortText }),
  run: async ({ uow }, { feature, amount }) => {
    const micros = amount.toLowerCase() === 'off' ? null : readMoney(amount);
    if (micros === undefined) throw refused(`“${amount}” is no amount. Write it as 2.50, or off to lift the limit.`);
    await setBudget(uow, feature, micros);
    const what = feature === 'all' ? 'The AI' : feature.replaceAll('_', ' ');
    const text =
      micros === null
        ? `${what} has no budget of its own any more.`
        : `${what} may cost ${amount} a day; over it everything is found without a model.`;
    return withNotice(costCard(await costPage(uow, { days: 1 }), 1), 'success', text);
  },
});

export const showAiSettings = defineDeed({
  summary: 'Show the company’s choices about the AI',
  examples: ['ai settings'],
  schema: z.strictObject({}),
  run: async ({ uow }) => aiSettingsCard(await loadAiSettings(uow)),
});

export const setAiSetting = defineDeed({
  summary: 'Change a choice about the AI',
  examples: ['ai set analysis off', 'ai set triage on', 'ai set redaction on', 'ai set keep 14', 'ai set wrong 3'],
  schema: z.strictObject({ setting: z.enum(['triage', 'analysis', 'redaction', 'keep', 'wrong']), value: shortText }),
  run: async ({ uow }, { setting, value }) => {
    const settings = await changeAiSettings(uow, changesOf(setting, value.toLowerCase()));
    return aiSettingsCard(settings, [{ level: 'success', text: 'Saved.' }]);
  },
});

function changesOf(setting: 'triage' | 'analysis' | 'redaction' | 'keep' | 'wrong', value: string): Partial<AiSettings> {
  if (setting === 'keep') return { keepDays: numberOf(value.replace(/\s*days?$/, ''), 'a number of days, such as ai set keep 14') };
  if (setting === 'wrong')
    return { mostWrong: numberOf(value.replace(/\s*(%|percent)$/, ''), 'a share in percent, such as ai set wrong 3') / 100 };
  if (value !== 'on' && value !== 'off') throw refused(`“${value}” is neither on nor off. Write ai set ${setting} on, or off.`);
  const on = value === 'on';
  return setting === 'triage' ? { autoTriage: on } : setting === 'analysis' ? { autoAnalysis: on } : { redact: on };
}

function numberOf(text: string, wanted: string): number {
  if (/^\d{1,5}(\.\d{1,3})?$/.test(text)) return Number(text);
  throw refused(`“${text}” is not ${wanted}.`);
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', {
    message: 'argument of an AI command refused',
    userMessage: `Nothing was changed: ${userMessage}`,
  });
}
