import { existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type AttackMail, ownAttackMails, readAttackMails } from '../test/support/hostile/attack-mails.ts';
import { type PersonaName, personaNames } from '../test/support/openai/personas.ts';
import { runCertificate } from './hostile/run-certificate.ts';
import { partMark, runLanes } from './hostile/run-lanes.ts';
import { runMutants } from './hostile/run-mutants.ts';
import { writeReport } from './hostile/write-report.ts';

/**
 * `npm run test:hostile -- [folder of further mails] [--report folder] [--personas worst,slow] [--only id,id] [--no-planted] [--plant name,name]`: every attack mail under every model on
 * the real system; twelve invariants over all that left or could be seen, and planted weaknesses that must each be caught. Resolves with 1 unless there is no
 * violation, every combination reached the code, and every weakness was caught.
 */
async function main(options: Options): Promise<number> {
  const began = performance.now();
  const mails = chosenMails(options);
  const personas = options.personas.map((name) => ({ name, persona: name }));
  if (options.part) {
    say(`${partMark}${JSON.stringify(await runCertificate(mails, personas, 'whole', say))}}`);
    return 0;
  }
  const run =
    options.child || personas.length < 2
      ? await runCertificate(mails, personas, options.child ? 'mails' : 'whole', options.child ? () => undefined : say)
      : await runLanes(mails, options.personas, [...(options.folder === null ? [] : [options.folder]), ...onlyArgs(options)], say);
  if (options.child) {
    say(JSON.stringify({ violations: run.violations.slice(0, 400) }));
    return run.violations.length === 0 ? 0 : 1;
  }
  const mutants = options.planted ? await runMutants(fileURLToPath(new URL('..', import.meta.url)), options.plant, say) : [];
  const page = await writeReport(options.report, mails.length, run, mutants);
  const caught = mutants.filter(({ end }) => end === 'caught').length;
  for (const empty of run.vacuous.slice(0, 20)) say(`PROVED NOTHING ${empty}`);
  for (const problem of new Set(run.refused.slice(0, 20))) say(`REFUSED REQUEST ${problem}`);
  say(
    `${mails.length} mails × ${personas.length} models: ${run.runs} runs, ${run.violations.length} violations, ${caught} of ${mutants.length} planted weaknesses caught, ` +
      `${Math.round((performance.now() - began) / 1000)} s; report: ${page}`,
  );
  return run.violations.length + run.vacuous.length + run.refused.length === 0 && run.runs > 0 && caught === mutants.length ? 0 : 1;
}

const onlyArgs = ({ only }: Options): string[] => (only.length === 0 ? [] : ['--only', only.join(',')]);

type Options = {
  folder: string | null;
  report: string;
  personas: PersonaName[];
  only: string[];
  child: boolean;
  part: boolean;
  planted: boolean;
  plant: string[];
};

/** Our own mails, and those of the folder; `none` is for what needs no mail. */
function chosenMails({ folder, only }: Options): AttackMail[] {
  if (only.includes('none')) return [];
  const file = folder === null ? null : statSync(folder).isDirectory() ? join(folder, 'mails.jsonl') : folder;
  const all = [...ownAttackMails(), ...(file === null ? [] : readAttackMails(file))];
  return only.length === 0 ? all : all.filter(({ id }) => only.includes(id));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const list = (text: string | undefined): string[] => (text ?? '').split(',').filter((part) => part !== '');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    report: { type: 'string', default: join(tmpdir(), 'deskhand-hostile-report') },
    personas: { type: 'string' },
    only: { type: 'string' },
    child: { type: 'boolean', default: false },
    part: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: true },
    plant: { type: 'string' },
  },
});
const beside = fileURLToPath(new URL('../../shared/corpora/injection', import.meta.url));
const chosen = list(values.personas).filter((name): name is PersonaName => (personaNames as readonly string[]).includes(name));
const code = await main({
  folder: positionals[0] ?? (values.child || !existsSync(beside) ? null : beside),
  report: values.report,
  personas: values.personas === undefined ? [...personaNames] : chosen,
  only: list(values.only),
  child: values.child,
  part: values.part,
  planted: values.planted,
  plant: list(values.plant),
});
// What is still on its way into a pipe would be cut off by the exit.
await new Promise((resolve) => process.stdout.write('', resolve));
process.exit(code);
