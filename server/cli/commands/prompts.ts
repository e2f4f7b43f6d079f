import { diffPromptVersions, type PromptDifference } from '../../../domain/prompts/diff-prompt-versions.ts';
import { listPrompts } from '../../../domain/prompts/list-prompts.ts';
import { loadPromptVersion } from '../../../domain/prompts/load-prompt-version.ts';
import { writePromptFile } from '../../../domain/prompts/prompt-file.rules.ts';
import { variablesOf } from '../../../domain/prompts/prompt-kinds.rules.ts';
import type { PromptOverview, ScopeRelease } from '../../../domain/prompts/prompt-views.types.ts';
import type { PromptVersionView } from '../../../domain/prompts/prompts.types.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, UsageError } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { type Desk, withDesk } from '../open-desk.ts';
import { kindOf, numberOf } from '../prompt-options.ts';

/** Lists the kinds of prompts with what is released of each. */
export const promptsList = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }) => {
    await withDesk(context, async (desk) => {
      const rows = (await inTenant(desk, tenant, listPrompts)).map(overviewRow);
      for (const line of columns(['KIND', 'IN USE', 'EXPERIMENT', 'NEWEST', 'CASES', ''], rows)) context.terminal.out(line);
    });
  },
});

function overviewRow({ kind, system, tenant, arm, newest, cases, systemIsNewer }: PromptOverview): string[] {
  const inUse = tenant ?? system;
  const hint = systemIsNewer ? `Deskhand has brought version ${system?.number}` : '';
  return [
    kind,
    inUse === null ? 'nothing' : releaseText(inUse),
    arm === null ? '' : `${arm.number} for ${arm.percent} %`,
    String(newest),
    String(cases),
    hint,
  ];
}

function releaseText({ number, origin }: ScopeRelease): string {
  return `${number} (${origin === 'shipped' ? 'shipped' : 'own'})`;
}

/** Prints a version of a prompt with its variables. */
export const promptsShow = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const { out } = context.terminal;
    await withDesk(context, async (desk) => {
      const version = await loadNamed(desk, tenant, words);
      out(`${version.kind}, version ${version.number} (${version.origin}), ${version.contentHash.slice(0, 12)}`);
      out(`Answer: at most ${version.parameters.maxOutputTokens} tokens, temperature ${version.parameters.temperature ?? 'not set'}`);
      for (const { name, trust, required, meaning } of variablesOf(version.kind))
        out(`  {{${name}}}  ${trust}${required ? ', needed' : ''}: ${meaning}`);
      for (const [heading, text] of [
        ['System text', version.systemText],
        ['Data text', version.dataText],
      ])
        out(`\n--- ${heading} ---\n${text}`);
    });
  },
});

/** Prints a version of a prompt as a file. */
export const promptsExport = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    await withDesk(context, async (desk) => context.terminal.out(writePromptFile(await loadNamed(desk, tenant, words))));
  },
});

async function loadNamed(desk: Desk, tenant: string | undefined, words: string[]): Promise<PromptVersionView> {
  const [kindWord, numberWord, ...more] = words;
  if (kindWord === undefined) throw new UsageError('KIND is missing.');
  if (more.length > 0) throw new UsageError(`“${more[0]}” is one word too many.`);
  const kind = kindOf(kindWord);
  const number = numberWord === undefined ? 'in_use' : numberOf(numberWord);
  return inTenant(desk, tenant, async (uow) => {
    await listPrompts(uow);
    return loadPromptVersion(uow, { kind, number });
  });
}

/** Prints what differs between two versions, as a patch would show it. */
export const promptsDiff = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const [kindWord, first, second, ...more] = words;
    if (kindWord === undefined || first === undefined || more.length > 0)
      throw new UsageError('prompts diff takes KIND and one or two numbers.');
    const kind = kindOf(kindWord);
    const numbers =
      second === undefined ? ({ before: 'in_use', after: numberOf(first) } as const) : { before: numberOf(first), after: numberOf(second) };
    await withDesk(context, async (desk) => {
      for (const line of diffLines(await inTenant(desk, tenant, (uow) => diffPromptVersions(uow, kind, numbers))))
        context.terminal.out(line);
    });
  },
});

function diffLines({ before, after, system, data, parameters }: PromptDifference): string[] {
  const marks = { same: ' ', removed: '-', added: '+' };
  const part = (heading: string, changes: PromptDifference['system']): string[] =>
    changes.every(({ kind }) => kind === 'same') ? [] : [`@@ ${heading} @@`, ...changes.map(({ kind, text }) => `${marks[kind]}${text}`)];
  return [
    `--- version ${before.number}`,
    `+++ version ${after.number}`,
    ...part('system text', system),
    ...part('data text', data),
    ...parameters,
  ];
}
