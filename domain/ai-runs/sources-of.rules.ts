import type { SourceRef } from './ai-runs.types.ts';

/** Everything a result says it rests on, wherever in it that stands, each once. */
export function sourcesOf(data: unknown): SourceRef[] {
  const found = new Map<string, SourceRef>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (isSource(node)) found.set(JSON.stringify(node), node);
    else for (const part of Object.values(node)) walk(part);
  };
  walk(data);
  return [...found.values()];
}

function isSource(node: object): node is SourceRef {
  const { kind } = node as { kind?: unknown };
  return (kind === 'message' && 'quote' in node) || (kind === 'article' && 'articleId' in node) || (kind === 'ticket' && 'field' in node);
}
