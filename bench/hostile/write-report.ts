import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificateRun } from './run-certificate.ts';
import type { MutantResult } from './run-mutants.ts';

/** Writes the certificate as JSON and as a page to read; resolves with the path of the page. */
export async function writeReport(folder: string, mails: number, run: CertificateRun, mutants: MutantResult[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { consumed, ...facts } = run;
  await writeFile(join(folder, 'hostile.json'), `${JSON.stringify({ mails, ...facts, reached: reached(run), mutants }, null, 2)}\n`);
  const page = join(folder, 'hostile.md');
  await writeFile(page, markdown(mails, run, mutants));
  return page;
}

type Reached = { persona: string; feature: string; jobs: number; used: number; outcomes: Record<string, number> };

function reached({ consumed }: CertificateRun): Reached[] {
  const rows = new Map<string, Reached>();
  for (const { persona, feature, outcomes, used } of consumed) {
    const key = `${persona} ${feature}`;
    const row = rows.get(key) ?? { persona, feature, jobs: 0, used: 0, outcomes: {} };
    row.jobs += 1;
    row.used += used ? 1 : 0;
    for (const outcome of outcomes) row.outcomes[outcome] = (row.outcomes[outcome] ?? 0) + 1;
    rows.set(key, row);
  }
  return [...rows.values()];
}

function markdown(mails: number, run: CertificateRun, mutants: MutantResult[]): string {
  const caught = mutants.filter(({ end }) => end === 'caught').length;
  const lines = [
    '# Hostile models and hostile mails',
    '',
    `${mails} mails, ${run.runs} runs in ${Math.round(run.ms / 1000)} s: ${run.violations.length} violations, ${run.vacuous.length} combinations that proved nothing, ${run.refused.length} requests that the strict server refused. ${caught} of ${mutants.length} planted weaknesses caught.`,
    '',
    '| model | function | jobs | results of its words | ends of calls |',
    '| --- | --- | ---: | ---: | --- |',
    ...reached(run).map(
      ({ persona, feature, jobs, used, outcomes }) =>
        `| ${persona} | ${feature} | ${jobs} | ${used} | ${Object.entries(outcomes)
          .map(([end, count]) => `${end} ${count}`)
          .join(', ')} |`,
    ),
    '',
    '| planted weakness | end | broke |',
    '| --- | --- | --- |',
    ...mutants.map(({ name, end, by }) => `| ${name} | ${end} | ${by.join(', ')} |`),
    '',
    ...run.violations
      .slice(0, 200)
      .map(({ invariant, mailId, persona, what }) => `- ${invariant} ${mailId} × ${persona}: ${what.replace(/\s+/g, ' ').slice(0, 300)}`),
  ];
  return `${lines.join('\n')}\n`;
}
