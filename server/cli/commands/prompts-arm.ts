import { endPromptArm } from '../../../domain/prompts/end-prompt-arm.ts';
import { listPromptCases, type SavedCase } from '../../../domain/prompts/list-prompt-cases.ts';
import { listPromptReleases, type PromptReleaseLine } from '../../../domain/prompts/list-prompt-releases.ts';
import { startPromptArm } from '../../../domain/prompts/start-prompt-arm.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';
import { inPrompts, kindOf, numberOf, promptOptions } from '../prompt-options.ts';

/** Gives a share of the calls to a version beside the one in use, or ends that. */
export const promptsArm = defineCommand({
  options: { ...promptOptions, despite: { type: 'string', meaning: 'why it is tried without a good run over the present cases' } },
  run: async (context, values, words) => {
    const [kindWord, second, third, ...more] = words;
    if (kindWord === undefined || second === undefined || more.length > 0)
      throw new UsageError('prompts arm takes KIND and “end”, or KIND, NUMBER and PERCENT.');
    const kind = kindOf(kindWord);
    await withDesk(context, async (desk) => {
      if (second === 'end' && third === undefined) {
        await inPrompts(desk, values, (uow, by) => endPromptArm(uow, kind, '', by));
        context.terminal.out(`The experiment with ${kind} has ended: all calls get the version in use.`);
        return;
      }
      const [number, percent] = [numberOf(second), percentOf(third)];
      await inPrompts(desk, values, (uow, by) => startPromptArm(uow, { kind, number, percent, despite: values.despite ?? null }, by));
      context.terminal.out(`Version ${number} of ${kind} gets ${percent} % of the calls; a ticket stays with what it drew.`);
    });
  },
});

function percentOf(word = ''): number {
  const found = /^(\d{1,3})\s*%?$/.exec(word);
  if (found === null) throw new UsageError(`“${word}” is no share. Write a number of percent, such as 20.`);
  return Number(found[1]);
}

/** Lists the moves of a kind's releases, the last first. */
export const promptsLog = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const [kindWord = ''] = expectWords(words, 'KIND');
    const kind = kindOf(kindWord);
    await withDesk(context, async (desk) => {
      const lines = await inTenant(desk, tenant, (uow) => listPromptReleases(uow, kind));
      for (const line of columns(['RELEASE', 'VERSION', 'SHARE', 'AT', 'BY', 'ON A RUN', 'NOTE'], lines.map(logRow)))
        context.terminal.out(line);
    });
  },
});

function logRow({ scope, number, percent, at, by, hasRun, note }: PromptReleaseLine): string[] {
  const share = percent === null ? '' : `${percent} %`;
  const name = scope === 'arm' ? 'experiment' : scope;
  return [name, number === null ? 'taken away' : String(number), share, at.toISOString(), by ?? 'Deskhand', hasRun ? 'yes' : 'no', note];
}

/** Lists the saved cases of a kind: what each is called and what a right answer holds. */
export const promptsCases = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const [kindWord = ''] = expectWords(words, 'KIND');
    const kind = kindOf(kindWord);
    await withDesk(context, async (desk) => {
      const cases = await inTenant(desk, tenant, (uow) => listPromptCases(uow, kind));
      if (cases.length === 0) context.terminal.out(`There are no saved cases of ${kind}. Add one in the chat: prompt case ${kind}`);
      else for (const line of columns(['CASE', 'SAVED', 'EXPECTED'], cases.map(caseRow))) context.terminal.out(line);
    });
  },
});

function caseRow({ name, createdAt, expect }: SavedCase): string[] {
  return [name, createdAt.toISOString(), expect === null ? 'to keep to the schema' : JSON.stringify(expect)];
}
