import type { Applied } from './compute-clocks.rules.ts';

/** What the log line `sla_applied` says. */
export function appliedData(applied: Applied): Record<string, unknown> {
  return { ...applied, effectiveAt: new Date(applied.effectiveAt).toISOString() };
}
