import type { ScopeRelease } from '../../domain/prompts/prompt-views.types.ts';
import type { PromptKind, ReleaseScope, VariableDeclaration } from '../../domain/prompts/prompts.types.ts';

/** A kind as people say it: `reply draft`. */
export function kindWords(kind: PromptKind): string {
  return kind.replaceAll('_', ' ');
}

/** `version 4 of your own`, `version 1 as shipped`. */
export function releaseWords(release: Pick<ScopeRelease, 'number' | 'origin'>): string {
  return `version ${release.number} ${release.origin === 'shipped' ? 'as shipped' : 'of your own'}`;
}

/** What a pointer is for. */
export const scopeWords: Record<ReleaseScope, string> = { system: 'shipped', tenant: 'in use', arm: 'experiment' };

/** A declared variable in one line. */
export function variableWords({ name, trust, required, maxChars, meaning }: VariableDeclaration): string {
  const from = { trusted: 'from Deskhand', staff: 'typed by staff', untrusted: 'from outside: data text only' }[trust];
  return `{{${name}}} – ${meaning}; ${from}; ${required ? 'needed; ' : ''}at most ${maxChars.toLocaleString('en-GB')} characters`;
}
