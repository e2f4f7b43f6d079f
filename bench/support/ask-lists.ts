import type { TenantId } from '../../domain/ids.types.ts';
import type { BigDatabase, Door } from './big-database.ts';
import { figure, percentile } from './figures.rules.ts';
import { listQuestions, type Question } from './list-questions.ts';
import type { Say } from './part.types.ts';
import { recordPlans } from './record-plans.ts';

const actor = { kind: 'system', name: 'bench' } as const;
const warmUps = 5;
const targetMs = 50;

/**
 * Asks every question so many times, in turn by the application's login under row security and by a login that row security does not hold, and says a line
 * for each. Each time is a whole unit of work: begin, tenant, statements, commit.
 */
export async function askLists(
  say: Say,
  big: Pick<BigDatabase, 'secured' | 'plain'>,
  times: number,
  plansFolder: string | null,
): Promise<void> {
  const { tenantId, questions } = await listQuestions(big.secured);
  for (const question of questions) {
    const [secured, plain]: [number[], number[]] = [[], []];
    let lines = 0;
    for (let round = -warmUps; round < times; round += 1) {
      const doors: [Door, number[]][] = [
        [big.secured, secured],
        [big.plain, plain],
      ];
      // Each goes first in every other round: what comes second finds a warmer machine.
      for (const [door, took] of round % 2 === 0 ? doors : doors.toReversed()) {
        const answer = await timed(door, tenantId, question);
        lines = answer.lines;
        if (round >= 0) took.push(answer.ms);
      }
    }
    const ratio = percentile(secured, 0.5) / percentile(plain, 0.5);
    say(
      `lists, ${question.name} (${lines} lines): p50 ${figure(percentile(secured, 0.5))} ms, p95 ${figure(percentile(secured, 0.95))} ms (target under ${targetMs}); ` +
        `without row security p50 ${figure(percentile(plain, 0.5))}, p95 ${figure(percentile(plain, 0.95))}; ratio ${figure(ratio)}`,
    );
  }
  if (plansFolder !== null) await recordPlans(big.secured, tenantId, questions, plansFolder);
}

async function timed(door: Door, tenantId: TenantId, question: Question): Promise<{ ms: number; lines: number }> {
  const began = performance.now();
  const lines = await door.withTenant(tenantId, actor, (uow) => question.ask(uow));
  return { ms: performance.now() - began, lines };
}
