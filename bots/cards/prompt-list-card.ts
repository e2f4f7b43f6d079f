import type { PromptOverview } from '../../domain/prompts/prompt-views.types.ts';
import type { Card, Row } from './card.types.ts';
import { listCard } from './list-card.ts';
import { kindWords, releaseWords } from './prompt-words.rules.ts';
import { action, bold, muted, plain, row } from './spans.rules.ts';

/** Every kind of prompt with what is in use, and where the software has brought something newer. */
export function promptListCard(prompts: PromptOverview[]): Card {
  return listCard('Prompts', prompts.map(promptRow), {
    text: [plain('A company’s own version goes before the shipped one; the share of an experiment goes before both.')],
  });
}

function promptRow({ kind, system, tenant, arm, newest, cases, systemIsNewer }: PromptOverview): Row {
  const inUse = tenant ?? system;
  const lines = [
    plain(inUse === null ? 'Not configured: no version is released, no model is asked.' : `In use: ${releaseWords(inUse)}`),
    ...(arm === null ? [] : [plain(`Experiment: ${releaseWords(arm)} for ${arm.percent} % of calls`)]),
    ...(systemIsNewer && system !== null ? [plain(`Deskhand has brought a newer text: version ${system.number}`)] : []),
    plain(`${cases} saved ${cases === 1 ? 'case' : 'cases'} · newest version ${newest}`),
  ];
  const compare = systemIsNewer && system !== null ? [action('Compare with it', 'prompts.diff', { kind, after: system.number })] : [];
  return row([bold(kindWords(kind)), muted(` · ${kind}`)], lines, [action('Show', 'prompts.show', { kind }), ...compare]);
}
