import type { Flag } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { Notice } from '../card.types.ts';
import { oneLine } from '../spans.rules.ts';

const names: Record<Flag['kind'], string> = {
  statement: 'Not shown by any source',
  address: 'Mail address',
  account: 'Account number',
  amount: 'Amount',
  link: 'Link',
  phone: 'Telephone number',
};

/** What a reviewer must look at before sending, one warning each, the statements first; nothing is left out, however many there are. */
export function flagNotices(flags: readonly Flag[]): Notice[] {
  const ordered = [...flags.filter(({ kind }) => kind === 'statement'), ...flags.filter(({ kind }) => kind !== 'statement')];
  return ordered.map(({ kind, text }) => ({
    level: 'warning',
    text:
      kind === 'statement' ? `${names.statement}: “${oneLine(text, 300)}”` : `${names[kind]} in no trusted source: ${oneLine(text, 200)}`,
  }));
}
