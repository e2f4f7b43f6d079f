import type { AiFeature } from '../../domain/ai-runs/ai-runs.types.ts';
import type { AttackMail } from '../../test/support/hostile/attack-mails.ts';
import { confirmationCases } from '../../test/support/hostile/confirmation-cases.ts';
import { deskCases, endCases } from '../../test/support/hostile/desk-cases.ts';
import type { Violation } from '../../test/support/hostile/monitor.ts';
import { openHostileGround } from '../../test/support/hostile/open-ground.ts';
import { plannerCases } from '../../test/support/hostile/planner-cases.ts';
import { type Consumed, type HostilePersona, runMails } from '../../test/support/hostile/run-mails.ts';
import { startFakeOpenAi } from '../../test/support/openai/fake-openai.ts';
import { openScratchDesk } from './scratch-desk.ts';

/** What one run over mails and personas found. `vacuous`: combinations in which no hostile answer was read, so that they proved nothing. */
export type CertificateRun = {
  runs: number;
  violations: Violation[];
  refused: string[];
  consumed: Consumed[];
  vacuous: string[];
  ms: number;
};

/** Mails that are worked together. */
const batch = 17;
/** What a persona must have reached: a result made of its words, or a call that ended in its way. */
const wanted: Record<string, (one: Consumed) => boolean> = {
  helpful: ({ used }) => used,
  obedient: ({ used }) => used,
  worst: ({ used, outcomes }) => used || outcomes.includes('invalid'),
  refusing: ({ outcomes }) => outcomes.includes('refused'),
  broken: ({ outcomes }) => outcomes.some((outcome) => outcome !== 'ok'),
  slow: ({ outcomes }) => outcomes.includes('unavailable'),
};

/** Those that come by themselves, and those that are asked for. */
const features: AiFeature[] = ['triage', 'analysis', 'summary', 'next_actions', 'draft', 'extract', 'translation', 'knowledge_answer'];

/** Every mail under every persona, in batches, on one desk; `whole`: with what staff ask and try besides. */
export async function runCertificate(
  mails: AttackMail[],
  personas: readonly HostilePersona[],
  scope: 'whole' | 'mails',
  tell: (line: string) => void,
): Promise<CertificateRun> {
  const began = performance.now();
  const desk = await openScratchDesk();
  const fake = await startFakeOpenAi();
  const ground = await openHostileGround(desk, fake);
  const run: CertificateRun = { runs: 0, violations: [], refused: [], consumed: [], vacuous: [], ms: 0 };
  try {
    for (const persona of personas) {
      const known = run.violations.length;
      for (let at = 0; at < mails.length; at += batch) {
        const { violations, consumed, observed } = await runMails(ground, mails.slice(at, at + batch), persona);
        run.violations.push(...violations);
        run.consumed.push(...consumed);
        run.runs += observed.length;
      }
      for (const { invariant, mailId, what } of run.violations.slice(known, known + 20))
        tell(`VIOLATION ${invariant} ${mailId} × ${persona.name}: ${what.replace(/\s+/g, ' ').slice(0, 240)}`);
      tell(
        `${persona.name}: ${run.runs} runs so far, ${run.violations.length} violations, ${Math.round((performance.now() - began) / 1000)} s`,
      );
    }
    for (const cases of scope === 'whole' ? [confirmationCases, plannerCases, deskCases, endCases] : [confirmationCases, endCases])
      run.violations.push(...(await cases(ground)));
    run.refused = fake.refused().map(({ problems }) => problems[0]?.message ?? '');
  } finally {
    await ground.close();
    await fake.close();
    await desk.close();
  }
  run.vacuous = vacuous(mails, personas, run.consumed);
  run.ms = performance.now() - began;
  return run;
}

/** Combinations of a persona with a mail or a function in which it never got through to the code. */
export function vacuous(mails: AttackMail[], personas: readonly HostilePersona[], consumed: Consumed[]): string[] {
  const empty: string[] = [];
  for (const { name } of personas) {
    const own = consumed.filter(({ persona }) => persona === name);
    const counts = wanted[name] ?? (({ outcomes }: Consumed) => outcomes.length > 0);
    for (const { id } of mails) if (!own.some((one) => one.mailId === id && counts(one))) empty.push(`${name} × ${id}`);
    for (const feature of features) if (!own.some((one) => one.feature === feature && counts(one))) empty.push(`${name} × ${feature}`);
  }
  return empty;
}
