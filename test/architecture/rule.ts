import type { SourceTree } from './source-tree.ts';

/**
 * A rule of the house that runs over all sources. `crimes` are small trees it must refuse, `innocent` ones it must let pass:
 * a rule that stops matching, or matches everything, fails its own test.
 */
export type Rule = {
  name: string;
  reason: string;
  /** One line for each place that breaks the rule; empty when all is well. */
  find(tree: SourceTree): string[];
  crimes: Record<string, string>[];
  innocent: Record<string, string>[];
};

/** True for files that hold no input or output and may be used from everywhere. */
export function isPure(path: string): boolean {
  return /\.(rules|types|contract)\.ts$/.test(path) || path === 'domain/errors.ts' || path.startsWith('workflows/contracts/');
}

/** True for code that ships: not tests, measurements or tools. */
export function isProduct(path: string): boolean {
  return /^(server|bots|mail|ai|documents|storage|workflows|domain|config)\//.test(path);
}
