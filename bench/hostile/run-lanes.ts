import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AttackMail } from '../../test/support/hostile/attack-mails.ts';
import type { PersonaName } from '../../test/support/openai/personas.ts';
import { type CertificateRun, vacuous } from './run-certificate.ts';

/** How a lane ends: a line that begins so, with its run behind it. */
export const partMark = '{"part":';

/** The personas dealt to two processes, each with a desk of its own: one process keeps one core busy. `args`: what both are called with beside their personas. */
export async function runLanes(
  mails: AttackMail[],
  personas: readonly PersonaName[],
  args: readonly string[],
  tell: (line: string) => void,
): Promise<CertificateRun> {
  const began = performance.now();
  const lanes = [0, 1].map((lane) => personas.filter((_, index) => index % 2 === lane)).filter((lane) => lane.length > 0);
  const parts = await Promise.all(lanes.map((lane) => runPart([...args, '--part', '--personas', lane.join(',')], tell)));
  const run: CertificateRun = { runs: 0, violations: [], refused: [], consumed: [], vacuous: [], ms: 0 };
  for (const part of parts) {
    run.runs += part.runs;
    run.violations.push(...part.violations);
    run.refused.push(...part.refused);
    run.consumed.push(...part.consumed);
  }
  run.vacuous = vacuous(
    mails,
    personas.map((name) => ({ name, persona: name })),
    run.consumed,
  );
  run.ms = performance.now() - began;
  return run;
}

async function runPart(args: string[], tell: (line: string) => void): Promise<CertificateRun> {
  const script = fileURLToPath(new URL('../hostile.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let [rest, last] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith(partMark)) last = line;
      else tell(line);
    }
  });
  await new Promise((resolve) => child.once('close', resolve));
  if (last === '') throw new Error('a part of the certificate ended without a result');
  return (JSON.parse(last) as { part: CertificateRun }).part;
}
