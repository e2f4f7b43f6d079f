import { prepareCall } from '../../../ai/providers/prepare-call.rules.ts';
import { replayCall } from '../../../ai/run/replay-call.ts';
import { money } from '../../../bots/cards/ai/ai-words.rules.ts';
import { type AiFeature, aiFeatures, type JobView, type Receipt } from '../../../domain/ai-runs/ai-runs.types.ts';
import { cancelJob } from '../../../domain/ai-runs/cancel-job.ts';
import { costPage } from '../../../domain/ai-runs/cost-page.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { listJobs } from '../../../domain/ai-runs/list-jobs.ts';
import { readMoney } from '../../../domain/ai-runs/money.rules.ts';
import { receiptsOfJob } from '../../../domain/ai-runs/receipts-of-job.ts';
import { recentReceipts } from '../../../domain/ai-runs/recent-receipts.ts';
import { setBudget } from '../../../domain/ai-runs/set-budget.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';

const jobsShown = 50;
const mostReplayed = 1_000;

/** Lists the jobs under way, those that wait and the last that have ended. */
export const aiJobs = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const page = await inTenant(desk, tenant, (uow) => listJobs(uow, { limit: jobsShown }));
      const rows = [...page.running, ...page.waiting, ...page.ended].map(jobLine);
      for (const line of columns(['JOB', 'STATE', 'FEATURE', 'TICKET', 'ASKED BY', 'SINCE', ''], rows)) context.terminal.out(line);
    });
  },
});

function jobLine(job: JobView): string[] {
  const said = job.progress || job.failure || job.result?.notice || '';
  return [job.ref, job.state, job.feature, job.ticket ?? '–', job.askedByName ?? '–', job.createdAt.toISOString(), said];
}

/** Cancels a job that waits or runs. */
export const aiCancel = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const [ref = ''] = expectWords(words, 'JOB');
    await withDesk(context, async (desk) => {
      const job = await inTenant(desk, tenant, (uow) => cancelJob(uow, ref, { userId: null, mayAll: true }));
      context.terminal.out(`${job.ref} is cancelled.`);
    });
  },
});

/** Prints the receipts of a job's calls, the newest first. */
export const aiWhy = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const [ref = ''] = expectWords(words, 'JOB');
    await withDesk(context, async (desk) => {
      const { job, receipts } = await inTenant(desk, tenant, async (uow) => {
        const found = await findJob(uow, ref);
        return { job: found, receipts: await receiptsOfJob(uow, found.id) };
      });
      const { out } = context.terminal;
      out(
        `${job.ref} ${job.feature}: ${job.state}${job.source === null ? '' : `, found by ${job.source}`}${job.result?.notice ? `. ${job.result.notice}` : ''}`,
      );
      if (receipts.length === 0) out('No model was asked.');
      for (const receipt of receipts) for (const line of receiptLines(receipt)) out(line);
    });
  },
});

function receiptLines(receipt: Receipt): string[] {
  const { prompt } = receipt;
  return [
    `attempt ${receipt.attempt}, try ${receipt.try}: ${receipt.outcome ?? 'under way'}${receipt.reason === null ? '' : ` (${receipt.reason})`}`,
    `  prompt  ${prompt === null ? 'none' : `${prompt.kind} version ${prompt.number} (${prompt.origin})`}`,
    `  model   ${receipt.modelAsked} at ${receipt.providerName}, served by ${receipt.modelServed ?? 'nobody'}`,
    `  input   ${receipt.inputHash}`,
    `  output  ${receipt.outputHash ?? 'none'}`,
    `  tokens  ${receipt.inputTokens ?? 0} in (${receipt.cachedTokens ?? 0} cached), ${receipt.outputTokens ?? 0} out`,
    `  cost    ${money(receipt.costMicros ?? 0)}, ${receipt.latencyMs ?? 0} ms, request ${receipt.requestId ?? 'none'}`,
  ];
}

/** Makes the requests of a job's calls anew, or those of the last calls, and compares them with their receipts. Ends with 1 when one differs. */
export const aiReplay = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    if (words.length > 1) throw new UsageError('Name one job, or none for the last calls.');
    return withDesk(context, async (desk) => {
      const lines = await inTenant(desk, tenant, (uow) => replayAll(uow, words[0]));
      const { out } = context.terminal;
      for (const line of lines.filter(({ verdict }) => verdict === 'differs')) out(`${line.callId} differs`);
      const count = (verdict: Verdict): number => lines.filter((line) => line.verdict === verdict).length;
      out(`${count('same')} the same byte for byte, ${count('differs')} different, ${count('gone')} no longer kept`);
      return count('differs') === 0 ? 0 : 1;
    });
  },
});

type Verdict = 'same' | 'differs' | 'gone';

async function replayAll(uow: TenantUnitOfWork, ref: string | undefined): Promise<{ callId: string; verdict: Verdict }[]> {
  const receipts = ref === undefined ? await recentReceipts(uow, mostReplayed) : await receiptsOfJob(uow, (await findJob(uow, ref)).id);
  const lines: { callId: string; verdict: Verdict }[] = [];
  for (const { callId, inputHash } of receipts) {
    const report = await replayCall(uow, { prepare: prepareCall }, callId);
    const verdict =
      report.kind === 'gone' ? 'gone' : report.rebuiltHash === inputHash && report.keptHash === inputHash ? 'same' : 'differs';
    lines.push({ callId, verdict });
  }
  return lines;
}

/** Prints what the AI cost on the last days, and how today's budgets stand. */
export const aiCost = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const days = Number(words[0] ?? 7);
    if (words.length > 1 || !Number.isInteger(days) || days < 1 || days > 366) throw new UsageError('DAYS is a number from 1 to 366.');
    await withDesk(context, async (desk) => {
      const page = await inTenant(desk, tenant, (uow) => costPage(uow, { days }));
      const rows = page.lines.map((line) => [
        line.day,
        line.feature,
        money(line.spent),
        money(line.reserved),
        String(line.calls),
        String(line.inputTokens),
        String(line.outputTokens),
        String(line.refused),
      ]);
      for (const line of columns(['DAY', 'FEATURE', 'SPENT', 'RESERVED', 'CALLS', 'TOKENS IN', 'OUT', 'REFUSED'], rows))
        context.terminal.out(line);
      for (const budget of page.budgets)
        context.terminal.out(
          `budget of ${budget.feature}: ${money(budget.daily)} a day, ${money(budget.usedToday)} used or reserved today`,
        );
    });
  },
});

/** Sets or lifts what a feature, or everything, may cost a day. */
export const aiBudget = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const [name = '', amount = ''] = expectWords(words, 'FEATURE', 'AMOUNT');
    const feature = [...aiFeatures, 'all' as const].find((one) => one === name);
    if (feature === undefined) throw new UsageError(`FEATURE is all or one of: ${aiFeatures.join(', ')}.`);
    const micros = amount === 'off' ? null : readMoney(amount);
    if (micros === undefined) throw new UsageError('AMOUNT is an amount for a day such as 2.50, or off.');
    await withDesk(context, async (desk) => {
      await inTenant(desk, tenant, (uow) => setBudget(uow, feature, micros));
      context.terminal.out(saved(feature, micros));
    });
  },
});

function saved(feature: AiFeature | 'all', micros: number | null): string {
  return micros === null ? `${feature} has no budget of its own any more.` : `${feature} may cost ${money(micros)} a day.`;
}
