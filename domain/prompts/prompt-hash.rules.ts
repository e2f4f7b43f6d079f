import { createHash } from 'node:crypto';
import type { PromptParameters } from './prompts.types.ts';

/** SHA-256 over the texts and the parameters of a version: equal hashes, equal requests. */
export function promptHash(prompt: { systemText: string; dataText: string; parameters: PromptParameters }): string {
  const { maxOutputTokens, temperature } = prompt.parameters;
  return sha256([prompt.systemText, prompt.dataText, maxOutputTokens, temperature ?? null]);
}

/** SHA-256 over saved cases in any order: a run counts for publishing only over exactly the cases that there are now. */
export function casesHash(
  cases: { id: string; name: string; variables: Record<string, string>; expect: Record<string, unknown> | null }[],
): string {
  const sorted = [...cases].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sha256(sorted.map(({ id, name, variables, expect }) => [id, name, inOrder(variables), expect === null ? null : inOrder(expect)]));
}

/** Whether a call gets the experiment: the same seed and key always draw the same, and about `percent` of all keys draw it. */
export function drawsArm(seed: string, drawKey: string, percent: number): boolean {
  const drawn = createHash('sha256').update(`${seed}\n${drawKey}`).digest().readUInt32BE(0);
  return drawn / 2 ** 32 < percent / 100;
}

// The database gives the keys of a JSON object in its own order.
function inOrder(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [
      key,
      inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? inOrder(inner as Record<string, unknown>) : inner,
    ]);
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
